"""The options of `massage-mind intention`, and reading them into what is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from massage_mind.cli.command import Options
from massage_mind.cli.stated_options import Stating
from massage_mind.values import dataclass

if TYPE_CHECKING:
    from massage_mind.diary.intending import IntentionRequest
    from massage_mind.record.intention import Intention
    from massage_mind.world import World

IntentionText = Annotated[
    list[str] | None,
    typer.Argument(metavar="[TEXT]", help="What you want from it; - takes it from standard input."),
]
AimWord = Annotated[
    str,
    typer.Option("--aim", metavar="AIM", help="relax, area, rest, present, speak-up or none."),
]
When = Annotated[
    str, typer.Option("--when", metavar="WORDS", help='When ..., such as "I catch myself planning dinner".')
]
Then = Annotated[
    str, typer.Option("--then", metavar="WORDS", help='... I will ..., such as "feel the hands again".')
]
Clear = Annotated[bool, typer.Option("--clear", help="Go without one.")]
Back = Annotated[bool, typer.Option("--list", help="Look back at earlier ones.")]
OneJson = Annotated[bool, typer.Option("--json", help="One JSON object, or null.")]


@dataclass(frozen=True, slots=True)
class Wanting(Options):
    """--aim, --when, --then, --clear, --list."""

    aim: AimWord = ""
    when: When = ""
    then: Then = ""
    clear: Clear = False
    back: Back = False

    def read(
        self, world: World, words: list[str] | None, stating: Stating, *, guide: bool
    ) -> IntentionRequest | None:
        """What is asked for; None for a look back. Raises `UsageError`."""
        from massage_mind.diary.intending import IntentionRequest
        from massage_mind.errors import UsageError

        if self.clear and (words or self.aim or self.when or self.then):
            raise UsageError("--clear goes without a text.", "Leave one of the two out.")
        stated = stating.read(world)
        if self.back:
            return None
        wanted = None if self.clear else self._wanted(world, words)
        return IntentionRequest(wanted, self.clear, guide, stated)

    def _wanted(self, world: World, words: list[str] | None) -> Intention | None:
        from massage_mind.cli.piped import text_said
        from massage_mind.diary.intending import read_aim, worded

        text = text_said(world, _without_verb(words), 'it, such as intention "soft shoulders"')
        if text is None and not (self.aim or self.when or self.then):
            return None
        return worded(text or "", read_aim(self.aim), self.when, self.then)


def _without_verb(words: list[str] | None) -> list[str] | None:
    """The words of a person who typed `intention set "soft shoulders"`, as other programs have it: what stands in quotes is one."""
    if words and len(words) == 2 and words[0] in ("set", "add", "new") and " " in words[1]:
        return words[1:]
    return words
