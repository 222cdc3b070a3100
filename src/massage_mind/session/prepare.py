"""From a request to a session that can be performed, rendered or looked at. Speaks to nobody: notes are returned."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from massage_mind.errors import LengthError, MassageMindError, UsageError
from massage_mind.fit.drawing import IN_ORDER
from massage_mind.fit.extra_bells import Belled, ExtraBells
from massage_mind.fit.filling import pronounced
from massage_mind.fit.fitting import Fitting
from massage_mind.fit.pacing import spoken_ms
from massage_mind.places import shipped_bells
from massage_mind.script.person import Person
from massage_mind.script.script import Script
from massage_mind.session import choices
from massage_mind.session.draws import draw_for
from massage_mind.session.heard import Heard, another_speaks, what_is_heard
from massage_mind.values import dataclass

if TYPE_CHECKING:
    from massage_mind.names import Guidance, Moment
    from massage_mind.record.head import Record
    from massage_mind.record.intention import Intention
    from massage_mind.record.kept_draw import DrawnFor, KeptDraw
    from massage_mind.script.style import Style
    from massage_mind.session.request import SessionRequest
    from massage_mind.settings import Settings
    from massage_mind.sound.voice.making import Making
    from massage_mind.sound.voice.speech import Speech
    from massage_mind.world import World


@dataclass(frozen=True, slots=True)
class Prepared:
    """A session that can begin: how it is fitted, how long it is to be, what is heard, what it belongs to.

    `notes` are sentences a person should read once. `start_ms` is where it begins, and `resumed_from` the id of the
    session it goes on with (0 and empty: from the start), `making` what its voice already makes.
    """

    request: SessionRequest
    fitting: Fitting
    settings: Settings
    intention: str
    length_ms: int
    heard: Heard
    journal_there: bool = False
    """Whether there is a journal that could be read."""
    appointment: Record | None = None
    start_ms: int = 0
    resumed_from: str = ""
    making: Making | None = None
    notes: tuple[str, ...] = ()

    @property
    def script(self) -> Script:
        """The script, with the silence before it and the end bell that were asked for."""
        return self.fitting.script

    @property
    def fitter(self) -> Fitting | Belled:
        """What fits it to a length, with the bells that were asked for."""
        return Belled(self.fitting, self.heard.bells, shipped_bells()) if self.heard.bells else self.fitting

    @property
    def moment(self) -> Moment:
        """The moment it is kept under."""
        return self.request.moment if self.script.moment == "anytime" else self.script.moment

    def draw_to_keep(self) -> KeptDraw | None:
        """How its words were drawn; None where the seed alone says it, or where they come as they are written."""
        from massage_mind.record.kept_draw import KeptDraw

        draw, fitting = self.fitting.draw, self.fitting
        if draw.seed is None or (self.request.seed is not None and not draw.order):
            return None
        key = _drawn_for(self.request, self.script, fitting.style, fitting.guidance)
        return KeptDraw(key, draw.seed, draw.order or fitting.order_drawn())

    @property
    def appointment_id(self) -> str:
        """The id of the appointment it goes with; empty for none."""
        return self.appointment.id if self.appointment is not None else ""

    def spoken_by(self, speech: Speech | None) -> Prepared:
        """The same with another voice, or with none, for the words and for their lengths."""
        fitting = self.fitting.with_(voice=speech or spoken_ms)
        return replace(self, fitting=fitting, heard=self.heard.spoken_by(speech), making=None)


def prepare(world: World, request: SessionRequest, script: Script | None = None) -> Prepared:
    """The request as a session, checked before anybody is asked anything. `script` if it has been read already.

    Raises `UsageError`, `LengthError`, `ScriptError`, `SettingsError` or `StoreError` for what cannot be; what there
    was to note until then goes along with the error (`__notes__`).
    """
    notes: list[str] = []
    try:
        prepared = _prepared(world, request, script, notes)
    except MassageMindError as error:
        for note in notes:
            error.add_note(note)
        raise
    return replace(prepared, notes=tuple(dict.fromkeys(notes)))


def _prepared(world: World, request: SessionRequest, script: Script | None, notes: list[str]) -> Prepared:
    tell = notes.append
    settings = choices.settings_for(world, request, tell)
    library = world.library()
    appointment, intention, recalled = choices.what_is_known(world, request, tell)
    style = choices.style_for(world, request, settings, appointment)
    found = script or library.script(choices.script_name(world, request, style))
    choices.check_moment(found, request.moment)
    style = choices.style_with(found, style, said=bool(request.style), style_named=library.style)
    guidance = choices.guidance_for(request, settings, found)
    person = _person(request, settings, intention)
    draw = draw_for(world, request, recalled, _drawn_for(request, found, style, guidance))
    with world.patience().hurry(not request.to_file):
        heard = what_is_heard(world, request.sound, settings, found, tell=tell, seed=draw.seed or 0)
    if person.gently and heard.bells.chance:
        tell("Bells at moments of chance are left out: gently means no surprises.")
        heard = replace(heard, bells=ExtraBells())
    if not request.shown and (other := another_speaks(heard, request.sound, settings, found.language)):
        tell(other)
    speech = heard.speech
    fitting = Fitting(
        heard.arranged(found),
        style=style,
        person=person,
        guidance=guidance,
        voice=speech or spoken_ms,
        freely=speech is None or pronounced(person.intention, found.language),
        ask=request.shown or (request.ask and world.somebody()),
        draw=draw,
    )
    length = _length_ms(world, request, fitting, appointment, settings.without_hands)
    fitting = _that_fits(world, request, fitting, length)
    return Prepared(request, fitting, settings, person.intention, length, heard, recalled.there, appointment)


def _person(request: SessionRequest, settings: Settings, intention: Intention | None) -> Person:
    """The person it is for: by the settings, what was said, and what they would like from it."""
    return Person(
        intention=intention.text if intention else "",
        name=settings.name,
        skip=settings.skip_regions,
        anchors=settings.anchors,
        holds=settings.holds or request.holds,
        aim=(intention.aim or "") if intention else "",
        gently=settings.trauma_aware or request.gently,
    )


def _drawn_for(
    request: SessionRequest, script: Script, style: Style | None, guidance: Guidance | None
) -> DrawnFor:
    """What its words are drawn for."""
    from massage_mind.record.kept_draw import DrawnFor

    moment = request.moment if script.moment == "anytime" else script.moment
    return DrawnFor(moment, script.name, style.id if style else "", guidance or script.guidances[0])


def _that_fits(world: World, request: SessionRequest, fitting: Fitting, length: int) -> Fitting:
    """The same, fitting this length: as its script is written where it does not as it was drawn.

    Which words come up is by lot, and how long they are; the shortest length that a script takes is not.
    """
    try:
        fitting.fit(length)
    except LengthError:
        fitting = fitting.with_(draw=IN_ORDER)
        try:
            fitting.fit(length)
        except LengthError as error:
            raise _in_words(error, world, request, fitting.script) from error
    return fitting


_HUNDREDTH_MS = 600
"""Lengths are typed in hundredths of a minute at most."""
_ROUND_MS = 5 * 60_000
"""A time of the clock that is offered instead of another is a round one."""
_HALF_A_DAY_MS = 12 * 60 * 60_000
"""Whoever says a time that is farther off than this means the one that was."""


def _in_words(error: LengthError, world: World, request: SessionRequest, script: Script) -> LengthError:
    """What a length cannot be, with the option that says one that can."""
    from massage_mind.words.lengths import length_words, minutes_to_type

    shortest = -(-error.shortest_ms // _HUNDREDTH_MS) * _HUNDREDTH_MS
    if request.until is not None and shortest:
        ahead = -(-(world.wall_ms() + request.ahead_ms + shortest) // _ROUND_MS) * _ROUND_MS
        return LengthError(
            f"{request.until.typed} is too soon: it's {world.local_now():%H:%M}, and {script.title} needs "
            f"{length_words(shortest)}.",
            shortest_ms=error.shortest_ms,
            instead=("--until=", _clock(world, ahead)),
        )
    if error.instead is None:
        part = request.moment if request.journey and request.moment != "during" else "minutes"
        error.instead = (f"--{part}=", minutes_to_type(shortest or error.longest_ms))
    return error


def _clock(world: World, at_ms: int) -> str:
    """The time on the wall at an instant not far from now (UTC milliseconds)."""
    from datetime import timedelta

    return f"{world.local_now() + timedelta(milliseconds=at_ms - world.wall_ms()):%H:%M}"


def _length_ms(
    world: World, request: SessionRequest, fitting: Fitting, appointment: Record | None, without_hands: int
) -> int:
    """The length asked for, booked, or usual, as of now. Raises `UsageError`, `LengthError` where no time is left."""
    script = fitting.script
    length = request.wanted_ms(world.local_now())
    if request.until is not None:
        until = request.until.typed
        length -= request.ahead_ms
        if length <= 0:
            raise UsageError(
                f"Until {until} there's no time left for it.", "Say how long instead, with --minutes."
            )
        if length > script.most_ms:
            from massage_mind.words.lengths import length_words, session_words

            long = f"Until {until} it's {length_words(length)}"
            if length > _HALF_A_DAY_MS:
                long = f"{until} has passed: it's {world.local_now():%H:%M}"
            raise LengthError(
                f"{long}; {script.title} takes at most {session_words(script.most_ms)}.",
                longest_ms=script.most_ms,
                instead=("--until=", _clock(world, world.wall_ms() + request.ahead_ms + script.most_ms)),
            )
    return length or _booked_ms(request, fitting, appointment, without_hands) or script.ideal_ms


def _booked_ms(
    request: SessionRequest, fitting: Fitting, appointment: Record | None, without_hands: int
) -> int:
    """How long hands are there in the appointment, for the part on the table, as far as the script can take it; else 0."""
    if request.moment != "during" or appointment is None:
        return 0
    from massage_mind.record.appointment_thread import appointment_of

    minutes = appointment_of(appointment).table_minutes(without_hands)
    if minutes is None:
        return 0
    return max(min(minutes * 60_000, fitting.script.most_ms), fitting.shortest_ms())
