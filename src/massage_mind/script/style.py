"""A kind of massage, as a value."""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

from massage_mind.script.style_facts import NOTHING_KNOWN, StyleFacts
from massage_mind.script.wording import Line
from massage_mind.values import dataclass

RegionKind: TypeAlias = Literal["work", "settle", "turn", "close"]
REGION_KINDS: tuple[RegionKind, ...] = get_args(RegionKind)


@dataclass(frozen=True, slots=True)
class Region:
    """One stage of a massage: its name in words, its share of the hands-on time, and the position it is worked in.

    `kind` is "work" for hands on a region; "settle", "turn" and "close" are the stages around it. `spoken` is how a
    line speaks of it, such as "your feet".
    """

    name: str
    share: float
    kind: RegionKind = "work"
    position: str = ""
    areas: tuple[str, ...] = ()
    spoken: str = ""

    @property
    def spoken_of(self) -> str:
        """How a line speaks of it."""
        return self.spoken or f"the {self.name}"


@dataclass(frozen=True, slots=True)
class Style:
    """A kind of massage: the order of its regions with shares of time, what to expect, what to be careful of.

    `clothed` is whether one stays dressed (None: it may be either). `lines` are its own words on the table, in threads.
    `facts` are what it can be chosen by.
    """

    id: str
    title: str
    about: str
    minutes: tuple[int, ...]
    regions: tuple[Region, ...]
    positions: tuple[str, ...] = ()
    expect: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    clothed: bool | None = None
    lines: tuple[Line, ...] = ()
    free: tuple[Line, ...] = ()
    """Freedom cues that this kind of massage needs before any other: how to have less of what it does."""
    facts: StyleFacts = NOTHING_KNOWN

    @property
    def worked(self) -> tuple[str, ...]:
        """The names of the regions that hands work on, in order."""
        return tuple(region.name for region in self.regions if region.kind == "work")

    def position_at(self, share: float) -> str:
        """How the person lies or sits at this part of the massage, 0 to 1; empty where the style does not say."""
        through = 0.0
        whole = sum(region.share for region in self.regions) or 1.0
        for region in self.regions:
            through += region.share
            if through > share * whole:
                return region.position
        return self.regions[-1].position if self.regions else ""

    @property
    def turn_share(self) -> float | None:
        """At which part of the massage it turns over, 0 to 1; None where it does not."""
        through = 0.0
        whole = sum(region.share for region in self.regions) or 1.0
        for region in self.regions:
            if region.kind == "turn":
                return through / whole
            through += region.share
        return None


NO_STYLE = Style("", "Massage", "", (), ())
"""What stands where no style was chosen."""
