"""The options of `journal edit`, and reading them into what is to be different about a record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from massage_mind.cli.command import Options
from massage_mind.cli.journal_options import Editor
from massage_mind.cli.options import At, Care, Symptoms, Tags, Week
from massage_mind.errors import UsageError
from massage_mind.values import dataclass
from massage_mind.words.near import one_of, quoted

if TYPE_CHECKING:
    from massage_mind.diary.changing import Change
    from massage_mind.record.session import Around
    from massage_mind.world import World

OtherWords = Annotated[str | None, typer.Option("--text", metavar="TEXT", help="Other words for it.")]
Rate = Annotated[
    list[str] | None,
    typer.Option("--rate", metavar="ITEM=N", help="A rating, such as stress=4; stress= takes it away."),
]
WhichPhase = Annotated[
    str, typer.Option("--phase", metavar="WHEN", help="Of a session rated before and after: which ratings.")
]
OtherBody = Annotated[str | None, typer.Option("--body", metavar="MAP", help='"l shoulder 3, jaw 2"')]
OtherAppointment = Annotated[
    str, typer.Option("--appointment", metavar="ID", help="Let it belong to this one; none for none.")
]
TagOff = Annotated[list[str] | None, typer.Option("--untag", metavar="TAG", help="Take a tag off.")]


@dataclass(frozen=True, slots=True)
class ChangeOptions(Options):
    """What is to be different: words, ratings, time, appointment, tags."""

    text: OtherWords = None
    editor: Editor = False
    rate: Rate = None
    phase: WhichPhase = ""
    body: OtherBody = None
    at: At = ""
    appointment: OtherAppointment = ""
    tag: Tags = None
    symptom: Symptoms = None
    care: Care = None
    week: Week = None
    untag: TagOff = None

    def read(self, world: World, record: str) -> Change:
        """The change of this record that is meant. Raises `UsageError` for what cannot be read."""
        from massage_mind.cli.checkin_options import read_marks
        from massage_mind.diary.changing import Change
        from massage_mind.diary.stated import at_said, tags_said

        body, kinds = (None, {}) if self.body is None else read_marks(world, self.body)
        return Change(
            record,
            self.text,
            self.editor,
            tags=tags_said(self.tag, self.symptom, self.care, self.week),
            untag=tags_said(self.untag),
            at_ms=at_said(world, self.at),
            ratings=read_ratings(self.rate or ()),
            phase=phase_named(self.phase),
            body=body,
            kinds=kinds,
            appointment=self.appointment or None,
        )


_DIGITS = 3
"""No rating has more; a longer number is none."""


def read_ratings(pairs: Sequence[str]) -> Mapping[str, int | None]:
    """Ratings such as "stress=4" by what was typed for the item; None for "stress=", which takes one away.

    Which item is meant, the journal says. Raises `UsageError`.
    """
    ratings: dict[str, int | None] = {}
    for pair in pairs:
        item, sign, value = pair.partition("=")
        item, typed = item.strip().casefold(), value.strip()
        if not sign or (typed and not (typed.isascii() and typed.isdecimal() and len(typed) <= _DIGITS)):
            raise UsageError(
                f"--rate takes an item and a number from 0 to 10, such as stress=4; {quoted(pair)} isn't one."
            )
        ratings[item] = int(typed) if typed else None
    return ratings


def phase_named(word: str) -> Around | None:
    """Before or after a session; None where nothing was said. Raises `UsageError`."""
    from massage_mind.record.session import AROUND

    return one_of("phase", word, AROUND, "It's before or after.") if word else None
