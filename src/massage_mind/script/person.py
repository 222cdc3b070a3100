"""The person a timeline is for, as a value."""

from __future__ import annotations

from massage_mind.values import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """What a timeline needs to know of the person.

    `skip` are regions to leave out, by name; `anchors` where attention likes to rest; `holds` whether breathing patterns
    with holds may be used.
    """

    intention: str = ""
    name: str = ""
    skip: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    holds: bool = False
