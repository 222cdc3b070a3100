"""What is stored, and deleting it."""

from __future__ import annotations

import os

import pytest
from diary_support import NOW, OSLO, kept, writing

from massage_mind.diary.stored_data import delete_stored, stored_places
from massage_mind.errors import MassageMindError
from massage_mind.record.entry import Entry
from massage_mind.record.session import NewSession
from massage_mind.world import World


def test_every_place_is_named_and_none_is_made(world: World) -> None:
    """With nothing in it."""
    places = stored_places(world)
    assert ["journal", "settings", "scripts", "cache"] == [one.what for one in places]
    assert all((one.exists, one.files, one.size_bytes) == (False, 0, 0) for one in places)
    assert not any(one.path.exists() for one in places)


def test_what_is_there_is_counted_and_deleted(world: World) -> None:
    """Files in folders of folders as well; a place that is not there is passed over."""
    kept(world, Entry("a"), NOW)
    deep = world.home.scripts_dir / "own" / "one.yaml"
    deep.parent.mkdir(parents=True)
    deep.write_text("12345")
    by_name = {one.what: one for one in stored_places(world)}
    assert (True, 1, 5) == (
        *(by_name["scripts"].exists, by_name["scripts"].files),
        by_name["scripts"].size_bytes,
    )
    assert by_name["journal"].files >= 1 and by_name["journal"].size_bytes > 10_000
    delete_stored(world, by_name.values())
    assert not any(one.exists for one in stored_places(world))


def test_nothing_is_deleted_while_a_session_runs(world: World) -> None:
    """It would lose its record from under its feet."""
    new = NewSession("before", "x", "X", planned_ms=1, total_ms=1, pid=os.getpid(), zone=OSLO)
    with writing(world) as store:
        store.begin_session(new)
    with pytest.raises(MassageMindError, match="running now"):
        delete_stored(world, stored_places(world))
    assert stored_places(world)[0].exists
