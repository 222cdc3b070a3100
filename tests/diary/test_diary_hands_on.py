"""Hands-on minutes: an appointment of 60 may be 50 of hands, and the part on the table is as long as the hands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from massage_mind.cli.main import run
from massage_mind.settings import load_settings
from massage_mind.testing import manual_world


def ran(home: Path, *words: str) -> tuple[int, str, str]:
    """A command line in this home: its exit code, what it printed, what it noted."""
    world = manual_world(home)
    code = run(words, lambda: world)
    return code, world.out().getvalue(), world.stderr.getvalue()  # type: ignore[attr-defined,union-attr]


def table_ms(home: Path, *words: str) -> int:
    """How long a preview of the part on the table is."""
    code, out, err = ran(home, "preview", "during", "--json", *words)
    assert 0 == code, err
    total: int = json.loads(out)["total_ms"]
    return total


def test_the_part_on_the_table_is_as_long_as_the_hands(tmp_path: Path) -> None:
    """What is said of the appointment decides; a length that is said goes before it."""
    assert 0 == ran(tmp_path, "appointment", "add", "in 10 minutes", "--minutes", "60", "--hands-on", "50")[0]
    assert 50 * 60_000 == table_ms(tmp_path)
    assert 20 * 60_000 == table_ms(tmp_path, "--minutes", "20")


@pytest.mark.parametrize(
    ("without", "minutes", "table"), [(10, 60, 50), (0, 60, 60), (40, 60, 30), (7, 15, 8)]
)
def test_minutes_that_usually_pass_without_hands_are_taken_off(
    without: int, minutes: int, table: int, tmp_path: Path
) -> None:
    """At most half of what is booked."""
    assert 0 == ran(tmp_path, "config", "set", "without_hands", str(without))[0]
    assert 0 == ran(tmp_path, "appointment", "add", "in 10 minutes", "--minutes", str(minutes))[0]
    assert table * 60_000 == table_ms(tmp_path)


def test_what_is_said_of_one_goes_before_what_is_usual(tmp_path: Path) -> None:
    """All sixty of hands, although ten usually pass without."""
    ran(tmp_path, "config", "set", "without_hands", "10")
    ran(tmp_path, "appointment", "add", "in 10 minutes", "--minutes", "60", "--hands-on", "60")
    assert 60 * 60_000 == table_ms(tmp_path)


def test_more_hands_than_minutes_cannot_be(tmp_path: Path) -> None:
    """Neither when it is noted, nor when it is changed, nor for one session."""
    words = ("appointment", "add", "in 10 minutes", "--minutes", "60", "--hands-on", "61")
    code, _, err = ran(tmp_path, *words)
    assert 2 == code and "61 minutes of 60" in err
    assert 0 == ran(tmp_path, *words[:5], "--hands-on", "50")[0]
    code, _, err = ran(tmp_path, "appointment", "edit", "next", "--minutes", "45")
    assert 2 == code and "50 minutes of 45" in err
    code, _, err = ran(tmp_path, "during", "--minutes", "60", "--hands-on", "61")
    assert 2 == code and "61 minutes of 60" in err


def test_it_is_exported_and_comes_back(tmp_path: Path) -> None:
    """As a key of its own, which is not there where nothing was said."""
    ran(tmp_path / "one", "appointment", "add", "in 10 minutes", "--minutes", "60", "--hands-on", "50")
    ran(tmp_path / "one", "appointment", "add", "in 72 hours", "--minutes", "60")
    _, exported, _ = ran(tmp_path / "one", "journal", "export")
    said = {record.get("hands_on") for record in json.loads(exported)["records"]}
    assert {50, None} == said
    (tmp_path / "export.json").write_text(exported, "utf-8")
    assert 0 == ran(tmp_path / "two", "journal", "import", str(tmp_path / "export.json"))[0]
    assert (
        json.loads(exported)["records"]
        == json.loads(ran(tmp_path / "two", "journal", "export")[1])["records"]
    )


def test_nobody_has_said_anything_at_first(tmp_path: Path) -> None:
    """The setting is at nothing, and says so."""
    assert 0 == load_settings(manual_world(tmp_path).home).without_hands
