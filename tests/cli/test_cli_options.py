"""Options that are made of what there is: one for each measure."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, cast

import pytest

from massage_mind.cli import checkin_options
from massage_mind.cli.checkin_options import Ratings, read_marks, read_phase
from massage_mind.cli.main import run
from massage_mind.errors import UsageError
from massage_mind.journal.carry.formats import FORMATS
from massage_mind.record.checkin import CheckIn
from massage_mind.record.measures import ITEMS, Item, items_for
from massage_mind.record.phases import PHASES
from massage_mind.record.query import Query
from massage_mind.testing import manual_world
from massage_mind.world import World


def rated_in(world: World) -> Mapping[str, int]:
    """What the one check-in of this world says."""
    with world.open_store(writing=False) as store:
        (one,) = store.records.find(Query(("checkin",)))
    assert isinstance(one.details, CheckIn)
    return one.details.ratings


def journal_says(home: Path, *words: str) -> str:
    """What `journal` with these words prints."""
    world = manual_world(home)
    assert 0 == run(["journal", *words], lambda: world)
    return cast(io.StringIO, world.stdout).getvalue()


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.key)
def test_every_measure_can_be_given(item: Item, tmp_path: Path) -> None:
    """By an option of its own name, at a time it belongs to, and it is kept."""
    world = manual_world(tmp_path)
    words = ["checkin", item.phases[0], f"--{item.key}", "7", "--json"]
    assert 0 == run(words, lambda: world)
    assert {item.key: 7} == rated_in(world)


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.key)
def test_every_measure_through_every_door(item: Item, tmp_path: Path) -> None:
    """Asked at its times, shown on a page, in a document, in every export, and back from those that are read again."""
    for phase in PHASES:
        assert (phase in item.phases) == (item in items_for(phase, (item.key,)))
    home = tmp_path / "here"
    assert 0 == run(["checkin", item.phases[0], f"--{item.key}", "7"], lambda: manual_world(home))
    for words in (["list"], ["show"], ["show", "--json"], *(["export", "-f", form] for form in FORMATS)):
        said = journal_says(home, *words)
        assert item.key in said, words
        assert "7" in said
    kept = tmp_path / "all.json"
    assert 0 == run(["journal", "export", "--out", str(kept)], lambda: manual_world(home))
    there = manual_world(tmp_path / "there")
    assert 0 == run(["journal", "import", str(kept)], lambda: there)
    assert {item.key: 7} == rated_in(there)


def test_the_options_are_the_measures() -> None:
    """In their order; what was left out is no rating, and 0 is one."""
    assert [item.key for item in ITEMS] == [one.name for one in fields(Ratings)]
    assert {} == Ratings().values()
    assert {"stress": 0} == cast(Any, Ratings)(stress=0).values()


def test_a_measure_that_is_added_is_an_option(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a line of the command line being changed."""
    monkeypatch.setattr(checkin_options, "ITEMS", (*ITEMS, Item("warmth", "Warmth", "cold", "warm")))

    class Bundle(checkin_options.Options):
        """As the command has it."""

    made = checkin_options.one_option_a_measure(Bundle)
    assert "warmth" == fields(made)[-1].name


def test_the_time_of_a_check_in_is_typed_in_many_ways() -> None:
    """In any letters, with any mark between the words; nothing for what fits."""
    assert None is read_phase("")
    for phase in PHASES:
        for word in (phase, phase.upper(), phase.replace("-", "_"), phase.replace("-", " ")):
            assert phase == read_phase(word)
    with pytest.raises(UsageError, match='no check-in called "whenever"'):
        read_phase("whenever")


def test_no_map_is_an_empty_one(tmp_path: Path) -> None:
    """And a region that there is not is refused; what another word was understood as is said, in the person's way."""
    world = manual_world(tmp_path)
    assert (({}, {}), ({"jaw": 2}, {})) == (read_marks(world, ""), read_marks(world, "jaw 2"))
    with pytest.raises(UsageError):
        read_marks(world, "soul 1")
    assert "" == cast(io.StringIO, world.stderr).getvalue()
    assert ({"left hip": 2, "right hip": 2, "jaw": 1}, {}) == read_marks(world, "glutes 2, jaw 1")
    assert "Understood: left and right hip (glutes) 2.\n" == cast(io.StringIO, world.stderr).getvalue()
