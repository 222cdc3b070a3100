"""The safety list as a page: four groups, emergency first, and where help is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from massage_mind.learn.safety import DISTRESS, SAFETY_END, SAFETY_LIST, STANDING
from massage_mind.screen.page.page_parts import WIDEST, Page, Part, dim, foot, heading, said, under


def safety_pages(cautions: Sequence[str] = (), *, on: str = "Enter goes on") -> tuple[Page, ...]:
    """The whole list: what is an emergency, and everything else. `cautions`: of the style that is booked, a part more.

    `show_pages` shows them as one where there is room, the emergency alone at first where there is not.
    """
    emergency, *others = (_group(title, text) for title, text in SAFETY_LIST)
    style: Part = (heading("For this style"), *(under(caution, hang=0) for caution in cautions))
    end: Part = (said(dim(SAFETY_END), widest=WIDEST), foot(on, "Esc back"))
    return Page((emergency,)), Page((*others, *((style,) if cautions else ()), end))


def safety_page(cautions: Sequence[str] = ()) -> Page:
    """The whole list as one page, for where it is printed."""
    return Page([part for page in safety_pages(cautions) for part in page.parts])


def help_page() -> Page:
    """Where help is when it gets too much, and what all of this is and is not."""
    return Page(
        (
            (heading("If it gets too much"), _below(DISTRESS)),
            (heading("What this is"), _below(STANDING)),
            (foot("Enter goes on", "Esc back"),),
        )
    )


def _group(title: str, text: str) -> Part:
    return heading(title), _below(text)


def _below(text: str):  # type: ignore[no-untyped-def]
    return replace(under(text, hang=0), widest=WIDEST)
