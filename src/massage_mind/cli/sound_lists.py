"""What `sound voices`, `devices` and `list` print."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from massage_mind.screen.page.page_parts import (
    UNDER,
    Page,
    PageLine,
    Whole,
    bold,
    command,
    dim,
    heading,
    said,
    under,
)
from massage_mind.words.lengths import length_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from massage_mind.screen.page.page_parts import Part
    from massage_mind.session.who_speaks import VoiceHere, WhoSpeaks
    from massage_mind.sound.play.device import DeviceInfo
    from massage_mind.world import World


_NOBODY = "Nobody speaks here; the words are on the screen."


def voices_document(found: WhoSpeaks) -> dict[str, object]:
    """The voices as a JSON document."""
    return {
        "set": found.wanted,
        "speaks": found.speaks,
        "voices": [{"name": one.name, "about": one.about, "english": one.english} for one in found.voices],
        "piper_folder": str(found.piper_folder),
    }


def show_voices(world: World, found: WhoSpeaks) -> None:
    """A page for a person; for a program a line for each, the speaking one with a star, and on standard error the rest."""
    if world.read_at_once():
        world.show(voices_page(found), paged=True)
        return
    from massage_mind.screen.text import safe_text

    for one in found.voices:
        world.write(safe_text(f"{'*' if one.name == found.speaks else ' '} {one.name:<10} {one.about}"))
    nobody = (said(_NOBODY),) if not found.voices else ()
    world.note_page(Page((nobody, *_how_to_have_better(found))))


def voices_page(found: WhoSpeaks) -> Page:
    """Who can speak here, who does, and how to have better."""
    lead = max((len(one.name) for one in found.voices), default=0) + 3
    voices = tuple(_voice(one, found, lead) for one in found.voices)
    if not voices:
        voices = (under(_NOBODY),)
    return Page(((heading("Who can speak here"), *voices), *_how_to_have_better(found)))


def _voice(one: VoiceHere, found: WhoSpeaks, lead: int) -> PageLine:
    does = "speaks now: " if one.name == found.speaks else ""
    about = one.about.removeprefix(f"{one.name}: ")  # It stands before it by now.
    return under(bold(does), about, lead=f"{one.name:<{lead}}", hang=0)


def _how_to_have_better(found: WhoSpeaks) -> Iterator[Part]:
    """Who speaks what only the person knows, and the way to a voice that is nearer to one."""
    from massage_mind.sound.adding import how_to_add

    if not found.speaks and found.wanted != "auto":
        yield (said(f"The voice {found.wanted} is set, and nobody speaks. To take the best there is:"),)
        yield (command("massage-mind config set voice auto"),)
    if not any(one.name == "heart" for one in found.voices):
        yield (
            said(
                "The voice that comes with massage-mind, heart, can't run here: it needs onnxruntime, which is made for "
                "Linux, Windows and Apple silicon. Another one is piper's:"
            ),
        )
        yield (command(how_to_add("piper-tts")),)
        yield (
            said("And a voice for it, NAME.onnx with its NAME.onnx.json, in this folder:"),
            Whole(str(found.piper_folder), "", UNDER),
        )
        if not any(one.name == "espeak-ng" for one in found.voices):
            yield (said("Or espeak-ng, from your system."),)


def devices_document(found: Sequence[DeviceInfo]) -> list[dict[str, str]]:
    """The devices as a JSON document."""
    return [{"name": one.name, "backend": one.backend} for one in found]


def show_devices(world: World, found: Sequence[DeviceInfo]) -> None:
    """A page for a person; for a program a line for each device, and on standard error that there is none."""
    from massage_mind.screen.text import safe_text

    nothing = said("There's no sound device here. The words are on the screen all the same.")
    if not found:
        world.note_page(Page(((nothing,),)))
    elif world.read_at_once():
        rows = (under(one.name, dim(f", by {one.backend}")) for one in found)
        choosing = command(f"massage-mind config set device {shlex.quote(found[0].name)}")
        page = Page(((heading("What can play here"), *rows), (said("To choose one:"),), (choosing,)))
        world.show(page, paged=True)
    else:
        for one in found:
            world.write(safe_text(f"{one.name}  ({one.backend})"))


def show_sounds(world: World, rows: Sequence[Mapping[str, str]]) -> None:
    """A page of the bells and ambiences for a person; for a program a line for each."""
    if not world.read_at_once():
        for row in rows:
            world.write(f"{row['name']:<12} {row['kind']:<9} {row['about']}")
        return
    lead = max(len(row["name"]) for row in rows) + 3
    parts: list[Part] = []
    for title, kind in (("Bells", "bell"), ("Ambiences", "ambience")):
        some = [row for row in rows if row["kind"] == kind]
        lines = (under(row["about"], lead=f"{row['name']:<{lead}}", hang=0) for row in some)
        parts.append((heading(title), *lines))
    hearing = (said("To hear one:"),), (command(f"massage-mind sound play {rows[0]['name']}"),)
    world.show(Page((*parts, *hearing)), paged=True)


def sound_rows() -> list[dict[str, str]]:
    """The bells and ambiences there are."""
    from massage_mind.places import ambiences, shipped_bells

    bells = [
        {"name": name, "kind": "bell", "about": f"rings for {length_words(length)}"}
        for name, length in shipped_bells().items()
    ]
    return bells + [
        {"name": name, "kind": "ambience", "about": "goes on without end"} for name in ambiences()
    ]
