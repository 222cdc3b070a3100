"""Kinds of massage on pages: those that go with what somebody said, and one by itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from massage_mind.learn.safety import SAFETY_END, SAFETY_LIST
from massage_mind.learn.topic import Topic
from massage_mind.learn.which_style import NamedStyle, StylesNamed, Today, usual_minutes
from massage_mind.screen.page.page_parts import (
    UNDER,
    Page,
    PageLine,
    Part,
    bold,
    command,
    heading,
    said,
    under,
)
from massage_mind.script.style import Style
from massage_mind.script.style_facts import CONDITION_WORDS, Condition

_LESS = "You can stop, or ask for less, at any time; and a massage you don't want needs no reason."
_WEAR = {
    True: "You stay dressed; something loose is easiest.",
    False: "You undress as far as you like. A cloth covers whatever isn't being worked on.",
    None: "You can ask beforehand what is worn.",
}


def named_page(today: Today, found: StylesNamed, about_all: Topic) -> Page:
    """The kinds that were named, or why none is. `about_all` is what is known of whether one is best."""
    match found.answer:
        case "not-today":
            return Page(tuple(_not_today(today)))
        case "styles":
            return Page(
                (
                    (said("What might go with what you said. It's no prescription: you decide."),),
                    *_ask_first(found),
                    *(part for one in found.named for part in _named(one)),
                    _FOR_ALL,
                    _known(about_all),
                    (said(_LESS),),
                    (said("One of them by itself; and what to expect from the door on:"),),
                    (
                        command(f"massage-mind choose {found.named[0].style.id}"),
                        command("massage-mind first-time"),
                    ),
                )
            )
        case "agree":
            return Page(
                (
                    (said("No kind in the list goes with all that you leave out and all that you named."),),
                    *_ask_first(found),
                    (
                        said(
                            "A massage can still be agreed on: on your side or sitting, in your clothes, without oil, "
                            "as light as you like. You say what you'd like and what you leave out, before it begins. "
                            "An hour of rest without massage is another way."
                        ),
                    ),
                    _FOR_ALL,
                    (said(_LESS),),
                    (said("What to ask a therapist; and an hour of rest:"),),
                    (command("massage-mind learn therapist"), command("massage-mind session --quiet-hour")),
                )
            )
        case _:
            assert_never(found.answer)


def _not_today(today: Today) -> Iterator[Part]:
    """Another day, and ask first; or simply not."""
    if today == "no":
        yield (said("Then not today. Not wanting it is reason enough."),)
        yield (said("If an hour for yourself would be good all the same, or two minutes of breath:"),)
        yield command("massage-mind session --quiet-hour"), command("massage-mind breathe --minutes 2")
        return
    yield (said("Perhaps another day, and ask somebody first. What there is to look at:"),)
    for title, text in SAFETY_LIST[:2]:
        yield heading(title), under(text, hang=0)
    yield (said(SAFETY_END),)
    yield (said("An hour of rest needs nobody's hands; and where help is:"),)
    yield command("massage-mind session --quiet-hour"), command("massage-mind support")


def _ask_first(found: StylesNamed) -> Iterator[Part]:
    if found.ask_first:
        words = f" about {_listed(found.ask_first)}."
        yield (said(bold("Before any massage, ask a clinician"), words),)
    if found.tell:
        yield (said(f"Tell the therapist about {_listed(found.tell)}."),)


def _listed(conditions: tuple[Condition, ...]) -> str:
    return "; ".join(CONDITION_WORDS[one] for one in conditions)


def _named(one: NamedStyle) -> Iterator[Part]:
    style = one.style
    yield (
        heading(style.title),
        *(under(reason.words) for reason in one.reasons),
    )
    if one.without:
        yield PageLine("What it doesn't have:", UNDER, heading=True), *(under(text) for text in one.without)
    if style.expect:
        yield PageLine("What to expect:", UNDER, heading=True), *(under(text) for text in style.expect)
    if style.cautions:
        yield PageLine("Mind:", UNDER, heading=True), *(under(text) for text in style.cautions)


def _known(topic: Topic) -> Part:
    verdict = topic.entry.verdict
    return (
        said(
            f"People say: “{topic.entry.claim}” ",
            bold(verdict.capitalize()),
            f": {topic.meaning} {topic.sentences[-1]}",
        ),
    )


def style_page(style: Style, topic: Topic | None) -> Page:
    """One kind: what it feels like, what is worn, how long, what may be sore, cautions, tradition and evidence."""
    minutes = usual_minutes(style)
    parts: list[Part] = [
        (heading(style.title), under(style.about, hang=0)),
        (heading("What to expect"), *map(under, style.expect)) if style.expect else (),
        (heading("What people wear"), under(_WEAR[style.clothed], hang=0)),
        (heading("How long"), under(f"Usually {minutes}.", hang=0)) if minutes else (),
        (heading("What may be sore"), under(style.facts.sore, hang=0)) if style.facts.sore else (),
        (heading("Mind"), *map(under, style.cautions)) if style.cautions else (),
        *(_of_topic(topic) if topic is not None else ()),
        (said(_LESS),),
        (said("How a session with it runs, to read:"),),
        (command(f"massage-mind preview during --minutes {min(style.minutes)} --style {style.id}"),)
        if style.minutes
        else (),
    ]
    return Page(parts)


def _of_topic(topic: Topic) -> Iterator[Part]:
    verdict = topic.entry.verdict
    if topic.tradition:
        yield heading("Tradition"), under(topic.tradition, hang=0)
    yield (
        heading("Evidence"),
        under(
            f"People say: “{topic.entry.claim}” ",
            bold(verdict.capitalize()),
            f": {topic.meaning} {topic.evidence}",
            hang=0,
        ),
    )
    yield (said("Where that was read:"),)
    yield (command(f"massage-mind learn {topic.entry.id}"),)


_FOR_ALL: Part = (heading(SAFETY_LIST[2][0]), under(SAFETY_LIST[2][1], hang=0))
"""With any kind, whatever was asked: the questions name some of it only."""
