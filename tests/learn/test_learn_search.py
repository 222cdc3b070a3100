"""A page is found by its id, by its title, by words in it, and by words that are nearly those."""

from __future__ import annotations

import pytest

from massage_mind.learn.topic import TopicEntry
from massage_mind.learn.topic_search import find_topics
from massage_mind.learn.topic_shelf import topic_list

TOPICS = topic_list()


@pytest.mark.parametrize("topic", TOPICS, ids=lambda one: one.id)
def test_every_topic_is_found_by_its_id_and_its_title(topic: TopicEntry) -> None:
    """In any case, with or without the signs in it."""
    for typed in (topic.id, topic.id.replace("-", " ").upper(), topic.title, topic.title.rstrip("?").lower()):
        assert topic == find_topics(TOPICS, typed).one, typed


@pytest.mark.parametrize("topic", TOPICS, ids=lambda one: one.id)
def test_every_topic_is_found_by_each_of_its_words(topic: TopicEntry) -> None:
    """Alone, or among others that they lead to as well, unless it is what another one is called."""
    called = {one.id.replace("-", " ") for one in TOPICS if one != topic}
    for word in set(topic.words) - called:
        found = find_topics(TOPICS, word)
        assert topic in (found.one, *found.several), word


@pytest.mark.parametrize(
    ("asked", "topic"),
    [
        ("does massage help with anxiety", "anxiety"),
        ("Does massage help with depression?", "depression"),
        ("how often should I get a massage", "how-often"),
        ("does insurance cover massage", "insurance"),
        ("what is the best type of massage", "best-type"),
        ("can massage replace therapy", "instead-of-therapy"),
        ("how often for stress", "how-often"),
        ("therapeutic or deep tissue", "deep-or-therapeutic"),
        ("can it help with chronic pain and mental health", "pain-and-mood"),
        ("is massage suitable with an anxiety disorder", "with-an-anxiety-disorder"),
        ("how long does it last", "how-long-it-lasts"),
    ],
)
def test_each_of_the_eleven_questions_leads_to_its_page(asked: str, topic: str) -> None:
    """As people ask them: the page itself, or the first of a few."""
    found = find_topics(TOPICS, asked)
    assert topic == (found.one or found.several[0]).id


@pytest.mark.parametrize(
    ("typed", "topic"),
    [
        ("cortisl", "cortisol"),
        ("fibromyalga", "fibromyalgia"),
        ("insuranse", "insurance"),
        ("Schiatsu", "style-shiatsu"),
    ],
)
def test_a_misspelt_word_finds_the_near_one(typed: str, topic: str) -> None:
    """And what was looked for instead is told."""
    found = find_topics(TOPICS, typed)
    assert found.one is not None
    assert (topic, True) == (found.one.id, bool(found.near))


@pytest.mark.parametrize("typed", ["", "   ", "?", "🦊", "xylophone quartet", "\u202e", "1234567"])
def test_what_nobody_knows_finds_nothing(typed: str) -> None:
    """Rather than the page that happens to be first."""
    found = find_topics(TOPICS, typed)
    assert (None, ()) == (found.one, found.several)


def test_of_several_the_likeliest_is_first() -> None:
    """A word that people search by goes before one in a claim."""
    found = find_topics(TOPICS, "neck massage sessions")
    assert "neck-pain" == (found.one or found.several[0]).id
