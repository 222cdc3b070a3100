"""What a person types to search for; and the sentence a hit stands in.

Words that stand alone all have to be there; "in quotes" they have to follow one another; shoulder* finds its longer
forms too. Nothing else has a meaning of its own, whatever SQLite would make of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from massage_mind.record.texts import has_unspaced, storable

_TERM = re.compile(r'"([^"]*)"?|(\S+)')
_SENTENCE_ENDS = re.compile(r"(?<=[.!?…])\s+|(?<=[。！？])|\n+")
_LONGEST_SENTENCE = 160
_LONG_TEXT, _PIECE = 200_000, 2_000


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to look for. `prefix`: longer words that begin so as well."""

    text: str
    prefix: bool = False


def read_terms(text: str) -> tuple[Term, ...]:
    """The terms of what a person typed; those without a letter or digit are left out."""
    terms: dict[Term, None] = {}
    for match in _TERM.finditer(storable(text)):
        quoted, word = match[1], match[2]
        found = Term(quoted.strip()) if word is None else Term(word.rstrip("*"), word.endswith("*"))
        if any(_counts(char) for char in found.text):
            terms[found] = None
    return tuple(terms)


def _counts(char: str) -> bool:
    """Whether the tokenizer takes it for a part of a word (it also takes private letters; emoji it does not)."""
    return unicodedata.category(char)[0] in "LN" or unicodedata.category(char) == "Co"


@dataclass(frozen=True, slots=True)
class Hit:
    """The sentence that holds the first term found, and where in it that term stands."""

    sentence: str
    start: int = 0
    end: int = 0


def find_hit(text: str, terms: tuple[Term, ...]) -> Hit:
    """The sentence of the text that holds most of the terms, cut to some 160 letters around the first of them.

    Of a very long text only so much is looked at around the places where a term stands.
    """
    patterns = [_pattern(term) for term in terms]
    best, most = Hit(""), 0
    for sentence in _sentences(text, terms):
        folded, places = fold(sentence)
        found = [match for pattern in patterns if (match := pattern.search(folded))]
        if len(found) > most:
            most = len(found)
            first = min(found, key=lambda match: match.start())
            best = _around(sentence, places[first.start()], places[first.end()])
        if most == len(patterns):
            break
    return best


def _sentences(text: str, terms: tuple[Term, ...]) -> Iterator[str]:
    """The sentences of the text; of a very long text those pieces in which a term may stand."""
    if len(text) <= _LONG_TEXT:
        yield from _SENTENCE_ENDS.split(text)
        return
    # Letter by letter it would take seconds. Where only an accent differs, the hit is not shown, but the record is.
    for term in terms:
        word = next(iter(re.findall(r"[^\W_]+", term.text)), term.text)
        if match := re.search(re.escape(word), text, re.IGNORECASE):
            begin = max(0, match.start() - _PIECE)
            yield from _SENTENCE_ENDS.split(text[begin : match.end() + _PIECE])


def fold(text: str) -> tuple[str, list[int]]:
    """The text as the search compares it, without accents and case, and for each place in it the place in the text."""
    folded: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        for part in unicodedata.normalize("NFKD", char.casefold()) if not char.isascii() else char.lower():
            if not unicodedata.combining(part):
                folded.append(part)
                places.append(place)
    places.append(len(text))
    return "".join(folded), places


def _pattern(term: Term) -> re.Pattern[str]:
    words = [re.escape(word) for word in re.findall(r"[^\W_]+", fold(term.text)[0])]
    body = r"[\W_]+".join(words) or re.escape(term.text)
    if has_unspaced(term.text):
        return re.compile(re.escape(fold(term.text)[0]))
    return re.compile(rf"(?<![^\W_]){body}" + ("" if term.prefix else r"(?![^\W_])"))


def _around(sentence: str, start: int, end: int) -> Hit:
    """The sentence, or of a long one the part around the hit, with an ellipsis where it was cut."""
    lead = len(sentence) - len(sentence.lstrip())
    sentence = sentence.strip()
    start, end = max(0, start - lead), max(0, end - lead)
    if len(sentence) <= _LONGEST_SENTENCE:
        return Hit(sentence, start, min(end, len(sentence)))
    end = min(end, start + _LONGEST_SENTENCE)
    first = max(0, min(start - (_LONGEST_SENTENCE - (end - start)) // 2, len(sentence) - _LONGEST_SENTENCE))
    last = min(len(sentence), first + _LONGEST_SENTENCE)
    before, after = "…" if first else "", "…" if last < len(sentence) else ""
    shift = len(before) - first
    return Hit(before + sentence[first:last] + after, start + shift, end + shift)
