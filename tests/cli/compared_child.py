"""A process that runs one command line at a time that is set by hand; at a given moment of its session it kills itself, if it is told to."""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path

from massage_mind import testing
from massage_mind.cli.main import run
from massage_mind.perform.ports import Key
from massage_mind.testing import ManualClock, OnScreen, ScriptedAnswers, ScriptedKeys, Typed, manual_world


class KilledAt(ScriptedKeys):
    """Nobody presses a key; from this moment on there is nobody at all."""

    after_ms = 0

    def wait(self, until_ms: int) -> Key | None:
        key = super().wait(until_ms)
        if self.after_ms and self.clock.now() - 1_000_000 >= self.after_ms:
            os.kill(os.getpid(), signal.SIGKILL)
        return key


def main(job: str) -> int:
    """`job` is JSON: home, wall (milliseconds), zone, words, answers (null: nobody is there), kill (milliseconds, 0: not)."""
    told = json.loads(job)
    KilledAt.after_ms = told["kill"]
    setattr(testing, "ScriptedKeys", KilledAt)  # noqa: B010 - the name is imported, and typed, elsewhere
    answers = None if told["answers"] is None else ScriptedAnswers(*told["answers"])
    world = manual_world(
        Path(told["home"]),
        clock=ManualClock(wall=told["wall"]),
        zone=told["zone"],
        stdin=sys.stdin if answers is None else Typed(""),
        stdout=sys.stdout if answers is None else OnScreen(sys.stdout),
        stderr=sys.stderr,
        answers=answers,
    )
    return run(told["words"], lambda: world)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
