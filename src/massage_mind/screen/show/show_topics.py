"""What is known on pages: the list of topics by what people ask, one topic, and what the verdicts mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from massage_mind.learn.topic import GROUPS, KnownFrom, Topic, TopicEntry
from massage_mind.learn.verdict import MEANINGS, READ, RULE, VERDICTS
from massage_mind.screen.page.page_parts import (
    COMMAND,
    UNDER,
    WIDEST,
    Block,
    Page,
    PageLine,
    Part,
    Whole,
    bold,
    command,
    heading,
    said,
    under,
)
from massage_mind.words.times import date_words

_ANY_YEAR = date.min
"""A day to tell another from: a date of a source is said with its year."""


def topics_page(topics: Sequence[TopicEntry], *, aloud: bool = False) -> Page:
    """All topics: a heading for each question people ask, a line for each topic, its verdict at the end."""
    order = list(GROUPS)
    ordered = sorted(topics, key=lambda one: order.index(one.group))
    groups = [
        (heading(GROUPS[group]), *(_row(one, aloud) for one in some))
        for group, some in groupby(ordered, lambda one: one.group)
    ]
    last = (said("One of them, by any of its words; and what the verdicts mean:"),)
    commands = (command("massage-mind learn stress hormone"), command("massage-mind learn verdicts"))
    return Page((*groups, last, commands))


def hits_of_topics(
    typed: str, topics: Sequence[TopicEntry], instead: str = "", *, aloud: bool = False
) -> Page:
    """Several that were found for what was typed, the likeliest first. `instead`: as in `topic_page`."""
    rows = [_row(one, aloud) for one in topics]
    return Page(
        (
            (said(instead),) if instead else (),
            (heading(f'For "{typed}"'), *rows),
            (said("The first of them:"),),
            (command(f"massage-mind learn {topics[0].id}"),),
        )
    )


def _row(topic: TopicEntry, aloud: bool) -> Block:
    if aloud:
        return under(f"{topic.title} {topic.verdict.capitalize()}")
    return PageLine(topic.title, UNDER, "", topic.verdict, 2, WIDEST, aside_style="")


def topic_page(topic: Topic, instead: str = "") -> Page:
    """One topic: what people say, the verdict and what it means, what is known, and where that was read.

    `instead` says first that something else was typed.
    """
    bounds = f", {topic.scope}" if topic.scope else ""
    verdict = topic.entry.verdict
    parts: list[Part] = [
        (said(instead),) if instead else (),
        (heading(topic.entry.title),),
        (said(f"People say: “{topic.entry.claim}”"),),
        (said(bold(verdict.capitalize()), f"{bounds}: {topic.meaning}"),),
        (said(" ".join(topic.sentences)),),
        *_of_a_kind(topic),
        (said(topic.care),) if topic.care else (),
        (heading(topic.items_title), *map(under, topic.items)) if topic.items else (),
        (heading("Where this was read"), *(block for one in topic.sources for block in _source(one))),
        (said(f"Checked on {date_words(topic.checked, _ANY_YEAR)}."),),
        (said("Something to try:"),),
        (command(topic.try_line),),
        (said("More to read:"),),
        tuple(command(f"massage-mind learn {one}") for one in topic.see),
    ]
    return Page(parts)


def _of_a_kind(topic: Topic) -> Iterator[Part]:
    """Of a kind of massage: what is handed down, apart from what was found."""
    if topic.tradition:
        yield heading("Tradition"), under(topic.tradition, hang=0)
    if topic.evidence:
        yield heading("Evidence"), under(topic.evidence, hang=0)


def _source(source: KnownFrom) -> tuple[Block, ...]:
    year = f" ({source.year})" if source.year else ""
    return (
        under(f"{source.authors}{year}. {source.title}. {source.journal}."),
        Whole(source.address, "", COMMAND),
    )


def verdicts_page() -> Page:
    """The four words, what each means, and the one rule how a verdict is reached."""
    words = [under(bold(one.capitalize()), f": {MEANINGS[one]}") for one in VERDICTS]
    return Page(
        (
            (heading("Four verdicts on a claim"), *words),
            (heading("One rule"), *(under(text, hang=0) for text in RULE)),
            (said(READ),),
            (said("All topics:"),),
            (command("massage-mind learn"),),
        )
    )
