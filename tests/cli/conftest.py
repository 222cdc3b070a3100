"""Fixtures: a comparison that is lived by hand."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from compared_by_hand import Compared

from massage_mind.journal.store import open_store


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> Iterator[Compared]:
    """Nothing in it yet."""
    names = map("".join, product("bcdfghjkmnpqrstvwxz", repeat=5))
    monkeypatch.setitem(open_store.__kwdefaults__, "new_id", lambda: next(names))
    found = Compared()
    yield found
    found.journal.close()
