"""Finding topics by what a person types: an id, a title, words, or words that are nearly those."""

from __future__ import annotations

from collections.abc import Sequence

from massage_mind.learn.topic import TopicEntry
from massage_mind.record.folding import fold
from massage_mind.values import dataclass
from massage_mind.words.near import nearest

_SAY_LITTLE = frozenset({
    "a", "about", "after", "am", "an", "and", "are", "as", "at", "be", "can", "cause", "causes", "do",
    "does", "for", "from", "get", "give", "go", "going", "good", "has", "have", "help", "helps", "how",
    "i", "if", "in", "is", "it", "its", "make", "makes", "massage", "massages", "me", "my", "of", "on",
    "or", "s", "should", "so", "t", "than", "that", "the", "there", "this", "to", "what", "when",
    "which", "while", "why", "will", "with", "work", "works", "you", "your",
})  # fmt: skip
"""Words that are in half of all questions: what is asked for stands beside them."""

_WORDS, _TITLE, _CLAIM = 6, 4, 2
"""What a word counts for that is found among the words people search by, in the title, in the claim."""
_LEAST_BEGINNING = 4
"""So many letters make the beginning of a word: "inject" is in "injections"."""


@dataclass(frozen=True, slots=True)
class TopicsFound:
    """What was found: one page (`one`), or several to choose from, the likeliest first; or nothing.

    `near` is what was looked for instead, where nothing was found for the words as they were typed.
    """

    one: TopicEntry | None = None
    several: tuple[TopicEntry, ...] = ()
    near: str = ""


def find_topics(topics: Sequence[TopicEntry], typed: str) -> TopicsFound:
    """The topics for these words."""
    found = _found(topics, fold(typed).split())
    if found.one or found.several:
        return found
    near = _nearly(topics, fold(typed).split())
    again = _found(topics, near.split()) if near else found
    return TopicsFound(again.one, again.several, near) if again.one or again.several else found


def _found(topics: Sequence[TopicEntry], words: list[str]) -> TopicsFound:
    if not words:
        return TopicsFound()
    asked = list(dict.fromkeys(_telling(words)))
    for one in topics:
        if words in (fold(one.id).split(), fold(one.title).split()):
            return TopicsFound(one)
    for wanted in (words, asked):
        called = [one for one in topics if any(fold(name).split() == wanted for name in one.words)]
        if len(called) == 1:
            return TopicsFound(called[0])
    for one in topics:
        if asked == _telling(fold(one.id).split()):
            return TopicsFound(one)
    return _likeliest(topics, asked)


def _likeliest(topics: Sequence[TopicEntry], asked: Sequence[str]) -> TopicsFound:
    """Those that have every word, or, where none has, as many as any and half at least; in the order of how well."""
    scored = [(*_score(one, asked), one) for one in topics]
    most = max(len(words) for words, _, _ in scored)
    if most * 2 < len(asked):
        return TopicsFound()
    hits = sorted((one for one in scored if len(one[0]) == most), key=lambda one: -one[1])
    near = " ".join(hits[0][0]) if most < len(asked) else ""
    if len(hits) == 1:
        return TopicsFound(hits[0][2], near=near)
    return TopicsFound(several=tuple(one for _, _, one in hits), near=near)


def _telling(words: list[str]) -> list[str]:
    """The words that say what is asked for; all of them where none does."""
    return [word for word in words if word not in _SAY_LITTLE] or words


def _score(topic: TopicEntry, asked: Sequence[str]) -> tuple[list[str], int]:
    """Which of the words are in it, and how well they tell it from others."""
    places = (
        (_WORDS, fold(" ".join((topic.id, *topic.words))).split()),
        (_TITLE, fold(topic.title).split()),
        (_CLAIM, fold(topic.claim).split()),
    )
    weighed = {
        word: max(
            (size if word in there else size - 1 if _begins(word, there) else 0) for size, there in places
        )
        for word in dict.fromkeys(asked)
    }
    return [word for word, size in weighed.items() if size], sum(weighed.values())


def _begins(word: str, there: Sequence[str]) -> bool:
    """Whether one of these begins as the word does, or is its beginning: "knot" and "knots"."""
    if len(word) < _LEAST_BEGINNING:
        return False
    return any(
        one.startswith(word)
        or (len(one) >= _LEAST_BEGINNING and word.startswith(one) and len(word) - len(one) <= 2)
        for one in there
    )


def _nearly(topics: Sequence[TopicEntry], words: Sequence[str]) -> str:
    """The words with those that nobody knows replaced by the nearest one; empty where one is near to none."""
    known = dict.fromkeys(
        word
        for one in topics
        for word in fold(" ".join((one.id, one.title, *one.words))).split()
        if len(word) >= _LEAST_BEGINNING
    )
    put = [word if word in known or word in _SAY_LITTLE else nearest(word, known) for word in words]
    return " ".join(put) if put and all(put) and put != list(words) else ""
