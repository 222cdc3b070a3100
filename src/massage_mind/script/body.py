"""The body map: the regions, in which tension is marked from 0 to 3, and reading them as a person types them.

Left is always the person's own left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from massage_mind.errors import UsageError
from massage_mind.words.near import nearest

LEVELS = ("none", "a little", "clear", "strong")
"""What 0, 1, 2 and 3 mean."""
MOST = len(LEVELS) - 1

_MIDDLE_TOP = ("head", "jaw", "neck")
_MIDDLE_FRONT = ("chest", "belly")
_MIDDLE_BACK = ("upper back", "mid back", "low back")
_SIDED = ("shoulder", "arm", "hand", "hip", "thigh", "knee", "calf", "foot")

REGIONS: tuple[str, ...] = (
    *_MIDDLE_TOP,
    "left shoulder",
    "right shoulder",
    *_MIDDLE_BACK,
    *_MIDDLE_FRONT,
    *(f"{side} {part}" for part in _SIDED[1:] for side in ("left", "right")),
)
"""Every region, from the head down."""

_ALIASES = {
    "abdomen": "belly", "stomach": "belly", "tummy": "belly", "forehead": "head", "scalp": "head", "face": "head",
    "throat": "neck", "breast": "chest", "lower back": "low back", "lumbar": "low back", "middle back": "mid back",
    "shoulders": "shoulder", "arms": "arm", "hands": "hand", "wrist": "hand", "hips": "hip",
    "buttock": "hip", "thighs": "thigh", "knees": "knee", "calves": "calf", "shin": "calf",
    "feet": "foot", "ankle": "foot",
}  # fmt: skip
_SIDES = {
    "l": ("left",), "left": ("left",), "r": ("right",), "right": ("right",),
    "both": ("left", "right"), "b": ("left", "right"), "": ("left", "right"),
}  # fmt: skip
_ORDER = {region: place for place, region in enumerate(REGIONS)}
_MARK = re.compile(r"(.*?)[\s:=]*([0-9]+)")


def read_body(text: str) -> dict[str, int]:
    """What a person types, such as "l shoulder 3, jaw 2", as region to level; "shoulders 2" means both.

    Commas, semicolons or line ends part the pieces. Raises `UsageError` naming the piece that cannot be read.
    """
    found: dict[str, int] = {}
    for piece in filter(None, (part.strip() for part in re.split(r"[,;\n]", text))):
        match = _MARK.fullmatch(piece)
        if match is None:
            raise UsageError(
                f"The body map needs a region and a number from 0 to {MOST}; {piece!r} has none.",
                'Such as "l shoulder 3, jaw 2".',
            )
        level = int(match[2]) if len(match[2]) < 4 else MOST + 1
        if level > MOST:
            raise UsageError(f"Tension on the body map goes from 0 to {MOST}; {piece!r} says more.")
        for region in regions_named(match[1]):
            found[region] = level
    return in_order(found)


def regions_named(text: str) -> tuple[str, ...]:
    """The region meant, or both of a pair. Raises `UsageError`, naming the likely one."""
    words = text.casefold().replace("-", " ").replace("_", " ").replace(".", " ").split()
    sides = ""
    if words and words[0] in _SIDES:
        sides, words = words[0], words[1:]
    elif len(words) > 1 and words[-1] in _SIDES:
        sides, words = words[-1], words[:-1]
    part = " ".join(words)
    part = _ALIASES.get(part, part)
    if part in _SIDED:
        return tuple(f"{side} {part}" for side in _SIDES[sides])
    if part in _ORDER and not sides:
        return (part,)
    plain = [
        *_SIDED,
        *(region for region in REGIONS if not region.startswith(("left ", "right "))),
        *_ALIASES,
    ]
    near = "" if part in _ORDER else nearest(part, plain)
    meant = f" Is {_ALIASES.get(near, near)} meant?" if near else ""
    no_side = f" The {part} has no left and right." if part in _ORDER else ""
    raise UsageError(
        f"There is no region {text.strip()!r} on the body map.{meant}{no_side}",
        "There are: " + ", ".join((*_MIDDLE_TOP, *_MIDDLE_BACK, *_MIDDLE_FRONT)) + "; left or right "
        + ", ".join(_SIDED) + ".",
    )  # fmt: skip


def in_order(levels: Mapping[str, int] | Iterable[tuple[str, int]]) -> dict[str, int]:
    """The same from the head down; what is not a region of ours (from a newer version) comes last."""
    pairs = dict(levels)
    return dict(sorted(pairs.items(), key=lambda pair: (_ORDER.get(pair[0], len(_ORDER)), pair[0])))


def body_text(levels: Mapping[str, int]) -> str:
    """As a person would type it: "jaw 2, left shoulder 3"; what is 0 is left out unless all are."""
    shown = {region: level for region, level in in_order(levels).items() if level}
    if not shown:
        return "nothing tight" if levels else ""
    return ", ".join(f"{region} {level}" for region, level in shown.items())
