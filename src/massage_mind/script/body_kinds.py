"""What a place on the body map is like, beside how tight it is: burning, dull, pulling; or words of a person's own in brackets.

neck 2 burning, left shoulder 3 (like a band)
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from massage_mind.errors import UsageError
from massage_mind.script.body import LONGEST_KIND, SIDE_WORDS, regions_named
from massage_mind.words.near import quoted

PAIN_KINDS = ("burning", "dull", "pulling", "stabbing", "throbbing", "tingling", "numb")
"""Those that are offered."""
_ALSO = (
    *("aching", "sharp", "shooting", "cramping", "stinging", "stiff", "heavy", "sore", "prickling"),
    *("pressing", "itching", "hot", "cold", "tender"),
)
"""Words that are understood as well, and kept as they are."""
_KNOWN = frozenset((*PAIN_KINDS, *_ALSO))
_OWN = r"\(([^()]*)\)"
_FIRST_SIGN = 0xE000
"""What stands for words in brackets while the rest is taken apart: signs that nobody types."""
_MOST_OWN = 256


def own_words_aside(text: str) -> tuple[str, Mapping[str, str]]:
    """The text with one sign in the place of each pair of brackets, and what stood between those. A side, a place or a
    number in brackets stays.

    Raises `UsageError` for brackets without words, with too many, and too many brackets.
    """
    aside: dict[str, str] = {}

    def taken(found: re.Match[str]) -> str:
        words = " ".join(found[1].split())
        if _says_where(words):
            return found[0]
        if not words or len(words) > LONGEST_KIND:
            raise UsageError(
                f"Between brackets go a few words, {LONGEST_KIND} characters at most; {quoted(found[0], 40)} isn't that.",
                'Such as "neck 2 (like a band)".',
            )
        if len(aside) >= _MOST_OWN:
            raise UsageError("That's more brackets than there are places on the body map.")
        sign = chr(_FIRST_SIGN + len(aside))
        aside[sign] = words
        return f" {sign} "

    plain = re.sub(f"[{chr(_FIRST_SIGN)}-{chr(_FIRST_SIGN + _MOST_OWN)}]", " ", text)
    return re.sub(_OWN, taken, plain), aside


def _says_where(words: str) -> bool:
    """Whether what stands in brackets is a number, a side or a place: "shoulder (left) 2"."""
    return words.isdecimal() or words.casefold() in SIDE_WORDS or bool(regions_named(words))


def kind_first(text: str, aside: Mapping[str, str]) -> tuple[str, str]:
    """What a place is like, where the text begins with that; and the rest of it."""
    words = text.split()
    kinds: list[str] = []
    while words and _is_kind(words[0], aside, joins=bool(kinds)):
        kinds.append(words.pop(0))
    if kinds and kinds[-1] == "and":
        words.insert(0, kinds.pop())
    return _joined(kinds, aside), " ".join(words)


def kind_within(text: str, aside: Mapping[str, str]) -> tuple[str, str]:
    """What a place is like, from wherever in the text it stands; and the text without it: "burning neck"."""
    words = text.split()
    kinds = [word for word in words if _is_kind(word, aside)]
    if not kinds:
        return "", text
    return _joined(kinds, aside), " ".join(word for word in words if word not in kinds)


def _is_kind(word: str, aside: Mapping[str, str], *, joins: bool = False) -> bool:
    plain = word.casefold()
    return plain in _KNOWN or word in aside or (joins and plain == "and")


def _joined(words: Iterable[str], aside: Mapping[str, str]) -> str:
    kinds = [aside.get(word, word.casefold()) for word in words if word.casefold() != "and"]
    return " and ".join(dict.fromkeys(kinds))


def kind_as_typed(kind: str) -> str:
    """What it is like, to stand behind a number as it could be typed there: own words in brackets."""
    own = any(word not in _KNOWN for word in kind.casefold().split() if word != "and")
    return f"({kind})" if own else kind


def read_kinds(text: str, marked: Collection[str]) -> dict[str, str]:
    """What is said of places that are marked: "burning" of all of them, "neck burning, jaw dull" of each.

    Raises `UsageError` for a place that is not marked and for too many words.
    """
    plain, aside = own_words_aside(text)
    found: dict[str, str] = {}
    for piece in filter(None, (part.strip() for part in re.split(r"[,;\n]", plain))):
        regions, words = _place_and_words(piece.split())
        here = [region for region in regions if region in marked]
        if regions and not here:
            raise UsageError(f"The {regions[0]} isn't marked.", f"Marked: {', '.join(marked)}.")
        kind = " ".join(aside.get(word, word) for word in words)
        if not kind or len(kind) > LONGEST_KIND:
            raise UsageError(
                f"A few words for each place, {LONGEST_KIND} characters at most.",
                'Such as "neck burning, jaw dull".',
            )
        found |= dict.fromkeys(here or marked, kind)
    return found


def _place_and_words(words: list[str]) -> tuple[tuple[str, ...], list[str]]:
    """The regions that a piece begins or ends with, and its other words; no regions where it names no place."""
    for many in range(len(words) - 1, 0, -1):
        for place, rest in ((words[:many], words[many:]), (words[-many:], words[:-many])):
            if regions := regions_named(" ".join(place)):
                return regions, [word for word in rest if word.casefold() not in ("in", "the", "is", "my")]
    regions = regions_named(" ".join(words))
    return regions, [] if regions else words
