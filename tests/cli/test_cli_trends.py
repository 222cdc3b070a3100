"""`trends` and `lookback` as command lines: the page, JSON, the table, what is missing, and what was wrong."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import product
from typing import NamedTuple

import pytest
from cli_terminal import text_on

from massage_mind.cli.main import run
from massage_mind.insight.claims import STANDING_LINE
from massage_mind.journal.file.memory import MemoryJournal
from massage_mind.journal.store import Store, open_store
from massage_mind.learn.stop_questions import STOP_TITLE
from massage_mind.record.appointment import Appointment
from massage_mind.record.checkin import CheckIn
from massage_mind.record.entry import Entry
from massage_mind.record.head import NewRecord
from massage_mind.record.instants import DAY_MS, HOUR_MS
from massage_mind.record.intention import Intention
from massage_mind.record.progress import Progress
from massage_mind.record.query import Query
from massage_mind.record.session import NewSession
from massage_mind.testing import ManualClock, Screen, manual_world

OSLO = "Europe/Oslo"
NOW = round(datetime(2026, 11, 26, 13, 0, tzinfo=UTC).timestamp() * 1000)
"""A Thursday, 14:00 in Oslo."""
WEEK_MS = 7 * DAY_MS
STRESS = ((8, 5), (7, 4), (7, 5), (6, 3), (7, 3), (6, 4), (5, 3), (6, 3), (5, 2), (4, 3), (5, 2), (4, 2))
HARDER = ((2, 2), (3, 3), (3, 2), (4, 4), (4, 5), (5, 5), (6, 6), (6, 7), (7, 7), (8, 8), (8, 9), (9, 9))


class Said(NamedTuple):
    """What a command line said, and how it ended."""

    out: str
    err: str
    code: int


class Diary:
    """A record in memory, and command lines on it."""

    def __init__(self) -> None:
        self.journal = MemoryJournal()
        self.clock = [NOW]

    def store(self) -> Store:
        """The record, open for writing, dated by the clock of this diary."""
        return open_store(self.journal, writing=True, wall=lambda: self.clock[0])

    def call(self, *words: str, columns: str = "", aloud: bool = False) -> Said:
        """What this line says: on a pipe, on a terminal so many columns wide, or aloud."""
        streams = {"stdout": Screen(), "stderr": Screen()} if columns else {}
        environ = {"TERM": "dumb", "COLUMNS": columns, "ACCESSIBLE": "1" if aloud else ""}
        world = manual_world(journal=self.journal, clock=ManualClock(wall=NOW), zone=OSLO, environ=environ, **streams)  # fmt: skip
        code = run([*words], lambda: world)
        return Said(text_on(world.stdout), text_on(world.stderr), code)

    def weekly(self, pairs: tuple[tuple[int, int], ...], *, booked_before_ms: int = 3 * DAY_MS) -> None:
        """A massage each Thursday, the last a week ago, with these numbers of stress before and after."""
        with self.store() as store:
            for at, (before, after) in enumerate(pairs):
                when = NOW - (len(pairs) - at) * WEEK_MS
                self.clock[0] = when - booked_before_ms
                details = Appointment(
                    60, "swedish" if at % 2 else "thai", "Kim" if at % 3 else "Lee", price="80", currency="EUR", state="done"
                )  # fmt: skip
                home = store.records.add(NewRecord(details, when, OSLO)).id
                self.clock[0] = when
                body = {"left shoulder": 1 + before // 4}
                rated = (("before", 0, CheckIn("before", "", {"stress": before, "tension": before}, body)), ("after", HOUR_MS, CheckIn("after", "", {"stress": after}, {"left shoulder": 1})), ("next-day", 20 * HOUR_MS, CheckIn("next-day", "", {"stress": after, "sleep": 7})))  # fmt: skip
                for _, off, checkin in rated:
                    store.records.add(NewRecord(checkin, when + off, OSLO, home))
        self.clock[0] = NOW

    def quiet_hour(self, when: int, before: int, after: int) -> None:
        """A quiet hour with these numbers."""
        with self.store() as store:
            self.clock[0] = when
            new = NewSession("during", "quiet-hour", "A quiet hour", HOUR_MS, HOUR_MS, 0, OSLO, quiet_hour=True)  # fmt: skip
            taken = store.begin_session(new)
            store.end_session(taken, Progress(HOUR_MS, played_ms=HOUR_MS), "finished")
            for phase, value in (("before", before), ("after", after)):
                store.records.add(NewRecord(CheckIn(phase, "", {"stress": value}), when, OSLO, session=taken))
        self.clock[0] = NOW


@pytest.fixture
def diary(monkeypatch: pytest.MonkeyPatch) -> Iterator[Diary]:
    """Nothing in it yet."""
    names = map("".join, product("bcdfghjkmnpqrstvwxz", repeat=5))
    monkeypatch.setitem(open_store.__kwdefaults__, "new_id", lambda: next(names))
    found = Diary()
    yield found
    found.journal.close()


# ---------------------------------------------------------------- nothing, and what was wrong


def test_with_nothing_rated_it_says_what_to_do(diary: Diary) -> None:
    """Exit code 0, the sentence beside standard output, and an empty document for a program."""
    said = diary.call("trends")
    assert ("", 0) == (said.out, said.code)
    assert "No massages rated yet." in said.err and "massage-mind checkin before" in said.err
    assert {} == json.loads(diary.call("trends", "--json").out)["measures"]
    assert 1 == len(diary.call("trends", "--csv").out.splitlines())


def test_a_measure_that_is_none_is_refused_with_the_one_that_is_near(diary: Diary) -> None:
    """Exit code 2; so are two forms at once."""
    said = diary.call("trends", "stres")
    assert (2, True) == (said.code, 'There\'s no measure called "stres".' in said.err)
    assert "massage-mind trends stress" in said.err
    assert 2 == diary.call("trends", "--json", "--csv").code


def test_a_time_in_which_nothing_was_rated(diary: Diary) -> None:
    """Says so, and how to see all of it."""
    diary.weekly(STRESS)
    said = diary.call("trends", "--since", "yesterday")
    assert ("", 0) == (said.out, said.code)
    assert "No massages rated in that time." in said.err


# ---------------------------------------------------------------- the forms


def test_the_document_has_the_promised_keys(diary: Diary) -> None:
    """What other programs rely on, and the figures."""
    diary.weekly(STRESS)
    document = json.loads(diary.call("trends", "--json").out)
    stress = document["measures"]["stress"]
    assert {"n", "pairs", "median_change", "interval", "announced", "sentences"} <= set(stress)
    assert (12, [list(one) for one in STRESS]) == (stress["n"], stress["pairs"])
    assert (-3, [-3, -2], True) == (stress["median_change"], stress["interval"], stress["announced"])
    assert "Stress was usually lower after a massage" in " ".join(stress["sentences"])
    assert (0, 12) == (document["measures"]["tension"]["n"], document["measures"]["tension"]["missing"])
    assert ["stress"] == list(json.loads(diary.call("trends", "stress", "--json").out)["measures"])
    assert STANDING_LINE == document["standing"]


def test_few_have_no_interval_and_announce_nothing(diary: Diary) -> None:
    """Three pairs: the middle, null, false."""
    diary.weekly(STRESS[:3])
    stress = json.loads(diary.call("trends", "--json").out)["measures"]["stress"]
    assert (3, -3, None, False) == tuple(stress[one] for one in ("n", "median_change", "interval", "announced"))  # fmt: skip
    assert "Too few to tell more." in " ".join(stress["sentences"])


def test_the_table_has_a_line_an_hour(diary: Diary) -> None:
    """Read by a spreadsheet: the numbers, when, what it was; a name that begins like a formula is none."""
    diary.weekly(STRESS[:2])
    with diary.store() as store:
        store.records.change("bbbbb", details=lambda old: Appointment(60, "thai", "=1+1", state="done"))
    diary.quiet_hour(NOW - 3 * DAY_MS, 5, 4)
    rows = list(csv.DictReader(io.StringIO(diary.call("trends", "--csv").out)))
    stress = [one for one in rows if one["measure"] == "stress"]
    assert [("massage", "8", "5"), ("massage", "7", "4"), ("quiet-hour", "5", "4")] == [
        (one["hour"], one["before"], one["after"]) for one in stress
    ]
    assert ("'=1+1", "2026-11-12T14:00:00.000+01:00", "5") == (stress[0]["therapist"], stress[0]["at"], stress[0]["next_day"])  # fmt: skip


def test_what_lies_in_the_bin_is_not_counted(diary: Diary) -> None:
    """Nor is what lies before the time that was asked for."""
    diary.weekly(STRESS)
    diary.call("journal", "delete", "bbbbc", "--yes")
    counted = json.loads(diary.call("trends", "--json").out)["measures"]["stress"]
    assert (11, 1) == (counted["n"], counted["missing"])
    some = json.loads(diary.call("trends", "--since", "3w", "--json").out)
    assert (3, 3) == (some["measures"]["stress"]["n"], some["massages"])


def test_a_quiet_hour_stands_in_the_same_sentence(diary: Diary) -> None:
    """From three of them on with what they did."""
    diary.weekly(STRESS)
    for week in range(4):
        diary.quiet_hour(NOW - week * WEEK_MS - 3 * DAY_MS, 6, 5)
    page = diary.call("trends", "stress").out
    assert "an hour of rest often does this too: yours did, by 1 (the middle of four quiet hours)." in page


def test_a_harder_record_leads_to_questions_and_a_lighter_one_does_not(diary: Diary) -> None:
    """Kindly, and last on the page."""
    diary.weekly(HARDER)
    page = diary.call("trends").out
    assert "higher with time" in page and STOP_TITLE in page
    assert page.index(STOP_TITLE) > page.index("higher with time")
    assert json.loads(diary.call("trends", "--json").out)["asks"] is True
    other = Diary()
    other.weekly(STRESS)
    assert STOP_TITLE not in other.call("trends").out
    other.journal.close()


def test_sameday_bookings_at_seven_or_more_are_said_to_be_so(diary: Diary) -> None:
    """All of it through the record: when it was noted decides."""
    diary.weekly(((8, 5),) * 8, booked_before_ms=2 * HOUR_MS)
    stress = json.loads(diary.call("trends", "--json").out)["measures"]["stress"]
    assert (8, False, 8) == (stress["n"], stress["announced"], stress["booked_on_bad_days"])
    assert "Eight of these were booked the same day, with stress already at 7 or more." in " ".join(
        stress["sentences"]
    )


def test_numbers_given_without_any_appointment_are_paired_by_time(diary: Diary) -> None:
    """By command lines alone, with no appointment noted."""
    for at, before, after in (("19 november", "7", "4"), ("12 november", "6", "4")):
        assert 0 == diary.call("checkin", "before", "--stress", before, "--at", f"{at} 15:00").code
        assert 0 == diary.call("checkin", "after", "--stress", after, "--at", f"{at} 16:10").code
    stress = json.loads(diary.call("trends", "--json").out)["measures"]["stress"]
    assert [[6, 4], [7, 4]] == stress["pairs"]
    assert "A record, not a pattern." in stress["sentences"][0]


# ---------------------------------------------------------------- looking back


def test_looking_back_finds_the_last_time_that_was_alike(diary: Diary) -> None:
    """Before the next massage: with the same person, of the same style, with the same wish; and the week a month ago."""
    diary.weekly(STRESS[:6])
    with diary.store() as store:
        store.records.add(NewRecord(Appointment(60, "thai", "kim"), NOW + DAY_MS, OSLO))
        (coming,) = [one.id for one in store.records.find(Query(("appointment",), since_ms=NOW))]
        lee = "bbbbb"
        for home in (coming, lee):
            at = NOW if home == coming else NOW - 6 * WEEK_MS
            store.records.add(NewRecord(Intention("let my shoulders be", "relax"), at, OSLO, home))
        store.records.add(NewRecord(Entry("Lighter."), NOW - 6 * WEEK_MS, OSLO, lee))
    found = json.loads(diary.call("lookback", "--json").out)
    assert ["with kim"] == found["therapist"]["alike"]
    assert "2026-11-19" in found["therapist"]["at"]
    assert "2026-11-12" in found["style"]["at"]
    assert ("2026-10-15", "let my shoulders be") == (
        found["wish"]["at"][:10],
        next(one["text"] for one in found["wish"]["records"] if one["kind"] == "intention"),
    )
    assert ("2026-10-26", "2026-11-01") == (found["month_ago"]["from"], found["month_ago"]["to"])
    assert ["appointment"] == [one["kind"] for one in found["month_ago"]["records"]]


def test_with_nothing_to_look_back_on_it_says_so(diary: Diary) -> None:
    """Exit code 0, and nulls for a program."""
    said = diary.call("lookback")
    assert ("", 0) == (said.out, said.code)
    assert "There's nothing to look back on yet" in said.err
    found = json.loads(diary.call("lookback", "--json").out)
    assert ([], None, None, None) == (found["month_ago"]["records"], found["therapist"], found["style"], found["wish"])  # fmt: skip


# ---------------------------------------------------------------- pictures

FORMS = {"80": ("80", False), "40": ("40", False), "aloud": ("80", True), "pipe": ("", False)}


@pytest.mark.parametrize("form", FORMS)
def test_the_pages_look_like_this(form: str, diary: Diary, as_pictured: Callable[[str, str], None]) -> None:
    """One measure, all of them, a month back; and the pages of somebody for whom it got harder."""
    columns, aloud = FORMS[form]
    diary.weekly(STRESS)
    diary.quiet_hour(NOW - 3 * DAY_MS, 6, 5)
    lines = [("trends", "stress"), ("trends",), ("lookback",)]
    said = ["$ massage-mind " + " ".join(one) + "\n" + diary.call(*one, columns=columns, aloud=aloud).out for one in lines]  # fmt: skip
    harder = Diary()
    harder.weekly(HARDER)
    said.append("$ massage-mind trends stress\n" + harder.call("trends", "stress", columns=columns, aloud=aloud).out)  # fmt: skip
    harder.journal.close()
    as_pictured(f"trends-{form}", "\n".join(said))


def test_the_main_measure_comes_first_and_says_why(diary: Diary, monkeypatch: pytest.MonkeyPatch) -> None:
    """With its pairs; the others under a sentence on why they weigh less."""
    from massage_mind.diary import trends

    monkeypatch.setattr(trends, "main_measure", lambda _store: "tension")
    diary.weekly(STRESS)
    page = diary.call("trends").out
    first, others = (
        page.index("Tension, 0 none"),
        page.index("What else was rated weighs less: each number more is another chance of a fluke."),
    )
    assert first < others < page.index("Stress\n")
    assert "the main measure" in page and "None of these was chosen" not in page
    found = json.loads(diary.call("trends", "--json").out)["measures"]
    assert [("tension", True), ("stress", False), ("sleep", False)] == [
        (key, one["main"]) for key, one in found.items()
    ]


def test_an_appointment_that_a_course_fixed_has_a_verdict_on_the_day_after(
    diary: Diary, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And none without: the same numbers, once fixed ahead and once not."""
    from massage_mind.diary import trends

    diary.weekly(STRESS)
    without = diary.call("trends", "stress").out
    with diary.store() as store:
        every = frozenset(one.id for one in store.numbers.visits())
    monkeypatch.setattr(trends, "fixed_ahead", lambda _store: every)
    told = "The day after it was still usually lower than before, from 3 lower to 2 lower, in twelve massages fixed"
    assert told in diary.call("trends", "stress").out and told not in without


def test_nothing_of_a_name_acts_on_the_terminal(diary: Diary) -> None:
    """Whatever somebody imported as the name of a therapist or a currency, on the page and in the table."""
    diary.weekly(STRESS)
    with diary.store() as store:
        for at, one in enumerate(store.numbers.visits()):
            name = ("Kim\x1b[2J\u202e", "Lee\x1b]0;x\x07")[at % 2]
            nasty = Appointment(60, "thai\x1b[31m", name, price="80", currency="E\x1bR", state="done")
            store.records.change(one.id, details=lambda old, nasty=nasty: nasty)
    for words in (("trends",), ("trends", "stress"), ("trends", "--csv"), ("lookback",)):
        page = diary.call(*words, columns="80").out
        assert "Kim" in page or words == ("trends",)
        assert not {"\x1b", "\u202e", "\x07"} & set(page)
    assert not {"\x1b", "\u202e"} & set(diary.call("trends", "--json").out)
