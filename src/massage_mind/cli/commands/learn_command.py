"""`learn`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from massage_mind.cli.options import AsJson
from massage_mind.cli.topic_answers import show_known

if TYPE_CHECKING:
    from massage_mind.world import World


def learn(
    world: World,
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[TOPIC]", help="A topic, or words of one; verdicts says what those mean."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """What is known about massage and attention: a claim, a verdict, sources."""
    show_known(world, " ".join(words or ()).strip(), as_json=as_json)
