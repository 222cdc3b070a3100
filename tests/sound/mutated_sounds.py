"""Reads a sound file again and again with something changed in it, for so many seconds: run by test_sound_own_file."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

from massage_mind.errors import MassageMindError
from massage_mind.sound.own_file import check_own, load_own


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The bytes with one to four things done to them, more often than not near the head."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(made) if chance.random() < 0.4 else min(len(made), 128)) if made else 0
        length = chance.choice((1, 2, 4, 16, 300))
        match chance.randrange(5):
            case 0:
                made[at : at + length] = chance.randbytes(length)
            case 1:
                made[at : at + length] = chance.choice((b"\xff", b"\0", b"\x7f", b"\x80")) * length
            case 2:
                del made[at : at + length]
            case 3:
                made[at:at] = made[at : at + length]
            case _:
                del made[max(at, len(made) // 8) :]
    return bytes(made)


def fuzz(name: str, seconds: float) -> str:
    """`fine`, or what was raised and by which seed. A crash of a library is fine: it takes only its process along."""
    ends, seed = time.monotonic() + seconds, 0
    while time.monotonic() < ends:
        # A batch a process, so that one that crashes is followed by another.
        process = subprocess.run(
            [sys.executable, __file__, name, str(seed), str(ends - time.monotonic())],
            capture_output=True,
            text=True,
            timeout=90,
            check=False,
        )
        last = process.stdout.split()[-1:] or [str(seed)]
        if process.returncode > 0:
            return f"seed {last[0]}: {process.stderr[-1_500:]}"
        seed = int(last[0]) + 1
    return "fine"


def main(name: str, seed: int, seconds: float) -> None:
    """Read it with these seeds, each printed before it is tried, until the time is over."""
    path = Path(name)
    data = path.read_bytes()
    place = path.with_name(f"mutated{path.suffix}")
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        print(seed, flush=True)
        place.write_bytes(mutated(data, random.Random(seed)))
        for use in (check_own, lambda path: load_own(path, -30.0)):
            began = time.monotonic()
            try:
                loop = use(place)
            except MassageMindError as error:
                assert str(place) in error.sentence
                continue
            finally:
                assert time.monotonic() - began < 60
            assert loop is None or (loop.ndim == 2 and loop.shape[1] == 2)
        seed += 1


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]))
