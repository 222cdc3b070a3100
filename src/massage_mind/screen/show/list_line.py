"""What a list says of one record of any kind: which kind it is, what it says, and the same as it is told on a page.

Nothing here is set for a terminal: a list on a pipe needs these words and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple, cast

from massage_mind.record.appointment import STATE_TITLES, Appointment
from massage_mind.record.appointment_thread import end_from, is_open
from massage_mind.record.checkin import CheckIn
from massage_mind.record.course import EVERY_WORDS, Course
from massage_mind.record.entry import Entry
from massage_mind.record.head import Head, Record
from massage_mind.record.intention import Intention
from massage_mind.record.kind_info import KindInfo
from massage_mind.record.kinds import KIND_TITLES, info_of
from massage_mind.record.parked import PARK_STATE_TITLES, Parked
from massage_mind.record.phases import PHASE_TITLES, Phase
from massage_mind.record.session import SessionRecord
from massage_mind.screen.show.record_text import (
    first_line,
    minutes_text,
    session_ending,
    session_length,
    style_words,
)
from massage_mind.screen.text import safe_text
from massage_mind.words.lengths import count_word, counted
from massage_mind.words.times import nearness

_LONGEST_TOLD = 140
"""So much of a text of a person's own stands in a list; its page has all of it."""
_WHEN_GIVEN = {"before": "before", "after": "after", "next-day": "the next day", "ordinary-day": "on an ordinary day"}  # fmt: skip
_OFTEN = {2: "twice", 3: "three times", 4: "four times"}


class ListLine(NamedTuple):
    """What a list says of one record, harmless text throughout, without its tags."""

    what: str
    """Which kind it is; of a session, which moment."""
    words: str
    """All that fits into a line that is never cut: titles, figures, how a text begins."""
    told: str
    """The same as a page tells it: counts instead of figures, and of a long text its beginning."""


def list_line(record: Record, now: datetime) -> ListLine:
    """What a list says of a record; `now` is aware."""
    details = record.details
    match details:
        case SessionRecord():
            return _session(record.head, details)
        case Entry():
            text = first_line(details.text)
            return ListLine(KIND_TITLES["entry"], text, beginning(text))
        case CheckIn():
            words = " · ".join(filter(None, (phase_text(details), checkin_text(details))))
            return ListLine(KIND_TITLES["checkin"], words, checkin_told(details))
        case Appointment():
            return _appointment(record.head, details, now)
        case Intention():
            return _intention(details)
        case Parked():
            text, state = first_line(details.text), PARK_STATE_TITLES[details.state]
            return ListLine(KIND_TITLES["parked"], f"{text} · {state}", f"put down: {beginning(text)}")
        case Course():
            return _course(details)
        case _:
            return any_line(info_of(details), details)


def tags_text(tags: Sequence[str]) -> str:
    """Tags side by side: "#week/busy #mood"; empty where there are none."""
    return " ".join(f"#{safe_text(tag)}" for tag in tags)


def words_and_tags(record: Record, now: datetime) -> str:
    """What a record says in one line that is never cut, its tags behind it."""
    return "  ".join(filter(None, (list_line(record, now).words, tags_text(record.head.tags))))


def beginning(text: str) -> str:
    """How a text begins, cut between words where it is long."""
    if len(text) <= _LONGEST_TOLD:
        return text
    cut = text[:_LONGEST_TOLD]
    return f"{cut.rpartition(' ')[0] or cut} ..."


def any_line(info: KindInfo, details: Any) -> ListLine:
    """Of a kind without a line of its own: how its words begin."""
    words = first_line(
        getattr(details, info.body) if info.body else next(filter(None, info.searched(details)), "")
    )
    return ListLine(info.titles[0], words, f"{info.titles[0]}: {beginning(words)}")


# ---------------------------------------------------------------- kind by kind


def _session(head: Head, session: SessionRecord) -> ListLine:
    title, length = safe_text(session.title), session_length(session)
    how = "written down" if session.logged else session_ending(session).listed
    pieces = (title, style_words(session.style), length, how)
    ended = "" if session.logged or session.ending == "finished" else how
    what = safe_text(session.moment) if head.kind == "session" else KIND_TITLES[head.kind]
    return ListLine(
        what, " · ".join(filter(None, pieces)), ", ".join(filter(None, (title or what, length, ended)))
    )


def checkin_text(checkin: CheckIn) -> str:
    """Ratings and marks in one line: "stress 6, tension 7 · jaw 2"."""
    ratings = ", ".join(f"{item} {value}" for item, value in checkin.ratings.items())
    like = _like(checkin)
    marks = ", ".join(
        f"{region} {level}{like.get(region, '')}" for region, level in checkin.body.items() if level
    )
    return safe_text(" · ".join(filter(None, (ratings, marks, first_line(checkin.note)))))


def _like(checkin: CheckIn) -> dict[str, str]:
    """What it is like by region, to stand behind the number."""
    if not checkin.kinds:
        return {}
    from massage_mind.script.body_kinds import kind_as_typed

    return {region: f" {kind_as_typed(words)}" for region, words in checkin.kinds.items()}


def checkin_told(checkin: CheckIn) -> str:
    """What was given, counted: "four numbers before, and the body"."""
    when = _WHEN_GIVEN.get(checkin.phase, safe_text(checkin.phase))
    count = len(checkin.ratings)
    given = [f"{count_word(count)} number{'s' * (count != 1)}"] * bool(count)
    given += ["the body"] * bool(checkin.body) + ["a few words"] * bool(checkin.note.strip())
    first, *rest = given or ["nothing"]
    more = " and ".join(rest)
    return f"{first} {when}" + (f", and {more}" if more else "")


def phase_text(checkin: CheckIn) -> str:
    """Which of the four times it was."""
    return safe_text(PHASE_TITLES.get(cast("Phase", checkin.phase), checkin.phase))


def with_whom(appointment: Appointment) -> str:
    """With whom, where and for how much, as far as it was said."""
    price = f"{appointment.price} {appointment.currency}".strip() if appointment.price else ""
    whom = f"with {appointment.therapist}" if appointment.therapist else ""
    return safe_text(", ".join(filter(None, (whom, appointment.place, price))))


def massage_words(appointment: Appointment) -> str:
    """What kind of massage and with whom: "Swedish with Kim", "Massage"."""
    whom = f" with {appointment.therapist}" if appointment.therapist else ""
    return safe_text(f"{style_words(appointment.style) or 'Massage'}{whom}")


def standing_words(head: Head, appointment: Appointment, now: datetime) -> str:
    """How far off it is; of one that is not to come any more, how it stands where that says something."""
    now_ms = round(now.timestamp() * 1000)
    if not is_open(appointment) or end_from(head.at, appointment) <= now_ms:
        return "" if appointment.state == "planned" else STATE_TITLES[appointment.state]
    return "now" if head.at <= now_ms else nearness(head.when, now)


def _appointment(head: Head, appointment: Appointment, now: datetime) -> ListLine:
    length = minutes_text((appointment.minutes or 0) * 60_000)
    note = first_line(appointment.note)
    pieces = (style_words(appointment.style), length, with_whom(appointment), STATE_TITLES[appointment.state], note)  # fmt: skip
    standing = standing_words(head, appointment, now)
    told = (massage_words(appointment), length, "" if standing == "done" else standing)
    return ListLine(
        KIND_TITLES["appointment"], " · ".join(filter(None, pieces)), ", ".join(filter(None, told))
    )


def _course(course: Course) -> ListLine:
    whom = f"with {course.therapist}" if course.therapist else ""
    how = f"{EVERY_WORDS[course.every]} over {counted(course.weeks, 'week')}"
    words = safe_text(
        " · ".join(filter(None, (how, whom, "" if course.state == "running" else course.state)))
    )
    return ListLine(KIND_TITLES["course"], words, f"{KIND_TITLES['course']}: {words}")


def _intention(intention: Intention) -> ListLine:
    text = first_line(intention.text)
    told = f'you wanted: "{beginning(text)}"' if text else "to go without an intention"
    return ListLine(KIND_TITLES["intention"], text, told)


# ---------------------------------------------------------------- what hangs on an appointment


def hanging_words(hanging: Sequence[Record]) -> str:
    """What hangs on an appointment, counted: "before, during, after · one entry · four numbers, twice"."""
    of: Mapping[type, list[Any]] = {
        kind: [one.details for one in hanging if isinstance(one.details, kind)]
        for kind in (SessionRecord, Entry, CheckIn, Parked)
    }
    moments = dict.fromkeys(safe_text(one.moment) for one in of[SessionRecord])
    entries, thoughts = len(of[Entry]), len(of[Parked])
    pieces = (
        ", ".join(moments),
        f"{count_word(entries)} entr{'y' if entries == 1 else 'ies'}" if entries else "",
        _numbers_given(of[CheckIn]),
        f"{count_word(thoughts)} thought{'s' * (thoughts != 1)} put down" if thoughts else "",
    )
    return " · ".join(filter(None, pieces))


def _numbers_given(checkins: Sequence[CheckIn]) -> str:
    counts = [len(one.ratings) for one in checkins if one.ratings]
    if not counts:
        return "the body" if any(one.body for one in checkins) else ""
    if len(set(counts)) > 1:
        return f"numbers, {_OFTEN.get(len(counts), f'{count_word(len(counts))} times')}"
    many = f"{count_word(counts[0])} number{'s' * (counts[0] != 1)}"
    if len(counts) == 1:
        return many
    return f"{many}, {_OFTEN.get(len(counts), f'{count_word(len(counts))} times')}"
