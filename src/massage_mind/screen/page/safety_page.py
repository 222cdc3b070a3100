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
_END = said(SAFETY_END, widest=WIDEST)


def safety_pages(
    cautions: Sequence[str] = (), *, keys: Sequence[str] = ON, call: Sequence[str] = ()
) -> tuple[Page, ...]:
    """The whole list: what is an emergency, and everything else. `cautions`: of a style, before what belongs to any.
    `call`: whom to call then, on the same page.

    `show_pages` shows them as one where there is room, the emergency alone at first where there is not. `keys` is its
    foot; empty: it has none.
    """
    emergency, *others = (_group(title, texts) for title, texts in _groups(cautions))
    end: Part = (_END, *((foot(*keys),) if keys else ()))
    return Page((emergency, _whom(call))), Page((*others, end))


def safety_page(cautions: Sequence[str] = ()) -> Page:
    """The whole list as one page without a foot, for where it is printed."""
    return Page([part for page in safety_pages(cautions, keys=()) for part in page.parts])


def heard_safety_page(cautions: Sequence[str] = ()) -> Page:
    """The same to be read aloud: what it is and how one goes on at once, and before each part which of how many it is."""
    parts = _groups(cautions)
    begins = said(f"First, a list in {len(parts)} parts: when to ask somebody before a massage. {BY_LINE}")
    numbered = (
        _group(f"Part {at} of {len(parts)}. {title}", texts) for at, (title, texts) in enumerate(parts, 1)
    )
    return Page(((begins,), *numbered, (_END,)))


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


def _groups(cautions: Sequence[str]) -> list[tuple[str, Sequence[str]]]:
    """The groups in their order, each with its title: emergency first, then those of a style, where it has any."""
    emergency, *others = ((title, (text,)) for title, text in SAFETY_LIST)
    return [emergency, *((("For this style", cautions),) if cautions else ()), *others]


def _group(title: str, texts: Sequence[str]) -> Part:
    return heading(title), *map(_below, texts)


def _below(text: str) -> PageLine:
    return PageLine(text, UNDER, widest=WIDEST)
