"""Words are found as a person means them, whatever SQLite would make of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from journal_support import NOW, new_session, progress, reading, writing

from massage_mind.journal.rows.search_rows import condition
from massage_mind.journal.store import Store
from massage_mind.record.entry import Entry
from massage_mind.record.head import NewRecord
from massage_mind.record.intention import Intention
from massage_mind.record.kinds import search_text
from massage_mind.record.parked import Parked
from massage_mind.record.query import Query
from massage_mind.record.search import Term, find_hit, fold, read_terms

TEXTS = {
    "english": "The left shoulder let go. Nothing else changed, not even near the neck!",
    "german": "Käse, Straße und Ärger: alles weit weg.",
    "chinese": "今天肩膀很紧。后来放松了。",
    "japanese": "肩こりが少し楽になりました。",
    "thai": "วันนี้ไหล่ตึงมาก",
    "korean": "어깨가 뭉쳤어요",
    "emoji": "fine 👩‍👩‍👧 and 👍🏽 done",
    "code": 'SELECT * FROM record; -- "quoted" (a AND b) OR NOT c^2 NEAR(x y) body:word',
    "nul": "before\x00behind",
    "long": "word " * 5_000 + "needle " + "hay " * 5_000,
}


@pytest.fixture
def store(journal: Path) -> Iterator[Store]:
    with writing(journal) as opened:
        for name, text in TEXTS.items():
            opened.records.add(NewRecord(Entry(text), NOW, "UTC", tags=(f"t-{name}",)), now_ms=NOW)
        yield opened


def found(store: Store, typed: str) -> list[str]:
    """Which of the texts are found."""
    terms = read_terms(typed)
    if not terms:
        return []
    records = store.records.search(condition(terms), Query(()), now_ms=NOW)
    by_text = {text: name for name, text in TEXTS.items()}
    return sorted(by_text[one.details.text] for one in records if isinstance(one.details, Entry))


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("shoulder", ["english"]),
        ("SHOULDER left", ["english"]),
        ("should", []),
        ("should*", ["english"]),
        ("shoulder missing", []),
        ('"left shoulder"', ["english"]),
        ('"shoulder left"', []),
        ('"let go', ["english"]),
        ("kase", ["german"]),
        ("KÄSE", ["german"]),
        ("arger", ["german"]),
        ("肩", ["chinese", "japanese"]),
        ("肩膀", ["chinese"]),
        ("肩膀很紧", ["chinese"]),
        ("放松", ["chinese"]),
        ("少し楽", ["japanese"]),
        ("ไหล่", ["thai"]),
        ("ตึงมาก", ["thai"]),
        ("어깨*", ["korean"]),
        ("t-german", ["german"]),
        ("needle", ["long"]),
        ("behind", ["nul"]),
        ("before\x00behind", ["nul"]),
        ("AND", ["code", "emoji"]),
        ("not", ["code", "english"]),
        ("near", ["code", "english"]),
        ("near neck", ["english"]),
        ("NEAR(x y)", ["code"]),
        ("body:word", ["code"]),
        ("c^2", ["code"]),
        ("*", []),
        ('"', []),
        ("''", []),
        ("--", []),
        ("%", []),
        ("肩%", []),
        ("🙂", []),
    ],
)
def test_words_are_found(store: Store, typed: str, names: list[str]) -> None:
    """All of them have to be there; quotes make a row, a star longer words; operators are words."""
    assert names == found(store, typed)


def test_every_kind_of_record_is_found(journal: Path) -> None:
    """Intentions, parked thoughts, sessions with their answers; what was changed by its new words only."""
    with writing(journal) as store:
        store.records.add(NewRecord(Intention("quiet wish", when="planning dinner"), NOW, "UTC"), now_ms=NOW)
        parked = store.records.add(NewRecord(Parked("call the bank", place="desk"), NOW, "UTC"), now_ms=NOW)
        session = store.begin_session(new_session(title="Following"), now_ms=NOW)
        store.end_session(session, progress(answers=(("How is it?", "feathery"),)), "finished", now_ms=NOW)
        store.records.change(parked.id, now_ms=NOW, details=lambda old: Parked("call the dentist"))

        def kinds(typed: str) -> list[str]:
            return [
                one.kind for one in store.records.search(condition(read_terms(typed)), Query(()), now_ms=NOW)
            ]

        assert ["intention"] == kinds("dinner")
        assert ["session"] == kinds("feathery")
        assert ["parked"] == kinds("dentist")
        assert [] == kinds("bank")


@pytest.mark.parametrize(
    ("typed", "hit"),
    [
        ("neck", "Nothing else changed, not even near the [neck]!"),
        ("shoulder", "The left [shoulder] let go."),
        ('"let go"', "The left shoulder [let go]."),
        ("chang*", "Nothing else [chang]ed, not even near the neck!"),
        ("left neck", "The [left] shoulder let go."),
    ],
)
def test_a_hit_is_shown_in_its_sentence(typed: str, hit: str) -> None:
    """The one with most of the words."""
    found = find_hit(TEXTS["english"], read_terms(typed))
    assert (
        hit
        == f"{found.sentence[: found.start]}[{found.sentence[found.start : found.end]}]{found.sentence[found.end :]}"
    )


def test_a_hit_in_a_very_long_line_is_cut_around_it() -> None:
    """To some 160 letters, the hit among them."""
    hit = find_hit(TEXTS["long"], read_terms("needle"))
    assert len(hit.sentence) <= 162
    assert "needle" == hit.sentence[hit.start : hit.end]
    assert hit.sentence.startswith("…") and hit.sentence.endswith("…")


@given(st.text(max_size=30), st.text(max_size=200))
def test_a_hit_is_always_within_its_sentence(typed: str, text: str) -> None:
    """Whatever the letters."""
    hit = find_hit(text, read_terms(typed))
    assert 0 <= hit.start <= hit.end <= len(hit.sentence)
    folded, places = fold(text)
    assert len(places) == len(folded) + 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_no_words_break_a_search(store: Store, typed: str) -> None:
    """Any text is a search or no word at all."""
    found(store, typed)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Z", "S", "M"]), min_size=1, max_size=30)
)
def test_what_is_written_is_found_again_by_its_own_words(store: Store, text: str) -> None:
    """If it has a word at all."""
    terms = read_terms(text.replace('"', " ").replace("*", " "))
    if not terms or not text.strip():
        return
    record = store.records.add(NewRecord(Entry(text), NOW, "UTC"), now_ms=NOW)
    ids = [one.id for one in store.records.search(condition(terms), Query(()), now_ms=NOW)]
    assert record.id in ids
    store.records.forget([record.id], now_ms=NOW)


def test_terms_are_read_as_they_are_typed() -> None:
    """Each once."""
    assert (Term("a"), Term("b c"), Term("d", prefix=True)) == read_terms('a "b c" d* a "" *')


def test_the_index_agrees_with_what_it_is_of(store: Store, journal: Path) -> None:
    """After adding, changing, deleting."""
    records = store.records.find(Query(), now_ms=NOW)
    store.records.change(records[0].id, now_ms=NOW, details=lambda old: Entry("肩 other words"))
    store.records.bin([records[1].id], now_ms=NOW)
    store.records.forget([records[2].id], now_ms=NOW)
    with store.ground.writing() as conn:
        for table in ("words", "grams"):
            conn.execute(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")
    store.close()
    with reading(journal) as again:
        assert len(TEXTS) - 2 == len(again.records.find(Query(), now_ms=NOW))
    assert "肩" in search_text(records[0].head, Entry("肩"))
