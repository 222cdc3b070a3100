"""The specimen in docs/look.md: every element of a page, made by the program itself. `docs/reference.py` writes it."""

from __future__ import annotations

from collections.abc import Iterator

from massage_mind.screen.page.page_parts import (
    Block,
    Page,
    PageTable,
    Picture,
    Styled,
    Whole,
    accent,
    bold,
    command,
    dim,
    foot,
    heading,
    said,
    under,
)
from massage_mind.screen.page.showing import Look, page_text
from massage_mind.screen.show.chart_values import PairedChart, RatedPair, RatedWeek, WeeksChart
from massage_mind.screen.show.show_paired import paired_block
from massage_mind.screen.show.show_weeks import weeks_block

ELEMENTS: tuple[tuple[str, str, tuple[Block, ...]], ...] = (
    (
        "Prose",
        "`said(...)`. Column 2, breaks at 72. One thing a page may be bold; what stands `aside` is dim, flush right at 76, "
        "and gone below 60 columns.",
        (
            said("Today at 15:00, with Kim. ", bold("In 49 minutes."), aside="r8htx"),
            said("Massage-mind keeps you company around a massage: a while before, a few words during, a slow way back."),
        ),
    ),
    (
        "Heading and list",
        "`heading(...)`, bold, its matter directly under it; `under(...)`, column 4, one thing a line, what goes on hangs "
        "in. A `lead` keeps its own column.",
        (
            heading("Thursday 19 November"),
            under("reply to Anna, who wrote about the summer, the house and the boat, and asked for a word by Friday"),
            under("Week 12: the shoulder is lighter. It stayed so through the evening, and I slept on that side.",
                  lead=(dim("20:00  "),), aside="e4k2p", hang=0),
        ),
    ),
    (
        "Table",
        "`PageTable(...)`. No rules, heads dim, words to the left and figures to the right. Where there is no room, and aloud, each "
        "row is a sentence that begins with its first cell.",
        (PageTable(("", "before", "after"), (("stress", "6", "3"), ("tension", "5", "2")), frozenset({1, 2})),),
    ),
    (
        "Command and path",
        "`command(...)`, column 6, the accent; `Whole(...)` for a path. Alone on its line, never broken, runs as it is copied; "
        "what is too long begins at the edge.",
        (command("massage-mind before --minutes 4"), Whole("/home/you/following-the-touch-swedish-60.mp3", "bold", 2)),
    ),
    (
        "Your own mark",
        "`accent(...)` is for what is yours to do, and for your own marks; take it away and nothing is lost.",
        (under(accent("› "), "often"), under("  nearly all the time")),
    ),
    (
        "Picture",
        "`Picture(...)`: cells that lie where they were drawn, and the words that say the same to somebody who listens.",
        (Picture((("⡔⠊⠑⢢",), ("⢸", Styled("⣿⣿", "accent"), "⡇")), "Jaw 3, strong.", 4),),
    ),
    (
        "Chart",
        "`paired_block(...)`, `weeks_block(...)`, `regions_block(...)`: values of `screen/show/chart_values.py` on one scale. Shape tells "
        "before from after, both directions look alike. Below 60 columns, and aloud, a sentence a row; of more than fifteen rows the "
        "last twelve, and it is said.",
        (
            paired_block(
                PairedChart("Stress", (RatedPair("27 Aug", 7, 3), RatedPair("3 Sep", 5, 5), RatedPair("10 Sep", 5, 6), RatedPair("17 Sep", 4)))
            ),
            Picture(((),)),
            weeks_block(WeeksChart("Stress", (RatedWeek("24 Aug", (7,), (6, 5)), RatedWeek("31 Aug"), RatedWeek("7 Sep", (5,), (5,))))),
        ),
    ),
    (
        "Foot",
        "`foot(...)`: the last line. What Enter does, other keys, Esc, ?; it folds between its pieces only, and stands only "
        "where keys are heard.",
        (foot("Enter begins", "b just begin", "Esc back", "? the list"),),
    ),
)  # fmt: skip


def specimen() -> Iterator[str]:
    """Each element at 80 columns, at 40, and aloud, as lines of Markdown."""
    for title, about, blocks in ELEMENTS:
        yield from (f"### {title}", "", about, "")
        page = Page((blocks,))
        for name, look in (
            ("80 columns", Look(styled=False)),
            ("40 columns", Look(columns=40, styled=False)),
            ("aloud, and the signs of a screen that has no others", Look("aloud", glyphs=False)),
        ):
            text = page_text(page, look, air=False)
            yield from (
                f"{name}:",
                "",
                *(f"    {line}".rstrip() for line in text.splitlines() or ["(nothing)"]),
                "",
            )
