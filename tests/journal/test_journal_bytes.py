"""Bytes that a person's words come as: taken whole as what they are, or refused by the first that is no letter."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from journal_support import NOW, kept, read

from massage_mind.decoding import bytes_of, text_of
from massage_mind.diary.changing import Change, change_record
from massage_mind.diary.drafts import draft_of_change, draft_of_new
from massage_mind.diary.entries import EntryRequest, write_entry
from massage_mind.diary.shown_words import restored, shown_words
from massage_mind.errors import MassageMindError, UsageError
from massage_mind.perform.asked_in_turn import ChoiceAsked
from massage_mind.record.bounds import MOST_BYTES, MOST_CHARACTERS
from massage_mind.record.checkin import CheckIn
from massage_mind.record.entry import Entry
from massage_mind.session.whats_next import ask_whats_next
from massage_mind.testing import ManualClock, Screen, ScriptedAnswers, Typed, manual_world
from massage_mind.world import World

WORDS = "Größe, πλάτη, 肩膀 🥰\n\tund mehr"
HIDDEN = "first \u202egnol\u202c\r\n\x1b[31msecond\x1b[0m\n\tthird\x00\nfourth"

Make = Callable[..., World]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """A world with somebody at a terminal whose editor puts these bytes into the file, or does this to it."""

    def made(left: bytes | None = None, does: str = "") -> World:
        (tmp_path / "left").write_bytes(left or b"")
        (tmp_path / "editor.sh").write_text(does or f'cat {tmp_path / "left"} > "$1"')
        return manual_world(
            tmp_path / "mm",
            clock=ManualClock(wall=NOW),
            environ={"TERM": "dumb", "EDITOR": f"sh {tmp_path / 'editor.sh'}"},
            stdin=Typed(""),
            stdout=Screen(),
        )

    return made


class Writing(ScriptedAnswers):
    """A person who makes of what they are handed whatever this function does."""

    def __init__(self, makes: Callable[[str], str]) -> None:
        super().__init__()
        self._makes = makes

    def lines(
        self, question: str, begin: str = "", keep: Callable[[str], object] | None = None
    ) -> tuple[str, int]:
        return self._makes(begin), 0


def writing_at(world: World, makes: Callable[[str], str]) -> World:
    """The world with such a person at its terminal."""
    return replace(world, doors=replace(world.doors, asker=lambda *_: Writing(makes)))


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le"]
)
def test_what_says_how_it_is_written_is_read(codec: str) -> None:
    """UTF-8 with its mark and without; UTF-16 and UTF-32 by theirs, in either order."""
    mark = "\ufeff" if codec.endswith(("-le", "-be")) else ""
    assert WORDS == text_of((mark + WORDS).encode(codec), "It")


@pytest.mark.parametrize(
    ("data", "named"),
    [
        ("caf\xe9".encode("latin-1"), "UTF-8 text: byte 4, in line 1, is 0xE9"),
        ("a\nb\nGr\xf6\xdfe".encode("latin-1"), "byte 7, in line 3, is 0xF6"),
        (b"\xef\xbb\xbfcaf\xe9", "byte 7, in line 1, is 0xE9"),
        ("“quoted”".encode("cp1252"), "byte 1, in line 1, is 0x93"),
        (WORDS.encode("utf-16-le"), "isn't UTF-8 text"),
        ("plain".encode("utf-16-le"), "byte 2, in line 1, is 0x00"),
        ("plain".encode("utf-16-be"), "byte 1, in line 1, is 0x00"),
        ("привет мир".encode("utf-16-le"), "byte 2, in line 1, is 0x04"),
        ("привет".encode("utf-16-le"), "byte 2, in line 1, is 0x04"),
        ("\u0645\u062d\u0645\u062f".encode("utf-16-be"), "byte 1, in line 1, is 0x06"),
        (b"\xff\xfea\x00b", "UTF-16 text: byte 5, in line 1, is 0x62"),
        (b"\xff\xfea\x00\n\x00\x00\xd8b\x00", "UTF-16 text: byte 7, in line 2"),
        (b"a\xf0\x9f\xa5", "byte 2, in line 1, is 0xF0"),
        (b"\xed\xa0\x80", "byte 1, in line 1, is 0xED"),
        (b"before\n\0behind", "byte 8, in line 2, is 0x00"),
    ],
)
def test_what_is_no_text_is_named_by_its_first_byte(data: bytes, named: str) -> None:
    """Latin-1, Windows, UTF-16 without its mark or cut short, a NUL; nothing becomes U+FFFD."""
    with pytest.raises(UsageError) as caught:
        text_of(data, "a.txt")
    assert caught.value.sentence.startswith("a.txt isn't UTF-") and named in caught.value.sentence


@pytest.mark.parametrize("text", ["\0 nul \0", "before\0behind", "a\0\0b and more"])
def test_a_nul_that_a_program_pipes_in_can_be_a_letter(text: str) -> None:
    """Where that is allowed, and the whole does not look like UTF-16 without its mark."""
    assert text == text_of(text.encode(), "It", nul=True)
    for words in ("plain words", "привет мир", "καλημέρα σε όλους"):
        for codec in ("utf-16-le", "utf-16-be"):
            with pytest.raises(UsageError, match="byte"):
                text_of(words.encode(codec), "It", nul=True)


@given(st.binary(max_size=60))
def test_bytes_are_a_text_or_no_text(data: bytes) -> None:
    """Never a text that is not what they are."""
    try:
        text = text_of(data, "It")
    except UsageError as error:
        assert "byte" in error.sentence
        return
    marks = ("", "\ufeff")
    assert any(
        data == (mark + text).encode(codec)
        for mark in marks
        for codec in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
    )


# ---------------------------------------------------------------- in an editor


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_an_editor_saves_is_kept_as_it_was_written(make: Make, codec: str) -> None:
    """With the line ends of its system."""
    world = make(WORDS.replace("\n", "\r\n").encode(codec))
    written = write_entry(world, EntryRequest(editor=True))
    assert written is not None and Entry(WORDS) == written.record.details
    assert not draft_of_new(world).path.exists()


@pytest.mark.parametrize("data", ["Gr\xf6\xdfe".encode("latin-1"), "plain".encode("utf-16-le")])
def test_what_an_editor_saves_as_no_text_stays_in_the_draft(make: Make, data: bytes) -> None:
    """Byte by byte; the next editor opens it, the terminal names it, and neither writes over it."""
    world = make(data)
    key = kept(world, Entry("as it was"))
    for draft, action in (
        (draft_of_new(world), lambda **how: write_entry(world, EntryRequest(**how))),
        (draft_of_change(world, key), lambda **how: change_record(world, Change(key, **how))),
    ):
        for how in ({"editor": True}, {"editor": True}, {}):
            with pytest.raises(UsageError) as caught:
                action(**how)
            assert str(draft.path) in caught.value.sentence and "byte" in caught.value.sentence
            assert f"massage-mind {draft.goes_on} --editor" == caught.value.command
            assert data == draft.path.read_bytes()
    assert Entry("as it was") == read(world, key).details
    mended = make(does='printf "mended" > "$1"')
    written = write_entry(mended, EntryRequest(editor=True))
    assert written is not None and Entry("mended") == written.record.details
    change_record(mended, Change(key, editor=True))
    assert Entry("mended") == read(mended, key).details


def test_words_given_beside_a_draft_that_is_no_text_do_not_hide_it(make: Make) -> None:
    """The editor opens what lies there, not what was typed behind the command."""
    world = make(does="exit 0")
    draft_of_new(world).path.parent.mkdir(parents=True)
    draft_of_new(world).path.write_bytes(b"caf\xe9")
    with pytest.raises(UsageError, match="byte 4"):
        write_entry(world, EntryRequest(editor=True, begin="more"))
    assert b"caf\xe9" == draft_of_new(world).path.read_bytes()


@pytest.mark.parametrize("size", [MOST_CHARACTERS + 1, MOST_BYTES + 1])
def test_more_than_a_text_can_be_stays_in_the_draft(make: Make, size: int) -> None:
    """However large the file is, no more of it is read."""
    world = make(b"x" * size)
    key = kept(world, Entry("as it was"))
    for draft, action in (
        (draft_of_new(world), lambda: write_entry(world, EntryRequest(editor=True))),
        (draft_of_change(world, key), lambda: change_record(world, Change(key, editor=True))),
    ):
        with pytest.raises(UsageError, match="1,000,000") as caught:
            action()
        assert str(draft.path) in caught.value.sentence + caught.value.hint
        assert size == draft.path.stat().st_size


def test_a_byte_typed_at_the_terminal_stays_that_byte(make: Make) -> None:
    """It is no text, so it is refused; the draft has it as it was typed, never as a question mark."""
    world = writing_at(make(), lambda _: "caf\udce9 and an hour of words")
    with pytest.raises(UsageError, match="n't UTF-8") as caught:
        write_entry(world, EntryRequest(question="?"))
    assert "is safe in" in caught.value.hint
    assert b"caf\xe9 and an hour of words" == draft_of_new(world).path.read_bytes()


class Writes:
    """A person who, asked what comes next, writes these lines."""

    def __init__(self, text: str) -> None:
        self.text = text

    def choice(self, question: str, choices: Sequence[str]) -> int:
        return choices.index("write a few lines")

    def questions(self, asked: Sequence[ChoiceAsked]) -> None:
        for one in asked:
            one.save(self.choice(one.question, one.choices))

    def tell(self, text: str = "", *, dim: bool = False) -> None:
        """Nobody reads it."""

    def lines(self, question: str, begin: str = "", keep: object = None) -> tuple[str, int]:
        return self.text, 0


@pytest.mark.parametrize("text", ["an hour of caf\udce9", "x" * (MOST_CHARACTERS + 1)])
def test_lines_after_a_session_that_cannot_be_kept_are_in_the_draft(make: Make, text: str) -> None:
    """The session is over; its last words are not lost with it."""
    world = make()
    around: Any = SimpleNamespace(world=world, intention="", appointment_id="", id="", code=0)
    person: Any = Writes(text)
    with pytest.raises(UsageError, match="n't UTF-8|at most") as caught:
        ask_whats_next(around, around, person, around)
    draft = draft_of_new(world)
    assert draft.safe_in in caught.value.hint
    assert bytes_of(text) == draft.path.read_bytes()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with a name are POSIX")
@pytest.mark.parametrize("make_it", ["mkdir", "mkfifo"])
def test_what_lies_in_the_place_of_a_draft_and_is_no_file_is_a_sentence(make: Make, make_it: str) -> None:
    """Nothing waits for a pipe to be written to, and it is named."""
    world = make()
    path = draft_of_new(world).path
    path.parent.mkdir(parents=True)
    getattr(os, make_it)(path)
    with pytest.raises(MassageMindError, match="where your draft should be") as caught:
        write_entry(world, EntryRequest(editor=True))
    assert str(path) in caught.value.sentence


# ---------------------------------------------------------------- what an editor is handed


def test_the_terminal_is_handed_what_every_other_place_shows(make: Make) -> None:
    """As an editor is; what it gives back unchanged is unchanged, line by line."""
    handed: list[str] = []

    def makes(begin: str) -> str:
        handed.append(begin)
        return begin if len(handed) == 1 else begin + " changed"

    world = writing_at(make(), makes)
    key = kept(world, Entry(HIDDEN))
    assert not change_record(world, Change(key)).different
    assert "first gnol\nsecond\n\tthird\nfourth" == handed[0]
    assert Entry(f"{HIDDEN} changed") == change_record(world, Change(key)).record.details


def test_an_editor_is_handed_what_every_other_place_shows(make: Make, tmp_path: Path) -> None:
    """Nothing that acts on a terminal or turns the order of letters round; and unchanged is unchanged."""
    world = make(does=f'cat "$1" > {tmp_path / "handed"}')
    for details in (Entry(HIDDEN), CheckIn("ordinary-day", note=HIDDEN)):
        key = kept(world, details)
        changed = change_record(world, Change(key, editor=True))
        assert b"first gnol\nsecond\n\tthird\nfourth" == (tmp_path / "handed").read_bytes()
        assert (False, details) == (changed.different, changed.record.details)


def test_lines_that_were_left_alone_are_what_they_were(make: Make) -> None:
    """Also where another one was changed, taken out or put between."""
    world = make(does='printf "new\\nfirst gnol\\n\\tthird\\nfourth changed\\n" > "$1"')
    key = kept(world, Entry(HIDDEN))
    change_record(world, Change(key, editor=True))
    assert Entry("new\nfirst \u202egnol\u202c\r\n\tthird\x00\nfourth changed") == read(world, key).details


@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_whatever_was_stored_comes_back(text: str) -> None:
    """Shown without what acts on a terminal, restored to the letter."""
    shown = shown_words(text)
    assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x1b\x00\x9b") & set(shown)
    assert text == restored(text, shown) == restored(text, shown + "\n")
