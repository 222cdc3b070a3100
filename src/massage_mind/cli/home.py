"""`massage-mind` alone: where you are, and the one next thing to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from massage_mind.record.session import SessionRecord

if TYPE_CHECKING:
    from massage_mind.diary.thread import Massage, Stage
    from massage_mind.journal.store import Store
    from massage_mind.record.head import Record
    from massage_mind.world import World


def show_home(world: World) -> None:
    """A few lines: the appointment, the intention, what waits, the last session, and one thing to do next."""
    from massage_mind.cli.piped import say_notices
    from massage_mind.diary import thread
    from massage_mind.record.intention import Intention
    from massage_mind.screen.text import safe_text

    now = world.wall_ms()
    with world.open_store(writing=False) as store:
        say_notices(world, store.notices)
        coming = _coming(store, now)
        near = thread.nearest_appointment(store.records, now, now_ms=now)
        ahead = thread.upcoming_appointment(store.records, now, now_ms=now)
        found = thread.current_intention(store, now, ahead.id if ahead else "")
        last = next(iter(store.sessions(1, now_ms=now, bare=True)), None)
        follow_up = thread.due_follow_up(store, now, now_ms=now)
        waiting = _waiting(world, store, now)
        wanted = cast(Intention, found.details).text if found else ""
        following = _next(store, last, bool(wanted), near, now)
    world.write("massage-mind, for before, during and after a massage.")
    if coming is not None:
        name = "Your appointment now" if coming.head.at <= now else "Next appointment"
        world.say(f"{name}: {_spoken(coming, now)}")
    if wanted:
        world.say(f"Your intention: {safe_text(wanted)}")
    if last is not None:
        world.say(f"Last: {safe_text(last.title)}, {last.started:%A %d %B} ({last.id}).")
    if (world.home.data_dir / "draft.txt").exists():
        world.say("Something you wrote is unfinished: massage-mind journal add goes on with it.")
    if waiting:
        things = "One thing waits" if waiting == 1 else f"{waiting} things wait"
        world.say(f"{things} that you put down: massage-mind park list")
    if follow_up is not None:
        world.say(f"Next: {_offer(follow_up)}")
        _note_offer(world, follow_up, now)
    else:
        world.say(f"Next: {following}")
    world.write("Everything: massage-mind --help")


def _coming(store: Store, now: int) -> Record | None:
    """The next appointment that is not over yet."""
    from massage_mind.diary.thread import appointment_of, end_ms
    from massage_mind.journal.rows.wastebin import DAY_MS
    from massage_mind.record.query import Query

    found = store.records.find(Query(("appointment",), since_ms=now - DAY_MS), now_ms=now)
    return next(
        (
            one
            for one in reversed(found)
            if appointment_of(one).state in ("planned", "moved") and end_ms(one) > now
        ),
        None,
    )


def _waiting(world: World, store: Store, now: int) -> int:
    """How many thoughts wait to be had back. None are counted while somebody is still coming back from the table."""
    from massage_mind.diary import thread

    massage = thread.last_massage(store, now, now_ms=now)
    near = thread.nearest_appointment(store.records, now, now_ms=now)
    if near is not None and thread.appointment_of(near).state != "done" and thread.end_ms(near) > now:
        return 0
    if massage is not None and now < massage.end_ms + world.settings().reentry_minutes * 60_000:
        return 0
    return len(thread.open_parked(store))


def _spoken(appointment: Record, now: int) -> str:
    from massage_mind.diary.thread import appointment_of
    from massage_mind.record.typed_times import ago_text, spoken_when
    from massage_mind.screen.text import safe_text

    style = appointment_of(appointment).style
    kind = f", {safe_text(style)}" if style else ""
    away = ago_text(appointment.head.at, now)
    return f"{spoken_when(appointment.head.at, appointment.head.zone)} ({away}){kind} ({appointment.id})."


def _offer(follow_up: tuple[Massage, Stage]) -> str:
    if follow_up[1] == "two-days":
        return "massage-mind checkin next-day, one question on the soreness; only if you like."
    return "massage-mind checkin next-day, how the night was and what lasted; only if you like."


def _note_offer(world: World, follow_up: tuple[Massage, Stage], now: int) -> None:
    """It is offered once. A journal that cannot be written is no reason to say more here."""
    from massage_mind.diary.thread import offered
    from massage_mind.errors import StoreError
    from massage_mind.world import SHORT_WAIT_MS

    massage, stage = follow_up
    try:
        with world.open_store(writing=True, wait_ms=SHORT_WAIT_MS) as store:
            offered(store, massage, stage, now_ms=now)
    except StoreError:
        return


def _next(store: Store, last: SessionRecord | None, intention: bool, near: Record | None, now: int) -> str:
    """The one next thing: what the appointment at hand asks for, or else what follows the last session."""
    from massage_mind.diary.thread import AHEAD_MS, HOUR_MS, appointment_of, end_ms
    from massage_mind.record.checkin import CheckIn

    wish = 'massage-mind intention "what you would like from it"'
    if near is not None and now - end_ms(near) < AHEAD_MS:
        around = store.records.belonging_to(near.id, now_ms=now)
        moments = {one.details.moment for one in around if isinstance(one.details, SessionRecord)}
        over = "after" in moments or any(
            isinstance(one.details, CheckIn) and one.details.phase == "after" for one in around
        )
        if over:
            if any(one.kind == "entry" for one in around):
                return "nothing. It is all kept: massage-mind journal show"
            return "massage-mind journal add, a few lines while it is fresh; only if you like"
        if appointment_of(near).state == "done" or end_ms(near) <= now or "during" in moments:
            return "massage-mind after, when you are ready"
        if near.head.at <= now:
            return "massage-mind during"
        if not intention:
            return wish
        if "before" in moments or near.head.at - now < HOUR_MS // 6:
            return "massage-mind during, when it begins"
        return "massage-mind before --minutes 4, in the waiting room"
    moment = "" if last is None or now - last.started_at > AHEAD_MS else last.moment
    if moment == "before":
        return "massage-mind during, when it begins"
    if moment == "during" and last is not None and store.records.get(last.id, now_ms=now).kind == "session":
        return "massage-mind after, when it is over"
    return "massage-mind before --minutes 4" if intention else wish
