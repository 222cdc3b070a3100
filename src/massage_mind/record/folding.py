"""Text as a search compares it: letters in one form whatever their case and marks, and signs as spaces.

A text and what somebody types to find it are folded by the same functions: what is no letter, mark or digit by Python's
tables is a space, whatever signs there are or will be.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Literal, TypeAlias

from massage_mind.record.texts import has_unspaced

_MARKS_LEFT_OUT = frozenset(
    ("COMBINING", "HEBREW", "ARABIC", "SYRIAC", "SAMARITAN", "MANDAIC", "NKO", "VEDIC", "VARIATION", "COPTIC")
)
"""Marks whose names begin so can be written or not. Those of other scripts, such as Devanagari, carry the word."""
_MARKS_KEPT = "\u3099\u309a"
"""But for these: the voicing of kana makes another syllable."""
_SAME_AS = {"ı": "i", "ȷ": "j", "æ": "ae", "œ": "oe", "ð": "d"}
"""What Unicode takes apart no further, and a person types without."""
_STRETCH = "\u0640"
"""The Arabic letter that only makes a word longer."""
_UNSEEN = "\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0001\U000e0020-\U000e007f"
"""Signs without any width, which can stand in the middle of a word."""
_KEYCAP = "\u20e3"
_LOOSE_MARKS = r"(?<![^ a-z0-9])[^\w ]+"
"""Marks that are kept, where there is no letter of their script for them to stand on."""

Signs: TypeAlias = Literal["apart", "unseen out", "kept"]
"""What becomes of signs: a space each; the same, but those nobody sees are left out; or they stay, without those."""


def fold(text: str) -> str:
    """The words of the text: letters, marks and digits, folded, and a space for every sign.

    Letters of scripts without spaces between words are spaces too: `fold_unspaced` has them.
    """
    return _settled(_translated(text, "apart"))


def fold_unspaced(text: str) -> str:
    """The text with its letters folded and its signs as they are, for scripts without spaces between words."""
    return unicodedata.normalize("NFC", _without_stretch(_translated(text, "kept")))


def fold_both(text: str) -> tuple[str, ...]:
    """`fold`, and the same with the signs that nobody sees left out, where that makes a difference."""
    apart, whole = fold(text), _settled(_translated(text, "unseen out"))
    return (apart,) if apart.split() == whole.split() else (apart, whole)


def search_copies(text: str) -> tuple[str, str]:
    """What a search reads of this text: its words (empty: the text itself does), and what has no spaces between words.

    Words that have signs in them which nobody sees are there in parts and, at the end, whole.
    """
    if text.isascii():
        return "", ""
    words, *whole = fold_both(text)
    if whole:
        there = set(words.split())
        words = " ".join((words, *dict.fromkeys(word for word in whole[0].split() if word not in there)))
    return words or " ", fold_unspaced(text) if has_unspaced(text) else ""


def fold_alone(text: str, signs: Signs) -> str:
    """The text folded letter by letter, whatever stands beside each."""
    return _translated(text, signs).replace(_STRETCH, "")


def fold_with_places(text: str, signs: Signs) -> tuple[str, Sequence[int]]:
    """The same, and for each place in it the place in the text; one more for its end."""
    if text.isascii():
        return fold_alone(text, signs), range(len(text) + 1)
    table = _TABLES[signs]
    folded: list[str] = []
    places: list[int] = []
    for place, char in enumerate(_keycaps_apart(text)):
        for part in table[ord(char)]:
            if part != _STRETCH:
                folded.append(part)
                places.append(place)
    places.append(len(text))
    return "".join(folded), places


# ---------------------------------------------------------------- letter by letter


def fold_letter(char: str) -> str:
    """A letter, mark or digit in the form it is compared in; empty for a mark that is left out. A letter never is."""
    found = ""
    for part in unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char.casefold()).casefold()):
        if not _is_of_word(part):
            found += " "
        elif not _is_left_out(part):
            found += _bare(part)
    if found.strip():
        return found
    return char if unicodedata.category(char)[0] in "LN" else ""


def _is_of_word(char: str) -> bool:
    category = unicodedata.category(char)
    return category[0] in "LMN" and category != "Me"  # What encloses a letter makes it a sign.


def _is_left_out(char: str) -> bool:
    if unicodedata.category(char)[0] != "M" or char in _MARKS_KEPT:
        return False
    words = unicodedata.name(char, "").split()
    return words[:1] == [] or words[0] in _MARKS_LEFT_OUT or "VARIATION" in words


def _bare(char: str) -> str:
    """The letter without what is joined to it: đ is LATIN SMALL LETTER D WITH STROKE, which Unicode leaves whole."""
    if char.isascii():
        return char
    if char in _SAME_AS:
        return _SAME_AS[char]
    name, joined, _ = unicodedata.name(char, "").partition(" WITH ")
    if not joined or not name.startswith(("LATIN SMALL LETTER ", "CYRILLIC SMALL LETTER ")):
        return char
    try:
        return fold_letter(unicodedata.lookup(name))
    except KeyError:
        return char


class _Letters(dict[int, str]):
    """What each character becomes, worked out when it is first met."""

    def __init__(self, signs: Signs) -> None:
        self._signs = signs

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if not _is_of_word(char):
            found = self._sign(char)
        elif self._signs != "kept" and has_unspaced(char):
            found = " "
        else:
            found = fold_letter(char)
        self[code] = found
        return found

    def _sign(self, char: str) -> str:
        if self._signs != "apart" and re.match(f"[{_UNSEEN}]", char):
            return ""
        return char if self._signs == "kept" and unicodedata.category(char) != "Cc" else " "


_TABLES: dict[Signs, _Letters] = {
    "apart": _Letters("apart"),
    "unseen out": _Letters("unseen out"),
    "kept": _Letters("kept"),
}


def _translated(text: str, signs: Signs) -> str:
    return _keycaps_apart(text).translate(_TABLES[signs])


def _keycaps_apart(text: str) -> str:
    """The digit of a keycap is a part of that sign, not of the word before it. Every letter keeps its place."""
    if _KEYCAP not in text:
        return text
    return re.sub(rf"(?<=[^\W\d])\d(?=\ufe0f?{_KEYCAP})", " ", text)


def _settled(folded: str) -> str:
    return folded if folded.isascii() else re.sub(_LOOSE_MARKS, "", _without_stretch(folded))


def _without_stretch(folded: str) -> str:
    if _STRETCH not in folded:
        return folded
    return re.sub(rf"(?<=[^\s{_STRETCH}]){_STRETCH}+|{_STRETCH}+(?=[^\s{_STRETCH}])", "", folded)
