"""Why words that were typed at a question cannot be taken, as the question says it before it asks again."""

from __future__ import annotations

from collections.abc import Callable

from massage_mind.errors import UsageError


def why_not(read: Callable[[str], object]) -> Callable[[str], str]:
    """Why words cannot be read; "" where they can."""

    def wrong(words: str) -> str:
        try:
            read(words)
        except UsageError as error:
            return f"{error.sentence} {error.hint}".strip()
        return ""

    return wrong


def wrong_whole(words: str, least: int, most: int) -> str:
    """Why these words are no whole number from `least` to `most`; "" where they are."""
    fits = words.isascii() and words.isdecimal() and least <= int(words[:9]) <= most
    return "" if fits else f"A whole number from {least} to {most:,}."
