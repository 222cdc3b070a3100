"""A table of sentences, each with the condition that allows it; a sentence that stands in no table is not said."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, NamedTuple, TypeVar

Facts = TypeVar("Facts")
"""What the sentences are told of: all there is to know of a measure, or of a comparison."""
Place = TypeVar("Place", bound=str)
"""What a sentence is about, and so where it stands on a page."""


class Claim(NamedTuple, Generic[Facts, Place]):
    """A sentence: what allows it, and its words. `tells`: it says that something changed, or that one hour did more."""

    key: str
    place: Place
    allowed: Callable[[Facts], bool]
    words: Callable[[Facts], str]
    tells: bool = False


class Sentence(NamedTuple, Generic[Facts, Place]):
    """A sentence that is allowed, and the claim it comes from."""

    claim: Claim[Facts, Place]
    text: str


def allowed_sentences(
    claims: Iterable[Claim[Facts, Place]], facts: Facts
) -> tuple[Sentence[Facts, Place], ...]:
    """All sentences that these facts allow, in the order of the table."""
    return tuple(Sentence(one, one.words(facts)) for one in claims if one.allowed(facts))
