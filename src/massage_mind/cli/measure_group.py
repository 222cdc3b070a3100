"""`massage-mind measure`: what is rated from 0 to 10, and what of it is a person's own."""

from __future__ import annotations

from massage_mind.cli.lazy import Command, Example, lazy_group

TABLE: dict[str, Command] = {
    "add": Command(
        "commands.measure_add_command",
        "add",
        "Add one of your own; without a name, it asks.",
        example=Example(
            'massage-mind measure add headache --low none --high "the worst I know" --better lower',
            "asked from now on",
        ),
    ),
    "list": Command(
        "commands.measure_list_command",
        "list_",
        "What is asked, and when.",
        example=Example("massage-mind measure list", "built in, and yours"),
    ),
    "edit": Command(
        "commands.measure_edit_command",
        "edit",
        "Put one of yours otherwise.",
        example=Example("massage-mind measure edit headache --when before,after", "asked at other times"),
    ),
    "drop": Command(
        "commands.measure_drop_command",
        "drop",
        "Ask one of yours no longer. What you rated stays.",
        example=Example("massage-mind measure drop headache", "asked no longer"),
    ),
}

app = lazy_group("measure", "What you rate from 0 to 10, and measures of your own.", TABLE)
