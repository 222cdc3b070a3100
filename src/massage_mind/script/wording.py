"""One spoken text, and where it stands in its file."""

from __future__ import annotations

from massage_mind.names import Position, When
from massage_mind.values import dataclass

FIELDS: dict[str, str] = {
    "intention": "what the person wants from this appointment, in their words",
    "parked": "what the person put down and has not had back, three things at most; written on the screen, never spoken",
    "name": "what the person likes to be called; falls away where it is not set",
    "minutes": "the length of the session as a number",
    "length": 'the length of the session in words, such as "20 minutes"',
    "left": 'the time left when the section starts, such as "about two minutes"',
    "style": "the kind of massage, in words",
    "region": "the region the scan has come to (only inside `scan`)",
    "your_region": 'the same as it is spoken of, such as "your feet" (only inside `scan`)',
}
"""The fields a spoken text may hold in braces."""
PARKED = "{parked}"
"""The one that is written and never spoken, as it stands in a text."""


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
    """One spoken text. `unset` is said instead where it names an intention and none is set, or what was put down and nothing was.

    `anchor` is what it rests attention on, `regions` are the parts of the body it names: a person may prefer some
    anchors and leave out some regions; `instead` is said where one of its regions is left out (empty: nothing is).
    `positions` are those in which it is true (empty: all), `clothed` whether it supposes clothes or their absence
    (None: neither), `aim` the kind of intention it goes with (empty: any), `gently` whether it is only for somebody to whom touch may be hard
    (False: for everybody but them; None: for all), `when` whether it goes with the first part of the massage or the last.

    Lines of one thread have the same `thread`, a number of its pool (0: a line that stands alone). `others` are wordings
    one of which may be said in its place, `after` is a freedom cue that fits right behind it.
    """

    text: str
    unset: str = ""
    anchor: str = ""
    regions: tuple[str, ...] = ()
    place: Place = NOWHERE
    instead: str = ""
    positions: tuple[Position, ...] = ()
    clothed: bool | None = None
    aim: str = ""
    gently: bool | None = None
    when: When = ""
    thread: int = 0
    others: tuple[Line, ...] = ()
    after: Line | None = None

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything that may be said in its place, by itself."""
        return tuple(text for text in (self.text, self.unset, self.instead) if text.strip())

    @property
    def wordings(self) -> tuple[Line, ...]:
        """This line and every other that may come with it or in its place."""
        after = () if self.after is None else self.after.wordings
        return (self, *(one for other in self.others for one in other.wordings), *after)
