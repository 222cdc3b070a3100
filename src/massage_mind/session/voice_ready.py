"""Having spoken what a session says as planned and may yet come to say: all of it before a file, or as it goes on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from massage_mind.errors import LengthError, MassageMindError
from massage_mind.fit.possible import possible_texts, spoken_texts
from massage_mind.session.grounding import grounding_beside, is_grounding
from massage_mind.session.progress_bar import telling
from massage_mind.sound.voice.making import ROUNDS, Making
from massage_mind.values import dataclass
from massage_mind.words.lengths import count_word

if TYPE_CHECKING:
    from massage_mind.session.conversation import Conversation
    from massage_mind.session.prepare import Prepared
    from massage_mind.sound.voice.speech import Speech
    from massage_mind.world import World

AT_ONCE_S = 1.5
"""How long what has to begin at once, such as grounding, waits for its voice: it is read until that is there."""
FIRST_SHARE = 0.85
"""The part of its patience after which a session gives up on a voice that has said nothing, where there is another."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A session that can begin, and what is still made for it (None: nothing)."""

    prepared: Prepared
    making: Making | None = None


def with_voice_ready(talk: Conversation, prepared: Prepared) -> Prepared:
    """The session with every sentence made, with a bar where that takes a while: for a file, which nobody waits to hear.

    What it may say once it is lengthened or ended early is made as well. A voice that fails is said, and left for the
    next: then the session that comes back has that one.
    """
    while (speech := _maker(prepared)) is not None:
        try:
            _make_all(talk.world, prepared, speech)
        except MassageMindError as error:
            prepared = _without(talk, prepared, speech, error.sentence)
            continue
        talk.note_once(speech.troubles)
        talk.world.bound_voice_cache()
        break
    return prepared


def _make_all(world: World, prepared: Prepared, speech: Speech) -> None:
    """Make every sentence. Raises what an engine raises."""
    from massage_mind.stops import stopping

    for _ in range(ROUNDS):
        missing = speech.missing(possible_texts(prepared.fitting, prepared.length_ms))
        if not missing:
            return
        with stopping(), telling(world, _what(len(missing)), len(missing)) as told:
            speech.make(missing, told)


def with_voice_at_work(world: World, prepared: Prepared) -> Prepared:
    """The session with its voice at work already, while the person still answers questions."""
    if _maker(prepared) is None:
        return prepared
    making = _making(world, prepared)
    making.start()
    return replace(prepared, making=making)


def leave_voice(prepared: Prepared) -> None:
    """The person left before it began: nothing more is made."""
    if prepared.making is not None:
        prepared.making.stop()


def with_voice_begun(talk: Conversation, prepared: Prepared) -> Begun:
    """The session with what its voice has made within the patience of the world; the rest is made while it runs.

    A voice that fails, or has said nothing until most of that has passed, is left for the next there is.
    """
    while True:
        begun = _begun(talk, prepared)
        if isinstance(begun, Begun):
            return begun
        speech = prepared.heard.speech
        assert speech is not None
        prepared = _without(talk, prepared, speech, begun)


def _begun(talk: Conversation, prepared: Prepared) -> Begun | str:
    """The session that can begin with this voice, or a sentence that says why it cannot."""
    speech = _maker(prepared)
    if speech is None:
        return Begun(prepared)
    missing = speech.missing(_live_texts(talk.world, prepared))
    making = prepared.making
    if making is None or (making.over and making.error is None):
        if not missing:
            return Begun(prepared)
        making = _making(talk.world, prepared)
        making.start()
    at_once = prepared.request.at_once
    ready = _waited_for(talk.world, making, _what(len(missing)), AT_ONCE_S if at_once else None)
    if making.error is not None:
        return making.error.sentence
    talk.note_once(speech.troubles)
    if making.over:
        talk.world.bound_voice_cache()
        return Begun(prepared)
    if not ready:
        if not making.done and not at_once and _next_voice(talk.world, speech) is not None:
            for name in making.makers:
                talk.world.patience().give_up(name, f"{name} has not spoken in its time.")
            making.stop()
            return "The voice has not spoken yet, and the session does not wait for it."
        talk.note_once(["The voice is not ready yet: what it has not made in time is read, not heard."])
    speech.hold()
    return Begun(prepared, making)


def _waited_for(world: World, making: Making, what: str, most_s: float | None) -> bool:
    """Whether what is planned is there, within the patience of the world; of that a part for the first sentence.

    `most_s` is the most in seconds, for what has to begin at once.
    """
    from massage_mind.stops import stopping

    patience = world.patience()
    try:
        with stopping(), telling(world, what, 1):
            for share in (FIRST_SHARE, 1.0):
                with patience.spent():
                    left_s = patience.left_s if most_s is None else min(patience.left_s, most_s)
                    if making.wait(left_s * share):
                        return True
                if not making.done:
                    return False
    except BaseException:
        making.stop()
        raise
    return False


def end_making(talk: Conversation, making: Making | None) -> None:
    """The session is over: nothing more is made for it. What went wrong with that is said."""
    if making is None:
        return
    if not making.done:  # it has hung all the while, and what comes next does not wait for it
        for name in making.makers:
            talk.world.patience().give_up(name, f"{name} hasn't spoken in the session before.")
    making.stop()
    if making.error is not None:
        talk.note_once([making.error.sentence])
    talk.world.bound_voice_cache()


def _live_texts(world: World, prepared: Prepared) -> tuple[str, ...]:
    """What may be said while somebody sits there: also the grounding that they can begin in the middle of it."""
    texts = possible_texts(prepared.fitting, prepared.length_ms)
    if is_grounding(prepared):
        return texts
    beside = grounding_beside(world, prepared)
    return tuple(dict.fromkeys((*texts, *possible_texts(beside.fitting, beside.length_ms))))


def _making(world: World, prepared: Prepared) -> Making:
    """What makes the sentences of this session: those it has as planned first."""
    speech = _maker(prepared)
    assert speech is not None

    def planned() -> tuple[str, ...]:
        try:
            return spoken_texts(prepared.fitter.fit(prepared.length_ms))
        except LengthError:  # a voice slower than was thought: said when the session begins
            return ()

    return Making(speech, planned, lambda: _live_texts(world, prepared))


def _maker(prepared: Prepared) -> Speech | None:
    """The voice of this session, if it is heard and can make anything."""
    speech = prepared.heard.speech
    return speech if speech is not None and speech.makes and prepared.heard.on else None


def _what(count: int) -> str:
    return f"Getting the voice ready, {count_word(count)} sentence{'s' * (count != 1)}"


def _next_voice(world: World, speech: Speech) -> Speech | None:
    """The voice that speaks where this one does not; looked for in a hurry, for a session waits."""
    with world.patience().hurry():
        return speech.instead()


def _without(talk: Conversation, prepared: Prepared, speech: Speech, sentence: str) -> Prepared:
    """The session without the voice that failed, with the next or with none; the sentence says how it failed."""
    other = _next_voice(talk.world, speech)
    instead = f"{other.sources[0].name} speaks instead." if other is not None else ""
    talk.note_once([f"{sentence} {instead}".strip()])
    return prepared.spoken_by(other)
