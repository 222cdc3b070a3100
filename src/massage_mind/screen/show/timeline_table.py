"""A timeline to look at before taking it: a table, a strip of the whole session, and text to read aloud."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import assert_never

from massage_mind.fit.giver_track import GiverCue
from massage_mind.fit.timeline import Cue, Timeline
from massage_mind.names import CueKind
from massage_mind.screen.giver_words import giver_head, giver_line
from massage_mind.screen.page.page_parts import (
    SAID,
    UNDER,
    Page,
    PageLine,
    Picture,
    Styled,
    dim,
    said,
    under,
)
from massage_mind.screen.page.page_parts import heading as page_heading
from massage_mind.screen.page.setting import margin, page_width
from massage_mind.screen.text import elapsed_text, packed, safe_text
from massage_mind.words.lengths import counted, length_words, session_words

_HOUR_MS = 3_600_000
_SHORT_MS = 10_000
"""A silence shorter than this is not named on a page: the times beside it tell of it."""
_SIGNS = {"#": "words", "-": "some words", "~": "breath", "o": "bell", "?": "question", ".": "silence"}


def cue_text(cue: Cue) -> str:
    """What a cue says, in words for a table."""
    match cue.kind:
        case "rest":
            return ""
        case "ask":
            return safe_text(f"{cue.text} ({', '.join(cue.choices)})" if cue.choices else cue.text)
        case "say" | "bell" | "breathe":
            return safe_text(cue.text)
        case _:
            assert_never(cue.kind)


def strip(timeline: Timeline, columns: int) -> str:
    """The whole session in one line: what fills each part of it most. A question is never lost, nor some words or a bell beside silence."""
    parts: list[Counter[CueKind]] = [Counter() for _ in range(columns)]
    for cue in timeline.cues:
        first = cue.at_ms * columns // timeline.total_ms
        last = max(first, -(-cue.end_ms * columns // timeline.total_ms) - 1)
        for number in range(first, min(last, columns - 1) + 1):
            begin, end = (at * timeline.total_ms // columns for at in (number, number + 1))
            parts[number][cue.kind] += min(cue.end_ms, end) - max(cue.at_ms, begin)
    return "".join(map(_strip_sign, parts))


def _strip_sign(part: Counter[CueKind]) -> str:
    """How a part of the session with so many milliseconds of each kind stands in the strip."""
    if "ask" in part:
        return "?"
    if "bell" in part and 2 * part["say"] < part.total():
        return "o"
    if "say" in part:
        return "#" if 2 * part["say"] >= part.total() else "-"
    return "~" if part["breathe"] > part["rest"] else "."


def legend(strip_signs: str) -> str:
    """What the signs of a strip mean, of those that are in it."""
    return "   ".join(f"{sign} {words}" for sign, words in _SIGNS.items() if sign in strip_signs)


def summary(timeline: Timeline) -> list[str]:
    """Words, words a minute, silence, and what was left out."""
    lines = [
        f"{timeline.words} words, {timeline.words_per_minute:.1f} a minute; silent {timeline.silence:.1%} of the time; "
        f"{timeline.guidance} guidance."
    ]
    return [*lines, *map(safe_text, timeline.notes)]


def heading(timeline: Timeline) -> str:
    """Title, style and length."""
    style = timeline.style.replace("-", " ").capitalize()
    return ", ".join(filter(None, (safe_text(timeline.title), style, session_words(timeline.total_ms))))


def table_lines(timeline: Timeline, starts: str = "") -> Iterator[str]:
    """The table as plain aligned lines, never cut: for a pipe. `starts` is a clock time to count from."""
    yield heading(timeline)
    yield f"{'at':>8} {'seconds':>8}  {'kind':<8} {'section':<24} text"
    for cue in both_tracks(timeline, timeline.cues):
        at = _at(cue, timeline, starts)
        section = safe_text(cue.section)
        kind, text = ("giver", giver_line(cue)) if isinstance(cue, GiverCue) else (cue.kind, cue_text(cue))
        yield f"{at:>8} {cue.length_ms / 1000:>8.1f}  {kind:<8} {section:<24} {text}".rstrip()
    yield ""
    drawn = strip(timeline, 72)
    yield f"[{drawn}]"
    yield f" {legend(drawn)}"
    yield from summary(timeline)


def preview_page(timeline: Timeline, columns: int, starts: str = "", drawn_by: str = "") -> Page:
    """The same for a person: the whole of it at a glance, then what is said when, section by section.

    At its end is how its words were drawn, where that is to be said.
    """
    column = UNDER - SAID + margin(columns)
    room = page_width(columns) - column
    whole = strip(timeline, max(10, room))
    signs = packed(legend(whole).split("   "), room)
    rows: list[tuple[str | Styled, ...]] = [(whole,), *((one,) for one in signs)]
    facts = (
        f"{timeline.guidance} guidance · {counted(timeline.words, 'word')}, {timeline.words_per_minute:.0f} a minute"
        f" · silent {timeline.silence:.0%} of the time"
    )
    head = (page_heading(heading(timeline)), under(facts))
    notes = tuple(said(note) for note in timeline.notes)
    lead = max(len(_at(timeline.cues[-1], timeline, starts)), len(elapsed_text(timeline.total_ms))) + 2
    parts = [
        (page_heading(section or timeline.title), *_lines(cues, timeline, starts, lead))
        for section, cues in groupby(timeline.cues, lambda cue: cue.section)
    ]
    drawn = (said(dim(drawn_by)),) if drawn_by else ()
    return Page((head, (Picture(rows, column=UNDER),), *parts, notes, drawn))


def both_tracks(timeline: Timeline, cues: Iterable[Cue]) -> Iterator[Cue | GiverCue]:
    """These cues, each behind the page that is turned for whoever gives as it starts."""
    turning = {page.at_ms: page for page in timeline.giver}
    for cue in cues:
        if (page := turning.get(cue.at_ms)) is not None:
            yield page
        yield cue


def _lines(cues: Iterable[Cue], timeline: Timeline, starts: str, lead: int) -> Iterator[PageLine]:
    for cue in both_tracks(timeline, cues):
        at = f"{_at(cue, timeline, starts):>{lead - 2}}  "
        if isinstance(cue, GiverCue):
            yield under(dim(f"{giver_head(cue)}: "), "" if cue.again else cue.text, lead=at, hang=0)
        elif cue.kind != "rest" or (cue.length_ms >= _SHORT_MS and not cue.origin):
            yield under(*_cue_words(cue), lead=at, hang=0)


def _cue_words(cue: Cue) -> tuple[str | Styled, ...]:
    """What a cue is, on a page: what is said in plain letters, everything else told apart."""
    length = length_words(cue.length_ms)
    match cue.kind:
        case "rest":
            return (dim(f"quiet, {length}"),)
        case "bell":
            return (dim("bell"), f", {cue.text}" if cue.text != "bell" else "")
        case "breathe":
            return (dim(f"breathe, {length}: "), cue.text)
        case "ask":
            return (dim(f"question, {length}: "), cue_text(cue))
        case "say":
            return (cue.text,)
        case _:
            assert_never(cue.kind)


def _at(cue: Cue | GiverCue, timeline: Timeline, starts: str) -> str:
    """When a cue comes: within the session, or on the clock where one is given to count from."""
    if not starts:
        return elapsed_text(cue.at_ms, hours=timeline.total_ms >= _HOUR_MS)
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
        yield f"{_at(cue, timeline, ''):>8}  {_spoken(cue)}"


def spoken_page(timeline: Timeline) -> Page:
    """The same for a person at a terminal: broken between words, each line below its own beginning."""
    lead = len(_at(timeline.cues[-1], timeline, "")) + 2
    parts = [
        (
            page_heading(section or timeline.title),
            *(under(_spoken(cue), lead=f"{_at(cue, timeline, ''):>{lead - 2}}  ", hang=0) for cue in cues),
        )
        for section, cues in groupby(timeline.cues, lambda cue: cue.section)
    ]
    return Page(((page_heading(heading(timeline)),), *parts))


def _spoken(cue: Cue) -> str:
    match cue.kind:
        case "rest":
            return f"(silence, {round(cue.length_ms / 1000)} s)"
        case "bell":
            return f"(bell: {safe_text(cue.text)})"
        case "breathe":
            return f"(breathe: {safe_text(cue.text)})"
        case "say" | "ask":
            return cue_text(cue)
        case _:
            assert_never(cue.kind)


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
        "giver": [
            {
                "at_ms": page.at_ms,
                "length_ms": page.length_ms,
                "kind": page.kind,
                "where": page.where,
                "text": page.text,
                "section": page.section,
                "again": page.again,
            }
            for page in timeline.giver
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
