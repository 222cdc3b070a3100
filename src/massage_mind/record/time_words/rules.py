"""The grammar: which atoms in a row make which pieces. Words are told by their kind, so that it holds for other words as well."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias

from massage_mind.record.time_words.atom import Atom
from massage_mind.record.time_words.english import refusal
from massage_mind.record.time_words.pieces import Piece

Found: TypeAlias = dict[str, Atom]

_FIRST_YEAR, _LAST_YEAR = 1900, 9999


class Spot(NamedTuple):
    """One place of a pattern: the kinds that may stand there, under which name ("" for that of the kind), and whether it
    may be left out, may not be there at all, or has to come next and belongs to what comes next."""

    name: str
    kinds: tuple[str, ...]
    optional: bool
    barred: bool
    ahead: bool


class Rule(NamedTuple):
    """A row of elements, and what is made of the atoms in them."""

    elements: tuple[Spot, ...]
    make: Callable[[Found], tuple[Piece, ...]]


def rule(pattern: str, make: Callable[[Found], tuple[Piece, ...]]) -> Rule:
    """`at? h=small !month`: kinds in a row, `?` for one that may be left out, `!` for one that may not follow, `&` for
    one that has to."""
    elements = []
    for word in pattern.split():
        name, _, kinds = word.strip("?!&").rpartition("=")
        elements.append(
            Spot(
                name, tuple(kinds.split("|")), word.endswith("?"), word.startswith("!"), word.startswith("&")
            )
        )
    return Rule(tuple(elements), make)


def nothing(_: Found) -> tuple[Piece, ...]:
    """What is made where only the match matters."""
    return ()


def match(one: Rule, atoms: Sequence[Atom], start: int) -> tuple[Found, int] | None:
    """The atoms of the rule by name and where it ends; None where it does not fit here."""
    found: Found = {}
    at = start
    for element in one.elements:
        here = (
            "" if at == len(atoms) else next((kind for kind in element.kinds if is_kind(kind, atoms[at])), "")
        )
        if element.barred:
            if here:
                return None
        elif here and element.ahead:
            continue
        elif here:
            found[element.name or here] = atoms[at]
            at += 1
        elif not element.optional:
            return None
    return found, at


def is_kind(kind: str, atom: Atom) -> bool:
    """Whether an atom is of this kind; a number can be one of several by its size and how it is written."""
    if atom.kind != "number":
        return atom.kind == kind
    number, digits = atom.numbers
    match kind:
        case "number":
            return True
        case "small":  # An hour, or the day of a month.
            return digits <= 2
        case "hhmm" | "year" | "noyear":
            is_year = _FIRST_YEAR <= number <= _LAST_YEAR
            return digits == 4 and (kind == "hhmm" or (kind == "year") == is_year)
        case "hmm":
            return digits in (3, 4)
        case "spoken":
            return not digits
        case _:
            return False


def refuse(reason: str) -> Callable[[Found], tuple[Piece, ...]]:
    """What is made of atoms that are no time, for this reason of `english.WHY`."""

    def make(_: Found) -> tuple[Piece, ...]:
        raise refusal(reason)

    return make


def always(*pieces: Piece) -> Callable[[Found], tuple[Piece, ...]]:
    """These pieces, whatever the atoms are."""
    return lambda _: pieces
