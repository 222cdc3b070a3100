"""Who sits there: a person at a terminal who can be asked and told, or somebody who only reads what is noted."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from massage_mind.errors import MassageMindError
from massage_mind.session.prepare import Prepared, prepare

if TYPE_CHECKING:
    from collections.abc import Iterable

    from massage_mind.perform.asker import Asker
    from massage_mind.script.script import Script
    from massage_mind.session.request import SessionRequest
    from massage_mind.world import World


class Conversation:
    """Asks and tells for as long as one command lasts, and says no note twice, however often a session is prepared.

    Without `ask` nobody is asked, as where nobody sits at a terminal.
    """

    def __init__(self, world: World, *, ask: bool = True, plain: bool = False) -> None:
        self.world = world
        self._ask = ask
        self._plain = plain
        self._noted: set[str] = set()

    @cached_property
    def asker(self) -> Asker | None:
        """Where questions are asked; None where they may not be, or nobody is there."""
        return self.world.asker_at_hand(plain=self._plain) if self._ask else None

    def tell(self, text: str) -> None:
        """A sentence where the questions are; a message on standard error where there are none."""
        (self.asker.tell if self.asker is not None else self.world.note)(text)

    def note_once(self, notes: Iterable[str]) -> None:
        """These sentences to standard error, but for those that were said already."""
        for note in notes:
            if note not in self._noted:
                self._noted.add(note)
                self.world.note(note)

    def prepare(self, request: SessionRequest, script: Script | None = None) -> Prepared:
        """Prepare a session and say what there is to say of it, even where it cannot be. Raises what `prepare` does."""
        try:
            prepared = prepare(self.world, request, script)
        except MassageMindError as error:
            self.note_once(getattr(error, "__notes__", ()))
            raise
        self.note_once(prepared.notes)
        return prepared
