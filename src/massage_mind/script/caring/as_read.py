"""A text as the care rules read it: small letters, contractions written out, word by word, each with its place."""

from __future__ import annotations

import re
from functools import lru_cache

from massage_mind.values import dataclass

OPEN_SEAM, COMMA, CLAUSE, SENTENCE = range(4)
"""What stands before a word: nothing but a space, a comma, the end of a clause, the end of a sentence."""


def words_in(table: str) -> tuple[str, ...]:
    """The words of a table, in which a space within words is written `_`."""
    return tuple(word.replace("_", " ") for word in table.split())


COLOUR = frozenset(
    words_in(
        "all already always and away calmly completely deeply easily entirely ever fully gently gradually heavily here just kindly "
        "more naturally now only perfectly please quietly quite rather really right simply slowly slightly so softly still then there "
        "to too totally truly utterly very well"
    )
)
"""Words that only colour what is said: they may stand between any two others."""

_SHORT_FORMS = {"n't": " not", "'re": " are", "'m": " am", "'ll": " will", "'ve": " have"}
_WHOLE_SHORT = {"can't": "can not", "won't": "will not", "shan't": "shall not", "let's": "let us"}
_IS = (
    "it|that|there|here|what|who|where|how|he|she|everything|nothing|something|somebody|nobody|one|this|which"
)
_CONTRACTION = re.compile(
    rf"(?P<short>\b(?:can't|won't|shan't|let's)|n't\b|'(?:re|m|ll|ve)\b)|\b(?:{_IS})(?P<is>'s)\b", re.ASCII
)
_WORD = re.compile(r"[a-z0-9]+(?:['-][a-z]+)*")
_LEADS = ("and", "then", "so", "or", "but")
_BEGINNINGS = frozenset(words_in("begin start try continue learn prepare remember choose keep"))
_LED_IN = tuple(
    tuple(words.split())
    for words in (
        "let yourself", "let us", "allow yourself", "permit yourself", "give yourself permission", "i want you", "i would like you",
        "i invite you", "i ask you", "you will", "you must", "you should", "you have to", "you need to", "you are going", "you get to",
        "it is time", "time to", "if you like", "when you are ready", "feel yourself", "see if you can",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReadText:
    """A text and how it is read. `at` is where each letter of `plain` stands in the text; `said` are its words, which begin
    at `starts`, end at `ends` and stand behind `seams`; `words` are those there are."""

    text: str
    plain: str
    at: tuple[int, ...]
    said: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    seams: tuple[int, ...]
    words: frozenset[str]
    orders: frozenset[int]

    def piece(self, start: int, end: int) -> str:
        """The words of the text itself between two places of the plain one."""
        return self.text[self.at[start] : self.at[end - 1] + 1].strip(" .,!?:;…—–-\"“”‘’'(")

    def sentence(self, start: int, end: int) -> str:
        """The sentence around a place, its closing mark included."""
        first = max(self.plain.rfind(mark, 0, start) for mark in ".!?…") + 1
        last = re.search(r"[.!?…]|$", self.plain[max(start, end - 1) :])
        return self.plain[first : max(start, end - 1) + (last.end() if last else 0)].strip()


@lru_cache(maxsize=4_096)
def as_read(text: str) -> ReadText:
    """The text made ready for the rules."""
    low = text.lower().replace("’", "'")
    if len(low) != len(text):  # a letter whose small form is longer: places are those of the small text then
        text = low
    plain, at = _written_out(low)
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    seams: list[int] = []
    for match in _WORD.finditer(plain):
        seams.append(_seam(plain[ends[-1] : match.start()]) if ends else SENTENCE)
        words.append(match[0])
        starts.append(match.start())
        ends.append(match.end())
    orders = _orders(words, seams)
    return ReadText(
        text, plain, at, tuple(words), tuple(starts), tuple(ends), tuple(seams), frozenset(words), orders
    )


def _written_out(low: str) -> tuple[str, tuple[int, ...]]:
    """The text with its contractions written out, and where each letter of that stands in the text."""
    plain: list[str] = []
    at: list[int] = []
    done = 0
    for match in _CONTRACTION.finditer(low) if "'" in low else ():
        start = match.start("short" if match["short"] else "is")
        plain.append(low[done:start])
        at += range(done, start)
        short = low[start : match.end()]
        longer = _WHOLE_SHORT.get(short) or _SHORT_FORMS.get(short, " is")
        plain.append(longer)
        at += [min(match.end() - 1, start + number) for number in range(len(longer))]
        done = match.end()
    plain.append(low[done:])
    at += range(done, len(low))
    return "".join(plain), tuple(at)


def _seam(between: str) -> int:
    if any(mark in between for mark in ".!?…"):
        return SENTENCE
    if any(mark in between for mark in ';:—–("“”‘{}') or " '" in between or " - " in between:
        return CLAUSE
    return COMMA if "," in between else OPEN_SEAM


def _orders(words: list[str], seams: list[int]) -> frozenset[int]:
    """The words by which an order may be given: those that begin a clause, with or without what leads into them."""
    found: set[int] = set()
    for first, seam in enumerate(seams):
        if seam != OPEN_SEAM or words[first - 1] in _LEADS:
            found |= _led_into(words, seams, first)
    return frozenset(found)


def _led_into(words: list[str], seams: list[int], first: int) -> set[int]:
    found = {first}
    at = first
    while at < len(words):
        step = 1 if words[at] in COLOUR else 0
        if not step and words[at] in _BEGINNINGS:
            step = 1
        if not step:
            step = next((len(one) for one in _LED_IN if tuple(words[at : at + len(one)]) == one), 0)
        if not step:
            break
        at += step
        if at < len(words) and seams[at] <= COMMA:
            found.add(at)
        else:
            break
    return found
