"""A line of a script as the record keeps it: a number made of its words, out of which they can't be read back."""

from __future__ import annotations

from hashlib import sha256

NUMBER_BYTES = 8


def line_number(text: str) -> int:
    """The number of a line as it stands in its script, its fields not filled in. It fits an integer of SQLite."""
    digest = sha256(text.encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:NUMBER_BYTES], "big", signed=True)
