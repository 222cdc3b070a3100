"""What is said where a word is not known: that there is no such thing, and the one that is near.

Near is one edit in four letters: a letter too many, one missing, another one, or two in each other's place.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import TypeVar

from massage_mind.errors import UsageError

Known = TypeVar("Known", bound=str)

_LETTERS_AN_EDIT = 4
_SHORT_LIST = 12
"""As many words are named where none is near; of more the hint says how to see them."""
_MOST_SAID_BACK = 80


def quoted(text: str, most: int = _MOST_SAID_BACK) -> str:
    """What somebody typed, between quotes, so that nothing in it acts on a terminal or breaks the line.

    Of what is longer than `most` characters its beginning and its end.
    """
    some = text if len(text) <= most else f"{text[: most * 3 // 4]} … {text[-most // 4 :]}"
    return '"' + "".join(one if one.isprintable() else repr(one)[1:-1] for one in some) + '"'


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that this one is near to; empty where none is."""
    return _nearest(word, tuple(known))


@lru_cache(maxsize=64)
def _nearest(word: str, known: tuple[str, ...]) -> str:
    """Worked out once: what is misspelled in one step of a script mostly is in all of them."""
    plain = _plain(word)
    found = [(edits, one) for one in known if (edits := _edits(plain, _plain(one))) is not None]
    return min(found, key=lambda pair: pair[0])[1] if found else ""


def _edits(word: str, right: str) -> int | None:
    """How many edits make the one word the other; None where they are too many for it to be near."""
    most = len(right) // _LETTERS_AN_EDIT
    if abs(len(word) - len(right)) > most:
        return None
    edits = _distance(word, right)
    return edits if edits <= most else None


def _distance(word: str, right: str) -> int:
    """Letters added, left out, replaced, or two neighbours in each other's place."""
    before: list[int] = []
    last = list(range(len(right) + 1))
    for row, letter in enumerate(word, 1):
        line = [row]
        for column, wanted in enumerate(right, 1):
            least = min(last[column] + 1, line[-1] + 1, last[column - 1] + (letter != wanted))
            if row > 1 < column and letter == right[column - 2] and word[row - 2] == wanted:
                least = min(least, before[column - 2] + 1)
            line.append(least)
        before, last = last, line
    return last[-1]


def _plain(word: str) -> str:
    """A word in the form to compare: small letters, and one sign between its parts."""
    return word.strip().casefold().replace("_", "-").replace(" ", "-")


def is_near(word: str) -> str:
    """The sentence that says so: `Swedish is near.`"""
    plain = word.replace("-", "").replace(" ", "")
    return f"{word[:1].upper() + word[1:] if word[:1] != '-' and plain.isalpha() else word} is near."


def meant(word: str, known: Iterable[str]) -> str:
    """The sentence at the likely word, to stand after another: " Swedish is near."; empty where none is."""
    near = nearest(word, known)
    return f" {is_near(near)}" if near else ""


def unknown(
    what: str,
    word: str,
    known: Collection[str],
    hint: str = "",
    *,
    also: str = "",
    alike: str = "",
    aliases: Mapping[str, str] | None = None,
    command: str = "",
) -> UsageError:
    """The error for a word that names nothing: `There's no bell called "gogn". Gong is near.`, or what there is.

    `what` is the kind of thing, `also` what else may be given besides the known ("none"), `alike` the word in the form
    to compare where that is another, `aliases` other words for them, `hint` what to do instead of the list, `command`
    one that shows what there is.
    """
    near = (aliases or {}).get(_plain(word), "") or nearest(alike or word, known)
    sentence = f"There's no {what} called {quoted(word)}."
    if near:
        return UsageError(
            f"{sentence} {is_near(near)}", hint or _there_are(known, also), instead=(word, near)
        )
    return UsageError(sentence, hint or _there_are(known, also, command), command=command)


def _there_are(known: Collection[str], also: str, command: str = "") -> str:
    """What there is, where that is a short list; else empty where a command shows it."""
    words = [*known, *[also] * bool(also)]
    return "" if command and len(words) > _SHORT_LIST else f"There are: {', '.join(words)}."


def one_of(
    what: str, word: str, known: Collection[Known], hint: str = "", *, also: str = "", command: str = ""
) -> Known:
    """The known word that is this one. Raises `unknown` where it is none."""
    for one in known:
        if one == word:
            return one
    raise unknown(what, word, known, hint, also=also, command=command)


def likely(word: str, known: Collection[str]) -> str:
    """The end of a fault in a file: the nearest known word, or all of them where none is near."""
    near = nearest(word, known)
    return f"; {quoted(near)} is near" if near else f"; known here: {', '.join(known)}"
