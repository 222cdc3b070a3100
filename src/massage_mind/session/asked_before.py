"""What is asked before a session: ratings, the body map, thoughts to put down, and the checklist."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from massage_mind.diary.asking_body import body_asked
from massage_mind.diary.own_measures import items_asked
from massage_mind.errors import LEFT_AT_A_QUESTION, Leave, StoreError
from massage_mind.learn.safety import CHECKLIST
from massage_mind.perform.asked_in_turn import AskedOrNot, FirstScreen, RatingAsked, ReadyAsked
from massage_mind.perform.asker import quietly
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

    `line` is what stands above the first question, if anything is due there. Where thoughts were put down before the
    person left, `Leave` says that they are kept.
    """
    from massage_mind.diary.asking_thoughts import thoughts_asked

    settings, quiet_hour = prepared.settings, prepared.request.quiet_hour
    asked: list[AskedOrNot] = []
    down: list[str] = []
    if settings.ratings:
        items = items_asked(world, "before", settings.more_ratings)
        asked += [RatingAsked(item, answers.rate) for item in items]
        if settings.body_map:
            asked += body_asked(answers, kinds=settings.kinds_of_pain)
    try:
        with thoughts_asked(world, prepared.appointment_id) as thoughts:

            def put_down(text: str) -> str:
                down.append(text)
                return thoughts.put_down(text)

            if settings.park and not quiet_hour:
                asked.append(replace(thoughts, put_down=put_down))
            if settings.checklist and not quiet_hour:
                asked.append(ReadyAsked(CHECKED, CHECKLIST))
            title = f"{prepared.script.title}, {length_words(prepared.length_ms)}."
            quietly(asker.questions, asked, FirstScreen(title, line, begins=True))
    except Leave as left:
        raise (Leave(LEFT_AT_A_QUESTION) if down else left) from None
    except StoreError as error:
        world.note(error.sentence)
    finally:
        answers.finish()
