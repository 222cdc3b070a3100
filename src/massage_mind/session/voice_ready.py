"""Having everything spoken before a session begins: what it says as planned, and what it may yet come to say."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from massage_mind.errors import LengthError, MassageMindError
from massage_mind.session.progress_bar import telling

if TYPE_CHECKING:
    from massage_mind.session.asker import Asker
    from massage_mind.session.prepare import Prepared
    from massage_mind.sound.sounds import Sounds
    from massage_mind.world import World

ROUNDS = 4
"""How often a session is fitted anew with the true lengths of what was made, until nothing new is asked for."""


def with_voice_ready(asker: Asker, prepared: Prepared) -> Prepared:
    """The session with every sentence made, with a bar where that takes a while.

    What it may say once it is lengthened or ended early is made as well. A voice that fails is said, and left.
    """
    world, heard = asker.world, prepared.heard
    if heard.on and heard.sounds.ambience:
        _load_ambience(world, heard.sounds)
    speech = heard.speech
    if speech is None or not speech.makes or not heard.on:
        return prepared
    from massage_mind.screen.terminal.signals import stopping

    for _ in range(ROUNDS):
        _fit_in_many_ways(prepared)
        wanted = speech.wanted
        if not wanted:
            break
        try:
            what = f"Getting the voice ready, {len(wanted)} sentence{'s' * (len(wanted) != 1)}"
            with stopping(), telling(world, what, len(wanted)) as told:
                speech.make(wanted, told)
        except MassageMindError as error:
            asker.note_once([error.sentence])
            speech.without_makers()
            if speech.sources:
                asker.note_once(["The shipped voice speaks instead, without what only you know."])
            return prepared.spoken_by_what_is_left()
    asker.note_once(speech.troubles)
    world.bound_voice_cache()
    return prepared


def _load_ambience(world: World, sounds: Sounds) -> None:
    """Read a person's own file now: a long one takes seconds, which no session should spend in silence."""
    from massage_mind.sound.sounds import AMBIENCES

    if sounds.ambience in AMBIENCES:
        return
    from massage_mind.sound.ambience import load_ambience

    world.note("Getting the ambience ready ...")
    with suppress(MassageMindError):  # said when it would have been heard
        load_ambience(sounds.ambience, sounds.folder)


def _fit_in_many_ways(prepared: Prepared) -> None:
    """Ask for every text that this session could come to: as it is, longer, shorter, and closed early."""
    plan = prepared.plan
    try:
        timeline = plan.fit(prepared.length_ms)
    except LengthError:  # a voice slower than was thought: said when it begins
        return
    total = timeline.total_ms
    for share in (0.05, 0.35, 0.65, 0.9):
        plan.close(timeline, round(share * total))
    for change in (-300_000, 300_000):
        try:
            plan.refit(timeline, total // 4, total + change)
        except LengthError:
            continue
