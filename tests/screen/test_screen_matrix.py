"""Every screen and everything that can happen to it: it ends as it should, gives the terminal back, and keeps what was done.

One test a cell, named after both. The whole is slow; the fast suite has every screen once. `MATRIX_FROZEN_S` says how
long a frozen terminal stays frozen.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("needs pseudo-terminals", allow_module_level=True)

from matrix_events import EVENTS, Cell
from matrix_screens import SCREENS, Screen, furnish

from massage_mind.testing import manual_world

CELLS = [(screen, event) for screen in SCREENS for event in EVENTS]
FIRST = (
    "ctrl-c",
    "term-twice",
    "xoff-at-the-end",
    "window-closed",
    "ctrl-z",
    "stop-cont",
    "quit",
    "dumb",
    "int",
)
"""The events of the diagonal, one a screen and then again from the first."""
DIAGONAL = [(screen, FIRST[at % len(FIRST)]) for at, screen in enumerate(SCREENS)]


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A home with one entry, and its id."""
    home = tmp_path_factory.mktemp("furnished") / "home"
    return home, furnish(home)


def words_of(screen: Screen, key: str) -> tuple[str, ...]:
    """The command line of this cell."""
    return tuple(key if word == "ID" else word for word in screen.words)


def hold(name: str, happens: str, furnished: tuple[Path, str], tmp_path: Path) -> None:
    """One cell: come to the screen, let it happen, and look at what is left."""
    screen, event = SCREENS[name], EVENTS[happens]
    if not event.can_be:
        pytest.skip("this system cannot do that to a terminal")
    home = tmp_path / "home"
    shutil.copytree(furnished[0], home)
    words, code = words_of(screen, furnished[1]), event.ends(screen)
    with Cell(screen, words, event, home) as cell:
        if not event.whole:
            event.happens(cell)
            _look(cell, home)
            return
        if screen.smart and not event.smart:
            assert cell.ended() == 0
            assert b"\x1b" not in cell.raw, "an escape sequence"
            return
        cell.go(screen.reach if event.smart else screen.plainly)
        if event.beside:
            with Cell(screen, words, event, home) as other:
                other.go(screen.beside or screen.reach)
                event.happens(other)
                assert code == other.ended()
                _look(other, home)
        event.happens(cell)
        assert code == cell.ended()
        _look(cell, home)
    if (event.smart or name != "body-map") and not event.beside:
        assert code is not None
        codes = (code, screen.code) if event.late else (code,)
        assert any(screen.kept(manual_world(home), one) for one in codes), "what was done is not there"


def _look(cell: Cell, home: Path) -> None:
    """The terminal is given back, and nobody was shown a fault of ours."""
    assert b"Traceback" not in cell.raw, cell.raw.decode(errors="replace")[-3000:]
    if cell.master >= 0:
        cell.assert_terminal_given_back()
    assert not list(home.rglob("*.tmp")), "a passing file was left behind"


@pytest.mark.parametrize(("screen", "event"), DIAGONAL)
def test_every_screen(screen: str, event: str, furnished: tuple[Path, str], tmp_path: Path) -> None:
    """Once, with what hurts most."""
    hold(screen, event, furnished, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize(("screen", "event"), CELLS)
def test_every_cell(screen: str, event: str, furnished: tuple[Path, str], tmp_path: Path) -> None:
    """The whole matrix."""
    hold(screen, event, furnished, tmp_path)
