"""Taking a session: what the commands of a session share, from the wish on the command line to the kept record."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from massage_mind import app as world
from massage_mind.cli.lengths import minutes_ms, until_ms
from massage_mind.errors import EXIT_EARLY, EXIT_FAILED, LengthError, MassageMindError, StoreError, UsageError
from massage_mind.perform.loop import Performance
from massage_mind.perform.ports import Outcome, Progress
from massage_mind.practice.plan import Plan
from massage_mind.practice.script import Person, Script, Style
from massage_mind.practice.timeline import Guidance, Moment, Timeline

if TYPE_CHECKING:
    from massage_mind.journal.store import Store
    from massage_mind.perform.ports import Clock, Speaker
    from massage_mind.screen.prompts import Prompts
    from massage_mind.settings import Settings

DEFAULT_SCRIPTS: dict[str, str] = {
    "before": "arriving",
    "during": "following-the-touch",
    "after": "coming-back",
}
SHORT_BEFORE = "hand-on-the-door"
SOUND_WAIT_MS = 400
"""How long a session may wait for the sound device before it begins without it."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for on the command line. None and empty mean: not said."""

    moment: Moment
    script: str = ""
    minutes: str = ""
    until: str = ""
    style: str = ""
    guidance: str = ""
    voice: str = ""
    sound: bool | None = None
    ask: bool = True
    plain: bool = False
    journey: str = ""
    quiet: bool = False
    """Without the safety list, for the later parts of a journey."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A wish that has been understood: a plan, and how long it is to be."""

    wish: Wish
    plan: Plan
    settings: Settings
    intention: str
    length_ms: int
    start_ms: int = 0
    resumed_from: str = ""

    @property
    def script(self) -> Script:
        return self.plan.script


@dataclass(frozen=True, slots=True)
class Ended:
    """How a session ended and under which id it is kept (empty: it could not be)."""

    outcome: Outcome
    id: str
    code: int


# -- understanding the wish --------------------------------------------------------------------------------------------


def understand(wish: Wish, script: Script | None = None) -> Ready:
    """The wish as a plan and a length, checked before anybody is asked anything.

    Raises `UsageError`, `LengthError` or `ScriptError` for what cannot be.
    """
    settings = world.settings()
    library = world.library()
    if wish.voice not in ("", "off"):
        raise UsageError(
            f"There is no voice {wish.voice!r} yet; the words are on the screen.", "Leave --voice out."
        )
    if wish.minutes and wish.until:
        raise UsageError("--minutes and --until say the same in two ways.", "Leave one of them out.")
    style = _style(wish, settings)
    found = script or library.script(wish.script or _default_script(wish, style))
    _check_moment(found, wish)
    if found.styles and style is not None and style.id not in found.styles and not wish.style:
        style = None  # the usual style of the settings does not go with this script
    if style is None and found.styles:
        style = library.style(found.styles[0])
    guidance = _guidance(wish, settings, found)
    intention = _intention()
    person = Person(
        intention=intention,
        name=settings.name,
        skip=settings.skip_regions,
        anchors=settings.anchors,
        holds=settings.holds,
    )
    plan = Plan(found, style=style, person=person, guidance=guidance, ask=wish.ask and _somebody())
    ready = Ready(wish, plan, settings, intention, 0)
    length = length_of(ready)
    plan.fit(length)
    return replace(ready, length_ms=length)


def length_of(ready: Ready) -> int:
    """The length wished for, in milliseconds, as of now (for `--until`)."""
    length = wished_ms(ready.wish)
    if ready.wish.until and length > ready.script.most_ms:
        raise LengthError(
            f"Until {ready.wish.until} it is {round(length / 60_000)} minutes; the script {ready.script.name} "
            f"takes at most {ready.script.most_ms / 60_000:g}.",
            "Try --minutes.",
            longest_ms=ready.script.most_ms,
        )
    return length or ready.script.ideal_ms


def wished_ms(wish: Wish) -> int:
    """The length that was said, as of now; 0 where none was."""
    if wish.minutes:
        return minutes_ms(wish.minutes)
    return until_ms(wish.until, datetime.now().astimezone()) if wish.until else 0


def _style(wish: Wish, settings: Settings) -> Style | None:
    library = world.library()
    if wish.style:
        return library.style(wish.style)
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
    from massage_mind.practice.timeline import GUIDANCES

    if wish.guidance:
        if wish.guidance not in GUIDANCES:
            raise UsageError(
                f"There is no guidance {wish.guidance!r}.", f"There are: {', '.join(GUIDANCES)}."
            )
        return wish.guidance
    if settings.guidance in script.guidances:
        return settings.guidance
    return None


def _intention() -> str:
    """The intention set for now. A journal that cannot be read is said, and is no reason not to begin."""
    try:
        with world.open_store(writing=False) as store:
            current = store.current_intention(world.wall_ms())
    except StoreError as error:
        world.note(error.sentence)
        return ""
    return current.text if current else ""


def _somebody() -> bool:
    """Whether there is somebody at a terminal to ask."""
    return world.stdin_is_terminal() and sys.stderr is not None


def prompts_for(wish: Wish) -> Prompts | None:
    """Where questions can be asked; None under `--no-ask` and where nobody sits at a terminal."""
    if not wish.ask or not _somebody():
        return None
    from massage_mind.screen.prompts import Prompts

    return Prompts(stderr=not world.stdout_is_terminal())


# -- taking it ---------------------------------------------------------------------------------------------------------


def take(ready: Ready, ratings: dict[str, int] | None = None) -> Ended:
    """Perform the session and keep its record. `ratings` are those given before it."""
    clock = world.clock()
    settings, wish = ready.settings, ready.wish
    sound = settings.sound if wish.sound is None else wish.sound
    speaker = world.speaker(settings.player if sound else "off", settings.volume, clock.now)
    speaker.ready(SOUND_WAIT_MS)
    timeline = ready.plan.fit(ready.length_ms if ready.start_ms else length_of(ready))
    announce(ready, timeline)
    store, session_id, trouble = _begin(ready, timeline, ratings or {})
    try:
        outcome = _perform(ready, timeline, clock, speaker, store, session_id)
    finally:
        speaker.close()
        if store is not None:
            store.close()
    code = _code(outcome)
    if trouble:
        world.note(f"This session could not be kept: {trouble}")
        return Ended(outcome, "", code or EXIT_FAILED)
    return Ended(outcome, session_id, code)


def announce(ready: Ready, timeline: Timeline) -> None:
    """A line about what begins, on standard error."""
    from massage_mind.practice.fields import length_in_words

    world.note(f"{timeline.title}, {length_in_words(timeline.total_ms)}.")
    if ready.intention:
        from massage_mind.screen.text import safe_text

        world.note(f"Your intention: {safe_text(ready.intention)}")
    for text in timeline.notes:
        world.note(text)


def _begin(ready: Ready, timeline: Timeline, ratings: dict[str, int]) -> tuple[Store | None, str, str]:
    """The open store and the id of the new session; or why there is none. A session is never held up by its record."""
    from massage_mind.journal.model import NewSession

    new = NewSession(
        moment=ready.wish.moment if timeline.moment == "anytime" else timeline.moment,
        script=timeline.script,
        title=timeline.title,
        planned_ms=timeline.total_ms,
        total_ms=timeline.total_ms,
        pid=os.getpid(),
        zone=world.zone_name(),
        style=timeline.style,
        guidance=timeline.guidance,
        intention=ready.intention,
        journey=ready.wish.journey,
        resumed_from=ready.resumed_from,
        request=_request(ready),
    )
    try:
        store = world.open_store(writing=True)
        for notice in store.notices:
            world.note(notice)
        session_id = store.begin_session(new, now_ms=world.wall_ms())
        if ratings:
            store.add_ratings(session_id, "before", ratings, now_ms=world.wall_ms())
    except StoreError as error:
        world.note(f"This session goes on without a record: {error.sentence}")
        return None, "", error.sentence
    return store, session_id, ""


def _request(ready: Ready) -> dict[str, object]:
    """What it takes to make the same plan again, should the session be cut short."""
    wish = ready.wish
    return {
        "moment": wish.moment,
        "script": ready.script.name if not wish.script else wish.script,
        "style": ready.plan.style.id,
        "guidance": ready.plan.guidance,
        "journey": wish.journey,
    }


class _NoRecord:
    def keep(self, progress: Progress) -> bool:
        return True


def _perform(
    ready: Ready, timeline: Timeline, clock: Clock, speaker: Speaker, store: Store | None, session_id: str
) -> Outcome:
    from massage_mind.journal.store import StoreRecorder

    wish, settings = ready.wish, ready.settings
    recorder = StoreRecorder(store, session_id, world.wall_ms) if store is not None else _NoRecord()
    performance: Performance | None = None
    try:
        with world.front(wish.plain or settings.plain, clock) as front:
            performance = Performance(
                timeline,
                fitter=ready.plan,
                clock=clock,
                keys=front.keys,
                stage=front.stage,
                speaker=speaker,
                recorder=recorder,
                start_ms=ready.start_ms,
            )
            outcome = performance.run()
    except BaseException:
        # Whatever went wrong, what was played until then is kept.
        if store is not None and performance is not None:
            progress = performance.progress(clock.now())
            store.end_session(session_id, progress, "interrupted", now_ms=world.wall_ms())
        raise
    if store is not None:
        store.end_session(
            session_id, outcome.progress, outcome.ending, outcome.signum, now_ms=world.wall_ms()
        )
    return outcome


def _code(outcome: Outcome) -> int:
    match outcome.ending:
        case "finished":
            return 0
        case "early":
            return EXIT_EARLY
    return 128 + outcome.signum


def farewell(ended: Ended) -> None:
    """One line at the end: how it ended and where it is kept."""
    kept = f" Kept as {ended.id}." if ended.id else ""
    words = {"finished": "That was it.", "early": "Ended early.", "interrupted": "Stopped."}
    world.note(words[ended.outcome.ending] + kept)


# -- resuming ----------------------------------------------------------------------------------------------------------


def offer_resume(wish: Wish, prompts: Prompts | None) -> Ready | None:
    """A session of this moment that was cut short, if the person wants to go on with it. Never asks where it may not."""
    if prompts is None:
        return None
    try:
        with world.open_store(writing=True) as store:
            found = [one for one in store.resumable(world.wall_ms()) if one.moment == wish.moment]
            if not found or (wish.script and found[0].script != wish.script):
                return None
            record = found[0]
            at, total = _minutes_words(record.position_ms), _minutes_words(record.total_ms)
            if not prompts.yes(f"“{record.title}” stopped after {at} of {total}. Go on from there?"):
                store.decline(record.id, now_ms=world.wall_ms())
                return None
    except StoreError as error:
        world.note(error.sentence)
        return None
    request = record.request
    again = replace(
        wish,
        script=str(request.get("script", record.script)),
        style=str(request.get("style", "")),
        guidance=str(request.get("guidance", "")),
        minutes=f"{record.total_ms / 60_000:.9f}",
        until="",
        journey=record.journey,
    )
    try:
        ready = understand(again)
    except MassageMindError as error:
        world.note(f"It cannot be taken up again: {error.sentence}")
        return None
    return replace(ready, start_ms=record.position_ms, resumed_from=record.id)


def _minutes_words(length_ms: int) -> str:
    minutes, seconds = divmod(round(length_ms / 1000), 60)
    words = [f"{minutes} min"] * bool(minutes) + [f"{seconds} s"] * bool(seconds)
    return " ".join(words) or "0 s"
