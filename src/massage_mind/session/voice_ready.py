"""Having spoken what a session says as planned and may yet come to say: all of it before a file, or as it goes on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from massage_mind.errors import LengthError, MassageMindError
from massage_mind.fit.possible import possible_texts, spoken_texts
from massage_mind.session.progress_bar import telling
from massage_mind.sound.voice.making import ROUNDS, Making
from massage_mind.values import dataclass

if TYPE_CHECKING:
    from massage_mind.session.conversation import Conversation
    from massage_mind.session.prepare import Prepared
    from massage_mind.sound.voice.speech import Speech

INSTEAD = "The shipped voice speaks instead, without what only you know."


@dataclass(frozen=True, slots=True)
class Begun:
    """A session that can begin, and what is still made for it (None: nothing)."""

    prepared: Prepared
    making: Making | None = None


def with_voice_ready(talk: Conversation, prepared: Prepared) -> Prepared:
    """The session with every sentence made, with a bar where that takes a while: for a file, which nobody waits to hear.

    What it may say once it is lengthened or ended early is made as well. A voice that fails is said, and left: then the
    session that comes back has another.
    """
    speech = _maker(prepared)
    if speech is None:
        return prepared
    from massage_mind.stops import stopping

    for _ in range(ROUNDS):
        missing = speech.missing(possible_texts(prepared.fitting, prepared.length_ms))
        if not missing:
            break
        try:
            with stopping(), telling(talk.world, _what(len(missing)), len(missing)) as told:
                speech.make(missing, told)
        except MassageMindError as error:
            return _without(talk, prepared, speech, error.sentence)
    talk.note_once(speech.troubles)
    talk.world.bound_voice_cache()
    return prepared


def with_voice_at_work(prepared: Prepared) -> Prepared:
    """The session with its voice at work already, while the person still answers questions."""
    if _maker(prepared) is None:
        return prepared
    making = _making(prepared)
    making.start()
    return replace(prepared, making=making)


def leave_voice(prepared: Prepared) -> None:
    """The person left before it began: nothing more is made."""
    if prepared.making is not None:
        prepared.making.stop()


def with_voice_begun(talk: Conversation, prepared: Prepared) -> Begun:
    """The session with what its voice has made within the patience of the world; the rest is made while it runs.

    A voice that has made nothing until then is left for what ships, where that knows the words.
    """
    speech = _maker(prepared)
    if speech is None:
        return Begun(prepared)
    from massage_mind.stops import stopping

    missing = speech.missing(possible_texts(prepared.fitting, prepared.length_ms))
    making = prepared.making
    if making is None or (making.over and making.error is None):
        if not missing:
            return Begun(prepared)
        making = _making(prepared)
        making.start()
    patience = talk.world.patience()
    try:
        with stopping(), telling(talk.world, _what(len(missing)), len(missing)), patience.spent():
            ready = making.wait(patience.left_s)
    except BaseException:
        making.stop()
        raise
    if making.error is not None:
        return Begun(_without(talk, prepared, speech, making.error.sentence))
    talk.note_once(speech.troubles)
    if making.over:
        talk.world.bound_voice_cache()
        return Begun(prepared)
    speech.hold()
    if ready:
        return Begun(prepared, making)
    if making.done or not speech.without_makers().sources:
        talk.note_once(["The voice is not ready yet: what it has not made in time is read, not heard."])
        return Begun(prepared, making)
    return Begun(
        _without(
            talk, prepared, speech, "The voice has not spoken yet, and the session does not wait for it."
        ),
        making,
    )


def end_making(talk: Conversation, making: Making | None) -> None:
    """The session is over: nothing more is made for it. What went wrong with that is said."""
    if making is None:
        return
    if not making.done:  # it has hung all the while, and what comes next does not wait for it
        for name in making.makers:
            talk.world.patience().give_up(name, f"{name} has not spoken in the session before.")
    making.stop()
    if making.error is not None:
        talk.note_once([making.error.sentence])
    talk.world.bound_voice_cache()


def _making(prepared: Prepared) -> Making:
    """What makes the sentences of this session: those it has as planned first."""
    speech = _maker(prepared)
    assert speech is not None

    def planned() -> tuple[str, ...]:
        try:
            return spoken_texts(prepared.fitter.fit(prepared.length_ms))
        except LengthError:  # a voice slower than was thought: said when the session begins
            return ()

    return Making(speech, planned, lambda: possible_texts(prepared.fitting, prepared.length_ms))


def _maker(prepared: Prepared) -> Speech | None:
    """The voice of this session, if it is heard and can make anything."""
    speech = prepared.heard.speech
    return speech if speech is not None and speech.makes and prepared.heard.on else None


def _what(count: int) -> str:
    return f"Getting the voice ready, {count} sentence{'s' * (count != 1)}"


def _without(talk: Conversation, prepared: Prepared, speech: Speech, sentence: str) -> Prepared:
    """The session without the voice that failed; the sentence says how."""
    talk.note_once([sentence])
    speech = speech.without_makers()
    if speech.sources:
        talk.note_once([INSTEAD])
    return prepared.spoken_by(speech)
