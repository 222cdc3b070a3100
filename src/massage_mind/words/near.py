"""What is said where a word is not known: that there is no such thing, and the likely one."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import TypeVar

from massage_mind.errors import UsageError

Known = TypeVar("Known", bound=str)

CUTOFF = 0.6
"""How alike two words must be, 0 to 1, for one to be taken for the other."""


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word most like this one; empty where none is near."""
    return _nearest(word, tuple(known))


@lru_cache(maxsize=64)
def _nearest(word: str, known: tuple[str, ...]) -> str:
    """Worked out once: what is misspelled in one step of a script mostly is in all of them."""
    from difflib import get_close_matches

    near = get_close_matches(word, known, 1, CUTOFF)
    return near[0] if near else ""


def meant(word: str, known: Iterable[str]) -> str:
    """A question at the likely word, to stand after a sentence: " Is swedish meant?"; empty where none is near."""
    near = nearest(word, known)
    return f" Is {near} meant?" if near else ""


def unknown(
    what: str, word: str, known: Collection[str], hint: str = "", *, also: str = "", alike: str = ""
) -> UsageError:
    """The error for a word that names nothing: `There is no bell 'gogn'. Is gong meant?`, and in the hint what there is.

    `what` is the kind of thing, `also` what else may be given besides the known ("none"), `alike` the word in the form
    to compare where that is another, `hint` what to do instead of the list.
    """
    there = ", ".join([*known, *[also] * bool(also)])
    return UsageError(
        f"There is no {what} {word!r}.{meant(alike or word, known)}",
        hint or f"There are: {there}.",
    )


def one_of(what: str, word: str, known: Collection[Known], hint: str = "", *, also: str = "") -> Known:
    """The known word that is this one. Raises `unknown` where it is none."""
    for one in known:
        if one == word:
            return one
    raise unknown(what, word, known, hint, also=also)


def likely(word: str, known: Collection[str]) -> str:
    """The end of a fault in a file: the nearest known word, or all of them where none is near."""
    near = nearest(word, known)
    return f"; did you mean {near!r}?" if near else f"; known here: {', '.join(known)}"
