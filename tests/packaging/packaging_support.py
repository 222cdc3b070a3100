"""Distributions, and environments of their own outside the checkout in which they are installed and called."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Distributions:
    """What a release consists of."""

    wheel: Path
    sdist: Path


@dataclass(frozen=True, slots=True)
class Installed:
    """The program in an environment of its own, called from a folder that knows nothing of the checkout."""

    root: Path
    folder: Path

    @property
    def scripts(self) -> Path:
        return self.root / ("Scripts" if os.name == "nt" else "bin")

    @property
    def python(self) -> str:
        return str(self.scripts / "python")

    @property
    def command(self) -> str:
        return str(self.scripts / "massage-mind")

    @property
    def environ(self) -> Mapping[str, str]:
        """The surroundings without anything that leads back to the checkout or its environment."""
        leading_back = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "PYTHONSAFEPATH")
        return {name: value for name, value in os.environ.items() if name not in leading_back}

    def call(self, *command: str, home: Path | None = None, shut: bool = False) -> subprocess.Popen[str]:
        """Start a command; `home` is where it keeps its things, `shut` closes its standard input (POSIX)."""
        environ = {**self.environ, **({"MASSAGE_MIND_HOME": str(home)} if home else {})}
        line = ("sh", "-c", 'exec "$@" <&-', "sh", *command) if shut else command
        return subprocess.Popen(
            line,
            cwd=self.folder,
            env=environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def run(self, *arguments: str, home: Path | None = None, code: int = 0) -> str:
        """The standard output of `massage-mind ARGUMENTS`, which has to end with this exit code."""
        process = self.call(self.command, *arguments, home=home)
        out, err = process.communicate(timeout=60)
        assert code == process.returncode, err
        return out

    def pip(self, *arguments: str) -> None:
        """Let the environment's own pip do something. Uses the package index."""
        process = self.call(self.python, "-m", "pip", *arguments, "-q", "--disable-pip-version-check")
        out, err = process.communicate(timeout=600)
        assert not process.returncode, out + err


def fresh(root: Path, python: str = sys.executable) -> Installed:
    """An empty environment for this Python."""
    if python == sys.executable:
        venv.create(root / "env", with_pip=True)
    else:
        subprocess.run([python, "-m", "venv", str(root / "env")], check=True, capture_output=True)
    (root / "elsewhere").mkdir()
    return Installed(root / "env", root / "elsewhere")
