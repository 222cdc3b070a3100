"""Disks that fail and power that goes, below SIGKILL: what was acknowledged is there, and nothing earlier is lost."""

from __future__ import annotations

import errno
import itertools
import json
import re
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from disk_support import RENAMED, UNLINKED, Disk, PowerCut, Said, built, laid_out
from journal_support import NOW, Wall, gone

from massage_mind.journal.file.look import look_at
from massage_mind.journal.store import open_store
from massage_mind.record.document import record_document
from massage_mind.record.query import Query
from massage_mind.whole_files import sweep

DAY = 86_400_000


class Case(NamedTuple):
    """A command that writes. In its words {entry} and the like are ids, {home} is the folder."""

    words: tuple[str, ...]
    presses: tuple[tuple[int, Any], ...] = ()
    whole: bool = True
    """Whether it is one change, all of it or nothing."""
    later: int = 60_000
    """How long after the records were written, in milliseconds."""

    @property
    def name(self) -> str:
        return "-".join(word.strip("-").replace("{home}/", "") for word in self.words)[:40]


CASES = [
    Case(("journal", "add", "new words 肩膀")),
    Case(("journal", "edit", "{entry}", "--text", "other words")),
    Case(("journal", "delete", "{entry}", "--yes")),
    Case(("journal", "restore", "{binned}")),
    Case(("journal", "delete", "{entry}", "--forever", "--yes"), whole=False),
    Case(("journal", "import", "{home}/in.json")),
    Case(("journal", "export", "--out", "{home}/out.json")),
    Case(("journal", "export", "-f", "markdown", "--out", "{home}/notes"), whole=False),
    Case(("journal", "backup")),
    Case(("journal", "backup", "{home}/copy.sqlite3")),
    Case(("journal", "recover", "--newest", "--replace", "--yes"), whole=False),
    Case(("journal", "add", "a week later"), later=9 * DAY),
    Case(("park", "add", "call the bank", "--when", "2026-01-05 09:00")),
    Case(("park", "add", "with a file", "--when", "2026-01-05 09:00", "--ics", "{home}/a.ics"), whole=False),
    Case(("park", "done", "{parked}")),
    Case(("park", "drop", "{parked}")),
    Case(("park", "edit", "{parked}", "--where", "at the desk")),
    Case(("appointment", "add", "2026-01-05 15:00", "--therapist", "Kim")),
    Case(("appointment", "edit", "{appointment}", "--place", "here")),
    Case(("appointment", "skip", "{appointment}")),
    Case(("appointment", "done", "{appointment}"), later=17 * DAY),
    Case(("appointment", "move", "{appointment}", "2025-12-21 15:00")),
    Case(("appointment", "delete", "{appointment}", "--yes"), whole=False),
    Case(("intention", "let it be")),
    Case(("checkin", "ordinary-day", "--stress", "5", "--note", "tired")),
    Case(("before", "--minutes", "4", "--no-ask", "--no-sound"), whole=False),
    Case(
        ("during", "--minutes", "20", "--no-ask", "--no-sound"), ((90_000, "m"), (120_000, "q")), whole=False
    ),
    Case(("during", "--at", "2025-12-04 13:00", "--minutes", "60", "--no-ask"), whole=False),
    Case(("config", "set", "volume", "40")),
    Case(("scripts", "new", "my-evening", "--moment", "before"), whole=False),
]
QUICK = [CASES[0], CASES[9]]
FILES = [case for case in CASES if any("{home}/" in word and "in.json" not in word for word in case.words)]


class Ground(NamedTuple):
    """A home with records of every kind and copies in it, and what the commands are run with."""

    disk: Disk
    template: Path
    room: Path
    ids: dict[str, str]


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    """Made by the commands themselves."""
    room = tmp_path_factory.mktemp("disk")
    disk = Disk(built(room), room / "log")
    template = room / "template"
    template.mkdir(mode=0o700)

    def made(*words: str) -> str:
        said = disk.run(template, list(words), now=NOW)
        assert 0 == said.code, said
        return str(json.loads(said.out)["id"]) if said.out.startswith("{") else said.out[:5]

    try:
        ids = {"home": str(template), "appointment": made("appointment", "add", "2025-12-20 15:00", "--json")}
        ids |= {"entry": made("journal", "add", "first words"), "binned": made("journal", "add", "second")}
        ids |= {"parked": made("park", "add", "a thing", "--json")}
        made("checkin", "ordinary-day", "--stress", "4")
        made("journal", "backup")
        made("journal", "delete", ids["binned"], "--yes")
        made("journal", "export", "--out", str(template / "in.json"))
        _import_from(template / "in.json")
        yield Ground(disk, template, room, ids)
    finally:
        disk.close()


def _import_from(path: Path) -> None:
    """Three entries of another machine."""
    document = json.loads(path.read_text())
    entry = next(one for one in document["records"] if one["kind"] == "entry")
    others = [entry | {"id": f"bbbb{n}", "uid": "", "text": f"from elsewhere {n}"} for n in range(2, 5)]
    path.write_text(json.dumps(document | {"records": others}))


def _words(case: Case, ids: dict[str, str], home: Path) -> list[str]:
    return [word.format(**ids | {"home": str(home)}) for word in case.words]


def _fresh(ground: Ground, name: str) -> Path:
    home = ground.room / name
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(ground.template, home)
    return home


_OWN = ("id", "uid", "session", "journey")
"""Made anew at each run."""


def _records(home: Path, now: int) -> list[str]:
    """All records of this home as documents, but for what is made anew at each run; and the journal is whole."""
    journal = home / "data" / "journal.sqlite3"
    with open_store(journal, writing=True, wall=Wall(now), alive=gone, busy_ms=0) as store:
        found = [
            *store.records.find(Query((), binned=True)),
            *store.records.find(Query(())),
            *store.records.find(Query(("checkin",))),
        ]
        documents = {one.id: record_document(one) for one in found}
    state = look_at(journal)
    assert ("", False) == (state.trouble, state.index)
    return sorted(
        json.dumps({key: value for key, value in one.items() if key not in _OWN})
        for one in documents.values()
    )


def _others(home: Path) -> dict[str, bytes]:
    """The files that are not the journal, its copies compared by what they are worth."""
    found = {}
    for path in home.rglob("*"):
        name = str(path.relative_to(home))
        if path.is_file() and not name.startswith("data/journal") and ".massage-mind-" not in name:
            content = path.read_bytes()
            if path.suffix == ".ics":
                content = re.sub(rb"UID:\S+", b"", content)
            if path.suffix == ".sqlite3":
                state = look_at(path)
                content = f"{state.trouble} {state.records}".encode()
            found[name] = content
    return found


def _left_over(home: Path) -> list[Path]:
    return [path for path in home.rglob("*") if ".massage-mind-" in path.name]


class Outcome(NamedTuple):
    """How a home stands before a command, and after one that nothing went wrong with."""

    said: Said
    before: list[str]
    after: list[str]
    files_before: dict[str, bytes]
    files_after: dict[str, bytes]


def _clean(ground: Ground, case: Case) -> Outcome:
    home = _fresh(ground, "clean")
    before, files_before = _records(home, NOW), _others(home)
    home = _fresh(ground, "clean")
    shutil.rmtree(ground.room / "clean-warm", ignore_errors=True)
    shutil.copytree(ground.template, ground.room / "clean-warm")
    words = _words(case, ground.ids, home)
    said = ground.disk.run(home, words, now=NOW + case.later, presses=case.presses)
    assert said.code in (0, 3), said
    assert [] == _left_over(home)
    return Outcome(said, before, _records(home, NOW + case.later), files_before, _others(home))


def _nothing_lost(
    outcome: Outcome, case: Case, home: Path, now: int, acknowledged: bool, ours: tuple[str, ...] = ()
) -> None:
    records, files = _records(home, now), _others(home)
    for name in ours:
        files.pop(name, None)
    if acknowledged:
        assert outcome.after == records
        assert outcome.files_after == files
    elif case.whole:
        assert records in (outcome.before, outcome.after)
    else:
        both = set(outcome.before) & set(outcome.after)
        assert both <= set(records)
    for name, content in files.items():  # Whole, as it was or as it was to be.
        if name not in outcome.files_before and name not in outcome.files_after:
            assert name.startswith(("data/rescue-", "data/draft", "data/journal.sqlite3."))
            continue
        assert content in (outcome.files_before.get(name), outcome.files_after.get(name)), name
    for name, content in outcome.files_before.items():
        if outcome.files_after.get(name) == content:
            assert files[name] == content


def _one_fault(
    ground: Ground, case: Case, outcome: Outcome, at: int, how: int, *, lasting: bool = False
) -> None:
    home = _fresh(ground, "case")
    now = NOW + case.later
    said = ground.disk.run(
        home,
        _words(case, ground.ids, home),
        now=now,
        presses=case.presses,
        at=at,
        how=how,
        lasting=lasting,
    )
    assert said.code in (outcome.said.code, 1), said
    assert "Traceback" not in said.err
    # What could not be done beside the command itself, such as the weekly copy, is one sentence more.
    acknowledged = said.code == outcome.said.code and said.err.count("\n") == outcome.said.err.count("\n")
    if not acknowledged:
        assert re.search(r"\.(  [a-z0-9]{5})?$", said.err.strip()), said
    if not lasting and said.failed != UNLINKED:
        assert [] == _left_over(home), said
        if case in FILES:
            assert _others(home) in (outcome.files_before, outcome.files_after), said
    for folder in (home, *(path for path in home.rglob("*") if path.is_dir())):
        sweep(folder)  # As the next command that writes there does.
    assert [] == _left_over(home)
    try:
        _nothing_lost(outcome, case, home, now, acknowledged=acknowledged)
    except AssertionError as error:
        raise AssertionError(f"{case.name}, call {at}, {errno.errorcode.get(how, how)}: {said}") from error


@pytest.mark.parametrize("case", QUICK, ids=lambda case: case.name)
def test_a_disk_that_fails_once_is_said_and_costs_nothing(ground: Ground, case: Case) -> None:
    """Every fourth call of two commands fails with EIO; all of all commands in the slow matrix."""
    outcome = _clean(ground, case)
    for at in range(1, outcome.said.counted + 1, 4):
        _one_fault(ground, case, outcome, at, errno.EIO)


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_whichever_call_to_the_disk_fails(ground: Ground, case: Case) -> None:
    """Every n-th write, sync, cut and change of a name of every command that writes: EIO, and a disk that is full."""
    outcome = _clean(ground, case)
    for at, how in itertools.product(_some(outcome.said.counted), (errno.EIO, errno.ENOSPC)):
        _one_fault(ground, case, outcome, at, how)
    for at in _some(outcome.said.counted)[::5]:
        _one_fault(ground, case, outcome, at, errno.ENOSPC, lasting=True)


def _some(counted: int) -> list[int]:
    """All calls; of a command that makes many the first and the last ones, and some between."""
    return sorted(
        {
            *range(1, min(counted, 40) + 1),
            *range(40, counted, max(9, counted // 20)),
            *range(max(1, counted - 25), counted + 1),
        }
    )


# ---------------------------------------------------------------- signals


ENDED = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


def _ended_by_signals(ground: Ground, case: Case, step: int) -> None:
    outcome = _clean(ground, case)
    turns = itertools.cycle(ENDED)
    for at in range(1, outcome.said.counted + 1, step):
        signum = next(turns)
        home = _fresh(ground, "case")
        now = NOW + case.later
        said = ground.disk.run(home, _words(case, ground.ids, home), now=now, at=at, how=-signum)
        # Outside of the writing the signal ends the process as the system does it, or Python's Ctrl-C as Typer says it.
        assert said.code in (0, 128 + signum, -signum, 1 if signum == signal.SIGINT else 0), (at, said)
        assert "Traceback" not in said.err
        assert [] == _left_over(home), (at, said)
        _nothing_lost(outcome, case, home, now, acknowledged=said.code == 0)
        assert _others(home) in (outcome.files_before, outcome.files_after), (at, said)


@pytest.mark.parametrize("case", FILES, ids=lambda case: case.name)
def test_a_file_that_is_ended_by_a_signal_is_whole_or_not_there(ground: Ground, case: Case) -> None:
    """At every seventh call to the disk: no half file, no passing name; exit code 128 and its number."""
    _ended_by_signals(ground, case, 7)


@pytest.mark.slow
@pytest.mark.parametrize("case", FILES, ids=lambda case: case.name)
def test_whichever_call_a_signal_comes_at(ground: Ground, case: Case) -> None:
    """The same at every call."""
    _ended_by_signals(ground, case, 1)


@pytest.mark.parametrize(
    "case", [case for case in FILES if case.words[0] == "journal"], ids=lambda case: case.name
)
def test_what_a_kill_leaves_of_a_file_is_swept_by_the_next_who_writes_there(
    ground: Ground, case: Case
) -> None:
    """Words of the person are not to lie about under a name that nobody knows."""
    outcome = _clean(ground, case)
    now = NOW + case.later
    left = 0
    for at in range(2, outcome.said.counted + 1, max(2, outcome.said.counted // 8)):
        home = _fresh(ground, "case")
        said = ground.disk.run(home, _words(case, ground.ids, home), now=now, at=at, how=-signal.SIGKILL)
        assert -signal.SIGKILL == said.code
        left += len(_left_over(home))
        nexts = ("next.json", "notes/next.json") if (home / "notes").exists() else ("next.json",)
        for target in nexts:
            again = ground.disk.run(home, ["journal", "export", "--out", str(home / target)], now=now)
            assert 0 == again.code
        assert [] == _left_over(home)
        _nothing_lost(outcome, case, home, now, acknowledged=False, ours=nexts)
    assert left > 0


@pytest.mark.slow
@pytest.mark.parametrize("how", [errno.EIO, errno.ENOSPC, -signal.SIGTERM, -signal.SIGHUP])
def test_a_rendered_session_is_whole_or_not_there(ground: Ground, how: int) -> None:
    """Work that failed is said to have failed, and leaves nothing under any name; what stood there stays.

    From the moment the file has its name it is whole. What was in it is noted in the journal after that; a disk that
    fails then is named, and takes nothing from the file.
    """
    words = ["hand-on-the-door", "--minutes", "0.5", "--voice", "off", "--ambience", "none", "--yes"]
    case = Case(("render", *words, "--out", "{home}/a.mp3"))
    whole = _clean(ground, case)
    home = _fresh(ground, "logged")
    said = ground.disk.run(home, _words(case, ground.ids, home), now=NOW + case.later, logged=True)
    named = 1 + [one.what for one in ground.disk.operations()].index(RENAMED)
    counted = whole.said.counted
    assert said.counted == counted > named
    for at in sorted(
        {
            *range(1, named + 3),
            *range(named + 3, counted, max(1, counted // 3)),
            *range(counted - 2, counted + 1),
        }
    ):
        home = _fresh(ground, "case")
        (home / "a.mp3").write_bytes(b"an earlier one")
        said = ground.disk.run(home, _words(case, ground.ids, home), now=NOW + case.later, at=at, how=how)
        assert said.code == (1 if how > 0 else 128 - how) or (said.code in (0, how) and at >= named), (
            at,
            said,
        )
        assert "Traceback" not in said.err and said.err.strip()
        assert how < 0 or said.code != 0 or at <= named + 1 or "couldn't be kept: " in said.err, (at, said)
        assert [] == _left_over(home) or said.failed == UNLINKED
        there = (home / "a.mp3").read_bytes()
        assert there == (b"an earlier one" if at < named else whole.files_after["a.mp3"]) or at == named, (
            at,
            said,
        )


# ---------------------------------------------------------------- power cuts


def _powerless(ground: Ground, case: Case, *, names_at_once: bool) -> None:
    """Every moment of a command at which the power may go: what is on the disk for certain is laid out and looked at."""
    outcome = _clean(ground, case)
    now = NOW + case.later
    home = _fresh(ground, "logged")
    power = PowerCut(home, names_at_once=names_at_once)
    said = ground.disk.run(home, _words(case, ground.ids, home), now=now, presses=case.presses, logged=True)
    assert outcome.said.code == said.code
    done = ground.disk.operations()
    assert len(done) == said.counted > 0
    seen: set[int] = set()
    for number, one in enumerate(done, 1):
        power.do(one)
        left = power.leaves()
        last = number == len(done)
        state = hash(frozenset(left.items()))
        if state in seen and not last:
            continue
        seen.add(state)
        shutil.rmtree(ground.room / "cut", ignore_errors=True)
        there = laid_out(left, ground.room / "cut")
        try:
            _nothing_lost(outcome, case, there, now, acknowledged=last)
        except AssertionError as error:
            raise AssertionError(f"{case.name}: the power goes after call {number} of {len(done)}") from error


@pytest.mark.parametrize("case", QUICK, ids=lambda case: case.name)
def test_a_power_cut_costs_nothing_that_was_acknowledged(ground: Ground, case: Case) -> None:
    """All that was not synced is thrown away, at every moment of two commands."""
    _powerless(ground, case, names_at_once=False)


@pytest.mark.slow
@pytest.mark.parametrize("names_at_once", [False, True], ids=["names wait", "names at once"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_whenever_the_power_goes(ground: Ground, case: Case, names_at_once: bool) -> None:
    """All that was not synced is thrown away, at every moment of every command that writes."""
    _powerless(ground, case, names_at_once=names_at_once)


def test_a_first_entry_survives_a_power_cut(ground: Ground) -> None:
    """With the folders that it was the first to need."""
    home = ground.room / "first"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir()
    power = PowerCut(home, names_at_once=False)
    said = ground.disk.run(home, ["journal", "add", "the first"], now=NOW, logged=True)
    assert 0 == said.code
    for one in ground.disk.operations():
        power.do(one)
    there = laid_out(power.leaves(), ground.room / "first-cut")
    assert 1 == len(_records(there, NOW))
