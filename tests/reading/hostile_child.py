"""Reads one hostile file in a process of its own: `python hostile_child.py NAME`. Prints how often an honest file could
have been read meanwhile, MB, and the end.

Both are counted in the time this process worked: what the machine does for others, and how fast it is, say nothing.
"""

from __future__ import annotations

import random
import sys
import time

from massage_mind.errors import ScriptError
from massage_mind.fit.care_timeline import care_faults
from massage_mind.reading.library import Library
from massage_mind.reading.script_file import build_script

HEAD = "title: T\nabout: A\nmoment: before\nminutes: {least: 1, ideal: 2, most: 3}\nanchors: [feet, breath]\n"
SMALL = HEAD + "sections: [{name: a, steps: [rest]}]\n"


HONEST = (SMALL + "free:\n" + '  - "The weight of the legs, and the table that has it."\n' * 60).encode()


def _bomb(value: str) -> str:
    rows = [f"a: &a {value}\n"]
    for number in range(9):
        before, here = chr(97 + number), chr(98 + number)
        aliases = ",".join([f"*{before}"] * 9)
        rows.append(f"{here}: &{here} " + (f"{{<<: [{aliases}]}}\n" if "{" in value else f"[{aliases}]\n"))
    return "".join(rows)


HOSTILE: dict[str, str | bytes] = {
    "alias bomb": _bomb("[x,x,x,x,x,x,x,x,x]"),
    "merge bomb": _bomb("{x: 1}"),
    "100,000 brackets": "[" * 100_000 + "]" * 100_000,
    "100,000 open brackets": "[" * 100_000,
    "60,000 flow maps": "{a: " * 60_000,
    "100,000 dashes": "- " * 100_000 + "x",
    "100,000 question marks": "? " * 100_000,
    "deep indentation": "\n".join(" " * depth + "a:" for depth in range(700)),
    "a million items": "[" + "x," * 1_000_000 + "]",
    "130,000 items": "[" + "x," * 130_000 + "]",
    "60,000 lines": "- x\n" * 60_000,
    "9,900 unknown keys": HEAD + "".join(f"k{number}: x\n" for number in range(9_900)),
    "9,900 misspelt keys": HEAD + "".join(f"titl{number}: x\n" for number in range(9_900)),
    "9,900 duplicate keys": HEAD + "zz: x\n" * 9_900,
    "9,000 anchors": "".join(f"k{number}: &a{number} x\n" for number in range(9_000)),
    "9,000 tags": "".join(f"k{number}: !t{number} x\n" for number in range(9_000)),
    "499 unknown steps": HEAD + "sections:\n- name: a\n  steps:\n" + "  - sayy: x\n" * 499,
    "a part 6,000 times in steps": HEAD + "sections:\n- name: a\n  steps:\n" + "  - use: freedom\n" * 6_000,
    "a part 6,000 times in a pool": HEAD + "free:\n" + "- use: closing-on-the-table\n" * 6_000,
    "76,000 unknown fields": HEAD + "free:\n" + ('  - "' + "{x}" * 190 + '"\n') * 400,
    "braces without end": HEAD + "free:\n" + ('  - "' + "{" * 590 + '"\n') * 400,
    "words for the care rules": SMALL + "free:\n" + ('  - "' + ". and, now" * 50 + '"\n') * 400,
    "a huge scalar": HEAD + "x: " + "y" * 250_000,
    "a huge key": "y" * 250_000 + ": x",
    "a huge number": HEAD.replace("least: 1", "least: " + "9" * 200_000),
    "a huge length": HEAD + "sections: [{name: a, time: '" + "1 s " * 50_000 + "', steps: [rest]}]",
    "an unclosed quote": '"' + "y" * 250_000,
    "one long line": "a " * 125_000,
    "colons": "a: " * 80_000,
    "documents": "---\n" * 60_000,
    "tag directives": "".join(f"%TAG !{number}! tag:x,2000:\n" for number in range(8_000)) + "---\na: b",
    "line ends": "\n" * 250_000,
    "comments": "# x\n" * 60_000,
    "escapes": 'a: "' + "\\x41" * 60_000 + '"',
    "a lone surrogate": 'a: "\\ud800"',
    "binary": bytes(range(256)) * 900,
    "noise": random.Random(1).randbytes(200_000),
}


def main(name: str) -> None:
    library = Library(None)
    build_script(SMALL.encode(), "warm.yaml", library.part)
    hostile = HOSTILE[name]
    data = hostile.encode() if isinstance(hostile, str) else hostile
    honest = min(_honest_s(library) for _ in range(5))
    before = _peak_kb()
    begun = time.process_time()
    try:
        care_faults(build_script(data, "x.yaml", library.part))
        end = "script"
    except ScriptError as error:
        end = f"ScriptError {len(error.faults)} {error.faults[0].rule} {len(error.sentence)}"
    took = time.process_time() - begun
    print(f"{took / honest:.1f} {(_peak_kb() - before) / 1_024:.1f} {end}")


def _honest_s(library: Library) -> float:
    """The time for a script of the usual size and of nothing unusual."""
    begun = time.process_time()
    list(care_faults(build_script(HONEST, "x.yaml", library.part)))
    return time.process_time() - begun


def _peak_kb() -> int:
    """The most memory this process ever had, in KiB; 0 where that cannot be known."""
    try:
        import resource
    except ImportError:
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // 1_024 if sys.platform == "darwin" else peak


if __name__ == "__main__":
    main(sys.argv[1])
