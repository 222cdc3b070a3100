"""Filling the fields of a spoken text: {intention}, {name}, {left} and friends; {parked} is written and never spoken."""

from __future__ import annotations

import re
from dataclasses import replace

from massage_mind.script.style import Region
from massage_mind.script.wording import PARKED, Line
from massage_mind.values import dataclass
from massage_mind.words.lengths import left_in_words, length_in_words

SPOKEN_INTENTION_WORDS = 12
SHORT_INTENTION_WORDS = 7
SILENT_INTENTION_WORDS = 5
"""In sessions of under 45 minutes, and in silent ones, where every word counts against the silence."""
CLAUSE_WORDS = 3
_STOPS = " .,;:!?…"
_FIELD = re.compile(r"\{(\w+)\}")
_NAME = re.compile(r"(?:,\s*|\s+)?\{name\}")
_LATIN = ("en", "de", "fr", "es", "it", "nl", "pt", "sv", "da", "no", "fi", "pl", "cs")
_LETTERS = re.compile("[0-9A-Za-z\u00c0-\u024f]")
_TOLD = re.compile(r"\s*:\s*\{intention\}")
_WRITTEN = re.compile(r"\s*:\s*\{parked\}")
PARKED_THINGS = 3
PARKED_WORDS = 6
"""So many things are named of what was put down, and so many words of each."""


@dataclass(frozen=True, slots=True)
class Fields:
    """What the fields of a text stand for in one session. Lengths in milliseconds."""

    intention: str
    name: str
    total_ms: int
    style: str = ""
    intention_words: int = SPOKEN_INTENTION_WORDS
    parked: tuple[str, ...] = ()


def spoken_intention(intention: str, most: int = SPOKEN_INTENTION_WORDS) -> str:
    """The intention as it is spoken inside a sentence: one line, so many words at most, no full stop at its end."""
    words = intention.split()
    if len(words) <= most:
        return " ".join(words).rstrip(_STOPS)
    # At the end of a clause where there is one; otherwise the first words, left open.
    ends = [number for number, word in enumerate(words[:most], 1) if word[-1] in _STOPS]
    if ends and ends[-1] >= CLAUSE_WORDS:
        return " ".join(words[: ends[-1]]).rstrip(_STOPS)
    return " ".join(words[:most]).rstrip(_STOPS) + " …"


def fill(line: Line, fields: Fields, *, left_ms: int, region: Region | None = None) -> str:
    """The text of a line with its fields filled in.

    Without an intention a line that names one gives its `unset` words, which may be empty: then nothing is said. So does
    one that names what was put down, where nothing was.
    """
    text = line.text
    if "{" not in text:  # most lines there are: nothing to look up
        return _tidied(text)
    intention = spoken_intention(fields.intention, fields.intention_words)
    if "{intention}" in text and not intention:
        text = line.unset
    parked = parked_words(fields.parked)
    if PARKED in text and not parked:
        text = line.unset
    if not fields.name.split():
        text = _NAME.sub("", text)
    values = {
        "intention": intention,
        "parked": parked,
        "name": " ".join(fields.name.split()),
        "minutes": str(max(1, round(fields.total_ms / 60_000))),
        "length": length_in_words(fields.total_ms),
        "left": left_in_words(left_ms),
        "style": fields.style or "massage",
        "region": region.name if region else "",
        "your_region": region.spoken_of if region else "",
    }
    return _tidied(_FIELD.sub(lambda match: values.get(match[1], match[0]), text))


def parked_words(things: tuple[str, ...]) -> str:
    """What was put down as it is written: the first things of it, a few words each, and how many more there are."""
    named = [words for one in things if (words := spoken_intention(one, PARKED_WORDS))]
    more = len(named) - PARKED_THINGS
    return "; ".join([*named[:PARKED_THINGS], *([f"and {more} more"] if more > 0 else [])])


def never_spoken(line: Line) -> Line:
    """The line without what is only written, for every voice there is: who else is in the room is not known.

    What was put down falls away after a colon, and leaves a whole sentence; elsewhere the `unset` words are said.
    """
    told = _WRITTEN.sub("", line.text)
    return replace(line, text=line.unset if PARKED in told else told)


def _tidied(text: str) -> str:
    """Without space around it, and without a full stop after an open end."""
    return text.replace("….", "…").strip()


def pronounced(text: str, language: str) -> bool:
    """Whether a voice of this language has letters to go by in a text; signs and other alphabets it would pass over.

    Told apart only for the languages of western Europe; any other is trusted.
    """
    return language.casefold()[:2] not in _LATIN or not text.split() or bool(_LETTERS.search(text))


def without_free_fields(line: Line) -> Line:
    """The line without what only the person knows, for a voice that has nothing but the shipped words.

    An intention that stands after a colon falls away and leaves a whole sentence; elsewhere the `unset` words are said.
    """
    line = never_spoken(line)
    told = _TOLD.sub("", line.text)
    return replace(line, text=_NAME.sub("", line.unset if "{intention}" in told else told))


def fill_fixed(line: Line, fields: Fields, *, left_ms: int, region: Region | None = None) -> str:
    """What such a voice says in the place of `fill`; the same where the line holds nothing of the person's own."""
    if "{" not in line.text:
        return fill(line, fields, left_ms=left_ms, region=region)
    if "{intention}" in line.text and not spoken_intention(fields.intention):
        line = replace(line, text=line.unset)
    return fill(
        without_free_fields(line), replace(fields, name="", intention=""), left_ms=left_ms, region=region
    )
