"""A measure of a person's own: what is rated 0 to 10 beside what is built in, in their words. What is rated stays when it is dropped."""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

from massage_mind.errors import UsageError
from massage_mind.record.fields import LONGEST_KEY, Field
from massage_mind.record.kind_info import KindInfo
from massage_mind.record.measures import ITEM_BY_KEY, Direction, Item
from massage_mind.record.phases import PHASES, Phase
from massage_mind.values import dataclass
from massage_mind.words.near import quoted

OwnDirection: TypeAlias = Literal["lower", "higher", "neither"]
OWN_DIRECTIONS: tuple[OwnDirection, ...] = get_args(OwnDirection)
MeasureState: TypeAlias = Literal["used", "dropped"]
MEASURE_STATES: tuple[MeasureState, ...] = get_args(MeasureState)

LONGEST_NAME = 60
"""Characters of a name, and of the words for an end."""
RESERVED = frozenset(
    {
        *("at", "appointment", "body", "care", "help", "json"),
        *("note", "rate", "symptom", "tag", "week"),
    }
)
"""What stands for something else on the line of a check-in, so that no measure is called so."""


@dataclass(frozen=True, slots=True)
class OwnMeasure:
    """What is rated, as its person calls it; what 0 and 10 mean; which way is easier; when it is asked.

    `key` is what ratings are kept under: it stays when the name is put otherwise.
    """

    name: str
    key: str
    low: str
    high: str
    better: OwnDirection = "neither"
    asked: tuple[str, ...] = PHASES
    state: MeasureState = "used"


_FIELDS = (
    Field("name", "text", "What it is called.", True),
    Field("key", "text", "What its ratings are kept under.", True),
    Field("low", "text", "What 0 means.", True),
    Field("high", "text", "What 10 means.", True),
    Field("better", "choice", "Which way is easier, if either is.", True, OWN_DIRECTIONS),
    Field("asked", "texts", f"When it is asked: {', '.join(PHASES)}."),
    Field("state", "choice", "Whether it is asked.", True, MEASURE_STATES),
)  # fmt: skip


def key_of(name: str) -> str:
    """A name as ratings are kept under it: its letters, marks and digits folded, a hyphen for what lies between.

    Empty for a name without any.
    """
    from massage_mind.record.folding import (  # Who only reads needs no tables of letters.
        fold_letter,
        fold_unspaced,
    )

    folded = fold_unspaced(name)
    # What folds to nothing is a sign, or a mark that can be written or not.
    words = "".join(char if char.isalnum() or fold_letter(char).strip() else " " for char in folded)
    return "-".join(words.split())


def tidied(text: str) -> str:
    """Words as one line: without what directs or breaks a line, and with one space between them."""
    return " ".join("".join(char for char in text if char.isspace() or not _is_unseen(char)).split())


def _is_unseen(char: str) -> bool:
    """Whether it acts on a line or a terminal instead of being read."""
    from unicodedata import category

    return char not in _JOINERS and category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")


def names_of(measure: OwnMeasure) -> tuple[str, ...]:
    """What somebody may type for it, folded: its key, and its name where that was put otherwise since."""
    return tuple(dict.fromkeys((measure.key, key_of(measure.name))))


def item_of(measure: OwnMeasure) -> Item:
    """The measure as it is asked: harmless and short, also where it came from elsewhere and nobody asked what it can be."""
    better: Direction = "none" if measure.better == "neither" else measure.better
    phases: tuple[Phase, ...] = tuple(phase for phase in PHASES if phase in measure.asked)
    name = called(measure)
    low, high = (tidied(end)[:LONGEST_NAME] for end in (measure.low, measure.high))
    return Item(measure.key, name[:1].upper() + name[1:], low, high, better, phases)


def called(measure: OwnMeasure) -> str:
    """What it is called, in one line, whatever came from elsewhere; its key where nothing is left of that."""
    return tidied(measure.name)[:LONGEST_NAME] or tidied(measure.key)[:LONGEST_NAME]


def check_measure(measure: OwnMeasure) -> None:
    """Raise `UsageError` for what no measure can be."""
    for what, text in (("name", measure.name), ("word for 0", measure.low), ("word for 10", measure.high)):
        if not text.strip():
            raise UsageError(f"The {what} of a measure has no words in it.")
        if len(text) > LONGEST_NAME:
            raise UsageError(
                f"The {what} of a measure has at most {LONGEST_NAME} characters; this has {len(text):,}.",
                "Put it more shortly.",
            )
        if any(map(_is_unseen, text)):
            raise UsageError(f"The {what} of a measure is {quoted(text)}, with signs that nobody can read.")
    if not key_of(measure.name):
        raise UsageError(f"The name of a measure needs a letter or a digit; {quoted(measure.name)} has none.")
    if measure.key != key_of(measure.key) or not measure.key or len(measure.key) > LONGEST_KEY:
        raise UsageError(f"{quoted(measure.key)} can't be the key of a measure.")
    if measure.key in ITEM_BY_KEY:
        raise UsageError(
            f"{measure.key.capitalize()} is asked already: it's built in.", "Another name for yours?"
        )
    if measure.key in RESERVED:
        raise UsageError(
            f"{quoted(measure.key)} stands for something else in a check-in.",
            'A word more will do, such as "my ' + measure.key + '".',
        )
    if not measure.asked or not set(measure.asked) <= set(PHASES):
        raise UsageError(f"A measure is asked at one or more of these: {', '.join(PHASES)}.")


_JOINERS = "\u200c\u200d"
"""Signs without width that belong to the spelling of words in Persian, in scripts of India, and to some pictures."""


def _searched(measure: OwnMeasure) -> tuple[str, ...]:
    return measure.name, measure.low, measure.high


KIND = KindInfo(
    ("measure",),
    OwnMeasure,
    _FIELDS,
    _searched,
    titles=("measure",),
    check=check_measure,
    timeless=True,
    shown_by="measure list",
)
