"""The options of `massage-mind share`, and reading them into what was chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from massage_mind.cli.brief_options import AsMarkdown, HtmlFile, PdfFile
from massage_mind.cli.command import Options
from massage_mind.cli.journal_options import Since, UntilDay
from massage_mind.cli.options import Over
from massage_mind.values import dataclass

if TYPE_CHECKING:
    from massage_mind.diary.chosen_to_share import ShareRequest
    from massage_mind.world import World

FieldNames = Annotated[
    list[str] | None,
    typer.Option(
        "--field",
        metavar="NAME",
        help="A measure, or body, massages, styles, symptoms, care, week, cost; may be given again.",
    ),
]
EntryIds = Annotated[
    list[str] | None,
    typer.Option(
        "--entry", metavar="ID", help="This entry of the journal, word for word; may be given again."
    ),
]


@dataclass(frozen=True, slots=True)
class ShareChoice(Options):
    """--field, --entry, --since, --until."""

    field: FieldNames = None
    entry: EntryIds = None
    since: Since = ""
    until: UntilDay = ""

    def read(self, world: World) -> ShareRequest:
        """What was chosen. Raises `UsageError` for a time that is none."""
        from massage_mind.cli.trends_answers import rated_within
        from massage_mind.diary.chosen_to_share import ShareRequest

        query = rated_within(world, self.since, self.until)
        return ShareRequest(tuple(self.field or ()), query, tuple(self.entry or ()))


@dataclass(frozen=True, slots=True)
class ShareForms(Options):
    """--markdown, --html, --pdf, --force."""

    markdown: AsMarkdown = False
    html: HtmlFile = ""
    pdf: PdfFile = ""
    force: Over = False

    def check(self, *, as_json: bool) -> None:
        """Raise `UsageError` for two forms at once where one would not be written."""
        if as_json and (self.markdown or self.html or self.pdf):
            from massage_mind.errors import UsageError

            raise UsageError("--json goes alone.", "Leave the other forms out.")
