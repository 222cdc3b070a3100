"""What is asked before a session: ratings, the body map, thoughts to put down, and the checklist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.errors import StoreError
from massage_mind.learn.safety import CHECKLIST
from massage_mind.perform.asked_in_turn import AskedOrNot, FirstScreen, MapAsked, RatingAsked, ReadyAsked
from massage_mind.perform.asker import quietly
from massage_mind.record.measures import items_for
from massage_mind.words.lengths import length_words

if TYPE_CHECKING:
    from massage_mind.diary.answers import SessionAnswers
    from massage_mind.perform.asker import Asker
    from massage_mind.session.prepare import Prepared
    from massage_mind.world import World

CHECKED = "Before it begins"
"""What stands above the checklist."""


def ask_before(
    world: World, prepared: Prepared, asker: Asker, answers: SessionAnswers, line: str = ""
) -> None:
    """Ratings, body map, thoughts to put down, each kept at once; then the short checklist. Raises `Leave`.

    `line` is what stands above the first question, if anything is due there.
    """
    from massage_mind.diary.asking_thoughts import thoughts_asked

    settings, quiet_hour = prepared.settings, prepared.request.quiet_hour
    asked: list[AskedOrNot] = []
    if settings.ratings:
        asked += [RatingAsked(item, answers.rate) for item in items_for("before", settings.more_ratings)]
        if settings.body_map:
            asked.append(MapAsked(answers.mark_body))
    try:
        with thoughts_asked(world, prepared.appointment_id) as thoughts:
            if settings.park and not quiet_hour:
                asked.append(thoughts)
            if settings.checklist and not quiet_hour:
                asked.append(ReadyAsked(CHECKED, CHECKLIST))
            title = f"{prepared.script.title}, {length_words(prepared.length_ms)}."
            quietly(asker.questions, asked, FirstScreen(title, line, begins=True))
    except StoreError as error:
        world.note(error.sentence)
    finally:
        answers.finish()
