"""Where help is, as a page: an emergency first, a person's own numbers, somebody to talk to, and a way to steady oneself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from massage_mind.learn.help_lines import (
    ANYWHERE,
    ELSEWHERE,
    EMERGENCY,
    LOCAL_EMERGENCY,
    SUPPORT_WORDS,
    TO_TALK,
    SupportLine,
    lines_for,
    own_numbers,
)
from massage_mind.learn.safety import DISTRESS_COMMAND, SAFETY_LIST
from massage_mind.screen.page.page_parts import Block, Page, Part, command, heading, said, under
from massage_mind.words.times import date_words

_ANY_YEAR = date.min
"""A day to tell another from: when a line was checked is said with its year."""


def support_page(country: str, own: Sequence[str]) -> Page:
    """All of it for this country, or every line where none is set; `own` are the person's own numbers."""
    urgent = [under(f"{one.where}: {one.how}") for one in lines_for(EMERGENCY, country)]
    if not country or country == ELSEWHERE:
        urgent.append(under(LOCAL_EMERGENCY))
    talk = [*_lines(lines_for(TO_TALK, country)), *_lines((ANYWHERE,))]
    mine = [under(one) for one in own_numbers(own)]
    signs = SAFETY_LIST[0][1]
    parts: list[Part] = [
        (heading("In an emergency"), *urgent, under(f"Such as: {signs[0].lower()}{signs[1:]}")),
        (heading("Your own"), *mine) if mine else (),
        (heading("Somebody to talk to"), *talk),
        (said(SUPPORT_WORDS),),
        (said("To steady yourself now:"),),
        (command(DISTRESS_COMMAND),),
        (said(_checked(country)),),
        *_to_set(country, bool(mine)),
    ]
    return Page(parts)


def _lines(lines: Iterable[SupportLine]) -> Iterator[Block]:
    for one in lines:
        yield under(f"{one.where}: {one.who}, {one.how}")


def _checked(country: str) -> str:
    """One day where all lines were checked on it, else the span."""
    days = sorted({one.checked for one in (*lines_for((*EMERGENCY, *TO_TALK), country), ANYWHERE)})
    first, last = (date_words(day, _ANY_YEAR) for day in (days[0], days[-1]))
    return f"Checked {f'on {last}' if first == last else f'between {first} and {last}'}. Numbers change."


def _to_set(country: str, has_own: bool) -> Iterator[Part]:
    if not country:
        yield (said("To see those of your country alone:"),)
        yield (command("massage-mind config set country uk"),)
    if not has_own:
        yield (said("To have a number of your own here, or several with commas between:"),)
        yield (command('massage-mind config set own_numbers "my sister 01234 567890"'),)
