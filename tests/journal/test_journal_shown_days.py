"""A bound without a time of day is compared with the date that a list shows, on the clock of each record's own zone."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from massage_mind.cli.main import run
from massage_mind.testing import ManualClock, manual_world
from massage_mind.world import World

READ_AT = ("2026-06-10 12:00", "America/New_York")
ZONES = (
    "Pacific/Kiritimati",
    "Pacific/Auckland",
    "Europe/Berlin",
    "UTC",
    "+23:59",
    "America/New_York",
    "Pacific/Niue",
)


def ms(wall: str, zone: str) -> int:
    """UTC milliseconds of a time on the wall."""
    return round(datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo(zone)).timestamp() * 1000)


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A journal read in New York."""
    return manual_world(tmp_path / "mm", clock=ManualClock(wall=ms(*READ_AT)), zone=READ_AT[1])


def written(world: World, wall: str, zone: str, text: str = "words") -> None:
    """An entry that is written somewhere else."""
    there = replace(world, zone=zone)
    assert run(["journal", "add", text, "--at", wall, "--json"], lambda: there) == 0
    emptied(world)


def emptied(world: World) -> str:
    """What was printed by now."""
    text: str = world.stdout.getvalue()  # type: ignore[union-attr]
    world.stdout.seek(0)  # type: ignore[union-attr]
    world.stdout.truncate()  # type: ignore[union-attr]
    return text


def listed(world: World, *words: str) -> list[str]:
    """The dates that a list shows, the latest first."""
    assert run(["journal", *words, "--json"], lambda: world) == 0
    found = json.loads(emptied(world))
    records = found["records"] if isinstance(found, dict) else found
    return [one["at"][:10] for one in records]


def test_what_is_shown_on_a_day_is_found_on_it(world: World) -> None:
    """Written in Berlin in the small hours, it was still the day before in New York."""
    written(world, "2026-06-03 01:37", "Europe/Berlin")
    for command in (("list",), ("export",), ("search", "words")):
        for since, until, there in (
            ("2026-06-03", "", True),
            ("", "2026-06-02", False),
            ("2026-06-03", "2026-06-03", True),
            ("2026-06-04", "", False),
            ("wednesday", "", False),
            ("june", "june", True),
            ("2026", "2026", True),
            ("may", "may", False),
            ("2026-06-02 19:00", "", True),
            ("2026-06-02 20:00", "", False),
        ):
            bounds = (*(("--since", since) if since else ()), *(("--until", until) if until else ()))
            assert there == bool(listed(world, *command, *bounds)), (command, bounds)


@pytest.mark.parametrize("hour", ["00:00", "00:30", "11:59", "12:00", "23:30", "23:59"])
def test_a_day_is_the_same_day_in_every_zone(world: World, hour: str) -> None:
    """From the first minute of it to the last, also where a limit cuts the list short."""
    for zone in ZONES:
        for day in ("2026-06-02", "2026-06-03", "2026-06-04"):
            there = replace(world, zone=zone)
            at = f"{day} {hour}"
            assert run(["journal", "add", "words", "--at", at, "--json"], lambda there=there: there) == 0
    emptied(world)
    count = len(ZONES)
    for words, days in (
        (("--since", "2026-06-03"), {"2026-06-03": count, "2026-06-04": count}),
        (("--until", "2026-06-03"), {"2026-06-02": count, "2026-06-03": count}),
        (("--since", "2026-06-03", "--until", "2026-06-03"), {"2026-06-03": count}),
    ):
        found = listed(world, "list", "-n", "0", *words)
        assert days == {day: found.count(day) for day in found}
        assert 2 == len(listed(world, "list", "-n", "2", *words))


def test_a_list_that_is_cut_short_says_so(world: World) -> None:
    """What lies near the bound and outside it neither counts nor takes the place of what is in it."""
    for minute in range(5):
        written(world, f"2026-06-02 23:5{minute}", "Europe/Berlin")
        written(world, f"2026-06-03 00:1{minute}", "Europe/Berlin")
    assert ["2026-06-03"] * 5 == listed(world, "list", "-n", "5", "--since", "2026-06-03")
    assert ["2026-06-02"] * 5 == listed(world, "list", "-n", "5", "--until", "2026-06-02")


def test_today_is_what_the_list_shows_as_today(world: World) -> None:
    """The date here, wherever something was written; and seven days back is still an instant."""
    written(world, "2026-06-10 02:00", "Europe/Berlin")
    written(world, "2026-06-09 23:00", "America/New_York")
    assert ["2026-06-10"] == listed(world, "list", "--since", "today")
    assert ["2026-06-09"] == listed(world, "list", "--until", "yesterday")
    assert 2 == len(listed(world, "list", "--since", "1d"))


def test_a_day_out_of_reach_is_the_first_or_the_last(world: World) -> None:
    """The edges of the calendar are bounds as well."""
    written(world, "2026-06-03 10:00", "Europe/Berlin")
    for words, there in (
        (("--since", "0001-01-01"), True),
        (("--since", "1850-01-01"), True),
        (("--since", "9999-12-31"), False),
        (("--until", "9999-12-31"), True),
        (("--until", "0001-01-01"), False),
    ):
        assert there == bool(listed(world, "list", *words)), words


def test_the_same_days_whichever_way_they_are_asked_for(world: World) -> None:
    """Written one hour after the other, each in another zone."""
    start = datetime.fromisoformat("2026-06-02 12:30")
    for hours in range(25):
        written(world, f"{start + timedelta(hours=hours):%Y-%m-%d %H:%M}", ZONES[hours % len(ZONES)])
    everything = listed(world, "list", "-n", "0")
    for day in ("2026-06-02", "2026-06-03"):
        assert [one for one in everything if one >= day] == listed(world, "list", "-n", "0", "--since", day)
        assert [one for one in everything if one <= day] == listed(world, "list", "-n", "0", "--until", day)
