"""Numbers read table by table: those that were asked for, and a damaged one is a fault of the file."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest
from journal_support import writing

from massage_mind.journal.rows.number_rows import _numbers, _Texts
from massage_mind.record.checkin import CheckIn
from massage_mind.record.head import NewRecord
from massage_mind.record.query import Query

DAY_MS = 86_400_000
NOW = 1_790_000_000_000


def test_a_span_has_the_same_numbers_as_the_whole_has_there(tmp_path: Path) -> None:
    """All are read as their tables stand, a part of them by what it asks for."""
    with writing(tmp_path / "journal.sqlite3", now_ms=NOW) as store:
        for day in range(6):
            details = CheckIn(
                "ordinary-day", ratings={"stress": day, "calm": 9}, body={"left shoulder": day % 4}
            )
            store.records.add(NewRecord(details, NOW - day * DAY_MS, "Europe/Oslo"))
        whole = store.numbers.read(Query()).given
        part = store.numbers.read(Query(since_ms=NOW - 2 * DAY_MS)).given
    assert [one.ratings["stress"] for one in whole] == [5, 4, 3, 2, 1, 0]
    assert part == whole[3:]
    assert (
        whole[0].body == {"left shoulder": 1}
        and whole[0].zone == "Europe/Oslo"
        and whole[0].appointment is None
    )


@pytest.mark.parametrize("value", [b"x", b"7", None, 5.5])
def test_what_is_no_whole_number_is_damage(value: object) -> None:
    """Where SQLite is too old to see to it, a table can hold anything."""
    with pytest.raises(ValueError, match="stands where a whole number does"):
        _numbers([(1, b"stress", cast("Any", value))], _Texts())


@pytest.mark.parametrize("name", [None, 7])
def test_what_is_no_text_is_damage(name: object) -> None:
    with pytest.raises(ValueError, match="stands where a text does"):
        _numbers([(1, cast("Any", name), 3)], _Texts())


def test_letters_that_a_disk_has_changed_are_a_sign() -> None:
    assert _numbers([(1, b"stre\xff", 3)], _Texts()) == {1: {"stre\ufffd": 3}}
