"""What a person types to search for; and the sentence a hit stands in.

Words that stand alone all have to be there; "in quotes" they have to follow one another; shoulder* finds its longer
forms too. Nothing else has a meaning of its own, whatever SQLite would make of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from massage_mind.record.folding import Signs, fold, fold_alone, fold_both, fold_unspaced, fold_with_places
from massage_mind.record.texts import has_unspaced, storable
from massage_mind.values import dataclass

_TERM = re.compile(r'"([^"]*)"?|(\S+)')
_SENTENCE_ENDS = re.compile(r"(?<=[.!?…])\s+|(?<=[。！？])|\n+")
_LONGEST_SENTENCE = 160
_LONG_TEXT, _PIECE, _OVERLAP = 50_000, 10_000, 500


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
        if has_unspaced(found.text) or any(char.isalnum() for char in fold(found.text)):
            terms[found] = None
    return tuple(terms)


@dataclass(frozen=True, slots=True)
class Hit:
    """The sentence that holds the first term found, and where in it that term stands."""

    sentence: str
    start: int = 0
    end: int = 0


def find_hit(text: str, terms: tuple[Term, ...]) -> Hit:
    """The sentence of the text that holds most of the terms, cut to some 160 letters around the first of them.

    Of a very long text only those pieces are looked at in which a term stands. Where none has one, how it begins.
    """
    patterns = [_pattern(term) for term in terms]
    best, most = Hit(""), 0
    for sentence in _sentences(text, patterns):
        folded: dict[Signs, tuple[str, Sequence[int]]] = {}
        found = [place for pattern in patterns if (place := pattern.place_in(sentence, folded))]
        if len(found) > most:
            most = len(found)
            best = _around(sentence, *min(found))
        if most == len(patterns):
            break
    return best if most else _beginning(text)


def _beginning(text: str) -> Hit:
    """Its first sentence, where what was found is spread over several, such as a row of words with a full stop in it."""
    return _around(next(filter(str.strip, _SENTENCE_ENDS.split(text[:_PIECE])), ""), 0, 0)


def _sentences(text: str, patterns: Sequence[_Pattern]) -> Iterator[str]:
    """The sentences of the text; of a very long text those of the pieces in which a term stands."""
    if len(text) <= _LONG_TEXT:
        yield from _SENTENCE_ENDS.split(text)
        return
    # To know the place of every letter would take seconds.
    for begin in range(0, len(text), _PIECE):
        piece = text[max(0, begin - _OVERLAP) : begin + _PIECE]
        if any(pattern.is_in(piece) for pattern in patterns):
            yield from _SENTENCE_ENDS.split(piece)


@dataclass(frozen=True, slots=True)
class _Pattern:
    """What a term looks like in a folded text: how signs are folded there, and the pattern; the likeliest first."""

    ways: tuple[tuple[Signs, re.Pattern[str]], ...]

    def is_in(self, text: str) -> bool:
        """Whether the text has it."""
        return any(pattern.search(fold_alone(text, signs)) for signs, pattern in self.ways)

    def place_in(
        self, sentence: str, folded: dict[Signs, tuple[str, Sequence[int]]]
    ) -> tuple[int, int] | None:
        """Where in the sentence it begins and ends; None where it is not. `folded`: how it was folded by now."""
        for signs, pattern in self.ways:
            if signs not in folded:
                folded[signs] = fold_with_places(sentence, signs)
            text, places = folded[signs]
            if match := pattern.search(text):
                return places[match.start()], places[match.end() - 1] + 1
        return None


def _pattern(term: Term) -> _Pattern:
    if has_unspaced(term.text):
        # As it stands letter by letter: composed, a letter would be of several places.
        whole = re.escape(unicodedata.normalize("NFD", fold_unspaced(term.text)))
        return _Pattern((("kept", re.compile(whole)),))
    ways: list[tuple[Signs, re.Pattern[str]]] = []
    for words in fold_both(term.text):
        # A mark of another script may stand beside it, where it counts for nothing.
        end = "" if term.prefix else r"[^\w\s]*(?!\S)" if words.rstrip()[-1:].isascii() else r"(?!\S)"
        pattern = re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, words.split())) + end)
        ways += [("apart", pattern), ("unseen out", pattern)]
    return _Pattern(tuple(ways))


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
