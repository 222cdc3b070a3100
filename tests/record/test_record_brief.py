"""A brief as a value: every line is asked, offered as an option and kept; five of them are read within a minute."""

from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from massage_mind.cli.brief_options import BriefWords, read_line_name
from massage_mind.errors import UsageError
from massage_mind.record.brief import (
    BRIEF_LINES,
    EVERY_LINE,
    KIND,
    LISTS,
    LONGEST_BRIEF_LINE,
    MOST_OF_A_LINE,
    Brief,
    brief_of,
    has_words,
    said_of,
    wrong_line,
)

WORDS_A_MINUTE = 200
"""As slowly as somebody reads who stands at a door."""


def test_every_line_is_a_field_an_option_and_a_key_of_the_document() -> None:
    """A line that was forgotten in one place would be asked and lost."""
    keys = set(EVERY_LINE)
    assert keys == {one.name for one in fields(Brief)} == {one.key for one in KIND.fields}
    options = {one.name for one in fields(BriefWords)} - {"without", "last_time", "appointment"}
    assert keys == {"phrases" if name == "phrase" else name for name in options}
    assert keys == {read_line_name(key.replace("_", "-")) for key in keys}
    assert LISTS == {key for key in keys if isinstance(getattr(Brief(), key), tuple)}


def test_the_five_facts_are_read_within_a_minute() -> None:
    """Goal, where, where not, how firm and health stand first; as long as a line can be, five have fewer words than that."""
    assert ["goal", "work_on", "leave_out", "pressure", "health"] == [one.key for one in BRIEF_LINES[:5]]
    titles = sum(len(one.title.split()) for one in BRIEF_LINES[:5])
    assert titles + 5 * LONGEST_BRIEF_LINE / 6 <= WORDS_A_MINUTE  # A usual word, and its space.


def test_a_line_has_bounds_that_are_said() -> None:
    """Too long, or too many: refused with the bound, and with what to do."""
    for words in ({"goal": "x" * (LONGEST_BRIEF_LINE + 1)}, {"helped": ("x" * (LONGEST_BRIEF_LINE + 1),)}):
        with pytest.raises(UsageError, match="201"):
            brief_of(words)
    with pytest.raises(UsageError, match="9"):
        brief_of({"helped": tuple(map(str, range(MOST_OF_A_LINE + 1)))})
    assert "Put it more shortly" in wrong_line("goal", "x" * 201)
    assert "" == wrong_line("helped", "slow; warm; quiet")


@given(st.text(max_size=100), st.lists(st.text(max_size=60), max_size=5))
def test_whatever_is_said_becomes_lines_without_signs_that_act(text: str, several: list[str]) -> None:
    """One line each, each once, and what says nothing isn't there."""
    brief = brief_of({"health": text, "helped": tuple(several)})
    for one in (*said_of(brief, "health"), *said_of(brief, "helped")):
        assert one == " ".join(one.split()) and "\x1b" not in one and "\u202e" not in one
    assert len(set(brief.helped)) == len(brief.helped)
    assert has_words(brief) == bool(brief.health or brief.helped)
