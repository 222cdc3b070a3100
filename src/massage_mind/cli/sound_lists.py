"""What `sound voices`, `devices` and `list` print."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from massage_mind.session.who_speaks import WhoSpeaks
    from massage_mind.sound.play.device import DeviceInfo
    from massage_mind.world import World


def voices_document(found: WhoSpeaks) -> dict[str, object]:
    """The voices as a JSON document."""
    return {
        "set": found.wanted,
        "speaks": found.speaks,
        "voices": [{"name": one.name, "about": one.about, "english": one.english} for one in found.voices],
        "piper_folder": str(found.piper_folder),
    }


def show_voices(world: World, found: WhoSpeaks) -> None:
    """The voices, the speaking one with a star; on standard error, how to have a better one."""
    from massage_mind.screen.text import safe_text
    from massage_mind.sound.adding import how_to_add

    for one in found.voices:
        world.write(safe_text(f"{'*' if one.name == found.speaks else ' '} {one.name:<10} {one.about}"))
    if not found.speaks:
        world.note(f"The voice {found.wanted} is set, and nobody speaks.")
    if not any(one.name == "heart" for one in found.voices):
        world.note(
            "The voice that comes with massage-mind, heart, cannot run here: it needs onnxruntime, which is made for "
            f"Linux, Windows and Apple silicon. Another: install piper ({how_to_add('piper-tts')}) and put a voice, "
            f"NAME.onnx with its NAME.onnx.json, into {found.piper_folder}; or espeak-ng from your system."
        )


def devices_document(found: Sequence[DeviceInfo]) -> list[dict[str, str]]:
    """The devices as a JSON document."""
    return [{"name": one.name, "backend": one.backend} for one in found]


def show_devices(world: World, found: Sequence[DeviceInfo]) -> None:
    """A line for each device; on standard error, that there is none."""
    from massage_mind.screen.text import safe_text

    for one in found:
        world.write(safe_text(f"{one.name}  ({one.backend})"))
    if not found:
        world.note("There is no sound device. Sessions go on in silence, with the words on the screen.")


def sound_rows() -> list[dict[str, str]]:
    """The bells and ambiences there are."""
    from massage_mind.places import ambiences, shipped_bells

    bells = [
        {"name": name, "kind": "bell", "about": f"rings for {length / 1000:g} s"}
        for name, length in shipped_bells().items()
    ]
    return bells + [
        {"name": name, "kind": "ambience", "about": "goes on without end"} for name in ambiences()
    ]
