"""What a command loads before it answers: nobody waits for what they did not ask for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from massage_mind.journal.store import open_store
from massage_mind.record.progress import Progress
from massage_mind.record.session import NewSession

HEAVY = frozenset(
    {"rich", "yaml", "numpy", "miniaudio", "simpleaudio", "asyncio", "importlib.metadata", "pydantic"}
)
SOUND = frozenset({"numpy", "miniaudio", "simpleaudio"})


def loaded(*arguments: str, says: str = "", code: int = 0) -> frozenset[str]:
    """Every module that `massage-mind ARGUMENTS` loads, with its output to a pipe and its input closed off.

    A package counts under its own name; its submodules too, each under theirs. The output has to hold `says`, and the
    exit code to be `code`.
    """
    process = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "massage_mind", *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    assert code == process.returncode, process.stderr
    assert says in process.stdout
    rows = (line.rsplit("|", 1) for line in process.stderr.splitlines() if line.startswith("import time:"))
    return frozenset(row[1].strip() for row in rows if "imported package" not in row[1])


@pytest.fixture
def kept_session() -> str:
    """The id of a session in the journal of this test's home."""
    path = Path(os.environ["MASSAGE_MIND_HOME"]) / "data" / "journal.sqlite3"
    new = NewSession(
        "before", "arriving", "Arriving", planned_ms=60_000, total_ms=60_000, pid=1, zone="+00:00"
    )
    now = [1_800_000_000_000]
    with open_store(path, writing=True, wall=lambda: now[0]) as store:
        session_id = store.begin_session(new)
        now[0] += 60_000
        store.end_session(session_id, Progress(60_000, played_ms=60_000), "finished")
    return session_id


@pytest.mark.parametrize("option", ["--version", "-V"])
def test_the_version_loads_nothing_but_the_version(option: str) -> None:
    """Not even the command line."""
    modules = loaded(option, says="massage-mind ")
    ours = {name for name in modules if name.startswith("massage_mind")}
    assert {"massage_mind", "massage_mind._version"} == ours
    assert set() == modules & (HEAVY | {"typer", "sqlite3", "platformdirs", "dataclasses", "typing"})


@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_loads_no_command(option: str) -> None:
    """The list of commands is made of their names; what they need stays where it is."""
    modules = loaded(option, says="massage-mind COMMAND")
    assert set() == modules & (HEAVY | {"sqlite3", "platformdirs", "json"})
    rooms = (
        *("journal", "sound", "screen", "reading", "script", "fit", "record", "settings", "session", "diary"),
        *("home", "words"),
    )
    assert [] == sorted(
        name for name in modules if name.startswith(tuple(f"massage_mind.{room}" for room in rooms))
    )


def test_a_list_on_a_pipe_loads_the_journal_only(kept_session: str) -> None:
    """sqlite3 and Typer; no Rich, no YAML, no numpy."""
    modules = loaded("journal", "list", says=kept_session)
    assert set() == modules & HEAVY
    assert "sqlite3" in modules
    assert set() == modules & {"massage_mind.whole_files", "massage_mind.record.typed_times", "unicodedata"}
    assert [] == sorted(
        name for name in modules if name.startswith(("massage_mind.reading", "massage_mind.sound"))
    )


def test_a_faulty_script_loads_the_reading_only(tmp_path: Path) -> None:
    """No styles, no breathing, no journal, and nothing that writes."""
    script = tmp_path / "faulty.yaml"
    script.write_text("title: 1\nsections:\n  - steps:\n      - sya: Here it is.\n", encoding="utf-8")
    modules = loaded("scripts", "check", str(script), says="'sya' is not a step", code=1)
    assert {"yaml"} == modules & HEAVY
    without = (
        "journal",
        "sound",
        "fit",
        "reading.style_file",
        "script.style",
        "script.breathing",
        "whole_files",
    )
    assert [] == sorted(
        name for name in modules if name.startswith(tuple(f"massage_mind.{one}" for one in without))
    )


@pytest.mark.parametrize(
    ("words", "says", "yaml"),
    [
        (["learn"], "Does massage lower the stress hormone?", False),
        (["learn", "--json"], '"cortisol"', False),
        (["learn", "stress"], "Does massage lower the stress hormone?", False),
        (["learn", "stress", "hormone"], "10.1016/j.jbmt.2010.06.001", True),
    ],
)
def test_what_is_known_is_read_where_it_is_shown(words: list[str], says: str, yaml: bool) -> None:
    """The list and the search need no page; a page needs its own file and those of its sources."""
    modules = loaded(*words, says=says)
    assert ({"yaml"} if yaml else set()) == modules & HEAVY
    rooms = (
        "journal",
        "sound",
        "fit",
        "session",
        "diary",
        "settings",
        "reading.style_file",
        "reading.library",
    )
    assert [] == sorted(
        name for name in modules if name.startswith(tuple(f"massage_mind.{room}" for room in rooms))
    )


def test_nothing_but_learn_reads_topics(kept_session: str) -> None:
    """Neither home nor a list waits for them."""
    for words in ([], ["journal", "list"], ["--help"], ["preview", "arriving", "--minutes", "2"]):
        assert not {name for name in loaded(*words) if name.startswith("massage_mind.learn.topic")}


def test_a_preview_on_a_pipe_loads_no_sound() -> None:
    """Text needs no audio library, and no Rich on a pipe."""
    modules = loaded("preview", "arriving", "--minutes", "5", says="0:00")
    assert set() == modules & (SOUND | {"rich", "asyncio", "pydantic"})


@pytest.mark.parametrize(
    "package",
    [
        "words",
        "script",
        "fit",
        "record",
        "perform",
        "reading",
        "sound",
        "journal",
        "screen",
        "session",
        "diary",
    ],
)
def test_a_package_by_itself_loads_nothing_heavy(package: str) -> None:
    """Importing a room is free; what is heavy in it comes when it is used."""
    code = f"import sys, massage_mind.{package}; print(*sys.modules)"
    modules = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert set() == set(modules) & (HEAVY | {"typer", "sqlite3"})
