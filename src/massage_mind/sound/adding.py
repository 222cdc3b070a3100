"""How a package is added to this very installation of the program: the command, as a person types it.

The program itself has no name in the index, so a hint never says one: it names the package that is missing.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from massage_mind.sound.installed import installed
from massage_mind.values import dataclass

_PIPX, _UV = "pipx_metadata.json", "uv-receipt.toml"
"""What each leaves in the environment it makes for a program."""


@dataclass(frozen=True, slots=True)
class Installation:
    """Where the program is installed: its environment, its Python, what it came from ("" for not known), its tools."""

    prefix: Path
    python: str
    source: str = ""
    has_pip: bool = True

    def adding(self, package: str) -> str:
        """The command that adds this package."""
        if (self.prefix / _PIPX).is_file():
            return f"pipx inject {self.prefix.name} {package}"
        if (self.prefix / _UV).is_file() and self.source:
            return f"uv tool install --with {package} {_quoted(self.source)}"
        if self.has_pip and not (self.prefix / _UV).is_file():
            return f"{_quoted(self.python)} -m pip install {package}"
        return f"uv pip install --python {_quoted(self.python)} {package}"


def this_installation() -> Installation:
    """The one that runs now."""
    return Installation(Path(sys.prefix), sys.executable or "python", _source(), installed("pip"))


def how_to_add(package: str) -> str:
    """The command that adds this package to the installation that runs now."""
    return this_installation().adding(package)


def _source() -> str:
    """The folder, file or repository that the program was installed from, as its installer noted it; else nothing."""
    from importlib.metadata import PackageNotFoundError, distribution

    try:
        noted = json.loads(distribution("massage-mind").read_text("direct_url.json") or "{}")
    except (PackageNotFoundError, OSError, ValueError):
        return ""
    return source_noted(noted) if isinstance(noted, dict) else ""


def source_noted(noted: dict[str, object]) -> str:
    """What a note of PEP 610 names, as an installer takes it: a path, or a repository with the way to it."""
    from urllib.parse import unquote, urlsplit
    from urllib.request import url2pathname

    url, vcs = str(noted.get("url", "")), noted.get("vcs_info")
    if isinstance(vcs, dict):
        return f"{vcs.get('vcs', 'git')}+{url}"
    parts = urlsplit(url)
    return url2pathname(parts.path) if parts.scheme == "file" else unquote(url)


def _quoted(word: str) -> str:
    return f'"{word}"' if any(char.isspace() for char in word) else word
