"""What is in the wheel and in the source distribution."""

from __future__ import annotations

import tarfile
import zipfile
from email.message import Message
from email.parser import Parser
from pathlib import Path

import pytest
from packaging_support import CHECKOUT, Distributions

from massage_mind._version import __version__

pytestmark = pytest.mark.slow


def shipped(name: str) -> dict[str, bytes]:
    """Every file in this folder of the checkout: its path and what is in it."""
    files = (
        path for path in (CHECKOUT / name).rglob("*") if path.is_file() and "__pycache__" not in path.parts
    )
    return {path.relative_to(CHECKOUT).as_posix(): path.read_bytes() for path in files}


def in_wheel(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def in_sdist(sdist: Path) -> dict[str, bytes]:
    """Paths without the folder that everything lies in."""
    with tarfile.open(sdist) as archive:
        members = [member for member in archive.getmembers() if member.isfile()]
        files = {member.name.split("/", 1)[1]: archive.extractfile(member) for member in members}
        return {name: file.read() for name, file in files.items() if file is not None}


def metadata(wheel: Path) -> Message:
    (text,) = (body for name, body in in_wheel(wheel).items() if name.endswith(".dist-info/METADATA"))
    return Parser().parsestr(text.decode())


@pytest.mark.parametrize("folder", ["scripts", "audio"])
def test_the_scripts_and_the_sounds_are_in_both(distributions: Distributions, folder: str) -> None:
    """Every file, byte for byte: inside the package in the wheel, where it was in the source distribution."""
    files = shipped(folder)
    assert files
    wheel, sdist = in_wheel(distributions.wheel), in_sdist(distributions.sdist)
    assert files == {name: wheel.get(f"massage_mind/{name}") for name in files}
    assert files == {name: sdist.get(name) for name in files}


def test_the_wheel_holds_the_package_and_nothing_else(distributions: Distributions) -> None:
    """One package, its licence and its metadata; no tests, no benchmarks, no compiled files."""
    names = list(in_wheel(distributions.wheel))
    assert {"massage_mind", f"massage_mind-{__version__}.dist-info"} == {name.split("/")[0] for name in names}
    assert not [name for name in names if name.endswith((".pyc", ".pyo"))]
    assert "massage_mind/py.typed" in names


def test_the_source_distribution_can_be_worked_on(distributions: Distributions) -> None:
    """What `make test` needs is in it."""
    names = in_sdist(distributions.sdist)
    wanted = (
        "Makefile",
        ".ci/venv",
        "pyproject.toml",
        "README.md",
        "CHANGELOG.md",
        "LICENSE",
        "tests/conftest.py",
    )
    assert [] == [name for name in wanted if name not in names]


def test_the_metadata_says_what_it_needs(distributions: Distributions) -> None:
    """Name, version, the oldest Python; the voice exactly so, it, lameenc and miniaudio only where there are wheels; development tools nowhere."""
    told = metadata(distributions.wheel)
    assert ("massage-mind", __version__, ">=3.11") == (told["Name"], told["Version"], told["Requires-Python"])
    needed = told.get_all("Requires-Dist", [])
    runtime = sorted(one.split(">")[0] for one in needed if "extra ==" not in one)
    assert [
        *(
            "hibari-tts==0.2.1",
            "icalendar",
            "lameenc",
            "miniaudio",
            "numpy",
            "platformdirs",
            "prompt-toolkit",
        ),
        *("pyyaml", "rich", "segno", "soundfile", "typer", "tzdata"),
    ] == [name.split("<")[0].split(";")[0] for name in runtime]
    (voice,) = (one for one in needed if one.startswith("hibari-tts"))
    for machine in (("linux", "x86_64"), ("linux", "aarch64"), ("darwin", "arm64"), ("win32", "AMD64")):
        assert all(f"'{word}'" in voice for word in machine)
    (miniaudio,) = (one for one in needed if one.startswith("miniaudio"))
    assert (
        "(sys_platform != 'linux' or platform_machine == 'x86_64')"
        == f"({miniaudio.split('; ')[1].strip('()')})"
    )


def test_the_extra_picks_the_player_that_does_not_crash(distributions: Distributions) -> None:
    """simpleaudio below Python 3.12, its drop-in from there on; beside it M4B files, PDFs, and no other extra."""
    told = metadata(distributions.wheel)
    assert ["m4b", "pdf", "simpleaudio"] == sorted(told.get_all("Provides-Extra", []))
    players = sorted(one for one in told.get_all("Requires-Dist", []) if "extra == 'simpleaudio'" in one)
    assert ["simpleaudio-patched>=1.0.5", "simpleaudio>=1.0.4"] == [one.split(";")[0] for one in players]
    assert "python_version >= '3.12'" in players[0]
    assert "python_version < '3.12'" in players[1]


def test_the_licences_come_along(distributions: Distributions) -> None:
    """MIT for the program; the licence of the sounds beside it; neither is empty."""
    told = metadata(distributions.wheel)
    assert "MIT" == told["License-Expression"]
    named = told.get_all("License-File", [])
    assert ["LICENSE", "audio/LICENCE.md"] == sorted(named)
    files = in_wheel(distributions.wheel)
    for name in named:
        assert (
            (CHECKOUT / name).read_bytes()
            == files[f"massage_mind-{__version__}.dist-info/licenses/{name}"]
            != b""
        )


def test_the_wheel_brings_one_command(distributions: Distributions) -> None:
    """`massage-mind`, and nothing else."""
    files = in_wheel(distributions.wheel)
    told = files[f"massage_mind-{__version__}.dist-info/entry_points.txt"].decode()
    assert "[console_scripts]\nmassage-mind = massage_mind.__main__:main\n" == told
