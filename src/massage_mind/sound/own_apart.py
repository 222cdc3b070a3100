"""A person's sound file read in a process apart: bounded in time and memory, quiet, and no crash of ours."""

from __future__ import annotations

import json
import os
import sys
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from massage_mind.errors import MassageMindError
from massage_mind.places import ambiences, typed_path
from massage_mind.words.reasons import reason_words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from massage_mind.sound.voice.engine import Run

CHECK_S = 30.0
"""How long a file may take to be looked at, where nobody waits for a session to begin."""
LOAD_S = 60.0
"""How long a file may take to be read; five minutes of the slowest kind take two seconds."""


class TooSlow(MassageMindError):
    """The file was not read within its time: whether it can be used is not known."""


def check_own(path: Path, limit_s: float = CHECK_S, run: Run | None = None) -> None:
    """Whether the file can be used, as far as its two ends tell. Raises MassageMindError, and `TooSlow`.

    `run` stands in for `run_program`.
    """
    stamp = _stamp(path)
    if run is None:
        _checked(path, limit_s, *stamp)
    else:
        _read_apart(path, 0.0, "", limit_s, run)


def check_own_ambience(name: str, limit_s: float = CHECK_S) -> None:
    """Whether an ambience can be used, where it is a file of the person's own. Raises what `check_own` does."""
    if name not in ambiences():
        check_own(typed_path(name), limit_s)


def load_own(path: Path, lufs: float) -> NDArray[np.int16]:
    """The file as stereo samples of 16 bits at 48 kHz, at this loudness, as a loop; asked for again, it is there.

    Raises MassageMindError.
    """
    return _loaded(path, lufs, *_stamp(path))


def _stamp(path: Path) -> tuple[int, int]:
    """What changes when the file does. Raises MassageMindError."""
    try:
        status = path.stat()
    except (OSError, ValueError) as error:
        raise MassageMindError(f"The sound file {path} can't be read: {reason_words(error)}.") from error
    return status.st_mtime_ns, status.st_size


@lru_cache(maxsize=8)
def _checked(path: Path, limit_s: float, _mtime: int, _size: int) -> None:
    _read_apart(path, 0.0, "", limit_s)


@lru_cache(maxsize=1)
def _loaded(path: Path, lufs: float, _mtime: int, _size: int) -> NDArray[np.int16]:
    import numpy as np

    try:
        with TemporaryDirectory(prefix="massage-mind-", ignore_cleanup_errors=True) as folder:
            out = Path(folder) / "samples"
            _read_apart(path, lufs, str(out), LOAD_S)
            return np.fromfile(out, dtype=np.int16).reshape(-1, 2)
    except MemoryError as error:
        raise MassageMindError(f"The sound file {path} needs more memory than there is.") from error
    except OSError as error:
        raise MassageMindError(
            f"There's no room to read the sound file {path}: {reason_words(error)}.",
            "See whether the disk is full.",
        ) from error


def _read_apart(path: Path, lufs: float, out: str, limit_s: float, run: Run | None = None) -> None:
    """Have it read by `own_child`. Raises MassageMindError for whatever becomes of that."""
    from massage_mind.sound.voice.engine import EngineError
    from massage_mind.sound.voice.processes import TookTooLong, run_program

    order = json.dumps({"path": str(path), "lufs": lufs, "out": out})
    ours = str(Path(__file__).resolve().parents[2])
    # The same program as this one, wherever that lies; one thread of its mathematics, for each takes memory.
    paths = os.pathsep.join(filter(None, (ours, os.environ.get("PYTHONPATH"))))
    env = {**os.environ, "PYTHONPATH": paths, "OPENBLAS_NUM_THREADS": "1"}
    try:
        answer = (run or run_program)(
            [sys.executable, "-P", "-m", "massage_mind.sound.own_child"], order, timeout_s=limit_s, env=env
        ).strip()
        told = json.loads(answer.splitlines()[-1]) if answer else None
    except TookTooLong as error:
        raise TooSlow(f"The sound file {path} takes too long to read.", "Take a shorter one.") from error
    except (EngineError, ValueError) as error:  # ValueError: a library has written into the answer
        raise MassageMindError(
            f"The sound file {path} can't be read: what decodes it failed on it.",
            "It is probably damaged. Convert it to FLAC, or take another.",
        ) from error
    if told:
        raise MassageMindError(told["sentence"], told["hint"], command=told["command"])
