"""The seven of the series read as a whole at every length they are for, and leave ways and choices open."""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import pstdev

import pytest
from fit_support import script_named

from massage_mind.fit.care_sessions import is_bare_order, spoken_cues
from massage_mind.fit.fitting import Fitting
from massage_mind.fit.timeline import Timeline
from massage_mind.reading.library import Library
from massage_mind.script.lines import lines_of
from massage_mind.script.person import Person

MINUTE = 60_000
SEVEN = Library(None).series("attention").scripts
EACH = pytest.mark.parametrize("name", SEVEN)
SENSES = {
    "sight": r"\b(?:look\w*|see|seen|watch|light|spot|moves|gleam|outline|shadow)\b",
    "hearing": r"\b(?:sounds?|hear|listen|hums|creak|squeak)\b",
    "touch": r"\b(?:touch\w*|feel\w*|warm\w*|firmer|weight|underneath)\b",
}


def taken(name: str, minutes: float, person: Person | None = None) -> Timeline:
    """The session of so many minutes."""
    return Fitting(script_named(name), person=person or Person()).fit(round(minutes * MINUTE))


@EACH
@pytest.mark.parametrize("minutes", [5, 5.5, 6, 7, 8])
def test_it_is_whole_at_every_length(name: str, minutes: float) -> None:
    """Every line is said, each once; no section falls away, and no silence is shorter than a listener needs or a long one."""
    timeline = taken(name, minutes)
    cues = spoken_cues(timeline)
    assert [line.text for line in lines_of(script_named(name))] == [cue.source for cue in cues]
    assert "" == timeline.left_out
    gaps = [after.at_ms - cue.end_ms for cue, after in pairwise(cues)]
    assert min(gaps) >= 5_000 and max(gaps) <= 70_000, gaps
    assert cues[0].at_ms <= 8_000


@EACH
def test_there_is_another_way_for_a_sense(name: str) -> None:
    """Whoever doesn't see, hear or feel there has a way in that is spoken of: at least two are, and before anything is chosen."""
    said = " ".join(cue.text.lower() for cue in spoken_cues(taken(name, 6)))
    found = [sense for sense, words in SENSES.items() if re.search(words, said)]
    assert len(found) >= 2, found
    assert len(set(script_named(name).anchors)) >= 3


@EACH
def test_choice_is_practised(name: str) -> None:
    """Three questions at least, none of them answered in its line; no order without a choice but one in twelve."""
    texts = [cue.text for cue in spoken_cues(taken(name, 6))]
    asked = [text for text in texts if "?" in text]
    assert len(asked) >= 3
    assert all(text.rstrip().endswith("?") for text in asked)
    assert sum(map(is_bare_order, texts)) <= len(texts) / 12


@EACH
def test_it_says_at_once_that_it_can_be_left(name: str) -> None:
    """In its first two lines, in plain words."""
    first = " ".join(cue.text for cue in spoken_cues(taken(name, 5))[:2])
    assert re.search(r"\bYou can (?:[\w ]+, )*(?:\w+ or )?stop\b", first), first


@EACH
def test_no_mind_and_no_part_has_a_life_of_its_own(name: str) -> None:
    """Nobody is told that their mind went out and their body stayed; some know that too well."""
    said = " ".join(line.text for line in lines_of(script_named(name)))
    assert not re.search(
        r"\byour mind (?:may|has|went|got)\b|half of you|it would like|where you left it|without you\b",
        said.lower(),
    )


def test_nothing_that_is_handled_is_hot() -> None:
    """What is touched without seeing steam, or without feeling heat, is cool."""
    assert "isn't hot" in " ".join(line.text for line in lines_of(script_named("looking-at-one-thing")))
    handled = " ".join(line.text for line in lines_of(script_named("an-everyday-thing")))
    assert "nothing hot" in handled and not re.search(r"\b(?:wash|kettle|iron)\b", handled)


@EACH
def test_it_has_a_rhythm(name: str) -> None:
    """A quarter of its lines are short, and they differ in length; none is longer than 22 words."""
    counts = [len(cue.text.split()) for cue in spoken_cues(taken(name, 6))]
    assert sum(one < 10 for one in counts) >= len(counts) / 4
    assert pstdev(counts) >= 4
    assert max(counts) <= 22


@EACH
def test_it_is_whole_with_everything_left_out(name: str) -> None:
    """Whoever leaves out every part of the body has as many lines, and none with a part in it."""
    skip = ("hands", "feet", "face", "head", "legs", "arms", "back", "belly", "chest")
    there, left_out = taken(name, 6), taken(name, 6, Person(skip=skip))
    assert len(spoken_cues(there)) == len(spoken_cues(left_out))
    assert not any(re.search(r"\bhands?\b", cue.text.lower()) for cue in spoken_cues(left_out))


def test_the_last_one_leads_to_the_next_massage() -> None:
    """It says how it can come along, with words to use; none before it speaks of one."""
    *others, last = SEVEN
    said = [cue.text for cue in spoken_cues(taken(last, 5))]
    assert "In a massage you can do this too, but only with touch you like." in said
    assert any("You can say: 'lighter'" in text for text in said)
    for name in others:
        assert "massage" not in " ".join(cue.text for cue in spoken_cues(taken(name, 6)))
