"""`sound voices`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.cli.options import AsJson
from massage_mind.cli.sound_lists import show_voices, voices_document

if TYPE_CHECKING:
    from massage_mind.world import World


def voices(world: World, as_json: AsJson = False) -> None:
    """Say who can speak on this machine, who would, and how to have a better voice."""
    from massage_mind.session.who_speaks import who_speaks

    found = who_speaks(world)
    for note in found.notes:
        world.note(note)
    if as_json:
        world.print_json(voices_document(found))
    else:
        show_voices(world, found)
