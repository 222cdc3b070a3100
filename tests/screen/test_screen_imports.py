"""What the screen may load before it is needed."""

from __future__ import annotations

import subprocess
import sys


def test_the_stage_loads_nothing_heavy() -> None:
    """Choosing stage and keys loads neither Rich nor anything else that costs start-up time."""
    code = (
        "import sys, massage_mind.screen.front, massage_mind.screen.terminal.posix, massage_mind.screen.terminal.windows;"
        "print([name for name in ('rich', 'yaml', 'sqlite3', 'numpy', 'typer', 'curses') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
