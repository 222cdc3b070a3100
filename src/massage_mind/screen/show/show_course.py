"""A course on a page: how it stands, what it cost, what is next of it, and a look back on it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import assert_never

from massage_mind.record.appointment_thread import appointment_of, is_open
from massage_mind.record.course import EVERY_WORDS, WEEKS_BETWEEN, read_pauses, review_weeks
from massage_mind.record.course_count import in_all, money
from massage_mind.record.course_next import NextOfCourse
from massage_mind.record.course_overview import Overview, course_of
from massage_mind.record.course_review import Proposal, Review, review_text
from massage_mind.record.course_weeks import (
    end_of_week,
    first_day,
    how_many,
    pause_on,
    place_in_course,
    weeks_over,
)
from massage_mind.record.head import Record
from massage_mind.record.instants import local
from massage_mind.screen.page.page_parts import (
    Page,
    PageLine,
    PageTable,
    Part,
    Styled,
    bold,
    command,
    heading,
    said,
    under,
)
from massage_mind.screen.show.record_text import begun, first_line, minutes_text, style_words
from massage_mind.screen.show.show_pieces import paragraphs, under_a_heading
from massage_mind.screen.text import safe_text
from massage_mind.words.lengths import count_word, counted
from massage_mind.words.times import clock_words, date_words, dated_words, when_words

Rows = Sequence[tuple[str, str]]


def overview_page(overview: Overview, now: datetime) -> Page:
    """The course as it stands: counts in words, money as figures, and nothing on what either means."""
    return Page(
        [
            [_what_it_is(overview), *_facts(overview), *_in_your_words(overview)],
            *_table("Appointments", _counted(overview, now)),
            *_table("What it cost" if overview.standing == "ended" else "What it costs", _costs(overview)),
            *_table("To come", _to_come(overview, now)),
            *_after_it(overview),
        ]
    )


def started_page(overview: Overview, now: datetime) -> Page:
    """What was planned, said back: which, what they cost in all, when there is a look back."""
    course, zone, planned = overview.course, overview.record.head.zone, overview.appointments
    lines = [_what_it_is(overview, begun_now=True), *_facts(overview)]
    if how_many(course):
        first, last = (dated_words(one.head.when, now) for one in (planned[0], planned[-1]))
        many = count_word(len(planned)).capitalize()
        lines.append(said(f"{many} appointments are noted: the first {first}, the last {last}."))
    compare: list[Part] = []
    if course.baseline and how_many(course):
        weeks = f"{count_word(course.baseline)} week{'s' * (course.baseline != 1)}"
        words = f"Until the first there {'is' if course.baseline == 1 else 'are'} {weeks} without one. To have something to compare with later:"
        compare = [[said(words)], [command("massage-mind checkin ordinary-day")]]
    return Page(
        [
            lines,
            *_table("What it costs", _planned_costs(overview)),
            *_table("Looks back", _looks_back(overview, now, zone)),
            *compare,
            [said("For your calendar:")],
            [command("massage-mind course calendar --out course.ics")],
        ]
    )


def next_page(overview: Overview, found: NextOfCourse, now: datetime) -> Page:
    """The one next thing of it, and its command."""
    match found.what:
        case "said":
            one = _the(found)
            when = when_words(one.head.when, now)
            return _thing(
                f"{begun(when)}{_with(one)}: did it take place?", f"massage-mind appointment done {one.id}"
            )
        case "review":
            return _thing(f"{_weeks_over(found)} To look back:", "massage-mind course review")
        case "look-back":
            assert found.day is not None
            return _thing(
                f"A look back, after week {found.week}: {date_words(found.day, now.date())}.",
                "massage-mind course show",
            )
        case "appointment":
            one = _the(found)
            return Page(([said(f"{begun(when_words(one.head.when, now))}{_with(one)}.")],))
        case "paused":
            return _thing(f"{_paused(overview, now)} To go on:", "massage-mind course resume")
        case "ended":
            return _thing("The course has ended. What came of it:", "massage-mind course show")
        case "nothing":
            return _thing(
                "Nothing of it is planned. To note one:", 'massage-mind appointment add "friday 15:00"'
            )
        case _:
            assert_never(found.what)


def review_page(
    overview: Overview, week: int, review: Review | None, before: Sequence[int], proposal: Proposal | None
) -> Page:
    """The words of the beginning beside those of today, the numbers as they are, and what may be said to it."""
    course = overview.course
    place = place_in_course(course, week, overview.today, overview.record.head.zone)
    parts: list[Part] = [[said(f"{place}. ", *_so_far(overview))]]
    if review is None:
        parts += [_in_your_words(overview)] if course.intention else []
    else:
        parts.append(paragraphs(review_text(review, course)))
    if before:
        title = overview.measure_name
        numbers = ", ".join(map(str, before))
        parts.append([heading(f"{safe_text(title)} before each"), under(numbers), under("As they were given, one after the other. They don't say why.")])  # fmt: skip
        parts += [
            [said("What they show, and what they don't:")],
            [command(f"massage-mind trends {course.measure}")],
        ]
    if proposal is not None:
        parts.append([said(" ".join(proposal.sentences))])
        if proposal.line:
            parts += [[said(proposal.purpose)], [command(proposal.line)]]
    return Page(parts)


def beside_words(beside: Sequence[Record], now: datetime) -> str:
    """That others run too: how often, with whom, since when; those beyond the first are counted."""
    first, *more = beside
    course = course_of(first)
    whom = f", with {safe_text(course.therapist)}" if course.therapist else ""
    rest = f", and {count_word(len(more))} more" if more else ""
    since = date_words(first.head.when.date(), now.date())
    return f"Another course hasn't ended: {EVERY_WORDS[course.every]}{whom}, planned on {since}{rest}."


# ---------------------------------------------------------------- what it is


def _what_it_is(overview: Overview, *, begun_now: bool = False) -> PageLine:
    course, zone = overview.course, overview.record.head.zone
    how = EVERY_WORDS[course.every].capitalize()
    first = local(course.first_at, zone)
    when = f", {first:%A} at {clock_words(first)}" if WEEKS_BETWEEN[course.every] else ""
    whom = f", with {safe_text(course.therapist)}" if course.therapist else ""
    standing = f"Over {counted(course.weeks, 'week')}." if begun_now else _standing(overview)
    return said(f"{how}{when}{whom}. ", bold(standing), aside=overview.record.id)


def _standing(overview: Overview) -> str:
    match overview.standing:
        case "ended":
            return "It has ended."
        case "paused":
            return "It's paused."
        case "running":
            week, weeks = overview.week, overview.course.weeks
            if week == 0:
                return "It hasn't begun."
            return f"Week {week} of {weeks}." if week <= weeks else f"All {count_word(weeks)} weeks are over."
        case _:
            assert_never(overview.standing)


def _paused(overview: Overview, now: datetime) -> str:
    pause = pause_on(overview.course, overview.today)
    if pause is None or pause.until is None:
        return "The course is paused."
    return f"The course is paused until {date_words(pause.until, now.date())}."


def _is_open_end(overview: Overview) -> bool:
    """Whether it is paused, and nobody knows yet until when."""
    pause = pause_on(overview.course, overview.today)
    return overview.standing == "paused" and (pause is None or pause.until is None)


def _facts(overview: Overview) -> list[PageLine]:
    course = overview.course
    hands = f"hands there for {course.hands_on}" if course.hands_on else ""
    pieces = (
        minutes_text((course.minutes or 0) * 60_000),
        style_words(course.style),
        hands,
        safe_text(course.place),
    )
    facts = " · ".join(filter(None, pieces))
    measure = safe_text(overview.measure_name)
    lines = [said(facts)] if facts else []
    return [*lines, said(f"The main measure: {measure[:1].lower()}{measure[1:]}.")] if measure else lines


def _in_your_words(overview: Overview) -> list[PageLine]:
    text = first_line(overview.course.intention)
    return [said(f'At the beginning: "{text}"')] if text else []


def _so_far(overview: Overview) -> tuple[str | Styled, ...]:
    """How many took place; as long as the course goes on, that it is so far."""
    counts, course = overview.counts, overview.course
    if not counts.been:
        return (bold("None has been yet."),)
    goes_on = weeks_over(course, overview.today, overview.record.head.zone) < course.weeks
    return ("So far " if goes_on else "", bold(f"{counts.done} of {counts.been} took place."))


# ---------------------------------------------------------------- tables


def _table(title: str, rows: Rows) -> list[Part]:
    told = [f"{begun(name)}: {words}." for name, words in rows]
    return under_a_heading(title, [PageTable(("", ""), rows, sentences=told)] if rows else [])


def _counted(overview: Overview, now: datetime) -> list[tuple[str, str]]:
    counts = overview.counts
    rows = [("took place", f"{counts.done} of {counts.been}")] if counts.been else []
    some = (("moved", counts.moved), ("skipped", counts.skipped), ("not said yet", counts.not_said), ("to come", counts.to_come))  # fmt: skip
    rows += [(name, count_word(number)) for name, number in some if number]
    minutes = overview.practice_ms // 60_000
    rows += [("practice besides", counted(minutes, "minute"))] if minutes else []
    if overview.standing == "paused":
        pause = pause_on(overview.course, overview.today)
        until = "you go on" if pause is None or pause.until is None else date_words(pause.until, now.date())
        rows.append(("paused", f"until {until}"))
    return rows


def _costs(overview: Overview) -> list[tuple[str, str]]:
    course, costs = overview.course, overview.costs
    rows = [("in " + (name or "no money named"), money(amount, name)) for name, amount in costs.apart]
    if not course.price and not costs.to_date and costs.cap is None:
        return rows
    own = [("to date", money(costs.to_date, course.currency))]
    own += (
        []
        if overview.standing == "ended"
        else [("in all, as planned", money(costs.projected, course.currency))]
    )
    own += [("your cap", money(costs.cap, course.currency))] if costs.cap is not None else []
    return [*own, *rows]


def _planned_costs(overview: Overview) -> list[tuple[str, str]]:
    course = overview.course
    if not course.price:
        return []
    one = money(in_all(course, 1), course.currency)
    tip = " with the tip" if course.tip else ""
    rows = [("each", f"{one}{tip}")]
    if many := how_many(course):
        rows.append(("in all", money(in_all(course, many), course.currency)))
    costs = overview.costs
    return [*rows, ("your cap", money(costs.cap, course.currency))] if costs.cap is not None else rows


def _looks_back(overview: Overview, now: datetime, zone: str) -> list[tuple[str, str]]:
    return [
        (f"after week {week}", date_words(end_of_week(overview.course, week, zone), now.date()))
        for week in review_weeks(overview.course)
    ]


def _to_come(overview: Overview, now: datetime) -> list[tuple[str, str]]:
    coming = [
        one for one in overview.appointments if is_open(appointment_of(one)) and one.head.at > overview.now_ms
    ]
    rows = [("the next", when_words(coming[0].head.when, now))] if coming else []
    if overview.week == 0 and not coming and overview.standing == "running":
        rows.append(("the first day", _day(first_day(overview.course, overview.record.head.zone), now)))
    if (review := overview.review) is not None:
        # In a pause without an end nobody knows the day.
        when = "once you go on" if _is_open_end(overview) else _day(review[1], now)
        rows.append(("a look back", f"{when}, after week {review[0]}"))
    for pause in read_pauses(overview.course):
        if pause.since > overview.today and overview.standing != "ended":
            until = "" if pause.until is None else f" until {_day(pause.until, now)}"
            rows.append(("a pause", f"from {_day(pause.since, now)}{until}"))
    return rows


def _day(day: date, now: datetime) -> str:
    return date_words(day, now.date())


def _after_it(overview: Overview) -> list[Part]:
    course = overview.course
    parts = under_a_heading("After it", paragraphs(course.comes_after))
    if overview.standing == "ended":
        parts += under_a_heading("Why it ended", paragraphs(course.end_reason))
    return parts


# ---------------------------------------------------------------- what is next


def _the(found: NextOfCourse) -> Record:
    assert found.appointment is not None
    return found.appointment


def _with(one: Record) -> str:
    therapist = appointment_of(one).therapist
    return f", with {safe_text(therapist)}" if therapist else ""


def _weeks_over(found: NextOfCourse) -> str:
    assert found.week is not None
    return f"{count_word(found.week).capitalize()} weeks are over."


def _thing(words: str, line: str) -> Page:
    return Page(([said(words)], [command(safe_text(line))]))
