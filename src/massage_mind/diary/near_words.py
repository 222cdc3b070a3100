"""Where a search finds nothing: a word out of the journal itself that is near the one that was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from massage_mind.journal.store import Store
    from massage_mind.record.search import Term

_LOOKED_THROUGH = 2_000
"""The latest records, whose words are looked through."""
_SHORTEST = 3
_LONGER = 2
"""A word that is near is not longer or shorter by more letters."""


class NearWord(NamedTuple):
    """A word of the journal's own, in how many records it stands, and whether all of those are entries."""

    word: str
    records: int
    entries: bool


def near_word(store: Store, terms: Sequence[Term]) -> NearWord | None:
    """A word of the journal near the first of these that it does not have; None where none is near."""
    from massage_mind.record.folding import fold
    from massage_mind.record.kinds import KINDS
    from massage_mind.record.query import Query
    from massage_mind.record.search import Term
    from massage_mind.words.near import nearest

    everything = Query(KINDS)
    for term in terms:
        word = fold(term.text).strip()
        if len(word) < _SHORTEST or " " in word or store.records.search((term,), Query(KINDS, limit=1)):
            continue
        alike = [one for one in _words(store) if abs(len(one) - len(word)) <= _LONGER]
        if near := nearest(word, alike):
            found = store.records.search((Term(near),), everything)
            if found:
                return NearWord(near, len(found), all(one.kind == "entry" for one in found))
    return None


def _words(store: Store) -> list[str]:
    """The words of the latest records, folded as a search compares them, each once."""
    from massage_mind.record.folding import fold
    from massage_mind.record.kinds import KINDS, search_text
    from massage_mind.record.query import Query

    words: dict[str, None] = {}
    for one in store.records.find(Query(KINDS, limit=_LOOKED_THROUGH)):
        words |= dict.fromkeys(fold(search_text(one.head, one.details)).split())
    return [word for word in words if len(word) >= _SHORTEST]
