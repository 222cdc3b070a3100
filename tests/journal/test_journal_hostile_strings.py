"""512 hostile texts through every door of the record and back: whole, shown harmlessly, found by a word in them."""

from __future__ import annotations

import csv
import html
import io
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hostile_strings import HOSTILE, Hostile
from journal_support import NOW, kept

from massage_mind.cli.main import run
from massage_mind.journal.file.memory import MemoryJournal
from massage_mind.record.appointment import Appointment
from massage_mind.record.checkin import CheckIn
from massage_mind.record.entry import Entry
from massage_mind.record.texts import has_broken_letters, storable
from massage_mind.testing import ManualClock, manual_world

SOME = HOSTILE[::8]
COMES_BACK = ("json", "jsonl", "markdown", "book")


class Person:
    """Somebody who types commands at one journal in memory."""

    def __init__(self) -> None:
        self.clock = ManualClock(wall=NOW)
        self.journal = MemoryJournal()
        self.said = ""

    def __call__(self, *args: str, piped: bytes | None = None, ends: int = 0) -> str:
        """What a command prints. `ends`: the exit code it has to have."""
        stdin = None if piped is None else io.TextIOWrapper(io.BytesIO(piped))
        world = manual_world(clock=self.clock, journal=self.journal, stdin=stdin, piped=piped)
        code = run(args, lambda: world)
        out, self.said = world.stdout.getvalue(), world.stderr.getvalue()  # type: ignore[union-attr]
        assert ends == code, (args, self.said)
        self.clock.advance(1)
        return str(out)

    def json(self, *args: str) -> Any:
        """The document a command prints."""
        return json.loads(self(*args[:2], "--json", *args[2:]))


def written(person: Person, some: Sequence[Hostile]) -> Iterator[tuple[str, Hostile]]:
    """The id of each text that was added: half of them as an argument, half through a pipe.

    An argument whose bytes are no text may be refused; then it is named, and nothing of it is kept.
    """
    for number, one in enumerate(some):
        if has_broken_letters(one.text):
            try:
                document = person.json("journal", "add", "--", one.text)
            except AssertionError:
                assert person.said
                continue
        elif number % 2:
            document = json.loads(person("journal", "add", "--json", "-", piped=one.text.encode()))
        else:
            document = person.json("journal", "add", "--", one.text)
        assert storable(one.text) == document["text"]
        yield document["id"], one


@pytest.fixture(
    scope="module", params=[SOME, pytest.param(HOSTILE, marks=pytest.mark.slow)], ids=["some", "all"]
)
def kept_texts(request: pytest.FixtureRequest) -> tuple[Person, dict[str, Hostile]]:
    """Somebody who has written them all, and which entry is which."""
    person = Person()
    return person, dict(written(person, request.param))


def test_there_are_512_of_them() -> None:
    """No two alike, none of them found by another one's word."""
    assert (512, 512) == (len(HOSTILE), len({one.text for one in HOSTILE}))
    assert all(one.word in one.text for one in HOSTILE)


def test_each_is_kept_whole_and_shown_harmlessly(kept_texts: tuple[Person, dict[str, Hostile]]) -> None:
    """To the letter as JSON; on a page and in a list without anything that a terminal would act on."""
    person, texts = kept_texts
    for key, one in texts.items():
        assert storable(one.text) == person.json("journal", "show", key)["text"]
        for page in (person("journal", "show", key), person.said):
            assert harmless(page), (one, page)
    listed = {one["id"]: one["text"] for one in person.json("journal", "list", "-n", "0")}
    assert {key: storable(one.text) for key, one in texts.items()} == listed
    page = person("journal", "list", "-n", "0")
    assert harmless(page)
    assert len(texts) == page.count("\n"), "a line each"


def harmless(page: str) -> bool:
    """Whether a terminal shows this as letters: no control character but the line feed, nothing that turns lines around."""
    actors = {*map(chr, (*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)))}
    return not (set(page) - {"\n"}) & actors


def test_each_is_found_by_a_word_in_it(kept_texts: tuple[Person, dict[str, Hostile]]) -> None:
    """Whatever stands beside the word, and as it was typed."""
    person, texts = kept_texts
    missed = [
        one
        for key, one in texts.items()
        if key not in {found["id"] for found in person.json("journal", "search", "-n", "0", "--", one.word)}
    ]
    assert [] == missed


@pytest.mark.parametrize("form", COMES_BACK)
def test_each_comes_back_whole(kept_texts: tuple[Person, dict[str, Hostile]], form: str) -> None:
    """Out, into another journal, and out once more: the same to the letter; twice changes nothing."""
    person, texts = kept_texts
    exported = person("journal", "export", "-f", form)
    assert form in ("markdown", "book") or exported.isascii()
    other = Person()
    for count in ((len(texts), 0), (0, len(texts))):
        came = json.loads(other("journal", "import", "-", "--json", piped=exported.encode()))
        assert (*count, []) == (came["added"], came["known"], came["faults"])
    # These say when they were made.
    assert exported == other("journal", "export", "-f", form) or form in ("json", "book")
    assert person("journal", "export", "-f", "jsonl") == other("journal", "export", "-f", "jsonl")


def test_each_is_letters_in_the_book(kept_texts: tuple[Person, dict[str, Hostile]]) -> None:
    """With its word, and nothing of it is markup or turns a line around: the page has the elements it would have anyway."""
    person, texts = kept_texts
    page = person("journal", "export", "--book", "-")
    assert harmless(page.replace("\n", ""))
    assert len(texts) == page.count("<article")
    shown = html.unescape(page.split("<main", 1)[1].split("</main>", 1)[0])
    plain = (one.word for one in texts.values() if not set("\x1b\x90\x98\x9b\x9d\x9e\x9f") & set(one.text))
    assert [] == [word for word in plain if word.isascii() and word not in shown]
    elements = {name.split()[0].split(">")[0] for name in page.split("<")[1:]}
    bare = Person()
    bare("journal", "add", "one\n\ntwo", "--tag", "week")
    assert elements - {"strong"} <= {
        name.split()[0].split(">")[0] for name in bare("journal", "export", "--book", "-").split("<")[1:]
    }


def test_each_comes_back_out_of_files(kept_texts: tuple[Person, dict[str, Hostile]], tmp_path: Path) -> None:
    """One Markdown file a record, and one of JSON Lines."""
    person, texts = kept_texts
    for form in ("markdown", "jsonl"):
        person("journal", "export", "-f", form, "-o", str(tmp_path / form))
        other = Person()
        assert len(texts) == json.loads(other("journal", "import", str(tmp_path / form), "--json"))["added"]
        assert person("journal", "export", "-f", "jsonl") == other("journal", "export", "-f", "jsonl")


def test_each_is_on_the_page_of_plain_text(kept_texts: tuple[Person, dict[str, Hostile]]) -> None:
    """With its word, where no escape sequence before it takes a letter of it along."""
    person, texts = kept_texts
    page = person("journal", "export", "-f", "text")
    plain = (one.word for one in texts.values() if not set("\x1b\x90\x98\x9b\x9d\x9e\x9f") & set(one.text))
    assert [] == [word for word in plain if word.isascii() and word not in page]


@pytest.mark.parametrize("some", [SOME, pytest.param(HOSTILE, marks=pytest.mark.slow)], ids=["some", "all"])
def test_each_stays_in_its_cell_of_the_table(some: Sequence[Hostile]) -> None:
    """As the style of what a check-in was given around: one row each, whole, and no formula."""
    person = Person()
    styles = {}
    world = manual_world(clock=person.clock, journal=person.journal)
    for one in some:
        appointment = kept(world, Appointment(60, storable(one.text)))
        styles[kept(world, CheckIn("next-day", ratings={"stress": 5}), appointment)] = storable(one.text)
        person.clock.advance(1)
    table = person("journal", "export", "-f", "csv")
    rows = {row["id"]: row["style"] for row in csv.DictReader(io.StringIO(table, newline=""))}
    assert styles.keys() == rows.keys()
    for key, cell in rows.items():
        assert cell in (styles[key], "'" + styles[key])
        assert cell[:1] not in "=+-@\t\r\n＝＋－＠", cell


def test_a_word_of_another_program_is_kept_to_the_letter() -> None:
    """What jrnl and Day One export, with their own marks."""
    person = Person()
    texts = [storable(one.text) for one in SOME]
    entries = [{"uuid": str(n), "creationDate": "2025-06-01", "text": text} for n, text in enumerate(texts)]
    plain = [text for text in texts if "\\" not in text and "dayone" not in text]
    came = json.loads(
        person("journal", "import", "-", "--json", piped=json.dumps({"entries": entries}).encode())
    )
    assert len(texts) == came["added"]
    kept_here = {one["text"] for one in person.json("journal", "list", "-n", "0")}
    assert set(plain) <= kept_here
    world = manual_world(journal=person.journal)
    with world.open_store(writing=False) as store:
        from massage_mind.record.query import Query

        assert all(isinstance(one.details, Entry) for one in store.records.find(Query(())))
