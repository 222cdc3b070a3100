"""Ids of records: five characters to type, and a long one that two machines cannot share.

Both are of characters that cannot be mistaken for one another, nor spell anything.
"""

from __future__ import annotations

import os

ALPHABET = "23456789bcdfghjkmnpqrstvwxz"
"""No 0 and o, no 1, l and i; no vowels."""
LENGTH = 5
UID_LENGTH = 27
"""So many characters hold 128 bits."""


def new_id() -> str:
    """A random id: one of 14 million. Whoever uses it makes sure that it is not taken."""
    return _spelled(os.urandom(8), LENGTH)


def new_uid() -> str:
    """A random id of 128 bits: nobody anywhere has the same."""
    return _spelled(os.urandom(16), UID_LENGTH)


def uid_of(record_id: str, kind: str, created_at: int) -> str:
    """The long id of a record from before there were any: the same on every machine that has the record."""
    import hashlib

    text = f"{record_id}\n{kind}\n{created_at}"
    return _spelled(hashlib.sha256(text.encode("utf-8", "replace")).digest()[:16], UID_LENGTH)


def is_uid(text: str) -> bool:
    """Whether this can be a long id."""
    return len(text) == UID_LENGTH and set(text) <= set(ALPHABET)


def _spelled(some: bytes, length: int) -> str:
    number = int.from_bytes(some, "big")
    letters = []
    for _ in range(length):
        number, digit = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[digit])
    return "".join(letters)


def typed_id(text: str) -> str | None:
    """An id, or the beginning of one, as a person typed it; None if it cannot be one."""
    typed = text.strip().lower()
    return typed if typed and len(typed) <= LENGTH and set(typed) <= set(ALPHABET) else None
