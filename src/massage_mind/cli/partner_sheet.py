"""The giver's sheet in the forms it is asked for: a page, Markdown, or a file to print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.cli.brief_options import AsMarkdown, HtmlFile, PdfFile
from massage_mind.cli.command import Options
from massage_mind.cli.options import Over
from massage_mind.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from massage_mind.fit.timeline import Timeline
    from massage_mind.world import World


@dataclass(frozen=True, slots=True)
class SheetForms(Options):
    """--markdown, --html, --pdf, --force."""

    markdown: AsMarkdown = False
    html: HtmlFile = ""
    pdf: PdfFile = ""
    force: Over = False

    @property
    def any(self) -> bool:
        """Whether it is to be something else than a page of the screen."""
        return bool(self.markdown or self.html or self.pdf)


def put_sheet(world: World, timeline: Timeline, cautions: Sequence[str], forms: SheetForms) -> None:
    """The sheet; without any form as a page. Raises `MassageMindError` for a file that can't be written."""
    from massage_mind.report.giver_sheet import giver_sheet

    if not forms.any:
        from massage_mind.screen.show.show_giver import sheet_page

        world.show(sheet_page(timeline, cautions), paged=True)
        return
    report = giver_sheet(timeline, cautions)
    if forms.markdown:
        from massage_mind.cli.carry_pages import stream_of
        from massage_mind.report.report_markdown import report_markdown

        stream_of(world)(report_markdown(report))
    if forms.html or forms.pdf:
        from massage_mind.cli.brief_answers import write_report

        write_report(world, report, html=forms.html, pdf=forms.pdf, over=forms.force, one_page=True)
