"""What every test gets: an empty home of its own, and surroundings that do not depend on who runs it."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

# No deadline: how long one example takes says more about the machine than about the code.
settings.register_profile("quick", max_examples=30, deadline=None)
settings.register_profile("slow", max_examples=500, deadline=None)
settings.load_profile("quick")

_SURPRISES = (
    "NO_COLOR",
    "ACCESSIBLE",
    "FORCE_COLOR",
    "CLICOLOR",
    "CLICOLOR_FORCE",
    "TTY_COMPATIBLE",
    "TTY_INTERACTIVE",
    "COLORTERM",
    "COLUMNS",
    "LINES",
    "PYTHONWARNINGS",
)
"""What a person or a build server may have set, and what changes output."""

_IN_MEMORY = Path("/dev/shm")
_ROOM = 2**31


def pytest_configure(config: pytest.Config) -> None:
    """The folders of the tests lie in memory where the system has such a place, and room in it: 2 GiB.

    A journal waits for the disk at each of its writes, and sessions in virtual time write every few milliseconds: on
    a disk most of the time of all tests is that waiting. What a kill leaves behind is the same in either place; what
    a power cut leaves behind no test here can see. PYTEST_DEBUG_TEMPROOT=FOLDER: in that folder instead.
    """
    if os.access(_IN_MEMORY, os.W_OK) and shutil.disk_usage(_IN_MEMORY).free >= _ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_IN_MEMORY))


@pytest.fixture(autouse=True)
def own_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No test sees or touches the home of whoever runs it; every test sees the same terminal."""
    monkeypatch.setenv("MASSAGE_MIND_HOME", str(tmp_path_factory.mktemp("home")))
    for name in _SURPRISES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


_SCREENS = Path(__file__).with_name("screens")


@pytest.fixture
def as_pictured() -> Callable[[str, str], None]:
    """Compares what a screen says with the text kept of it in tests/screens/NAME.txt.

    SCREENS=write keeps what it says now: look at the difference before it is committed.
    """

    def compare(name: str, text: str) -> None:
        path = _SCREENS / f"{name}.txt"
        if os.environ.get("SCREENS") == "write":
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.read_text(encoding="utf-8") == text, f"{name} looks another way now"

    return compare


@pytest.fixture
def fuzz_seconds() -> float:
    """How long a slow test tries what it was not told to: FUZZ_SECONDS, or a quarter of a minute."""
    return float(os.environ.get("FUZZ_SECONDS", "15"))


@pytest.fixture
def fuzz_chance(request: pytest.FixtureRequest) -> random.Random:
    """Where a slow test draws what it was not told to: from FUZZ_SEED, or from somewhere else each time."""
    seed = os.environ.get("FUZZ_SEED")
    return random.Random(None if seed is None else f"{seed} {request.node.name}")
