"""`massage-mind scripts`: the library, and writing one's own. Each command loads its module when it is called."""

from __future__ import annotations

from massage_mind.cli.lazy import Command, Example, lazy_group

TABLE: dict[str, Command] = {
    "list": Command(
        "commands.scripts_list_command",
        "list_scripts",
        "List the scripts: yours first, then the shipped ones.",
        example=Example("massage-mind scripts list --moment during", "those for the table"),
    ),
    "show": Command(
        "commands.scripts_show_command",
        "show_script",
        "Show one script: what it is, its parts, and what to mind.",
        example=Example("massage-mind scripts show arriving", "the usual one before"),
    ),
    "check": Command(
        "commands.scripts_check_command",
        "check_scripts",
        "Check scripts: every fault with its place, and the care rules.",
        example=Example("massage-mind scripts check my-evening", "one of your own"),
    ),
    "new": Command(
        "commands.scripts_new_command",
        "new_script",
        "Write a script to start from into your own folder.",
        example=Example("massage-mind scripts new my-evening --moment after", "one for afterwards"),
    ),
    "edit": Command(
        "commands.scripts_edit_command",
        "edit_script",
        "Open a script in your editor and check it when you close it.",
        example=Example("massage-mind scripts edit arriving", "your own copy of it"),
    ),
    "schema": Command(
        "commands.scripts_schema_command",
        "schema",
        "Print the JSON Schema of scripts, for editors.",
        example=Example("massage-mind scripts schema"),
    ),
    "where": Command(
        "commands.scripts_where_command",
        "where",
        "Say where scripts are looked for, first to last.",
        example=Example("massage-mind scripts where"),
    ),
}

app = lazy_group("scripts", "The library of scripts, and writing your own.", TABLE)
