"""How long commands take to answer, against a Typer hello: `python benchmarks/startup.py [--runs N]`.

Whole processes, one of each in turn: the median of how their processor time compares with that of a command line of one
command made with Typer in the same round (and, beside it, with the bare interpreter's; wall-clock time last). Everything runs once before, so that compiled files are there. POSIX only; call it with
the Python of the environment the program is installed in. Exits 1 if a bar is missed.
"""

from __future__ import annotations

import argparse
import os
import pty
import resource
import select
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

HOUR = 3_600_000
SESSIONS = 40

TYPER_HELLO = """
import typer
app = typer.Typer(add_completion=False, rich_markup_mode=None)
@app.command()
def hello(name: str = "you") -> None:
    typer.echo(f"hello {name}")
app()
"""
# Faults of every kind in a script of the usual size.
BAD_SCRIPT = "title: 1\nmomemt: before\nminutes: {least: x}\nsections:\n" + "".join(
    f"  - name: part {number}\n    time: soon\n    steps:\n      - sya: Here it is.\n" for number in range(60)
)


@dataclass(slots=True)
class Case:
    """A command, how it is called, and the most it may take, as a ratio; 0 for one that is only there to compare."""

    name: str
    command: Sequence[str]
    bar: float = 0.0
    terminal: bool = False
    code: int = 0
    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)


def cases(folder: Path) -> list[Case]:
    """What is measured. The first two are what the others are compared with."""
    hello = folder / "hello.py"
    hello.write_text(TYPER_HELLO, encoding="utf-8")
    bad = folder / "bad.yaml"
    bad.write_text(BAD_SCRIPT, encoding="utf-8")
    script = Path(sys.executable).parent / "massage-mind"
    ours = [str(script)] if script.exists() else [sys.executable, "-m", "massage_mind"]
    return [
        Case("python -c pass", [sys.executable, "-c", "pass"]),
        Case("a Typer hello", [sys.executable, str(hello)]),
        Case("--version", [*ours, "--version"], 0.28),
        Case("--help", [*ours, "--help"], 0.8),
        Case("journal list, pipe", [*ours, "journal", "list"], 1.2),
        Case("journal list, terminal", [*ours, "journal", "list"], 1.6, terminal=True),
        Case("scripts check, faulty", [*ours, "scripts", "check", str(bad)], 1.25, code=1),
    ]


def keep_sessions(home: Path) -> None:
    """A journal as after some months."""
    from massage_mind.journal.store import open_store
    from massage_mind.record.progress import Progress
    from massage_mind.record.session import NewSession

    begin = 1_760_000_000_000
    clock = [begin]
    with open_store(home / "data" / "journal.sqlite3", writing=True, wall=lambda: clock[0]) as store:
        for number in range(SESSIONS):
            clock[0] = begin + number * 48 * HOUR
            new = NewSession(
                "during", "following-the-touch", "Following the touch", HOUR, HOUR, os.getpid(), "+00:00"
            )
            kept = store.begin_session(new)
            clock[0] += HOUR
            store.end_session(kept, Progress(HOUR, played_ms=HOUR), "finished")


def run(case: Case, environ: dict[str, str]) -> tuple[float, float]:
    """Processor and wall-clock time of one process, in seconds."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    if case.terminal:
        code = in_terminal(case.command, environ)
    else:
        code = subprocess.run(
            case.command, env=environ, stdin=subprocess.DEVNULL, capture_output=True, check=False
        ).returncode
    wall, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    if code != case.code:
        sys.exit(f"{case.name} ended with {code}: {' '.join(case.command)}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall


def in_terminal(command: Sequence[str], environ: dict[str, str]) -> int:
    """Run it on a pseudo-terminal, read what it writes, and press q at once: what is long is shown window by window."""
    master, slave = pty.openpty()
    with subprocess.Popen(command, env=environ, stdin=slave, stdout=slave, stderr=slave) as process:
        os.close(slave)
        os.write(master, b"q")
        while select.select([master], [], [], 60)[0]:
            try:
                if not os.read(master, 65536):
                    break
            except OSError:  # it has gone
                break
        code = process.wait()
    os.close(master)
    return code


def main() -> int:
    parser = argparse.ArgumentParser(description="Start-up, against a Typer hello.")
    parser.add_argument("--runs", type=int, default=15)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        home = Path(name) / "home"
        environ = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        environ |= {"MASSAGE_MIND_HOME": str(home), "TERM": "xterm-256color"}
        keep_sessions(home)
        all_cases = cases(Path(name))
        for case in all_cases:
            run(case, environ)
        for _ in range(options.runs):
            for case in all_cases:
                cpu, wall = run(case, environ)
                case.cpu.append(cpu)
                case.wall.append(wall)
    bare, hello = (case.cpu for case in all_cases[:2])
    missed = False
    print(f"{'':24}{'cpu ms':>8}{'hello':>8}{'bar':>7}{'bare':>8}{'wall ms':>9}")
    for case in all_cases:
        cpu, wall = statistics.median(case.cpu), statistics.median(case.wall)
        # Round by round: a machine that others use is at one speed in one of them, at another in the next.
        longer, than_bare = (
            statistics.median(own / other for own, other in zip(case.cpu, others, strict=True))
            for others in (hello, bare)
        )
        verdict = "  MISSED" if case.bar and longer > case.bar else ""
        missed = missed or bool(verdict)
        bar = f"{case.bar:7.2f}" if case.bar else f"{'-':>7}"
        print(f"{case.name:24}{cpu * 1000:8.1f}{longer:8.2f}{bar}{than_bare:8.2f}{wall * 1000:9.1f}{verdict}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
