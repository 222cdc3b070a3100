"""What `make` sets up, and what it says where it cannot."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from packaging_support import CHECKOUT

pytestmark = pytest.mark.skipif(os.name != "posix", reason="make and sh are the POSIX way")

SetUp = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def set_up(tmp_path: Path) -> SetUp:
    """Runs .ci/venv where only these Pythons are on the path: set_up(name="lines of shell", ...)."""
    folder = tmp_path / "path"
    folder.mkdir()
    for program in ("sh", "cat", "cksum", "dirname"):
        found = shutil.which(program)
        assert found is not None
        (folder / program).symlink_to(found)

    def run(**pythons: str) -> subprocess.CompletedProcess[str]:
        for name, body in pythons.items():
            path = folder / name.replace("_", ".")
            path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
            path.chmod(0o755)
        return subprocess.run(
            ["sh", str(CHECKOUT / ".ci" / "venv"), str(tmp_path / "env")],
            env={"PATH": str(folder)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def test_no_python_at_all_is_said(set_up: SetUp) -> None:
    """A sentence that names what is needed, and what to do."""
    ended = set_up()
    assert 1 == ended.returncode
    assert "massage-mind needs Python 3.11 or newer, and none was found" in ended.stderr
    assert "make PYTHON=" in ended.stderr


def test_a_python_that_is_too_old_or_only_a_shim_is_said(set_up: SetUp) -> None:
    """What does not run or says it is older does not count."""
    ended = set_up(python3_13="exit 127", python3="exit 1")
    assert 1 == ended.returncode
    assert "none was found" in ended.stderr


def test_a_python_without_venv_is_said(set_up: SetUp) -> None:
    """As on a Debian without python3-venv."""
    ended = set_up(python3_12='case "$2" in *ensurepip*) exit 1;; esac; exit 0')
    assert 1 == ended.returncode
    assert "python3.12 cannot make virtual environments" in ended.stderr
    assert "apt install python3-venv" in ended.stderr


def test_help_lists_every_target() -> None:
    """`make help`, and bare `make`, give one line for each."""
    text = (CHECKOUT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY:((?:.*\\\n)*.*)$", text, re.MULTILINE)
    assert phony is not None
    targets = phony.group(1).replace("\\", " ").split()
    if shutil.which("make") is None:
        pytest.skip("make is not installed")
    said = subprocess.run(["make", "-C", str(CHECKOUT)], capture_output=True, text=True, check=True).stdout
    lines = [line for line in said.splitlines() if line.startswith("make ") and "directory" not in line]
    assert targets == [line.split()[1] for line in lines]


def test_the_build_script_is_sound_shell() -> None:
    """bash reads .ci/run without a complaint, and it stops at the first failure."""
    script = CHECKOUT / ".ci" / "run"
    assert "set -euo pipefail" in script.read_text(encoding="utf-8")
    if shutil.which("bash") is None:
        pytest.skip("bash is not installed")
    subprocess.run(["bash", "-n", str(script)], check=True)
    assert os.access(script, os.X_OK)


def test_this_python_is_new_enough() -> None:
    """What `.ci/venv` accepts is what pyproject.toml asks for."""
    text = (CHECKOUT / "pyproject.toml").read_text(encoding="utf-8")
    assert 'requires-python = ">=3.11"' in text
    assert "sys.version_info < (3, 11)" in (CHECKOUT / ".ci" / "venv").read_text(encoding="utf-8")
    assert sys.version_info >= (3, 11)
