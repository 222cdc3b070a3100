"""The body drawn: every mark is seen, nothing outside of it changes; the map being marked; before and after on a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from massage_mind.errors import UsageError
from massage_mind.screen.ask.bodymap import BodyMap, refusal
from massage_mind.screen.ask.map_places import ARROWS, PLACES, Arrow, MapPlace, moved, place_of
from massage_mind.screen.ask.map_screen import QUESTION, map_lines, word_pages
from massage_mind.screen.glyphs import Glyphs, glyphs_for
from massage_mind.screen.page.page_parts import Page, PageTable, Part, Picture, Styled, heading, said
from massage_mind.screen.page.showing import Look, page_text
from massage_mind.screen.show.body_block import body_block, body_blocks, changes, view_of_all
from massage_mind.screen.show.figure import (
    HEIGHT,
    SIDES,
    WIDTH,
    FigureSize,
    ViewSide,
    both_sides,
    figure_of,
    figure_rows,
    seen_from,
    size_for,
)
from massage_mind.script.body import REGIONS
from massage_mind.script.body_words import OTHER_WORDS

SIZES: tuple[FigureSize, ...] = ("big", "small")
GLYPHS: tuple[Glyphs, ...] = ("braille", "block", "ascii")
FORMS = [
    pytest.param(view, size, glyphs, id=f"{view}-{size}-{glyphs}")
    for view, size, glyphs in product(SIDES, SIZES, GLYPHS)
]
BEFORE = {"jaw": 2, "left shoulder": 3}
AFTER = {"jaw": 1, "left shoulder": 1, "belly": 1}
BOTH_SIDES = {**BEFORE, "low back": 1}

Cells = list[list[Styled]]


def text_of_rows(rows: Iterable[Sequence[Styled]]) -> list[str]:
    """Rows as plain text."""
    return ["".join(run.text for run in row).rstrip() for row in rows]


def _cells(levels: dict[str, int], view: ViewSide, size: FigureSize, glyphs: Glyphs, at: str = "") -> Cells:
    """The figure cell by cell."""
    rows = figure_rows(levels, view, size, glyphs, at)
    return [[Styled(char, run.style) for run in row for char in run.text] for row in rows]


def _mirrored(char: str) -> str:
    """A sign as in a mirror."""
    if not 0x2800 <= ord(char) < 0x2900:
        return char.translate(str.maketrans("/\\()", "\\/)("))
    dots = ord(char) - 0x2800
    pairs = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
    return chr(0x2800 + sum(right * (dots & left > 0) + left * (dots & right > 0) for left, right in pairs))


# ---------------------------------------------------------------- the figure


@pytest.mark.parametrize(("view", "size", "glyphs"), FORMS)
def test_every_mark_is_seen_and_nothing_outside_of_it_changes(
    view: ViewSide, size: FigureSize, glyphs: Glyphs
) -> None:
    """Each region, at each level: its digit, bold, once; three pictures that differ; other cells as they were."""
    bare = _cells({}, view, size, glyphs)
    regions = figure_of(view, size, dots=glyphs == "braille").regions
    for region in sorted(seen_from(view)):
        drawn = []
        for level in (1, 2, 3):
            cells = _cells({region: level}, view, size, glyphs)
            digits = [cell for row in cells for cell in row if cell.text.isdigit()]
            assert [Styled(str(level), "bold")] == digits, region
            for row, column in product(range(HEIGHT[size]), range(WIDTH[size])):
                if regions[row][column] != region:
                    assert bare[row][column] == cells[row][column], (region, row, column)
                else:
                    assert cells[row][column].style in ("accent", "bold", "dim", "")
            drawn.append(cells)
        assert drawn[0] != drawn[1] != drawn[2]


@pytest.mark.parametrize(("view", "size", "glyphs"), FORMS)
def test_the_figure_is_as_wide_as_it_says_and_symmetric(
    view: ViewSide, size: FigureSize, glyphs: Glyphs
) -> None:
    """Outline, regions and the patterns of a pair of marks mirror each other; the spine alone does not."""
    rows = text_of_rows(figure_rows({}, "front", size, glyphs))
    assert HEIGHT[size] == len(rows)
    wide = [row.ljust(WIDTH[size]) for row in rows]
    assert {WIDTH[size]} == {len(row) for row in wide}
    assert wide == ["".join(map(_mirrored, reversed(row))) for row in wide]
    regions = figure_of(view, size, dots=glyphs == "braille").regions
    swapped = {"left": "right", "right": "left"}
    for row in regions:
        mirror = [" ".join(swapped.get(word, word) for word in region.split()) for region in reversed(row)]
        assert list(row) == mirror
    whole = dict.fromkeys(REGIONS, 2)
    for line, bare in zip(_cells(whole, view, size, glyphs), _cells({}, view, size, glyphs), strict=True):
        for cell, other, blank in zip(line, reversed(line), bare, strict=True):
            if not {cell.text, other.text} & set("0123456789") and blank.text != ".":
                assert cell.text == _mirrored(other.text)


@pytest.mark.parametrize(("view", "size", "glyphs"), FORMS)
def test_styles_have_their_meaning(view: ViewSide, size: FigureSize, glyphs: Glyphs) -> None:
    """The outline is plain (dim is too faint for it on a Linux console), marks have the accent, digits are bold; else no accent."""
    bare = [cell for row in _cells({}, view, size, glyphs) for cell in row]
    assert {""} == {cell.style for cell in bare if cell.text != " "}
    marked = [cell for row in _cells({"left thigh": 2}, view, size, glyphs) for cell in row]
    assert {"", "accent", "bold"} >= {cell.style for cell in marked}
    assert any(cell.style == "accent" for cell in marked) or size == "small"


@pytest.mark.parametrize(("view", "size", "glyphs"), FORMS)
def test_where_one_is_stands_in_brackets(view: ViewSide, size: FigureSize, glyphs: Glyphs) -> None:
    """With the level, or a dot where nothing is marked; wherever one can be."""
    dot = "·" if glyphs == "braille" else "."
    for region in sorted(seen_from(view)):
        assert f"[{dot}]" in "\n".join(text_of_rows(figure_rows({}, view, size, glyphs, region)))
        assert "[3]" in "\n".join(text_of_rows(figure_rows({region: 3}, view, size, glyphs, region)))
        assert "[0]" in "\n".join(text_of_rows(figure_rows({region: 0}, view, size, glyphs, region)))


def test_what_a_terminal_cannot_show_is_not_drawn() -> None:
    """ASCII stays ASCII; the Linux console gets shades and lines, no Braille."""
    marks = dict.fromkeys(REGIONS, 3) | BEFORE
    for size in SIZES:
        assert "\n".join(text_of_rows(both_sides(marks, size, "ascii"))).isascii()
        block = "\n".join(text_of_rows(both_sides(marks, size, "block")))
        assert set(block) - {"░", "▒", "▓"} <= set(map(chr, range(128)))
    assert ("ascii", "block", "braille") == (
        glyphs_for("ascii", "linux"),
        glyphs_for("UTF-8", "linux"),
        glyphs_for("utf8", "xterm"),
    )


def test_a_mark_that_is_no_level_or_no_region_breaks_nothing() -> None:
    """As a newer version may have written it."""
    assert figure_rows({"tail": 2, "jaw": 9}, "front")


@pytest.mark.parametrize(
    ("columns", "rows", "size"),
    [
        (62, 24, "big"),
        (61, 24, "small"),
        (80, 23, "small"),
        (38, 17, "small"),
        (37, 40, None),
        (80, 16, None),
    ],
)
def test_the_size_is_that_of_the_window(columns: int, rows: int, size: FigureSize | None) -> None:
    """Large from 62 by 24, small down to 38 by 17, then words only."""
    assert size == size_for(columns, rows)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("glyphs", GLYPHS)
def test_the_figure_is_kept(
    size: FigureSize, glyphs: Glyphs, as_pictured: Callable[[str, str], None]
) -> None:
    """As it looks with a few marks, and with all of them."""
    few = {"jaw": 2, "left shoulder": 3, "right shoulder": 1, "low back": 2, "right knee": 1}
    every = {region: 1 + number % 3 for number, region in enumerate(REGIONS)}
    rows = [*text_of_rows(both_sides(few, size, glyphs)), "", *text_of_rows(both_sides(every, size, glyphs))]
    as_pictured(f"body-{size}-{glyphs}", "\n".join(rows) + "\n")


# ---------------------------------------------------------------- arrows


def _reached(begin: MapPlace) -> set[MapPlace]:
    seen, waiting = {begin}, [begin]
    while waiting:
        here = waiting.pop()
        for arrow in ARROWS:
            there = moved(here, arrow)
            if there not in seen:
                seen.add(there)
                waiting.append(there)
    return seen


def test_arrows_lead_from_every_region_to_every_other_and_back() -> None:
    """Nobody is stuck."""
    assert set(REGIONS) == {place.region for place in PLACES}
    for place in PLACES:
        assert set(PLACES) == _reached(place)


@pytest.mark.parametrize(
    ("begin", "path", "end"),
    [
        ("head", "down down down down", "belly"),
        ("left shoulder", "right right", "right shoulder"),
        ("left shoulder", "up", "neck"),
        ("left shoulder", "down down", "left hand"),
        ("left hand", "up up", "left shoulder"),
        ("belly", "down down down down down", "left foot"),
        ("right foot", "up up up up up", "belly"),
        ("left hip", "right", "right hip"),
        ("left thigh", "left", "left hand"),
        ("head", "left", "head"),
        ("left foot", "down", "left foot"),
    ],
)
def test_an_arrow_leads_where_the_eye_expects(begin: str, path: str, end: str) -> None:
    """Down the body, along a limb, across to the other side."""
    here = place_of(begin)
    arrow: Arrow
    for arrow in path.split():  # type: ignore[assignment]
        here = moved(here, arrow)
    assert (end, "front") == (here.region, here.view)


def test_arrows_lead_from_one_view_to_the_other() -> None:
    """From the right edge of the front to the left edge of the back, at the same height, and back."""
    for region, beside in (
        ("right shoulder", "left shoulder"),
        ("right knee", "left knee"),
        ("head", "head"),
    ):
        there = moved(place_of(region), "right")
        assert (beside, "back") == (there.region, there.view)
        assert place_of(region) == moved(there, "left")
    here = place_of("upper back")
    assert "mid back" == (here := moved(here, "down")).region
    assert "low back" == (here := moved(here, "down")).region
    assert "left hip" == moved(here, "down").region


# ---------------------------------------------------------------- the map being marked


def _shown(body: BodyMap, columns: int, rows: int, glyphs: Glyphs = "braille") -> str:
    lines = text_of_rows(map_lines(body.state, columns, rows, glyphs))
    assert len(lines) <= rows
    assert max(map(len, lines)) <= columns
    return "\n".join(lines) + "\n"


def _typed(body: BodyMap, text: str) -> BodyMap:
    for char in text:
        body.press(char)
    return body


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (100, 40), (60, 20), (40, 24), (40, 12)])
def test_the_map_is_kept(columns: int, rows: int, as_pictured: Callable[[str, str], None]) -> None:
    """With a mark, while one types, with what was understood, with what was not, and the words."""
    pages = [_shown(body := BodyMap({"jaw": 2, "left shoulder": 3}), columns, rows)]
    pages.append(_shown(_typed(body, "glutes 2, both shoulders 1"), columns, rows))
    body.enter()
    pages.append(_shown(body, columns, rows))
    _typed(body, "xylophone 2")
    body.enter()
    pages.append(_shown(body, columns, rows))
    pages.append(_shown(_typed(body, "?"), columns, rows))
    as_pictured(f"body-map-{columns}x{rows}", f"{'-' * columns}\n".join(pages))


def test_the_large_map_is_four_rows_longer_than_the_figure() -> None:
    """26 rows are enough: the question, the region at hand, and the keys. With fewer it is the small one."""
    lines = _shown(BodyMap(BEFORE), 80, 26).splitlines()
    assert 26 == len(lines)
    assert f"  {QUESTION}" == lines[0]
    assert "  left shoulder  3, strong" == lines[-2]
    assert HEIGHT["small"] < len(_shown(BodyMap(BEFORE), 80, 25).splitlines()) < 26
    assert "  Enter keeps   arrows move   0 to 3 marks   or type it   Esc back   ? words" == lines[-1]


def test_what_the_numbers_mean_is_said_until_something_is_marked() -> None:
    """Beside the region at hand, where there is room."""
    body = BodyMap()
    assert "  left shoulder  not marked   1 a little, 2 medium, 3 strong" in _shown(body, 80, 24).splitlines()
    assert " left shoulder  not marked" in _shown(body, 40, 24).splitlines()
    body.press("2")
    assert "  left shoulder  2, medium" in _shown(body, 80, 24).splitlines()


def test_a_question_stands_above_where_there_is_room() -> None:
    """On the fourth row, as every question; lower windows have a smaller figure before they go without it."""
    for columns, rows in ((100, 40), (80, 24)):
        assert f"\n\n\n  {QUESTION}\n\n  front " in "\n" + _shown(BodyMap(), columns, rows)[1:]
    assert QUESTION in _shown(BodyMap(), 60, 20)


@given(
    st.integers(20, 120),
    st.integers(5, 50),
    st.dictionaries(st.sampled_from(REGIONS), st.integers(0, 3)),
    st.text("ab?13, \x1b", max_size=30),
    st.sampled_from(GLYPHS),
)
def test_the_map_fits_every_window(
    columns: int, rows: int, levels: dict[str, int], typed: str, glyphs: Glyphs
) -> None:
    """No line too wide, none too many, whatever is typed."""
    body = BodyMap(levels)
    for char in typed:
        if char == "\x1b":
            body.escape()
        else:
            body.press(char, columns, rows)
        _shown(body, columns, rows, glyphs)
    body.enter()
    _shown(body, columns, rows, glyphs)


def test_what_was_understood_is_said_back_until_the_next_key() -> None:
    """And one stands at the first place of it."""
    body = _typed(BodyMap(), "glutes 2, both shoulders 1")
    assert "  › glutes 2, both shoulders 1_" in _shown(body, 80, 24).splitlines()
    assert not body.enter()
    assert "  left and right hip (glutes) 2, left and right shoulder 1" in _shown(body, 80, 24).splitlines()
    assert {"left hip": 2, "right hip": 2, "left shoulder": 1, "right shoulder": 1} == body.levels
    body.move("down")
    assert "  left arm  not marked" in _shown(body, 80, 24).splitlines()
    assert body.enter()


def test_what_was_not_understood_stays_to_be_mended() -> None:
    """With where the words are, or with the near one."""
    body = _typed(BodyMap(), "xylophone 2")
    assert not body.enter()
    lines = [line for line in _shown(body, 80, 24).splitlines() if line]
    assert ["  › xylophone 2_", '  There\'s no "xylophone" on the body map. ? shows the words.'] == lines[-2:]
    assert {} == body.levels
    assert "Shoulder is near." in refusal(
        UsageError('There\'s no "sholder" on the body map. Shoulder is near.')
    )


def test_a_number_that_is_no_level_is_said() -> None:
    """Nothing is marked by it."""
    body = _typed(BodyMap(), "7")
    assert "The map goes from 0 to 3." in _shown(body, 80, 24)
    assert {} == body.levels


@pytest.mark.parametrize("columns", [80, 40])
def test_the_words_are_pages_of_their_own(columns: int) -> None:
    """Every place is on one of them; on a window of 24 rows by 80 all are on the first."""
    pages = word_pages(columns, 24)
    text = "\n".join(line for page in pages for line in text_of_rows(page))
    assert [part for part in OTHER_WORDS if part not in text] == []
    assert columns == 40 or len(pages) == 1
    body = _typed(BodyMap(), "?")
    seen = 0
    while body.state.page is not None:
        seen += 1
        body.press(" ", columns, 24)
    assert len(pages) == seen


# ---------------------------------------------------------------- on a page


def _part(before: dict[str, int], after: dict[str, int] | None = None) -> Part:
    return (heading("Body"), body_block(before, after))


def _page(columns: int, before: dict[str, int], after: dict[str, int] | None = None) -> str:
    page = Page((_part(before, after), (said("What comes next."),)))
    return page_text(page, Look(columns=columns, styled=False)) + "\n"


@pytest.mark.parametrize("columns", [80, 64, 40, 30])
def test_the_body_on_a_page_is_kept(columns: int, as_pictured: Callable[[str, str], None]) -> None:
    """One view of both where that shows all, else four small; one map; below 38 columns words."""
    pages = [_page(columns, BEFORE, AFTER), _page(columns, BOTH_SIDES, AFTER), _page(columns, BOTH_SIDES)]
    as_pictured(f"body-page-{columns}", f"{'-' * columns}\n".join(pages))


@given(
    st.integers(30, 200),
    st.dictionaries(st.sampled_from(REGIONS), st.integers(0, 3)),
    st.none() | st.dictionaries(st.sampled_from(REGIONS), st.integers(0, 3)),
)
def test_the_body_fits_every_page(columns: int, before: dict[str, int], after: dict[str, int] | None) -> None:
    """No line is wider than the page."""
    assert max(map(len, _page(columns, before, after).splitlines())) <= min(columns, 76)


def test_a_change_is_two_figures() -> None:
    """The tightest first; what was not marked is said; what is nothing both times is left out; nothing is judged."""
    assert [
        ("left shoulder", "3, then 1"),
        ("jaw", "2, then 2"),
        ("neck", "1, then not marked"),
        ("belly", "not marked, then 1"),
        ("left knee", "1, then 0"),
    ] == changes(
        {"jaw": 2, "left shoulder": 3, "neck": 1, "chest": 0, "left knee": 1},
        {"jaw": 2, "left shoulder": 1, "belly": 1, "left knee": 0, "low back": 0},
    )


def test_one_view_is_enough_where_it_shows_every_mark() -> None:
    """The front where either does; none where there are marks that only the other shows."""
    assert "front" == view_of_all({"jaw": 1}, {"left knee": 2})
    assert "back" == view_of_all({"low back": 1, "belly": 0}, {"left knee": 2})
    assert view_of_all({"low back": 1}, {"belly": 2}) is None


def test_read_aloud_the_body_is_sentences() -> None:
    """No picture; before and after as figures."""
    look = Look("aloud", glyphs=False)
    assert "Body.\nLeft shoulder: 3, then 1.\nJaw: 2, then 1.\nBelly: not marked, then 1." == page_text(
        Page((_part(BEFORE, AFTER),)), look
    )
    assert "Body.\nJaw: 2, medium.\nLeft shoulder: 3, strong." == page_text(Page((_part(BEFORE),)), look)
    assert "Body.\nNothing is marked." == page_text(Page((_part({"jaw": 0}),)), look)


def test_where_nothing_is_marked_nothing_is_drawn() -> None:
    """A picture of nothing says nothing."""
    blocks = body_blocks({"jaw": 0}, columns=80, glyphs="braille")
    assert [PageTable] == [type(block) for block in blocks]
    assert Picture not in [type(block) for block in body_blocks(BEFORE, columns=30, glyphs="braille")]


def test_a_page_draws_the_body_with_what_its_terminal_shows() -> None:
    """Dots, shades or ASCII, by the look of the stream."""
    page = Page((_part(BEFORE),))
    assert "⣿" in page_text(page, Look(styled=False))
    assert "▓" in page_text(page, Look(styled=False, drawn="block"))
    assert page_text(page, Look("pipe", encoding="ascii", drawn="ascii")).isascii()


def test_what_is_typed_is_shown_in_the_smallest_of_windows() -> None:
    """Where there is no room for a letter of it there is none, and nothing waits for more room."""
    body = BodyMap()
    for char in "jaw 2":
        body.press(char, 80, 24)
    for columns in range(1, 8):
        assert map_lines(body.state, columns, 3, "braille")
