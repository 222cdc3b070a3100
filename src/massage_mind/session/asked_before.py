"""What is said and asked before a session: the safety list, ratings, thoughts to put down, and the checklist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.errors import StoreError
from massage_mind.learn.safety import CHECKLIST, DISTRESS, SAFETY, SAFETY_END, STANDING
from massage_mind.perform.asker import quietly
from massage_mind.record.measures import items_for
from massage_mind.world import SHORT_WAIT_MS

if TYPE_CHECKING:
    from massage_mind.diary.answers import SessionAnswers
    from massage_mind.perform.asker import Asker
    from massage_mind.session.conversation import Conversation
    from massage_mind.session.prepare import Prepared
    from massage_mind.world import World


def say_safety(talk: Conversation, prepared: Prepared) -> None:
    """The short safety list, once; before the first session of all the sentence on distress as well.

    Raises `Leave` where the person leaves at it.
    """
    if _first_session(talk.world):
        talk.tell(STANDING)
        talk.tell(DISTRESS)
    for title, text in SAFETY:
        talk.tell(f"{title}: {text}")
    style = prepared.fitting.style
    for caution in style.cautions:
        talk.tell(f"{style.title}: {caution}")
    talk.tell(SAFETY_END)
    if talk.asker is not None:
        quietly(talk.asker.go_on)


def _first_session(world: World) -> bool:
    try:
        with world.open_store(writing=False, wait_ms=SHORT_WAIT_MS) as store:
            return not any(store.count_sessions(moment) for moment in ("before", "during"))
    except StoreError:
        return True


def ask_before(world: World, prepared: Prepared, asker: Asker, answers: SessionAnswers) -> None:
    """Ratings, body map, thoughts to put down, each kept at once; then the short checklist. Raises `Leave`."""
    settings = prepared.settings
    if settings.ratings:
        items = items_for("before", settings.more_ratings)
        try:
            there = quietly(asker.ratings, items, answers.rate)
            if there and settings.body_map:
                there = quietly(asker.body_map, answers.mark_body)
        finally:
            answers.finish()
        if not there:
            return
    if prepared.request.quiet_hour:
        return
    if settings.park and not quietly(_ask_thoughts, world, asker, prepared.appointment_id):
        return
    if settings.checklist:
        for line in CHECKLIST:
            asker.tell(f"  · {line}")
        quietly(asker.go_on, "Press Enter to begin.")


def _ask_thoughts(world: World, asker: Asker, appointment: str) -> None:
    """Whatever is on their mind, to be put down until afterwards."""
    from massage_mind.diary.asking_thoughts import ask_thoughts

    asker.tell("Anything on your mind to put down until afterwards? Enter alone goes on.")
    try:
        ask_thoughts(world, asker, appointment)
    except StoreError as error:
        world.note(error.sentence)
