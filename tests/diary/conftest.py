"""What every test of the diary gets."""

from __future__ import annotations

from pathlib import Path

import pytest
from diary_support import quiet_world

from massage_mind.world import World


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A world of its own, with an empty journal."""
    return quiet_world(tmp_path / "mm")
