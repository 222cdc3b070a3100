"""A process of its own that reads a person's sound file: `python -P -m massage_mind.sound.own_child`.

Told on standard input, in JSON, which file, how loud, and where its samples go (empty: it is only looked at). Says on
standard output, in JSON, the sentence, the hint and the command of what is wrong with it; nothing where nothing is. What the
libraries say on standard error is nobody's business, and if one of them crashes, hangs or asks for the memory of the
whole machine, then this process does.
"""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from pathlib import Path

from massage_mind.errors import MassageMindError
from massage_mind.sound.own_file import check_own, load_own, unreadable

MOST_MEMORY = 2**31
"""How many bytes it may ask for: several times what the longest file needs."""
MOST_PROCESSOR_S = 120
"""How much time of the processor it may take, should nobody be left to end it."""


def main(order: str) -> str:
    """Carry out this order; the answer. Never raises."""
    given = json.loads(order)
    path = Path(given["path"])
    try:
        if given["out"]:
            load_own(path, given["lufs"]).tofile(given["out"])
        else:
            check_own(path)
    except MassageMindError as error:
        return json.dumps({"sentence": error.sentence, "hint": error.hint, "command": error.command})
    except (MemoryError, OSError) as error:
        reason = (
            "it needs more memory than there is" if isinstance(error, MemoryError) else f"{error.strerror}"
        )
        failed = unreadable(path, reason)
        return json.dumps({"sentence": failed.sentence, "hint": failed.hint, "command": failed.command})
    return ""


def _bounded() -> None:
    """Bounds of the system's for this process, where it has them; and behind whatever plays."""
    if sys.platform == "win32":
        return
    import os
    import resource

    for kind, most in ((resource.RLIMIT_CPU, MOST_PROCESSOR_S), (resource.RLIMIT_CORE, 0)):
        with suppress(OSError, ValueError):
            resource.setrlimit(kind, (most, most))
    if sys.platform == "linux":  # elsewhere it means something else, or nothing
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    with suppress(OSError):
        os.nice(5)


if __name__ == "__main__":
    _bounded()
    sys.stdout.write(main(sys.stdin.read()))
