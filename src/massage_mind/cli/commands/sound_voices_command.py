"""`sound voices`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from massage_mind.cli.options import AsJson
from massage_mind.cli.voice_answers import hear_voices, list_voices

if TYPE_CHECKING:
    from massage_mind.world import World


def voices(
    world: World,
    words: Annotated[
        str | None,
        typer.Option("--try", metavar="WORDS", help="Hear these words in each voice, one after the other."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Say who can speak on this machine, who would, and how to have a better voice; or hear each of them."""
    if words is None:
        list_voices(world, as_json)
    else:
        hear_voices(world, words, as_json)
