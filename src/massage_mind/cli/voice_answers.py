"""What `sound voices` does: a list of who can speak, or each of them heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.cli.sound_lists import show_voices, voices_document
from massage_mind.errors import UsageError

if TYPE_CHECKING:
    from massage_mind.world import World


def list_voices(world: World, as_json: bool) -> None:
    """Who can speak on this machine, and who would, as a page, lines or JSON."""
    from massage_mind.session.who_speaks import who_speaks

    found = who_speaks(world)
    for note in found.notes:
        world.note(note)
    if as_json:
        world.print_json(voices_document(found))
    else:
        show_voices(world, found)


def hear_voices(world: World, words: str, as_json: bool) -> None:
    """Each of them with these words. Raises `UsageError` where a list was asked for besides."""
    from massage_mind.session.try_voices import try_voices

    if as_json:
        raise UsageError("--json lists the voices, and --try plays them.", "Give one of the two.")
    try_voices(world, words)
