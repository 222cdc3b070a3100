"""A sample page of a person who does not exist, with every element that a page to print or keep can have: docs/report.md.

.venv/bin/python docs/report_page.py FILE
"""

from __future__ import annotations

import sys
from pathlib import Path

from massage_mind.report.report_html import report_pieces
from massage_mind.report.report_values import (
    ChartFigure,
    DataTable,
    Definitions,
    FormLines,
    OwnText,
    Points,
    Prose,
    Report,
    ReportSection,
    ScreenParts,
    WebLink,
    strong,
    yours,
)
from massage_mind.screen.page.page_parts import bold, dim, heading, said, under
from massage_mind.screen.show.chart_values import BodyMaps, PairedChart, RatedPair, RatedWeek, WeeksChart

_PAIRS = (
    RatedPair("27 Aug", 7, 3, "27 August"),
    RatedPair("3 Sep", 7, 4, "3 September"),
    RatedPair("10 Sep", 5, 5, "10 September"),
    RatedPair("17 Sep", 6, 2, "17 September"),
    RatedPair("24 Sep", 5, 6, "24 September"),
    RatedPair("1 Oct", None, 4, "1 October"),
    RatedPair("8 Oct", 5, 2, "8 October"),
)
_WEEKS = (
    RatedWeek("24 Aug", (7,), (6, 5), "Week of 24 August"),
    RatedWeek("31 Aug", (7,), (6,), "Week of 31 August"),
    RatedWeek("7 Sep", (5,), (5, 4), "Week of 7 September"),
    RatedWeek("14 Sep", spoken="Week of 14 September"),
    RatedWeek("21 Sep", (5,), (4,), "Week of 21 September"),
    RatedWeek("28 Sep", (), (4, 3), "Week of 28 September"),
    RatedWeek("5 Oct", (5,), (), "Week of 5 October"),
)
_BODY = BodyMaps(
    "The body on 8 October",
    {"jaw": 2, "left shoulder": 3, "low back": 2},
    {"jaw": 1, "left shoulder": 1, "low back": 1, "belly": 1},
)

SAMPLE = Report(
    "What changed for Ellis over seven weeks",
    lead=(
        Prose(("Made on Friday 9 October 2026 for ", yours("Ellis Marlow"), ", who is invented.")),
        Prose("Everything on this page stands in it: nothing is fetched, and nothing in it runs.", small=True),
    ),
    sections=(
        ReportSection(
            "Stress",
            (
                Prose(
                    (
                        "Six massages with both numbers: lower after four, the same once, higher once. ",
                        strong("In the middle: 3 lower."),
                        " Too few yet to say more than that.",
                    )
                ),
                ChartFigure(
                    PairedChart("Stress", _PAIRS, low="none", high="the most you can imagine"),
                    "One massage a row, the oldest first.",
                ),
                ChartFigure(WeeksChart("Stress", _WEEKS, low="none", high="the most you can imagine")),
            ),
        ),
        ReportSection("The body", (ChartFigure(_BODY),)),
        ReportSection(
            "What was said",
            (
                OwnText("The shoulder is lighter.\nIt stayed so through the evening, and I slept on that side."),
                Definitions(
                    (
                        ("With", yours("Kim")),
                        ("You wanted", ("“", yours("let my shoulders be"), "”, mostly so")),
                        ("Paid", "7 times 70.00 EUR"),
                    )
                ),
                DataTable(
                    "What was paid",
                    ("When", "With", "Paid"),
                    (
                        ("27 August 2026", yours("Kim"), "70.00"),
                        ("3 September 2026", yours("Kim"), "70.00"),
                        ("10 September 2026", yours("דנה"), "65.50"),
                    ),
                    frozenset({2}),
                ),
            ),
            (
                ReportSection(
                    "To ask next time",
                    (
                        Points(("Could the room be warmer?", "Is an hour with less talk all right?"), numbered=True),
                        FormLines("What came of it?", 2),
                    ),
                ),
                ReportSection(
                    "As a screen shows it",
                    (
                        ScreenParts(
                            (
                                (heading("An entry, 8 October 2026, 20:00", aside="e4k2p"), said("It was quiet. ", bold("All of it."))),
                                (heading("Put down"), under("reply to Anna", lead=(dim("tomorrow  "),))),
                            )
                        ),
                    ),
                ),
            ),
        ),
        ReportSection(
            "Where this is from",
            (
                Points(
                    (
                        ("The words for regions: ", WebLink("a dictionary", "https://example.org/words"), "."),
                        ("The first figure of this page: ", WebLink("Stress", "#s1"), "."),
                    )
                ),
                Prose("There is no group to compare with: what would have been without a massage, nobody knows.", small=True),
            ),
            fresh=True,
        ),
    ),
    foot=(Prose("Only you have this file; whoever gets it from you can read all of it.", small=True),),
    contents=True,
)  # fmt: skip


def sample_page() -> str:
    """The page as text."""
    return "".join(report_pieces(SAMPLE))


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(sample_page(), encoding="utf-8")
