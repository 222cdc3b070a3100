"""No session, no help, no home and no README makes a health claim: what is known stands in the topics."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "docs"))

import claims


def test_nothing_the_program_says_is_a_claim() -> None:
    """And no waiver is left over."""
    assert [] == claims.claims()


def test_all_that_can_be_said_is_read() -> None:
    """Scripts, styles, the help of commands, the README; not what says itself what it is."""
    said = list(claims.texts())
    texts = {one.text for one in said}
    assert any("On the table" in text for text in texts)
    assert any(one.path == "scripts/styles/thai.yaml" for one in said)
    assert "Five, four, three, two, one: steady yourself, at once. Asks nothing." in texts
    assert any(one.path == "README.md" for one in said)
    assert not any(one.path.startswith("src/massage_mind/learn/topics") for one in said)


@pytest.mark.parametrize(
    "sentence",
    [
        "Massage heals old injuries.",
        "Relieves pain in minutes.",
        "It lowers your stress for days.",
        "Breathing improves your sleep.",
        "This helps you relax.",
        "Good for your mood.",
        "Clinically proven calm.",
        "Studies show that it works.",
        "It flushes toxins.",
        "Your nervous system settles.",
        "A therapeutic hour.",
        "You'll feel deeply relaxed.",
        "You will feel better.",
    ],
)
def test_a_claim_is_seen(sentence: str) -> None:
    """In each of the ways in which such are made."""
    assert any(re.search(pattern, sentence, re.IGNORECASE) for pattern in claims.CLAIMS.values())


@pytest.mark.parametrize(
    "sentence",
    [
        "Notice how the breath goes by itself.",
        "If the pressure is past useful, you can say lighter.",
        "Ratings before and after, side by side.",
        "Your therapist needn't know.",
        "A better line is near.",
    ],
)
def test_plain_words_are_no_claim(sentence: str) -> None:
    """What a person does and notices may be said."""
    assert not [
        name for name, pattern in claims.CLAIMS.items() if re.search(pattern, sentence, re.IGNORECASE)
    ]
