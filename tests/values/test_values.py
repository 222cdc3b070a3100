"""Values are what frozen dataclasses of the standard library are, to whoever makes, compares, shows or copies them."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from abc import ABC, abstractmethod
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError, asdict, field, fields, replace
from operator import ge, gt, le, lt
from typing import Any, ClassVar

import pytest

from massage_mind import values

BOTH = pytest.mark.parametrize("dataclass", [dataclasses.dataclass, values.dataclass])
"""Every claim is made of both: where they differ, it is ours that is wrong."""


class Base(ABC):
    """What a value can be one of."""

    __slots__ = ()

    @abstractmethod
    def words(self) -> str:
        """Something to say."""


def stay(dataclass: Any) -> Any:
    """A class with fields of every kind."""

    @dataclass(frozen=True, slots=True)
    class Stay(Base):
        """A stay."""

        where: str
        minutes: int = 30
        notes: list[str] = field(default_factory=list, compare=False)
        unseen: int = field(default=0, repr=False)
        late: bool = field(default=False, kw_only=True)

        def words(self) -> str:
            return self.where

    return Stay


@values.dataclass(frozen=True, slots=True)
class Kept:
    """One that can be found by its name, as pickle has to."""

    where: str
    minutes: int = 30


@BOTH
def test_fields_are_given_in_order_by_name_or_not_at_all(dataclass: Any) -> None:
    """The defaults stand for what was not given, and a factory makes a new one for each."""
    made = stay(dataclass)
    one = made("here", 5, unseen=7, late=True)
    assert ("here", 5, [], 7, True) == (one.where, one.minutes, one.notes, one.unseen, one.late)
    assert 30 == made(where="there").minutes
    assert made("a").notes is not made("a").notes


@BOTH
@pytest.mark.parametrize(
    "make",
    [
        lambda made: made(),
        lambda made: made("here", where="there"),
        lambda made: made("here", wher="there"),
        lambda made: made("here", 1, [], 2, True),
    ],
    ids=["missing", "twice", "unknown", "only by name"],
)
def test_what_cannot_be_made_is_refused(dataclass: Any, make: Callable[[Any], Any]) -> None:
    """Before the first was made and after."""
    made = stay(dataclass)
    for _ in range(2):
        with pytest.raises(TypeError, match=r"Stay\.__init__\(\)"):
            make(made)
        made("here")


@BOTH
def test_equal_is_what_has_equal_fields_and_one_class(dataclass: Any) -> None:
    """What is not compared counts neither for that nor for the hash."""
    made, other = stay(dataclass), stay(dataclass)
    assert made("here", notes=["x"]) == made("here", notes=["y"])
    assert hash(made("here", notes=["x"])) == hash(made("here"))
    assert made("here", unseen=1) != made("here")
    assert made("here") != other("here")
    assert made("here") != "here"


@BOTH
def test_no_field_changes(dataclass: Any) -> None:
    """Neither one that is there nor one that is not."""
    one = stay(dataclass)("here")
    for change in (
        lambda: setattr(one, "where", "there"),
        lambda: setattr(one, "other", 1),
        lambda: delattr(one, "where"),
    ):
        with pytest.raises((FrozenInstanceError, TypeError)):
            change()
    assert not hasattr(one, "__dict__")
    assert "there" == replace(one, where="there").where


@BOTH
def test_it_shows_its_fields(dataclass: Any) -> None:
    """All but those that are not to be shown."""
    shown = repr(stay(dataclass)("here", notes=["x"]))
    assert shown.endswith("Stay(where='here', minutes=30, notes=['x'], late=False)")
    assert ["where", "minutes", "notes", "unseen", "late"] == [one.name for one in fields(stay(dataclass))]


@BOTH
def test_one_that_inherits_has_the_fields_of_both(dataclass: Any) -> None:
    """Those it inherits first, by whatever it is asked for them; and a class variable is none."""

    @dataclass(frozen=True, slots=True)
    class Held(stay(dataclass)):  # type: ignore[misc]
        """A stay that somebody holds open."""

        by: str = "me"
        most: ClassVar[int] = 3
        minutes: int = 60

    one = Held("here", 5, by="you")
    assert ["where", "minutes", "notes", "unseen", "late", "by"] == [each.name for each in fields(Held)]
    assert ("here", 5, "you", 60) == (one.where, one.minutes, one.by, Held("there").minutes)
    assert ("where", "minutes", "notes", "unseen", "by") == Held.__match_args__
    assert "you" == replace(one, minutes=6).by and not hasattr(one, "__dict__")
    assert asdict(one)["minutes"] == 5 and one != Held("here", 5)


@BOTH
def test_whoever_asks_first_gets_what_all_get(dataclass: Any) -> None:
    """Many threads at once; what is not to be compared or shown stays so."""
    for _ in range(50):
        made = stay(dataclass)
        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(lambda _, made=made: fields(made), range(8)))
        assert all(one is found[0][2] for one in (each[2] for each in found))
        assert (False, False) == (found[0][2].compare, found[0][3].repr)


@BOTH
def test_a_match_takes_it_apart(dataclass: Any) -> None:
    """By what stands in order."""
    made = stay(dataclass)
    match made("here", 5):
        case made(where, minutes):
            assert ("here", 5) == (where, minutes)
        case _:
            pytest.fail("no match")


@BOTH
def test_ordered_ones_are_ordered_as_their_fields_are(dataclass: Any) -> None:
    """Within their class."""

    @dataclass(frozen=True, slots=True, order=True)
    class Place:
        """A place in a file."""

        line: int
        column: int = 1

    assert lt(Place(1, 2), Place(2))
    assert le(Place(2), Place(2))
    assert gt(Place(2, 2), Place(2, 1))
    assert ge(Place(2), Place(1))
    with pytest.raises(TypeError):
        lt(Place(1), 2)


@BOTH
def test_methods_of_a_class_itself_stay(dataclass: Any) -> None:
    """What it says of itself, and what it does when it has been made."""
    said = []

    @dataclass(frozen=True, slots=True)
    class Own:
        """It is found as it likes."""

        number: int = 0

        def __post_init__(self) -> None:
            said.append(self.number)

        def __hash__(self) -> int:
            return 7

        def __repr__(self) -> str:
            return "own"

    assert 7 == hash(Own(1))
    assert "own" == repr(Own(2))
    assert [1, 2] == said


@BOTH
def test_all_by_name(dataclass: Any) -> None:
    """Where the whole class is."""

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Named:
        """By name only."""

        first: int = 1
        second: int

    assert 2 == Named(second=2).second
    with pytest.raises(TypeError):
        Named(1, 2)


@BOTH
def test_one_without_fields(dataclass: Any) -> None:
    """Any two are the same."""

    @dataclass(frozen=True, slots=True)
    class Nothing:
        """Nothing."""

    assert Nothing() == Nothing()
    assert hash(Nothing()) == hash(Nothing())


def test_copies_are_equal() -> None:
    """By `copy`, by `pickle`."""
    one = Kept("here", 5)
    for other in (copy.copy(one), copy.deepcopy(one), pickle.loads(pickle.dumps(one))):
        assert one == other


def test_what_can_change_is_made_elsewhere() -> None:
    """It would be refused where it is written, not where it is used."""
    make: Any = values.dataclass
    with pytest.raises(AssertionError):
        make(frozen=False, slots=True)
