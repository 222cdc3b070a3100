"""What `choose` answers: two or three kinds with reasons, that today may be no day for it, or one kind by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from massage_mind.cli.style_options import as_id
from massage_mind.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from massage_mind.cli.style_options import StyleWishes
    from massage_mind.learn.topic import Topic
    from massage_mind.learn.which_style import NamedStyle, StylesNamed
    from massage_mind.script.style import Style
    from massage_mind.world import World

ANY_STYLE = "other"
"""The style of which nothing is supposed: it is none to choose."""
ABOUT_ALL = "best-type"
"""The topic on whether one kind is best."""


def choose_style(
    world: World, words: Sequence[str], wishes: StyleWishes, *, asks: bool, as_json: bool
) -> None:
    """One kind where a word names it; else what goes with the answers. Raises `UsageError` for both at once."""
    if words:
        style = world.library().style(as_id(" ".join(words)))
        if wishes.said():
            raise UsageError(
                "One kind is shown by itself; answers go without its name.",
                "By itself:",
                command=f"massage-mind choose {style.id}",
            )
        _show_one(world, style, as_json=as_json)
        return
    from massage_mind.learn.which_style import which_styles

    answers = wishes.read()
    if asks and not as_json:
        from massage_mind.cli.style_asking import ask_which

        answers = ask_which(world, answers, wishes.said())
    styles = [one for one in world.library().styles() if one.id != ANY_STYLE]
    found = which_styles(answers, styles)
    if as_json:
        world.print_json({"today": answers.today, **named_document(found)})
        return
    from massage_mind.learn.topic_shelf import read_topic
    from massage_mind.screen.show.show_styles import named_page

    world.show(named_page(answers.today, found, read_topic(ABOUT_ALL)), paged=True)


def _show_one(world: World, style: Style, *, as_json: bool) -> None:
    topic = _topic_of(style)
    if as_json:
        world.print_json({**style_document(style), **_evidence(topic)})
        return
    from massage_mind.screen.show.show_styles import style_page

    world.show(style_page(style, topic), paged=True)


def _topic_of(style: Style) -> Topic | None:
    """What is known of this kind; None of one's own, or of any."""
    from massage_mind.learn.topic_shelf import read_topic, topic_list

    topic = f"style-{style.id}"
    return read_topic(topic) if any(one.id == topic for one in topic_list()) else None


def named_document(found: StylesNamed) -> dict[str, Any]:
    """The answer as a JSON document."""
    return {
        "answer": found.answer,
        "styles": [_named(one) for one in found.named],
        "ask_a_clinician": list(found.ask_first),
        "tell_the_therapist": list(found.tell),
    }


def _named(one: NamedStyle) -> dict[str, Any]:
    return {
        "id": one.style.id,
        "title": one.style.title,
        "reasons": [{"answer": reason.answer, "words": reason.words} for reason in one.reasons],
        "without": list(one.without),
        "expect": list(one.style.expect),
        "cautions": list(one.style.cautions),
    }


def style_document(style: Style) -> dict[str, Any]:
    """One kind as a JSON document; None is what isn't known of it."""
    facts = style.facts
    return {
        "id": style.id,
        "title": style.title,
        "about": style.about,
        "minutes": list(style.minutes),
        "dressed": style.clothed,
        "purposes": list(facts.purposes),
        "firmness": list(facts.firmness),
        "oil": facts.oil,
        "warm": facts.warm,
        "scent": facts.scent,
        "stretches": facts.stretches,
        "positions": list(style.positions),
        "expect": list(style.expect),
        "sore": facts.sore,
        "cautions": list(style.cautions),
        "not_with": list(facts.not_with),
    }


def _evidence(topic: Topic | None) -> dict[str, Any]:
    if topic is None:
        return {"tradition": "", "evidence": None}
    entry = topic.entry
    return {
        "tradition": topic.tradition,
        "evidence": {
            "topic": entry.id,
            "claim": entry.claim,
            "verdict": entry.verdict,
            "found": topic.evidence,
            "checked": topic.checked.isoformat(),
        },
    }
