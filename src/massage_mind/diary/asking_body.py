"""The body map as it is asked, and after it, where the settings say so and something is marked, what it is like there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from massage_mind.errors import UsageError
from massage_mind.perform.asked_in_turn import AskedOrNot, MapAsked, WordsAsked
from massage_mind.script.body import in_order
from massage_mind.script.body_kinds import PAIN_KINDS, read_kinds


class BodyAnswers(Protocol):
    """Who keeps what is marked, and what it is like there."""

    def mark_body(self, body: Mapping[str, int]) -> None:
        """The levels, 0 to 3 by region, in place of earlier ones."""

    def mark_kinds(self, kinds: Mapping[str, str]) -> None:
        """What it is like at some regions; empty words take that back."""


def body_asked(
    answers: BodyAnswers, given: Mapping[str, int] | None = None, *, kinds: bool = False
) -> list[AskedOrNot]:
    """The map, beginning with what is `given`; with `kinds` one question more, where a region is marked from 1 up."""
    asked = _BodyAsked(answers)
    the_map = MapAsked(asked.save, given or {}, asked.save_kinds)
    return [the_map, asked.what_is_it_like] if kinds else [the_map]


class _BodyAsked:
    """What is marked by now, and where it was typed with it what it is like."""

    def __init__(self, answers: BodyAnswers) -> None:
        self._answers = answers
        self._levels: list[str] = []
        self._typed: set[str] = set()

    def save(self, levels: Mapping[str, int]) -> None:
        """Keep the levels."""
        self._answers.mark_body(levels)
        self._levels = [region for region, level in in_order(levels).items() if level]

    def save_kinds(self, kinds: Mapping[str, str]) -> None:
        """Keep what was typed with a mark; it isn't asked about again."""
        self._answers.mark_kinds(kinds)
        self._typed |= kinds.keys()

    @property
    def _marked(self) -> list[str]:
        """What is to be asked about."""
        return [region for region in self._levels if region not in self._typed]

    def what_is_it_like(self) -> WordsAsked | None:
        """The question; None where nothing is marked that nothing was said of."""
        if not self._marked:
            return None
        one = len(self._marked) == 1
        such = (
            PAIN_KINDS[0] if one else f"{self._marked[0]} {PAIN_KINDS[0]}, {self._marked[1]} {PAIN_KINDS[1]}"
        )
        return WordsAsked(
            "What is it like there?",
            self._keep,
            wrong=self._wrong,
            about=(
                f"Marked: {', '.join(self._marked)}.",
                f"Such as: {such}.",
                f"Words for it: {', '.join(PAIN_KINDS)}; or your own.",
            ),
        )

    def _keep(self, words: str) -> None:
        if words.strip():
            self._answers.mark_kinds(read_kinds(words, self._marked))

    def _wrong(self, words: str) -> str:
        try:
            read_kinds(words, self._marked)
        except UsageError as error:
            return f"{error.sentence} {error.hint}"
        return ""
