"""Series on pages: what is in each, what was taken, which is next; and one that each had its turn in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from massage_mind.screen.page.page_parts import Page, PageLine, Part, bold, command, heading, said, under
from massage_mind.words.lengths import count_word


class SeriesRow(NamedTuple):
    """One script of a series: its place in it, its title, and what there is to say of it; empty: nothing."""

    number: int
    title: str
    standing: str


class SeriesOnPage(NamedTuple):
    """A series as it is shown. `command` begins the next one, `over`: each had its turn, `known`: what was taken is known."""

    title: str
    about: str
    rows: Sequence[SeriesRow]
    command: str
    over: bool
    known: bool


def series_page(shown: Sequence[SeriesOnPage]) -> Page:
    """Each with its scripts, and how the next one begins. Nothing is counted, and no day has a date."""
    parts: list[Part] = []
    for one in shown:
        rows = [_row(row, len(str(len(one.rows)))) for row in one.rows]
        parts.append((heading(one.title), under(one.about, hang=0), *rows))
        parts += (
            _again(one)
            if one.over
            else [(said("The next one:" if one.known else "To begin:"),), (command(one.command),)]
        )
    parts += [(said("Any of them, by its number or its name:"),), (command("massage-mind series 1"),)]
    return Page(parts)


def _row(row: SeriesRow, wide: int) -> PageLine:
    words = (bold(row.title),) if row.standing == "next" else (row.title,)
    standing = f". {row.standing.capitalize()}." if row.standing else ""
    return under(*words, standing, lead=f"{row.number:>{wide}}  ", hang=0)


def over_page(one: SeriesOnPage) -> Page:
    """Each had its turn: they can have another, in any order."""
    many = len(one.rows)
    who = {1: "It has had its", 2: "Both have had their"}.get(many, f"All {count_word(many)} have had their")
    return Page(
        [
            (said(f"{who} turn. They stay here, for whenever you'd like one."),),
            *_again(one),
            (said("Any of them, by its number or its name:"),),
            (command("massage-mind series 1"),),
        ]
    )


def _again(one: SeriesOnPage) -> list[Part]:
    return [(said("Once more, from the first:"),), (command(f"{one.command} --again"),)]
