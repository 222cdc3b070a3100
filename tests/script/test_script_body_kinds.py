"""What a place on the body map is like: read beside its number, with it or in brackets; said back as it can be typed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from massage_mind.errors import UsageError
from massage_mind.script.body import (
    REGIONS,
    kinds_of,
    levels_of,
    read_places,
    regions_named,
    said_aloud,
    said_back,
)
from massage_mind.script.body_kinds import LONGEST_KIND, PAIN_KINDS, kind_as_typed, read_kinds


@pytest.mark.parametrize(
    ("typed", "levels", "kinds"),
    [
        ("neck 2 burning", {"neck": 2}, {"neck": "burning"}),
        ("neck 2 Burning", {"neck": 2}, {"neck": "burning"}),
        ("burning neck 2", {"neck": 2}, {"neck": "burning"}),
        ("neck burning 2", {"neck": 2}, {"neck": "burning"}),
        ("neck 2 burning jaw 1", {"neck": 2, "jaw": 1}, {"neck": "burning"}),
        ("neck 2, burning jaw 1", {"neck": 2, "jaw": 1}, {"jaw": "burning"}),
        ("neck 2 dull and heavy, jaw 1", {"neck": 2, "jaw": 1}, {"neck": "dull and heavy"}),
        ("neck 2 dull heavy dull", {"neck": 2}, {"neck": "dull and heavy"}),
        ("neck 2 and jaw 1 dull", {"neck": 2, "jaw": 1}, {"jaw": "dull"}),
        ("neck 2 dull and jaw 1", {"neck": 2, "jaw": 1}, {"neck": "dull"}),
        ("neck 2 (like a band, tight)", {"neck": 2}, {"neck": "like a band, tight"}),
        ("neck (Stufe 7!) 2, jaw 1", {"neck": 2, "jaw": 1}, {"neck": "Stufe 7!"}),
        ("l hip and knee 3 numb", {"left hip": 3, "left knee": 3}, {"left hip": "numb", "left knee": "numb"}),
        ("shoulder (left) 2", {"left shoulder": 2}, {}),
        ("jaw (2)", {"jaw": 2}, {}),
        (
            "glutes 1 pulling",
            {"left hip": 1, "right hip": 1},
            {"left hip": "pulling", "right hip": "pulling"},
        ),
        ("neck 2 burning, neck 1", {"neck": 1}, {}),
        ("neck 2", {"neck": 2}, {}),
        ("", {}, {}),
    ],
)
def test_what_a_place_is_like_is_read(typed: str, levels: dict[str, int], kinds: dict[str, str]) -> None:
    """The levels are what they are without it."""
    marks = read_places(typed)
    assert levels == levels_of(marks)
    assert dict(sorted(kinds.items())) == dict(sorted(kinds_of(marks).items()))


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("neck 2 glassy", "Words of your own for what it's like go in brackets"),
        ("neck 0 burning", "With 0 nothing is marked"),
        ("neck burning", "has no number from 0 to 3"),
        ("burning 2", "has no place with it"),
        ("neck 2 ()", "Between brackets go a few words"),
        ("neck 2 (" + "x" * (LONGEST_KIND + 1) + ")", "Between brackets go a few words"),
        ("neck 2 (like glass", "on the body map"),
        ("jaw 1 " + "(a) " * 300, "more brackets than there are places"),
    ],
)
def test_what_cannot_be_read_is_said(typed: str, says: str) -> None:
    """In one sentence, and what to do."""
    with pytest.raises(UsageError) as refused:
        read_places(typed)
    assert says in f"{refused.value.sentence} {refused.value.hint}"


_SAYS_WHERE = re.compile("[\ue000-\ue100]|^[lrb]$|^lr$|^\\d+$|left|right|both", re.IGNORECASE)
words = st.text(
    st.characters(codec="utf-8", exclude_characters="()\n"), min_size=1, max_size=LONGEST_KIND
).filter(
    lambda text: (
        text.split()
        and text == " ".join(text.split())
        and not _SAYS_WHERE.search(text)
        and not regions_named(text)
    )
)


@given(
    st.dictionaries(
        st.sampled_from(REGIONS), st.tuples(st.integers(1, 3), words | st.sampled_from(PAIN_KINDS))
    )
)
def test_what_is_said_back_can_be_typed(marked: dict[str, tuple[int, str]]) -> None:
    """Whatever the words: they come back as they were, beside the same levels."""
    typed = ", ".join(f"{region} {level} ({kind})" for region, (level, kind) in marked.items())
    marks = read_places(typed)
    back = read_places(said_back(marks))
    assert (levels_of(marks), kinds_of(marks)) == (levels_of(back), kinds_of(back))
    assert {region: level for region, (level, _) in marked.items()} == levels_of(marks)
    assert kinds_of(marks) == {region: marked[region][1] for region in REGIONS if region in marked}


def test_own_words_stand_in_brackets_and_known_ones_do_not() -> None:
    """So that a list of marks reads in one way; aloud both are words among others."""
    assert ["burning", "dull and heavy", "(like glass)"] == list(
        map(kind_as_typed, ("burning", "dull and heavy", "like glass"))
    )
    assert "Both shoulders 2, medium, like glass." == said_aloud(read_places("shoulders 2 (like glass)"))


@pytest.mark.parametrize(
    ("typed", "kinds"),
    [
        ("burning", {"neck": "burning", "left hip": "burning"}),
        ("like a band", {"neck": "like a band", "left hip": "like a band"}),
        ("neck burning", {"neck": "burning"}),
        ("neck burning, hip pulling", {"neck": "burning", "left hip": "pulling"}),
        ("burning in the neck", {"neck": "burning"}),
        ("dull, neck (very, very hot)", {"neck": "very, very hot", "left hip": "dull"}),
        ("", {}),
    ],
)
def test_places_that_are_marked_are_asked_about(typed: str, kinds: dict[str, str]) -> None:
    """One word for all, or a place and its words."""
    assert kinds == read_kinds(typed, ("neck", "left hip"))


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("jaw dull", "The jaw isn't marked."),
        ("neck", "A few words for each place"),
        ("x" * 61, "A few words"),
    ],
)
def test_what_is_no_answer_is_said(typed: str, says: str) -> None:
    """And asked again."""
    with pytest.raises(UsageError, match=says):
        read_kinds(typed, ("neck", "left hip"))
