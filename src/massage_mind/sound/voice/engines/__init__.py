"""Speech engines: programs that turn a text into samples, one module each, found by looking into this folder.

To add one, add its module: `espeak_ng.py` is the engine espeak-ng. At its top stand the facts that `sound_names` reads
without loading it, each a line of its own (RANK, and where they apply PLATFORM and VOICE_FILES); then it has
the function of `EngineModule`. Nothing else has to know of it.

No adapter for `spd-say`: it plays by itself and hands out no samples, so it could neither be mixed nor measured.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from massage_mind.sound.installed import installed
from massage_mind.sound.voice.engine import Engine, Keep, KeptProgram, Machine, Run
from massage_mind.sound_names import engines


class EngineModule(Protocol):
    """What a module of this folder does."""

    def find(self, machine: Machine) -> Engine | None:
        """The engine, if it is on this machine, where its facts say that it could be. Runs nothing."""
        ...


def engine_module(name: str) -> EngineModule:
    """The module of the engine of this name, out of `sound_names.engine_names()`."""
    return cast(EngineModule, import_module(f"{__name__}.{name.replace('-', '_')}"))


def find_engines(
    environ: Mapping[str, str],
    *,
    voices_dir: Path,
    which: Callable[[str], str | None] = shutil.which,
    has_module: Callable[[str], bool] = installed,
    platform: str = sys.platform,
    run: Run | None = None,
    keep: Keep | None = None,
    python: str = sys.executable,
) -> list[Engine]:
    """The engines there are on this machine, the best first: heart, piper, the system's own, espeak-ng.

    piper counts once a voice of its own lies in `voices_dir`; that folder need not exist. `environ` is what the
    programs are given; `run` stands in for `run_program`, `keep` for `KeptOpen`. Nothing is run yet: an engine is asked for its voices when
    they are first wanted.
    """
    machine = Machine(environ, voices_dir, which, has_module, run or _run, keep or _keep, platform, python)
    possible = [facts.name for facts in engines() if facts.possible(platform, voices_dir)]
    found = [engine_module(name).find(machine) for name in possible]
    return [engine for engine in found if engine is not None]


def _run(
    args: Sequence[str],
    text: str,
    *,
    timeout_s: float,
    env: Mapping[str, str] | None = None,
    name: str = "",
) -> str:
    """`run_program`, loaded when a program is first run."""
    from massage_mind.sound.voice.processes import run_program

    return run_program(args, text, timeout_s=timeout_s, env=env, name=name)


def _keep(args: Sequence[str], env: Mapping[str, str], *, name: str, most_bytes: int) -> KeptProgram:
    """`KeptOpen`, loaded when a program is first kept open."""
    from massage_mind.sound.voice.kept_open import KeptOpen

    return KeptOpen(args, env, name=name, most_bytes=most_bytes)
