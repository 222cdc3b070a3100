"""What a script says, as values: sections of steps for one moment, of flexible length. Built by `reading`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from massage_mind.fit.timeline import Guidance, Moment
from massage_mind.script.breathing import Pattern

BELLS: dict[str, int] = {"bowl": 9_000, "bell": 4_000, "gong": 12_000}
"""The bells that ship with the program and how long each rings, in milliseconds (their files are exactly as long)."""

STYLE_IDS = (
    "swedish",
    "deep-tissue",
    "trigger-point",
    "myofascial-release",
    "hot-stone",
    "thai",
    "shiatsu",
    "aromatherapy",
    "chair",
)
"""The kinds of massage the program knows, by id."""

FIELDS: dict[str, str] = {
    "intention": "what the person wants from this appointment, in their words",
    "name": "what the person likes to be called; falls away where it is not set",
    "minutes": "the length of the session as a number",
    "length": 'the length of the session in words, such as "20 minutes"',
    "left": 'the time left when the section starts, such as "about two minutes"',
    "style": "the kind of massage, in words",
    "region": "the region the scan has come to (only inside `scan`)",
}
"""The fields a spoken text may hold in braces."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in its file; lines and columns count from 1."""

    path: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Line:
    """One spoken text. `unset` is said instead where it names an intention and none is set.

    `anchor` is what it rests attention on, `regions` are the parts of the body it names: a person may prefer some
    anchors and leave out some regions.
    """

    text: str
    unset: str = ""
    anchor: str = ""
    regions: tuple[str, ...] = ()
    place: Place = Place("", 0, 0)


@dataclass(frozen=True, slots=True)
class Say:
    """Speak a text. `role` tells a plain line from a freedom cue and a reminder of the intention.

    Without `lines` a freedom cue or reminder takes the next one of the script's own pool. `pause_ms` is the least
    silence after it. `guidance` limits it to some profiles; empty means all.
    """

    lines: tuple[Line, ...]
    role: Literal["say", "free", "remind"] = "say"
    pause_ms: int = 0
    guidance: tuple[Guidance, ...] = ()


@dataclass(frozen=True, slots=True)
class Bell:
    """Ring a bell by name."""

    sound: str
    guidance: tuple[Guidance, ...] = ()


@dataclass(frozen=True, slots=True)
class Breathe:
    """Breathe by a pattern: for so long, for so many breaths, or (both 0) as long as the section has time."""

    pattern: Pattern
    length_ms: int = 0
    cycles: int = 0
    guidance: tuple[Guidance, ...] = ()
    place: Place = Place("", 0, 0)


@dataclass(frozen=True, slots=True)
class Scan:
    """Attention through the body for as long as the section has time.

    `by` "contact" speaks `lines` and never supposes where the hands are; "region" also goes through the regions, the
    style's or those listed, with `at_region`. `turn` is said once, where the style turns over.
    """

    lines: tuple[Line, ...]
    at_region: tuple[Line, ...] = ()
    by: Literal["contact", "region"] = "contact"
    regions: tuple[str, ...] = ()
    turn: tuple[Line, ...] = ()
    guidance: tuple[Guidance, ...] = ()


@dataclass(frozen=True, slots=True)
class Ask:
    """A question with a fixed window to answer with one key (before and after only)."""

    line: Line
    choices: tuple[str, ...] = ()
    window_ms: int = 15_000
    guidance: tuple[Guidance, ...] = ()


@dataclass(frozen=True, slots=True)
class Rest:
    """Silence: for so long, or (0) as long as the section has time."""

    length_ms: int = 0
    guidance: tuple[Guidance, ...] = ()


@dataclass(frozen=True, slots=True)
class Repeat:
    """Steps again and again: so many times, or at most `every_ms` apart for as long as the section has time."""

    steps: tuple[Step, ...]
    times: int = 0
    every_ms: int = 0
    guidance: tuple[Guidance, ...] = ()


Step: TypeAlias = Say | Bell | Breathe | Scan | Ask | Rest | Repeat


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of a script.

    `natural_ms` is how long it would like to be (0: as its steps need), `shrink_ms` how much of that it may give
    (None: down to what its steps need), `stretch` its part of whatever time is over, relative to the other sections.
    `optional` 0 is always kept; otherwise 1 falls away first when time is short, then 2, and so on.
    """

    name: str
    title: str
    steps: tuple[Step, ...]
    natural_ms: int = 0
    stretch: float | None = None
    shrink_ms: int | None = None
    optional: int = 0


@dataclass(frozen=True, slots=True)
class Waiver:
    """A care rule this script does not keep, and why."""

    rule: str
    why: str


@dataclass(frozen=True, slots=True)
class Script:
    """A whole script.

    `least_ms` and `most_ms` bound the lengths it is meant for, `ideal_ms` is the usual one. `guidances` are the
    profiles it can be given in, the usual one first. `free` and `remind` are its pools of freedom cues and reminders.
    """

    name: str
    title: str
    about: str
    moment: Moment
    least_ms: int
    ideal_ms: int
    most_ms: int
    sections: tuple[Section, ...]
    styles: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    language: str = "en"
    author: str = ""
    licence: str = ""
    guidances: tuple[Guidance, ...] = ("dense",)
    free: tuple[Line, ...] = ()
    remind: tuple[Line, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    place: Place = Place("", 0, 0)


@dataclass(frozen=True, slots=True)
class Region:
    """One stage of a massage: its name in words, its share of the hands-on time, and the position it is worked in.

    `kind` is "work" for hands on a region; "settle", "turn" and "close" are the stages around it.
    """

    name: str
    share: float
    kind: Literal["work", "settle", "turn", "close"] = "work"
    position: str = ""
    areas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Style:
    """A kind of massage: the order of its regions with shares of time, what to expect, what to be careful of."""

    id: str
    title: str
    about: str
    minutes: tuple[int, ...]
    regions: tuple[Region, ...]
    positions: tuple[str, ...] = ()
    expect: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    clothed: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """What a timeline needs to know of the person. `skip` are regions to leave out, by name."""

    intention: str = ""
    name: str = ""
    skip: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    holds: bool = False
