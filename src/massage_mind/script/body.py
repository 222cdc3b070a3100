"""The body map: the regions, in which tension is marked from 0 to 3, and reading them as a person types them.

Left is always the person's own left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from massage_mind.errors import UsageError
from massage_mind.values import dataclass
from massage_mind.words.near import nearest, quoted

LEVELS = ("none", "a little", "medium", "strong")
"""What 0, 1, 2 and 3 mean."""
MOST = len(LEVELS) - 1
LONGEST_KIND = 60
"""Characters of what it is like at one place."""

_MIDDLE_TOP = ("head", "jaw", "neck")
_MIDDLE_FRONT = ("chest", "belly")
_MIDDLE_BACK = ("upper back", "mid back", "low back")
SIDED = ("shoulder", "arm", "hand", "hip", "thigh", "knee", "calf", "foot")
"""Parts that are there twice."""

REGIONS: tuple[str, ...] = (
    *_MIDDLE_TOP,
    "left shoulder",
    "right shoulder",
    *_MIDDLE_BACK,
    *_MIDDLE_FRONT,
    *(f"{side} {part}" for part in SIDED[1:] for side in ("left", "right")),
)
"""Every region, from the head down."""

SIDE_WORDS = {
    "l": ("left",), "left": ("left",), "r": ("right",), "right": ("right",), "both": ("left", "right"),
    "b": ("left", "right"), "lr": ("left", "right"),
}  # fmt: skip
"""What a side is called."""
_BOTH = ("left", "right")
_ORDER = {region: place for place, region in enumerate(REGIONS)}
# Patterns as text: they are compiled where something is typed, which few commands have.
_NUMBERED = r"([^0-9]*)([0-9]+(?:[.][0-9]+)?)"
_AND = r"\band\b|\bplus\b|[&+/]"
_OF = r"^(?:top|bottom|front|back|side|sides|inside|outside|middle|area|tip) of "
_BESIDE = frozenset(
    ("in", "on", "of", "at", "side", "sides", "area", "region", "muscle", "muscles", "inner", "outer")
)
_PLACED = frozenset(("upper", "lower", "mid", "middle", "front", "back"))
_WHOLE = frozenset(("whole", "entire", "all", "full"))
_NEAREST_LETTERS = 80
_USUAL_WORDS = 4


@dataclass(frozen=True, slots=True)
class PlaceMark:
    """One thing that was typed: the regions it means, how tight they are, the word, where it is another than theirs, and
    what it is like there, where that was said.
    """

    regions: tuple[str, ...]
    level: int
    word: str = ""
    kind: str = ""


def levels_of(marks: Iterable[PlaceMark]) -> dict[str, int]:
    """Level by region, from the head down; of two for one region the later."""
    return in_order({region: one.level for one in marks for region in one.regions})


def kinds_of(marks: Iterable[PlaceMark]) -> dict[str, str]:
    """What it is like by region, from the head down, where that was said; of two for one region the later."""
    said = {region: one.kind for one in marks for region in one.regions}
    return {region: said[region] for region in REGIONS if said.get(region)}


def regions_named(text: str) -> tuple[str, ...]:
    """The regions that these words mean, whole; none where they mean no place."""
    try:
        return tuple(region for regions, _ in _places(text) for region in regions)
    except UsageError:
        return ()


def read_places(text: str) -> tuple[PlaceMark, ...]:
    """What a person types, piece by piece: places and a number from 0 to 3, "left shoulder 3, glutes and jaw 2".

    A piece ends at its number, at a comma, a semicolon or a line end. What it is like may stand behind the number or with
    the place: "neck 2 burning", "jaw 1 (like a band)". Raises `UsageError` for a piece that cannot be
    read, with the near word where there is one; its hint is empty then.
    """
    from massage_mind.script.body_kinds import own_words_aside
    from massage_mind.script.body_words import plain_word

    found: list[PlaceMark] = []
    text, aside = own_words_aside(text)
    for place, number, kind in _pieces(text, aside):
        if number and (len(number) > 1 or int(number) > MOST):
            raise UsageError(
                f"The body map goes from 0 to {MOST} in whole numbers; {quoted(f'{place} {number}'.strip())} doesn't.",
                'Such as "jaw 2".',
            )
        if not plain_word(place):
            raise UsageError(f'"{number}" has no place with it.', f'Such as "jaw {number}".')
        meant = _meant(place, number, bool(found))
        if kind and number == "0":
            raise UsageError(f"With 0 nothing is marked at {quoted(place)} that could be {kind}.")
        if not number:
            raise UsageError(
                f"{quoted(place)} has no number from 0 to {MOST} with it.",
                f'Such as "{plain_word(place)} 2".',
            )
        found += [PlaceMark(regions, int(number), word, kind) for regions, word in meant]
    return tuple(found)


def _meant(place: str, number: str, before: bool) -> list[tuple[tuple[str, ...], str]]:
    """What a place means; of words behind a mark (`before`) it is said too how they are given. Raises `UsageError`."""
    try:
        return _places(place)
    except UsageError as error:
        if before and not number and error.hint:
            error.hint = 'Words of your own for what it\'s like go in brackets: "neck 2 (like a band)".'
        raise


def _pieces(text: str, aside: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Place and number in turn, and what it is like there; each may be empty."""
    from massage_mind.script.body_kinds import kind_first, kind_within
    from massage_mind.script.body_words import plain_word

    for part in re.split(r"[,;\n]", text):
        rest = part.strip()
        matches = list(re.finditer(_NUMBERED, rest))
        left = re.split(r"[0-9]", rest)[-1].strip()
        # What stands between two numbers begins with what the place before it is like, if with anything of that kind.
        behind = [kind_first(words, aside) for words in (*(one[1] for one in matches[1:]), left)]
        places = [matches[0][1], *(words for _, words in behind[:-1])] if matches else []
        for match, words, (kind, _) in zip(matches, places, behind, strict=True) if matches else ():
            beside, place = kind_within(words.strip(" \t:=-."), aside)
            yield place, match[2], " and ".join(filter(None, (beside, kind)))
        if plain_word(over := behind[-1][1] if matches else left):
            kind, place = kind_within(over, aside)
            yield place, "", kind


def _places(text: str) -> list[tuple[tuple[str, ...], str]]:
    """Each place that stands in a text, with the word for it where that is another than ours.

    "left and right hip", "right arm and hand": a side alone goes with the place beside it, and one that was said goes
    on to the next place, if that is a single one.
    """
    from massage_mind.script.body_words import one_of_two

    parted = [_parted(one) for one in re.split(_AND, text, flags=re.IGNORECASE)]
    parted = [(sides, place) for sides, place in parted if sides or place]
    if not any(place for _, place in parted):
        raise UsageError(f"{quoted(text.strip())} names no place.", 'Such as "left shoulder 2".')
    found: list[tuple[tuple[str, ...], str]] = []
    said: tuple[str, ...] = ()
    for number, (sides, place) in enumerate(parted):
        beside = next(other for _, other in (*parted[number:], *reversed(parted[:number])) if other)
        single = one_of_two(place or beside) == (place or beside)
        sides = sides or (said if single else ())
        said = sides
        found.append(_regions(sides, place or beside))
    return _joined(found)


def _joined(found: Sequence[tuple[tuple[str, ...], str]]) -> list[tuple[tuple[str, ...], str]]:
    """Left and right of one word as one, "left and right hip"; and two words for one region."""
    joined: list[tuple[tuple[str, ...], str]] = []
    for regions, word in found:
        if joined and joined[-1][0] == regions:
            words = dict.fromkeys(filter(None, (joined[-1][1], word)))
            joined[-1] = (regions, " and ".join(words))
        elif joined and joined[-1][1] == word and _sideless(joined[-1][0]) == _sideless(regions):
            both = {*joined[-1][0], *regions}
            joined[-1] = (tuple(region for region in REGIONS if region in both), word)
        else:
            joined.append((regions, word))
    return joined


def _sideless(regions: Iterable[str]) -> set[str]:
    return {region.removeprefix("left ").removeprefix("right ") for region in regions}


def _parted(text: str) -> tuple[tuple[str, ...], str]:
    """Sides and place of what was typed between two "and"s."""
    from massage_mind.script.body_words import plain_word

    words = plain_word(text).split()
    sides = [side for word in words for side in SIDE_WORDS.get(word, ())]
    place = " ".join(word for word in words if word not in SIDE_WORDS)
    return tuple(side for side in _BOTH if side in sides), place


def _regions(sides: tuple[str, ...], place: str) -> tuple[tuple[str, ...], str]:
    """The regions of one place, and its word where that is another. Raises `UsageError`."""
    parts, word = _meaning(place)
    if any(part in SIDED for part in parts):
        regions = tuple(f"{side} {part}" for part in parts for side in (sides or _BOTH))
        return regions, word
    if len(sides) == 1:
        (part,) = parts[:1]
        other = f" ({word})" if word else ""
        raise UsageError(
            f"The {part}{other} has no left and right on this map.", f'"{word or part} 2" is the whole of it.'
        )
    return parts, word


def _meaning(place: str) -> tuple[tuple[str, ...], str]:
    """The parts that a place means, and its word where that is not simply theirs. Raises `UsageError`."""
    from massage_mind.script.body_words import TORN, as_written, is_own, meanings, one_of_two

    known = meanings()
    for form in _forms(place):
        for word in (form, one_of_two(form)):
            if word in known:
                parts = known[word]
                return parts, "" if is_own(word, parts) else as_written(form)
    words = place.split()
    torn = one_of_two(" ".join(word for word in words if word not in _WHOLE | {"of"}))
    if torn in TORN:
        if _WHOLE & set(words):
            return TORN[torn], place
        which = TORN[torn]
        raise UsageError(
            f"The {torn} is {', '.join(which[:-1])} or {which[-1]} on this map.",
            f'"{which[-1]} 2" is one of them; "whole {torn} 2" is all.',
        )
    raise _unknown(place)


def _forms(place: str) -> Iterator[str]:
    """A place as it stands, then with less and less of what only says where on it."""
    from massage_mind.script.body_words import TORN, one_of_two

    yield place
    bare = re.sub(_OF, "", place)
    yield bare
    words = [word for word in bare.split() if word not in _BESIDE]
    yield " ".join(words)
    rest = [word for word in words if word not in _WHOLE]
    if rest != words and " ".join(rest) not in TORN:
        yield " ".join(rest)
    if len(rest) > 1 and rest[0] in _PLACED and one_of_two(" ".join(rest[1:])) not in TORN:
        yield " ".join(rest[1:])


def _unknown(text: str) -> UsageError:
    """There is no such place; with the near one, if there is one."""
    from massage_mind.script.body_words import near_words

    near = nearest(text[:_NEAREST_LETTERS], near_words())
    sentence = f"There's no {quoted(text.strip())} on the body map."
    if near:
        return UsageError(f"{sentence} {near[:1].upper()}{near[1:]} is near.")
    return UsageError(
        sentence,
        f"There are {', '.join((*_MIDDLE_TOP, *_MIDDLE_BACK, *_MIDDLE_FRONT))}; left or right {', '.join(SIDED)}; "
        "and words such as glutes, shoulder blade or sacrum for them.",
    )


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


def said_back(marks: Iterable[PlaceMark]) -> str:
    """What was understood, in one line: "left and right hip (glutes) 2, jaw 1"."""
    from massage_mind.script.body_kinds import kind_as_typed

    return ", ".join(
        f"{_both_named(one.regions)}{f' ({one.word})' if one.word else ''} {one.level}{f' {kind_as_typed(one.kind)}' * bool(one.kind)}"
        for one in marks
    )


def said_aloud(marks: Iterable[PlaceMark]) -> str:
    """What was understood, as sentences: "Both shoulders 2, medium. Jaw 1, a little."."""
    from massage_mind.script.body_words import PLURALS

    sentences = []
    for one in marks:
        sides, parts = _by_side(one.regions)
        names = [PLURALS[part] for part in parts] if len(sides) == 2 else parts
        text = f"{'both ' if len(sides) == 2 else f'{sides[0]} ' if sides else ''}{_listed(names)}"
        sentences.append(
            f"{text[:1].upper()}{text[1:]} {one.level}, {LEVELS[one.level]}{f', {one.kind}' * bool(one.kind)}."
        )
    return " ".join(sentences)


def _both_named(regions: Sequence[str]) -> str:
    sides, parts = _by_side(regions)
    return f"{' and '.join(sides)} {_listed(parts)}".strip()


def _by_side(regions: Sequence[str]) -> tuple[list[str], list[str]]:
    """Which sides, and which parts of them."""
    sides = [side for side in _BOTH if any(region.startswith(f"{side} ") for region in regions)]
    parts = dict.fromkeys(region.removeprefix("left ").removeprefix("right ") for region in regions)
    return sides, list(parts)


def _listed(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def word_sentences() -> tuple[str, ...]:
    """The places, and the usual other words for them, for somebody who listens or reads line by line."""
    from massage_mind.script.body_words import OTHER_WORDS

    middle = [part for part in OTHER_WORDS if part not in SIDED]
    return (
        f"In the middle: {', '.join(middle)}.",
        f"Left, right or both: {', '.join(SIDED)}. A leg is its thigh, knee and calf.",
        "Other words are understood too, such as these.",
        *(
            f"{part[:1].upper()}{part[1:]}: {', '.join(words[:_USUAL_WORDS])}."
            for part, words in OTHER_WORDS.items()
        ),
    )
