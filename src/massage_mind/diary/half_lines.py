"""A line that is being typed lies in a draft of its own until it is kept: whatever ends the typing, it is offered again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Literal, TypeAlias

from massage_mind.diary.being_written import being_written, path_at_hand, take_in_left_behind
from massage_mind.diary.drafts import Draft
from massage_mind.errors import MassageMindError
from massage_mind.stops import held
from massage_mind.values import dataclass

if TYPE_CHECKING:
    from massage_mind.world import World

LineOf: TypeAlias = Literal["thought", "intention", "outcome"]
"""What is typed. None of them is as long as an id, so that no draft of a record is meant."""


@dataclass(frozen=True, slots=True)
class HalfLine:
    """What was typed the last time and not kept, and what keeps it on the disk while it is typed now."""

    draft: Draft
    begin: str

    def keep(self, text: str) -> None:
        """This stands there now. A disk that takes nothing is no reason to stop: it is kept for good at the end."""
        with suppress(OSError), held():
            if text.strip():
                self.draft.keep(text, durable=False)
            else:
                self.draft.drop()

    def let_go(self) -> None:
        """The journal has it."""
        self.keep("")


@contextmanager
def half_line(world: World, of: LineOf, goes_on: str) -> Iterator[HalfLine]:
    """The unfinished line of this kind, for as long as it may be typed. `goes_on` is the command that offers it again."""
    draft = Draft(path_at_hand(world.home.data_dir / f"draft-{of}.txt"), goes_on)
    begin = ""
    with suppress(
        OSError, MassageMindError
    ):  # What lies there and is no text begins nothing, and is written over.
        take_in_left_behind(draft)
        begin = " ".join(draft.text().split())
    with being_written(draft.path):
        yield HalfLine(draft, begin)
