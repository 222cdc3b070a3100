"""Tags, as a person types them and as they are kept."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from massage_mind.errors import UsageError
from massage_mind.record.tags import read_tags


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("#Slow Breath", "slow-breath"),
        ("@massage", "massage"),
        ("##@massage", "massage"),
        ('"@massage"', "massage"),
        ("\u200b@massage", "massage"),
        ("/ #neck /", "neck"),
        ("body / neck", "body/neck"),
        ("- quiet -", "quiet"),
    ],
)
def test_a_tag_is_kept_without_what_stands_around_it(typed: str, kept: str) -> None:
    """Whatever marks it in other programs, in whatever order."""
    assert (kept,) == read_tags([typed])


@given(st.text(max_size=12))
@example("ǰ\u0323@")
@example("'@a")
def test_a_tag_that_is_kept_is_read_as_itself(text: str) -> None:
    """So that what is carried out comes back the same."""
    try:
        kept = read_tags([text])
    except UsageError:
        return
    assert kept == read_tags(kept)
