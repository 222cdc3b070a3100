"""The options of `massage-mind park`, and reading them into a thought and what is to be different of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from massage_mind.cli.command import Options
from massage_mind.values import dataclass

if TYPE_CHECKING:
    from massage_mind.diary.parking import Due, ParkedEdit
    from massage_mind.world import World

Thought = Annotated[
    list[str] | None,
    typer.Argument(metavar="[TEXT]", help="The thought; - takes it from standard input."),
]
Id = Annotated[str, typer.Argument(metavar="ID", help="Its id or how that begins; or last, next, today.")]
Ids = Annotated[
    list[str], typer.Argument(metavar="ID...", help="Their ids or how they begin; or last, next, today.")
]
OnlyIds = Annotated[list[str] | None, typer.Argument(metavar="[ID...]", help="Only these.")]
All = Annotated[bool, typer.Option("--all", help="Those that are done or dropped as well.")]
WhenDue = Annotated[
    str,
    typer.Option("--when", metavar="WHEN", help="When you will: 'tomorrow 9:00', 'after dinner'."),
]
WhereDue = Annotated[str, typer.Option("--where", metavar="WORDS", help="Where you will deal with it.")]
Ics = Annotated[
    str,
    typer.Option("--ics", metavar="FILE", help="As a calendar file too; - for standard output."),
]
OtherText = Annotated[str | None, typer.Option("--text", metavar="TEXT", help="Other words for it.")]
OtherWhen = Annotated[
    str | None, typer.Option("--when", metavar="WHEN", help="When; an empty text takes it away.")
]
OtherWhere = Annotated[
    str | None, typer.Option("--where", metavar="WORDS", help="Where; an empty text takes it away.")
]


@dataclass(frozen=True, slots=True)
class Changes(Options):
    """--text, --when, --where, of which one at least is needed."""

    text: OtherText = None
    when: OtherWhen = None
    where: OtherWhere = None

    def read(self, world: World) -> ParkedEdit:
        """What is to be different. Raises `UsageError` where nothing is."""
        from massage_mind.diary.parking import ParkedEdit, read_due
        from massage_mind.errors import UsageError

        if self.text is None and self.when is None and self.where is None:
            raise UsageError("There's nothing to change.", "Give --text, --when or --where.")
        due = None if self.when is None else read_due(world, self.when)
        return ParkedEdit(self.text, due, self.where)


def read_thought(world: World, words: list[str] | None) -> str:
    """The thought, from the words typed or piped in. Raises `UsageError` where there is none."""
    from massage_mind.cli.piped import text_said
    from massage_mind.errors import UsageError

    text = text_said(world, words, 'it, such as park add "call the bank"')
    if text is None or not text.strip():
        raise UsageError(
            "There's nothing to put down.", "Say it:", command='massage-mind park add "call the bank"'
        )
    return text


def check_ics(ics: str, due: Due) -> None:
    """Whether it can be written as a calendar file, before anything is kept. Raises `UsageError`, `MassageMindError`."""
    from massage_mind.diary.parked_ics import refuse_taken
    from massage_mind.errors import UsageError

    if ics and due.at_ms is None:
        why = f" {due.why_words}" * bool(due.why_words)
        raise UsageError(
            f"Without a time it can't go into a calendar.{why}",
            "Say when:",
            instead=("--when=", "tomorrow 9:00"),
        )
    if ics not in ("", "-"):
        refuse_taken(ics)
