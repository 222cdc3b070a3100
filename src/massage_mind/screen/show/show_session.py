"""A session, or a quiet hour, on a page and in a list."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from signal import SIGINT
from typing import NamedTuple, assert_never

from massage_mind.record.head import Head
from massage_mind.record.kinds import KIND_TITLES
from massage_mind.record.progress import Ending, Mark
from massage_mind.record.session import AROUND, SessionRecord
from massage_mind.screen.show.record_text import clock_beside, lines_of
from massage_mind.screen.show.show_ratings import ratings_lines
from massage_mind.screen.show.show_rows import ListLine, Row
from massage_mind.screen.text import elapsed_text, safe_text

_LOGGED = "written down"


class EndingWords(NamedTuple):
    """How a session ended: in a list, on the page of its appointment, and in a sentence of its own."""

    listed: str
    beside: str
    sentence: str


def ending_words(ending: Ending | None) -> EndingWords:
    """The words for this ending; None while it runs. None of them is a judgement."""
    match ending:
        case "finished":
            return EndingWords("to the end", "to the end", "It came to its end.")
        case "early":
            return EndingWords("ended early", "ended early", "You ended it when it was right for you.")
        case "interrupted":
            return EndingWords(
                "interrupted", "cut short", "Something cut it short; what was there by then is kept."
            )
        case None:
            return EndingWords("running now", "running now", "It is running now.")
        case _:
            assert_never(ending)


def session_line(head: Head, session: SessionRecord) -> ListLine:
    """One line of a list."""
    return ListLine(
        safe_text(session.moment) if head.kind == "session" else KIND_TITLES[head.kind],
        safe_text(session.title),
        played=elapsed_text(session.played_ms),
        standing=_LOGGED if session.logged else ending_words(session.ending).listed,
        style=safe_text(session.style) or "-",
    )


def session_rows(
    head: Head, session: SessionRecord, ratings: Mapping[str, Mapping[str, int]] | None = None
) -> list[Row]:
    """The session in full. `ratings` by phase stand in place of its own: those of the whole way it was part of."""
    kind = (safe_text(text) for text in (session.moment, session.style, session.guidance))
    given = session_ratings(session) if ratings is None else ratings
    rows: list[Row] = [
        (KIND_TITLES[head.kind], [f"{safe_text(head.id)}  {safe_text(session.title)}"]),
        ("begun", [f"{head.when:%A %Y-%m-%d %H:%M}"]),
        ("kind", [" · ".join(filter(None, kind))]),
        ("wanted", [line for line in lines_of(session.intention) if line.strip()]),
        ("time", [_time(session)]),
        ("ending", [_ending(session)]),
        ("goes on from", [safe_text(session.resumed_from)] if session.resumed_from else []),
        ("reached", [safe_text(title) for title in session.sections]),
        ("marked", [_mark(mark) for mark in session.marks]),
        ("ratings", ratings_lines(given)),
    ]
    if not session.request_is_read:
        rows.append(("damaged", ["What it was asked for cannot be read; `massage-mind journal recover`."]))
    for question, answer in session.answers:
        rows.append(("answer", [safe_text(question), "  " + safe_text(answer)]))
    return rows


def session_ratings(session: SessionRecord) -> dict[str, dict[str, int]]:
    """The ratings around it by phase, then by item."""
    phases: dict[str, dict[str, int]] = {phase: {} for phase in AROUND}
    for rating in session.ratings:
        phases.setdefault(rating.phase, {})[rating.item] = rating.value
    return phases


def session_beside(head: Head, session: SessionRecord, beside: datetime) -> Row:
    """The session on the page of its appointment: when, how long, how it ended, what was answered."""
    how = "written down afterwards" if session.logged else ending_words(session.ending).beside
    marks = f", {len(session.marks)} marked" if session.marks else ""
    when, length = clock_beside(head.when, beside), elapsed_text(session.played_ms)
    lines = [f"{when}  {safe_text(session.title)}, {length}, {how}{marks}"]
    lines += [f"       {safe_text(question)} {safe_text(answer)}" for question, answer in session.answers]
    return safe_text(session.moment), lines


def _ending(session: SessionRecord) -> str:
    if session.logged:
        return "You wrote it down afterwards."
    if session.ending == "interrupted" and session.signum == SIGINT:
        return "You stopped it with Ctrl-C; what was there by then is kept."
    return ending_words(session.ending).sentence


def _time(session: SessionRecord) -> str:
    planned = elapsed_text(session.planned_ms)
    if session.logged:
        return planned
    paused = f", {elapsed_text(session.paused_ms)} paused" if session.paused_ms else ""
    return f"{planned} planned, {elapsed_text(session.played_ms)} played{paused}"


def _mark(mark: Mark) -> str:
    return f"{elapsed_text(mark.at_ms)}  {safe_text(mark.section)}".rstrip()
