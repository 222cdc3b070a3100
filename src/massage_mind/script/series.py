"""A series: scripts in an order, one at a time, on as many days as they take."""

from __future__ import annotations

from massage_mind.values import dataclass


@dataclass(frozen=True, slots=True)
class Series:
    """Some scripts by name, in their order. `name` is that of its file, `own` tells a person's from a shipped one."""

    name: str
    title: str
    about: str
    scripts: tuple[str, ...]
    own: bool = False
