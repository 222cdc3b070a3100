"""What `massage-mind` alone answers: a few lines on where you are, and the one next thing."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

if TYPE_CHECKING:
    from massage_mind.diary.next_thing import NextThing, Standing
    from massage_mind.record.head import Record
    from massage_mind.world import World


def print_standing(world: World, standing: Standing) -> None:
    """The appointment, the intention, the last session, what waits, and what is next."""
    from massage_mind.screen.text import safe_text

    world.write("massage-mind, for before, during and after a massage.")
    if standing.coming is not None:
        now = standing.coming.head.at <= standing.now_ms
        name = "Your appointment now" if now else "Next appointment"
        world.say(f"{name}: {_spoken(standing.coming, standing.now_ms)}")
    if standing.intention:
        world.say(f"Your intention: {safe_text(standing.intention)}")
    if (last := standing.last) is not None:
        world.say(f"Last: {safe_text(last.title)}, {last.started:%A %d %B} ({last.id}).")
    if standing.unfinished:
        world.say("Something you wrote is unfinished: massage-mind journal add goes on with it.")
    if standing.waiting:
        things = "One thing waits" if standing.waiting == 1 else f"{standing.waiting} things wait"
        world.say(f"{things} that you put down: massage-mind park list")
    world.say(f"Next: {next_text(standing.next)}")
    world.write("Everything: massage-mind --help")


def next_text(thing: NextThing) -> str:
    """The next thing in words, with the command that does it."""
    match thing:
        case "set-intention":
            return 'massage-mind intention "what you would like from it"'
        case "before":
            return "massage-mind before --minutes 4"
        case "before-waiting":
            return "massage-mind before --minutes 4, in the waiting room"
        case "during":
            return "massage-mind during"
        case "during-when-it-begins":
            return "massage-mind during, when it begins"
        case "after-when-over":
            return "massage-mind after, when it is over"
        case "after-when-ready":
            return "massage-mind after, when you are ready"
        case "write":
            return "massage-mind journal add, a few lines while it is fresh; only if you like"
        case "nothing":
            return "nothing. It is all kept: massage-mind journal show"
        case "follow-up":
            return "massage-mind checkin next-day, how the night was and what lasted; only if you like."
        case "follow-up-soreness":
            return "massage-mind checkin next-day, one question on the soreness; only if you like."
        case _:
            assert_never(thing)


def _spoken(appointment: Record, now_ms: int) -> str:
    from massage_mind.record.appointment_thread import appointment_of
    from massage_mind.record.typed_times import ago_text, spoken_when
    from massage_mind.screen.text import safe_text

    style = appointment_of(appointment).style
    kind = f", {safe_text(style)}" if style else ""
    away = ago_text(appointment.head.at, now_ms)
    return f"{spoken_when(appointment.head.at, appointment.head.zone)} ({away}){kind} ({appointment.id})."
