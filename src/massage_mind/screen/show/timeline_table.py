"""A timeline to look at before taking it: a table, a strip of the whole session, and text to read aloud."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from massage_mind.fit.timeline import Cue, Timeline
from massage_mind.screen.text import safe_text

if TYPE_CHECKING:
    from rich.console import RenderableType

MARKS = {"bell": "o", "say": "#", "breathe": "~", "ask": "?", "rest": "."}
LEGEND = "# words   ~ breath   o bell   ? question   . silence"


def clock_text(at_ms: int, total_ms: int) -> str:
    """A time within the session as M:SS, or H:MM:SS where the session lasts an hour or more."""
    seconds = at_ms // 1000
    if total_ms >= 3_600_000:
        return f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    return f"{seconds // 60}:{seconds % 60:02d}"


def seconds_text(length_ms: int) -> str:
    return f"{length_ms / 1000:.1f}"


def cue_text(cue: Cue) -> str:
    """What a cue says, in words for a table."""
    match cue.kind:
        case "rest":
            return ""
        case "ask" if cue.choices:
            return safe_text(f"{cue.text} ({', '.join(cue.choices)})")
    return safe_text(cue.text)


def strip(timeline: Timeline, width: int) -> str:
    """The whole session in one line: what fills each part of it most, but a word or bell is never lost."""
    weight = {"ask": 5, "say": 4, "bell": 3, "breathe": 2, "rest": 1}
    cells = [("rest", 0)] * width
    for cue in timeline.cues:
        first = cue.at_ms * width // timeline.total_ms
        last = max(first, -(-cue.end_ms * width // timeline.total_ms) - 1)
        for number in range(first, min(last, width - 1) + 1):
            if weight[cue.kind] > weight[cells[number][0]]:
                cells[number] = (cue.kind, number)
    return "".join(MARKS[kind] for kind, _ in cells)


def summary(timeline: Timeline) -> list[str]:
    """Words, words a minute, silence, and what was left out."""
    lines = [
        f"{timeline.words} words, {timeline.words_per_minute:.1f} a minute; silent {timeline.silence:.1%} of the time; "
        f"{timeline.guidance} guidance."
    ]
    return [*lines, *map(safe_text, timeline.notes)]


def heading(timeline: Timeline) -> str:
    style = f", {timeline.style}" if timeline.style else ""
    return f"{safe_text(timeline.title)}{style}, {clock_text(timeline.total_ms, timeline.total_ms)}"


def table_lines(timeline: Timeline, starts: str = "") -> Iterator[str]:
    """The table as plain aligned lines, never cut: for a pipe. `starts` is a clock time to count from."""
    yield heading(timeline)
    yield f"{'at':>8} {'seconds':>8}  {'kind':<8} {'section':<24} text"
    for cue in timeline.cues:
        at = _at(cue, timeline, starts)
        section = safe_text(cue.section)
        yield f"{at:>8} {seconds_text(cue.length_ms):>8}  {cue.kind:<8} {section:<24} {cue_text(cue)}".rstrip()
    yield ""
    yield f"[{strip(timeline, 72)}]"
    yield f" {LEGEND}"
    yield from summary(timeline)


def table(timeline: Timeline, width: int, starts: str = "") -> RenderableType:
    """The same for a terminal of this width, with Rich."""
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    narrow = width < 70
    found = Table(
        box=None, pad_edge=False, padding=(0, 1), title=Text(heading(timeline)), title_justify="left"
    )
    found.add_column("at", justify="right", no_wrap=True)
    found.add_column("s", justify="right", no_wrap=True, style="dim")
    found.add_column("", no_wrap=True, style="dim")
    if not narrow:
        found.add_column("section", style="dim", max_width=24)
    found.add_column("text", ratio=1)
    for cue in timeline.cues:
        cells = [_at(cue, timeline, starts), seconds_text(cue.length_ms), cue.kind]
        cells += [] if narrow else [safe_text(cue.section)]
        found.add_row(*(Text(cell) for cell in [*cells, cue_text(cue)]))
    bar = Text(strip(timeline, max(10, width - 2)))
    return Group(found, Text(), bar, Text(LEGEND, style="dim"), *(Text(line) for line in summary(timeline)))


def _at(cue: Cue, timeline: Timeline, starts: str) -> str:
    if not starts:
        return clock_text(cue.at_ms, timeline.total_ms)
    hours, minutes = (int(part) for part in starts.split(":"))
    seconds = (hours * 3600 + minutes * 60 + cue.at_ms // 1000) % 86_400
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def read_aloud(timeline: Timeline) -> Iterator[str]:
    """The words with their times and the silences between, to read aloud or to record."""
    yield heading(timeline)
    section = ""
    for cue in timeline.cues:
        if cue.section != section:
            section = cue.section
            yield ""
            yield safe_text(section)
        at = clock_text(cue.at_ms, timeline.total_ms)
        match cue.kind:
            case "rest":
                yield f"{at:>8}  (silence, {round(cue.length_ms / 1000)} s)"
            case "bell":
                yield f"{at:>8}  (bell: {safe_text(cue.text)})"
            case "breathe":
                yield f"{at:>8}  (breathe: {safe_text(cue.text)})"
            case _:
                yield f"{at:>8}  {cue_text(cue)}"


def document(timeline: Timeline) -> dict[str, object]:
    """The timeline as it is given out in JSON."""
    return {
        "script": timeline.script,
        "title": timeline.title,
        "moment": timeline.moment,
        "style": timeline.style or None,
        "guidance": timeline.guidance,
        "total_ms": timeline.total_ms,
        "cues": [
            {
                "at_ms": cue.at_ms,
                "length_ms": cue.length_ms,
                "kind": cue.kind,
                "text": cue.text,
                "section": cue.section,
            }
            for cue in timeline.cues
        ],
        "sections": [
            {"title": span.title, "at_ms": span.at_ms, "length_ms": span.length_ms}
            for span in timeline.sections
        ],
        "words": timeline.words,
        "words_per_minute": round(timeline.words_per_minute, 2),
        "silence": round(timeline.silence, 4),
        "left_out": list(timeline.dropped),
        "notes": list(timeline.notes),
    }
