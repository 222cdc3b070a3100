"""`massage-mind compare` from plan to report, with the clock driven by hand; what it keeps back, and what it refuses."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from compared_by_hand import BY_IT, LOOKS, NOW, OSLO, PLAN, Compared

from massage_mind.errors import Leave
from massage_mind.record.comparison import Comparison
from massage_mind.record.comparison_weeks import over_at, planned_hours
from massage_mind.record.head import NewRecord
from massage_mind.record.instants import DAY_MS, HOUR_MS
from massage_mind.record.query import Query
from massage_mind.session.prepare import Prepared
from massage_mind.session.what_changed import say_what_changed
from massage_mind.testing import ManualClock, ScriptedAnswers, manual_world

NO_MORE = (0, 1, -1, 0, 0, 1, -1, 0, 1, 0, -1, 0)
VIEWS = (
    ("journal",),
    ("journal", "list", "--kind", "checkin"),
    ("journal", "list", "-n", "0"),
    ("journal", "show"),
    ("trends",),
    ("trends", "stress"),
    ("lookback",),
    ("appointment", "show", "last"),
    ("compare", "show"),
    ("course", "review", "--no-ask"),
    (),
)


# ---------------------------------------------------------------- planning


def test_a_plan_says_what_it_takes_and_what_it_can_find_before_it_is_locked(compared: Compared) -> None:
    """Weeks, money, no blinding, the chance of each ending; a preview keeps nothing."""
    said = compared.call(*PLAN, "--preview", columns="80")
    for words in (
        "nobody can be kept from that",
        "12 weeks, 24 hours",
        "960 EUR",
        "it can't be told",
        "usual spread",
    ):
        assert words in said.out
    assert compared.call("compare", "show").code == 1
    chances = json.loads(compared.call(*PLAN, "--preview", "--json").out)["chances"]
    assert [0, 1, 1.5] == [one["extra"] for one in chances]
    assert "locked" in compared.call(*PLAN).out
    assert compared.call(*PLAN).code == 1  # There's one at a time.


def test_a_plan_without_what_it_needs_says_what_is_missing(compared: Compared) -> None:
    """Decisions, expectations and times aren't made up; hours too close, or not at one time of day, aren't taken."""
    said = compared.call("compare", "plan", "--first", "tuesday 15:00", "--no-ask")
    assert said.code == 2
    assert "--if-more" in said.err and "--second" in said.err and "--first" not in said.err
    for changed, words in (
        (("--second", "wednesday 15:00"), "72 hours apart"),
        (("--second", "friday 16:00"), "same time of day"),
        (("--measure", "energy"), "can't be compared by"),
        (("--measure", "sleep"), "can't be compared by"),
        (("--measure", "stres"), "stress"),
        (("--difference", "0.3"), "in halves"),
        (("--price", "80 EUR", "--cap", "900 USD"), "one money"),
        (("--if-more", "x" * 401), "at most 400"),
    ):
        said = compared.call(*PLAN, *changed)
        assert (said.code, words in said.err) == (2, True), said.err
    assert compared.call("compare", "show").code == 1


ANSWERS = (
    None, "Tension, just now", "1.5", "go on", "rest", "wait", 7, 4, "tuesday 15:00", "friday 15:00", "8", "rain", None,
    "80 EUR", "700", None,
)  # fmt: skip
"""What somebody answers, question by question."""


def test_a_plan_is_asked_for_one_thing_at_a_time(compared: Compared) -> None:
    """What is left out is as usual; the safety list comes before the yes."""
    assert "locked" in compared.call("compare", "plan", columns="80", answers=(*ANSWERS, None, True)).out
    plan = compared.plan()
    assert ("tension", 3, 8, 7, 4, "rain", "", "80", "700") == (
        plan.measure, plan.half_points, plan.weeks, plan.expect_massage, plan.expect_quiet, plan.audio, plan.light, plan.price, plan.cap,
    )  # fmt: skip


@pytest.mark.parametrize(
    "answers", [(*ANSWERS, None, False), ANSWERS, ANSWERS[:5], (*ANSWERS[:8], None), (Leave(),)]
)
def test_who_leaves_has_planned_nothing(compared: Compared, answers: tuple[Any, ...]) -> None:
    """At a question, without a time, at the safety list, or by a no: it is said."""
    said = compared.call("compare", "plan", columns="80", answers=answers)
    assert (said.code, "Nothing was planned" in said.err) == (0, True)
    assert compared.call("compare", "show").code == 1


# ---------------------------------------------------------------- while it runs


def test_which_hour_it_is_shows_seven_days_ahead(compared: Compared) -> None:
    """On its page, at home, and in the calendar; later ones are a massage or a quiet hour."""
    compared.call(*PLAN)
    hours = planned_hours(compared.plan())
    page = compared.call("compare", "show", columns="80").out
    assert f"Tuesday at 15:00: {hours[0].hour}." in page
    assert "massage or quiet hour" in page
    assert compared.plan().order not in page
    assert f"The comparison: {hours[0].hour} Tuesday at 15:00." in compared.call("journal", "show", columns="80").all + compared.call(columns="80").out  # fmt: skip
    calendar = compared.call("course", "calendar").out.replace("\r\n", "\n").replace("\n", "\r\n")
    assert calendar.count("SUMMARY:Massage or quiet hour") == 23
    assert calendar.count(f"SUMMARY:{hours[0].hour.capitalize()}\r\n") == 1
    plain = compared.call("course", "calendar", "--plain-titles").out
    assert "assage" not in plain.replace("massage-mind", "") and "uiet" not in plain


@pytest.mark.parametrize("look", LOOKS, ids=["80", "40", "aloud", "pipe"])
def test_no_view_shows_the_main_measure_while_it_runs(
    compared: Compared, look: dict[str, Any], tmp_path: Path
) -> None:
    """Every page leaves it out, and says so where it would have stood; documents and exports keep it; at the end it is back."""
    compared.call("course", "start", "wednesday 12:00", "--baseline", "0", "--measure", "stress")
    compared.call(*PLAN)
    compared.live(BY_IT, until=6)
    for days in (0, 3, 28):
        compared.now += days * DAY_MS
        for words in VIEWS:
            said = compared.call(*words, **look)
            assert not re.search(r"(?i)stress\D{0,12}\d", said.all), (words, said.all)
    told = compared.call("trends", **look).all
    assert "Stress is left out here while the comparison runs." in " ".join(told.split())
    shared = compared.call("share", "--field", "stress", "--html", str(tmp_path / "share.html"))
    assert (shared.code, "while the comparison runs" in " ".join(shared.err.split())) == (2, True)
    page = tmp_path / "trends.html"
    assert compared.call("trends", "--html", str(page)).code == 0
    assert "Stress is left out here" in page.read_text() and "Stress, before" not in page.read_text()
    assert compared.json("trends")["measures"]["stress"]["n"] == 7 - 1
    assert '"stress": 8' in compared.call("journal", "export", "-f", "json").out
    compared.live(BY_IT)
    compared.to_the_end()
    compared.call("compare", "result")
    assert re.search(r"(?i)stress\D{0,12}\d", compared.call("trends", **look).all)
    assert "left out here" not in compared.call("trends", **look).all
    seen = [words for words in VIEWS if re.search(r"(?i)stress\D{0,12}\d", compared.call(*words, **look).all)]
    assert len(seen) >= 4, seen


def test_what_was_just_rated_is_not_said_back(compared: Compared) -> None:
    """Neither by a check-in nor after a session, where both numbers would stand side by side."""
    compared.call(*PLAN)
    compared.live(BY_IT, until=1)
    said = compared.call("checkin", "ordinary-day", "--stress", "7", "--pain", "3")
    assert "pain 3" in said.out and "7" not in said.out.split("  ", 1)[1]
    assert "Stress is left out here" in said.err
    with compared.store() as store:
        (home,) = store.records.find(Query(("appointment",)))
    world = manual_world(journal=compared.journal, clock=ManualClock(wall=compared.now), zone=OSLO)
    asker = ScriptedAnswers()
    say_what_changed(world, cast(Prepared, SimpleNamespace(appointment=home)), asker, "")
    assert any("pain" in one.lower() for one in asker.asked)
    assert asker.asked[-1] == "Stress is left out here while the comparison runs."
    assert not any(re.search(r"(?i)stress\D{0,12}\d", one) for one in asker.asked)


def test_what_does_not_fit_is_noticed_without_a_number(compared: Compared) -> None:
    """Missing, the other hour, another day."""
    compared.call(*PLAN)
    compared.live((3, None, 2, 1, *[0] * 8), swapped=3, until=4)
    page = compared.call("compare", "show", columns="80").out
    assert "not rated" in page
    assert "the other hour" in page
    assert not re.search(r"\d to \d", page)


def test_another_length_another_audio_and_another_day_are_noticed_while_it_runs(compared: Compared) -> None:
    """What the program itself offers for both hours is alike; an ambience, a script, a length or a day that isn't is said at once."""
    compared.call(*PLAN, "--audio", "the rain")
    taken = (
        ({}, "rated"),
        ({"ambience": "ocean"}, "rated, another audio"),
        ({"minutes": "40"}, "rated, another length"),
        ({"late": 26 * HOUR_MS}, "rated, another day"),
        ({"script": "following-the-touch"}, "rated, another audio"),
    )
    hours = planned_hours(compared.plan())
    places = {"massage": iter(taken), "quiet hour": iter(taken[:4])}
    wanted: dict[tuple[int, str], str] = {}
    for hour in hours[:10]:
        given, words = next(places[hour.hour], ({}, "rated"))
        wanted[hour.week, hour.hour] = words
        compared.take(hour, **given)
        document = compared.json("compare", "show")["weeks"][hour.week - 1][hour.hour.partition(" ")[0]]
        assert (document["other_audio"], document["other_length"]) == ("audio" in words, "length" in words)
    told = " ".join(compared.call("compare", "show", columns="80", aloud=True).out.split())
    for week in range(1, 6):
        assert (
            f"Week {week}: massage {wanted[week, 'massage']}, quiet hour {wanted[week, 'quiet hour']}."
            in told
        )
    compared.to_the_end()
    result = " ".join(compared.call("compare", "result", columns="80").out.split())
    for words in (
        "Two hours were of another length",
        "In three hours something else was heard",
        "Two hours were half a day or more",
    ):
        assert words in result
    assert "another audio" in compared.call("compare", "report").out


def test_what_is_to_be_heard_in_both_hours_is_offered(compared: Compared) -> None:
    """The same script, as long as planned, whichever hour is next."""
    compared.call(*PLAN, "--minutes", "50")
    for hour in planned_hours(compared.plan())[:6]:
        compared.now = hour.at - HOUR_MS
        line = "during quiet-hour" if hour.hour == "massage" else "session --quiet-hour"
        assert f"massage-mind {line} --minutes 50\n" in compared.call("compare", "show", columns="80").out


def test_nothing_is_told_before_the_end(compared: Compared) -> None:
    """Neither result nor report, and the clock set back opens nothing."""
    compared.call(*PLAN)
    compared.live(BY_IT, until=11)
    for words in (("compare", "result"), ("compare", "report"), ("compare", "report", "--json")):
        said = compared.call(*words)
        assert (said.code, said.out) == (2, "")
        assert "nothing of it is told" in said.err
    compared.now = NOW - 400 * DAY_MS
    assert compared.call("compare", "result").code == 2
    assert compared.plan().state == "running"


# ---------------------------------------------------------------- the end


def test_an_earlier_one_is_found_by_its_id(compared: Compared) -> None:
    """Its result, report and plan stay, beside a later one; while that runs by the same numbers, a person waits for it."""
    compared.call(*PLAN)
    compared.live(BY_IT)
    compared.to_the_end()
    assert compared.call("compare", "result").code == 0
    first = compared.json("compare", "show")["comparison"]
    told = compared.call("compare", "result", first["id"]).out
    for measure, waits in (("pain", False), ("stress", True)):
        assert compared.call(*PLAN, "--measure", measure).code == 0
        shown = compared.call("compare", "show", columns="80").out
        assert first["id"] in shown
        assert waits == (f"massage-mind compare result {first['id']}\n" not in shown)
        earlier = compared.call("compare", "show", first["id"], columns="80").out
        assert f"A comparison runs now, by {measure}:" in earlier
        assert ("What came of it:" in earlier) != waits
        for words in (("compare", "result"), ("compare", "report"), ("compare", "report", "--html")):
            said = compared.call(*words, first["id"])
            assert (said.code, bool(said.out)) == ((2, False) if waits else (0, True)), words
            assert ("goes by the same numbers (stress)" in said.err) == waits
        assert compared.json("compare", "result", first["id"])["sha256"] == first["digest"]
        assert first["digest"] in compared.call("compare", "verify", first["id"]).out
        assert compared.json("compare", "show", first["id"])["comparison"]["id"] == first["id"]
        assert compared.call("compare", "stop", "--reason", "enough").code == 0
    assert compared.call("compare", "result", first["id"]).out == told
    assert compared.call("compare", "result", "zzzzz").code == 1


def test_two_that_are_over_keep_nothing_back_from_each_other(compared: Compared) -> None:
    """Journals were merged, and nobody looked yet: each shows what came of it."""
    compared.call(*PLAN)
    compared.live(BY_IT)
    with compared.store() as store:
        (record,) = store.records.find(Query(("comparison",)))
        other = store.records.add(NewRecord(cast(Comparison, record.details), NOW - DAY_MS, OSLO))
    both = [record.id, other.id]
    for one in both:
        assert "until then nothing of it is told" in compared.call("compare", "result", one).err
    compared.to_the_end()
    for one in both:
        assert compared.call("compare", "result", one).code == 0


def test_one_that_is_over_and_one_that_runs_do_not_block_each_other(compared: Compared) -> None:
    """Journals were merged: what is over waits for the one that runs, which is shown, and is the one that can be stopped."""
    compared.call(*PLAN)
    compared.live(BY_IT)
    with compared.store() as store:
        (record,) = store.records.find(Query(("comparison",)))
        plan = cast(Comparison, record.details)
        later = replace(
            plan,
            first_at=plan.first_at + 70 * DAY_MS,
            second_at=plan.second_at + 70 * DAY_MS,
            drawn_at=plan.drawn_at + 1,
        )
        other = store.records.add(NewRecord(later, NOW - DAY_MS, OSLO))
    compared.now = over_at(plan) + HOUR_MS
    for words in ((), (record.id,)):
        said = compared.call("compare", "result", *words)
        assert said.code == 2
        assert f"massage-mind compare show {other.id}\n" in said.err
    shown = compared.call("compare", "show", columns="80").out
    assert "Week 3 of 12" in shown and f"massage-mind compare show {record.id}\n" in shown
    assert compared.call("compare", "stop", "--reason", "enough").code == 0
    assert compared.json("compare", "show", other.id)["comparison"]["state"] == "stopped"
    assert compared.call("compare", "result").code == 0
    assert compared.json("compare", "show", record.id)["comparison"]["state"] == "seen"


def test_what_is_over_is_not_stopped(compared: Compared) -> None:
    """Its weeks are whole, and would have no ending for good."""
    compared.call(*PLAN)
    compared.live(BY_IT)
    compared.to_the_end()
    said = compared.call("compare", "stop", "--reason", "enough")
    assert (said.code, compared.plan().state) == (2, "running")
    assert "massage-mind compare result\n" in said.err


def test_from_plan_to_report(compared: Compared) -> None:
    """Twelve weeks, two missing, one swapped: what was found, how sure, what was decided; the report works it out again."""
    compared.call(*PLAN)
    compared.live((6, 5, 6, 6, None, 6, 5, 6, 6, 6, None, 6), swapped=3)
    compared.to_the_end()
    page = " ".join(compared.call("compare", "result", columns="80").out.split())
    for words in (
        "The massage hours did more for stress than the quiet hours",
        "How sure:",
        "I go on",
        "Both hours were rated in ten of twelve weeks",
        "two massage hours",
        "In one week the hours weren't in the order picked by lot",
    ):
        assert words in page
    assert page == " ".join(compared.call("compare", "result", columns="80").out.split())
    document = compared.json("compare", "report")
    assert document["ending"] in ("more-by-it", "more")
    again = subprocess.run(
        [sys.executable, "-c", document["program"]], capture_output=True, text=True, check=True
    )
    plan = compared.plan()
    assert again.stdout.split() == [plan.digest, plan.order, document["ending"]]
    assert document["missing"] == {"massage": 2, "quiet": 0}
    html = compared.call("compare", "report", "--html").out
    assert html.startswith("<!DOCTYPE html>") and plan.digest in html and "CENT" in html
    markdown = compared.call("compare", "report", "--md").out
    assert plan.digest in markdown and "| 5 |" in markdown
    assert compared.call("compare", "report", "--md", "--html").code == 2
    assert "The comparison is over." in compared.call("compare", "show").out


def test_no_more_than_rest_is_a_result(compared: Compared) -> None:
    """Kindly put, and the rule for it."""
    compared.call(*PLAN)
    compared.live(NO_MORE)
    compared.to_the_end()
    page = " ".join(compared.call("compare", "result", columns="80").out.split())
    assert "it was on average less than 1 point" in page
    assert "I rest at home." in page
    assert "the rest in the quiet hours was yours all the same" in page
    assert "trial" not in page


def test_stopped_early_there_are_weeks_and_no_ending(compared: Compared) -> None:
    """Unless for a reason from outside, which is named before."""
    compared.call(*PLAN)
    compared.live(BY_IT, until=9)
    assert compared.call("compare", "stop", "--outside").code == 2
    said = compared.call("compare", "stop", "--reason", "enough")
    assert "no ending" in said.err
    document = compared.json("compare", "result")
    assert (document["ending"], document["how"], document["complete"], document["p"]) == (
        None,
        "stopped",
        9,
        None,
    )
    assert compared.call("compare", "stop").code == 2
    compared.now += 8 * DAY_MS
    assert "locked" in compared.call(*PLAN).out
    compared.live(BY_IT, until=9)
    compared.call("compare", "stop", "--outside", "--reason", "I moved away")
    document = compared.json("compare", "result")
    assert (document["ending"], document["how"], len(document["earlier_plans"])) == (
        "more-by-it",
        "outside",
        1,
    )
    assert "An earlier plan was there" in compared.call("compare", "result").out


def test_a_changed_letter_is_noticed(compared: Compared) -> None:
    """In the journal, whoever changed it: exit code 1, and the result says it."""
    compared.call(*PLAN)
    plan = compared.plan()
    assert compared.call("compare", "verify").code == 0
    document = compared.json("compare", "verify")
    assert (plan.digest, plan.order, True) == (document["hash"], document["order"], document["matches"])
    with compared.store() as store:
        (record,) = store.records.find(Query(("comparison",)))
        store.records.change(
            record.id, details=lambda old: replace(cast(Comparison, old), if_less="I rest at home!")
        )
    said = compared.call("compare", "verify")
    assert said.code == 1
    assert "isn't the one that was locked" in said.out
    assert json.loads(compared.call("compare", "verify", "--json").out)["matches"] is False
    assert compared.json("compare", "show")["comparison"]["if_less"].endswith("!")
    compared.live(BY_IT)
    compared.to_the_end()
    assert compared.json("compare", "result")["holds"] is False


def test_it_is_the_same_in_another_journal(compared: Compared, tmp_path: Path) -> None:
    """Carried out and in: plan, order and ratings are whole, and it verifies there."""
    compared.call(*PLAN)
    compared.live(BY_IT)
    exported = tmp_path / "all.json"
    exported.write_text(compared.call("journal", "export", "-f", "json").out)
    other = Compared()
    other.now = compared.now
    assert other.call("journal", "import", str(exported)).code == 0
    assert other.plan() == compared.plan()
    assert other.call("compare", "verify").code == 0
    for one in (compared, other):
        one.to_the_end()
    mine, theirs = (one.json("compare", "result") for one in (compared, other))
    assert mine == theirs
    other.journal.close()


# ---------------------------------------------------------------- as it looks

ENDS: dict[str, tuple[int | None, ...]] = {
    "more-by-it": BY_IT,
    "more-below-it": (1, 1, 0, 1, 0, 1, 1, 0, 1, 0, 1, 1, 0, 1, 1, 0, 1, 0, 1, 0),
    "more": (1, 2, 0, 1, 3, 1, 0, 2, 1, 2, -1, 2),
    "quiet-more": (-1, -1, 0, -1, -1, 0, -1, -1, 0, -1, -1, -1),
    "below-it": NO_MORE,
    "untold": (3, -1, 4, 0, -1, 2, 3, -1, 1, 2, -1, 3),
}


@pytest.mark.parametrize("ending", ENDS)
def test_each_ending_as_it_looks(
    compared: Compared, as_pictured: Callable[[str, str], None], ending: str
) -> None:
    """What was found, how sure, what was decided; then the weeks: wide, narrow, aloud, on a pipe."""
    weeks = ENDS[ending]
    compared.call(*PLAN, "--weeks", str(len(weeks)))
    compared.live(weeks)
    compared.to_the_end()
    pages = [compared.call("compare", "result", **look).out for look in LOOKS]
    assert compared.json("compare", "result")["ending"] == ending
    as_pictured(f"compare-{ending}", "\n===\n".join(pages))


def test_the_plan_and_its_middle_as_they_look(
    compared: Compared, as_pictured: Callable[[str, str], None]
) -> None:
    """Before it is locked, and in its fourth week."""
    pages = [compared.call(*PLAN, "--preview", **look).out for look in LOOKS]
    as_pictured("compare-plan", "\n===\n".join(pages))
    compared.call(*PLAN)
    compared.live((3, None, *[1] * 10), swapped=3, until=3)
    compared.now += 20 * HOUR_MS
    as_pictured(
        "compare-show", "\n===\n".join(compared.call("compare", "show", **look).out for look in LOOKS)
    )


@pytest.mark.parametrize("columns", ["40", "80", "200"])
def test_words_of_a_person_stay_words(compared: Compared, columns: str) -> None:
    """What would act on a terminal, or on a page or its Markdown, is text in each of them."""
    hostile = "rest \x1b[2J\u202e [bold]x[/bold] <script>alert(1)</script> | `a`"
    compared.call(*PLAN, "--if-less", hostile, "--question", hostile)
    compared.live(NO_MORE)
    compared.to_the_end()
    for words in (("compare", "show"), ("compare", "result"), ("compare", "verify")):
        said = compared.call(*words, columns=columns).all
        assert "\x1b" not in said and "\u202e" not in said
        assert "[bold]x[/bold]" in " ".join(said.split())
    html = compared.call("compare", "report", "--html").out
    assert "<script>" not in html and "\x1b" not in html
    markdown = compared.call("compare", "report").out
    assert "\x1b" not in markdown and "\u202e" not in markdown
