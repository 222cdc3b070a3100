"""`massage-mind checkin`: how it is now, in numbers and on a body map."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, cast

import typer

from massage_mind.cli.options import AppointmentName, AsJson, At, Care, Symptoms, Tags, Week

if TYPE_CHECKING:
    from collections.abc import Callable

    from massage_mind.diary.thread import Massage
    from massage_mind.record.checkin import CheckIn
    from massage_mind.record.head import Record
    from massage_mind.record.kinds import Details
    from massage_mind.record.measures import Item
    from massage_mind.record.phases import Phase

Rate = Annotated[int | None, typer.Option(min=0, max=10, help="0 to 10.", show_default=False)]

LASTING = (
    "Soreness that lasts beyond two or three days, numbness, a spreading bruise or a swollen calf are reasons to get "
    "advice from a clinician."
)


def checkin(
    phase: Annotated[
        str,
        typer.Argument(metavar="[WHEN]", help="before, after, next-day or ordinary-day; else what fits now."),
    ] = "",
    stress: Rate = None,
    tension: Rate = None,
    pain: Rate = None,
    mood: Rate = None,
    energy: Rate = None,
    calm: Rate = None,
    presence: Rate = None,
    sleep: Rate = None,
    soreness: Rate = None,
    body: Annotated[
        str, typer.Option("--body", metavar="MAP", help='The body map: "l shoulder 3, jaw 2".')
    ] = "",
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="Words with it.")] = "",
    at: At = "",
    appointment: AppointmentName = "",
    tag: Tags = None,
    symptom: Symptoms = None,
    care: Care = None,
    week: Week = None,
    as_json: AsJson = False,
) -> None:
    """How it is now: a number for each, and a body map if you like. Enter leaves anything out."""
    from massage_mind import app as world
    from massage_mind.cli.given import (
        appointment_for,
        given_at,
        given_tags,
        print_json,
        say_notices,
        with_text,
    )
    from massage_mind.diary import thread
    from massage_mind.record.checkin import CheckIn
    from massage_mind.record.document import record_document
    from massage_mind.record.texts import storable
    from massage_mind.script.body import read_body

    now = world.wall_ms()
    moment = given_at(at, now)
    tags = given_tags(tag, symptom, care, week)
    values = {
        key: value
        for key, value in (
            *(("stress", stress), ("tension", tension), ("pain", pain), ("mood", mood), ("energy", energy)),
            *(("calm", calm), ("presence", presence), ("sleep", sleep), ("soreness", soreness)),
        )
        if value is not None
    }
    marks = read_body(body) if body else {}
    with world.open_store(writing=False) as store:
        say_notices(store.notices)
        home = (
            None
            if phase == "ordinary-day" and not appointment
            else appointment_for(store, appointment, moment)
        )
        # Where an appointment is named, nothing else is looked for.
        massage = thread.last_massage(store, moment, now_ms=now) if not appointment else _massage_of(home)
        chosen = _phase(phase, home, massage, moment)
        if chosen == "next-day" and not appointment:
            # It belongs to the massage that is over, not to one that is coming.
            home = (
                store.records.get(massage.appointment, now_ms=now)
                if massage and massage.appointment
                else None
            )
        elif chosen == "ordinary-day" and not appointment:
            home = None
        session = massage.id if chosen == "next-day" and massage and not massage.appointment else ""
        again = chosen == "next-day" and massage is not None and bool(thread.follow_ups(store, massage))
    _check_items(chosen, values)
    given = CheckIn(chosen, note=storable(note.strip()), ratings=values, body=marks)
    asking = not (values or marks or note or tags)
    keeper = _Keeper(given, moment, home.id if home else "", session, tags)
    if asking:
        from massage_mind.errors import Stopped

        try:
            _ask(keeper, chosen, again=again)
        except (KeyboardInterrupt, Stopped):
            world.note(
                f"Kept as {keeper.record.id} as far as it goes." if keeper.record else "Nothing is kept."
            )
            raise
    else:
        keeper.keep(lambda old: old)
    record = keeper.record
    if record is None:
        world.note("Nothing was given, so nothing is kept.")
        return
    if as_json:
        print_json(record_document(record))
        return
    from massage_mind.screen.show.show_checkin import checkin_text
    from massage_mind.screen.text import safe_text

    text = safe_text(checkin_text(cast(CheckIn, record.details)))
    world.say(f"{record.id}  {chosen}  {text}".rstrip())
    if home:
        world.note(with_text(home))
    if chosen == "next-day" and cast(CheckIn, record.details).ratings.get("soreness", 0) > 0:
        world.note(LASTING)


def _massage_of(home: Record | None) -> Massage | None:
    """The massage of an appointment that was named; None for none."""
    from massage_mind.diary.thread import Massage, end_ms

    return Massage(home.id, "", end_ms(home), home.head.zone, home.id) if home else None


class _Keeper:
    """Keeps a check-in from the first value on, and every later one at once."""

    def __init__(
        self, begin: CheckIn, at: int, appointment: str, session: str, tags: tuple[str, ...]
    ) -> None:
        self._begin = begin
        self._at = at
        self._appointment = appointment
        self._session = session
        self._tags = tags
        self.record: Record | None = None

    def rate(self, item: str, value: int | None) -> None:
        """One rating, or none any more."""

        def changed(old: CheckIn) -> CheckIn:
            ratings = {**old.ratings, item: value} if value is not None else dict(old.ratings)
            if value is None:
                ratings.pop(item, None)
            return replace(old, ratings={key: one for key, one in ratings.items() if one is not None})

        self.keep(changed)

    def mark(self, body: dict[str, int]) -> None:
        """The body map."""
        self.keep(lambda old: replace(old, body=body))

    def keep(self, step: Callable[[CheckIn], CheckIn]) -> None:
        from massage_mind import app as world
        from massage_mind.record.head import NewRecord

        now = world.wall_ms()

        def details(old: Details) -> Details:
            return step(cast("CheckIn", old))

        with world.open_store(writing=True) as store:
            if self.record is None:
                self.record = store.records.add(
                    NewRecord(
                        step(self._begin),
                        self._at,
                        world.zone_name(),
                        self._appointment,
                        self._session,
                        tags=self._tags,
                    ),
                    now_ms=now,
                )
            else:
                # While it is being given it has no earlier versions worth keeping.
                self.record = store.records.change(
                    self.record.id, now_ms=now, details=details, versioned=False
                )


def _phase(given: str, home: Record | None, massage: Massage | None, at: int) -> Phase:
    """The phase named, or the one that fits the time. Raises `UsageError`."""
    from massage_mind.diary.thread import end_ms
    from massage_mind.errors import UsageError
    from massage_mind.journal.rows.wastebin import DAY_MS
    from massage_mind.record.phases import PHASES

    word = given.replace("_", "-").replace(" ", "-").casefold()
    if word:
        for phase in PHASES:
            if word == phase:
                return phase
        raise UsageError(f"There is no check-in {given!r}.", f"There are: {', '.join(PHASES)}.")
    if home is not None and at < home.head.at + 10 * 60_000:
        return "before"
    over = end_ms(home) if home else massage.end_ms if massage else None
    if over is None or at - over > 2 * DAY_MS:
        return "ordinary-day"
    return "after" if at - over < 6 * 3_600_000 else "next-day"


def _check_items(phase: Phase, values: dict[str, int]) -> None:
    from massage_mind.errors import UsageError
    from massage_mind.record.measures import ITEM_BY_KEY

    for key in values:
        item = ITEM_BY_KEY[key]
        if phase not in item.phases:
            raise UsageError(f"{key} is not asked at {phase}.", f"It belongs to: {', '.join(item.phases)}.")


def _ask(keeper: _Keeper, phase: Phase, *, again: bool) -> None:
    """Ask at the terminal. Raises `UsageError` where nobody can be asked."""
    from massage_mind import app as world
    from massage_mind.errors import UsageError
    from massage_mind.perform.asker import NoMoreAnswers
    from massage_mind.record.measures import ITEM_BY_KEY, items_for
    from massage_mind.screen.ask.prompts import Prompts

    if not (world.stdin_is_terminal() and (world.stdout_is_terminal() or world.stderr_is_terminal())):
        raise UsageError(
            "Nobody is there to answer.",
            f"Give the ratings: massage-mind checkin {phase} --stress 6 --mood 7",
        )
    settings = world.settings()
    items: tuple[Item, ...] = items_for(phase, settings.more_ratings)
    if again:
        # The second time, at some 48 hours, one question is enough.
        items = (ITEM_BY_KEY["soreness"],)
    prompts = Prompts(stderr=not world.stdout_is_terminal(), plain=settings.plain)
    try:
        prompts.ratings(items, keeper.rate)
        if not again and phase != "ordinary-day":
            prompts.body_map(keeper.mark)
    except NoMoreAnswers:
        return
