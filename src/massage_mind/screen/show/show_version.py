"""A kept document that can no longer be read as a record: what it says, key by key."""

from __future__ import annotations

import json
from collections.abc import Mapping

from massage_mind.screen.page.page_parts import Part
from massage_mind.screen.show.record_text import lines_of
from massage_mind.screen.show.show_any import labelled


def document_parts(document: Mapping[str, object]) -> list[Part]:
    """Every key that says something, texts as they were written, anything else as JSON. Nothing of it is lost."""
    told = [
        (key, lines_of(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)))
        for key, value in document.items()
        if value not in (None, "", [], {})
    ] or [("record", ["{}"])]
    return [labelled(told)]
