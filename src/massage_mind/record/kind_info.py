"""What a kind of record says of itself, once, for everybody who lists, stores, searches, shows or carries records."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from massage_mind.errors import UsageError
from massage_mind.record.fields import Field


def _anything(details: Any) -> None:
    """Whatever the fields allow can be."""


class KindInfo(NamedTuple):
    """One kind of record. `names` are what documents and the journal call it: one, but for a session's two."""

    names: tuple[str, ...]
    value: type[Any]
    """The class of its details. Their fields are the columns of its table, in their order."""
    fields: tuple[Field, ...]
    searched: Callable[[Any], tuple[str, ...]]
    """What a search reads of the details."""
    titles: tuple[str, ...]
    """What a person reads for each of the names."""
    noun: str = ""
    """What one of them is called in a sentence, where the title is not enough."""
    aliases: Mapping[str, str] = MappingProxyType({})
    """What a person may type for one of the names."""
    check: Callable[[Any], None] = _anything
    """Raises `UsageError` for details that cannot be."""
    body: str = ""
    """Which field holds its words; empty where it has none that can be changed."""
    place: int = 0
    """Its place among what a list shows unasked, from 1; 0: only where it is asked for."""
    timeless: bool = False
    """Whether it holds from then on, rather than being of the time it was written: never what was last or is at hand."""
    around_session: bool = False
    """Whether it can be given around a session, and say which."""
    shown_by: str = "journal list -n 0"
    """The command that shows all of them."""


def needs_words(name: str) -> Callable[[Any], None]:
    """A check that the `text` of the details has words in it."""

    def check(details: Any) -> None:
        if not details.text.strip():
            raise UsageError(f"The {name} has no words in it.")

    return check
