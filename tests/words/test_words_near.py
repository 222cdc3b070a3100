"""What is said where a word is not known, and lengths in words: each in one place, the same everywhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from massage_mind.errors import UsageError
from massage_mind.words.lengths import (
    about,
    counted,
    left_in_words,
    length_in_words,
    minutes_and_seconds,
    minutes_to_type,
)
from massage_mind.words.near import likely, meant, nearest, quoted, unknown

BELLS = ("bowl", "bell", "gong")
LENGTHS = st.integers(0, 180 * 60_000)


def test_an_unknown_word_is_refused_with_the_likely_one_and_all_there_are() -> None:
    """One sentence for every kind of thing: what there is not, what is near, and what there is."""
    error = unknown("bell", "gogn", BELLS, also="none")
    assert isinstance(error, UsageError)
    assert 'There\'s no bell called "gogn". Gong is near.' == error.sentence
    assert ("gogn", "gong") == error.instead
    assert "There are: bowl, bell, gong, none." == error.hint


def test_nothing_is_guessed_where_nothing_is_near() -> None:
    """A guess far off would be worse than none."""
    error = unknown("bell", "trumpet", BELLS, "Try a bell.")
    assert 'There\'s no bell called "trumpet".' == error.sentence
    assert None is error.instead
    assert "Try a bell." == error.hint
    assert "" == nearest("trumpet", BELLS) == meant("trumpet", BELLS)


def test_a_word_may_be_compared_in_another_form() -> None:
    """As settings are typed with dashes, and shown as they were typed."""
    error = unknown("setting", "End-Bel", ("end_bell",), alike="end_bel")
    assert 'There\'s no setting called "End-Bel". end_bell is near.' == error.sentence


def test_a_fault_in_a_file_names_the_likely_word_or_all() -> None:
    """At the end of its sentence."""
    assert '; "gong" is near' == likely("gogn", BELLS)
    assert "; known here: bowl, bell, gong" == likely("trumpet", BELLS)


@pytest.mark.parametrize(
    ("length_ms", "exact", "rough", "spoken", "left", "typed"),
    [
        (0, "0 s", "0 s", "5 seconds", "about 10 seconds", "0"),
        (45_000, "45 s", "45 s", "45 seconds", "about 40 seconds", "0.75"),
        (60_000, "1 min", "1 min", "60 seconds", "about one minute", "1"),
        (72_000, "1 min 12 s", "1 min 12 s", "70 seconds", "about one minute", "1.2"),
        (120_000, "2 min", "2 min", "2 minutes", "about two minutes", "2"),
        (1_200_000, "20 min", "20 min", "20 minutes", "about 20 minutes", "20"),
    ],
)
def test_a_length_in_words(
    length_ms: int, exact: str, rough: str, spoken: str, left: str, typed: str
) -> None:
    """To the second, as the screen rounds it, as people say it, as what is left, and as one would type it."""
    assert exact == minutes_and_seconds(length_ms)
    assert rough == about(length_ms)
    assert spoken == length_in_words(length_ms)
    assert left == left_in_words(length_ms)
    assert typed == minutes_to_type(length_ms)


@given(LENGTHS)
def test_no_length_looks_like_a_clock_time(length_ms: int) -> None:
    """Whatever it is: no colon, and never an empty text."""
    for words in (minutes_and_seconds, about, length_in_words, left_in_words, minutes_to_type):
        assert words(length_ms)
        assert ":" not in words(length_ms)


@given(LENGTHS)
def test_what_is_left_is_always_three_words(length_ms: int) -> None:
    """So that a closing takes as long to say whatever is left."""
    assert 3 == len(left_in_words(length_ms).split())


def test_one_and_many() -> None:
    """A number with what it counts."""
    assert ["0 faults", "1 fault", "2 faults"] == [counted(number, "fault") for number in range(3)]
    assert "2 entries" == counted(2, "entry", "entries")


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("sweedish", "swedish"),
        ("swedihs", "swedish"),
        ("SWEDISH", "swedish"),
        ("deep tissue", "deep-tissue"),
        ("hotstone", "hot-stone"),
        ("depe-tisue", "deep-tissue"),
        ("tai", "thai"),
        ("massage", ""),
        ("stone", ""),
        ("sw", ""),
        ("chat", ""),
        ("", ""),
    ],
)
def test_near_is_one_edit_in_four_letters(typed: str, right: str) -> None:
    """Two letters in each other's place are one edit; what is further off is nothing, however alike it looks."""
    styles = ("swedish", "deep-tissue", "hot-stone", "thai", "shiatsu", "chair")
    assert right == nearest(typed, styles)


@given(st.text(), st.lists(st.text(min_size=1), max_size=5))
def test_whatever_is_near_is_one_of_what_there_is(word: str, known: list[str]) -> None:
    """Or nothing; and a word that is there is itself."""
    assert nearest(word, known) in ("", *known)
    for one in known:
        assert nearest(one, known)


def test_other_words_for_a_thing_lead_to_it() -> None:
    """They are offered as what is near, though their letters are not."""
    error = unknown("command", "Settings", ("config",), aliases={"settings": "config"})
    assert ("Settings", "config") == error.instead


def test_of_a_long_list_the_hint_says_how_to_see_it() -> None:
    """A short one is said at once."""
    many = [f"word{number}" for number in range(20)]
    assert "" == unknown("word", "other", many, command="massage-mind x").hint
    assert "There are: bowl, bell, gong." == unknown("bell", "drum", BELLS, command="massage-mind x").hint


@given(st.text())
def test_what_was_typed_is_said_back_in_one_harmless_line(text: str) -> None:
    """Between quotes, of a length that can be read, with nothing in it that acts on a terminal."""
    said = quoted(text)
    assert said.isprintable() and said.startswith('"') and said.endswith('"')
    assert len(said) <= 900
