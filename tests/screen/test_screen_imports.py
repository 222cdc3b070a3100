"""What the screen may load before it is needed: looked at in one fresh interpreter."""

from __future__ import annotations

import functools
import json
import subprocess
import sys

_HEAVY = ("rich", "yaml", "sqlite3", "numpy", "typer", "curses", "prompt_toolkit")
_CODE = f"""
import json, sys
def loaded():
    return [name for name in {_HEAVY!r} if name in sys.modules]
import massage_mind.screen.front, massage_mind.screen.terminal.posix, massage_mind.screen.terminal.windows
stage = loaded()
import massage_mind.screen.ask.prompts
asking = loaded()
import massage_mind.screen.show.show_list, massage_mind.screen.show.show_thread
pages = loaded()
import massage_mind.journal.store
print(json.dumps([stage, asking, pages, loaded()]))
"""


@functools.cache
def loaded() -> tuple[list[str], ...]:
    """Which heavy modules are there after the stage, then the questions, then the pages, then the journal."""
    done = subprocess.run([sys.executable, "-c", _CODE], capture_output=True, text=True, check=True)
    return tuple(json.loads(done.stdout))


def test_the_stage_loads_nothing_heavy() -> None:
    """Choosing stage and keys loads neither Rich nor anything else that costs start-up time."""
    assert [] == loaded()[0]


def test_questions_load_nothing_heavy_until_they_are_asked() -> None:
    """Rich and prompt_toolkit come with the first question."""
    assert [] == loaded()[1]


def test_plain_lines_need_no_rich() -> None:
    """A pipe does not pay for the terminal's table."""
    assert [] == loaded()[2]
    assert ["sqlite3"] == loaded()[3]
