"""Ways of putting things, as tables of words: how a rule says what it looks for, and how it is found in a line.

A phrase is words with a space between them, in small letters, contractions written out. In it

- `a|b` is one of these words, `{kind}` any word or words of a kind (`caring.word_kinds`), `[...]` may be left out; `_` is a
  space within words;
- `!a|b` is that none of these comes next;
- `..` is up to four words without a comma, `...` up to seven with any;
- `>` before it: as an order ("sink", "please sink", "begin to sink", "let yourself sink", "you will sink");
- `^` before it: at the start of a sentence; `$` after it: at its end.

Words that only colour ("now", "completely") may stand between any two. No regular expression is made of them: that would
take longer than all there is to read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from massage_mind.script.caring.as_read import COLOUR, COMMA, OPEN_SEAM, SENTENCE, ReadText, words_in
from massage_mind.values import dataclass

Kinds = Mapping[str, tuple[str, ...]]
Ways = Mapping[str, tuple[tuple[str, ...], ...]]
"""Words and strings of words by the first of them, the longest first."""

_COLOURS = 2
_GAP, _LONG_GAP = 4, 7
_EVERYWHERE = frozenset(
    words_in(
        "a all and are at be by do for from has have how in is it let not of off on out over so that the them there this to up was what "
        "will with you your yourself can if as into its go they their one no feel"
    )
)


@cache
def ways(members: tuple[str, ...]) -> Ways:
    """Words and strings of words, ready to be looked for."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for member in members:
        first, *_ = words = tuple(member.split())
        found.setdefault(first, []).append(words)
    return {first: tuple(sorted(some, key=len, reverse=True)) for first, some in found.items()}


def said_at(table: Ways, one: ReadText, at: int) -> Iterator[int]:
    """Where each of these that is said from this word on ends: the number of the word after it."""
    for words in table.get(one.said[at], ()) if at < len(one.said) else ():
        end = at + len(words)
        if one.said[at:end] == words and all(seam == OPEN_SEAM for seam in one.seams[at + 1 : end]):
            yield end


@dataclass(frozen=True, slots=True)
class _Part:
    """A token of a phrase: words to be said, left out or `absent`; or a gap of up to so many words."""

    table: Ways
    optional: bool = False
    gap: int = 0
    commas: bool = False
    absent: bool = False


@dataclass(frozen=True, slots=True)
class _Phrase:
    parts: tuple[_Part, ...]
    order: bool
    starts: bool
    ends: bool


class Phrases:
    """A table of phrases. Which of them a text could hold is known by a word each of them needs; only those are tried."""

    def __init__(self, kinds: Kinds, *phrases: str) -> None:
        self._kinds = kinds
        self.phrases = phrases
        self._needed: dict[str, list[str]] | None = None
        self._read: dict[str, _Phrase] = {}

    def matches(self, one: ReadText) -> Iterator[tuple[str, int, int]]:
        """Each phrase that stands in it, with its place in the plain text."""
        needed = self._index()
        tried: set[str] = set()
        for word in needed.keys() & one.words:
            for text in needed[word]:
                if text not in tried:
                    tried.add(text)
                    phrase = self._read.get(text) or self._read.setdefault(text, self.read(text))
                    yield from ((text, one.starts[at], one.ends[end - 1]) for at, end in _found(phrase, one))

    def read(self, text: str) -> _Phrase:
        """One phrase of the table taken apart. Raises `KeyError` for a kind that there is not."""
        tokens = text.split()
        order, starts, ends = tokens[0] == ">", tokens[0] == "^", tokens[-1] == "$"
        parts = []
        for token in tokens[int(order or starts) : len(tokens) - ends]:
            if token in ("..", "..."):
                parts.append(_Part({}, True, _GAP if token == ".." else _LONG_GAP, token == "..."))
            else:
                table = ways(self._members(token))
                parts.append(_Part(table, token.startswith("["), absent=token.startswith("!")))
        return _Phrase(tuple(parts), order, starts, ends)

    def _index(self) -> dict[str, list[str]]:
        if self._needed is None:
            self._needed = {}
            for phrase in self.phrases:
                sets = [_telling(self._members(token)) for token in phrase.split() if _is_needed(token)]
                for word in min(sets, key=lambda words: (len(words & _EVERYWHERE), len(words))):
                    self._needed.setdefault(word, []).append(phrase)
        return self._needed

    def _members(self, token: str) -> tuple[str, ...]:
        found: list[str] = []
        for part in token.strip("[]!").split("|"):
            found += self._kinds[part[1:-1]] if part.startswith("{") else [part.replace("_", " ")]
        return tuple(found)


def _found(phrase: _Phrase, one: ReadText) -> Iterator[tuple[int, int]]:
    """From which word to before which a phrase is said, the longest way from each place."""
    for at in sorted(one.orders) if phrase.order else range(len(one.said)):
        if phrase.starts and one.seams[at] != SENTENCE:
            continue
        ends = [end for end in _ends(phrase.parts, 0, one, at, begun=False) if _may_end(phrase, one, end)]
        if ends:
            yield at, max(ends)


def _may_end(phrase: _Phrase, one: ReadText, end: int) -> bool:
    last = end == len(one.said)
    if phrase.ends:
        return last or one.seams[end] == SENTENCE
    # "Still or moving" is no order.
    return not phrase.order or last or one.said[end] != "or" or one.seams[end] > COMMA


def _ends(parts: tuple[_Part, ...], number: int, one: ReadText, at: int, *, begun: bool) -> Iterator[int]:
    """Before which words the rest of a phrase can end that goes on from this one."""
    if number == len(parts):
        yield at
        return
    part = parts[number]
    if part.optional:
        yield from _ends(parts, number + 1, one, at, begun=begun)
    if part.absent:
        if not any(said_at(part.table, one, at)):
            yield from _ends(parts, number + 1, one, at, begun=begun)
        return
    if part.gap:
        for further in range(at + 1, min(at + part.gap, len(one.said)) + 1):
            if one.seams[further - 1] > (COMMA if part.commas else OPEN_SEAM):
                break
            yield from _ends(parts, number + 1, one, further, begun=True)
        return
    for start in _from_here(one, at, begun=begun):
        for end in said_at(part.table, one, start):
            yield from _ends(parts, number + 1, one, end, begun=True)


def _from_here(one: ReadText, at: int, *, begun: bool) -> Iterator[int]:
    """The words at which the next ones may begin: this one, or one behind what only colours it."""
    if not begun:
        yield at
        return
    for start in range(at, min(at + _COLOURS + 1, len(one.said))):
        if one.seams[start] > COMMA:
            return
        yield start
        if one.said[start] not in COLOUR:
            return


def _is_needed(token: str) -> bool:
    return token not in (">", "^", "$", "..", "...") and token[0] not in "[!"


@cache
def _telling(members: tuple[str, ...]) -> frozenset[str]:
    """Of each way to say a token the word to look for: one that is not said everywhere, where there is one."""
    return frozenset(
        max(member.split(), key=lambda word: (word not in _EVERYWHERE, len(word))) for member in members
    )
