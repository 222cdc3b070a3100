"""A process with `disk_faults.c` loaded before it, which runs one command line after the other, each in a fork of its own.

A line of JSON in, one out. Starting Python and loading the program is paid for once; a fork takes milliseconds.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
import traceback
from pathlib import Path
from typing import Any

from massage_mind.cli.main import run
from massage_mind.testing import ManualClock, manual_world

DISK = ctypes.CDLL(None)


def main() -> None:
    warm: set[str] = set()
    for line in sys.stdin:
        job = json.loads(line)
        word = " ".join(job["args"][:2])
        if word not in warm and job["log"] is None and not job["at"]:
            warm.add(word)  # What it loads is loaded here, for all forks after it.
            other = job["home"] + "-warm"
            _run({**job, "home": other, "args": [word.replace(job["home"], other) for word in job["args"]]})
        print(json.dumps(_in_a_fork(job)), flush=True)


def _in_a_fork(job: dict[str, Any]) -> dict[str, Any]:
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        said = _run(job)
        DISK.disk_disarm()
        os.write(writer, json.dumps(said).encode())
        os._exit(0)
    os.close(writer)
    with open(reader, "rb") as pipe:
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return {"code": -os.WTERMSIG(status), "out": "", "err": "", "counted": 0, "failed": 0}
    return dict(json.loads(said))


def _run(job: dict[str, Any]) -> dict[str, Any]:
    world = manual_world(Path(job["home"]), clock=ManualClock(wall=job["now"]), presses=job["presses"])
    log = -1 if job["log"] is None else os.open(job["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    DISK.disk_arm(job["home"].encode(), job["at"], job["how"], int(job["lasting"]), log)
    code = 99
    try:
        code = run(job["args"], lambda: world)
    except:  # noqa: E722 - whatever it is, whoever asked is told
        world.note(f"Traceback: {traceback.format_exc()}")
    said = {"code": code, "out": world.out().getvalue(), "err": world.stderr.getvalue()}  # type: ignore[union-attr]
    said |= {"counted": DISK.disk_counted(), "failed": DISK.disk_failed()}
    DISK.disk_disarm()
    return said


if __name__ == "__main__":
    main()
