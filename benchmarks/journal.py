"""How commands on the record grow with its size: `python benchmarks/journal.py [--large N] [--runs N]`.

Whole processes on a journal of 1,000 records and on a large one (100,000), one of each in turn: the ratio of the median
processor times of the two, beside that to `python -c pass`, and the most memory each took. Where jrnl is on the path
(or named with --jrnl), the same is asked of it. POSIX only. Exits 1 if a bar is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

SMALL = 1_000
NOW = 1_790_000_000_000
HOUR = 3_600_000
WORDS = [
    "shoulder",
    "neck",
    "back",
    "breath",
    "quiet",
    "warm",
    "heavy",
    "light",
    "slow",
    "hand",
    "foot",
    "table",
    "sound",
    "room",
    "window",
    "rain",
    "tea",
    "walk",
    "sleep",
    "dinner",
    "thought",
    "worry",
    "ease",
    "tired",
    "open",
    "close",
    "soft",
    "firm",
    "left",
    "right",
    "jaw",
    "knee",
    "calm",
    "day",
    "week",
    "work",
    "home",
    "friend",
]
LIST_BAR, ADD_BAR = 1.2, 1.1


@dataclass(slots=True)
class Case:
    """A command, and the most it may take on the large journal, as a ratio to the small one."""

    name: str
    words: Callable[[Path], Sequence[str]]
    bar: float
    cpu: dict[int, list[float]] = field(default_factory=dict)
    memory: dict[int, int] = field(default_factory=dict)


def text(chance: random.Random) -> str:
    """A hundred and twenty words, one in a thousand entries with a rare one."""
    found = [chance.choice(WORDS) for _ in range(120)]
    if chance.random() < 0.001:
        found[60] = "nightingale"
    return " ".join(found).capitalize() + "."


def fill(home: Path, count: int) -> str:
    """A journal with so many records: entries, check-ins, sessions, appointments. The id of one in its middle."""
    from massage_mind.journal.store import open_store
    from massage_mind.record.appointment import Appointment
    from massage_mind.record.checkin import CheckIn
    from massage_mind.record.entry import Entry
    from massage_mind.record.head import NewRecord
    from massage_mind.record.progress import Progress
    from massage_mind.record.session import NewSession

    chance = random.Random(count)
    middle = ""
    with open_store(home / "data" / "journal.sqlite3", writing=True, now_ms=NOW) as store:
        store.ground.conn.execute("PRAGMA synchronous = OFF")
        step = 5 * 365 * 24 * HOUR // count
        done = 0
        while done < count:
            with store.ground.writing() as conn:
                for _ in range(min(2_000, count - done)):
                    at = NOW - (count - done) * step
                    kind = done % 10
                    if kind < 6:
                        details: object = Entry(text(chance), "What do you notice?")
                    elif kind < 8:
                        details = CheckIn("ordinary-day", ratings={"stress": done % 11, "mood": 5})
                    else:
                        details = Appointment(60, "swedish", "Kim", state="done")
                    record = store.records.put(
                        conn,
                        NewRecord(details, at, "Europe/Oslo", tags=("good",) if kind == 1 else ()),  # type: ignore[arg-type]
                        NOW - HOUR,
                    )
                    if done == count // 20 * 10:
                        middle = record.id
                    done += 1
        for number in range(20):
            at = NOW - number * 24 * HOUR
            new = NewSession(
                "during", "following-the-touch", "Following the touch", HOUR, HOUR, 0, "Europe/Oslo"
            )
            kept = store.begin_session(new, now_ms=at)
            store.end_session(kept, Progress(HOUR, played_ms=HOUR), "finished", now_ms=at + HOUR)
        store.ground.conn.execute("PRAGMA optimize")
        # A copy of this week, so that the weekly one falls into no measurement.
        from massage_mind.journal.file.backup import back_up

        back_up(store.ground.conn, store.path, now_ms=time.time_ns() // 1_000_000, before="benchmark")
    return middle


def fill_jrnl(folder: Path, count: int) -> None:
    """The same entries as jrnl keeps them."""
    chance = random.Random(count)
    folder.mkdir()
    with open(folder / "journal.txt", "w", encoding="utf-8") as file:
        for number in range(count):
            at = datetime.fromtimestamp((NOW - (count - number) * HOUR) / 1000, tz=UTC)
            file.write(f"[{at:%Y-%m-%d %H:%M}] Entry {number}.\n{text(chance)}\n\n")
    (folder / "config.yaml").write_text(
        f"colors:\n  body: none\n  date: none\n  tags: none\n  title: none\n"
        f"default_hour: 9\ndefault_minute: 0\neditor: ''\nencrypt: false\nhighlight: false\nindent_character: '|'\n"
        f"journals:\n  default:\n    journal: {folder / 'journal.txt'}\nlinewrap: 79\ntagsymbols: '#@'\n"
        f"template: false\ntimeformat: '%Y-%m-%d %H:%M'\nversion: v4.2\n",
        encoding="utf-8",
    )


def run(command: Sequence[str], environ: dict[str, str]) -> tuple[float, int]:
    """Processor time of one process in seconds, and its most memory in KiB."""
    with open(os.devnull, "r+b") as nowhere:
        process = subprocess.Popen(
            command, env=environ, stdin=nowhere, stdout=nowhere, stderr=subprocess.PIPE
        )
        assert process.stderr is not None
        said = process.stderr.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}: {said.decode()[-500:]}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss


def measure(
    cases: Sequence[Case], sizes: Sequence[int], environs: dict[int, dict[str, str]], runs: int
) -> None:
    for case in cases:
        for size in sizes:
            case.cpu[size] = []
            case.memory[size] = 0
    for number in range(runs + 1):
        for case in cases:
            # The two sizes one after the other, so that what else the machine does falls on both.
            for size in sizes:
                cpu, memory = run(case.words(Path(environs[size]["HERE"])), environs[size])
                if number:  # The first of each is only to warm up.
                    case.cpu[size].append(cpu)
                    case.memory[size] = max(case.memory[size], memory)


def report(title: str, cases: Sequence[Case], sizes: Sequence[int], base: float) -> bool:
    small, large = sizes
    print(f"\n{title:16}{'x pass':>9}{'x pass':>9}{'ratio':>8}{'bar':>6}{'MiB':>7}{'MiB':>7}")
    print(f"{'':16}{small:>9,}{large:>9,}")
    missed = False
    for case in cases:
        before, after = (statistics.median(case.cpu[size]) for size in sizes)
        ratio = after / before
        over = bool(case.bar) and ratio > case.bar
        missed = missed or over
        bar = f"{case.bar:6.1f}" if case.bar else f"{'-':>6}"
        print(
            f"{case.name:16}{before / base:9.2f}{after / base:9.2f}{ratio:8.2f}{bar}"
            f"{case.memory[small] / 1024:7.0f}{case.memory[large] / 1024:7.0f}{'  MISSED' if over else ''}"
        )
    return missed


def main() -> int:
    parser = argparse.ArgumentParser(description="The record at 1,000 and at 100,000.")
    parser.add_argument("--large", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument(
        "--jrnl", default=shutil.which("jrnl") or "", help="jrnl's program; on the path by itself"
    )
    options = parser.parse_args()
    sizes = (SMALL, options.large)
    script = Path(sys.executable).parent / "massage-mind"
    ours = [str(script)] if script.exists() else [sys.executable, "-m", "massage_mind"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plain = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        environs, middles = {}, {}
        for size in sizes:
            begun = time.perf_counter()
            home = folder / f"home-{size}"
            middles[str(home)] = fill(home, size)
            mib = (home / "data" / "journal.sqlite3").stat().st_size >> 20
            print(f"{size:,} records: {mib} MiB, made in {time.perf_counter() - begun:.0f} s")
            environs[size] = plain | {"MASSAGE_MIND_HOME": str(home), "HERE": str(home)}
        os.sync()  # What was made here is not to be written out by the commands that are measured.
        cases = [
            Case("list", lambda here: [*ours, "journal", "list"], LIST_BAR),
            Case("list --json", lambda here: [*ours, "journal", "list", "--json"], LIST_BAR),
            Case("list --tag", lambda here: [*ours, "journal", "list", "--tag", "good"], 0),
            Case(
                "search rare", lambda here: [*ours, "journal", "search", "nightingale", "-n", "1"], LIST_BAR
            ),
            Case("search common", lambda here: [*ours, "journal", "search", "shoulder"], LIST_BAR),
            Case("show", lambda here: [*ours, "journal", "show", middles[str(here)]], LIST_BAR),
            Case("add", lambda here: [*ours, "journal", "add", "Lighter than before, and warm."], ADD_BAR),
        ]
        nothing = Case("pass", lambda here: [sys.executable, "-c", "pass"], 0)
        measure([nothing, *cases], sizes, environs, options.runs)
        base = statistics.median([*nothing.cpu[SMALL], *nothing.cpu[options.large]])
        missed = report("massage-mind", cases, sizes, base)
        if options.jrnl:
            environs = {}
            for size in sizes:
                here = folder / f"jrnl-{size}"
                fill_jrnl(here, size)
                environs[size] = plain | {"HERE": str(here)}
            jrnl = lambda here, *words: [options.jrnl, "--config-file", str(here / "config.yaml"), *words]  # noqa: E731
            cases = [
                Case("last 20", lambda here: jrnl(here, "-n", "20"), 0),
                Case("contains", lambda here: jrnl(here, "-contains", "nightingale", "-n", "1"), 0),
                Case("add", lambda here: jrnl(here, "now: Lighter than before, and warm."), 0),
            ]
            measure(cases, sizes, environs, max(1, options.runs // 5))
            report("jrnl", cases, sizes, base)
        else:
            print("\njrnl is not installed here.")
        print(json.dumps({"python": sys.version.split()[0], "runs": options.runs}))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
