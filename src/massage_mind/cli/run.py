"""Taking a session: what the commands of a session share, from the wish on the command line to the kept record."""

from __future__ import annotations

import os
import signal
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from massage_mind import app as world
from massage_mind.cli.lengths import minutes_ms, until_ms
from massage_mind.errors import (
    EXIT_EARLY,
    EXIT_FAILED,
    LengthError,
    MassageMindError,
    SettingsError,
    StoreError,
    UsageError,
)
from massage_mind.perform.loop import Performance
from massage_mind.perform.ports import Ending, Outcome, Progress
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
SHORT_WAIT_MS = 300
"""How long the beginning of a session may wait for somebody else's lock on the journal."""
RESUMABLE_MS = 15_000
"""What was played for less than this is not worth going on with."""
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
    at_once: bool = False
    """It has to begin whatever is wrong with settings or scripts of one's own."""
    ahead_ms: int = 0
    """How long what comes before it in a journey takes; counts against `until`."""


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
    settings = _settings(wish)
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
    return length or ready.script.ideal_ms


def wished_ms(wish: Wish) -> int:
    """The length that was said, as of now; 0 where none was."""
    if wish.minutes:
        return minutes_ms(wish.minutes)
    return until_ms(wish.until, world.local_now()) if wish.until else 0


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
        with world.open_store(writing=False, wait_ms=SHORT_WAIT_MS) as store:
            current = store.current_intention(world.wall_ms())
    except StoreError as error:
        world.note(error.sentence)
        return ""
    return current.text if current else ""


def _somebody() -> bool:
    """Whether there is somebody at a terminal to ask."""
    return world.stdin_is_terminal() and (world.stdout_is_terminal() or world.stderr_is_terminal())


def prompts_for(wish: Wish) -> Prompts | None:
    """Where questions can be asked; None under `--no-ask` and where nobody sits at a terminal."""
    if not wish.ask or not _somebody():
        return None
    from massage_mind.screen.prompts import Prompts

    return Prompts(stderr=not world.stdout_is_terminal())


# -- taking it ---------------------------------------------------------------------------------------------------------


def take(ready: Ready, record: Record | None = None) -> Ended:
    """Perform the session and keep its record, which may have been opened for the questions before it."""
    clock = world.clock()
    settings, wish = ready.settings, ready.wish
    sound = settings.sound if wish.sound is None else wish.sound
    speaker = world.speaker(settings.player if sound else "off", settings.volume, clock.now)
    speaker.ready(SOUND_WAIT_MS)
    timeline = _fitted(ready)
    announce(ready, timeline)
    record = record or open_record(ready, timeline.total_ms)
    try:
        outcome = _perform(ready, timeline, clock, speaker, record)
    finally:
        speaker.close()
        record.close()
    code = _code(outcome)
    if record.trouble:
        world.note(f"This session could not be kept: {record.trouble}")
        return Ended(outcome, "", code or EXIT_FAILED)
    return Ended(outcome, record.id, code)


def _fitted(ready: Ready) -> Timeline:
    """The timeline, as of now. What was possible when it was asked for is not refused any more: time has gone by."""
    wish = ready.wish
    if ready.start_ms or not wish.until:
        return ready.plan.fit(ready.length_ms)
    length = wished_ms(wish)
    if length <= ready.script.most_ms:
        try:
            return ready.plan.fit(length)
        except LengthError as error:
            world.note(f"It is later than {wish.until} allows for; this is the shortest there is.")
            return ready.plan.fit(error.shortest_ms)
    world.note(f"{wish.until} has passed; this is the shortest there is.")
    return ready.plan.fit(ready.plan.shortest_ms())


def announce(ready: Ready, timeline: Timeline) -> None:
    """A line about what begins, on standard error."""
    world.note(f"{timeline.title}, {_minutes_words(timeline.total_ms)}.")
    if ready.intention:
        from massage_mind.screen.text import safe_text

        shown = safe_text(ready.intention)
        world.note(f"Your intention: {shown if len(shown) <= 300 else shown[:299] + '…'}")
    for text in timeline.notes:
        world.note(text)


@dataclass(slots=True)
class Record:
    """The record of one session while it is open. Without a store there is none, and `trouble` says why."""

    store: Store | None
    id: str
    length_ms: int
    trouble: str = ""
    ended: bool = False

    def rate(self, phase: Literal["before", "after"], item: str, value: int) -> None:
        """Keep one rating at once."""
        if self.store is not None:
            self.store.add_ratings(self.id, phase, {item: value}, now_ms=world.wall_ms())

    def end(self, progress: Progress, ending: Ending, signum: int = 0) -> None:
        """Write down how it ended, once."""
        if self.store is not None and not self.ended:
            self.ended = True
            self.store.end_session(self.id, progress, ending, signum, now_ms=world.wall_ms())

    def abandon(self) -> None:
        """The person left at a question, before it began: what they said is kept."""
        self.end(Progress(planned_ms=self.length_ms, total_ms=self.length_ms), "interrupted", signal.SIGINT)
        self.close()

    def close(self) -> None:
        if self.store is not None:
            self.store.close()


def open_record(ready: Ready, length_ms: int) -> Record:
    """Begin the record of a session; where that cannot be, say so. A session is never held up by its record."""
    from massage_mind.journal.model import NewSession

    script, wish = ready.script, ready.wish
    new = NewSession(
        moment=wish.moment if script.moment == "anytime" else script.moment,
        script=script.name,
        title=script.title,
        planned_ms=length_ms,
        total_ms=length_ms,
        pid=os.getpid(),
        zone=world.zone_name(),
        style=ready.plan.style.id,
        guidance=ready.plan.guidance,
        intention=ready.intention,
        journey=wish.journey,
        resumed_from=ready.resumed_from,
        request=_request(ready),
    )
    try:
        store = world.open_store(writing=True, wait_ms=SHORT_WAIT_MS)
        for notice in store.notices:
            world.note(notice)
        return Record(store, store.begin_session(new, now_ms=world.wall_ms()), length_ms)
    except StoreError as error:
        world.note(f"This session goes on without a record: {error.sentence}")
        return Record(None, "", length_ms, error.sentence)


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


def _perform(ready: Ready, timeline: Timeline, clock: Clock, speaker: Speaker, record: Record) -> Outcome:
    from massage_mind.journal.store import StoreRecorder

    recorder = StoreRecorder(record.store, record.id, world.wall_ms) if record.store else _NoRecord()
    performance: Performance | None = None
    try:
        with world.front(ready.wish.plain or ready.settings.plain, clock) as front:
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
        if performance is not None:
            record.end(performance.progress(clock.now()), "interrupted")
        raise
    record.end(outcome.progress, outcome.ending, outcome.signum)
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
    words = {"finished": "That is the end.", "early": "Ended early.", "interrupted": "Stopped."}
    world.note(words[ended.outcome.ending] + kept)


# -- resuming ----------------------------------------------------------------------------------------------------------


def offer_resume(wish: Wish, prompts: Prompts | None, moments: tuple[str, ...] = ()) -> Ready | None:
    """A session of these moments that was cut short, if the person wants to go on with it.

    Without `moments`, the wish's own. Never asks where it may not.
    """
    if prompts is None:
        return None
    try:
        with world.open_store(writing=True, wait_ms=SHORT_WAIT_MS) as store:
            found = [
                one
                for one in store.resumable(world.wall_ms())
                if one.moment in (moments or (wish.moment,)) and one.position_ms >= RESUMABLE_MS
            ]
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
        moment=record.moment,  # type: ignore[arg-type]
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
        with world.open_store(writing=True, wait_ms=SHORT_WAIT_MS) as store:
            store.decline(record.id, now_ms=world.wall_ms())
        return None
    return replace(ready, start_ms=record.position_ms, resumed_from=record.id)


def _minutes_words(length_ms: int) -> str:
    minutes, seconds = divmod(round(length_ms / 1000), 60)
    words = [f"{minutes} min"] * bool(minutes) + [f"{seconds} s"] * bool(seconds)
    return " ".join(words) or "0 s"
