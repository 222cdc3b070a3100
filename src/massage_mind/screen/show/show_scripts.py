"""Scripts on pages: the library by moments, one script, and where they lie."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any, assert_never

from massage_mind.names import MOMENTS, Moment
from massage_mind.screen.page.page_parts import (
    UNDER,
    Page,
    Whole,
    bold,
    command,
    dim,
    heading,
    said,
    under,
)
from massage_mind.screen.text import width
from massage_mind.words.lengths import count_word, length_words

if TYPE_CHECKING:
    from massage_mind.reading.library import Library
    from massage_mind.screen.page.page_parts import Block, Part, Styled, Words
    from massage_mind.script.script import Script

_GAP = 3
_NTH = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
)
_LEAD = 22
"""A name longer than this pushes only its own line out."""


def moment_words(moment: Moment) -> str:
    """A moment as a heading."""
    match moment:
        case "before" | "during" | "after":
            return moment.capitalize()
        case "anytime":
            return "Any time"
        case _:
            assert_never(moment)


def span_words(least_ms: int, most_ms: int) -> str:
    """From a length to another: "1 to 20 minutes", "30 seconds to 2 minutes"."""
    if least_ms < 60_000 or most_ms < 120_000:
        return f"{length_words(least_ms)} to {length_words(most_ms)}"
    return f"{least_ms / 60_000:g} to {most_ms / 60_000:g} minutes"


def list_page(rows: Sequence[Mapping[str, Any]], *, aloud: bool = False) -> Page:
    """The library: a heading for each moment, a line for each script. `rows` are documents as `scripts list` gives them."""
    if not rows:
        return Page(((said("There's no script for this moment."),),))
    lead = min(_LEAD, max(width(row["name"]) for row in rows)) + _GAP
    ordered = sorted(rows, key=lambda row: MOMENTS.index(row["moment"]))
    parts = [
        (heading(moment_words(moment)), *(_row(row, lead, aloud) for row in some))
        for moment, some in groupby(ordered, lambda row: row["moment"])
    ]
    name = ordered[0]["name"]
    return Page((*parts, (said("More of one:"),), (command(f"massage-mind scripts show {name}"),)))


def _row(row: Mapping[str, Any], lead: int, aloud: bool) -> Block:
    least, most = (round(row["minutes"][key] * 60_000) for key in ("least", "most"))
    about = row["about"].partition(". ")[0].rstrip(".") if row["own"] else row["about"].rstrip(".")
    yours = (bold("yours"), ", ") if row["own"] else ()
    name = f"{row['name']}," if aloud else _padded(row["name"], lead)
    length = span_words(least, most)
    return under(*yours, f"{length}. {about}.", lead=name, hang=0)


def _padded(text: str, wide: int) -> str:
    return text + " " * max(1, wide - width(text))


def script_page(script: Script) -> Page:
    """One script: what it is and for whom, what to be careful of, what it is made of, where it lies."""
    length = f"{span_words(script.least_ms, script.most_ms)}, usually {length_words(script.ideal_ms)}"
    when = moment_words(script.moment).lower()
    facts = (under(f"{script.name} · {when} · {length}"), under(script.about, hang=0))
    return Page(
        (
            (heading(script.title), *facts),
            tuple(_facts(script)),
            (heading("Mind"), *(under(one) for one in script.cautions)) if script.cautions else (),
            (heading("What it is made of"), *_sections(script)),
            (
                said(
                    f"By {script.author or 'somebody'}. Licence of the words: {script.licence or 'none given'}."
                ),
            ),
            (Whole(script.place.path, "", UNDER),),
            (said("To see when it would say what:"),),
            (command(f"massage-mind preview {script.name}"),),
        )
    )


def _facts(script: Script) -> Iterator[Block]:
    told = {
        "guidance": script.guidances,
        "styles": script.styles,
        "positions": script.positions,
        "attention": script.anchors,
    }
    for name, values in told.items():
        if values:
            yield under(", ".join(values), lead=f"{name:<12}", hang=0)


def _sections(script: Script) -> Iterator[Block]:
    """Its sections; of those that fall away when time is short, in which order."""
    for section in script.sections:
        goes = (dim(f"  falls away {_nth(section.optional)}"),) if section.optional else ()
        yield under(section.title, *goes)


def _nth(number: int) -> str:
    return _NTH[number - 1] if number <= len(_NTH) else f"as number {number}"


_SHIPPED = ("scripts", "parts", "styles", "series")


def folders_page(library: Library) -> Page:
    """Where scripts are looked for, first to last, and which of the person's own stand in for shipped ones."""
    own, shipped = library.found_in(own=True), library.found_in(own=False)
    parts: list[Part] = []
    if library.own is not None:
        named = (heading("Your own folder, looked in first"), Whole(str(library.own), "", UNDER))
        if not library.own.is_dir():
            parts += [(*named, under("It isn't there yet. The first script of yours makes it:"))]
            parts += [(command("massage-mind scripts new my-evening"),)]
        elif not own:
            parts += [(*named, under("Nothing is in it."))]
        else:
            lead = min(_LEAD, max(width(name) for name in own)) + _GAP
            parts += [(*named, *(_own(name, what, shipped, lead) for name, what in own.items()))]
    names = {what: [name for name, kind in shipped.items() if _kind(kind) == what] for what in _SHIPPED}
    counts = [f"{count_word(len(some))} {what}" for what, some in names.items() if some]
    there = f"{', '.join(counts).capitalize()}."
    shipped_part = heading("What is shipped"), Whole(str(library.shipped), "", UNDER), under(there)
    # Scripts have a list of their own; what one takes from a part or a style it names.
    to_take = [
        under(f"{what}: {', '.join(name.rpartition('/')[2] for name in names[what])}")
        for what in _SHIPPED[1:]
        if names[what]
    ]
    return Page((*parts, (*shipped_part, *to_take)))


def _own(name: str, what: str, shipped: Mapping[str, str], lead: int) -> Block:
    instead: Sequence[str | Styled] = (", ", bold("in place of the shipped one")) if name in shipped else ()
    words: Words = (_padded(name, lead),)
    return under(
        {"parts": "a part", "styles": "a style", "series": "a series"}.get(what, what),
        *instead,
        lead=words,
        hang=0,
    )


def _kind(what: str) -> str:
    return what if what in ("parts", "styles", "series") else "scripts"
