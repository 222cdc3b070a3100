"""Entries that another program gives no id: one that was changed there comes beside what it was, and that is said."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from massage_mind.journal.carry.foreign_entries import known_by_words
from massage_mind.journal.rows import carry_rows

if TYPE_CHECKING:
    from massage_mind.journal.file.journal_file import Connection
    from massage_mind.record.head import Head


@dataclass(slots=True)
class ByWords:
    """What an import brought of entries that are known by their words alone."""

    _seen: set[str] = field(default_factory=set)
    _new: list[Head] = field(default_factory=list)

    def came(self, head: Head, record_id: str = "") -> None:
        """One came; `record_id` where it is new here, under this id."""
        if not known_by_words(head.source):
            return
        self._seen.add(head.source)
        if record_id:
            self._new.append(replace(head, id=record_id))

    def beside(self, conn: Connection) -> list[tuple[str, str]]:
        """Ids of new ones, each with that of one of the same program and instant which did not come this time.

        Two of one instant that both came are two entries. One that did not come was likely changed there, and is here twice.
        """
        pairs = []
        for head in self._new:
            program = head.source.partition(":")[0]
            others = carry_rows.ids_of_program(conn, program, head.at)
            pairs += [
                (head.id, other)
                for other, source in others
                if source not in self._seen and known_by_words(source)
            ]
        return pairs
