"""What `massage-mind` alone shows: where you are, one fact, and the one thing to do with its command."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple, assert_never

from massage_mind.record.instants import local
from massage_mind.record.measures import items_for
from massage_mind.screen.page.page_parts import (
    Page,
    PageLine,
    PageTable,
    Part,
    bold,
    command,
    foot,
    heading,
    said,
)
from massage_mind.screen.show.record_text import begun
from massage_mind.screen.text import place_text
from massage_mind.words.lengths import count_word
from massage_mind.words.times import clock_words, date_words, nearness, when_words

if TYPE_CHECKING:
    from massage_mind.diary.next_thing import NextThing, Standing
    from massage_mind.record.appointment_thread import Massage
    from massage_mind.record.head import Record
    from massage_mind.record.session import SessionRecord
    from massage_mind.screen.page.page_parts import Foot

ELSE = "? what else there is"
TASTE = "massage-mind breathe --minutes 2"
_FEW_MS = 10 * 60_000
"""With less than this before an appointment, what comes before it is two minutes long."""
_BEGUN_MS = 2 * 60_000
"""From here on a massage has begun, and its own length would be too long."""
_LEAST_MS = 6 * 60_000
"""With less left of a massage, there is no part on the table any more."""
_SETTING_OUT_MS = 90 * 60_000
"""So long before an appointment nobody is in the waiting room yet."""


class ToDo(NamedTuple):
    """One thing to do: the line above its command, the command, and what Enter does."""

    words: str
    command: str
    enter: str = "Enter begins"


def home_page(standing: Standing, todo: ToDo) -> Page:
    """The page for somebody who looks; in a pipe it is the same without its foot."""
    thing = ((said(todo.words),), (command(todo.command),))
    return Page((*_where(standing, aloud=False), *thing, *_below(standing), (_keys(standing, todo),)))


def lower_pages(standing: Standing, todo: ToDo) -> tuple[Page, Page]:
    """The page for windows too low for it: the thing to do in one piece, and that without the fact above it as well."""
    thing = (said(todo.words), command(todo.command), *_flat(_below(standing)), _keys(standing, todo))
    where = _where(standing, aloud=False)
    return Page((*where, thing)), Page((where[0], thing))


def _keys(standing: Standing, todo: ToDo) -> Foot:
    anew = ("n begins anew",) if standing.state == "cut-short" else ()
    # From everywhere a calm minute is one key away.
    breath = () if todo.command == TASTE else ("b breathes",)
    also = tuple(f"{key} {one.words}" for key, one in also_keys(standing).items())
    return foot(todo.enter, *anew, *breath, *also, ELSE)


def also_keys(standing: Standing) -> dict[str, ToDo]:
    """What somebody in this state may look for besides, by its key; `enter` is what it does, read aloud."""
    match standing.state:
        case "new":
            first = "tells how a first massage goes"
            return {"f": ToDo("a first massage", "massage-mind first-time", first)}
        case "between" | "later" if standing.rated is not None:
            return {"t": ToDo("what changed", "massage-mind trends", "shows what changed")}
        case _:
            return {}


def home_aloud(standing: Standing, todo: ToDo, *, asked: bool) -> Page:
    """The page for somebody who listens; `asked`: they can answer, so the keys are said in sentences."""
    if not asked:
        thing = (said(todo.words), command(todo.command))
        return Page(((*_flat(_where(standing, aloud=True)), *thing, *_flat(_below(standing))),))
    anew = (said("n and Enter begins anew."),) if standing.state == "cut-short" else ()
    breath = () if todo.command == TASTE else (said("b and Enter is two minutes of breath."),)
    # "To go on with it" and "When it begins" are no sentences by themselves.
    purpose = todo.words.rpartition(". ")[2].startswith(("To ", "When it begins"))
    enter = ", press Enter" if purpose else ". Press Enter to begin"
    begins = said(f"{todo.words[:-1]}{enter}.")
    also = [said(f"{key} and Enter {one.enter}.") for key, one in also_keys(standing).items()]
    other = said("A question mark and Enter shows what else there is. Any other key and Enter leaves.")
    # The command last: nothing that is to be heard comes after words that are to be typed.
    keys = (begins, *anew, *breath, *also, other, said("The command for it:"), command(todo.command))
    return Page(((*_flat(_where(standing, aloud=True)), *_flat(_below(standing)), *keys),))


def _flat(parts: tuple[Part, ...]) -> Part:
    return [block for part in parts for block in part]


# ---------------------------------------------------------------- where somebody is, and one fact


def _where(standing: Standing, *, aloud: bool) -> tuple[Part, ...]:
    """The first parts: where somebody is, one fact, and which hour of a comparison is next."""
    first = _where_alone(standing, aloud=aloud)
    if standing.compared is None or standing.state in ("new", "cut-short", "now", "ended"):
        return first
    hour = standing.compared
    when = _when(hour.at, standing.zone, standing)
    return (*first, (said(f"The comparison: {hour.hour} {when}."),))


def _where_alone(standing: Standing, *, aloud: bool) -> tuple[Part, ...]:
    match standing.state:
        case "new":
            return (said(f"{_greeting(standing)}."),), (said(_ABOUT),)
        case "cut-short":
            assert standing.cut_short is not None
            return ((_stopped(standing, standing.cut_short, aloud=aloud),),)
        case "now":
            return ((_now(standing), *_wish(standing, aloud=aloud)),)
        case "ended":
            assert standing.massage is not None
            return ((_over(standing, standing.massage),),)
        case "soon":
            return ((_coming(standing), *_wish(standing, aloud=aloud)),)
        case "next-day":
            assert standing.massage is not None
            return ((said(f"{_greeting(standing)}. {_was_with(standing, standing.massage)}"),),)
        case "review" | "later":
            # After the last week of a course nothing may be planned.
            first = _coming(standing) if standing.coming else said(f"{_greeting(standing)}.")
            return (first,), *_fact(standing, aloud=aloud)
        case "between":
            return ((said(f"{_greeting(standing)}.{_last(standing)}"),), *_fact(standing, aloud=aloud))
        case _:
            assert_never(standing.state)


_ABOUT = (
    "massage-mind keeps you company around a massage: a while before, a few words during, a slow way back after. "
    "Nothing leaves this machine."
)


def _greeting(standing: Standing) -> str:
    hour = local(standing.now_ms, standing.zone).hour
    return "Good " + ("morning" if 5 <= hour < 12 else "afternoon" if 12 <= hour < 18 else "evening")


def _stopped(standing: Standing, session: SessionRecord, *, aloud: bool) -> PageLine:
    at, total = (place_text(ms, aloud=aloud) for ms in (session.position_ms, session.total_ms))
    when = _when(session.ended_at or session.heartbeat_at, session.zone, standing)
    return said(f"“{session.title}” stopped at ", bold(at), f" of {total}, {when}.")


def _now(standing: Standing) -> PageLine:
    from massage_mind.record.appointment_thread import end_ms

    coming = _appointment(standing)
    return said(bold("Now"), f"{_with(coming)}, until {_clock(end_ms(coming), coming.head.zone, standing)}.")


def _over(standing: Standing, massage: Massage) -> PageLine:
    until = _clock(massage.end_ms, massage.zone, standing)
    who = f"with {massage.therapist}" if massage.therapist else "on the table"
    if standing.next == "after-if-it-was":
        return said(f"You were to be {who} until {until}. ", bold("There's no hurry."))
    end = {"nothing": "It's all kept.", "write": "It's kept."}.get(standing.next)
    return said(f"You were {who} until {until}. ", end or bold("There's no hurry."))


def _was_with(standing: Standing, massage: Massage) -> str:
    when = _when(massage.begun_ms or massage.end_ms, massage.zone, standing)
    who = f"you were with {massage.therapist}" if massage.therapist else "you had a massage"
    return f"{when[0].upper()}{when[1:]} {who}."


def _coming(standing: Standing) -> PageLine:
    coming = _appointment(standing)
    when = _when(coming.head.at, coming.head.zone, standing)
    near = nearness(coming.head.when, _now_at(coming.head.zone, standing))
    words = f"{when[0].upper()}{when[1:]}{_with(coming)}."
    return said(f"{words} ", bold(f"{near[0].upper()}{near[1:]}.")) if near else said(words)


def _wish(standing: Standing, *, aloud: bool) -> Part:
    """What the person wants from it, in their own words."""
    if not standing.intention:
        return ()
    words = standing.intention if aloud else f'"{standing.intention}"'
    return (said(f"In your words: {words}."),)


def _fact(standing: Standing, *, aloud: bool) -> tuple[Part, ...]:
    """What waits, or else the last pair of numbers, or else the intention: one of them."""
    if standing.unfinished:
        return ((said("Something you wrote isn't finished. It's kept."),),)
    if standing.waiting:
        one = standing.waiting == 1
        many = "One thing" if one else f"{count_word(standing.waiting).capitalize()} things"
        return ((said(f"{many} you put down wait{'s' * one} for you."),),)
    if (rated := standing.rated) is not None:
        today = _now_at(rated.zone, standing).date()
        rows = tuple((item, f"{before} before, {after} after") for item, before, after in rated.pairs)
        told = tuple(f"{begun(item)}: {words}." for item, words in rows)
        day = date_words(local(rated.at_ms, rated.zone).date(), today)
        table = (heading(f"Last time, {day}"), PageTable(("", ""), rows, sentences=told)) if rows else ()
        return (table, (said(rated.left_out),) if rated.left_out else ())
    return (tuple(_wish(standing, aloud=aloud)),)


def _last(standing: Standing) -> str:
    """The last session, where there is nothing better to say."""
    last = standing.last
    if last is None or standing.rated is not None:
        return ""
    return f" The last was {last.title}, {_when(last.started_at, last.zone, standing)}."


def _below(standing: Standing) -> tuple[Part, ...]:
    """What was put down, while somebody is still coming back."""
    if standing.state != "ended" or standing.keeps_until_ms is None:
        return ()
    keeps = _clock(standing.keeps_until_ms, standing.zone, standing)
    return ((said(f"What you put down keeps until {keeps}."),),)


# ---------------------------------------------------------------- the one thing to do


def todo_of(standing: Standing, also_asked: tuple[str, ...] = (), *, aloud: bool = False) -> ToDo:
    """The next thing with its command; `also_asked` are the measures that the settings add to a check-in."""
    match standing.next:
        case "go-on":
            assert standing.cut_short is not None
            at = place_text(standing.cut_short.position_ms, aloud=aloud)
            return ToDo(f"It's kept. To go on from {at}:", _again(standing.cut_short), "Enter goes on")
        case "before-waiting":
            return _before(standing)
        case "during":
            return _during(standing)
        case "follow-up":
            many = count_word(len(items_for("next-day", also_asked, standing.measures))).capitalize()
            words = f"How is it today? {many} numbers; leave out what you like:"
            return ToDo(words, "massage-mind checkin next-day")
        case "review":
            return _review(standing)
        case "breathe" if standing.state != "new":
            return ToDo("A breath for now, two minutes:", TASTE)
        case _:
            return THINGS[standing.next]


THINGS: dict[NextThing, ToDo] = {
    "during-when-it-begins": ToDo("When it begins:", "massage-mind during"),
    "after-when-ready": ToDo("When you like, come back slowly and see how it is:", "massage-mind after"),
    "after-if-it-was": ToDo("If you were, come back slowly and see how it is:", "massage-mind after"),
    "write": ToDo("A few lines while it's fresh, if you like:", "massage-mind journal add"),
    "nothing": ToDo("To look at it:", "massage-mind journal show", "Enter shows it"),
    "set-intention": ToDo("What would you like from it? In your own words:", "massage-mind intention"),
    "follow-up-soreness": ToDo(
        "How is it by now? One question on the soreness, if you like:", "massage-mind checkin next-day"
    ),
    "write-on": ToDo("To go on with it:", "massage-mind journal add", "Enter goes on"),
    "thoughts": ToDo("To have a look:", "massage-mind park list", "Enter shows it"),
    "before": ToDo("To arrive, 4 minutes:", "massage-mind before --minutes 4"),
    "breathe": ToDo("A taste, two minutes, sitting as you are:", TASTE),
}
"""What is the same whenever it is next."""


def _again(session: SessionRecord) -> str:
    """The command that goes on with this session."""
    if session.request.get("quiet_hour") is True:
        return "massage-mind session --quiet-hour"
    return "massage-mind session" if session.journey else f"massage-mind {session.moment}"


def _review(standing: Standing) -> ToDo:
    from massage_mind.record.course import Course

    assert standing.review is not None
    course, week = standing.review
    assert isinstance(course.details, Course)
    over = f"{count_word(week).capitalize()} weeks are over."
    last = week >= course.details.weeks
    words = "What they show, and what they don't:" if last else "How it goes, if you'd like a look:"
    return ToDo(f"{over} {words}", "massage-mind course review", "Enter opens it")


def _before(standing: Standing) -> ToDo:
    left_ms = _appointment(standing).head.at - standing.now_ms
    minutes = 4 if left_ms >= _FEW_MS else 2
    where = "Before you set out" if left_ms > _SETTING_OUT_MS else "In the waiting room"
    return ToDo(f"{where}, {minutes} minutes:", f"massage-mind before --minutes {minutes}")


def _during(standing: Standing) -> ToDo:
    """The part on the table, as long as the appointment still is."""
    from massage_mind.record.appointment_thread import end_ms

    coming = _appointment(standing)
    left_ms = end_ms(coming) - standing.now_ms
    if left_ms < _LEAST_MS:
        return ToDo("When it's over, come back slowly:", "massage-mind after")
    if standing.now_ms - coming.head.at < _BEGUN_MS:
        return ToDo("On the table, whenever you like:", "massage-mind during")
    until = clock_words(local(end_ms(coming), standing.zone))
    return ToDo("On the table, for what is left of it:", f"massage-mind during --until {until}")


# ---------------------------------------------------------------- words


def _appointment(standing: Standing) -> Record:
    assert standing.coming is not None
    return standing.coming


def _with(appointment: Record) -> str:
    """With whom it is, or else of which kind."""
    from massage_mind.record.appointment_thread import appointment_of

    details = appointment_of(appointment)
    if details.therapist:
        return f", with {details.therapist}"
    return f", {details.style.replace('-', ' ')}" if details.style else ", your massage"


def _now_at(zone: str, standing: Standing) -> datetime:
    return local(standing.now_ms, zone)


def _when(at_ms: int, zone: str, standing: Standing) -> str:
    return when_words(local(at_ms, zone), _now_at(zone, standing))


def _clock(at_ms: int, zone: str, standing: Standing) -> str:
    """A time of today by the clock alone; of another day with that day."""
    at, now = local(at_ms, zone), _now_at(zone, standing)
    return clock_words(at) if at.date() == now.date() else when_words(at, now)
