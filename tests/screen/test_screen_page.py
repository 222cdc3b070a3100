"""The room that sets text: pages in columns, on pipes and aloud."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from massage_mind.screen.page.page_parts import (
    Page,
    PageLine,
    PageTable,
    Picture,
    Styled,
    accent,
    bold,
    command,
    dim,
    foot,
    heading,
    said,
    under,
)
from massage_mind.screen.page.setting import aloud_lines, plain_lines, set_page
from massage_mind.screen.page.showing import Look, page_text
from massage_mind.screen.show.show_ratings import ratings_lines
from massage_mind.screen.text import width

PAGE = Page(
    (
        (
            said("Today at 15:00, with Kim. ", bold("In 49 minutes."), aside="r8htx"),
            said("In your words: “let my shoulders be”."),
        ),
        (said("In the waiting room, 4 minutes:"),),
        (command("massage-mind before --minutes 4"),),
        (
            heading("Ratings"),
            PageTable(
                ("", "before", "after"), (("stress", "6", "3"), ("tension", "5", "2")), frozenset({1, 2})
            ),
        ),
        (
            heading("Written"),
            under(
                "Week 12: the shoulder is lighter. It stayed so through the evening, and I slept on that side.",
                lead=(dim("20:00  "),),
                aside="e4k2p",
                hang=0,
            ),
        ),
        (Picture((("o", Styled("---", "dim")),), "A circle and a line."),),
        (foot("Enter begins", "? what else there is", "Esc back"),),
    )
)


def _plain(columns: int, page: Page = PAGE) -> list[str]:
    return ["".join(span.text for span in line).rstrip() for line in set_page(page, columns)]


def test_a_wide_page_has_its_three_columns_and_its_air():
    """Said at 2, under a heading at 4, a command at 6; one blank line first, last and between parts."""
    assert _plain(80) == [
        "",
        "  Today at 15:00, with Kim. In 49 minutes." + " " * 29 + "r8htx",
        "  In your words: “let my shoulders be”.",
        "",
        "  In the waiting room, 4 minutes:",
        "",
        "      massage-mind before --minutes 4",
        "",
        "  Ratings",
        "              before   after",
        "    stress         6       3",
        "    tension        5       2",
        "",
        "  Written",
        "    20:00  Week 12: the shoulder is lighter. It stayed so through the  e4k2p",
        "           evening, and I slept on that side.",
        "",
        "  o---",
        "",
        "  Enter begins   ? what else there is   Esc back",
        "",
    ]


def test_a_narrow_page_folds_tables_and_leaves_out_what_stands_aside():
    """Below 60 columns the margin is 1, a row of a table is a sentence, ids are gone."""
    lines = _plain(40)
    assert "   Stress: 6 before, 3 after." in lines
    assert not any("e4k2p" in line or "r8htx" in line for line in lines)
    assert "     massage-mind before --minutes 4" in lines


def test_a_pipe_is_never_broken_and_has_no_margin_and_no_foot():
    """One line a thing, however long; what belongs to a heading lies two further in."""
    lines = plain_lines(PAGE)
    assert lines[0] == "Today at 15:00, with Kim. In 49 minutes.  r8htx"
    assert "    massage-mind before --minutes 4" in lines
    assert "Enter begins" not in "\n".join(lines)
    wide = PageTable(("what", "about"), (("word", "long " * 60),))
    assert plain_lines(Page(((wide,),)))[1] == f"  word   {'long ' * 60}".rstrip()


def test_aloud_everything_is_a_sentence():
    """No columns, no pictures, nothing aside; a heading ends in a stop, a row of a table is a sentence."""
    assert aloud_lines(PAGE) == [
        "Today at 15:00, with Kim. In 49 minutes.",
        "In your words: “let my shoulders be”.",
        "",
        "In the waiting room, 4 minutes:",
        "",
        "massage-mind before --minutes 4",
        "",
        "Ratings.",
        "Stress: 6 before, 3 after.",
        "Tension: 5 before, 2 after.",
        "",
        "Written.",
        "20:00, Week 12: the shoulder is lighter. It stayed so through the evening, and I slept on that side.",
        "",
        "A circle and a line.",
    ]


@pytest.mark.parametrize("columns", range(20, 201))
def test_aloud_no_line_of_a_terminal_breaks_inside_a_word(columns: int):
    """A reader goes line by line, so none ends within a word; each begins at the edge, a command stays whole."""
    lines = aloud_lines(PAGE, columns)
    assert "massage-mind before --minutes 4" in lines
    assert all(len(line) <= columns or " " not in line or line.startswith("massage-mind") for line in lines)
    assert not any(line.startswith(" ") for line in lines)
    assert " ".join(" ".join(lines).split()) == " ".join(" ".join(aloud_lines(PAGE)).split())


def test_aloud_tags_are_words_and_what_is_to_be_typed_has_no_stop():
    """A tag is no number sign; a piece of a file is not ended for its writer."""
    page = Page(
        (
            (
                under("lighter", dim("  #week #better")),
                under(dim("#week")),
                PageLine("Rather: rest", verbatim=True),
            ),
        )
    )
    assert aloud_lines(page) == ["lighter. Tagged week, better.", "Tagged week.", "Rather: rest"]


def test_aloud_a_time_comes_before_a_comma_and_a_name_before_a_colon():
    """What stands in a column of its own beside its matter is heard apart from it."""
    page = Page(((under("soft", lead="20:00  "), under("rings", lead="bowl "), under(lead="alone ")),))
    assert aloud_lines(page) == ["20:00, soft.", "bowl: rings.", "alone."]


def test_styles_are_the_terminals_own():
    """Bold, dim and one accent, as SGR 1, 2 and 36; without colour the accent is plain, the others stay."""
    text = page_text(PAGE, Look())
    assert "\x1b[1mIn 49 minutes.\x1b[0m" in text
    assert "\x1b[1mmassage-mind before --minutes 4\x1b[0m" in text
    mark = Page(((said(accent("› "), "often"),),))
    assert "\x1b[36m› \x1b[0m" in page_text(mark, Look())
    assert "\x1b[35m› \x1b[0m" in page_text(mark, Look(accent="magenta"))
    assert "\x1b[3" not in page_text(mark, Look(accent=""))
    without = page_text(PAGE, Look(accent=""))
    assert set(re.findall(r"\x1b\[[0-9;]*m", without)) == {"\x1b[1m", "\x1b[2m", "\x1b[0m"}
    assert "\x1b" not in page_text(PAGE, Look(styled=False))


def test_signs_fall_back_where_a_terminal_has_none():
    """A dot between facts becomes a comma, quotes their plain form."""
    page = Page(((said("60 minutes · done"), said("› “here”")),))
    assert page_text(page, Look("pipe", glyphs=False, encoding="ascii")) == '60 minutes, done\n> "here"'


def test_what_comes_from_people_is_harmless():
    """An escape sequence in a name never reaches the terminal, nor does a command out of a file."""
    page = Page(((said("with \x1b[31mKim\x07"), command("massage-mind \x1b]0;x\x07before")),))
    for look in (Look(styled=False), Look("pipe"), Look("aloud")):
        assert "\x1b" not in page_text(page, look)
        assert "\x07" not in page_text(page, look)


def test_letters_without_spaces_are_broken_between_them():
    """A line of Japanese fits its room although it has no spaces; no line begins with a full stop."""
    lines = _plain(30, Page(((said("肩が軽くなりました。" * 6),),)))
    assert all(width(line) <= 30 for line in lines)
    assert not any(line.strip().startswith("。") for line in lines)


@pytest.mark.parametrize("columns", range(20, 201))
def test_no_line_breaks_inside_a_word(columns: int):
    """At any width each word of the page stands whole, and commands on lines of their own."""
    lines = _plain(columns)
    assert "massage-mind before --minutes 4" in {line.strip() for line in lines}
    known = set(" ".join((*_plain(200), *_plain(40))).split())
    assert {word for line in lines for word in line.split()} <= known
    assert all(width(line) <= max(columns, 33) and width(line) <= 76 for line in lines)


@given(st.text(max_size=200), st.integers(20, 200), st.sampled_from((2, 4, 6)), st.text(max_size=12))
def test_any_words_come_out_in_their_order(text: str, columns: int, column: int, lead: str):
    """Whatever is said comes out once, in order, nothing lost; a line is too wide only where one word is."""
    line = PageLine(text, column, lead)
    out = _plain(columns, Page(((line,),)))
    together = "".join("".join(out).split())
    from massage_mind.screen.text import safe_text

    assert together == "".join((safe_text(lead) + safe_text(text)).split())


def test_aloud_ratings_side_by_side_are_sentences():
    """Also where they are told line by line, at the end of `after`."""
    phases = {"before": {"stress": 6, "pain": 2}, "after": {"stress": 3}}
    assert ratings_lines(phases, aloud=True) == ["Stress: 6 before, 3 after.", "Pain: 2 before."]
    assert ratings_lines(phases)[1].split() == ["stress", "6", "3"]
    assert ratings_lines({}, aloud=True) == []


@pytest.mark.parametrize("columns", range(30, 100, 7))
def test_no_short_word_stands_alone_on_a_last_line(columns: int) -> None:
    """Where the line above it can spare one, two stand there."""
    for count in range(8, 40):
        lines = _plain(columns, Page(((said(" ".join(["words"] * count)),),)))
        said_lines = [line.split() for line in lines if line.strip()]
        if len(said_lines) > 1 and len(said_lines[-2]) >= 4:
            assert len(said_lines[-1]) > 1, lines


def test_what_is_yours_to_do_is_bold_and_in_the_terminals_own_text() -> None:
    """Neither dim nor a colour is as easy to read everywhere (docs/contrast.py), so no command and no key is in one."""
    page = Page(((command("massage-mind after"),), (foot("Enter begins", "? what else there is"),)))
    styles = {span.style for line in set_page(page, 80) for span in line if span.text.strip()}
    assert styles == {"bold", ""}
