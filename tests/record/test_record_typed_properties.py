"""What holds for every typed time, whatever is typed, wherever and whenever."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from typed_phrases import INSTANTS, PHRASES, Phrase

from massage_mind.errors import UsageError
from massage_mind.record.ids import ALPHABET, LENGTH
from massage_mind.record.instants import LATEST_MS, local
from massage_mind.record.time_words.english import HINTS, WHY, WORDS
from massage_mind.record.typed_times import read_bound, read_past, read_when, since_ms

HOUR = 3_600_000
ZONES = (
    *("UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia"),
    *("America/Sao_Paulo", "Africa/Casablanca", "Asia/Tehran", "Pacific/Kiritimati", "+02:00", "-09:30"),
)
CHANGES = tuple(
    round(datetime.fromisoformat(text).timestamp() * 1000)
    for text in (
        *("2027-03-28T01:00Z", "2026-10-25T01:00Z", "2026-11-01T06:00Z", "2027-03-14T07:00Z"),
        *("2026-10-03T15:30Z", "2027-04-03T15:00Z", "2011-12-30T10:00Z", "2018-11-04T03:00Z"),
    )
)
"""Instants at which the clocks of one of the zones go forward or back; in Apia by a day."""


def _in_full(at_ms: int, zone: str) -> str:
    """`Friday 4 December 2026, 15:00`; where the clocks show that twice, with its distance from UTC."""
    when = local(at_ms, zone)
    twice = when.utcoffset() != when.replace(fold=1 - when.fold).utcoffset()
    return f"{when:%A} {when.day} {when:%B %Y, %H:%M}{f' ({when.isoformat()[-6:]})' * twice}"


zones = st.sampled_from(ZONES)
instants = st.one_of(
    st.integers(0, 4_000_000_000_000),
    st.builds(
        lambda change, away: change + away, st.sampled_from(CHANGES), st.integers(-30 * HOUR, 30 * HOUR)
    ),
)
typed = st.lists(
    st.one_of(
        st.sampled_from(sorted(WORDS)),
        st.integers(0, 2100).map(str),
        st.from_regex(r"[0-9]{1,2}[:./-][0-9]{1,2}([:./-][0-9]{1,4})?(pm|h|th)?", fullmatch=True),
    ),
    max_size=7,
).map(" ".join)


@given(st.one_of(typed, st.text(max_size=130)), instants, zones)
def test_any_text_is_a_time_or_a_sentence(text: str, now: int, zone: str) -> None:
    """With what to do about it; and short, so that it fits a terminal."""
    for reader in (read_when, since_ms, read_past):
        try:
            assert 0 <= reader(text, now, zone) <= LATEST_MS
        except UsageError as error:
            assert error.sentence and error.hint and len(error.sentence) < 250


SAY_A_TIME = ("number", "noon", "now", "same", "this", "a", "half", "quarter")
timeless = [word for word, (kind, _) in sorted(WORDS.items()) if kind not in SAY_A_TIME]


@given(st.lists(st.sampled_from(timeless), max_size=6), instants, zones)
def test_what_is_understood_says_a_time_of_day(words: list[str], now: int, zone: str) -> None:
    """Without a number, or a word that stands for one, nothing does."""
    with pytest.raises(UsageError):
        read_when(" ".join(words), now, zone)


@given(instants, instants, zones)
def test_what_is_said_back_is_read_back(at_ms: int, now: int, zone: str) -> None:
    """As the same minute; of two that the clocks show alike neither is, and what is to be written instead leads to both."""
    at_ms -= local(at_ms, zone).second * 1000 + at_ms % 1000
    said = _in_full(at_ms, zone)
    for toward in ("future", "past"):
        if said.endswith(")"):
            with pytest.raises(UsageError, match="twice") as caught:
                read_when(said[: said.index(" (")], now, zone, toward=toward)  # type: ignore[arg-type]
            written = [word for word in caught.value.hint.split() if word[0].isdigit()]
            both = [read_when(one, now, zone) for one in written]
            assert 2 == len(both) and at_ms in both
        else:
            assert at_ms == read_when(said, now, zone, toward=toward)  # type: ignore[arg-type]


@given(instants, zones, st.integers(0, 9999))
def test_hours_and_minutes_are_added_to_the_instant(now: int, zone: str, count: int) -> None:
    """Whatever the clocks do in between."""
    now += 24 * 365 * 3 * HOUR
    assert now + count * HOUR == read_when(f"in {count} hours", now, zone)
    assert now + count * 60_000 == read_when(f"in {count} minutes", now, zone)
    assert now - count * HOUR == read_past(f"{count} hours ago", now, zone)
    assert now - count * 60_000 == since_ms(f"{count} minutes ago", now, zone)
    hours, minutes = divmod(count % (99 * 60), 60)
    assert now + (hours % 7 * 60 + minutes) * 60_000 == read_when(f"in {hours % 7}:{minutes:02}", now, zone)
    for text in (
        f"in {hours}h {minutes}m",
        f"{hours} hours {minutes} minutes from now",
    ):
        assert now + (hours * 60 + minutes) * 60_000 == read_when(text, now, zone), text


@given(instants, zones, st.integers(1, 400))
def test_days_and_weeks_are_counted_on_the_calendar(now: int, zone: str, count: int) -> None:
    """At the time that is said with them, on the clock of that day; Samoa once had no Friday."""
    assume(zone != "Pacific/Apia")
    here = local(now, zone).date().toordinal()
    for text, days in ((f"in {count} days at 12:30", count), (f"12:30 in {count} weeks", 7 * count)):
        there = local(read_when(text, now, zone), zone)
        assert (here + days, "12:30") == (there.date().toordinal(), f"{there:%H:%M}")


UNDERSTOOD = tuple(one for one in PHRASES if one.answers[0][0].isdigit())
unknown_words = st.text(st.characters(categories=("L",)), min_size=2, max_size=12).filter(
    lambda word: word.casefold() not in WORDS
)


@given(st.sampled_from(UNDERSTOOD), unknown_words, st.data())
def test_a_word_that_is_not_known_is_never_passed_over(
    phrase: Phrase, word: str, data: st.DataObject
) -> None:
    """Wherever it stands in a phrase that is understood without it."""
    words = phrase.text.split()
    words.insert(data.draw(st.integers(0, len(words))), word)
    now = round(datetime.fromisoformat("2026-11-26T10:30Z").timestamp() * 1000)
    with pytest.raises(UsageError):
        read_when(" ".join(words), now, INSTANTS[0].zone, toward=phrase.toward)


@given(st.sampled_from(UNDERSTOOD), st.sampled_from(UNDERSTOOD))
def test_two_phrases_are_not_one(first: Phrase, second: Phrase) -> None:
    """Two times of day are refused, even where they are the same."""
    now = round(datetime.fromisoformat("2026-11-26T10:30Z").timestamp() * 1000)
    with pytest.raises(UsageError):
        read_when(f"{first.text} {second.text}", now, INSTANTS[0].zone)


@given(st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH))
def test_an_id_before_a_time_is_no_part_of_it(key: str) -> None:
    """One id in 130 was: 239wk before "tomorrow 10:00" once was taken for 239 weeks, and led to July 2031."""
    now = round(datetime(2026, 12, 4, 13, tzinfo=UTC).timestamp() * 1000)
    for word in (key, "239wk", "6227h", "7d66d"):
        with pytest.raises(UsageError):
            read_when(f"{word} tomorrow 10:00", now, "Europe/Oslo")


@pytest.mark.parametrize(
    "text",
    [
        *("x" * 10_000, "1" * 10_000, "1:" * 5_000, "in " * 4_000, "1-" * 60, "a" * 119, "p" * 119 + "m"),
        *(
            "٣pm friday",
            "friday ３pm",
            "friday 3\u200bpm",
            "friday\x003pm",
            "\u202efriday 3pm",
            "friday 3pm\x07",
        ),
        *("🙂", "\ud800", "ſriday 3pm", "İ 3pm", "in 0.5.5 hours", "99999999999999999999", "in 9999 years"),
    ],
)
def test_what_is_hostile_ends_in_a_sentence(text: str) -> None:
    """At once, and without any of it in what is printed."""
    for reader in (read_when, read_bound):
        with pytest.raises(UsageError) as caught:
            reader(text, 1_795_689_000_000, "Europe/Berlin")
        assert len(caught.value.sentence) < 250
        assert caught.value.sentence.isprintable()


def test_spaces_of_every_kind_part_words() -> None:
    """A calendar writes a narrow one before pm, a web page one that does not break."""
    for space in ("  ", "\u00a0", "\u202f", "\t", "\n"):
        at_ms = read_when(f"friday{space}3{space}pm", 1_795_689_000_000, "Europe/Berlin")
        assert "Friday 27 November 2026, 15:00" == _in_full(at_ms, "Europe/Berlin")


def test_every_refusal_can_be_read() -> None:
    """A hint belongs to a refusal that there is; a word for a kind that is refused has a reason."""
    assert set(HINTS) <= set(WHY)
    for kind in ("span", "choice", "vague", "again", "uncounted", "weekend", "bound"):
        assert WHY[kind] and any(one[0] == kind for one in WORDS.values())
