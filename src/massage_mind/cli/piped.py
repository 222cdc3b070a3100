"""What several commands ask the person for: a text from a pipe, a yes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from massage_mind.world import World


def text_said(world: World, words: Sequence[str] | None, what: str) -> str | None:
    """The text that was said: the argument, or else what is piped in; None if there is neither. `-` insists on a pipe.

    `what` names it in errors. Raises `UsageError` for what is piped in and no text.
    """
    from massage_mind.errors import UsageError

    text = " ".join(words or ())
    if text and text != "-":
        return text
    piped = world.stdin_text()
    if text == "-":
        if piped is None:
            raise UsageError(
                "There's nothing on standard input.", f"Give {what} as an argument, or pipe it in."
            )
        return piped
    return piped if piped and piped.strip() else None


def confirmed(world: World, question: str, about: Sequence[str] = (), *, yes: bool) -> bool:
    """Whether to go on: said by --yes, or answered at a terminal, where `about` is on the screen with the question.

    Raises `UsageError` where nobody can be asked.
    """
    from massage_mind.errors import Leave, UsageError

    if yes:
        return True
    asker = world.asker_at_hand(beside=True)
    if asker is None:
        raise UsageError(
            f"{question} Nobody is there to answer.",
            "Nothing was changed. With --yes nobody is asked:",
            instead=("", "--yes"),
        )
    from massage_mind.perform.asker import NoMoreAnswers

    try:
        return asker.yes(question, otherwise=False, about=about)
    except (NoMoreAnswers, Leave):
        return False
