"""What comes after a session: ratings, how the intention showed up, what was put down, what next; and writing down later."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal, cast

from massage_mind.errors import StoreError, UsageError
from massage_mind.perform.asker import NoMoreAnswers, quietly
from massage_mind.record.intention import OUTCOMES
from massage_mind.record.measures import WANDERING, WANDERING_CHOICES, items_for
from massage_mind.session.run import Ended, farewell, take
from massage_mind.session.wish import SHORT_WAIT_MS, Ready, Wish, understand
from massage_mind.words.lengths import minutes_and_seconds

if TYPE_CHECKING:
    from massage_mind.journal.store import Store
    from massage_mind.record.head import Record
    from massage_mind.record.measures import Item
    from massage_mind.screen.ask.prompts import Prompts
    from massage_mind.world import World


class _Saver:
    """Keeps each answer at once. What somebody else's lock kept out is tried once more at the end, and then said."""

    def __init__(self, world: World, session_id: str, phase: Literal["before", "after"] = "after") -> None:
        self._world = world
        self._id = session_id
        self._phase = phase
        self._missed: dict[str, int | None] = {}
        self._answers: list[tuple[str, str]] = []

    def rate(self, item: str, value: int | None) -> None:
        try:
            with self._world.open_store(writing=True, wait_ms=SHORT_WAIT_MS) as store:
                store.records.rate(self._id, self._phase, {item: value})
            self._missed.pop(item, None)
        except StoreError:
            self._missed[item] = value

    def mark_body(self, body: dict[str, int]) -> None:
        if not body:
            return
        try:
            with self._world.open_store(writing=True) as store:
                store.records.mark_body(self._id, self._phase, body)
        except StoreError as error:
            self._world.note(f"The body map could not be kept: {error.sentence}")

    def answer(self, question: str, answer: str) -> None:
        try:
            with self._world.open_store(writing=True, wait_ms=SHORT_WAIT_MS) as store:
                store.add_answers(self._id, [(question, answer)])
        except StoreError:
            self._answers.append((question, answer))

    def finish(self) -> None:
        """Once more, and then it is said."""
        if not (self._missed or self._answers):
            return
        try:
            with self._world.open_store(writing=True) as store:
                if self._missed:
                    store.records.rate(self._id, self._phase, self._missed)
                store.add_answers(self._id, self._answers)
        except StoreError as error:
            self._world.note(f"Some answers could not be kept: {error.sentence}")


def after_questions(world: World, ready: Ready, prompts: Prompts, ended: Ended) -> None:
    """The ratings again, how often attention wandered, the body map, how the intention showed up; each kept at once."""
    settings = ready.settings
    if ended.id and settings.ratings:
        saver = _Saver(world, ended.id)

        def wandering() -> None:
            prompts.tell("Attention wanders; that is what it does.", dim=True)
            chosen = prompts.choice(WANDERING, WANDERING_CHOICES)
            if chosen is not None:
                saver.answer(WANDERING, WANDERING_CHOICES[chosen])

        try:
            there = quietly(prompts.ratings, _after_items(ready), saver.rate)
            there = there and (ready.wish.quiet_hour or quietly(wandering))
            if there and settings.body_map:
                quietly(prompts.body_map, saver.mark_body, _before_map(world, ready))
        finally:
            saver.finish()
    if not ready.wish.quiet_hour:
        quietly(_outcome, world, prompts, ready)
    _what_changed(world, ready, prompts, ended)


def _what_changed(world: World, ready: Ready, prompts: Prompts, ended: Ended) -> None:
    """Before and after side by side, where there are both; the numbers, and nothing on what they mean."""
    from massage_mind.record.checkin import CheckIn
    from massage_mind.screen.show.show_ratings import ratings_lines

    try:
        with world.open_store(writing=False, wait_ms=SHORT_WAIT_MS) as store:
            around = _around(world, store, ready, ended.id)
    except StoreError:
        return
    phases: dict[str, dict[str, int]] = {}
    for one in around:
        if isinstance(one.details, CheckIn):
            phases.setdefault(one.details.phase, {}).update(one.details.ratings)
    if phases.get("before") and phases.get("after"):
        for line in ratings_lines({phase: phases[phase] for phase in ("before", "after")}):
            prompts.tell(f"  {line}")


def _after_items(ready: Ready) -> tuple[Item, ...]:
    items = items_for("after", ready.settings.more_ratings)
    # Presence is about the massage; a quiet hour is rated by what both can be compared in.
    return tuple(item for item in items if not (ready.wish.quiet_hour and item.key == "presence"))


def _before_map(world: World, ready: Ready) -> dict[str, int]:
    """The marks of before, to begin from: most stay where they are."""
    from massage_mind.record.checkin import CheckIn

    try:
        with world.open_store(writing=False, wait_ms=SHORT_WAIT_MS) as store:
            around = _around(world, store, ready)
    except StoreError:
        return {}
    maps = [
        dict(one.details.body)
        for one in around
        if isinstance(one.details, CheckIn) and one.details.phase == "before" and one.details.body
    ]
    return maps[-1] if maps else {}


def _around(world: World, store: Store, ready: Ready, session_id: str = "") -> list[Record]:
    """What hangs on the appointment, or on the parts of this way, the earliest first."""
    if ready.appointment is not None:
        return store.records.belonging_to(ready.appointment.id)
    ids = [session_id] if session_id else []
    if ready.wish.journey:
        ids = [one.id for one in store.sessions(6, bare=True) if one.journey == ready.wish.journey]
    return [one for part in ids for one in store.records.around_session(part)]


def _outcome(world: World, prompts: Prompts, ready: Ready) -> None:
    """How the intention showed up."""
    from massage_mind.diary.thread import current_intention, keep_outcome
    from massage_mind.record.intention import Intention

    try:
        with world.open_store(writing=False, wait_ms=SHORT_WAIT_MS) as store:
            found = current_intention(
                store, world.wall_ms(), ready.appointment.id if ready.appointment else ""
            )
    except StoreError as error:
        world.note(error.sentence)
        return
    if found is None:
        return
    wanted = cast(Intention, found.details)
    if wanted.outcome is not None:
        return
    prompts.tell(f"You wanted: “{wanted.text}”. However it went is all right.")
    chosen = prompts.choice("How did it show up?", OUTCOMES)
    if chosen is None:
        return

    def keep(words: str) -> None:
        try:
            with world.open_store(writing=True) as store:
                keep_outcome(store, found.id, chosen, words)
        except StoreError as error:
            world.note(f"How it showed up could not be kept: {error.sentence}")

    keep("")
    words = prompts.read("In words, if you like: ")
    if words:
        keep(words)


def took_place(world: World, ready: Ready) -> None:
    """The massage was taken on the table, or is over: the appointment is done."""
    if ready.appointment is None or ready.wish.moment not in ("during", "after"):
        return
    if ready.wish.at_ms is None and ready.appointment.head.at > world.wall_ms():
        return  # It has not begun: this was for trying it.
    from massage_mind.diary.thread import mark_done

    try:
        with world.open_store(writing=True, wait_ms=SHORT_WAIT_MS) as store:
            if mark_done(store, ready.appointment):
                world.note(f"Your appointment {ready.appointment.id} is noted as done.")
    except StoreError as error:
        world.note(f"That the appointment took place could not be noted: {error.sentence}")


def hand_back(world: World, ready: Ready, prompts: Prompts | None) -> None:
    """What was put down before, once the time for coming back has passed; before that, when it will be."""
    from massage_mind.diary import thread
    from massage_mind.record.instants import local
    from massage_mind.record.parked import Parked
    from massage_mind.screen.show.show_parked import parked_lines

    say = prompts.tell if prompts is not None else world.note
    now = world.wall_ms()
    try:
        with world.open_store(writing=False, wait_ms=SHORT_WAIT_MS) as store:
            waiting = thread.to_return(store)
            massage = thread.last_massage(store, now)
        if not waiting:
            return
        over = massage.end_ms if massage is not None else now
        due = over + ready.settings.reentry_minutes * 60_000
        if now < due:
            clock = local(due, world.zone)
            count = (
                "What you put down waits"
                if len(waiting) == 1
                else f"The {len(waiting)} things you put down wait"
            )
            say(f"{count} until {clock:%H:%M}. Nothing of it is needed now; `massage-mind park list` has it.")
            return
        say("What you put down before:")
        for one in waiting:
            for line in parked_lines(one.head, cast(Parked, one.details)):
                say(f"  {line}")
        with world.open_store(writing=True, wait_ms=SHORT_WAIT_MS) as store:
            thread.returned(store, waiting)
    except StoreError as error:
        world.note(f"What you put down could not be looked up: {error.sentence}")


NEXT = ("sit a while", "walk with a timer", "write a few lines", "that is all")


def what_next(world: World, ready: Ready, prompts: Prompts, ended: Ended) -> int:
    """What to do with the next minutes: sit, walk, write, or nothing. Gives the exit code of it all."""
    try:
        chosen = prompts.choice("What next?", NEXT)
        match chosen:
            case 0:
                return _another(world, ready.wish, "staying-with-it", prompts)
            case 1:
                return _another(world, ready.wish, "walking", prompts)
            case 2:
                _write(world, ready, prompts, ended)
    except NoMoreAnswers:
        pass
    return ended.code


def _write(world: World, ready: Ready, prompts: Prompts, ended: Ended) -> None:
    """A few lines, kept as an entry of their own that belongs to the session."""
    from massage_mind.record.entry import Entry
    from massage_mind.record.head import NewRecord
    from massage_mind.record.questions import GENTLE, prompt_for
    from massage_mind.record.texts import storable

    with world.open_store(writing=False) as store:
        question = prompt_for(store.records.count("entry"), ready.intention)
    prompts.tell(GENTLE, dim=True)
    text, broken = prompts.lines(question)
    if text.strip():
        with world.open_store(writing=True) as store:
            record = store.records.add(
                NewRecord(
                    Entry(storable(text), question),
                    world.wall_ms(),
                    world.zone,
                    ready.appointment.id if ready.appointment else "",
                    ended.id,
                ),
            )
        prompts.tell(f"Kept as {record.id}.")
    if broken:
        raise KeyboardInterrupt


def _another(world: World, wish: Wish, script: str, prompts: Prompts) -> int:
    """A second short session after the first; gives its exit code."""
    while True:
        typed = prompts.read("How many minutes? Press Enter for 10: ")
        again = Wish(
            "anytime",
            script,
            minutes=typed or "10",
            ears=replace(wish.ears, bells="", end_bell="", delay="", bare=True),
            sound=wish.sound,
            ask=wish.ask,
            plain=wish.plain,
            quiet=True,
        )
        try:
            ready = understand(world, again)
        except UsageError as error:
            prompts.tell(error.sentence, dim=True)
            continue
        another = take(world, ready)
        farewell(world, another)
        return another.code


def write_down(world: World, ready: Ready, prompts: Prompts | None) -> int:
    """Keep that a session was taken at another time, without playing it: with a phone, or from memory."""
    from massage_mind.record.progress import Progress
    from massage_mind.record.typed_times import spoken_when
    from massage_mind.session.session_record import new_session

    at = ready.wish.at_ms
    assert at is not None
    length = ready.length_ms
    if at + length > world.wall_ms() + 60_000:
        raise UsageError(
            f"It would not be over yet: {minutes_and_seconds(length)} from {spoken_when(at, world.zone)}.",
            "Say when it began, or how long it was: --minutes.",
        )
    progress = Progress(length, position_ms=length, played_ms=length, total_ms=length)
    with world.open_store(writing=True) as store:
        for notice in store.notices:
            world.note(notice)
        session_id = store.log_session(
            new_session(world, ready, length, logged_at=world.wall_ms()), progress, at_ms=at
        )
    moment = ready.wish.moment
    if prompts is not None and ready.settings.ratings and moment in ("before", "after"):
        saver = _Saver(world, session_id, moment)
        if quietly(prompts.ratings, items_for(moment, ready.settings.more_ratings), saver.rate):
            quietly(prompts.body_map, saver.mark_body)
        saver.finish()
    took_place(world, ready)
    if not world.stdout_is_terminal():
        world.write(session_id)
    world.note(f"{ready.script.title}, {spoken_when(at, world.zone)}. Written down as {session_id}.")
    if ready.appointment is not None:
        from massage_mind.diary.belonging import with_text

        world.note(with_text(ready.appointment))
    if moment == "during" and not ready.wish.journey:
        world.note(
            "How it was: massage-mind checkin after --at WHEN. A few words: massage-mind journal add --at WHEN"
        )
    return 0
