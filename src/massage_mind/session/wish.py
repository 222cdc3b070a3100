"""What was asked for on the command line, and understanding it before anybody is asked anything."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from massage_mind import app as world
from massage_mind.cli.typed_lengths import minutes_ms, until_ms
from massage_mind.errors import LengthError, SettingsError, StoreError, UsageError
from massage_mind.fit.extra_bells import Belled
from massage_mind.fit.filling import pronounced
from massage_mind.fit.fitting import Fitting
from massage_mind.fit.pacing import spoken_ms
from massage_mind.names import Guidance, Moment
from massage_mind.places import shipped_bells
from massage_mind.script.person import Person
from massage_mind.script.script import Script
from massage_mind.script.style import Style
from massage_mind.session.ears import UNSAID, Ears, Hearing, arranged, hear

if TYPE_CHECKING:
    from massage_mind.record.records import Record
    from massage_mind.screen.ask.prompts import Prompts
    from massage_mind.settings import Settings

DEFAULT_SCRIPTS: dict[str, str] = {
    "before": "arriving",
    "during": "following-the-touch",
    "after": "coming-back",
}
SHORT_BEFORE = "hand-on-the-door"
SHORT_WAIT_MS = 300
"""How long the beginning of a session may wait for somebody else's lock on the journal."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for on the command line. None and empty mean: not said."""

    moment: Moment
    script: str = ""
    minutes: str = ""
    until: str = ""
    style: str = ""
    guidance: str = ""
    ears: Ears = UNSAID
    sound: bool | None = None
    ask: bool = True
    plain: bool = False
    journey: str = ""
    quiet: bool = False
    """Without the safety list, for the later parts of a journey."""
    at_once: bool = False
    """It has to begin whatever is wrong with settings or scripts of one's own."""
    appointment: str = ""
    """Which appointment it belongs to: an id, "none", or empty for the nearest."""
    at_ms: int | None = None
    """Not to be played, only written down as taken at this time (UTC)."""
    quiet_hour: bool = False
    """An hour of rest without massage, to compare with."""
    ahead_ms: int = 0
    """How long what comes before it in a journey takes; counts against `until`."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A wish that has been understood: a plan, and how long it is to be."""

    wish: Wish
    plan: Fitting
    settings: Settings
    intention: str
    length_ms: int
    hearing: Hearing
    start_ms: int = 0
    resumed_from: str = ""
    appointment: Record | None = None
    """The appointment it goes with."""

    @property
    def script(self) -> Script:
        return self.plan.script

    @property
    def fitter(self) -> Fitting | Belled:
        """What fits it to a length, with the bells that were asked for."""
        return Belled(self.plan, self.hearing.bells, shipped_bells()) if self.hearing.bells else self.plan


def understand(wish: Wish, script: Script | None = None) -> Ready:
    """The wish as a plan and a length, checked before anybody is asked anything.

    Raises `UsageError`, `LengthError` or `ScriptError` for what cannot be.
    """
    settings = _settings(wish)
    library = world.library()
    if wish.minutes and wish.until:
        raise UsageError("--minutes and --until say the same in two ways.", "Leave one of them out.")
    appointment, intention = _thread(wish)
    style = _style(wish, settings, appointment)
    found = script or library.script(wish.script or _default_script(wish, style))
    _check_moment(found, wish)
    if found.styles and style is not None and style.id not in found.styles and not wish.style:
        style = None  # the style of the settings or the appointment does not go with this script
    if style is None and found.styles:
        style = library.style(found.styles[0])
    guidance = _guidance(wish, settings, found)
    person = Person(
        intention=intention,
        name=settings.name,
        skip=settings.skip_regions,
        anchors=settings.anchors,
        holds=settings.holds,
    )
    hearing = hear(wish.ears, settings, found, person, sound=wish.sound, at_once=wish.at_once)
    plan = Fitting(
        arranged(found, hearing),
        style=style,
        person=person,
        guidance=guidance,
        voice=hearing.speech or spoken_ms,
        freely=hearing.speech is None or (hearing.speech.freely and pronounced(intention, found.language)),
        ask=wish.ask and _somebody(),
    )
    ready = Ready(wish, plan, settings, intention, 0, hearing, appointment=appointment)
    length = length_of(ready)
    plan.fit(length)
    return replace(ready, length_ms=length)


def _settings(wish: Wish) -> Settings:
    """The settings; for what has to be there at once, such as grounding, the usual ones where the file has a fault."""
    try:
        return world.settings()
    except SettingsError as error:
        if not wish.at_once:
            raise
        from massage_mind.settings import Settings as Usual

        world.note(error.sentence)
        return Usual()


def length_of(ready: Ready) -> int:
    """The length wished for, in milliseconds, as of now (for `--until`)."""
    length = wished_ms(ready.wish) - ready.wish.ahead_ms * bool(ready.wish.until)
    if ready.wish.until and length <= 0:
        raise UsageError(f"Until {ready.wish.until} there is no time left for it.", "Try --minutes.")
    if ready.wish.until and length > ready.script.most_ms:
        raise LengthError(
            f"Until {ready.wish.until} it is {round(length / 60_000)} minutes; the script {ready.script.name} "
            f"takes at most {ready.script.most_ms / 60_000:g}.",
            "Try --minutes.",
            longest_ms=ready.script.most_ms,
        )
    return length or _booked_ms(ready) or ready.script.ideal_ms


def _booked_ms(ready: Ready) -> int:
    """How long the appointment was booked for, for the part on the table, as far as the script can take it; else 0."""
    if ready.wish.moment != "during" or ready.appointment is None:
        return 0
    from massage_mind.diary.thread import appointment_of

    minutes = appointment_of(ready.appointment).minutes
    if minutes is None:
        return 0
    return max(min(minutes * 60_000, ready.script.most_ms), ready.plan.shortest_ms())


def wished_ms(wish: Wish) -> int:
    """The length that was said, as of now; 0 where none was."""
    if wish.minutes:
        return minutes_ms(wish.minutes)
    return until_ms(wish.until, world.local_now()) if wish.until else 0


def _style(wish: Wish, settings: Settings, appointment: Record | None) -> Style | None:
    library = world.library()
    if wish.style:
        return library.style(wish.style)
    if wish.quiet_hour:
        return None
    if appointment is not None and wish.moment in ("during", "before"):
        from massage_mind.diary.thread import appointment_of

        if booked := appointment_of(appointment).style:
            return library.style(booked)
    if settings.style and wish.moment in ("during", "before"):
        return library.style(settings.style)
    return None


def _default_script(wish: Wish, style: Style | None) -> str:
    """Which script a moment takes without one being named: by its length and style."""
    length = wished_ms(wish)
    if wish.moment == "before" and 0 < length < 60_000:
        return SHORT_BEFORE
    if wish.moment == "during" and style is not None and style.id == "chair" and length <= 30 * 60_000:
        return "chair"
    return DEFAULT_SCRIPTS[wish.moment]


def _check_moment(script: Script, wish: Wish) -> None:
    if script.moment not in (wish.moment, "anytime") and wish.moment != "anytime":
        raise UsageError(
            f"The script {script.name} is for {script.moment}, not for {wish.moment}.",
            f"Try: massage-mind {script.moment} {script.name}",
        )


def _guidance(wish: Wish, settings: Settings, script: Script) -> Guidance | None:
    from massage_mind.names import GUIDANCES

    if wish.guidance:
        if wish.guidance not in GUIDANCES:
            raise UsageError(
                f"There is no guidance {wish.guidance!r}.", f"There are: {', '.join(GUIDANCES)}."
            )
        return wish.guidance
    if settings.guidance in script.guidances:
        return settings.guidance
    return None


def _thread(wish: Wish) -> tuple[Record | None, str]:
    """The appointment it goes with, and the intention. A journal that cannot be read is said, and no reason not to begin.

    Raises `StoreError` for an appointment that was named and is not there.
    """
    from massage_mind.cli.given import appointment_for
    from massage_mind.diary.thread import current_intention
    from massage_mind.record.records import Intention

    if wish.quiet_hour or wish.moment == "anytime":
        wish = replace(wish, appointment=wish.appointment or "none")
    try:
        store = world.open_store(writing=False, wait_ms=SHORT_WAIT_MS)
    except StoreError as error:
        world.note(error.sentence)
        return None, ""
    with store:
        at = world.wall_ms() if wish.at_ms is None else wish.at_ms
        try:
            forward = wish.moment == "before" and wish.at_ms is None
            appointment = appointment_for(store, wish.appointment, at, forward=forward)
            found = current_intention(store, at, appointment.id if appointment else "")
        except StoreError as error:
            if wish.appointment not in ("", "none"):
                raise
            world.note(error.sentence)
            return None, ""
    details = found.details if found else None
    return appointment, details.text if isinstance(details, Intention) else ""


def _somebody() -> bool:
    """Whether there is somebody at a terminal to ask."""
    return world.stdin_is_terminal() and (world.stdout_is_terminal() or world.stderr_is_terminal())


def prompts_for(wish: Wish) -> Prompts | None:
    """Where questions can be asked; None under `--no-ask` and where nobody sits at a terminal."""
    if not wish.ask or not _somebody():
        return None
    from massage_mind.screen.ask.prompts import Prompts

    return Prompts(stderr=not world.stdout_is_terminal(), plain=wish.plain)
