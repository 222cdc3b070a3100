"""Which parts of the body a line names, and whether its `regions:` say so: only then can a person leave them out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from massage_mind.script.body_words import (
    OTHER_WORDS,
    PLURALS,
    SEVERAL,
    TORN,
    meanings,
    one_of_two,
    plain_word,
)
from massage_mind.script.caring.as_read import ReadText

_ALWAYS = (
    "lips", "lip", "tongue", "gums", "lungs", "lung", "waist", "buttock", "armpit", "nipple", "nipples", "genitals", "anus",
    "fingertips", "fingertip", "fingernails", "toenails", "eyelashes", "earlobes", "earlobe", "collarbone", "nostril", "nostrils",
    "muscles of your back", "forehead", "beard", "kidneys", "liver", "heartbeat", "pulse", "womb", "bladder", "bowels", "toe", "torso",
    "legs", "leg", "abdomen", "trunk", "backbone", "vertebrae", "pelvic floor", "jawline", "instep", "perineum", "inner thigh",
)  # fmt: skip
_OWN = (
    "hand", "hands", "lap", "back", "ears", "ear", "crown", "arches", "bottom", "heart", "hair", "nails", "middle",
    "temples", "front", "flank", "skull", "traps", "lats", "gut", "soles", "palm", "palms", "thumb", "thumbs", "finger", "fingers",
    "elbow", "elbows", "forearm", "forearms", "knuckle", "knuckles", "sole", "calf", "lids", "scalp", "butt", "bum", "backside", "voice box",
)  # fmt: skip
"""Words that mean something else as well, or the giver's: a part of the body where "your" or the like stands before them."""
_AMBIGUOUS = ("side", "sides")
_SIGNS = frozenset(("eyes", "eye", "eyelid", "eyelids", "crown", "back of the head"))
"""The eyes are a sign, for stopping, not a place; and what is too common a word to be looked for by itself."""
_FACE = {
    "nose": "face", "nostril": "face", "nostrils": "face", "mouth": "face", "lips": "face", "lip": "face", "tongue": "face", "gums": "face",
    "teeth": "face", "forehead": "face", "cheeks": "face", "cheek": "face", "chin": "face", "brow": "face", "eyebrow": "face",
    "eyebrows": "face", "temples": "face", "throat": "throat", "fingertips": "hands", "fingertip": "hands", "earlobes": "head",
    "earlobe": "head", "lap": "thighs", "torso": "chest", "trunk": "chest", "lungs": "chest", "lung": "chest", "heart": "chest",
    "heartbeat": "chest", "pulse": "chest", "belly button": "belly", "waist": "belly", "hair": "head", "backbone": "back",
    "vertebrae": "back", "middle": "belly", "instep": "feet", "armpit": "shoulders", "collarbone": "chest", "crown": "head",
}  # fmt: skip
"""What to write for a word that the body map does not know by itself, or that falls under a region people leave out."""
_ALSO_SAID = ("the palms", "the fingers", "fingers and toes", "toes and fingers", "the thumbs", "the back", "the sides", "your sides", "your side", "the heart", "the temples",
              "the soles", "the scalp", "the arches", "the crown", "each hand", "the calf", "scalp", "soles", "palms")  # fmt: skip
"""Words of `_OWN` that mean the listener's without "your" as well."""
_ELSEWHERE = (
    "on the other hand", "on the one hand", "at hand", "by hand", "in hand", "to hand", "second hand", "hand in hand", "hand over", "hand back",
    "by heart", "at heart", "to heart", "heart of", "heart to heart", "by ear", "to the ear", "for the ear", "for the ears", "to the ears",
    "face down", "face up", "face cradle", "face rest", "face hole", "face to face", "face the", "word of mouth", "by mouth",
    "head for", "heads for", "head back", "head out", "head home", "head of the table", "ahead", "back of the chair", "back of the room",
    "back of the mind", "back of your mind", "back of the house", "back door", "the way back", "back and forth", "back again",
    "at arm's length", "arm's length", "arms of the chair", "arm of the chair", "chair arm", "chair arms", "foot of the table",
    "feet of the table", "head end", "foot end", "leg of the table", "legs of the table", "table legs", "table's legs", "chair legs", "legs of the chair", "leg of the journey",
    "neck and neck", "bottleneck", "tongue in cheek", "rule of thumb", "hands on", "hands-on", "hands of the clock", "hand of the clock",
    "mouth of the river", "chest of drawers", "palm tree", "palm trees", "shoulder the", "shoulder to shoulder", "cold shoulder",
    "shin up", "on its feet", "square feet", "two feet away", "a few feet away", "foot the bill", "hip hop", "all ears", "head start",
    "lend a hand", "give a hand", "a lifted hand", "lift a hand", "lifted hand", "raise a hand", "raised hand", "lift your hand", "raise your hand",
    "lift one hand", "raise one hand", "lift a finger", "lift that hand", "move a finger", "wave a hand", "hand signal", "hand up", "tip of the iceberg", "knee-jerk",
    "heart rate", "side to side", "by your side", "at your side", "the sides of the table", "the back of the", "front of the",
    "front door", "on the side", "on your side", "middle of the", "the bottom of the", "at the bottom",
)  # fmt: skip
"""Idioms, signs and furniture in which the word means no part of the listener's body."""
_GIVEN = r"(?:presses|press|arrives|arrive|waits|wait|leaves|leave|leans|lean|moves|move|works|work|comes|come|stays|stay|finds|find|lifts|pauses|slows|travel|travels|rest on|at work)"
_BEFORE = r"(?:your|own|either|left|right|my|our|lower|upper|whole|small of (?:your|the)|backs? of (?:your|the)|tips of (?:your|the))"


@cache
def _words() -> dict[str, str]:
    """Every word for a part of the body, in small letters, with what to write in `regions:` for it."""
    found: dict[str, str] = {}
    for part, words in OTHER_WORDS.items():
        for word in (part, PLURALS.get(part, part), *words, *map(one_of_two, words)):
            found[word.casefold()] = PLURALS.get(part, part)
    for word in (*SEVERAL, *TORN):
        found[word] = "legs" if word == "leg" else word
    for word in _ALWAYS:
        found.setdefault(word, _FACE.get(word, _nearest(word)))
    found["legs"] = "legs"
    found |= {word: told for word, told in _FACE.items() if word in found or word in _OWN}
    return {word: told for word, told in found.items() if word not in _SIGNS}


def _nearest(word: str) -> str:
    parts = meanings().get(one_of_two(plain_word(word)), (word,))
    return PLURALS.get(parts[0], parts[0])


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], frozenset[str]]:
    """What finds the other meanings, what finds the parts, and the words one of which has to be there."""
    words = _words()
    plain = sorted((word for word in words if word not in (*_OWN, *_AMBIGUOUS)), key=len, reverse=True)
    own = sorted({*_OWN}, key=len, reverse=True)
    elsewhere = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(_ELSEWHERE, key=len, reverse=True)))})\b")
    said = "|".join(sorted(map(re.escape, _ALSO_SAID), key=len, reverse=True))
    parts = re.compile(
        rf"\b(?:(?P<plain>{'|'.join(map(re.escape, plain))})"
        rf"|{_BEFORE} (?:\w+ )?(?P<own>{'|'.join(map(re.escape, own))})"
        rf"|(?P<said>{said})(?! {_GIVEN}))\b(?!')"
    )
    triggers = frozenset(piece for word in (*words, *_OWN) for piece in re.findall(r"[a-z]+", word)[-1:])
    return elsewhere, parts, triggers


def named_parts(one: ReadText) -> Iterator[tuple[str, int, int]]:
    """Each part of the listener's body that a line names, with its place in the plain text."""
    elsewhere, parts, triggers = _patterns()
    if not triggers & one.words:
        return
    text = elsewhere.sub(lambda match: " " * len(match[0]), one.plain)
    for match in parts.finditer(text):
        group = match.lastgroup or "plain"
        word = match[group].removeprefix("the ").removeprefix("your ").split(" and ")[0]
        yield word.removeprefix("each "), *match.span(group)


def region_for(word: str) -> str:
    """What to write in `regions:` for a word that names a part of the body."""
    return _words().get(word) or _FACE.get(word) or _nearest(word)


def covers(regions: Iterable[str], word: str) -> bool:
    """Whether one of these regions means this part of the body."""
    listed = [region.casefold() for region in regions]
    if word in listed or region_for(word) in listed:
        return True
    return bool(_map_parts(word) & {part for region in listed for part in _map_parts(region)})


@cache
def _map_parts(word: str) -> frozenset[str]:
    """The parts of the body map a word means."""
    plain = one_of_two(plain_word(word))
    side = plain.partition(" ")
    plain = side[2] if side[0] in ("left", "right") else plain
    known = (
        TORN.get(plain)
        or meanings().get(plain)
        or meanings().get(one_of_two(_FACE.get(word, plain)), (plain,))
    )
    return frozenset(known)
