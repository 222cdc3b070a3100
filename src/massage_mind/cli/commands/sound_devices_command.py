"""`sound devices`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.cli.options import AsJson
from massage_mind.cli.sound_lists import devices_document, show_devices

if TYPE_CHECKING:
    from massage_mind.world import World


def devices(world: World, as_json: AsJson = False) -> None:
    """List what can play on this machine."""
    from massage_mind.session.sound_devices import devices_here, devices_or_note

    if not as_json:
        show_devices(world, devices_here())
        return
    found, note = devices_or_note()
    if note:
        world.note(note)
    world.print_json(devices_document(found))
