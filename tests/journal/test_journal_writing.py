"""Writing an entry, as its use case: a request in, what was kept out, and nothing written lost on the way."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from journal_support import HOUR, NOW, kept, read

from massage_mind.diary.being_written import being_written, keeper
from massage_mind.diary.changing import Change, change_record
from massage_mind.diary.drafts import draft_of_change, draft_of_new
from massage_mind.diary.entries import EntryRequest, question_in_turn, write_entry
from massage_mind.diary.stated import Stated
from massage_mind.errors import MassageMindError, Stopped, StoreError, UsageError
from massage_mind.record.appointment import Appointment
from massage_mind.record.entry import Entry
from massage_mind.record.intention import Intention
from massage_mind.record.query import Query
from massage_mind.screen.ask.prompts import Prompts
from massage_mind.testing import ManualClock, Screen, Typed, manual_world
from massage_mind.world import World

Make = Callable[..., World]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """A world with somebody at a terminal, again and again in the same folder."""

    def made(**environ: str) -> World:
        return manual_world(
            tmp_path / "mm",
            clock=ManualClock(wall=NOW),
            environ={"TERM": "dumb", **environ},
            stdin=Typed(""),
            stdout=Screen(),
        )

    return made


def writes(monkeypatch: pytest.MonkeyPatch, text: str, *, broken_by: int = 0) -> list[tuple[str, str]]:
    """The person writes this at the terminal; what they were asked and what stood there."""
    asked: list[tuple[str, str]] = []

    def lines(_: Prompts, question: str, begin: str = "", keep: object = None) -> tuple[str, int]:
        asked.append((question, begin))
        return text, broken_by

    monkeypatch.setattr(Prompts, "lines", lines)
    return asked


def said(world: World) -> str:
    """What went to standard error by now."""
    assert isinstance(world.stderr, io.StringIO)
    return world.stderr.getvalue()


def damage(world: World) -> None:
    """No journal can be written any more."""
    world.home.data_dir.mkdir(parents=True, exist_ok=True)
    (world.home.data_dir / "journal.sqlite3").write_bytes(b"no journal " * 100)


# ---------------------------------------------------------------- given whole


def test_an_entry_is_kept_with_what_was_said_of_it(make: Make) -> None:
    """Its own time, its question, its tags, and the appointment that is near."""
    world = make()
    home = kept(world, Appointment())
    written = write_entry(
        world, EntryRequest(Stated(NOW - HOUR, tags=("mood",)), "lighter", question="How is it?")
    )
    assert written is not None and written.appointment is not None
    record = read(world, written.record.id)
    assert (Entry("lighter", "How is it?"), NOW - HOUR, NOW, home, ("mood",)) == (
        *(record.details, record.head.at, record.head.created_at),
        *(record.head.appointment, record.head.tags),
    )
    assert home == written.appointment.id
    alone = write_entry(world, EntryRequest(Stated(appointment="none"), "elsewhere"))
    assert alone is not None and alone.appointment is None


def test_without_words_nothing_is_kept_and_nothing_is_made(tmp_path: Path) -> None:
    """A blank text is no entry; without a text and without a terminal there is nobody to write one."""
    world = manual_world(tmp_path / "mm")
    assert write_entry(world, EntryRequest(text=" \n")) is None
    with pytest.raises(UsageError, match="nothing to keep"):
        write_entry(world, EntryRequest())
    assert not world.home.data_dir.exists()


# ---------------------------------------------------------------- written now


def test_alone_at_a_terminal_a_question_is_asked(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """One in turn, kept with the answer, or the one that was named."""
    world = make()
    in_turn = question_in_turn(world, "", NOW)
    asked = writes(monkeypatch, "quiet")
    write_entry(world, EntryRequest())
    write_entry(world, EntryRequest(question="And now?"))
    assert [(in_turn, ""), ("And now?", "")] == asked
    with world.open_store(writing=False) as store:
        entries = [one.details for one in store.records.find(Query(("entry",)))]
    assert {Entry("quiet", in_turn), Entry("quiet", "And now?")} == set(entries)
    kept(world, Intention("soft shoulders"))
    questions = {question_in_turn(world, "", NOW)}
    for _ in range(12):
        kept(world, Entry("x"))
        questions.add(question_in_turn(world, "", NOW))
    assert len(questions) > 3


def test_what_is_broken_off_waits_and_ends_with_its_number(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next writing begins with it, which is said each time; once kept, it waits no more."""
    world = make()
    writes(monkeypatch, "half", broken_by=15)
    with pytest.raises(Stopped) as caught:
        write_entry(world, EntryRequest())
    assert 15 == caught.value.signum
    assert "journal add" in said(world) and "waits" in said(world)
    world = make()
    asked = writes(monkeypatch, "half and half")
    write_entry(world, EntryRequest(question="?"))
    assert [("?", "half")] == asked
    assert "begins with what you had" in said(world)
    assert not draft_of_new(world).path.exists()


def test_only_what_waits_is_said_to_wait(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """A change that was looked at and left leaves nothing behind, and no word of it."""
    world = make()
    key = kept(world, Entry("as it was"))
    writes(monkeypatch, "as it was", broken_by=2)
    with pytest.raises(Stopped):
        change_record(world, Change(key))
    assert "waits" not in said(world)
    assert not draft_of_change(world, key).path.exists()
    writes(monkeypatch, "as it is", broken_by=2)
    with pytest.raises(Stopped):
        change_record(world, Change(key))
    assert f"journal edit {key}" in said(world)
    assert "as it is" == draft_of_change(world, key).text()


def test_what_the_journal_does_not_take_is_in_the_draft_once(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where it began with what had been in the draft."""
    world = make()
    damage(world)
    draft = draft_of_new(world)
    draft.keep("half a thought")
    writes(monkeypatch, "half a thought, whole")
    with pytest.raises(StoreError) as caught:
        write_entry(world, EntryRequest(question="?"))
    assert draft.safe_in in caught.value.hint
    assert "half a thought, whole" == draft.text()
    with pytest.raises(StoreError):
        write_entry(world, EntryRequest(text="given whole"))
    assert "half a thought, whole\ngiven whole" == draft.text()


def test_a_draft_is_kept_while_it_is_written(make: Make) -> None:
    """Nothing new is as it was: the draft of before, or none. It is the owner's alone, and nothing passing is left."""
    draft = draft_of_new(make())
    with being_written(draft.path):
        keep = keeper(draft)
        keep("half a thought")
        assert ("half a thought", 0o600) == (draft.text(), draft.path.stat().st_mode & 0o777)
        keep(" ")
        assert not draft.path.exists()
        draft.keep("an hour")
        keep = keeper(draft, "an hour")
        keep("an hour and more")
        assert "an hour and more" == draft.text()
        keep("an hour")
        assert "an hour" == draft.text()
        beside = keeper(draft, behind=draft.text())
        beside("a few lines")
        assert "an hour\na few lines" == draft.text()
        beside("")
    assert ("an hour", [draft.path.name]) == (draft.text(), [one.name for one in draft.path.parent.iterdir()])


def test_a_draft_that_cannot_be_kept_stops_nobody_from_writing(make: Make) -> None:
    """It is said when all is written and has to be kept."""
    draft = draft_of_new(make())
    keep = keeper(draft)
    draft.path.parent.parent.mkdir()
    draft.path.parent.write_text("no folder")
    keep("half a thought")
    with pytest.raises(OSError):
        draft.keep("half a thought")


def test_two_who_write_at_once_have_a_draft_each(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """And what the second left behind when it was killed begins the next writing with the rest."""
    world = make()
    mine = draft_of_new(world)
    mine.keep("mine")
    with being_written(mine.path):
        assert mine == draft_of_new(world)
        monkeypatch.setattr(os, "getpid", lambda: 4_194_305)  # A number that no process has.
        other = draft_of_new(world)
        assert mine.path != other.path
        with being_written(other.path):
            keeper(other)("theirs")
        assert ("mine", "theirs") == (mine.text(), other.text())
        monkeypatch.undo()
    asked = writes(monkeypatch, "both")
    write_entry(make(), EntryRequest(question="?"))
    assert [("?", "mine\ntheirs")] == asked
    assert not list(mine.path.parent.glob("*draft*"))


# ---------------------------------------------------------------- in an editor


def editor_that(tmp_path: Path, does: str) -> str:
    """An editor that does this to the file named `$1`."""
    script = tmp_path / "editor.sh"
    script.write_text(does)
    return f"sh {script}"


@pytest.mark.parametrize("does", ["exit 1", 'rm "$1"', 'rm "$1"; exit 1'])
def test_an_editor_that_fails_loses_nothing_that_waited(make: Make, tmp_path: Path, does: str) -> None:
    """What was broken off before is still in the draft, of an entry and of a change."""
    world = make(EDITOR=editor_that(tmp_path, does))
    key = kept(world, Entry("as it was"))
    new, change = draft_of_new(world), draft_of_change(world, key)
    actions: list[Callable[[], Any]] = [
        lambda: write_entry(world, EntryRequest(editor=True, begin="more")),
        lambda: change_record(world, Change(key, editor=True)),
    ]
    for waiting in ("", "an hour of writing"):
        for draft, action in zip((new, change), actions, strict=True):
            if waiting:
                draft.keep(waiting)
            with pytest.raises(MassageMindError):
                action()
            assert (waiting, bool(waiting)) == (draft.text(), draft.path.exists())
    assert Entry("as it was") == read(world, key).details


def test_an_editor_that_fails_after_writing_leaves_what_was_written(make: Make, tmp_path: Path) -> None:
    """It is the newest there is."""
    world = make(EDITOR=editor_that(tmp_path, 'printf " and more" >> "$1"; exit 1'))
    draft_of_new(world).keep("an hour")
    with pytest.raises(MassageMindError, match="ended with 1"):
        write_entry(world, EntryRequest(editor=True))
    assert "an hour and more" == draft_of_new(world).text()


def test_a_text_emptied_in_the_editor_is_no_entry(make: Make, tmp_path: Path) -> None:
    """And no draft either."""
    world = make(EDITOR=editor_that(tmp_path, ': > "$1"'))
    draft_of_new(world).keep("an hour")
    assert write_entry(world, EntryRequest(editor=True)) is None
    assert not draft_of_new(world).path.exists()


def test_without_an_editor_nothing_is_touched(make: Make) -> None:
    """It is a matter of how the command was given."""
    world = make()
    with pytest.raises(UsageError, match="no editor"):
        write_entry(world, EntryRequest(editor=True, begin="begun"))
    assert not world.home.data_dir.exists()
