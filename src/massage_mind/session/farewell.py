"""The end of a session: one warm sentence and one next thing; where the live view was, on a screen of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, assert_never

from massage_mind.record.progress import WORTH_GOING_ON_MS, only_tried
from massage_mind.screen.page.page_parts import Block, Page, command, said
from massage_mind.screen.terminal.new_screen import begin_screen
from massage_mind.screen.text import place_text
from massage_mind.session.goodbye_before import Goodbye, goodbye_before
from massage_mind.session.request import MASSAGE
from massage_mind.words.lengths import count_word, counted, length_words

if TYPE_CHECKING:
    from massage_mind.perform.ports import Outcome
    from massage_mind.record.head import Record
    from massage_mind.session.prepare import Prepared
    from massage_mind.session.take import Ended
    from massage_mind.world import World

LEADS_ON: dict[str, tuple[str, str]] = {
    "into-writing": ("To write it down:", "massage-mind journal add"),
    "the-next-morning": ("To note how it is:", "massage-mind checkin next-day"),
}
"""What a script leads to, by its name: said at its end also where only one line is."""
_IN_MINUTES_MS = 90 * 60_000
_TO_THE_SECOND_MS = 10 * 60_000
_A_SECOND_MS = 1000


def farewell(
    world: World, prepared: Prepared, ended: Ended, *, more: bool = False, after: Sequence[Block] = ()
) -> None:
    """Say how it ended. `more`: another part of the journey follows; `after`: what is handed back with it.

    In a pipe, and with plain lines, it is one line with the id at its end, and what is handed back below it.
    """
    bye = goodbye(world, prepared, ended)
    if ended.trouble:
        after = (said(ended.trouble), *after)
    if world.shows_live(plain=prepared.request.plain or prepared.settings.plain):
        _on_a_screen_of_its_own(world, bye, ended, more=more, after=after)
    elif world.accessible() and world.stderr_is_terminal():
        world.note_page(Page(((said(bye.words),), *(() if more else _todo(bye)), tuple(after))))
    else:
        leads_on = _todo(bye) if prepared.script.name in LEADS_ON and not more else ()
        world.note_page(Page((_one_line(bye, ended), *leads_on, tuple(after))))


def _one_line(bye: Goodbye, ended: Ended) -> Sequence[Block]:
    """The end for a pipe: whoever looks for it looks for how it begins."""
    words = bye.words
    if ended.outcome.ending == "finished":
        words = f"That is the end. {words.replace('That was ', 'It was ', 1)}"
    return (said(words, aside=ended.id),)


def _on_a_screen_of_its_own(
    world: World, bye: Goodbye, ended: Ended, *, more: bool, after: Sequence[Block]
) -> None:
    begin_screen(world.out())
    parts: list[Sequence[Block]] = [(said(bye.words),), *(() if more else _todo(bye)), tuple(after)]
    if ended.id and not more:
        last = max(number for number, part in enumerate(parts) if part)
        parts[last] = (*parts[last], said(aside=ended.id))
    if world.stderr_is_terminal():
        world.note_page(Page(parts))
    else:
        world.show(Page(parts))
        world.note_page(Page((_one_line(bye, ended),)))


def _todo(bye: Goodbye) -> tuple[Sequence[Block], ...]:
    return ((said(bye.leads),), (command(bye.command),)) if bye.command else ()


# ---------------------------------------------------------------- the words


def goodbye(world: World, prepared: Prepared, ended: Ended) -> Goodbye:
    """The words for this part of a massage, or this practice, and this ending."""
    outcome = ended.outcome
    match outcome.ending:
        case "finished":
            bye = _finished(world, prepared, ended)
        case "early":
            bye = _early(world, prepared, ended)
        case "interrupted":
            return _interrupted(world, prepared, ended)
        case _:
            assert_never(outcome.ending)
    marks = len(outcome.progress.marks)
    marked = f" You marked {count_word(marks)} moment{'s' * (marks != 1)}." if marks else ""
    return Goodbye(bye.words + marked, bye.leads, bye.command)


def _finished(world: World, prepared: Prepared, ended: Ended) -> Goodbye:
    request, was = prepared.request, _length(ended.outcome.progress.played_ms + prepared.start_ms)
    if request.quiet_hour:
        return Goodbye(f"That was {was}. You can stay just as you are.")
    match request.moment:
        case "before":
            return goodbye_before(prepared.script.name, was, _coming(world, prepared.appointment))
        case "during":
            words = f"That was {was}. You can stay just as you are."
            return Goodbye(words, "When you like:", "massage-mind after")
        case "after":
            words = "It's kept. Go gently." if ended.id else "Go gently."
            return Goodbye(words, *LEADS_ON.get(prepared.script.name, ()))
        case "anytime":
            return Goodbye(_practised(prepared.script.name, was))
        case _:
            assert_never(request.moment)


def _practised(script: str, was: str) -> str:
    """The end of a practice by itself."""
    if script == "breathing":
        return f"That was {was}. The breath goes on by itself."
    if script.startswith("grounding"):
        return "You're here. Stay with it as long as you like."
    return f"That was {was}. Take your time."


def _early(world: World, prepared: Prepared, ended: Ended) -> Goodbye:
    request, progress = prepared.request, ended.outcome.progress
    aloud = world.accessible()
    at = place_text(progress.position_ms, aloud=aloud)
    left = f"You left {'after' if aloud else 'at'} {at}, and that's fine."
    if not progress.played_ms:
        left = "You left before it began, and that's fine."
    elif progress.position_ms < _A_SECOND_MS:
        left = "You left as it began, and that's fine."
    words = f"{left} It's kept." if ended.id else left
    if stays_planned(prepared, ended.outcome):
        words += " The appointment stays as planned."
    if request.quiet_hour or request.moment in ("after", "anytime"):
        return Goodbye(words)
    if request.moment == "before":
        return Goodbye(words, "When it begins:", "massage-mind during")
    if _only_tried(prepared, ended.outcome):
        return Goodbye(words, "Whenever you like:", "massage-mind during")
    return Goodbye(words, "When you like:", "massage-mind after")


def _interrupted(world: World, prepared: Prepared, ended: Ended) -> Goodbye:
    """A signal: what was asked for with Ctrl-C is not offered again, anything else is."""
    import signal

    request, aloud = prepared.request, world.accessible()
    at = place_text(ended.outcome.progress.position_ms, aloud=aloud)
    words = f"Stopped {'after' if aloud else 'at'} {at}." + " It's kept." * bool(ended.id)
    worth = ended.outcome.progress.position_ms >= WORTH_GOING_ON_MS
    for_two = prepared.script.with_giver
    gone_on_with = request.moment in MASSAGE or for_two
    if ended.outcome.signum == signal.SIGINT or not gone_on_with or not worth or not ended.id:
        return Goodbye(words)
    quiet = " --quiet-hour" * request.quiet_hour
    again = "partner" if for_two else f"session{quiet}" if request.journey else request.moment
    return Goodbye(words, f"To go on from {at}:", f"massage-mind {again}")


def stays_planned(prepared: Prepared, outcome: Outcome) -> bool:
    """Whether its appointment is not noted as done, because this was left as soon as it had begun."""
    from massage_mind.record.appointment_thread import appointment_of, is_open

    appointment = prepared.appointment
    return (
        appointment is not None
        and is_open(appointment_of(appointment))
        and prepared.request.moment in ("during", "after")
        and outcome.ending == "early"
        and _only_tried(prepared, outcome)
    )


def _only_tried(prepared: Prepared, outcome: Outcome) -> bool:
    progress = outcome.progress
    return only_tried(outcome.ending, progress.played_ms + prepared.start_ms, progress.total_ms)


def _coming(world: World, appointment: Record | None) -> str:
    """With whom it goes on, and when: "Kim at 15:00, in 11 minutes."; nothing where it has begun."""
    from massage_mind.record.appointment_thread import appointment_of
    from massage_mind.record.instants import local
    from massage_mind.words.times import nearness, when_words

    if appointment is None or appointment.head.at <= world.wall_ms():
        return ""
    at, now = appointment.head.when, local(world.wall_ms(), appointment.head.zone)
    who = appointment_of(appointment).therapist or "Your massage"
    when, near = when_words(at, now).removeprefix("today "), nearness(at, now)
    return f"{who} {when}, {near}." if near else f"{who} {when}."


def _length(length_ms: int) -> str:
    """How long it was: whole minutes, and the seconds only where it was short."""
    if length_ms < _TO_THE_SECOND_MS or length_ms > _IN_MINUTES_MS:
        return length_words(length_ms)
    return counted(round(length_ms / 60_000), "minute")
