"""Which records are meant by what was typed: a moment, a time, kinds, words to search for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from massage_mind.errors import UsageError
from massage_mind.words.near import one_of, unknown

if TYPE_CHECKING:
    from massage_mind.record.head import Kind
    from massage_mind.record.query import Query
    from massage_mind.record.search import Term
    from massage_mind.world import World

_MOST_WORDS = 50


def moment_named(moment: str) -> str:
    """The moment of this name; empty for any. Raises `UsageError` for what is none."""
    from massage_mind.names import MOMENTS

    return one_of("moment", moment, MOMENTS) if moment else ""


def narrowed_to(world: World, query: Query, since: str, until: str) -> Query:
    """The query within these bounds; "" for none. A day is compared with the date that a list shows, and taken whole.

    Raises `UsageError`.
    """
    if not since and not until:
        return query
    from massage_mind.record.typed_times import read_bound

    now, zone = world.wall_ms(), world.zone
    begin = read_bound(since, now, zone) if since else None
    end = read_bound(until, now, zone) if until else None
    return replace(
        query,
        since_ms=begin if isinstance(begin, int) else None,
        until_ms=end if isinstance(end, int) else None,
        since_day=None if begin is None or isinstance(begin, int) else begin.first,
        until_day=None if end is None or isinstance(end, int) else end.last,
    )


def kinds_named(typed: Sequence[str], *, binned: bool) -> tuple[Kind, ...]:
    """The kinds of record of these names, with commas between several.

    Where none is named: those that a list shows, or every kind in the bin. Raises `UsageError` for what is no kind.
    """
    from massage_mind.record.kinds import KIND_ALIASES, KINDS, LISTED

    if not typed:
        return () if binned else LISTED
    found: list[Kind] = []
    for word in (one.strip() for text in typed for one in text.split(",")):
        plain = KIND_ALIASES.get(word, word)
        if plain == "all":
            return KINDS
        matches = [kind for kind in KINDS if kind == plain or f"{kind}s" == plain]
        if not matches:
            raise unknown("kind", word, KINDS, also="all", alike=plain)
        found += matches
    return tuple(dict.fromkeys(found))


def read_search(words: Sequence[str]) -> tuple[Term, ...]:
    """What to look for. A word of several, as a shell hands it over from within quotes, is a row of words.

    Raises `UsageError` where there is no word in it, or more than 50.
    """
    from massage_mind.record.search import read_terms

    typed = " ".join(f'"{word}"' if " " in word.strip() and '"' not in word else word for word in words)
    terms = read_terms(typed)
    if len(terms) > _MOST_WORDS:
        raise UsageError(f"A search takes at most {_MOST_WORDS} words.", "Leave some out.")
    if not terms:
        raise UsageError(
            "There's no word in that to search for.", "A word holds at least one letter or digit."
        )
    return terms
