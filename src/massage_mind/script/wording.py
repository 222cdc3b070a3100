"""One spoken text, and where it stands in its file."""

from __future__ import annotations

from massage_mind.values import dataclass

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


NOWHERE = Place("", 0, 0)
"""The place of what was made by the program and stands in no file."""


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
    place: Place = NOWHERE
