"""A page to print or keep: whole by itself, readable by whoever reads it, whatever a person is called."""

from __future__ import annotations

import sys
from pathlib import Path

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from page_reader import read_page
from page_rules import faults_of

from massage_mind.report.page_style import DARK, LIGHT, PRINTED, STYLE
from massage_mind.report.report_html import report_pieces
from massage_mind.report.report_values import (
    ChartFigure,
    DataTable,
    Definitions,
    OwnText,
    Points,
    Prose,
    Report,
    ReportSection,
    ScreenParts,
    WebLink,
    strong,
    yours,
)
from massage_mind.screen.page.page_parts import PageTable, heading, said
from massage_mind.screen.show.chart_values import BodyMaps, PairedChart, RatedPair, RatedWeek, WeeksChart

sys.path.insert(0, str(Path(__file__).parents[2] / "docs"))
from contrast import contrast, rgb
from report_page import sample_page


def page_of(*parts: object, title: str = "A page") -> str:
    """A page with these in one section."""
    return "".join(report_pieces(Report(title, sections=(ReportSection("A section", parts),))))  # type: ignore[arg-type]


def test_the_sample_keeps_every_rule() -> None:
    """Every element: nothing runs, nothing is fetched, one h1, headings in order, every link leads somewhere, words for drawings."""
    assert [] == faults_of(sample_page())


def test_the_sample_is_strictly_html() -> None:
    """As the parser of the standard reads it, without an error."""
    html5lib.HTMLParser(strict=True).parse(sample_page())


def test_the_rules_find_what_is_wrong() -> None:
    """A rule that finds nothing is none."""
    page = sample_page()
    for whole, broken in (
        ("<main", '<script src="x"></script><main'),
        ("<main", '<p onclick="x">y</p><main'),
        ("<main", "<p>y<main"),
        ("<h2", "<h4"),
        ('href="#s1"', 'href="#nowhere"'),
        ("default-src 'none'".replace("'", "&#39;"), "default-src *"),
        (' scope="row"', ""),
        ("<desc", "<p"),
        ('id="s2"', 'id="s1"'),
        ('lang="en"', ""),
        ("color-scheme:light dark;", "color-scheme:light dark;background:url(x);"),
    ):
        assert whole in page
        assert faults_of(page.replace(whole, broken)), broken


texts = st.text(min_size=1).filter(str.strip)
shown_texts = texts.map(lambda text: f"a{text}")
ratings = st.none() | st.integers(0, 10)


@given(word=shown_texts, before=ratings, after=ratings)
def test_whatever_a_person_writes_the_rules_hold(word: str, before: int | None, after: int | None) -> None:
    """In every element, and as the name of a measure, of a region, of a page."""
    page = page_of(
        Prose(("With ", yours(word), ".")),
        OwnText(word),
        Points((yours(word),)),
        Definitions(((word, yours(word)),)),
        DataTable(word, ("When", word), ((yours(word), word),)),
        ScreenParts(((heading(word), said(word), PageTable(("", word), ((word, "1"),), frozenset({1}))),)),
        ChartFigure(PairedChart(word, (RatedPair(word, before, after),), low=word, high=word), yours(word)),
        ChartFigure(WeeksChart(word, (RatedWeek(word, (1,), (2, 3)), RatedWeek(word)))),
        ChartFigure(BodyMaps(word, {word: 2, "jaw": 1}, {"jaw": 3})),
        title=word,
    )
    assert [] == faults_of(page)


def test_a_persons_words_keep_their_direction_to_themselves() -> None:
    """In bdi within a sentence of ours, in an element of its own direction elsewhere; nothing that reorders is left."""
    page = page_of(Prose(("With ", yours("\u202eדנה"), ", at 3.")), OwnText("\u2067שלום"))
    (name,) = read_page(page).all("bdi")
    assert "דנה" == name.text
    (own,) = (one for one in read_page(page).all("p") if one.get("class") == "own")
    assert ("auto", "שלום") == (own.get("dir"), own.text)
    assert not {"\u202e", "\u2067"} & set(page)


def test_one_run_is_words_as_well_as_several() -> None:
    """By itself it is what it is in a row of others: said with weight, a link, a person's own."""
    page = read_page(
        page_of(*(Prose(one) for one in (strong("a"), WebLink("b", "https://b.example"), yours("c"))))
    )
    assert ["strong", "a", "bdi"] == [
        one.name for one in page.all("strong", "a", "bdi") if one.within("section")
    ]
    assert "A sectionabc" == page.all("section")[0].text


def test_a_link_leads_to_a_page_or_into_this_one() -> None:
    """And nowhere else, whoever asks for it."""
    with pytest.raises(AssertionError):
        page_of(Prose(WebLink("x", "javascript:alert(1)")))


def test_a_chart_says_the_same_in_words_and_in_a_table() -> None:
    """For whoever sees no drawing: its description, and every row, those as well that are too many to draw."""
    pairs = [RatedPair(f"{n} May", n % 10, 4) for n in range(1, 21)]
    page = read_page(page_of(ChartFigure(PairedChart("Stress", pairs, low="none", high="all"))))
    (words,) = page.all("desc")
    assert words.text.startswith("9 May: 9 before, 4 after. 10 May: 0 before, 4 after.")
    rows = [one.text for one in page.all("tr")]
    assert 1 + len(pairs) == len(rows)
    assert "1 May14" == rows[1]
    assert "0 is none, 10 is all. These are the last twelve of 20 massages." in page.all("figure")[0].text
    assert 12 == len(
        [
            one
            for one in page.all("circle")
            if one.get("class") == "before" and one.within("figure") and not one.within("span")
        ]
    )


def test_before_and_after_differ_in_shape() -> None:
    """A ring and a disc, a ring with a disc in it where both are the same; a cross on ordinary days."""
    page = read_page(page_of(ChartFigure(PairedChart("Stress", (RatedPair("1 May", 5, 5),)))))
    drawing = [one for one in page.all("circle") if one.within("figure") and not one.within("span")]
    assert [("before", "5.5"), ("after", "2.8")] == [(one.get("class"), one.get("r")) for one in drawing]
    assert drawing[0].get("cx") == drawing[1].get("cx")
    weeks = read_page(page_of(ChartFigure(WeeksChart("Stress", (RatedWeek("1 May", (5,), (5, 5)),)))))
    assert ["ordinary"] == [one.get("class") for one in weeks.all("path") if not one.within("span")]


@pytest.mark.parametrize("colours", [LIGHT, DARK, PRINTED], ids=["light", "dark", "printed"])
def test_colours_can_be_read(colours: dict[str, str]) -> None:
    """Words 4.5 to 1 at least; what is drawn 3 to 1."""
    ground = rgb(_six(colours["ground"]))
    assert all(contrast(rgb(_six(colours[one])), ground) >= 4.5 for one in ("ink", "soft", "mark"))
    assert f"--ink:{colours['ink']};" in STYLE


def _six(colour: str) -> str:
    digits = colour.removeprefix("#")
    return digits if len(digits) == 6 else "".join(one * 2 for one in digits)


def test_a_page_of_nothing_is_a_page() -> None:
    """Without sections and without words."""
    assert [] == faults_of("".join(report_pieces(Report("Nothing"))))
    assert [] == faults_of(
        page_of(ChartFigure(PairedChart("Stress", ())), ChartFigure(BodyMaps("The body", {}, {})))
    )
