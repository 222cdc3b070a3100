"""What was said of a record beside its words: when it was, and its tags."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from massage_mind.values import dataclass

if TYPE_CHECKING:
    from massage_mind.world import World


_MOST_TAGS = 50


@dataclass(frozen=True, slots=True)
class Stated:
    """When it was (UTC milliseconds; None for now), the appointment as it was typed ("" for the nearest), the tags."""

    at_ms: int | None = None
    appointment: str = ""
    tags: tuple[str, ...] = ()

    def moment_ms(self, now_ms: int) -> int:
        """When it was."""
        return now_ms if self.at_ms is None else self.at_ms

    @property
    def forward(self) -> bool:
        """Whether what is said of what one is going to do looks forward: it is said now, and not of a past time."""
        return self.at_ms is None


def moment_said(world: World, at: str, now_ms: int) -> int:
    """When it was: now, or what --at says. Raises `UsageError`."""
    if not at:
        return now_ms
    from massage_mind.record.typed_times import read_past

    return read_past(at, now_ms, world.zone)


def at_said(world: World, at: str) -> int | None:
    """When it was, in UTC milliseconds, as --at says; None where it says nothing. Raises `UsageError`."""
    return moment_said(world, at, world.wall_ms()) if at else None


def tags_said(
    tags: Iterable[str] | None,
    symptoms: Iterable[str] | None = None,
    care: Iterable[str] | None = None,
    week: Iterable[str] | None = None,
) -> tuple[str, ...]:
    """All tags that were said, with what they say of the time around it. Raises `UsageError`."""
    from massage_mind.errors import UsageError
    from massage_mind.record.tags import CONTEXTS, read_tags

    found: list[str] = []
    for context, said in zip(("", *CONTEXTS), (tags, symptoms, care, week), strict=True):
        some = read_tags(said or ())
        if len(some) > _MOST_TAGS:
            what = f"tags of {context}/" if context else "tags"
            raise UsageError(
                f"At most {_MOST_TAGS} {what} at a time; these are {len(some)}.", "Leave some out."
            )
        found += [f"{context}/{tag}" if context else tag for tag in some]
    return tuple(dict.fromkeys(found))
