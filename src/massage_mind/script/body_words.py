"""The words massage people use for the places of the body map: other words for the regions there are, British and American.

A word without a side means both sides where there are two. What lies between two regions goes to the one a hand would
be laid on: the shoulder blade to the shoulder, because it has a side; the wrist to the hand; the sacrum to the low back.
"""

from __future__ import annotations

from functools import cache

PLURALS = {
    "shoulder": "shoulders", "arm": "arms", "hand": "hands", "hip": "hips", "thigh": "thighs", "knee": "knees",
    "calf": "calves", "foot": "feet",
}  # fmt: skip

OTHER_WORDS: dict[str, tuple[str, ...]] = {
    "head": (
        "forehead", "temples", "scalp", "face", "eyes", "ears", "back of the head", "brow", "eyebrows", "nose",
        "sinuses", "crown", "skull",
    ),
    "jaw": ("TMJ", "cheeks", "chin", "masseters", "mouth", "teeth", "temporomandibular joint"),
    "neck": (
        "nape", "throat", "base of the skull", "scalenes", "back of the neck", "suboccipitals", "occiput", "SCM",
    ),
    "shoulder": (
        "shoulder blades", "scapula", "traps", "upper traps", "delts", "rotator cuff", "trapezius", "scapulae",
        "deltoids", "armpits", "levator scapulae",
    ),
    "upper back": (
        "between the shoulder blades", "rhomboids", "mid traps", "middle traps", "upper spine", "top of the back",
    ),
    "mid back": ("lats", "middle back", "lower traps", "middle of the back", "latissimus", "thoracic spine", "mid spine"),
    "low back": (
        "lower back", "lumbar", "sacrum", "tailbone", "coccyx", "QL", "small of the back", "lumbar spine", "loins",
        "lower spine",
    ),
    "chest": (
        "ribs", "sternum", "collarbones", "pecs", "breasts", "breastbone", "clavicles", "rib cage", "ribcage",
        "pectorals",
    ),
    "belly": (
        "stomach", "tummy", "abs", "abdomen", "diaphragm", "solar plexus", "navel", "gut", "abdominals", "obliques",
    ),
    "arm": (
        "upper arms", "elbows", "forearms", "biceps", "triceps", "lower arms", "bicep", "tricep",
    ),
    "hand": ("wrists", "fingers", "thumbs", "palms", "knuckles"),
    "hip": (
        "glutes", "buttocks", "bum", "groin", "pelvis", "hip flexors", "piriformis", "SI joints", "psoas", "sit bones",
        "gluteals", "gluteus", "butt", "bottom", "backside", "butt cheeks",
    ),
    "thigh": (
        "hamstrings", "quads", "IT band", "inner thighs", "adductors", "quadriceps", "ITB", "upper legs",
    ),
    "knee": ("kneecaps", "back of the knee"),
    "calf": ("shins", "Achilles tendon", "lower legs", "Achilles", "gastrocs", "soleus"),
    "foot": ("ankles", "heels", "arches", "soles", "toes", "insteps", "ball of the foot", "plantar fascia"),
}  # fmt: skip
"""Other words by the part they mean, the usual ones first."""

SEVERAL: dict[str, tuple[str, ...]] = {"leg": ("thigh", "knee", "calf")}
"""Words for several parts at once."""

TORN: dict[str, tuple[str, ...]] = {
    "back": ("upper back", "mid back", "low back"),
    "spine": ("upper back", "mid back", "low back"),
    "waist": ("belly", "low back"),
    "side": ("chest", "belly", "low back"),
    "flank": ("belly", "low back"),
}
"""Words for which there is more than one region, so that it is asked which; with "whole" before them they are all."""

_PLAINLY_OURS = {
    "low back": ("lower back",),
    "mid back": ("middle back",),
    **{part: (plural,) for part, plural in PLURALS.items()},
}
_IRREGULAR = {"feet": "foot", "calves": "calf"}
_NO_PLURALS = frozenset(("achilles", "psoas"))


def plain_word(text: str) -> str:
    """A place in the form that is compared: small letters, single spaces, no marks between, no articles."""
    plain = "".join(char if char.isalnum() else " " for char in text.casefold().replace("'", ""))
    return " ".join(word for word in plain.split() if word not in ("the", "a", "my"))


def one_of_two(word: str) -> str:
    """A plural as the one thing it is more of; anything else as it is."""
    *before, last = word.split() or [""]
    if last in _IRREGULAR:
        last = _IRREGULAR[last]
    elif last not in _NO_PLURALS and not last.endswith(("is", "us", "ss", "ceps")) and len(last) > 3:
        last = last[:-2] if last.endswith(("ches", "ses")) else last.removesuffix("s")
    return " ".join((*before, last))


@cache
def meanings() -> dict[str, tuple[str, ...]]:
    """What each word means, in the form that is compared: parts, of which some have two sides."""
    found: dict[str, tuple[str, ...]] = {word: (word,) for word in OTHER_WORDS}
    for part, words in OTHER_WORDS.items():
        found |= {plain_word(word): (part,) for word in words}
    found |= SEVERAL
    return {**{one_of_two(word): parts for word, parts in found.items()}, **found}


@cache
def near_words() -> tuple[str, ...]:
    """The words as they are written, for finding one that is near to what is none."""
    words = (one_of_two(word) for words in OTHER_WORDS.values() for word in words)
    return tuple(dict.fromkeys((*OTHER_WORDS, *words, *SEVERAL, *TORN)))


@cache
def _written() -> dict[str, str]:
    words = {plain_word(word): word for word in near_words() if word != word.casefold()}
    return {**{one_of_two(plain): word.removesuffix("s") for plain, word in words.items()}, **words}


def as_written(word: str) -> str:
    """A word in the form that is compared, as it is written: "TMJ"."""
    return _written().get(word, word)


def is_own(word: str, parts: tuple[str, ...]) -> bool:
    """Whether a word simply names its part, so that there is no need to say it back beside it."""
    return len(parts) == 1 and (word in parts or word in _PLAINLY_OURS.get(parts[0], ()))
