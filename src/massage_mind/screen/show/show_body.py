"""The body on a read page: drawn before and after, and each marked region in words. What is unmarked is not named."""

from __future__ import annotations

from collections.abc import Mapping

from massage_mind.record.phases import PHASE_TITLES, PHASES
from massage_mind.record.session import AROUND
from massage_mind.screen.page.page_parts import UNDER, Block, PageTable, Part, Picture, dim, under
from massage_mind.screen.show.record_text import begun
from massage_mind.screen.show.show_pieces import under_a_heading
from massage_mind.screen.text import safe_text
from massage_mind.script.body import LEVELS, in_order


def body_part(phases: Mapping[str, Mapping[str, int]]) -> list[Part]:
    """The maps of these times, and the regions marked in any of them: figures side by side, never judged."""
    shown = [phase for phase in PHASES if phases.get(phase)]
    if not shown:
        return []
    maps = [phases[phase] for phase in shown]
    named = in_order(dict.fromkeys((region for one in maps for region in one), 0))
    rows = [
        (region, _levels([one.get(region) for one in maps]))
        for region in named
        if any(one.get(region) for one in maps)
    ]
    if not rows:
        return under_a_heading("Body", [under("nothing tight")])
    sentences = [f"{begun(safe_text(region))}: {level}." for region, level in rows]
    words = PageTable(("", ""), rows, sentences=sentences)
    # Before and after, so that the eye sees the change; else the first there is.
    drawn = [phase for phase in shown if phase in AROUND] or shown[:1]
    return [*under_a_heading("Body", [_picture(PHASE_TITLES[one], phases[one]) for one in drawn]), [words]]


def _levels(levels: list[int | None]) -> str:
    if len(levels) == 1:
        level = levels[0] or 0
        return f"{level} {LEVELS[level]}"
    return ", then ".join("not marked" if level is None else str(level) for level in levels)


def _picture(title: str, marks: Mapping[str, int]) -> Block:
    # Only where there is something to draw: a list of a hundred check-ins draws nothing.
    from massage_mind.screen.show.figure import picture

    return Picture([(dim(title),), *((row,) for row in picture(marks))], column=UNDER)
