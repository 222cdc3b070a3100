"""`massage-mind journal`: write, look back, search; carry it out and in."""

from __future__ import annotations

from massage_mind.cli.lazy import Command, lazy_group

TABLE: dict[str, Command] = {
    "add": Command("journal_write", "add", "Write an entry."),
    "list": Command("journal_look", "list_", "List sessions, check-ins and entries, the latest first."),
    "show": Command("journal_look", "show", "Show one record in full, with all that belongs to it."),
    "search": Command("journal_look", "search", "Find words in everything that was written."),
    "tags": Command("journal_look", "tags", "List the tags in use."),
    "edit": Command("journal_write", "edit", "Change a record; earlier versions are kept."),
    "delete": Command("journal_write", "delete", "Put records into the bin, or delete them for good."),
    "restore": Command("journal_write", "restore", "Take records out of the bin."),
    "export": Command("journal_carry", "export", "Carry the record out: JSON, CSV, Markdown, text."),
    "import": Command("journal_carry", "import_", "Take records in: ours, jrnl's, Day One's."),
    "backup": Command("journal_carry", "backup", "Make a copy of the whole journal."),
    "recover": Command("journal_carry", "recover", "Look at the copies, and put one back."),
}

app = lazy_group("journal", "Write, look back, search; carry it out and in.", TABLE)
