"""Words are found as a person means them, whatever SQLite would make of them."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from journal_support import NOW, at_time, new_session, progress, reading, writing

from massage_mind.journal.store import Store
from massage_mind.record.entry import Entry
from massage_mind.record.folding import Signs, fold, fold_alone, fold_letter, fold_unspaced, fold_with_places
from massage_mind.record.head import NewRecord
from massage_mind.record.intention import Intention
from massage_mind.record.kinds import search_text
from massage_mind.record.parked import Parked
from massage_mind.record.query import Query
from massage_mind.record.search import Hit, Term, find_hit, read_terms

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
            at_time(opened, NOW).records.add(NewRecord(Entry(text), NOW, "UTC", tags=(f"t-{name}",)))
        yield opened


def found(store: Store, typed: str) -> list[str]:
    """Which of the texts are found."""
    terms = read_terms(typed)
    if not terms:
        return []
    records = at_time(store, NOW).records.search(terms, Query(()))
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


FOLDED = [
    # What is written, and what finds it.
    ("entspannt🥰", "entspannt"),
    ("마사지를 받았다", "마사지"),
    ("어제 한국어마사지", "마사지"),
    ("어깨가 가볍다", "어깨"),
    ("🥰entspannt🫠gut", "entspannt gut"),
    ("entspannt❤\ufe0f", "entspannt"),
    ("❤\ufe0fentspannt", "entspannt"),
    ("1\ufe0f\u20e3entspannt", "entspannt"),
    ("entspannt1\ufe0f\u20e3", "entspannt"),
    ("\u2066entspannt\u2069", "ENTSPANNT"),
    ("\u202eentspannt\u202c", "entspannt"),
    ("\ue000entspannt\uf8ff", "entspannt"),
    ("\U000f0000entspannt\U0010fffd", "entspannt"),
    ("\U0001fadeentspannt\u0378", "entspannt"),
    ("\U000e1000entspannt\U0001f9ff", "entspannt"),
    ("entspannt\u200d🥰", "entspannt"),
    ("entspannt\u200bgut", "gut"),
    ("entspannt\u2060gut", "entspannt"),
    ("entspannt™", "entspannt"),
    ("entspannt\u0903", "entspannt"),
    ("mas\xadsage", "massage"),
    ("massage", "mas\xadsage"),
    ("می\u200cخواهم", "میخواهم"),
    ("می\u200cخواهم", "می خواهم"),
    ("πλάτη", "πλατη"),
    ("ΠΛΑΤΗ", "πλάτη"),
    ("ώμος", "ΩΜΟΣ"),
    ("ёлка", "елка"),
    ("елка", "ЁЛКА"),
    ("Größe", "GRÖSSE"),
    ("GRÖSSE", "größe"),
    ("Straße", "strasse"),
    ("GROẞ", "groß"),
    ("ışık", "ISIK"),
    ("İstanbul", "istanbul"),
    ("ISPARTA", "ısparta"),
    ("đau lưng", "dau lung"),
    ("Dau Lung", "ĐAU LƯNG"),
    ("Łódź", "lodz"),
    ("smørrebrød", "SMORREBROD"),
    ("cœur", "COEUR"),
    ("مُحَمَّد", "محمد"),
    ("محمد", "مُحَمَّد"),
    ("مـــحمد", "محمد"),
    ("أحمد", "احمد"),
    ("שָׁלוֹם", "שלום"),
    ("ﬁn ﬂott", "fin flott"),
    ("ｍａｓｓａｇｅ ６０", "massage 60"),
    ("massage", "ＭＡＳＳＡＧＥ"),
    ("ｶﾀｶﾅ ｶﾞ", "カタカナ"),
    ("ガ", "ｶﾞ"),
    ("cafe\u0301", "café"),
    ("café", "cafe\u0301"),
    ("हिन्दी", "हिन्दी"),
    ("어깨가 뭉쳤어요", "어깨가"),
    (unicodedata.normalize("NFD", "어깨가"), "어깨가"),
    ("今日はmassageをした", "massage"),
    ("葛\U000e0100城", "葛城"),
    ("arm_left", "left"),
]


@pytest.mark.parametrize(("text", "typed"), FOLDED)
def test_no_sign_and_no_case_hides_a_word(store: Store, text: str, typed: str) -> None:
    """Whatever stands beside it, with its marks or without; and the hit is shown where it stands."""
    record = at_time(store, NOW).records.add(NewRecord(Entry(text), NOW, "UTC"))
    terms = read_terms(typed)
    assert record.id in [one.id for one in at_time(store, NOW).records.search(terms, Query(()))]
    hit = find_hit(text, terms)
    assert text.strip() == hit.sentence
    assert hit.end > hit.start


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("entspannter🥰", "entspannt"),
        ("हिन्दी", "हन्द"),
        ("がき", "かき"),
        ("shoulder\U0001f970blade", '"blade shoulder"'),
        ("\ue000\ue001", "\ue000"),
    ],
)
def test_another_word_is_not_found(store: Store, text: str, typed: str) -> None:
    """A longer one, one that other marks make another, one in another row; signs by themselves are no word."""
    at_time(store, NOW).records.add(NewRecord(Entry(text), NOW, "UTC"))
    terms = read_terms(typed)
    assert not terms or not at_time(store, NOW).records.search(terms, Query(()))


def _is_sign(char: str) -> bool:
    return unicodedata.category(char)[0] not in "LMN" and char not in '"*'


SIGNS = st.characters(exclude_categories=["L", "M", "N", "Cs"]).filter(_is_sign)
WORDS = st.text(st.characters(categories=["L"]), min_size=1, max_size=12)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(WORDS, SIGNS, SIGNS, st.sampled_from([str.upper, str.lower, str.title, str.casefold, str.swapcase]))
def test_a_word_between_any_two_signs_is_found(
    store: Store, word: str, before: str, behind: str, case: Callable[[str], str]
) -> None:
    """In any case; signs are what Python's tables know of as no letter, mark or digit, assigned or not."""
    record = at_time(store, NOW).records.add(NewRecord(Entry(f"x{before}{word}{behind}x"), NOW, "UTC"))
    terms = read_terms(case(word))
    found = [one.id for one in at_time(store, NOW).records.search(terms, Query(()))] if terms else []
    at_time(store, NOW).records.forget([record.id])
    assert record.id in found


def test_every_letter_is_the_same_in_any_case_and_form() -> None:
    """All there are, alone and within a word: folding knows neither case nor how a letter is composed."""
    ways: list[Callable[[str], str]] = [
        *(str.upper, str.lower, str.title, str.casefold),
        *(lambda text, form=form: unicodedata.normalize(form, text) for form in ("NFC", "NFD")),  # type: ignore[misc]
    ]
    for code in range(0x80, 0x30000 if sys.maxunicode > 0xFFFF else 0):
        letter = chr(code)
        if unicodedata.category(letter)[0] not in "LN" or 0x4E00 <= code < 0xD7A4 or code >= 0x20000:
            continue
        assert fold_letter(letter).strip(), hex(code)
        for text in (letter, f"x{letter}x"):
            for way in ways:
                assert fold(text).split() == fold(way(text)).split(), (hex(code), way)
                assert fold_unspaced(text) == fold_unspaced(way(text)), (hex(code), way)


@pytest.mark.slow
def test_no_sign_there_is_or_will_be_is_a_part_of_a_word() -> None:
    """Every character: what is no letter, mark or digit parts words, and a mark beside a Latin word changes none."""
    for code in (*range(0x80, 0xD800), *range(0xE000, 0x110000)):
        char = chr(code)
        if unicodedata.category(char)[0] not in "LMN":
            assert ["a", "word", "b"] == fold(f"a{char}word{char}b").split(), hex(code)
        elif (
            unicodedata.category(char)[0] == "M" and char != "\u0345"
        ):  # Which has a capital, and is a letter then.
            assert "word" in fold(f"{char}wo{char}rd{char}").replace(" ", ""), hex(code)


def test_a_hit_in_a_very_long_text_is_shown_with_its_marks() -> None:
    """Also where only those differ from what was typed."""
    text = "word " * 60_000 + "Dann πλάτη🥰. " + "hay " * 60_000
    hit = find_hit(text, read_terms("πλατη"))
    assert "πλάτη" == hit.sentence[hit.start : hit.end]


def test_a_row_of_words_over_two_sentences_shows_how_the_text_begins() -> None:
    """There is no one sentence to show, and an empty line would say nothing."""
    found = find_hit(TEXTS["english"], read_terms('"go nothing"'))
    assert Hit("The left shoulder let go.") == found
    assert Hit("") == find_hit("", read_terms("go"))


def test_every_kind_of_record_is_found(journal: Path) -> None:
    """Intentions, parked thoughts, sessions with their answers; what was changed by its new words only."""
    with writing(journal) as store:
        at_time(store, NOW).records.add(
            NewRecord(Intention("quiet wish", when="planning dinner"), NOW, "UTC")
        )
        parked = at_time(store, NOW).records.add(NewRecord(Parked("call the bank", place="desk"), NOW, "UTC"))
        session = at_time(store, NOW).begin_session(new_session(title="Following"))
        at_time(store, NOW).end_session(session, progress(answers=(("How is it?", "feathery"),)), "finished")
        at_time(store, NOW).records.change(parked.id, details=lambda old: Parked("call the dentist"))

        def kinds(typed: str) -> list[str]:
            return [one.kind for one in at_time(store, NOW).records.search(read_terms(typed), Query(()))]

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
    for signs in get_args(Signs):
        folded, places = fold_with_places(text, signs)
        assert len(places) == len(folded) + 1
        assert folded == fold_alone(text, signs)


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
    record = at_time(store, NOW).records.add(NewRecord(Entry(text), NOW, "UTC"))
    ids = [one.id for one in at_time(store, NOW).records.search(terms, Query(()))]
    assert record.id in ids
    at_time(store, NOW).records.forget([record.id])


def test_terms_are_read_as_they_are_typed() -> None:
    """Each once."""
    assert (Term("a"), Term("b c"), Term("d", prefix=True)) == read_terms('a "b c" d* a "" *')


def test_the_index_agrees_with_what_it_is_of(store: Store, journal: Path) -> None:
    """After adding, changing, deleting."""
    records = at_time(store, NOW).records.find(Query())
    at_time(store, NOW).records.change(records[0].id, details=lambda old: Entry("肩 other words"))
    at_time(store, NOW).records.bin([records[1].id])
    at_time(store, NOW).records.forget([records[2].id])
    with store.file.writing() as conn:
        for table in ("words", "grams"):
            conn.execute(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")
    store.close()
    with reading(journal) as again:
        assert len(TEXTS) - 2 == len(at_time(again, NOW).records.find(Query()))
    assert "肩" in search_text(records[0].head, Entry("肩"))
