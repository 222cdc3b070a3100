"""What was left in its first second is not said to have been nothing."""

from __future__ import annotations

from pathlib import Path

from massage_mind.cli.main import run
from massage_mind.testing import manual_world


def test_a_session_left_at_once_was_there(tmp_path: Path) -> None:
    """The end names no time of 0:00, and the list says how short it was."""
    world = manual_world(tmp_path, presses=[(300, "q")], live=True)
    run(["ground"], lambda: world)
    assert "You left as it began, and that's fine." in world.stderr.getvalue()  # type: ignore[union-attr]
    listed = manual_world(tmp_path)
    assert 0 == run(["journal", "list"], lambda: listed)
    text = listed.out().getvalue()  # type: ignore[attr-defined]
    assert "under a second" in text and "0 seconds" not in text
