"""What `learn` answers: the list, the page that was meant, several, or that there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from massage_mind.learn.topic_search import find_topics
from massage_mind.learn.topic_shelf import read_topic, topic_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    from massage_mind.learn.topic import KnownFrom, Topic, TopicEntry
    from massage_mind.world import World

VERDICTS_WORD = "verdicts"
"""What is asked for by this word is no topic but what the verdicts mean."""
_LONGEST_SAID_BACK = 60


def show_known(world: World, typed: str, *, as_json: bool) -> None:
    """What is known on these words; without any, the list of all there is."""
    if typed.casefold() in (VERDICTS_WORD, VERDICTS_WORD[:-1]):
        _show_verdicts(world, as_json=as_json)
        return
    topics = topic_list()
    if not typed:
        _show_list(world, topics, as_json=as_json)
        return
    found = find_topics(topics, typed)
    if not (found.one or found.several):
        _say_nothing_known(world, typed)
    instead = found.near and f"There's nothing on {_said_back(typed)}; this is on {_said_back(found.near)}."
    if instead and (as_json or not world.read_at_once()):
        world.note(instead)
    if found.one:
        _show_topic(world, read_topic(found.one.id), instead, as_json=as_json)
    elif as_json:
        world.print_json([_row(one) for one in found.several])
    elif found.several:
        _show_several(world, found.near or typed, found.several, instead)


def _show_verdicts(world: World, *, as_json: bool) -> None:
    if as_json:
        from massage_mind.learn.verdict import MEANINGS, RULE, VERDICTS

        world.print_json({"verdicts": {one: MEANINGS[one] for one in VERDICTS}, "rule": list(RULE)})
        return
    from massage_mind.screen.show.show_topics import verdicts_page

    world.show(verdicts_page(), paged=True)


def _show_list(world: World, topics: Sequence[TopicEntry], *, as_json: bool) -> None:
    """A page by what people ask for a person; for a program a line for each topic."""
    if as_json:
        world.print_json([_row(one) for one in topics])
    elif world.read_at_once():
        from massage_mind.screen.show.show_topics import topics_page

        world.show(topics_page(topics, aloud=world.accessible()), paged=True)
    else:
        _write_lines(world, topics)


def _show_several(world: World, typed: str, topics: Sequence[TopicEntry], instead: str) -> None:
    if world.read_at_once():
        from massage_mind.screen.show.show_topics import hits_of_topics
        from massage_mind.screen.text import cut, safe_text

        shown = cut(safe_text(typed), _LONGEST_SAID_BACK)
        world.show(hits_of_topics(shown, topics, instead, aloud=world.accessible()), paged=True)
    else:
        _write_lines(world, topics)


def _write_lines(world: World, topics: Sequence[TopicEntry]) -> None:
    for one in topics:
        world.write(f"{one.id:<26} {one.verdict:<12} {one.title}")


def _say_nothing_known(world: World, typed: str) -> None:
    world.suggest(f"There's nothing on {_said_back(typed)}. All there is:", "massage-mind learn")


def _said_back(typed: str) -> str:
    from massage_mind.words.near import quoted

    return quoted(typed, _LONGEST_SAID_BACK)


def _show_topic(world: World, topic: Topic, instead: str, *, as_json: bool) -> None:
    if as_json:
        world.print_json(_document(topic))
        return
    from massage_mind.screen.show.show_topics import topic_page

    world.show(topic_page(topic, instead if world.read_at_once() else ""), paged=True)


def _row(topic: TopicEntry) -> dict[str, Any]:
    return {"id": topic.id, "title": topic.title, "verdict": topic.verdict, "group": topic.group}


def _document(topic: Topic) -> dict[str, Any]:
    """A topic as a JSON document; what it does not have is left out."""
    entry = topic.entry
    kept = {
        "ground": topic.ground,
        "scope": topic.scope,
        "tradition": topic.tradition,
        "evidence": topic.evidence,
        "care": topic.care,
        "list": list(topic.items),
    }
    return {
        "id": entry.id,
        "title": entry.title,
        "group": entry.group,
        "claim": entry.claim,
        "verdict": entry.verdict,
        "sentences": list(topic.sentences),
        **{key: value for key, value in kept.items() if value},
        "sources": [_source_document(one) for one in topic.sources],
        "checked": topic.checked.isoformat(),
        "try": topic.try_line,
        "see": list(topic.see),
    }


def _source_document(source: KnownFrom) -> dict[str, Any]:
    found: dict[str, Any] = {"authors": source.authors, "title": source.title, "journal": source.journal}
    if source.year:
        found["year"] = source.year
    return found | ({"doi": source.doi} if source.doi else {"url": source.url})
