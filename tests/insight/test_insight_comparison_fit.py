"""What does not fit the plan of a comparison: another length, another audio. Both are noticed, and neither changes what is counted."""

from __future__ import annotations

import pytest
from test_insight_comparison import BY_IT, said

from compared import a_plan, rated
from massage_mind.insight.comparison_facts import ComparisonFacts, comparison_facts
from massage_mind.insight.comparison_heard import HeardHour, HeardHours
from massage_mind.record.instants import DAY_MS


def lived(changed: dict[int, dict[str, object]], planned: str = "") -> ComparisonFacts:
    """Twelve weeks with the same played in each hour, but for what is named by the hour's place."""
    plan = a_plan()
    hours = rated(plan, BY_IT)
    for one in hours:
        one.minutes = None
    played = [HeardHour(one.at + 60_000, one.quiet, 60, "quiet-hour, silent", "rain") for one in hours]
    for place, parts in changed.items():
        played[place] = played[place]._replace(**parts)
    return comparison_facts(plan, hours, "whole", 0, HeardHours(tuple(played), planned))


def test_hours_alike_have_nothing_to_be_noticed() -> None:
    """The same under all of them, of the same length."""
    found = lived({})
    assert (0, 0) == (found.off_length, found.off_audio)
    assert not {"off length", "off audio"} & set(said(found))


@pytest.mark.parametrize(
    "parts", [{"words": "following-the-touch, sparse"}, {"words": "quiet-hour, guided"}, {"under": "ocean"}, {"under": ""}]
)  # fmt: skip
def test_another_audio_is_noticed(parts: dict[str, object]) -> None:
    """Other words, more of them, another sound under it, or none: that hour, and what is counted stays."""
    found = lived({4: parts, 9: parts})
    assert found.off_audio == 2
    noticed = [
        hour.other_audio
        for week in found.weeks
        for hour in sorted(week.hours, key=lambda one: one.planned.at)
    ]
    assert [4, 9] == [place for place, one in enumerate(noticed) if one]
    assert found.differences == lived({}).differences
    assert "In two hours something else was heard" in said(found)["off audio"]


def test_what_the_plan_names_is_what_is_to_be_heard() -> None:
    """From the first hour on, though all of them are alike."""
    assert lived({}, "ocean").off_audio == 24
    assert lived({}, "rain").off_audio == 0


def test_another_length_is_noticed_from_six_minutes_on() -> None:
    """Shorter or longer; five minutes are nothing."""
    found = lived({0: {"minutes": 54}, 1: {"minutes": 66}, 2: {"minutes": 55}, 3: {"minutes": 65}})
    assert found.off_length == 2
    assert "Two hours were of another length than planned" in said(found)["off length"]


def test_what_was_played_at_another_time_says_nothing() -> None:
    """Half a day off, or of the other kind of hour: nobody knows what was heard then."""
    assert lived({5: {"at": lived({}).plan.first_at - DAY_MS, "under": "ocean"}}).off_audio == 0
