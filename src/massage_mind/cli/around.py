"""What happens around a session: safety, ratings, the checklist before; ratings and what next after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind import app as world
from massage_mind.cli.run import Ended, Ready, Wish, farewell, prompts_for, take, understand
from massage_mind.errors import StoreError
from massage_mind.learn.safety import CHECKLIST, DISTRESS, SAFETY, SAFETY_END, STANDING
from massage_mind.practice.checkin import CORE, WANDERING, WANDERING_CHOICES

if TYPE_CHECKING:
    from massage_mind.screen.prompts import Prompts


def go(ready: Ready, prompts: Prompts | None) -> Ended:
    """One moment with everything around it."""
    ratings: dict[str, int] = {}
    if ready.wish.moment in ("before", "during") and not ready.wish.quiet and not ready.start_ms:
        safety(ready, prompts)
    if prompts is not None and not ready.start_ms and ready.wish.moment == "before":
        before_questions(ready, prompts, ratings)
    ended = take(ready, ratings)
    if prompts is not None and ended.outcome.ending == "finished" and ready.wish.moment == "after":
        after_questions(ready, prompts, ended)
    farewell(ended)
    if prompts is not None and ended.outcome.ending == "finished" and ready.wish.moment == "after":
        what_next(ready, prompts, ended)
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
        _quietly(prompts.go_on)


def _quietly(question: object, *arguments: object) -> bool:
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
        with world.open_store(writing=False) as store:
            return store.count_sessions() == 0
    except StoreError:
        return True


def before_questions(ready: Ready, prompts: Prompts, ratings: dict[str, int]) -> None:
    """The four ratings, then the short checklist."""
    if ready.settings.ratings and not _quietly(prompts.ratings, CORE, ratings.__setitem__):
        return
    if ready.settings.checklist:
        for line in CHECKLIST:
            prompts.tell(f"  · {line}")
        _quietly(prompts.go_on, "Enter begins.")


def after_questions(ready: Ready, prompts: Prompts, ended: Ended) -> None:
    """The four ratings again and how often attention wandered, each kept at once."""
    if not ended.id or not ready.settings.ratings:
        return
    with world.open_store(writing=True) as store:

        def save(item: str, value: int) -> None:
            store.add_ratings(ended.id, "after", {item: value}, now_ms=world.wall_ms())

        def wandering() -> None:
            prompts.tell("Attention wanders; that is what it does.", dim=True)
            chosen = prompts.choice(WANDERING, WANDERING_CHOICES)
            if chosen is not None:
                store.add_answers(ended.id, [(WANDERING, WANDERING_CHOICES[chosen])])

        if _quietly(prompts.ratings, CORE, save):
            _quietly(wandering)


NEXT = ("sit a while", "walk with a timer", "write a line", "that is all")
NOTE_QUESTION = "What would you like to keep of this?"


def what_next(ready: Ready, prompts: Prompts, ended: Ended) -> None:
    """What to do with the next minutes: sit, walk, write, or nothing."""
    from massage_mind.screen.prompts import NoMoreAnswers

    try:
        chosen = prompts.choice("What next?", NEXT)
        match chosen:
            case 0:
                _another(ready.wish, "staying-with-it", prompts)
            case 1:
                _another(ready.wish, "walking", prompts)
            case 2 if ended.id:
                prompts.tell(NOTE_QUESTION)
                text = prompts.read("> ")
                if text:
                    with world.open_store(writing=True) as store:
                        store.add_answers(ended.id, [(NOTE_QUESTION, text)])
                    prompts.tell(f"Kept with {ended.id}.")
    except NoMoreAnswers:
        return


def _another(wish: Wish, script: str, prompts: Prompts) -> None:
    """A second short session after the first."""
    typed = prompts.read("How many minutes? Enter takes 10: ")
    again = Wish(
        "anytime", script, minutes=typed or "10", sound=wish.sound, ask=wish.ask, plain=wish.plain, quiet=True
    )
    farewell(take(understand(again)))


def run_moment(wish: Wish) -> int:
    """The commands before, during and after: one moment, and its exit code."""
    from massage_mind.cli.run import offer_resume

    ready = understand(wish)
    prompts = prompts_for(wish)
    resumed = offer_resume(wish, prompts)
    return go(resumed or ready, prompts).code
