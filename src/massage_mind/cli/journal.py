"""`massage-mind journal`: write, look back, search; carry it out and in."""

from __future__ import annotations

from massage_mind.cli.lazy import Command, lazy_group

TABLE: dict[str, Command] = {
    "add": Command("commands.journal_add_command", "add", "Write an entry."),
    "list": Command(
        "commands.journal_list_command", "list_", "List sessions, check-ins and entries, the latest first."
    ),
    "show": Command(
        "commands.journal_show_command", "show", "Show one record in full, with all that belongs to it."
    ),
    "search": Command(
        "commands.journal_search_command", "search", "Find words in everything that was written."
    ),
    "tags": Command("commands.journal_tags_command", "tags", "List the tags in use."),
    "edit": Command("commands.journal_edit_command", "edit", "Change a record; earlier versions are kept."),
    "delete": Command(
        "commands.journal_delete_command", "delete", "Put records into the bin, or delete them for good."
    ),
    "restore": Command("commands.journal_restore_command", "restore", "Take records out of the bin."),
    "export": Command(
        "commands.journal_export_command", "export", "Carry the record out: JSON, CSV, Markdown, text."
    ),
    "import": Command(
        "commands.journal_import_command", "import_", "Take records in: ours, jrnl's, Day One's."
    ),
    "backup": Command("commands.journal_backup_command", "backup", "Make a copy of the whole journal."),
    "recover": Command(
        "commands.journal_recover_command", "recover", "Look at the copies, and put one back."
    ),
}

app = lazy_group("journal", "Write, look back, search; carry it out and in.", TABLE)
