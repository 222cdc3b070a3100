"""What is asked before a session: ratings, the body map, thoughts to put down, and the checklist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.errors import StoreError
from massage_mind.learn.safety import CHECKLIST
from massage_mind.perform.asker import quietly
from massage_mind.record.measures import items_for

if TYPE_CHECKING:
    from massage_mind.diary.answers import SessionAnswers
    from massage_mind.perform.asker import Asker
    from massage_mind.session.prepare import Prepared
    from massage_mind.world import World


def ask_before(
    world: World, prepared: Prepared, asker: Asker, answers: SessionAnswers, line: str = ""
) -> None:
    """Ratings, body map, thoughts to put down, each kept at once; then the short checklist. Raises `Leave`.

    `line` is what stands above the first question, if anything is due there.
    """
    settings = prepared.settings
    if line:
        asker.tell(line, dim=True)
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
