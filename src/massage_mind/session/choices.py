"""What a request leaves open is chosen here: settings, appointment and intention, style, script and guidance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.errors import SettingsError, StoreError, UsageError
from massage_mind.session.draws import NOTHING, Recalled, recall
from massage_mind.session.request import NO_APPOINTMENT
from massage_mind.world import SHORT_WAIT_MS

if TYPE_CHECKING:
    from collections.abc import Callable

    from massage_mind.names import Guidance, Moment
    from massage_mind.record.head import Record
    from massage_mind.record.intention import Intention
    from massage_mind.script.script import Script
    from massage_mind.script.style import Style
    from massage_mind.session.request import SessionRequest
    from massage_mind.settings import Settings
    from massage_mind.world import World

DEFAULT_SCRIPTS: dict[Moment, str] = {
    "before": "arriving",
    "during": "following-the-touch",
    "after": "coming-back",
}
SHORT_BEFORE = "hand-on-the-door"
"""Takes the place of the usual one before, where there is less than a minute."""
USUAL_SETTINGS = "Your settings can't be read just now, so the usual ones are used. That can wait."
"""What somebody is told who needs steadying now: no fault, no file, no line."""


def settings_for(world: World, request: SessionRequest, tell: Callable[[str], None]) -> Settings:
    """The settings; for what has to be there at once, such as grounding, the usual ones where the file has a fault.

    Raises `SettingsError`.
    """
    try:
        return world.settings()
    except SettingsError:
        if not request.at_once:
            raise
        from massage_mind.settings import Settings as Usual

        tell(USUAL_SETTINGS)
        return Usual()


def what_is_known(
    world: World, request: SessionRequest, tell: Callable[[str], None]
) -> tuple[Record | None, Intention | None, Recalled]:
    """The appointment it goes with, the intention (None for none), and what its words are drawn by.

    A journal that cannot be read is told, and no reason not to begin. Raises `StoreError` for an appointment that was
    named and is not there.
    """
    from massage_mind.diary.belonging import appointment_for
    from massage_mind.diary.thread import current_intention
    from massage_mind.record.intention import Intention

    named = request.appointment
    if named is None and (request.quiet_hour or request.moment == "anytime"):
        named = NO_APPOINTMENT
    try:
        store = world.open_store(writing=False, wait_ms=SHORT_WAIT_MS)
    except StoreError as error:
        tell(error.sentence)
        return None, None, NOTHING
    with store:
        at = world.wall_ms() if request.at_ms is None else request.at_ms
        try:
            forward = request.moment == "before" and request.at_ms is None
            appointment = appointment_for(world, store, named or "", at, forward=forward)
            appointment_id = appointment.id if appointment else ""
            found = current_intention(store, at, appointment_id)
            recalled = recall(store, request, appointment_id)
        except StoreError as error:
            if named not in (None, NO_APPOINTMENT):
                raise
            tell(error.sentence)
            return None, None, NOTHING
    details = found.details if found else None
    return appointment, details if isinstance(details, Intention) else None, recalled


def style_for(
    world: World, request: SessionRequest, settings: Settings, appointment: Record | None
) -> Style | None:
    """The style that was said, booked or set, in this order; None for none. Raises `UsageError`."""
    library = world.library()
    if request.style:
        return library.style(request.style)
    if request.quiet_hour or request.moment == "anytime":
        return None
    booked = None
    if appointment is not None:
        from massage_mind.record.appointment_thread import appointment_of

        booked = appointment_of(appointment).style
    named = booked or settings.style
    return library.style(named) if named else None


def script_name(world: World, request: SessionRequest, style: Style | None) -> str:
    """The script that was said, or the one a moment takes without: by its length and style."""
    if request.script:
        return request.script
    length = request.wanted_ms(world.local_now())
    if request.moment == "before" and 0 < length < 60_000:
        return SHORT_BEFORE
    if request.moment == "during" and style is not None and style.id == "chair" and length <= 30 * 60_000:
        return "chair"
    return DEFAULT_SCRIPTS[request.moment]


def check_moment(script: Script, moment: Moment) -> None:
    """Whether the script is for this moment. Raises `UsageError`."""
    if script.moment not in (moment, "anytime") and moment != "anytime":
        raise UsageError(
            f"The script {script.name} is for {script.moment}, not for {moment}.",
            command=f"massage-mind {script.moment} {script.name}",
        )


def style_with(
    script: Script, style: Style | None, *, said: bool, style_named: Callable[[str], Style]
) -> Style | None:
    """The style, where it goes with the script; one that was not said gives way to the script's first."""
    if not script.styles:
        return style
    if style is None or (style.id not in script.styles and not said):
        return style_named(script.styles[0])
    return style


def guidance_for(request: SessionRequest, settings: Settings, script: Script) -> Guidance | None:
    """The guidance that was said, or the one set where the script is made for it; None for the script's first."""
    if request.guidance:
        return request.guidance
    return settings.guidance if settings.guidance in script.guidances else None
