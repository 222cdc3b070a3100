"""Where a person stands, and the one next thing for them to do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, TypeAlias, assert_never

from massage_mind.diary import thread
from massage_mind.diary.comparison_lock import hour_to_show
from massage_mind.diary.course_due import review_offered, review_to_offer
from massage_mind.diary.drafts import draft_of_new
from massage_mind.diary.last_rated import LastRated, last_rated
from massage_mind.diary.opened import opened
from massage_mind.errors import StoreError
from massage_mind.record.appointment_thread import (
    AHEAD_MS,
    MORNING,
    Massage,
    Stage,
    appointment_of,
    end_ms,
    intention_of,
    is_open,
    massage_of,
    parked_of,
)
from massage_mind.record.checkin import CheckIn
from massage_mind.record.instants import DAY_MS, HOUR_MS, local
from massage_mind.record.kinds import OF_A_TIME
from massage_mind.record.measures import ITEMS, Item
from massage_mind.record.progress import WORTH_GOING_ON_MS
from massage_mind.record.query import Query
from massage_mind.record.session import SessionRecord
from massage_mind.values import dataclass
from massage_mind.world import SHORT_WAIT_MS

if TYPE_CHECKING:
    from massage_mind.journal.store import Store
    from massage_mind.record.comparison_weeks import PlannedHour
    from massage_mind.record.head import Record
    from massage_mind.world import World

SOON_MS = 3 * HOUR_MS
"""An appointment this near comes before anything of yesterday."""
WAITING_MS = HOUR_MS
"""With less time than this left, arriving comes before finding words for an intention."""
NO_TIME_MS = 4 * 60_000
"""So long before an appointment there is no time left for a part before it."""

State: TypeAlias = Literal[
    "cut-short", "now", "ended", "soon", "next-day", "review", "later", "between", "new"
]
"""Where somebody stands. `soon`: within three hours. `review`: weeks of a course are over. `between`: nothing is planned. `new`: nothing is there yet."""

NextThing: TypeAlias = Literal[
    "go-on",
    "during",
    "after-when-ready",
    "after-if-it-was",
    "write",
    "nothing",
    "set-intention",
    "before-waiting",
    "during-when-it-begins",
    "follow-up",
    "follow-up-soreness",
    "review",
    "write-on",
    "thoughts",
    "before",
    "breathe",
]
"""`during`: it has begun. `after-if-it-was`: nobody said yet that it took place. `nothing`: all is kept.
`before-waiting`: in the waiting room. `thoughts`: what was put down can be had back."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a person stands at this instant (UTC milliseconds, on the clock of `zone`), and what comes next.

    `coming`: the appointment that is next or now. `massage`: the one that was, and is looked back on. `cut_short`: the
    session that can be gone on with. `last`: the last one of all. `rated`: the last pair of numbers. `waiting`: how
    many parked thoughts can be had back; `keeps_until_ms`: until when they keep, where that is still to come. `due`: a
    follow-up to be offered, and of which massage; `measures`: what it asks from; `review`: the course to look back on, and how
    many of its weeks are over. `unfinished`: something was written and not kept yet. `compared`: which hour of a comparison is
    next, where it is near enough to be said.
    """

    now_ms: int
    zone: str
    state: State
    next: NextThing
    coming: Record | None = None
    intention: str = ""
    massage: Massage | None = None
    cut_short: SessionRecord | None = None
    last: SessionRecord | None = None
    rated: LastRated | None = None
    unfinished: bool = False
    waiting: int = 0
    keeps_until_ms: int | None = None
    due: tuple[Massage, Stage] | None = None
    review: tuple[Record, int] | None = None
    measures: tuple[Item, ...] = ITEMS
    compared: PlannedHour | None = None


def where_you_are(world: World) -> Standing:
    """Look it all up. Raises `StoreError`, `SettingsError`."""
    now = world.wall_ms()
    with opened(world, writing=False) as store:
        ahead = thread.upcoming_appointment(store.records, now)
        wanted = thread.current_intention(store, now, ahead.id if ahead else "")
        coming = thread.coming_appointments(store.records, since_ms=now - DAY_MS, now_ms=now)
        waiting, keeps_until = _put_down(world, store, now)
        bare = Standing(
            now,
            world.zone,
            "new",
            "breathe",
            coming=coming[0] if coming else None,
            intention=intention_of(wanted).text if wanted else "",
            last=next(iter(store.sessions(1, bare=True)), None),
            unfinished=draft_of_new(world).path.exists(),
            waiting=waiting,
            keeps_until_ms=keeps_until,
            due=thread.due_follow_up(store, now),
            compared=hour_to_show(store, now),
        )
        return _standing(store, bare)


def keep_offered(world: World, standing: Standing) -> None:
    """A follow-up is offered once, and a look back. A journal that cannot be written is no reason to say more."""
    if standing.state not in ("next-day", "review"):
        return
    try:
        with world.open_store(writing=True, wait_ms=SHORT_WAIT_MS) as store:
            if standing.state == "review" and standing.review is not None:
                review_offered(store, *standing.review)
            elif standing.due is not None:
                thread.offered(store, *standing.due)
    except StoreError:
        return


def _standing(store: Store, bare: Standing) -> Standing:
    """The first of these that is so: cut short, now, ended today, within three hours, the next day, a review, later."""
    if (cut := _cut_short(store, bare)) is not None:
        return replace(bare, state="cut-short", next="go-on", cut_short=cut)
    coming, now = bare.coming, bare.now_ms
    if coming is not None and coming.head.at <= now:
        return replace(bare, state="now", next="during")
    soon = coming is not None and coming.head.at - now < SOON_MS
    if (ended := _ended(store, bare)) is not None and not (coming and ended.next == "nothing"):
        return ended
    if coming is not None and soon:
        return replace(bare, state="soon", next=_before(store, coming, bare))
    if bare.due is not None:
        massage, stage = bare.due
        from massage_mind.diary.own_measures import measures_of  # The only state of home that asks for it.

        return replace(
            bare, state="next-day", next=_follow_up(stage), massage=massage, measures=measures_of(store)
        )
    if (review := review_to_offer(store, now)) is not None:
        return replace(bare, state="review", next="review", review=review, rated=last_rated(store, now))
    return _quiet(store, bare)


def _cut_short(store: Store, bare: Standing) -> SessionRecord | None:
    """The latest session of a massage that something cut short today, if it can be gone on with."""
    for one in store.resumable():
        if one.moment in ("before", "during", "after") and one.position_ms >= WORTH_GOING_ON_MS:
            ended_at = one.ended_at or one.heartbeat_at
            return one if _today(ended_at, bare) else None
    return None


def _today(at_ms: int, bare: Standing) -> bool:
    """Whether this was on the day that it still is for somebody who has not slept since."""
    return _waking_day(at_ms, bare.zone) == _waking_day(bare.now_ms, bare.zone)


def _waking_day(at_ms: int, zone: str) -> date:
    return (local(at_ms, zone) - timedelta(hours=MORNING)).date()


# ---------------------------------------------------------------- a massage that is over


def _ended(store: Store, bare: Standing) -> Standing | None:
    """The massage that ended today, and what follows it."""
    now = bare.now_ms
    massage, certain = thread.last_massage(store, now), True
    near = thread.nearest_appointment(store.records, now)
    if near is not None and is_open(appointment_of(near)) and end_ms(near) <= now:
        planned = massage_of(near, end_ms(near))
        if massage is None or massage.end_ms < planned.end_ms:
            massage, certain = planned, False
    if massage is None or now - massage.end_ms >= AHEAD_MS or not _today(massage.end_ms, bare):
        return None
    return replace(bare, state="ended", massage=massage, next=_after(store, massage, certain=certain))


def _after(store: Store, massage: Massage, *, certain: bool) -> NextThing:
    """What a massage that is over asks for, by what was done since."""
    since = [
        *(store.records.belonging_to(massage.id) if massage.appointment else ()),
        *store.records.find(Query(("session", "checkin", "entry"), since_ms=massage.end_ms)),
    ]
    if not any(_is_after(one) for one in since):
        return "after-when-ready" if certain else "after-if-it-was"
    written = any(one.kind == "entry" and one.head.at >= massage.end_ms for one in since)
    return "nothing" if written else "write"


def _is_after(one: Record) -> bool:
    match one.details:
        case SessionRecord():
            return one.details.moment == "after"
        case CheckIn():
            return one.details.phase == "after"
        case _:
            return False


def _follow_up(stage: Stage) -> NextThing:
    match stage:
        case "next-day":
            return "follow-up"
        case "two-days":
            return "follow-up-soreness"
        case _:
            assert_never(stage)


# ---------------------------------------------------------------- what is to come, and nothing at hand


def _before(store: Store, coming: Record, bare: Standing) -> NextThing:
    """What is left to do before an appointment begins, by the parts that were taken already."""
    left_ms = coming.head.at - bare.now_ms
    taken = any(
        isinstance(one.details, SessionRecord)
        and one.details.moment == "before"
        and one.details.ending == "finished"
        for one in store.records.belonging_to(coming.id)
    )
    if taken or left_ms < NO_TIME_MS:
        return "during-when-it-begins"
    return "set-intention" if not bare.intention and left_ms >= WAITING_MS else "before-waiting"


def _quiet(store: Store, bare: Standing) -> Standing:
    """Nothing is at hand: what is far off, or what was."""
    coming, last, now = bare.coming, bare.last, bare.now_ms
    state: State = "later" if coming else "between" if last or _anything(store) else "new"
    if state != "new":
        bare = replace(bare, rated=last_rated(store, now))
    return replace(bare, state=state, next=_in_between(bare))


def _in_between(bare: Standing) -> NextThing:
    """What there is to do when nothing is at hand."""
    if bare.unfinished:
        return "write-on"
    if bare.waiting:
        return "thoughts"
    if bare.coming is not None:
        near = bare.coming.head.at - bare.now_ms <= AHEAD_MS
        return "set-intention" if near and not bare.intention else "breathe"
    last = bare.last
    if last and last.moment == "before" and bare.now_ms - last.started_at < AHEAD_MS and not last.only_tried:
        return "during-when-it-begins"
    return "before" if bare.intention else "breathe"


def _anything(store: Store) -> bool:
    return bool(store.records.find(Query(OF_A_TIME, limit=1)))


def _put_down(world: World, store: Store, now_ms: int) -> tuple[int, int | None]:
    """How many thoughts can be had back, and until when they keep where somebody is still coming back from the table.

    Counted are those not handed back yet, and those whose time came since yesterday.
    """
    waiting = thread.open_parked(store)
    if not waiting:
        return 0, None
    near = thread.nearest_appointment(store.records, now_ms)
    massage = thread.last_massage(store, now_ms)
    over = [massage.end_ms] if massage is not None else []
    if near is not None and appointment_of(near).state != "done":
        over.append(end_ms(near))
    keeps = max(over, default=0) + world.settings().reentry_minutes * 60_000
    if over and now_ms < keeps:
        return 0, keeps if now_ms >= max(over) else None
    return sum(_is_due(one, now_ms) for one in waiting), None


def _is_due(waiting: Record, now_ms: int) -> bool:
    parked = parked_of(waiting)
    return parked.returned_at is None or (
        parked.due_at is not None and now_ms - DAY_MS < parked.due_at <= now_ms
    )
