"""Short ids to type: five characters that cannot be mistaken for one another, nor spell anything."""

from __future__ import annotations

import os

ALPHABET = "23456789bcdfghjkmnpqrstvwxz"
"""No 0 and o, no 1, l and i; no vowels."""
LENGTH = 5


def new_id() -> str:
    """A random id: one of 14 million. Whoever uses it makes sure that it is not taken."""
    number = int.from_bytes(os.urandom(8), "big")
    letters = []
    for _ in range(LENGTH):
        number, digit = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[digit])
    return "".join(letters)


def typed_id(text: str) -> str | None:
    """An id, or the beginning of one, as a person typed it; None if it cannot be one."""
    typed = text.strip().lower()
    return typed if typed and len(typed) <= LENGTH and set(typed) <= set(ALPHABET) else None
