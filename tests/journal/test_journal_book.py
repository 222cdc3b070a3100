"""The book: every record once, each appointment with what belongs to it, to be read in any year; and taken in again."""

from __future__ import annotations

import io
import json
import re
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import html5lib
import pytest

from massage_mind.cli.main import run
from massage_mind.journal.carry.book_form import BEGIN, END
from massage_mind.journal.carry.json_stream import JsonStream
from massage_mind.journal.file.memory import MemoryJournal
from massage_mind.record.checkin import CheckIn
from massage_mind.record.entry import Entry
from massage_mind.record.head import NewRecord
from massage_mind.testing import ManualClock, manual_world

sys.path.insert(0, str(Path(__file__).parents[1] / "cli"))
sys.path.insert(0, str(Path(__file__).parents[1] / "report"))
from page_reader import PageSeen, read_page
from page_rules import faults_of
from seeded_life import LIFE, NOW


class Keeper:
    """Somebody who types commands at one journal in memory."""

    def __init__(self) -> None:
        self.clock = ManualClock(wall=NOW)
        self.journal = MemoryJournal()
        self.told = ""

    def __call__(self, *args: str, piped: bytes | None = None, ends: int = 0) -> str:
        """What a command prints. `ends`: the exit code it has to have."""
        stdin = None if piped is None else io.TextIOWrapper(io.BytesIO(piped))
        world = manual_world(clock=self.clock, journal=self.journal, stdin=stdin, piped=piped)
        code = run(args, lambda: world)
        self.told = world.stderr.getvalue()  # type: ignore[union-attr]
        assert ends == code, (args, self.told)
        self.clock.advance(1)
        return str(world.stdout.getvalue())  # type: ignore[union-attr]

    def records(self) -> list[dict[str, Any]]:
        """Everything, as documents."""
        return [json.loads(line) for line in self("journal", "export", "-f", "jsonl").splitlines()]


@pytest.fixture(scope="module")
def keeper() -> Keeper:
    """Somebody with some weeks of a record."""
    somebody = Keeper()
    for line in LIFE:
        somebody(*line)
    return somebody


def book_of(keeper: Keeper, *options: str) -> str:
    """Their book."""
    return keeper("journal", "export", "--book", "-", *options)


def articles(page: PageSeen) -> dict[str, str]:
    """The id of every record shown, and of the one it stands within."""
    found = {}
    for one in page.all("article"):
        around = [outer.get("id") for outer in one.around if outer.name == "article"]
        found[one.get("id").removeprefix("record-")] = (around or [""])[0].removeprefix("record-")
    return found


def test_the_book_keeps_every_rule_of_a_page(keeper: Keeper) -> None:
    """Nothing runs, nothing is fetched, headings in order, every link leads somewhere."""
    assert [] == faults_of(book_of(keeper))


def test_the_book_is_strictly_html(keeper: Keeper) -> None:
    """As the parser of the standard reads it, without an error."""
    html5lib.HTMLParser(strict=True).parse(book_of(keeper, "--bin"))


def test_every_record_is_there_once_where_it_belongs(keeper: Keeper) -> None:
    """Those of an appointment within it, all others by themselves; the data holds the same."""
    records = keeper.records()
    ids = {one["id"] for one in records}
    shown = articles(read_page(book_of(keeper)))
    assert len(records) == len(shown) == book_of(keeper).count("<article")
    assert {one["id"]: one["appointment"] or "" for one in records} == {
        key: within if within in ids else "" for key, within in shown.items()
    }


def test_it_says_what_there_is(keeper: Keeper) -> None:
    """Intention, ratings, the body drawn and in words, what was put down, the session, the words; each date with its year."""
    page = read_page(book_of(keeper))
    (main,) = page.all("main")
    for words in (
        "let my shoulders be", "reply to Anna", "stress6", "3 strong", "Following the touch", "sleep8", "slept badly",
        "Week 12: the shoulder is lighter.", "19 November 2026, 15:00, with Kim", "26 December 2026, 15:00", "planned",
    ):  # fmt: skip
        assert words in main.text
    assert not re.search(r"today|tomorrow|yesterday|in \d+ (minutes|hours|days)", main.text)
    assert len([one for one in page.all("svg") if one.within("main")]) >= 2


def test_an_appointment_has_its_ratings_side_by_side(keeper: Keeper) -> None:
    """Once more, in one table, where there are some of more than one time; each check-in is whole beside that."""
    page = read_page(book_of(keeper))
    tables = [one.text for one in page.all("table")]
    assert "beforeafternext daystress63tension52mood66sleep8soreness0" == tables[0]
    assert 1 == book_of(keeper).count("Ratings side by side")
    assert 1 + 4 == len([one for one in tables if "stress" in one or "sleep" in one])


def test_the_contents_lead_to_months_and_appointments(keeper: Keeper) -> None:
    """In their order."""
    links = [one for one in read_page(book_of(keeper)).all("a") if one.within("nav")]
    assert [
        ("November", "#month-2026-11"), ("19 November, Swedish with Kim", "#record-"),
        ("26 November, Deep tissue with Lee", "#record-"), ("December", "#month-2026-12"),
        ("26 December, Massage", "#record-"),
    ] == [(one.text, re.sub(r"(record-)\w+", r"\1", one.get("href"))) for one in links]  # fmt: skip


def test_it_can_be_taken_in_again(keeper: Keeper) -> None:
    """Whole, to the letter; and twice changes nothing. As UTF-16 as well, which an editor may make of it."""
    book = book_of(keeper)
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        other = Keeper()
        for added, known in ((len(keeper.records()), 0), (0, len(keeper.records()))):
            came = json.loads(other("journal", "import", "-", "--json", piped=book.encode(encoding)))
            assert (added, known, []) == (came["added"], came["known"], came["faults"])
        assert keeper.records() == other.records()


def test_what_was_narrowed_is_narrowed(keeper: Keeper) -> None:
    """Only what was asked for is shown, and only that is in the data; without their appointment they stand alone."""
    book = book_of(keeper, "--kind", "checkin")
    assert {""} == set(articles(read_page(book)).values())
    other = Keeper()
    other("journal", "import", "-", piped=book.encode())
    assert {"checkin"} == {one["kind"] for one in other.records()}
    assert len(other.records()) == len(articles(read_page(book)))


def test_what_is_in_the_bin_stands_apart() -> None:
    """Only where it is asked for, at the end, and said to be there."""
    somebody = Keeper()
    for line in LIFE:
        somebody(*line)
    entry = json.loads(somebody("journal", "list", "--kind", "entry", "--json", "-n", "1"))[0]["id"]
    appointment = json.loads(somebody("appointment", "list", "--json", "--all"))[0]["id"]
    somebody("journal", "delete", entry, "--yes")
    assert entry not in articles(read_page(book_of(somebody)))
    book = book_of(somebody, "--bin")
    assert [] == faults_of(book)
    assert "" == articles(read_page(book))[entry]
    assert "In the bin since 26 November 2026, 14:11." in book
    assert book.index("November 2026, in the bin</h2>") > book.index(f'id="record-{appointment}"')


def test_an_empty_record_makes_a_book() -> None:
    """That says so, and can be taken in."""
    book = book_of(Keeper())
    assert [] == faults_of(book)
    assert "0 records" in book
    assert '"records": [\n]}' in book
    came = json.loads(Keeper()("journal", "import", "-", "--json", piped=book.encode()))
    assert (0, []) == (came["added"], came["faults"])


def test_into_a_file_as_every_export(keeper: Keeper, tmp_path: Path) -> None:
    """Its owner's alone, not over another without --force, nothing half; exit codes as everywhere."""
    target = tmp_path / "book.html"
    assert "" == keeper("journal", "export", "--book", str(target))
    assert "only you can read it" in keeper.told
    assert 0o600 == stat.S_IMODE(target.stat().st_mode)
    before = target.read_bytes()
    keeper("journal", "export", "--book", str(target), ends=1)
    assert "is there already" in keeper.told
    assert before == target.read_bytes()
    keeper("journal", "export", "--book", str(target), "--force")
    keeper("journal", "export", "--book", str(target), "--format", "csv", ends=2)
    keeper("journal", "export", "-f", "book", "--fields", "id", ends=2)
    keeper("journal", "export", "--book", str(tmp_path), ends=1)
    assert [target] == list(tmp_path.iterdir())
    other = Keeper()
    other("journal", "import", str(target))
    assert keeper.records() == other.records()


def test_another_page_is_none_of_ours(keeper: Keeper) -> None:
    """A page without the record in it, one that was cut, one whose data is something else."""
    book = book_of(keeper)
    for page in (
        b"<!DOCTYPE html><p>Hello",
        b"<",
        f"<html>{BEGIN}".encode(),
        f"<html>{BEGIN}[1]{END}".encode(),
    ):
        Keeper()("journal", "import", "-", piped=page, ends=2)
    cut = Keeper()
    cut("journal", "import", "-", piped=book[: book.index(END) - 200].encode(), ends=2)
    assert "is no whole JSON" in cut.told
    newer = book.replace('"version": 1', '"version": 2', 1)
    Keeper()("journal", "import", "-", piped=newer.encode(), ends=2)


def test_the_marks_are_found_however_the_stream_comes() -> None:
    """Also where a piece that was read ends within one of them."""
    text = f'<html>{"x" * 100}{BEGIN}\n{{"version": 12, "records": [\n1, 23\n]}}\n{END}\n</html>'

    class Drops:
        def __init__(self, size: int) -> None:
            self._bytes, self._size = text.encode(), size

        def read(self, size: int, /) -> bytes:
            piece, self._bytes = self._bytes[: self._size], self._bytes[self._size :]
            return piece

    for size in (1, 2, 3, 7, 50, 1000):
        stream = JsonStream(Drops(size), "it")
        assert stream.go_within(BEGIN, END)
        assert ({"version": 12}, "records") == stream.header()
        assert [1, 23] == list(stream.objects())
    assert not JsonStream(Drops(5), "it").go_within("<nothing>", END)


def test_what_is_never_seen_holds_no_markup(keeper: Keeper) -> None:
    """The data is ASCII without <, > or &: the same letters however the page is read or saved."""
    keeper("journal", "add", "<b>&amp;</template> ü")
    data = book_of(keeper).split(BEGIN, 1)[1].split(END, 1)[0]
    assert data.isascii()
    assert not set("<>&") & set(data)
    assert "<b>&amp;</template> ü" in [one.get("text") for one in json.loads(data)["records"]]


@pytest.mark.slow
def test_a_long_record_takes_no_more_memory(tmp_path: Path) -> None:
    """10,000 records, of which a quarter mark the body: a few MiB more than a hundred."""
    import tracemalloc

    def peak(count: int) -> int:
        world = manual_world(tmp_path / str(count), clock=ManualClock(wall=NOW), zone="+01:00")
        with world.open_store(writing=True) as store:
            for new in _many(count):
                store.records.add(new)
        tracemalloc.start()
        assert 0 == run(("journal", "export", "--book", str(tmp_path / f"{count}.html")), lambda: world)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(100)  # What is loaded once.
    few, many = peak(100 + 4), peak(10_000)
    assert many - few < 12_000_000, (few, many)


def _many(count: int) -> Iterator[NewRecord]:
    for number in range(count):
        at = NOW - number * 3_600_000
        if number % 4:
            yield NewRecord(Entry("words " * 40), at, "Europe/Berlin")
        else:
            yield NewRecord(
                CheckIn("before", body={"jaw": number % 3 + 1, "left shoulder": 3}), at, "Europe/Berlin"
            )
