"""`massage-mind` alone: where you are, and the one next thing to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from massage_mind.journal.records import Record
    from massage_mind.journal.store import Store
    from massage_mind.journal.thread import Massage, Stage


def show_home() -> None:
    """A few lines: the appointment, the intention, what waits, the last session, and one thing to do next."""
    from massage_mind import app as world
    from massage_mind.cli.given import say_notices
    from massage_mind.journal import thread
    from massage_mind.journal.records import Intention
    from massage_mind.screen.text import safe_text

    now = world.wall_ms()
    with world.open_store(writing=False) as store:
        say_notices(store.notices)
        coming = _coming(store, now)
        near = thread.nearest_appointment(store.records, now, now_ms=now)
        found = thread.current_intention(store, now, near.id if near else "")
        last = next(iter(store.sessions(1, now_ms=now, bare=True)), None)
        follow_up = thread.due_follow_up(store, now, now_ms=now)
        waiting = _waiting(store, now)
    wanted = cast(Intention, found.details).text if found else ""
    world.write("massage-mind, for before, during and after a massage.")
    if coming is not None:
        world.say(f"Next appointment: {_spoken(coming, now)}")
    if wanted:
        world.say(f"Your intention: {safe_text(wanted)}")
    if last is not None:
        world.say(f"Last: {safe_text(last.title)}, {last.started:%A %d %B} ({last.id}).")
    if waiting:
        things = "One thing waits" if waiting == 1 else f"{waiting} things wait"
        world.say(f"{things} that you put down: massage-mind park list")
    if follow_up is not None:
        world.say(f"Next: {_offer(follow_up)}")
        _note_offer(follow_up, now)
    else:
        world.say(f"Next: {_next(last.moment if last else '', bool(wanted), near)}")
    world.write("Everything: massage-mind --help")


def _coming(store: Store, now: int) -> Record | None:
    """The next appointment that is not over yet."""
    from massage_mind.journal.ledger import DAY_MS, Query
    from massage_mind.journal.thread import appointment_of, end_ms

    found = store.records.find(Query(("appointment",), since_ms=now - DAY_MS), now_ms=now)
    return next(
        (
            one
            for one in reversed(found)
            if appointment_of(one).state in ("planned", "moved") and end_ms(one) > now
        ),
        None,
    )


def _waiting(store: Store, now: int) -> int:
    """How many thoughts wait to be had back. None are counted while somebody is still coming back from the table."""
    from massage_mind import app as world
    from massage_mind.journal import thread

    massage = thread.last_massage(store, now, now_ms=now)
    near = thread.nearest_appointment(store.records, now, now_ms=now)
    if near is not None and thread.appointment_of(near).state != "done" and thread.end_ms(near) > now:
        return 0
    if massage is not None and now < massage.end_ms + world.settings().reentry_minutes * 60_000:
        return 0
    return len(thread.open_parked(store))


def _spoken(appointment: Record, now: int) -> str:
    from massage_mind.journal.thread import appointment_of
    from massage_mind.journal.when import ago_text, spoken_when

    style = appointment_of(appointment).style
    kind = f", {style}" if style else ""
    away = ago_text(appointment.head.at, now)
    return f"{spoken_when(appointment.head.at, appointment.head.zone)} ({away}){kind} ({appointment.id})."


def _offer(follow_up: tuple[Massage, Stage]) -> str:
    if follow_up[1] == "two-days":
        return "massage-mind checkin next-day, one question on the soreness; only if you like."
    return "massage-mind checkin next-day, how the night was and what lasted; only if you like."


def _note_offer(follow_up: tuple[Massage, Stage], now: int) -> None:
    """It is offered once. A journal that cannot be written is no reason to say more here."""
    from massage_mind import app as world
    from massage_mind.cli.wish import SHORT_WAIT_MS
    from massage_mind.errors import StoreError
    from massage_mind.journal.thread import offered

    massage, stage = follow_up
    try:
        with world.open_store(writing=True, wait_ms=SHORT_WAIT_MS) as store:
            offered(store, massage, stage, now_ms=now)
    except StoreError:
        return


def _next(last_moment: str, intention: bool, near: Record | None) -> str:
    from massage_mind import app as world
    from massage_mind.journal.thread import appointment_of, end_ms

    if near is not None and appointment_of(near).state != "done" and end_ms(near) <= world.wall_ms():
        return "massage-mind after, when you are ready"
    if near is not None and appointment_of(near).state == "done" and last_moment == "after":
        return "massage-mind journal add, a few lines while it is fresh; only if you like"
    if not intention and last_moment in ("", "after", "anytime"):
        return 'massage-mind intention "what you would like from it"'
    return {
        "before": "massage-mind during, when it begins",
        "during": "massage-mind after, when it is over",
    }.get(last_moment, "massage-mind before --minutes 4")
