"""What happens around a session: safety, ratings, the checklist before; ratings, what was wanted and what next after."""

from __future__ import annotations

import signal
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from massage_mind.errors import EXIT_EARLY, Stopped, StoreError
from massage_mind.learn.safety import CHECKLIST, DISTRESS, SAFETY, SAFETY_END, STANDING
from massage_mind.perform.asker import Leave, quietly
from massage_mind.perform.ports import Outcome
from massage_mind.record.measures import items_for
from massage_mind.record.progress import Progress
from massage_mind.session.afterwards import after_questions, hand_back, took_place, what_next
from massage_mind.session.run import Ended, farewell, take
from massage_mind.session.session_record import Record, open_record
from massage_mind.session.wish import SHORT_WAIT_MS, Ready, Wish, prompts_for, understand

if TYPE_CHECKING:
    from massage_mind.screen.ask.prompts import Prompts
    from massage_mind.world import World


def go(world: World, ready: Ready, prompts: Prompts | None) -> Ended:
    """One moment with everything around it."""
    record: Record | None = None
    if prompts is not None and ready.hearing.on:
        world.warm_up_sound(ready.settings.player)
    if ready.wish.moment in ("before", "during") and not ready.wish.quiet and not ready.start_ms:
        try:
            safety(world, ready, prompts)
        except Leave:
            world.note("Left before it began; nothing is kept of it.")
            return Ended(Outcome(Progress(ready.length_ms), "early"), "", EXIT_EARLY)
    first, last = _ends(ready)
    if prompts is not None and not ready.start_ms and first:
        record = open_record(world, ready, ready.length_ms)
        try:
            before_questions(world, ready, prompts, record)
        except Leave:
            left = Ended(Outcome(record.abandon("early", 0), "early"), record.id, EXIT_EARLY)
            farewell(world, left)
            return left
        except BaseException as why:
            record.abandon(signum=why.signum if isinstance(why, Stopped) else signal.SIGINT)
            raise
    ended = take(world, ready, record)
    finished = ended.outcome.ending == "finished"
    if prompts is not None and finished and last:
        after_questions(world, ready, prompts, ended)
    farewell(world, ended)
    if ended.outcome.ending != "interrupted":
        took_place(world, ready)
    if finished and ready.wish.moment == "after":
        hand_back(world, ready, prompts)
        if prompts is not None:
            return replace(ended, code=what_next(world, ready, prompts, ended))
    return ended


def _ends(ready: Ready) -> tuple[bool, bool]:
    """Whether this part is rated before, and after. A quiet hour is one part with both."""
    quiet = ready.wish.quiet_hour
    return quiet or ready.wish.moment == "before", quiet or ready.wish.moment == "after"


def safety(world: World, ready: Ready, prompts: Prompts | None) -> None:
    """The short safety list, once; before the first session of all the sentence on distress as well."""
    say = prompts.tell if prompts is not None else world.note
    if _first_session(world):
        say(STANDING)
        say(DISTRESS)
    for title, text in SAFETY:
        say(f"{title}: {text}")
    for caution in ready.plan.style.cautions:
        say(f"{ready.plan.style.title}: {caution}")
    say(SAFETY_END)
    if prompts is not None:
        quietly(prompts.go_on)


def _first_session(world: World) -> bool:
    try:
        with world.open_store(writing=False, wait_ms=SHORT_WAIT_MS) as store:
            return not any(store.count_sessions(moment) for moment in ("before", "during"))
    except StoreError:
        return True


def before_questions(world: World, ready: Ready, prompts: Prompts, record: Record) -> None:
    """Ratings, body map, thoughts to put down, each kept at once; then the short checklist."""
    settings = ready.settings
    items = items_for("before", settings.more_ratings)
    if settings.ratings and not quietly(prompts.ratings, items, partial(record.rate, "before")):
        return
    if settings.ratings and settings.body_map and not quietly(_body_map, prompts, record):
        return
    if ready.wish.quiet_hour:
        return
    if settings.park and not quietly(_park, world, prompts, ready):
        return
    if settings.checklist:
        for line in CHECKLIST:
            prompts.tell(f"  · {line}")
        quietly(prompts.go_on, "Press Enter to begin.")


def _body_map(prompts: Prompts, record: Record) -> None:
    prompts.body_map(partial(record.mark_body, "before"))


def _park(world: World, prompts: Prompts, ready: Ready) -> None:
    from massage_mind.diary.asking_thoughts import ask_thoughts

    prompts.tell("Anything on your mind to put down until afterwards? Enter alone goes on.")
    try:
        ask_thoughts(world, prompts, ready.appointment.id if ready.appointment else "")
    except StoreError as error:
        world.note(error.sentence)


def run_moment(world: World, wish: Wish) -> int:
    """The commands before, during and after: one moment, and its exit code."""
    from massage_mind.session.resume import offer_resume

    ready = understand(world, wish)
    prompts = prompts_for(world, wish)
    if wish.at_ms is not None:
        from massage_mind.session.afterwards import write_down

        return write_down(world, ready, prompts)
    resumed = offer_resume(world, wish, prompts)
    return go(world, resumed or ready, prompts).code
