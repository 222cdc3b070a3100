"""The person a timeline is for, as a value."""

from __future__ import annotations

from massage_mind.script.close_regions import with_close_ones
from massage_mind.values import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """What a timeline needs to know of the person.

    `aim` is what kind of intention it is (empty: not known); `skip` are regions to leave out, by name; `anchors` where
    attention likes to rest; `holds` whether breathing patterns with holds may be used. `gently` is whether touch may be
    hard for them: more choice, shorter silences, the room before the body. `parked` are the things they put down before, for
    whoever looks at the screen: none where there is no screen to look at.
    """

    intention: str = ""
    name: str = ""
    skip: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    holds: bool = False
    aim: str = ""
    gently: bool = False
    parked: tuple[str, ...] = ()

    @property
    def left_out(self) -> tuple[str, ...]:
        """The regions of which nothing is said, in small letters; `gently` those beside them too."""
        return with_close_ones(self.skip) if self.gently else tuple(one.casefold() for one in self.skip)
