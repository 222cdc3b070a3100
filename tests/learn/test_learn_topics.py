"""The topics: each with a verdict, sources and a day, in words that can be read and say no more than the verdict."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from massage_mind.errors import ScriptError
from massage_mind.learn.topic import GROUPS, Topic
from massage_mind.learn.topic_file import build_source, build_topic
from massage_mind.learn.topic_shelf import LIST_NAME, read_topic, topic_list, topics_folder
from massage_mind.learn.verdict import MEANINGS, VERDICTS
from massage_mind.places import shipped_styles

sys.path.insert(0, str(Path(__file__).parents[2] / "docs"))

import topics as pages

TOPIC = """\
title: "Does it hum?"
group: body
claim: "Massage makes the body hum."
verdict: mixed
ground: disagrees
sentences:
  - "Two small trials heard a hum after some weeks of it."
  - "Two others heard nothing, and had more people in them."
sources: [moyer2004]
checked: "2026-11-26"
words: [hum]
try: 'massage-mind breathe ease --minutes 2'
see: [cortisol]
"""


@pytest.fixture(scope="module")
def topics() -> list[Topic]:
    """All topics, read."""
    sources, _ = pages.read_sources()
    found, faults = pages.read_topics(topics_folder(), sources)
    assert [] == faults
    return found


def built(text: str) -> Topic:
    """The topic in this text."""
    return build_topic(text.encode(), "topics/en/hum.yaml", pages.read_sources()[0])


def faults_of(text: str) -> list[str]:
    """What is found wrong with this text, each with its place."""
    with pytest.raises(ScriptError) as caught:
        built(text)
    return [f"{one.line}:{one.column} {one.rule}" for one in caught.value.faults]


def test_nothing_is_wrong_with_the_topics() -> None:
    """Verdict, sources and day are there, the words are plain, every page named exists, and every line to try runs."""
    assert [] == pages.all_faults()


def test_the_list_is_what_the_topics_say(topics: list[Topic]) -> None:
    """docs/topics.py writes it."""
    assert pages.list_text(topics) == (topics_folder() / LIST_NAME).read_text(encoding="utf-8")
    assert tuple(one.entry for one in topics) == topic_list()


def test_every_group_and_verdict_is_needed(topics: list[Topic]) -> None:
    """No heading stands over nothing, and no verdict is never reached."""
    assert set(GROUPS) == {one.entry.group for one in topics}
    assert set(VERDICTS) == {one.entry.verdict for one in topics}


def test_every_shipped_style_has_a_page(topics: list[Topic]) -> None:
    """What is handed down stands apart from what was found."""
    styles = {one.entry.id.removeprefix("style-"): one for one in topics if one.entry.id.startswith("style-")}
    assert set(shipped_styles()) - {"other"} == set(styles)
    assert all(one.tradition and one.evidence for one in styles.values())


def test_one_source_is_told_in_one_place(topics: list[Topic]) -> None:
    """No two files are of the same paper."""
    sources = {source.key: source for topic in topics for source in topic.sources}
    addresses = [one.address.lower() for one in sources.values()]
    assert sorted(set(addresses)) == sorted(addresses)


def test_a_good_topic_has_no_fault() -> None:
    """So that the faults below are those of what was changed."""
    assert [] == list(pages.page_faults(built(TOPIC)))


@pytest.mark.parametrize(
    ("line", "instead", "fault"),
    [
        ("verdict: mixed", "verdict: proven", "4:10 choice"),
        ("verdict: mixed\n", "", "1:1 missing"),
        ('checked: "2026-11-26"', 'checked: "26 November"', "10:10 form"),
        ('checked: "2026-11-26"', 'checked: "2026-11-31"', "10:10 day"),
        ("sources: [moyer2004]", "sources: []", "9:10 count"),
        ("sources: [moyer2004]", "sources: [nobody1999]", "9:10 source"),
        ("ground: disagrees\n", "", "4:10 ground"),
        ("ground: disagrees", "ground: otherwise", "5:9 ground"),
        ("verdict: mixed", "verdict: supported", "5:9 ground"),
        ("group: body", "group: bodies", "2:8 choice"),
        ('words: [hum]', 'words: [hum]\nwidth: 3', "12:1 unknown-key"),
        ("try:", "list: [one]\ntry:", "1:1 list"),
    ],
)  # fmt: skip
def test_a_fault_in_a_topic_is_named_at_its_place(line: str, instead: str, fault: str) -> None:
    """A page without verdict, source or day is not read at all."""
    assert line in TOPIC
    assert [fault] == faults_of(TOPIC.replace(line, instead))


def test_a_page_says_on_which_ground_its_verdict_stands() -> None:
    """Not tested is not the same as tested and not so; one of one ground only says what it always means."""
    topic = built(TOPIC)
    assert "some of what was found says yes, some says no." == topic.meaning
    untested = built(
        TOPIC.replace("verdict: mixed\nground: disagrees", "verdict: unsupported\nground: untested")
    )
    assert "we found nothing that tests it." == untested.meaning
    plain = built(TOPIC.replace("verdict: mixed\nground: disagrees", "verdict: supported"))
    assert MEANINGS["supported"] == plain.meaning


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ('authors: "A"\ntitle: "B"\njournal: "C"\n', "address"),
        (
            'authors: "A"\ntitle: "B"\njournal: "C"\ndoi: "10.1000/182"\nurl: "https://example.org"\n',
            "address",
        ),
        ('authors: "A"\ntitle: "B"\njournal: "C"\ndoi: "doi:10.1000/182"\n', "form"),
        ('authors: "A"\ntitle: "B"\njournal: "C"\nurl: "example.org"\n', "form"),
        ('title: "B"\njournal: "C"\ndoi: "10.1000/182"\n', "missing"),
    ],
)
def test_a_source_has_authors_and_one_address_that_is_well_formed(text: str, rule: str) -> None:
    """A DOI, or an address where it has none."""
    with pytest.raises(ScriptError) as caught:
        build_source(text.encode(), "sources/a.yaml")
    assert [rule] == [one.rule for one in caught.value.faults]


@pytest.mark.parametrize(
    ("sentence", "fault"),
    [
        ("It hums and nobody knows.", "5 words in a sentence"),
        ("It is clinically shown that the whole body hums.", "'clinically' says more"),
        ("After this massage cures the body, it hums.", "'cures' says more"),
        ("Everybody who tried it for a while was humming!", "an exclamation mark"),
        (f"It hums {'and hums ' * 12}for a while.", "29 words in a sentence"),
        (
            "Parasympathetic physiological modulation characteristically differentiates individuals.",
            "hard to read",
        ),
    ],
)
def test_a_page_says_no_more_than_its_verdict_in_words_that_can_be_read(sentence: str, fault: str) -> None:
    """What is refused in the sentences may stand in the claim, told as people tell it."""
    topic = replace(built(TOPIC), sentences=(sentence,))
    assert any(one.startswith(fault) for one in pages.page_faults(topic)), list(pages.page_faults(topic))
    claimed = replace(built(TOPIC).entry, claim=sentence)
    assert [] == list(pages.page_faults(replace(built(TOPIC), entry=claimed)))


@pytest.mark.parametrize(
    "line", ["massage-mind lern", "massage-mind breathe --minutes 900", "ls", "massage-mind learn --jsn"]
)
def test_a_line_that_does_not_run_is_seen(line: str) -> None:
    """It is taken as a person would take it, without anything being kept."""
    assert pages.tried(line)


def doubtful() -> Iterator[tuple[str, str]]:
    """Pages, and what they must not say: what could not be read at its source."""
    yield "neck-pain", "little or no difference"
    yield "session-length", "number of sessions mattered more"
    yield "insurance", "savings account"
    yield "instead-of-therapy", "many people use both"
    yield "if-then", "0.65"


@pytest.mark.parametrize(("topic", "words"), list(doubtful()))
def test_what_could_not_be_read_is_not_said(topic: str, words: str) -> None:
    """Its page does without."""
    assert words not in " ".join(pages.said_by(read_topic(topic))).lower()
