"""Being woken on time beside other work."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from massage_mind.perform import promptly

linux = pytest.mark.skipif(sys.platform != "linux", reason="turns as Linux has them")
_NICE = "import os; os.nice(5); from massage_mind.perform.promptly import ask_for_short_turns as ask; print(ask(), os.getpriority(os.PRIO_PROCESS, 0), os.sched_getscheduler(0))"


@linux
def test_short_turns_change_no_priority() -> None:
    """Also for somebody who was nice: taken or not, who comes first stays as it was."""
    ended = subprocess.run([sys.executable, "-c", _NICE], capture_output=True, text=True, check=True)
    assert ended.stdout.split()[1:] == [str(os.getpriority(os.PRIO_PROCESS, 0) + 5), str(os.SCHED_OTHER)]


def test_a_machine_of_another_kind_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """And another system: no number is guessed."""
    monkeypatch.setattr(promptly, "_CALLS", {})
    assert not promptly.ask_for_short_turns()
    monkeypatch.setattr("sys.platform", "darwin")
    assert not promptly.ask_for_short_turns()
