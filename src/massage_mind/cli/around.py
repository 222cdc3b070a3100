"""What happens around a session: safety, ratings, the checklist before; ratings and what next after."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from massage_mind import app as world
from massage_mind.cli.record import Record, open_record
from massage_mind.cli.run import Ended, farewell, take
from massage_mind.cli.wish import SHORT_WAIT_MS, Ready, Wish, prompts_for, understand
from massage_mind.errors import StoreError, UsageError
from massage_mind.learn.safety import CHECKLIST, DISTRESS, SAFETY, SAFETY_END, STANDING
from massage_mind.practice.checkin import CORE, WANDERING, WANDERING_CHOICES

if TYPE_CHECKING:
    from massage_mind.screen.prompts import Prompts


def go(ready: Ready, prompts: Prompts | None) -> Ended:
    """One moment with everything around it."""
    record: Record | None = None
    if ready.wish.moment in ("before", "during") and not ready.wish.quiet and not ready.start_ms:
        safety(ready, prompts)
    if prompts is not None and not ready.start_ms and ready.wish.moment == "before":
        record = open_record(ready, ready.length_ms)
        try:
            before_questions(ready, prompts, record)
        except BaseException:
            record.abandon()
            raise
    ended = take(ready, record)
    if prompts is not None and ended.outcome.ending == "finished" and ready.wish.moment == "after":
        after_questions(ready, prompts, ended)
    farewell(ended)
    if prompts is not None and ended.outcome.ending == "finished" and ready.wish.moment == "after":
        return replace(ended, code=what_next(ready, prompts, ended))
    return ended


def safety(ready: Ready, prompts: Prompts | None) -> None:
    """The short safety list, once; before the first session of all the sentence on distress as well."""
    say = prompts.tell if prompts is not None else world.note
    if _first_session():
        say(STANDING)
        say(DISTRESS)
    for title, text in SAFETY:
        say(f"{title}: {text}")
    for caution in ready.plan.style.cautions:
        say(f"{ready.plan.style.title}: {caution}")
    say(SAFETY_END)
    if prompts is not None:
        quietly(prompts.go_on)


def quietly(question: object, *arguments: object) -> bool:
    """Ask, and say whether there was anybody to answer."""
    from massage_mind.screen.prompts import NoMoreAnswers

    assert callable(question)
    try:
        question(*arguments)
    except NoMoreAnswers:
        return False
    return True


def _first_session() -> bool:
    try:
        with world.open_store(writing=False, wait_ms=SHORT_WAIT_MS) as store:
            return not any(store.count_sessions(moment) for moment in ("before", "during"))
    except StoreError:
        return True


def before_questions(ready: Ready, prompts: Prompts, record: Record) -> None:
    """The four ratings, each kept at once, then the short checklist."""
    if ready.settings.ratings and not quietly(prompts.ratings, CORE, partial(record.rate, "before")):
        return
    if ready.settings.checklist:
        for line in CHECKLIST:
            prompts.tell(f"  · {line}")
        quietly(prompts.go_on, "Press Enter to begin.")


def after_questions(ready: Ready, prompts: Prompts, ended: Ended) -> None:
    """The four ratings again and how often attention wandered, each kept at once."""
    if not ended.id or not ready.settings.ratings:
        return
    missed: dict[str, int] = {}
    answers: list[tuple[str, str]] = []

    def save(item: str, value: int) -> None:
        try:
            with world.open_store(writing=True, wait_ms=SHORT_WAIT_MS) as store:
                store.add_ratings(ended.id, "after", {item: value}, now_ms=world.wall_ms())
        except StoreError:
            missed[item] = (
                value  # somebody else holds the journal; it is tried once more below, and then said
            )

    def wandering() -> None:
        prompts.tell("Attention wanders; that is what it does.", dim=True)
        chosen = prompts.choice(WANDERING, WANDERING_CHOICES)
        if chosen is not None:
            answers.append((WANDERING, WANDERING_CHOICES[chosen]))

    if quietly(prompts.ratings, CORE, save):
        quietly(wandering)
    if missed or answers:
        with world.open_store(writing=True) as store:
            store.add_ratings(ended.id, "after", missed, now_ms=world.wall_ms())
            store.add_answers(ended.id, answers)


NEXT = ("sit a while", "walk with a timer", "write a line", "that is all")
NOTE_QUESTION = "What would you like to keep of this?"


def what_next(ready: Ready, prompts: Prompts, ended: Ended) -> int:
    """What to do with the next minutes: sit, walk, write, or nothing. Gives the exit code of it all."""
    from massage_mind.screen.prompts import NoMoreAnswers

    try:
        chosen = prompts.choice("What next?", NEXT)
        match chosen:
            case 0:
                return _another(ready.wish, "staying-with-it", prompts)
            case 1:
                return _another(ready.wish, "walking", prompts)
            case 2 if ended.id:
                prompts.tell(NOTE_QUESTION)
                text = prompts.read("> ")
                if text:
                    with world.open_store(writing=True) as store:
                        store.add_answers(ended.id, [(NOTE_QUESTION, text)])
                    prompts.tell(f"Kept with {ended.id}.")
    except NoMoreAnswers:
        pass
    return ended.code


def _another(wish: Wish, script: str, prompts: Prompts) -> int:
    """A second short session after the first; gives its exit code."""
    while True:
        typed = prompts.read("How many minutes? Press Enter for 10: ")
        again = Wish(
            "anytime",
            script,
            minutes=typed or "10",
            sound=wish.sound,
            ask=wish.ask,
            plain=wish.plain,
            quiet=True,
        )
        try:
            ready = understand(again)
        except UsageError as error:
            prompts.tell(error.sentence, dim=True)
            continue
        another = take(ready)
        farewell(another)
        return another.code


def run_moment(wish: Wish) -> int:
    """The commands before, during and after: one moment, and its exit code."""
    from massage_mind.cli.resume import offer_resume

    ready = understand(wish)
    prompts = prompts_for(wish)
    resumed = offer_resume(wish, prompts)
    return go(resumed or ready, prompts).code
