"""The table of phrases: what is understood whole, and what is refused, at four instants."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from typed_phrases import INSTANTS, PHRASES, Instant, Phrase

from massage_mind.errors import UsageError
from massage_mind.record.typed_times import read_when


def _ms(wall: str, zone: str) -> int:
    """The first instant at which the clocks of the zone show it, or the one with the offset that is written."""
    there = datetime.fromisoformat(wall)
    return round((there if there.tzinfo else there.replace(tzinfo=ZoneInfo(zone))).timestamp() * 1000)


def _wall(ms: int, zone: str) -> str:
    """As the table writes it."""
    there = datetime.fromtimestamp(ms // 1000, ZoneInfo(zone))
    twice = there.replace(fold=0).utcoffset() != there.replace(fold=1).utcoffset()
    return (there if twice else there.replace(tzinfo=None)).isoformat(" ", "minutes")


def _answer(phrase: Phrase, instant: Instant) -> str:
    try:
        ms = read_when(phrase.text, _ms(instant.wall, instant.zone), instant.zone, toward=phrase.toward)
    except UsageError as error:
        said = f"{error.sentence} {error.hint or ''}".casefold()
        assert error.sentence
        assert not phrase.says or any(word.casefold() in said for word in phrase.says), said
        return "refused"
    return _wall(ms, instant.zone)


@pytest.mark.parametrize("phrase", [pytest.param(one, id=f"{one.toward}: {one.text}") for one in PHRASES])
def test_a_phrase_is_understood_whole_or_refused(phrase: Phrase) -> None:
    """What somebody who hears it there would take it for, at each of four instants."""
    answers = [_answer(phrase, instant) for instant in INSTANTS]
    expected = [
        answer if wanted == "-" or (wanted[0] == "?" and answer == "refused") else wanted.removeprefix("?")
        for wanted, answer in zip(phrase.answers, answers, strict=True)
    ]
    assert expected == answers


def test_the_table_is_true_to_the_clocks() -> None:
    """Each expected time is there on that clock, and says its offset where, and only where, it comes twice."""
    for phrase in PHRASES:
        for wanted, instant in zip(phrase.answers, INSTANTS, strict=True):
            if wanted not in ("refused", "-"):
                wall = wanted.removeprefix("?")
                assert wall == _wall(_ms(wall, instant.zone), instant.zone), phrase


def test_the_table_is_long_enough() -> None:
    """Four hundred phrases at least, none twice."""
    assert len(PHRASES) >= 400
    assert len(PHRASES) == len({(phrase.text, phrase.toward) for phrase in PHRASES})
