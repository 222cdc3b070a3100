"""The safety list as a page: four groups, emergency first, and where help is."""

from __future__ import annotations

from collections.abc import Sequence

from massage_mind.learn.safety import DISTRESS, DISTRESS_COMMAND, SAFETY_END, SAFETY_LIST, STANDING
from massage_mind.screen.page.page_parts import (
    UNDER,
    WIDEST,
    Page,
    PageLine,
    Part,
    command,
    foot,
    heading,
    said,
    under,
)

ON = ("Enter goes on", "Esc back")
BY_LINE = "Enter goes on, q goes back."


def safety_pages(
    cautions: Sequence[str] = (), *, keys: Sequence[str] = ON, call: Sequence[str] = ()
) -> tuple[Page, ...]:
    """The whole list: what is an emergency, and everything else. `cautions`: of a style, before what belongs to any.
    `call`: whom to call then, on the same page.

    `show_pages` shows them as one where there is room, the emergency alone at first where there is not. `keys` is its
    foot; empty: it has none.
    """
    emergency, *others = (_group(title, text) for title, text in SAFETY_LIST)
    style: Part = (heading("For this style"), *(_below(caution) for caution in cautions))
    end: Part = (said(SAFETY_END, widest=WIDEST), *((foot(*keys),) if keys else ()))
    return Page((emergency, _whom(call))), Page((*((style,) if cautions else ()), *others, end))


def safety_page(cautions: Sequence[str] = ()) -> Page:
    """The whole list as one page without a foot, for where it is printed."""
    return Page([part for page in safety_pages(cautions, keys=()) for part in page.parts])


def heard_safety_page(cautions: Sequence[str] = ()) -> Page:
    """The same to be read aloud: what it is and how one goes on at once, and before each part which of how many it is."""
    style = [("For this style", tuple(cautions))] if cautions else []
    emergency, *others = ((title, (text,)) for title, text in SAFETY_LIST)
    parts = [emergency, *style, *others]
    begins = said(f"First, a list in {len(parts)} parts: when to ask somebody before a massage. {BY_LINE}")
    numbered = [
        (heading(f"Part {at} of {len(parts)}. {title}"), *map(_below, texts))
        for at, (title, texts) in enumerate(parts, 1)
    ]
    return Page(((begins,), *numbered, (said(SAFETY_END, widest=WIDEST),)))


def help_page(keys: Sequence[str] = ON, lines: Sequence[str] = ()) -> Page:
    """Where help is when it gets too much, and what all of this is and is not. `lines` are whom to call."""
    return Page(
        (
            _whom(lines),
            (heading("If it gets too much"), _below(DISTRESS)),
            (command(DISTRESS_COMMAND),),
            (heading("What this is"), _below(STANDING)),
            (foot(*keys),),
        )
    )


def _whom(lines: Sequence[str]) -> Part:
    """Whom to call; nothing where that is not known."""
    return (heading("Whom to call"), *map(under, lines)) if lines else ()


def _group(title: str, text: str) -> Part:
    return heading(title), _below(text)


def _below(text: str) -> PageLine:
    return PageLine(text, UNDER, widest=WIDEST)
