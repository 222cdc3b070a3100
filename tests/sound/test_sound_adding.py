"""A hint says the command that works for how the program was installed, and no name that the index does not have."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import massage_mind
from massage_mind.cli.sound_lists import show_voices
from massage_mind.session.who_speaks import WhoSpeaks
from massage_mind.sound.adding import Installation, how_to_add, source_noted, this_installation
from massage_mind.testing import manual_world

ROOT = Path(massage_mind.__file__).parent
PROJECT = ROOT.parent.parent / "pyproject.toml"


@pytest.mark.parametrize(
    ("left", "source", "has_pip", "command"),
    [
        ("pipx_metadata.json", "", True, "pipx inject massage-mind-2 av"),
        ("pipx_metadata.json", "/src/massage-mind", False, "pipx inject massage-mind-2 av"),
        ("uv-receipt.toml", "/src/massage mind", False, 'uv tool install --with av "/src/massage mind"'),
        ("uv-receipt.toml", "", False, "uv pip install --python /env/bin/python av"),
        ("", "/src/massage-mind", True, "/env/bin/python -m pip install av"),
        ("", "", False, "uv pip install --python /env/bin/python av"),
    ],
)
def test_each_way_to_install_has_its_command(
    tmp_path: Path, left: str, source: str, has_pip: bool, command: str
) -> None:
    """pipx by the name of its environment, uv by what it installed, an environment by its Python."""
    prefix = tmp_path / "massage-mind-2"
    prefix.mkdir()
    if left:
        (prefix / left).touch()
    assert command == Installation(prefix, "/env/bin/python", source, has_pip).adding("av")


def test_a_python_in_a_folder_with_spaces_can_be_typed(tmp_path: Path) -> None:
    """As on Windows."""
    assert '"/Program Files/python" -m pip install av' == Installation(
        tmp_path, "/Program Files/python"
    ).adding("av")


@pytest.mark.parametrize(
    ("noted", "source"),
    [
        ({"url": "file:///src/massage%20mind", "dir_info": {"editable": True}}, "/src/massage mind"),
        ({"url": "file:///tmp/massage_mind-1.whl", "archive_info": {}}, "/tmp/massage_mind-1.whl"),
        ({"url": "https://example.org/mm.git", "vcs_info": {"vcs": "git"}}, "git+https://example.org/mm.git"),
        ({"url": "https://example.org/mm-1.whl", "archive_info": {}}, "https://example.org/mm-1.whl"),
        ({}, ""),
    ],
)
@pytest.mark.skipif("os.name == 'nt'", reason="paths of POSIX")
def test_what_it_came_from_is_what_its_installer_noted(noted: dict[str, object], source: str) -> None:
    """A folder, a file, a repository or an address (PEP 610)."""
    assert source == source_noted(noted)


def test_this_installation_can_be_added_to() -> None:
    """Whatever it is, there is a command, and it names the package last or what it belongs to."""
    assert re.search(r"\bav\b", how_to_add("av"))
    assert this_installation().prefix.is_dir()


def test_no_hint_names_a_package_that_the_index_does_not_have() -> None:
    """The program itself is not there: no sentence, and no page for users, has it installed from there by its name."""
    pages = [
        *ROOT.rglob("*.py"),
        ROOT.parent.parent / "README.md",
        *(ROOT.parent.parent / "docs").glob("*.md"),
    ]
    for path in pages:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"(install|inject|upgrade)\s+[\"']*massage-mind(\[| *$)", text, re.MULTILINE), (
            path
        )
    # And every command that adds something is made in one place, from the packages we depend on or offer.
    commands = {
        path.name
        for path in ROOT.rglob("*.py")
        if re.search(r"pip install|pipx inject", path.read_text(encoding="utf-8"))
    }
    assert {"adding.py"} == commands
    named = set(
        re.findall(
            r"how_to_add\(['\"]([\w-]+)", "\n".join(p.read_text(encoding="utf-8") for p in ROOT.rglob("*.py"))
        )
    )
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    known = [
        *project["dependencies"],
        *(one for extra in project["optional-dependencies"].values() for one in extra),
    ]
    assert named <= {re.split(r"[<>=; ]", one)[0] for one in known} | {"piper-tts"}
    assert {"av", "soundfile", "piper-tts"} == named


def test_the_voices_say_how_to_have_more_of_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the command of this installation."""
    import sys

    world = manual_world(tmp_path, stdout=sys.stdout, stderr=sys.stderr)
    show_voices(world, WhoSpeaks((), "auto", "", tmp_path, ()))
    said = capsys.readouterr().err
    assert how_to_add("piper-tts") in said and "espeak-ng" in said
