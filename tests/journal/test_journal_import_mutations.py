"""Whatever an export has become: it is taken in faithfully or refused in a sentence, and the journal stays sound.

FUZZ_SECONDS says how long the slow test goes on; a failing case is named by its form and its seed.
"""

from __future__ import annotations

import random
import time
import tracemalloc
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from journal_support import NOW
from mutated_imports import mutated, samples

from massage_mind.diary.carrying import ExportRequest, export_records, import_records
from massage_mind.errors import MassageMindError
from massage_mind.journal.carry.merge import Tally
from massage_mind.journal.file.memory import MemoryJournal
from massage_mind.record.document import read_record, record_document
from massage_mind.record.query import Query
from massage_mind.testing import ManualClock, manual_world
from massage_mind.world import World

FORMS = ("json", "jsonl", "markdown", "day-one", "jrnl", "utf-16", "zip", "gzip", "sqlite", "csv", "text")
NEVER_BACK = ("csv", "text")
A_CASE_S = 20
"""So long may one take on the slowest machine; an honest one takes a hundredth."""


@cache
def _samples(folder: Path) -> dict[str, bytes]:
    return samples(folder)


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """One honest export of every form."""
    return _samples(tmp_path_factory.mktemp("exports"))


@pytest.fixture
def world() -> World:
    """A journal in memory with nothing in it."""
    return manual_world(clock=ManualClock(wall=NOW), zone="Europe/Berlin", journal=MemoryJournal())


def test_the_honest_ones_are_taken_in(world: World, exports: dict[str, bytes], tmp_path: Path) -> None:
    """All of each, so that the others are mutations of something; what cannot come back says so."""
    assert set(FORMS) == set(exports)
    for form, data in exports.items():
        (tmp_path / form).write_bytes(data)
        if form in NEVER_BACK:
            with pytest.raises(MassageMindError, match="nothing that can be imported"):
                import_records(world, tmp_path / form)
        else:
            tally = import_records(world, tmp_path / form)
            assert ([], True) == (tally.faults, tally.added + tally.known > 3)


@pytest.mark.parametrize("form", FORMS)
def test_a_mutated_export_is_taken_in_or_refused(
    world: World, exports: dict[str, bytes], form: str, tmp_path: Path
) -> None:
    """A hundred of each, the same every time."""
    for seed in range(100):
        _hold(world, exports[form], form, seed, tmp_path / "mutated")


@pytest.mark.slow
def test_for_as_long_as_there_is_time(
    exports: dict[str, bytes], tmp_path: Path, fuzz_seconds: float, fuzz_chance: random.Random
) -> None:
    """Others each time, each in a journal in which the earlier ones lie already."""
    until = time.monotonic() + fuzz_seconds
    while time.monotonic() < until:
        world = manual_world(clock=ManualClock(wall=NOW), zone="Europe/Berlin", journal=MemoryJournal())
        for _ in range(40):
            form = fuzz_chance.choice(FORMS)
            _hold(world, exports[form], form, fuzz_chance.randrange(2**48), tmp_path / "mutated")


def _hold(world: World, data: bytes, form: str, seed: int, path: Path) -> None:
    """Import it twice: the second time nothing changes; afterwards every record can be read and carried out again."""
    path.write_bytes(mutated(data, random.Random(f"{form} {seed}")))
    began = time.process_time()
    try:
        first, told = _import(world, path)
        again, told_again = _import(world, path)
        assert told == told_again
        if first is not None and again is not None:
            assert (0, 0) == (again.added, again.changed)
            assert first.left_out <= again.left_out
        _is_sound(world)
    except BaseException as exc:
        exc.add_note(f"form {form!r}, seed {seed}")
        raise
    assert time.process_time() - began < A_CASE_S, (form, seed)


def _import(world: World, path: Path) -> tuple[Tally | None, str]:
    """What it comes to, or the sentence it is refused with."""
    try:
        tally = import_records(world, path)
    except MassageMindError as exc:
        assert exc.sentence
        assert exc.sentence.isprintable()
        assert len(exc.sentence) < 1_000
        return None, exc.sentence
    assert len(tally.faults) <= 41
    assert all(len(fault) < 1_000 for fault in tally.faults)
    assert bool(tally.faults) == bool(tally.left_out)
    return tally, ""


def _is_sound(world: World) -> None:
    """Nothing dangles; each record says what a document can say; a search has every one of them."""
    with world.open_store(writing=False) as store:
        with store.file.reading() as conn:
            assert [] == conn.execute("PRAGMA foreign_key_check").fetchall()
            ((records,),) = conn.execute("SELECT count(*) FROM record").fetchall()
            ((searched,),) = conn.execute("SELECT count(*) FROM doc").fetchall()
        assert records == searched
        for binned in (False, True):
            for record in store.records.find(Query((), binned=binned)):
                document = record_document(record)
                passed = {"ratings": 0} if "script" in document else {}
                # The ratings around a session stand in the check-ins that name it.
                assert {**document, **passed} == {**record_document(read_record(document)), **passed}
    for form in ("json", "markdown", "csv"):
        export_records(world, ExportRequest(form, Query(())), lambda _: None)


# ---------------------------------------------------------------- bounds


def _pieces(many: int) -> Iterator[bytes]:
    yield b'{"metadata": {}, "entries": ['
    for number in range(many):
        text = b'{"uuid": "%032X", "creationDate": "2025-06-01T10:00:00Z", "text": "%s"}'
        yield (b", " if number else b"") + text % (number, b"word " * 2_000)
    yield b"]}"


@pytest.mark.slow
def test_a_large_export_is_read_piece_by_piece(world: World, tmp_path: Path) -> None:
    """Forty times as much takes no more memory than a few times as much."""
    most = []
    for many in (100, 4_000):
        path = tmp_path / f"{many}.json"
        with open(path, "wb") as file:
            file.writelines(_pieces(many))
        home = manual_world(tmp_path / f"mm-{many}", clock=ManualClock(wall=NOW))
        tracemalloc.start()
        try:
            assert many == import_records(home, path).added
            most.append(tracemalloc.get_traced_memory()[1])
        finally:
            tracemalloc.stop()
    assert most[1] < 40 << 20
