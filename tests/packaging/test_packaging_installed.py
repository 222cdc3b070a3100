"""The program installed in every way there is, used from a folder that knows nothing of the checkout."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from packaging_support import CHECKOUT, Distributions, Installed, fresh

from massage_mind._version import __version__

pytestmark = pytest.mark.slow

HALF_A_MINUTE = ("before", "--minutes", "0.5", "--plain", "--no-ask")
NEWEST_PYTHONS = ("3.11", "3.12", "3.13")
posix_only = pytest.mark.skipif(os.name != "posix", reason="closes standard input as a POSIX shell does")


def finished(session: subprocess.Popen[str]) -> tuple[str, str]:
    """What a half-minute session wrote, once it has come to its end."""
    out, err = session.communicate(timeout=90)
    assert not session.returncode, out + err
    assert out.startswith("0:00"), out
    return out, err


def test_it_says_its_version(installed: Installed) -> None:
    """By its command and as a module."""
    assert f"massage-mind {__version__}\n" == installed.run("--version")
    process = installed.call(installed.python, "-m", "massage_mind", "--version")
    assert f"massage-mind {__version__}\n" == process.communicate(timeout=60)[0]


def test_it_finds_its_scripts(installed: Installed, tmp_path: Path) -> None:
    """All that the checkout has, and every one of them is in order."""
    listed = json.loads(installed.run("scripts", "list", "--json", home=tmp_path))
    moments = ("before", "during", "after", "anytime")
    here = {path.stem for moment in moments for path in (CHECKOUT / "scripts" / moment).glob("*.yaml")}
    assert here == {script["name"] for script in listed}
    (shipped,) = (
        place["path"]
        for place in json.loads(installed.run("scripts", "where", "--json", home=tmp_path))
        if not place["own"]
    )
    installed.run("scripts", "check", shipped, home=tmp_path)


def test_only_an_editable_one_reaches_into_the_checkout(
    from_wheel: Installed, from_sdist: Installed, editable: Installed, tmp_path: Path
) -> None:
    """The others carry their scripts with them."""
    for installed, inside in ((from_wheel, False), (from_sdist, False), (editable, True)):
        places = json.loads(installed.run("scripts", "where", "--json", home=tmp_path))
        assert inside == any(Path(place["path"]).is_relative_to(CHECKOUT) for place in places)


@pytest.mark.parametrize("minutes", ["30", "47.123", "90"])
def test_a_preview_sums_exactly(installed: Installed, tmp_path: Path, minutes: str) -> None:
    """The cues of a preview tile the time asked for, to the millisecond."""
    arguments = ("preview", "following-the-touch", "--minutes", minutes, "--style", "swedish", "--json")
    shown = json.loads(installed.run(*arguments, home=tmp_path))
    assert (
        round(float(minutes) * 60_000) == shown["total_ms"] == sum(cue["length_ms"] for cue in shown["cues"])
    )


def test_an_empty_journal_is_read_and_not_made(installed: Installed, tmp_path: Path) -> None:
    """`journal list` answers, exits 0 and leaves the home as it was."""
    home = tmp_path / "home"
    assert "[]" == installed.run("journal", "list", "--json", home=home).strip()
    assert not home.exists()


@posix_only
def test_a_session_is_taken_and_stopped(installed: Installed, tmp_path: Path) -> None:
    """As a module, standard input closed: the first cue comes, SIGTERM ends it with 143, and the record is kept."""
    command = (installed.python, "-m", "massage_mind", *HALF_A_MINUTE, "--no-sound")
    with installed.call(*command, home=tmp_path, shut=True) as session:
        assert session.stdout is not None
        assert session.stdout.readline().startswith("0:00")
        session.send_signal(signal.SIGTERM)
        assert 128 + signal.SIGTERM == session.wait(timeout=10)
    (kept,) = json.loads(installed.run("journal", "list", "--json", home=tmp_path))
    assert ("interrupted", 30_000) == (kept["ending"], kept["planned_ms"])


@posix_only
def test_half_a_minute_from_the_wheel(from_wheel: Installed, tmp_path: Path) -> None:
    """A whole session, sound as it may be, standard input closed; then it is in the journal."""
    finished(from_wheel.call(from_wheel.command, *HALF_A_MINUTE, home=tmp_path, shut=True))
    (kept,) = json.loads(from_wheel.run("journal", "list", "--json", home=tmp_path))
    assert ("finished", 30_000) == (kept["ending"], kept["planned_ms"])
    assert 0 <= kept["played_ms"] - 30_000 < 500


@posix_only
def test_without_numpy_and_miniaudio_one_line_says_so(without_sound: Installed, tmp_path: Path) -> None:
    """Sound is a guest: a whole session in silence, one line about it, exit code 0."""
    _, err = finished(without_sound.call(without_sound.command, *HALF_A_MINUTE, home=tmp_path, shut=True))
    assert 1 == sum("sound" in line.lower() and "therapist" not in line for line in err.splitlines()), err
    assert "Traceback" not in err


def test_no_more_than_the_program_needs_is_installed(from_wheel: Installed) -> None:
    """What Typer, Rich and the others bring along, and no development tool."""
    process = from_wheel.call(from_wheel.python, "-m", "pip", "list", "--format=json")
    names = {one["name"].lower() for one in json.loads(process.communicate(timeout=60)[0])}
    assert set() == names & {
        "pytest",
        "hypothesis",
        "mypy",
        "ruff",
        "hatchling",
        "pydantic",
        "click",
    }


def _python(version: str) -> str | None:
    """A Python of this version on this machine, if there is one that runs: on the path, or kept by pyenv."""
    candidates = [shutil.which(f"python{version}")]
    if pyenv := shutil.which("pyenv"):
        candidates += map(str, Path(pyenv).parents[1].glob(f"versions/{version}.*/bin/python"))
    if sys.version_info[:2] == tuple(map(int, version.split("."))):
        candidates.insert(0, sys.executable)
    for candidate in candidates:
        if (
            candidate
            and not subprocess.run([candidate, "-c", ""], capture_output=True, check=False).returncode
        ):
            return candidate
    return None


@posix_only
def test_every_python_here_takes_a_session(distributions: Distributions, tmp_path: Path) -> None:
    """The wheel in an environment of each Python we name that is on this machine, half a minute in each, side by side."""
    pythons = {version: found for version in NEWEST_PYTHONS if (found := _python(version))}
    sessions = {}
    for version, python in pythons.items():
        (tmp_path / version).mkdir()
        installed = fresh(tmp_path / version, python)
        installed.pip("install", str(distributions.wheel))
        assert version in installed.call(installed.python, "--version").communicate(timeout=60)[0]
        home = tmp_path / version / "home"
        sessions[version] = installed.call(installed.command, *HALF_A_MINUTE, home=home, shut=True)
    said = {version: finished(session)[0] for version, session in sessions.items()}
    # The words, and not the second of each: it moves with how long the voice takes, which is reckoned until it has spoken.
    words = {
        version: re.sub(r"^\d+:\d\d  (\(quiet.*\n)?", "", out, flags=re.MULTILINE)
        for version, out in said.items()
    }
    assert 1 == len(set(words.values())), said
    assert all(len(one.splitlines()) >= 3 for one in words.values())
    begun = [re.findall(r"^\d+:(\d\d)  (?!\(quiet)", out, flags=re.MULTILINE) for out in said.values()]
    assert all(
        max(seconds) - min(seconds) <= 2 for seconds in zip(*(map(int, one) for one in begun), strict=True)
    )
