"""Hostile files: each ends in a clear error, soon and in little memory, in a process that it cannot take down."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hostile_child import HOSTILE
from reading_support import GOOD, faults_of

CHILD = Path(__file__).with_name("hostile_child.py")
MOST_TIMES = 100
"""Honest files of 4 KB that could be read meanwhile: what is linear in the largest file there may be is below it, what
is quadratic far above."""
MOST_MB = 100
MOST_SENTENCE = 200_000


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_ends_in_a_script_error(name: str) -> None:
    """Within the time and the memory it may take, and with a message a person could read."""
    done = subprocess.run(
        [sys.executable, str(CHILD), name], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr[-600:]
    times, grown_mb, end, *rest = done.stdout.split()
    if name != "words for the care rules":
        assert end == "ScriptError"
        assert int(rest[2]) <= MOST_SENTENCE, f"{rest[0]} faults in {rest[2]} characters"
    assert float(grown_mb) < MOST_MB
    assert float(times) < MOST_TIMES


def test_the_slow_reader_of_yaml_is_as_safe(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where PyYAML came without libyaml the same files end in the same way."""
    import yaml

    monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    assert faults_of(GOOD) == ()
    for name in ("alias bomb", "merge bomb", "100,000 brackets", "100,000 dashes", "100,000 question marks", "binary",
                 "deep indentation", "a lone surrogate", "documents", "an unclosed quote"):  # fmt: skip
        hostile = HOSTILE[name]
        assert faults_of(hostile), name
