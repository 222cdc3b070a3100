"""Sharing out whole milliseconds so that nothing is lost or invented."""

from __future__ import annotations

from collections.abc import Sequence


def share_out(total: int, weights: Sequence[float]) -> list[int]:
    """Split `total` in proportion to the weights; the parts are whole and add up to exactly `total`.

    With no weight at all the parts are equal. An empty list of weights gives an empty list.
    """
    if not weights:
        return []
    whole = sum(weights)
    if whole <= 0:
        weights, whole = [1.0] * len(weights), float(len(weights))
    parts: list[int] = []
    reached = 0.0
    given = 0
    for weight in weights:
        reached += weight
        edge = round(total * (reached / whole))
        parts.append(edge - given)
        given = edge
    parts[-1] += total - given
    return parts
