"""`massage-mind data`: what is stored, where, how large; and deleting all of it."""

from __future__ import annotations

from massage_mind.cli.lazy import Command, Example, lazy_group

TABLE: dict[str, Command] = {
    "where": Command(
        "commands.data_where_command",
        "where",
        "Say what is stored, where and how large.",
        example=Example("massage-mind data where"),
    ),
    "delete": Command(
        "commands.data_delete_command",
        "delete",
        "Delete everything, after you have typed the word.",
        example=Example("massage-mind data delete", "which asks for the word first"),
    ),
}

app = lazy_group("data", "What is stored, where, how large; delete it.", TABLE)
