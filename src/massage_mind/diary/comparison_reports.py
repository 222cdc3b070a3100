"""The report of a comparison, in the form that was asked for."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from massage_mind.diary.comparison_ends import result_of
from massage_mind.errors import UsageError

if TYPE_CHECKING:
    from massage_mind.world import World


def report_text(world: World, which: str = "", *, html: bool, markdown: bool, as_json: bool) -> str:
    """The report as text: Markdown unless said. Raises `UsageError` for several forms or before its end, `StoreError`."""
    if html + markdown + as_json > 1:
        raise UsageError("A report has one form.", "Say one of --html, --md and --json.")
    result = result_of(world, which, keeps_back=not as_json)
    if as_json:
        from massage_mind.insight.comparison_document import result_document
        from massage_mind.report.comparison_report import recomputed

        document = result_document(result.facts, result.differs, result.earlier)
        return json.dumps({**document, "program": recomputed(result.facts)}, ensure_ascii=False, indent=2)
    from massage_mind.report.comparison_report import comparison_report

    report = comparison_report(result.facts, result.differs, result.earlier)
    if html:
        from massage_mind.report.report_html import report_pieces

        return "".join(report_pieces(report))
    from massage_mind.report.comparison_report import recomputed
    from massage_mind.report.report_markdown import report_markdown

    # The program has to stay as it is, sign for sign: indented, it is code to Markdown.
    program = "\n".join(f"    {line}".rstrip() for line in recomputed(result.facts).splitlines())
    told = replace(report, sections=report.sections[:-1])
    return f"{report_markdown(told)}\n## To work it out anew\n\nWith any Python 3, and nothing else:\n\n{program}\n"
