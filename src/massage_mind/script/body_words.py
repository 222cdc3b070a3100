"""The words massage people use for the places of the body map: other words for the regions there are, British and American.

A word without a side means both sides where there are two. What lies between two regions goes to the one a hand would
be laid on: the shoulder blade to the shoulder, because it has a side; the wrist to the hand; the sacrum to the low back.
"""

from __future__ import annotations

from functools import cache

SIDED = ("shoulder", "arm", "hand", "hip", "thigh", "knee", "calf", "foot")
"""Parts that are there twice."""
PLURALS = {
    "shoulder": "shoulders", "arm": "arms", "hand": "hands", "hip": "hips", "thigh": "thighs", "knee": "knees",
    "calf": "calves", "foot": "feet",
}  # fmt: skip

OTHER_WORDS: dict[str, tuple[str, ...]] = {
    "head": (
        "forehead", "temples", "scalp", "face", "brow", "eyebrows", "eyes", "ears", "nose", "sinuses", "crown", "skull",
        "back of the head",
    ),
    "jaw": ("TMJ", "cheeks", "chin", "masseters", "mouth", "teeth", "temporomandibular joint"),
    "neck": (
        "nape", "throat", "base of the skull", "back of the neck", "suboccipitals", "occiput", "scalenes", "SCM",
    ),
    "shoulder": (
        "traps", "trapezius", "upper traps", "shoulder blades", "scapula", "scapulae", "delts", "deltoids",
        "rotator cuff", "armpits", "levator scapulae",
    ),
    "upper back": (
        "rhomboids", "between the shoulder blades", "mid traps", "middle traps", "upper spine", "top of the back",
    ),
    "mid back": ("middle back", "middle of the back", "lats", "latissimus", "lower traps", "thoracic spine", "mid spine"),
    "low back": (
        "lower back", "lumbar", "lumbar spine", "sacrum", "tailbone", "coccyx", "small of the back", "QL", "loins",
        "lower spine",
    ),
    "chest": ("ribs", "rib cage", "ribcage", "sternum", "breastbone", "collarbones", "clavicles", "pecs", "pectorals",
              "breasts"),
    "belly": ("stomach", "tummy", "abdomen", "abs", "abdominals", "gut", "navel", "diaphragm", "solar plexus",
              "obliques"),
    "arm": (
        "upper arms", "forearms", "lower arms", "elbows", "biceps", "bicep", "triceps", "tricep",
    ),
    "hand": ("wrists", "fingers", "thumbs", "palms", "knuckles"),
    "hip": (
        "glutes", "gluteals", "gluteus", "buttocks", "bum", "butt", "bottom", "backside", "butt cheeks", "groin", "pelvis",
        "hip flexors", "piriformis", "psoas", "SI joints", "sit bones",
    ),
    "thigh": (
        "hamstrings", "quads", "quadriceps", "IT band", "ITB", "adductors", "inner thighs", "upper legs",
    ),
    "knee": ("kneecaps", "back of the knee"),
    "calf": ("shins", "lower legs", "Achilles", "Achilles tendon", "gastrocs", "soleus"),
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
_IRREGULAR = {"feet": "foot", "calves": "calf", "teeth": "teeth"}


def plain_word(text: str) -> str:
    """A place in the form that is compared: small letters, single spaces, no marks between, no articles."""
    plain = "".join(char if char.isalnum() else " " for char in text.casefold().replace("'", ""))
    return " ".join(word for word in plain.split() if word not in ("the", "a", "my"))


def one_of_two(word: str) -> str:
    """A plural as the one thing it is more of; anything else as it is."""
    *before, last = word.split() or [""]
    last = _IRREGULAR.get(last, last)
    if last.endswith(("ches", "xes", "ses")) and len(last) > 4:
        last = last[:-2]
    elif last.endswith("s") and not last.endswith("ss") and len(last) > 3:
        last = last[:-1]
    return " ".join((*before, last))


@cache
def meanings() -> dict[str, tuple[str, ...]]:
    """What each word means, in the form that is compared: parts, of which those of `SIDED` have two sides."""
    found: dict[str, tuple[str, ...]] = {word: (word,) for word in OTHER_WORDS}
    for part, words in OTHER_WORDS.items():
        found |= {plain_word(word): (part,) for word in words}
    found |= SEVERAL
    return {**{one_of_two(word): parts for word, parts in found.items()}, **found}


@cache
def near_words() -> tuple[str, ...]:
    """The words as they are written, for finding one that is near to what is none."""
    words = (word for words in OTHER_WORDS.values() for word in words)
    return (*OTHER_WORDS, *PLURALS.values(), *words, *SEVERAL, *TORN)


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
