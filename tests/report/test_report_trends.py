"""`trends --html`: the page has every sentence and picture of the terminal, keeps all rules of pages, and replaces nothing unasked."""

from __future__ import annotations

from pathlib import Path

import pytest
from page_rules import faults_of
from weeks_of_ratings import twelve_weeks

from massage_mind.cli.main import run
from massage_mind.insight.claims import STANDING_LINE
from massage_mind.journal.file.memory import MemoryJournal
from massage_mind.testing import ManualClock, manual_world

NOW = 1_795_700_000_000


def called(home: Path, journal: MemoryJournal, *words: str) -> tuple[int, str, str]:
    """A command line on this record: its exit code, what it printed, what it noted."""
    world = manual_world(home, journal=journal, clock=ManualClock(wall=NOW))
    code = run(words, lambda: world)
    return code, world.out().getvalue(), world.stderr.getvalue()  # type: ignore[attr-defined,union-attr]


@pytest.fixture
def twelve() -> MemoryJournal:
    """Twelve weeks of massages, with a name that is no markup."""
    return twelve_weeks(NOW)


def test_the_page_says_and_draws_what_the_terminal_does(twelve: MemoryJournal, tmp_path: Path) -> None:
    """Every sentence of every measure, both pictures, the standing line; and it is a page like all others."""
    import html
    import json

    file = tmp_path / "trends.html"
    code, out, err = called(tmp_path, twelve, "trends", "--html", str(file))
    assert (0, "") == (code, out) and str(file) in err
    text = file.read_text("utf-8")
    assert [] == faults_of(text)
    plain = html.unescape(text)
    assert STANDING_LINE in plain and text.count("<svg") >= 4
    _, document, _ = called(tmp_path, twelve, "trends", "--json")
    for measure in json.loads(document)["measures"].values():
        for sentence in measure["sentences"]:
            assert sentence in plain
    assert "<b>" not in text and "\u202e" not in text
    assert 0o600 == file.stat().st_mode & 0o777


def test_it_replaces_nothing_unasked(twelve: MemoryJournal, tmp_path: Path) -> None:
    """And says how it would."""
    file = tmp_path / "trends.html"
    file.write_text("mine", "utf-8")
    code, _, err = called(tmp_path, twelve, "trends", "--html", str(file))
    assert 1 == code and "--force" in err and "mine" == file.read_text("utf-8")
    assert 0 == called(tmp_path, twelve, "trends", "--html", str(file), "--force")[0]
    assert file.read_text("utf-8").startswith("<!DOCTYPE html>")


def test_three_forms_are_two_too_many(twelve: MemoryJournal, tmp_path: Path) -> None:
    """A page, a table or JSON."""
    code, out, err = called(tmp_path, twelve, "trends", "--html", str(tmp_path / "x.html"), "--json")
    assert (2, "") == (code, out) and "three forms" in err
    assert not (tmp_path / "x.html").exists()


def test_nothing_rated_is_no_page(tmp_path: Path) -> None:
    """It says what to do instead."""
    code, _, err = called(tmp_path, MemoryJournal(), "trends", "--html", str(tmp_path / "x.html"))
    assert 1 == code and "massage-mind checkin before" in err and not (tmp_path / "x.html").exists()
