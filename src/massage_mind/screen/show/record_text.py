"""Pieces of a record as text: harmless, lengths and endings as a person reads them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple, assert_never

from massage_mind.screen.text import safe_text
from massage_mind.words.lengths import counted, length_words
from massage_mind.words.times import when_words

if TYPE_CHECKING:
    from massage_mind.record.progress import Ending
    from massage_mind.record.session import SessionRecord

_MINUTE_MS = 60_000
_MINUTES_SAID = 90
"""Up to so many, minutes are said; beyond, hours."""


class EndingWords(NamedTuple):
    """How a session ended: in a list, on the page of its appointment, and in a sentence of its own."""

    listed: str
    beside: str
    sentence: str


NOT_BEGUN = EndingWords("not begun", "not begun", "It wasn't begun; what you said before it is kept.")


def session_ending(session: SessionRecord) -> EndingWords:
    """How a session that was performed ended, if it ever began."""
    return NOT_BEGUN if session.not_begun else ending_words(session.ending)


def session_length(session: SessionRecord) -> str:
    """How much of it was taken; of one that was written down or never began, how long it was to be."""
    if session.logged or session.not_begun:
        return minutes_text(session.planned_ms)
    if session.ending is not None and session.played_ms < 1_000:
        return "under a second"
    return played_words(session.played_ms, session.planned_ms)


def ending_words(ending: Ending | None) -> EndingWords:
    """The words for this ending; None while it runs. None of them is a judgement."""
    match ending:
        case "finished":
            return EndingWords("to the end", "played to the end", "It came to its end.")
        case "early":
            return EndingWords("ended early", "ended early", "You ended it when it was right for you.")
        case "interrupted":
            return EndingWords(
                "cut short", "cut short", "Something cut it short; what was there by then is kept."
            )
        case None:
            return EndingWords("running now", "running now", "It is running now.")
        case _:
            assert_never(ending)


def begun(text: str) -> str:
    """The text with a capital to begin with."""
    return text[:1].upper() + text[1:]


def when_begun(at: datetime, now: datetime) -> str:
    """When, to begin a line with: "Today at 15:00"."""
    return begun(when_words(at, now))


def lines_of(text: str) -> list[str]:
    """A text of several lines, harmless, without empty ones at its ends."""
    return safe_text(text, lines=True).strip("\n").splitlines()


def first_line(text: str) -> str:
    """The first line of a text that has anything in it, harmless."""
    return next((line for line in map(safe_text, text.splitlines()) if line.strip()), "").strip()


def style_words(style: str) -> str:
    """A kind of massage as a person reads it: "Deep tissue"; empty for none."""
    return begun(safe_text(style).replace("-", " "))


def minutes_text(length_ms: int) -> str:
    """How long in words: "60 minutes", "45 seconds", "2 hours"; empty for nothing."""
    minutes = length_ms // _MINUTE_MS
    if 0 < minutes <= _MINUTES_SAID:
        return counted(minutes, "minute")
    return length_words(minutes * _MINUTE_MS or length_ms) if length_ms else ""


def played_words(played_ms: int, planned_ms: int) -> str:
    """How much of it was: "60 minutes" for all, "58 of 60 minutes", "3 seconds of 4 minutes"."""
    played, planned = minutes_text(played_ms) or "0 seconds", minutes_text(planned_ms)
    if played == planned or not planned:
        return played
    number, _, unit = played.partition(" ")
    alike = planned.endswith((f" {unit}", f" {unit}s"))
    return f"{number if alike and ' ' not in unit else played} of {planned}"
