"""Dates and times as a person types them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from massage_mind.errors import UsageError
from massage_mind.record.instants import LATEST_MS, local
from massage_mind.record.typed_times import read_past, read_when, since_ms

ZONE = "Europe/Oslo"
NOW = round(datetime(2026, 11, 24, 15, 30, tzinfo=UTC).timestamp() * 1000)
"""A Tuesday, 16:30 in Oslo."""


def _read(text: str, zone: str = ZONE, **options: object) -> str:
    return f"{local(read_when(text, NOW, zone, **options), zone):%a %Y-%m-%d %H:%M}"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("2026-12-04 15:00", "Fri 2026-12-04 15:00"),
        ("2026-12-04T15:00", "Fri 2026-12-04 15:00"),
        ("2026-12-04T15:00+05:00", "Fri 2026-12-04 11:00"),
        ("friday 15:00", "Fri 2026-11-27 15:00"),
        ("Fri 3pm", "Fri 2026-11-27 15:00"),
        ("tomorrow 9am", "Wed 2026-11-25 09:00"),
        ("in 2 hours", "Tue 2026-11-24 18:30"),
        ("in 90 minutes", "Tue 2026-11-24 18:00"),
        ("tuesday 18:00", "Tue 2026-11-24 18:00"),
        ("tuesday 9am", "Tue 2026-12-01 09:00"),
        ("next tuesday 18:00", "Tue 2026-12-01 18:00"),
        ("15:00", "Wed 2026-11-25 15:00"),
        ("4 december 15:00", "Fri 2026-12-04 15:00"),
        ("13/12/2026 15:00", "Sun 2026-12-13 15:00"),
        ("now", "Tue 2026-11-24 16:30"),
        ("next tuesday at 10", "Tue 2026-12-01 10:00"),
        ("in half an hour", "Tue 2026-11-24 17:00"),
    ],
)
def test_what_is_to_come_is_understood(typed: str, understood: str) -> None:
    """The next such time, on the person's own clock."""
    assert understood == _read(typed)


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("yesterday 16:00", "Mon 2026-11-23 16:00"),
        ("tuesday 9am", "Tue 2026-11-24 09:00"),
        ("tuesday 18:00", "Tue 2026-11-17 18:00"),
        ("friday 15:00", "Fri 2026-11-20 15:00"),
        ("3 hours ago", "Tue 2026-11-24 13:30"),
        ("15:00", "Tue 2026-11-24 15:00"),
    ],
)
def test_what_has_been_is_understood(typed: str, understood: str) -> None:
    """The latest such time."""
    assert understood == _read(typed, toward="past")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("soon", "date and time"),
        ("friday", "no time of day"),
        ("2026-12-04", "no time of day"),
        ("friday afternoon", "no time of day"),
        ("next week", "no time of day"),
        ("04/12/2026 15:00", "read in two ways"),
        ("2w", "read in two ways"),
        ("12", "a date I know"),
        ("", "a date I know"),
        ("sat 11", "date and time"),
        ("31 february 10:00", "date and time"),
        ("2026-13-45 10:00", "a date"),
        ("\x1b[2J", "a date I know"),
        ("x" * 10_000, "a date I know"),
        ("in 99999999999 years", "a date"),
        ("in -2 hours", "a date"),
        ("12/04 3pm", "read in two ways"),
        ("friday at 3", "is 3:00 meant, or 15:00?"),
        *((f"tomorrow 9am {zone}", "another clock") for zone in ("EST", "pst", "NZDT", "sgt", "Z", "+0300")),
        ("1850-01-01 10:00", "out of reach"),
        ("9999-12-31 23:00", "out of reach"),
        ("friday 31 december 9999 15:00", "out of reach"),
    ],
)
def test_what_could_be_misread_is_asked_again(typed: str, says: str) -> None:
    """Over a guess: somebody waits in front of a closed door for it."""
    with pytest.raises(UsageError) as caught:
        read_when(typed, NOW, ZONE)
    assert says in caught.value.sentence
    assert caught.value.hint and len(caught.value.sentence) < 200


def test_this_weekday_is_of_this_week_whichever_way_one_looks() -> None:
    """On a Tuesday this friday is to come, and this monday has been."""
    assert "Fri 2026-11-27 10:00" == _read("this friday 10:00")
    assert "Mon 2026-11-23 10:00" == _read("this monday 10:00", toward="past")
    with pytest.raises(UsageError, match="still to come"):
        _read("this friday 10:00", toward="past")


def test_logging_takes_nothing_that_is_to_come() -> None:
    """`--at` is for what has happened."""
    with pytest.raises(UsageError, match="still to come"):
        read_past("tomorrow 9am", NOW, ZONE)
    assert NOW == read_past("now", NOW, ZONE)


def test_a_change_of_the_clocks() -> None:
    """02:30 is not there on the day the clocks go forward, and twice on the day they go back."""
    with pytest.raises(UsageError, match="there's no 02:30"):
        read_when("2026-03-29 02:30", NOW, ZONE)
    with pytest.raises(UsageError, match="twice on 2026-10-25") as caught:
        read_when("2026-10-25 02:30", NOW, ZONE)
    assert (
        "Write 2026-10-25T02:30+02:00 for the first, 2026-10-25T02:30+01:00 for the second."
        == caught.value.hint
    )
    for offset in (
        "+02:00",
        "+01:00",
    ):  # What is to be written is understood.
        meant = local(read_when(f"2026-10-25T02:30{offset}", NOW, ZONE), ZONE)
        assert f"2026-10-25T02:30:00{offset}" == meant.isoformat()
    before = round(datetime(2026, 3, 28, 22, tzinfo=UTC).timestamp() * 1000)
    meant = local(read_when("tomorrow 15:00", before, ZONE), ZONE)
    assert "Sunday 29 March 2026, 15:00" == f"{meant:%A} {meant.day} {meant:%B %Y, %H:%M}"


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-11-20", "2026-11-20 00:00"),
        ("2026-11-20 15:00", "2026-11-20 15:00"),
        ("today", "2026-11-24 00:00"),
        ("yesterday", "2026-11-23 00:00"),
        ("7d", "2026-11-17 16:30"),
        ("monday", "2026-11-23 00:00"),
        ("last week", "2026-11-17 00:00"),
    ],
)
def test_from_when_on(typed: str, day: str) -> None:
    """A day is its midnight."""
    assert day == f"{local(since_ms(typed, NOW, ZONE), ZONE):%Y-%m-%d %H:%M}"


@given(st.text(max_size=40))
def test_any_text_is_a_time_or_a_sentence(text: str) -> None:
    """Never anything else."""
    for reader in (read_when, since_ms):
        try:
            assert 0 <= reader(text, NOW, ZONE) <= LATEST_MS
        except UsageError as error:
            assert error.sentence
