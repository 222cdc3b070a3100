"""`massage-mind compare report`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.cli.compare_answers import put_report
from massage_mind.cli.compare_options import AsHtml, AsMarkdown, WhichComparison
from massage_mind.cli.options import AsJson, IntoFile

if TYPE_CHECKING:
    from massage_mind.world import World


def report(
    world: World,
    which: WhichComparison = "",
    html: AsHtml = False,
    markdown: AsMarkdown = False,
    as_json: AsJson = False,
    out: IntoFile = "-",
) -> None:
    """The result with plan, order, table, what was missing, and a program that works it out anew. Markdown unless said."""
    from massage_mind.diary.comparison_reports import report_text

    put_report(world, report_text(world, which, html=html, markdown=markdown, as_json=as_json), out)
