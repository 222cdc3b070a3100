"""`sound test`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.cli.options import Ask
from massage_mind.cli.session_options import Voice

if TYPE_CHECKING:
    from massage_mind.world import World


def try_out(
    world: World,
    voice: Voice = "",
    ask: Ask = True,
) -> None:
    """Play a bell left, right and on both sides, then a spoken line, and ask whether it was heard."""
    from massage_mind.session.conversation import Conversation
    from massage_mind.session.try_sounds import say_what_helps, try_speakers

    try_speakers(world, voice or None)
    asker = Conversation(world, ask=ask).asker
    if asker is not None and not asker.yes("Did you hear it?"):
        say_what_helps(world)
