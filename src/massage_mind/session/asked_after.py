"""What is asked after a session: the ratings again, where attention was, and how the intention showed up."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from massage_mind.diary.answers import SessionAnswers
from massage_mind.errors import StoreError
from massage_mind.perform.asker import quietly
from massage_mind.record.intention import OUTCOMES
from massage_mind.record.measures import WANDERING, WANDERING_CHOICES, Item, items_for
from massage_mind.session.what_changed import marks_before, say_what_changed
from massage_mind.stops import held
from massage_mind.world import SHORT_WAIT_MS

if TYPE_CHECKING:
    from massage_mind.perform.asker import Asker
    from massage_mind.session.prepare import Prepared
    from massage_mind.session.take import Ended
    from massage_mind.world import World


def ask_after(world: World, prepared: Prepared, asker: Asker, ended: Ended) -> None:
    """The ratings again, how often attention wandered, the body map, how the intention showed up; each kept at once."""
    quiet_hour = prepared.request.quiet_hour
    if ended.id and prepared.settings.ratings:
        answers = SessionAnswers(world, ended.id, "after")
        try:
            there = quietly(asker.ratings, _items_after(prepared), answers.rate)
            there = there and (quiet_hour or quietly(_ask_wandering, asker, answers))
            if there and prepared.settings.body_map:
                quietly(asker.body_map, answers.mark_body, marks_before(world, prepared))
        finally:
            answers.finish()
    if not quiet_hour:
        quietly(_ask_outcome, world, asker, prepared.appointment_id)
    say_what_changed(world, prepared, asker, ended.id)


def _items_after(prepared: Prepared) -> tuple[Item, ...]:
    items = items_for("after", prepared.settings.more_ratings)
    # Presence is about the massage; a quiet hour is rated by what both can be compared in.
    return tuple(item for item in items if not (prepared.request.quiet_hour and item.key == "presence"))


def _ask_wandering(asker: Asker, answers: SessionAnswers) -> None:
    asker.tell("Attention wanders; that is what it does.", dim=True)
    chosen = asker.choice(WANDERING, WANDERING_CHOICES)
    if chosen is not None:
        answers.answer(WANDERING, WANDERING_CHOICES[chosen])


def _ask_outcome(world: World, asker: Asker, appointment: str) -> None:
    """How the intention showed up, where there is one that has not been asked about."""
    from massage_mind.diary.thread import current_intention
    from massage_mind.record.intention import Intention

    try:
        with world.open_store(writing=False, wait_ms=SHORT_WAIT_MS) as store:
            found = current_intention(store, world.wall_ms(), appointment)
    except StoreError as error:
        world.note(error.sentence)
        return
    if found is None:
        return
    wanted = cast(Intention, found.details)
    if wanted.outcome is not None:
        return
    asker.tell(f"You wanted: “{wanted.text}”. However it went is all right.")
    chosen = asker.choice("How did it show up?", OUTCOMES)
    if chosen is None:
        return
    keep = partial(_keep_outcome, world, found.id, chosen)
    keep("")
    words = asker.read("In words, if you like: ")
    if words:
        keep(words)


def _keep_outcome(world: World, intention_id: str, chosen: int, words: str) -> None:
    from massage_mind.diary.thread import keep_outcome

    try:
        with held(), world.open_store(writing=True) as store:
            keep_outcome(store, intention_id, chosen, words)
    except StoreError as error:
        world.note(f"How it showed up could not be kept: {error.sentence}")
