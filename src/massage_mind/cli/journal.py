"""`massage-mind journal`: write, look back, search; carry it out and in."""

from __future__ import annotations

from massage_mind.cli.lazy import Command, Example, lazy_group

TABLE: dict[str, Command] = {
    "add": Command(
        "commands.journal_add_command",
        "add",
        "Write an entry.",
        example=Example('massage-mind journal add "lighter than before" --tag week', "a line with a tag"),
    ),
    "list": Command(
        "commands.journal_list_command",
        "list_",
        "List sessions, check-ins and entries, the latest first.",
        example=Example("massage-mind journal list --since monday", "this week"),
    ),
    "show": Command(
        "commands.journal_show_command",
        "show",
        "Show one record in full, with all that belongs to it.",
        example=Example("massage-mind journal show", "the latest"),
    ),
    "search": Command(
        "commands.journal_search_command",
        "search",
        "Find words in everything that was written.",
        example=Example("massage-mind journal search shoulder", "a word"),
    ),
    "tags": Command(
        "commands.journal_tags_command",
        "tags",
        "List the tags in use.",
        example=Example("massage-mind journal tags"),
    ),
    "edit": Command(
        "commands.journal_edit_command",
        "edit",
        "Change a record; earlier versions are kept.",
        example=Example("massage-mind journal edit last --tag week", "a tag on the last massage"),
    ),
    "delete": Command(
        "commands.journal_delete_command",
        "delete",
        "Put records into the bin, or delete them for good.",
        example=Example("massage-mind journal delete last", "the last massage"),
    ),
    "restore": Command(
        "commands.journal_restore_command",
        "restore",
        "Take records out of the bin.",
        example=Example("massage-mind journal restore last", "what was put there last"),
    ),
    "export": Command(
        "commands.journal_export_command",
        "export",
        "Carry the record out: JSON, CSV, Markdown, text.",
        example=Example(
            "massage-mind journal export --format markdown --out my-journal", "a folder to read in"
        ),
    ),
    "import": Command(
        "commands.journal_import_command",
        "import_",
        "Take records in: ours, jrnl's, Day One's.",
        example=Example("massage-mind journal import journal.json", "what export wrote"),
    ),
    "backup": Command(
        "commands.journal_backup_command",
        "backup",
        "Make a copy of the whole journal.",
        example=Example("massage-mind journal backup"),
    ),
    "recover": Command(
        "commands.journal_recover_command",
        "recover",
        "Look at the copies, and put one back.",
        example=Example("massage-mind journal recover"),
    ),
}

app = lazy_group("journal", "Write, look back, search; carry it out and in.", TABLE)
