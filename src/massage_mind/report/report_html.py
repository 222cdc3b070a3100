"""From a report to the one file that it is: head, contents, sections, foot. No script, nothing fetched, one style."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from massage_mind.report.chart_tables import chart_table
from massage_mind.report.drawn_dots import DrawnOnce
from massage_mind.report.from_screen import part_nodes
from massage_mind.report.markup import Markup, MarkupNode, closing, html_pieces, opening, tag
from massage_mind.report.page_style import STYLE
from massage_mind.report.report_values import (
    ChartFigure,
    DataTable,
    Definitions,
    FormLines,
    OwnText,
    PersonsWords,
    Points,
    Prose,
    Report,
    ReportPart,
    ReportRun,
    ReportSection,
    ReportWords,
    ScreenParts,
    StrongWords,
    WebLink,
)
from massage_mind.report.svg_charts import svg_body, svg_paired, svg_weeks
from massage_mind.screen.show.chart_values import (
    BodyMaps,
    PairedChart,
    WeeksChart,
    chart_title,
    ends_sentence,
    last_rows,
    left_out_sentence,
    pair_sentence,
    region_pairs,
    week_sentence,
)
from massage_mind.values import dataclass

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""What a browser may do with the page: show it, in its own style."""
_DEEPEST = 6
_NOTHING = "There is nothing on it."


def report_pieces(report: Report) -> Iterator[str]:
    """The page as text, piece by piece, each to be written as UTF-8."""
    links = _contents(report.sections) if report.contents else []
    once = DrawnOnce()
    inside = [
        node for number, one in enumerate(report.sections, 1) for node in _section(one, 2, f"s{number}", once)
    ]
    yield from page_pieces(
        PageFrame(report.title, report.language),
        header=_parts(report.lead, 2, "lead", once),
        contents=links,
        main=(piece for node in inside for piece in html_pieces(node)),
        footer=_parts(report.foot, 2, "foot", once),
    )


@dataclass(frozen=True, slots=True)
class PageFrame:
    """What a page says of itself: its title, which is its one heading of the first level, and its language."""

    title: str
    language: str = "en"


def page_pieces(
    frame: PageFrame,
    *,
    header: Sequence[MarkupNode],
    contents: Sequence[MarkupNode],
    main: Iterator[str],
    footer: Sequence[MarkupNode],
    behind: Iterator[str] | None = None,
) -> Iterator[str]:
    """A whole page around its main part, which comes piece by piece and is written as it is: `html_pieces` made it.

    `behind`: what nobody sees, after everything else.
    """
    html, body = tag("html", lang=frame.language), tag("body")
    yield "<!DOCTYPE html>"
    yield opening(html)
    yield from html_pieces(_head(frame.title))
    yield opening(body)
    yield from html_pieces(tag("a", "To what it says", class_="skip", href="#main"))
    yield from html_pieces(tag("header", tag("h1", frame.title, dir="auto"), *header))
    if contents:
        yield from html_pieces(tag("nav", *contents, aria_label="Contents"))
    inner = tag("main", id="main", tabindex="-1")
    yield opening(inner)
    yield from main
    yield closing(inner)
    if footer:
        yield from html_pieces(tag("footer", *footer))
    if behind is not None:
        yield from behind
    yield f"{closing(body)}{closing(html)}\n"


def _head(title: str) -> Markup:
    metas = (
        {"charset": "utf-8"},
        {"http_equiv": "Content-Security-Policy", "content": _POLICY},
        {"name": "viewport", "content": "width=device-width, initial-scale=1"},
        {"name": "color-scheme", "content": "light dark"},
        {"name": "referrer", "content": "no-referrer"},
        {"name": "generator", "content": "massage-mind"},
    )
    # Telephones make links of what looks like a number to call.
    told = Markup("meta", {"name": "format-detection", "content": "telephone=no"}, ())
    nodes = [Markup("meta", {k.replace("_", "-"): v for k, v in one.items()}, ()) for one in metas]
    return tag("head", *nodes, told, tag("title", title), tag("style", STYLE))


# ---------------------------------------------------------------- sections


def _contents(sections: Sequence[ReportSection]) -> list[MarkupNode]:
    return [
        tag(
            "ul",
            *(
                tag("li", tag("a", *run_nodes(one.title), href=f"#{one.anchor or f's{number}'}"))
                for number, one in enumerate(sections, 1)
            ),
        )
    ]


def _section(section: ReportSection, level: int, name: str, once: DrawnOnce) -> list[MarkupNode]:
    anchor = section.anchor or name
    title = tag(f"h{min(level, _DEEPEST)}", *run_nodes(section.title), id=f"{anchor}-h")
    inner = [
        node
        for number, one in enumerate(section.sections, 1)
        for node in _section(one, level + 1, f"{name}-{number}", once)
    ]
    matter = _parts(section.parts, level + 1, name, once)
    fresh = "fresh" if section.fresh else None
    return [tag("section", title, *matter, *inner, id=anchor, class_=fresh, aria_labelledby=f"{anchor}-h")]


def _parts(parts: Sequence[ReportPart], level: int, name: str, once: DrawnOnce) -> list[MarkupNode]:
    return [
        node for number, one in enumerate(parts) for node in _nodes(one, level, f"{name}-p{number}", once)
    ]


def _nodes(part: ReportPart, level: int, name: str, once: DrawnOnce) -> list[MarkupNode]:
    match part:
        case Prose():
            return [tag("p", *run_nodes(part.words), class_="small" if part.small else None)]
        case OwnText():
            return [tag("p", part.text.strip("\n"), class_="own", dir="auto")]
        case Points():
            return [_points(part)]
        case DataTable():
            return [_table(part)]
        case Definitions():
            return [_definitions(part)]
        case FormLines():
            return [tag("p", part.question), *[tag("div", class_="write")] * part.lines]
        case ScreenParts():
            return part_nodes(part.parts, level, name, once)
        case ChartFigure():
            return [_figure(part, name, once)]
        case _:
            assert_never(part)


def _points(points: Points) -> Markup:
    lines = [tag("li", *run_nodes(line)) for line in points.lines]
    return tag("ol" if points.numbered else "ul", *lines)


def _definitions(definitions: Definitions) -> Markup:
    pairs = ((tag("dt", term, dir="auto"), tag("dd", *run_nodes(said))) for term, said in definitions.pairs)
    return tag("dl", *(node for pair in pairs for node in pair))


def run_nodes(words: ReportWords) -> list[MarkupNode]:
    """Words as nodes; a person's own are set apart, so that their direction stays theirs."""
    if isinstance(words, str | PersonsWords | StrongWords | WebLink):  # Each is a sequence as well.
        return [_run(words)]
    return [_run(one) for one in words]


def _run(run: ReportRun) -> MarkupNode:
    match run:
        case PersonsWords():
            return tag("bdi", run.text)
        case StrongWords():
            return tag("strong", run.text)
        case WebLink():
            outside = not run.target.startswith("#")
            assert not outside or run.target.startswith(("https://", "http://"))
            return tag("a", run.text, href=run.target, rel="noreferrer" if outside else None)
        case str():
            return run
        case _:
            assert_never(run)


def _table(table: DataTable) -> Markup:
    numbers = range(len(table.heads))
    as_figure = {number: "figure" if number in table.figures else None for number in numbers}
    heads = [
        tag("th", head, scope="col", class_=as_figure[number]) if head else tag("td")
        for number, head in enumerate(table.heads)
    ]
    rows = [
        tag(
            "tr",
            tag("th", *run_nodes(row[0]), scope="row"),
            *(
                tag("td", *run_nodes(cell), class_=as_figure[number])
                for number, cell in enumerate(row[1:], 1)
            ),
        )
        for row in table.rows
    ]
    inner = tag("table", tag("caption", table.caption), tag("thead", tag("tr", *heads)), tag("tbody", *rows))
    # It scrolls by itself where it is too wide: then keys have to reach it.
    return tag("div", inner, class_="table", role="region", aria_label=table.caption, tabindex="0")


# ---------------------------------------------------------------- figures


def _figure(figure: ChartFigure, name: str, once: DrawnOnce) -> Markup:
    """The drawing, its key, what is said below it, and its numbers as a table that opens."""
    chart = figure.chart
    match chart:
        case PairedChart():
            words = " ".join(pair_sentence(one, chart.missing) for one in last_rows(chart.pairs))
            svg = svg_paired(chart, name, words or _NOTHING)
            key = _key(("before", _BEFORE), ("after", _AFTER))
            notes = [ends_sentence(chart), left_out_sentence(chart.pairs, chart.counted[1])]
            table = chart_table(chart, every=True)
        case WeeksChart():
            words = " ".join(map(week_sentence, last_rows(chart.weeks)))
            svg = svg_weeks(chart, name, words or _NOTHING)
            key = _key(("before a massage", _BEFORE), ("on an ordinary day", _ORDINARY))
            notes = [ends_sentence(chart), left_out_sentence(chart.weeks, "weeks")]
            table = chart_table(chart, every=True)
        case BodyMaps():
            regions = region_pairs(chart)
            words = " ".join(pair_sentence(one, regions.missing) for one in regions.pairs)
            svg = svg_body(chart, name, words or _NOTHING, once)
            key, notes, table = [], [ends_sentence(regions)], chart_table(regions, every=True)
        case _:
            assert_never(chart)
    caption = tag("figcaption", tag("strong", chart_title(chart), dir="auto"), *key)
    said = [*run_nodes(figure.caption), " "] if figure.caption else []
    below = " ".join(filter(None, notes))
    note = [tag("p", *said, below, class_="small")] if said or below else []
    numbers = tag("details", tag("summary", "The numbers as a table"), _table(table))
    kind = "body" if isinstance(chart, BodyMaps) else None
    return tag("figure", caption, svg, *note, numbers, class_=kind)


_BEFORE = tag("circle", class_="before", cx="7", cy="7", r="5.5")
_AFTER = tag("circle", class_="after", cx="7", cy="7", r="5.5")
_ORDINARY = tag("path", class_="ordinary", d="M2.5 7h9M7 2.5v9")


def _key(*signs: tuple[str, Markup]) -> list[MarkupNode]:
    """What each sign is. The words are enough for whoever doesn't see them."""
    found = [
        tag("span", tag("svg", sign, viewBox="0 0 14 14", aria_hidden="true"), word) for word, sign in signs
    ]
    return [tag("span", *found, class_="key")]
