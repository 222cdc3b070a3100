"""Which parts of the body lie close to one another: for somebody who wants nothing said near those they leave out."""

from __future__ import annotations

from collections.abc import Iterable

_CLOSE = (
    "face jaw throat",
    "face scalp head eyes",
    "throat neck chest",
    "chest belly abdomen ribs",
    "belly abdomen hips",
    "hips thighs",
    "inner thigh|thighs|hips|legs",
)
"""Parts that lie side by side, a group a line."""


def with_close_ones(regions: Iterable[str]) -> tuple[str, ...]:
    """These regions and those beside them, each once, in small letters."""
    named = tuple(dict.fromkeys(region.casefold() for region in regions))
    groups = [group.split("|") if "|" in group else group.split() for group in _CLOSE]
    close = [other for region in named for group in groups if region in group for other in group]
    return tuple(dict.fromkeys((*named, *close)))
