"""Ring a bell."""

from __future__ import annotations

from collections.abc import Iterator

from massage_mind.names import Guidance
from massage_mind.script.steps.step import Placing, Step, Words
from massage_mind.values import dataclass


@dataclass(frozen=True, slots=True)
class Bell(Step):
    """Ring a bell by name. It rings for `ring_ms`, as long as its file is."""

    sound: str
    ring_ms: int
    guidance: tuple[Guidance, ...] = ()

    def words(self, regions: tuple[str, ...] = ()) -> Iterator[Words]:
        yield from ()

    def expand(self, into: Placing) -> None:
        into.bell(self.sound, self.ring_ms)
