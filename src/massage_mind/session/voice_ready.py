"""Having everything spoken before a session begins: what it says as planned, and what it may yet come to say."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from massage_mind.errors import MassageMindError
from massage_mind.fit.possible import possible_texts
from massage_mind.places import ambiences
from massage_mind.session.progress_bar import telling

if TYPE_CHECKING:
    from massage_mind.session.conversation import Conversation
    from massage_mind.session.prepare import Prepared
    from massage_mind.sound.sounds import Sounds
    from massage_mind.world import World

ROUNDS = 4
"""How often a session is fitted anew with the true lengths of what was made, until nothing new is asked for."""


def with_voice_ready(talk: Conversation, prepared: Prepared) -> Prepared:
    """The session with every sentence made, with a bar where that takes a while.

    What it may say once it is lengthened or ended early is made as well. A voice that fails is said, and left: then the
    session that comes back has another.
    """
    world, heard = talk.world, prepared.heard
    if heard.on and heard.sounds.ambience:
        _load_ambience(world, heard.sounds)
    speech = heard.speech
    if speech is None or not speech.makes or not heard.on:
        return prepared
    from massage_mind.stops import stopping

    for _ in range(ROUNDS):
        missing = speech.missing(possible_texts(prepared.fitting, prepared.length_ms))
        if not missing:
            break
        try:
            what = f"Getting the voice ready, {len(missing)} sentence{'s' * (len(missing) != 1)}"
            with stopping(), telling(world, what, len(missing)) as told:
                speech.make(missing, told)
        except MassageMindError as error:
            talk.note_once([error.sentence])
            speech = speech.without_makers()
            if speech.sources:
                talk.note_once(["The shipped voice speaks instead, without what only you know."])
            return prepared.spoken_by(speech)
    talk.note_once(speech.troubles)
    world.bound_voice_cache()
    return prepared


def _load_ambience(world: World, sounds: Sounds) -> None:
    """Read a person's own file now: a long one takes seconds, which no session should spend in silence."""
    if sounds.ambience in ambiences():
        return
    from massage_mind.sound.ambience import load_ambience

    world.note("Getting the ambience ready ...")
    with suppress(MassageMindError):  # said when it would have been heard
        load_ambience(sounds.ambience, sounds.folder)
