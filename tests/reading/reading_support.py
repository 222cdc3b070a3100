"""What the tests of reading share: a small sound script to break, and how faults are taken from it."""

from __future__ import annotations

from massage_mind.errors import Fault, ScriptError
from massage_mind.reading.script_file import build_script

GOOD = """\
title: Mine
about: A small script.
moment: before
minutes: {least: 0.5, ideal: 2, most: 5}
anchors: [feet, sounds]
sections:
  - name: only
    steps:
      - say: "Hello there."
      - rest: 10 s
  - name: closing
    steps:
      - say: "This is the end."
"""

PARTS = {
    "lines": b'about: Lines.\nitems:\n  - "One line."\n  - "Another."\n',
    "steps": b'about: Steps.\nitems:\n  - bell: bell\n  - say: "From a part."\n',
    "nested": b"about: Uses another.\nitems:\n  - use: lines\n",
    "broken": b"about: Broken.\nitems:\n  - sya: x\n",
    "keyless": b"items: []\n",
    "garbled": b"about: [\n",
}


def faults_of(text: str | bytes, path: str = "x.yaml") -> tuple[Fault, ...]:
    """The faults of this text as a script; none for a sound one."""
    data = text if isinstance(text, bytes) else text.encode()
    try:
        build_script(data, path, PARTS.get)
    except ScriptError as error:
        found = error.faults
    else:
        return ()
    assert found
    return found


def swapped(old: str, new: str) -> str:
    """The good script with one stretch of it replaced."""
    assert GOOD.count(old) == 1, old
    return GOOD.replace(old, new)
