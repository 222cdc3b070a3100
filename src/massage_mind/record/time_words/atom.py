"""One atom of what was typed, and why a text is no time: the values that the grammar passes on."""

from __future__ import annotations

from typing import NamedTuple

NO_TIME = "isn't a date and time I know"
IN_TWO_WAYS = "can be read in two ways"


class Atom(NamedTuple):
    """What it is (`english.WORDS` names the kinds), how it was typed, and its numbers."""

    kind: str
    text: str
    numbers: tuple[int, ...] = ()


class NotRead(Exception):
    """It is no time. `why` goes on after what was typed: "has no day."; `hint` is what to do, where that is special."""

    def __init__(self, why: str, hint: str = "") -> None:
        super().__init__(why)
        self.why = why
        self.hint = hint
