"""A topic: one page of what is known, as a value; and where it was read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal, TypeAlias

from massage_mind.learn.verdict import Verdict, meaning
from massage_mind.values import dataclass

TopicGroup: TypeAlias = Literal["feel", "body", "kinds", "often", "attention", "safe", "people", "numbers"]

GROUPS: Mapping[TopicGroup, str] = {
    "feel": "Does it help?",
    "safe": "Is it right for me?",
    "kinds": "Which kind is it?",
    "often": "How often, and how long?",
    "attention": "What can attention do?",
    "body": "What happens in the body?",
    "people": "Who does it, and what does it cost?",
    "numbers": "What do the numbers say?",
}
"""The topics by what people ask, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class KnownFrom:
    """Something that was read: who wrote it, when (None: it doesn't say), where it stands. It has a DOI or an address."""

    key: str
    authors: str
    title: str
    journal: str
    year: int | None = None
    doi: str = ""
    url: str = ""

    @property
    def address(self) -> str:
        """Where it can be read: doi.org/..., or the address as it is."""
        return f"https://doi.org/{self.doi}" if self.doi else self.url


@dataclass(frozen=True, slots=True)
class TopicEntry:
    """What the list and the search need of a topic. `words` are those that people search by."""

    id: str
    title: str
    group: TopicGroup
    claim: str
    verdict: Verdict
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """One page: the claim as people hear it, a verdict, two or three sentences, sources, and when it was checked.

    `ground` is what the verdict stands on, where it can be several things; `scope` bounds it ("for some weeks"). A kind
    of massage has its `tradition` apart from the `evidence`. `care` is what to mind. `items` are a list under
    `items_title`. `try_line` is a command of ours, `see` ids of other topics.
    """

    entry: TopicEntry
    sentences: tuple[str, ...]
    sources: tuple[KnownFrom, ...]
    checked: date
    try_line: str
    see: tuple[str, ...] = ()
    ground: str = ""
    scope: str = ""
    tradition: str = ""
    evidence: str = ""
    care: str = ""
    items_title: str = ""
    items: tuple[str, ...] = ()

    @property
    def meaning(self) -> str:
        """What its verdict means here, to go on after the word and a colon."""
        return meaning(self.entry.verdict, self.ground)
