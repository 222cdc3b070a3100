"""Random keys, broken sequences, sizes and bursts of signals: nothing is a fault, and the terminal is given back.

FUZZ_SECONDS says how long each screen is typed at, a seventh of it; a failing case is named by its screen and its seed.
"""

from __future__ import annotations

import random
import signal
import sys
import time
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("needs pseudo-terminals", allow_module_level=True)

from matrix_events import EVENTS, Cell
from matrix_screens import SCREENS, furnish

from massage_mind.testing import manual_world

_ENDING = b"\x03\x04\x1a\x1c"
"""What ends or stops a program on purpose; each has cells of its own in the matrix."""
_PIECES = (
    *(b"\x1b[A", b"\x1b[B", b"\x1b[C", b"\x1b[D", b"\x1bOA", b"\x1b[3~", b"\x1b[200~", b"\x1b[201~", b"\x1b[<0;1;1M"),
    *(b"\x1b", b"\x1b[", b"\x1b]0;x", b"\x1b]0;x\x07", b"\x1bP", b"\x1b[999999999999C", b"\x1b[5;1R", b"\xff\xfe", b"\xc3"),
    *("é🥰\u202e".encode(), b"\r", b"\n", b"\t", b"\x7f", b" ", b"1", b"0", b"10", b"y", b"n", b"+", b"-", b"m", b"?", b"s"),
)  # fmt: skip
CODES = (0, 1, 2, 3, 130)


def typed(chance: random.Random) -> bytes:
    """A handful of keys, whole or broken."""
    pieces = []
    for _ in range(chance.randint(1, 12)):
        if chance.random() < 0.3:
            pieces.append(bytes(byte for byte in chance.randbytes(3) if byte not in _ENDING))
        else:
            pieces.append(chance.choice(_PIECES))
    return b"".join(pieces)


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name, screen in SCREENS.items() if screen.minds])
def test_random_keys(name: str, tmp_path: Path, fuzz_seconds: float, fuzz_chance: random.Random) -> None:
    """However long one types: it ends by itself, or by Ctrl-C."""
    screen = SCREENS[name]
    end = time.monotonic() + fuzz_seconds / 7
    while time.monotonic() < end:
        seed = fuzz_chance.randrange(2**32)
        chance = random.Random(f"{name} {seed}")
        home = tmp_path / str(seed)
        key = furnish(home)
        with Cell(
            screen, tuple(key if word == "ID" else word for word in screen.words), EVENTS["int"], home
        ) as cell:
            cell.go(screen.reach)
            for _ in range(30):
                if cell.process.poll() is not None:
                    break
                cell.send(typed(chance))
                if chance.random() < 0.2:
                    cell.resize(chance.randint(1, 200), chance.randint(1, 60))
                cell.read(0.01)
            _end(cell)
            where = f"{name}, seed {seed}: {cell.raw[-6000:]!r}"
            assert cell.process.returncode in CODES, where
            assert b"Traceback" not in cell.raw, where
            cell.assert_terminal_given_back()


def _end(cell: Cell) -> None:
    """Ctrl-C, until it has ended: a paste whose end does not come swallows the first, and is over a moment later."""
    end = time.monotonic() + 15
    while cell.process.poll() is None:
        assert time.monotonic() < end, f"it does not end; the screen:\n{cell.display}"
        cell.send(b"\x03")
        pressed = time.monotonic()
        while cell.process.poll() is None and time.monotonic() < pressed + 1.5:
            cell.read(0.05)
    cell.wait()  # It has ended; what it wrote last may still be on its way.


SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1, 5))
@pytest.mark.parametrize("name", ["live-before", "ratings", "body-map", "park", "editor"])
def test_bursts_of_signals(name: str, seed: int, tmp_path: Path) -> None:
    """However many come however close: one of them is the exit code, and what was done is kept."""
    screen, chance = SCREENS[name], random.Random(f"{name} {seed}")
    home = tmp_path / "home"
    furnish(home)
    with Cell(screen, screen.words, EVENTS["int"], home) as cell:
        cell.go(screen.reach)
        burst = [chance.choice(SIGNALS) for _ in range(chance.randint(2, 6))]
        for number in burst:
            if cell.process.poll() is None:
                cell.signal(number)
            cell.read(chance.choice((0, 0, 0.001, 0.004, 0.02)))
        code = cell.wait()
        assert code - 128 in burst, burst
        assert b"Traceback" not in cell.raw, burst
        cell.assert_terminal_given_back()
    assert screen.kept(manual_world(home), code), burst
