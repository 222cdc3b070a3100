"""Long rows of counts as one whole number: each count in as many bits as the largest can need.

Adding such numbers adds the rows, shifting one moves its row along: what would be a hundred thousand additions of
counts becomes a few hundred of long numbers, and stays exact.
"""

from __future__ import annotations

from collections.abc import Iterator


def bits_for(most: int) -> int:
    """How many bits a count needs that is at most this; whole bytes, so that a row can be cut up."""
    return (most.bit_length() // 8 + 1) * 8


def counts_of(packed: int, bits: int, length: int) -> Iterator[int]:
    """The first so many counts of a row."""
    size = bits // 8
    row = packed.to_bytes(max(length * size, packed.bit_length() // 8 + 1), "little")
    for at in range(length):
        yield int.from_bytes(row[at * size : (at + 1) * size], "little")
