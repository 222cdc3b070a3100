"""Whatever goes wrong while a journal is opened, its file is let go."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from journal_support import writing

from massage_mind.journal.file import connect as connecting
from massage_mind.journal.file import upkeep
from massage_mind.journal.file.connect import open_for_reading, open_for_writing, open_in_memory
from massage_mind.journal.store import Store


class Broken(Exception):
    """Nothing that anything here expects."""


def _breaks(*_: object, **__: object) -> None:
    raise Broken


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[sqlite3.Connection]:
    """Every connection that was opened, in order."""
    found: list[sqlite3.Connection] = []
    real = sqlite3.connect

    def connect(*given: object, **named: object) -> sqlite3.Connection:
        found.append(real(*given, **named))  # type: ignore[call-overload]
        return found[-1]

    monkeypatch.setattr(connecting.sqlite3, "connect", connect)
    return found


def _all_closed(opened: list[sqlite3.Connection]) -> bool:
    for conn in opened:
        with pytest.raises(sqlite3.ProgrammingError, match="closed"):
            conn.execute("SELECT 1")
    return bool(opened)


@pytest.mark.parametrize(
    "way",
    [
        lambda path: open_in_memory(0, (("001-breaks", _breaks),)),
        lambda path: open_for_reading(path, now_ms=0, steps=(("001-breaks", _breaks),)),
        lambda path: open_for_writing(path, now_ms=0, steps=(("001-breaks", _breaks),)),
    ],
    ids=["memory", "reading", "writing"],
)
def test_a_step_that_breaks_leaves_nothing_open(
    way: Callable[[Path], object], journal: Path, opened: list[sqlite3.Connection]
) -> None:
    """Bringing it up to date is a part of opening it."""
    with pytest.raises(Broken):
        way(journal)
    assert _all_closed(opened)


@pytest.mark.parametrize(("where", "what"), [(Store, "fold_in"), (upkeep, "keep_up")])
def test_what_comes_right_after_opening_leaves_nothing_open(
    where: object,
    what: str,
    journal: Path,
    opened: list[sqlite3.Connection],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Folding in what waited, and looking after the copies."""
    monkeypatch.setattr(where, what, _breaks)
    with pytest.raises(Broken):
        writing(journal)
    assert _all_closed(opened)
