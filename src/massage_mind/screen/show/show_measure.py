"""Measures on a page: what is rated from 0 to 10, what both ends mean, and when it is asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from massage_mind.insight.claims import mixed_words
from massage_mind.record.head import Head
from massage_mind.record.measures import HIGH, LOW, Direction, Item
from massage_mind.record.own_measure import OwnMeasure, called, item_of
from massage_mind.record.phases import PHASE_TITLES, PHASES, Phase
from massage_mind.screen.page.page_parts import Page, PageLine, Part, command, heading, said, under
from massage_mind.screen.show.record_text import begun
from massage_mind.screen.show.show_pieces import what_and_when
from massage_mind.screen.text import safe_text
from massage_mind.words.lengths import count_word

MOST_AT_ONCE = 7
"""More at one time is much to ask of somebody: that is said, and nothing is refused."""

_WHEN: dict[Phase, str] = {
    "before": "before",
    "after": "after",
    "next-day": "the next day",
    "ordinary-day": "on an ordinary day",
}
_EASIER: dict[Direction, str] = {
    "lower": "Lower is easier.",
    "higher": "Higher is easier.",
    "none": "Neither way is easier.",
}


def measure_parts(head: Head, measure: OwnMeasure, now: datetime) -> list[Part]:
    """A measure of a person's own in full."""
    return [[what_and_when("Measure", head, now), under(safe_text(called(measure))), *_lines(measure)]]


def measure_page(head: Head, measure: OwnMeasure, sentence: str) -> Page:
    """What is kept of it, said back under a sentence."""
    return Page(((said(sentence, aside=head.id),), _lines(measure)))


def _lines(measure: OwnMeasure) -> Part:
    item = item_of(measure)
    used = measure.state == "used" and item.phases
    asked = f"Asked {when_asked(item)}." if used else "It's asked no longer."
    return [under(f"{ends(item)}."), under(_EASIER[item.better]), under(asked)]


def ends(item: Item) -> str:
    """What 0 and 10 mean: "0 none, 10 the worst I know"."""
    return safe_text(f"{LOW} {item.low}, {HIGH} {item.high}")


def when_asked(item: Item) -> str:
    """When it is asked: "before, after and the next day"."""
    each = "each time: " if item.phases == PHASES else ""
    return each + _listed([_WHEN[phase] for phase in item.phases])


def _listed(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def measures_page(
    built_in: Iterable[Item],
    own: Sequence[OwnMeasure],
    asked: Sequence[Item],
    aside: Sequence[Item],
    mixed: Mapping[str, Sequence[Item]] | None = None,
) -> Page:
    """All there are, by whether they are asked. `asked`: everything that is, `aside`: what is only where settings name it.

    `mixed`: by its key what one means where it came from two journals and means more than one thing.
    """
    many = much_at_once(asked)
    return Page(
        (
            [heading("Built in"), *(_line(one.key, one) for one in built_in if one not in aside)],
            *_asked_if_one_likes(asked, aside),
            *_own_part("Yours", [one for one in own if one.state == "used"]),
            *_own_part("Yours, and asked no longer", [one for one in own if one.state != "used"]),
            *([said(mixed_sentence(items))] for items in (mixed or {}).values()),
            *([[said(many)]] if many else []),
        )
    )


def _own_part(title: str, own: Sequence[OwnMeasure]) -> list[Part]:
    return [[heading(title), *(_line(called(one), item_of(one)) for one in own)]] if own else []


def _asked_if_one_likes(asked: Sequence[Item], aside: Sequence[Item]) -> list[Part]:
    """What is asked only where settings name it, and how one more is."""
    if not aside:
        return []
    # What is asked already stays: a setting is said whole.
    more = ",".join([*(one.key for one in asked if one.optional), aside[0].key])
    return [
        [heading("Built in, and asked if you like"), *(_line(one.key, one) for one in aside)],
        [said(f"To have {aside[0].key} asked as well:")],
        [command(f"massage-mind config set more_ratings {more}")],
    ]


def mixed_sentence(items: Sequence[Item]) -> str:
    """That one measure means more than one thing, and what comes of it."""
    name = begun(safe_text(items[0].title))
    return f"{name} means more than one thing: {safe_text(mixed_words(items))}. Trends tell nothing of it."


def _line(name: str, item: Item) -> PageLine:
    times = [PHASE_TITLES[phase] for phase in item.phases]
    when = "each time" if item.phases == PHASES else ", ".join(times)
    return under(f"{safe_text(name)}: {ends(item)}; {when}")


def much_at_once(asked: Sequence[Item]) -> str:
    """Where more than a few are asked at one time, how many; empty where there are not so many."""
    counts = {phase: sum(phase in one.phases for one in asked) for phase in PHASES}
    most = max(counts.values())
    if most <= MOST_AT_ONCE:
        return ""
    when = _listed([_WHEN[phase] for phase, count in counts.items() if count == most])
    return f"{begun(count_word(most))} are asked {when}. That's a lot; Enter leaves any of them out."


def measure_line(name: str, item: Item, *, used: bool) -> str:
    """One in one line that is never cut."""
    asked = ", ".join(item.phases) if used else "not asked"
    return "  ".join((safe_text(name), ends(item), asked))
