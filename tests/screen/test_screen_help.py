"""The safety list as a page and as sheets, the help of a running session, and the words that lead into one."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from live_support import FakeDevice, framed, shown, stage_on, view_at
from screen_driver import TIMELINES, timeline_of

from massage_mind.learn.help_lines import HelpAtHand, in_few_lines
from massage_mind.learn.safety import DISTRESS, SAFETY_END, SAFETY_LIST
from massage_mind.perform.ports import Lead, View
from massage_mind.places import shipped_styles
from massage_mind.reading.library import Library
from massage_mind.screen.live.plain_stage import PlainStage, folding, folding_aloud, help_lines
from massage_mind.screen.live.scene import left_for_ms, left_text
from massage_mind.screen.page.safety_page import help_page, safety_page, safety_pages
from massage_mind.screen.page.setting import SetLine
from massage_mind.screen.page.sheets import sheets_of
from massage_mind.screen.page.showing import Look, page_text

AsPictured = Callable[[str, str], None]
LEAD = Lead(20_000, "Settle in, as it suits you. It begins by itself.", "Fever, new pain? Then ask first.")
SIZES = [(80, 24), (100, 40), (60, 20), (40, 12), (20, 8)]


def _text(sheet: list[SetLine]) -> str:
    return "\n".join("".join(span.text for span in line).rstrip() for line in sheet)


def _sheets(columns: int, rows: int) -> list[str]:
    return [_text(sheet) for sheet in sheets_of(safety_pages(), columns, rows)]


def test_the_whole_list_fits_a_usual_window(as_pictured: AsPictured) -> None:
    """23 rows, the emergency first."""
    (sheet,) = _sheets(80, 24)
    assert len(sheet.splitlines()) == 23
    as_pictured("safety-80", sheet + "\n")


def test_in_a_small_window_the_emergency_stands_alone(as_pictured: AsPictured) -> None:
    """On the first sheet, whatever else there would be room for; every sheet says what goes on."""
    sheets = _sheets(40, 24)
    assert "serious injury" in sheets[0] and "Fever" not in sheets[0]
    assert all("Esc back" in sheet for sheet in sheets)
    assert all("space more" in sheet for sheet in sheets[:-1]) and "Enter goes on" in sheets[-1]
    as_pictured("safety-40", "\n=====\n".join(_sheets(40, 12)) + "\n")


@pytest.mark.parametrize("style", sorted(shipped_styles()))
def test_with_the_cautions_of_any_style_it_is_two_sheets_at_most(style: str) -> None:
    """In a usual window; the emergency first, then what is new."""
    sheets = sheets_of(safety_pages(Library(None).style(style).cautions), 80, 24)
    assert len(sheets) <= 2
    assert all(len(sheet) <= 24 for sheet in sheets)
    assert _text(sheets[0]).startswith("  One of these now? Call an emergency number")


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_sheets_hold_everything_and_no_more_than_a_window(columns: int, rows: int) -> None:
    """Nothing of the list is lost in any window, and no sheet is longer than it."""
    sheets = _sheets(columns, rows)
    assert max(len(sheet.splitlines()) for sheet in sheets) <= rows
    words = " ".join(" ".join(sheets).split())
    for title, text in SAFETY_LIST:
        assert set(f"{title} {text}".split()) <= set(words.split())


def test_the_list_is_heard_in_sentences(as_pictured: AsPictured) -> None:
    """Headings end in a stop; no foot."""
    text = page_text(safety_page(["No forceful work on the neck."]), Look("aloud"))
    assert "Tell the therapist.\n" in text and "For this style.\nNo forceful" in text
    assert "Esc" not in text
    as_pictured("safety-aloud", text + "\n")


def test_where_help_is(as_pictured: AsPictured) -> None:
    """What to do when it is too much, with its command on a line of its own."""
    text = page_text(help_page(), Look(styled=False))
    assert "\n      massage-mind ground\n" in text
    as_pictured("where-help-is-80", text + "\n")


# ---------------------------------------------------------------- in a session


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_behind_the_keys_lie_the_list_and_where_help_is(columns: int, rows: int) -> None:
    """As many pages as the window needs; all of the list is on them, and the last says where help is."""
    device = FakeDevice(columns, rows)
    stage = stage_on(device)
    pages = stage.help_pages(view_at(TIMELINES["words"], 5000))
    assert pages == (3 if rows >= 23 and columns >= 80 else pages) and pages >= 3
    seen = [
        " ".join(shown(TIMELINES["words"], 5000, columns, rows, help=page)) for page in range(2, pages + 1)
    ]
    words = set(" ".join(seen).split())
    if columns >= 40:
        for _, text in SAFETY_LIST:
            assert set(text.split()) <= words
        assert set(DISTRESS.split()) <= words
    assert "min left" not in seen[0]


AT_HAND = HelpAtHand(
    in_few_lines("uk", ("my sister \u202e01234 567890",)), lambda style: (f"Mind the {style} neck.",)
)


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (40, 12)])
def test_a_session_has_whom_to_call_and_what_to_mind_with_its_style(
    columns: int, rows: int, as_pictured: AsPictured
) -> None:
    """Behind the keys: the cautions of the style with the list, then whom to call, an emergency first, as text."""
    device = FakeDevice(columns, rows)
    stage = stage_on(device, at_hand=AT_HAND)
    at = view_at(TIMELINES["during"], 0)
    sheets = []
    for page in range(2, stage.help_pages(at) + 1):
        stage.draw(view_at(TIMELINES["during"], 0, help=page))
        sheets.append(framed(device.display))
    words = " ".join(" ".join(sheets).split())
    assert f"Mind the {TIMELINES['during'].style} neck." in words
    assert words.index("999 or 112") < words.index("my sister 01234 567890") < words.index("116 123")
    assert "988" not in words and "\u202e" not in words
    as_pictured(f"help-at-hand-{columns}", "\n=====\n".join(sheets) + "\n")


def test_whom_to_call_is_heard_as_well() -> None:
    """In plain lines, and for somebody who listens."""
    heard = " ".join(help_lines(3, at_hand=AT_HAND))
    assert "Whom to call." in heard and "my sister 01234 567890" in heard
    assert "Mind the thai neck." in " ".join(help_lines(2, at_hand=AT_HAND, style="thai"))
    assert "Whom to call" not in " ".join(help_lines(3))


def test_the_list_in_a_session_says_its_keys() -> None:
    """There `?` goes on, and Esc is back."""
    lines = shown(TIMELINES["words"], 5000, 80, 24, help=2)
    assert lines[22].strip() == "? more   Esc back"
    assert lines[21].strip() == SAFETY_END


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (40, 12)])
def test_a_lead_is_words_and_nothing_else(columns: int, rows: int, as_pictured: AsPictured) -> None:
    """What will begin, what matters less below it, the keys; no time left, no section."""
    lines = shown(TIMELINES["during"], 0, columns, rows, lead=LEAD)
    assert "left" not in " ".join(lines)
    as_pictured(f"lead-{columns}", framed(lines) + "\n")


# ---------------------------------------------------------------- what is left


@pytest.mark.parametrize(
    ("left_ms", "words"),
    [
        (3_600_000, "60 min left"),
        (150_000, "3 min left"),
        (149_000, "2 min left"),
        (90_000, "2 min left"),
        (89_000, "about a minute left"),
        (44_000, "about half a minute left"),
        (29_000, "a few breaths left"),
        (7_000, "a breath left"),
        (0, ""),
    ],
)
def test_what_is_left_is_told_truly(left_ms: int, words: str) -> None:
    """To the nearest minute, and at the end in breaths."""
    assert left_text(left_ms, exact=False) == words


def test_the_words_on_what_is_left_change_when_they_are_said_to() -> None:
    """Asked when they change, they are the same until then and others after."""
    left = 400_000
    while left > 0:
        stay = left_for_ms(left)
        assert left_text(left, exact=False) == left_text(left - stay + 1, exact=False)
        assert left_text(left, exact=False) != left_text(left - stay, exact=False)
        left -= stay


# ---------------------------------------------------------------- the breath


def test_nothing_lingers_under_a_breath() -> None:
    """The caution has been read before; and it does not come back in the silence after it."""
    timeline = timeline_of(("say", 4_000, "If you feel dizzy."), ("breathe", 10_000, ""), ("rest", 9_000, ""))
    assert "dizzy" in " ".join(shown(timeline, 1_000, 80, 24))
    for at in (5_000, 12_000, 15_000):
        assert "dizzy" not in " ".join(shown(timeline, at, 80, 24))


# ---------------------------------------------------------------- plain lines


def _plain(*, aloud: bool = False) -> tuple[PlainStage, io.StringIO, io.StringIO]:
    out, beside = io.StringIO(), io.StringIO()
    return PlainStage(out.write, beside.write, aloud=aloud), out, beside


def test_under_plain_lines_the_help_is_lines_beside_them() -> None:
    """The keys, the list, where help is, and that it is over; nothing of it among the cue lines."""
    stage, out, beside = _plain()
    for page in (0, 1, 2, 3, 0):
        stage.draw(view_at(TIMELINES["words"], 5000, help=page))
    text = beside.getvalue()
    assert not out.getvalue()
    places = [
        text.index(part)
        for part in ("Space: pauses", "Call an emergency", "If it gets too much", "session goes on")
    ]
    assert places == sorted(places)


def test_a_lead_is_said_once_under_plain_lines() -> None:
    """With what it says beside, and the keys."""
    stage, _, beside = _plain()
    for _ in range(3):
        stage.draw(view_at(TIMELINES["during"], 0, lead=LEAD))
    assert beside.getvalue() == f"{LEAD.words}\n{LEAD.beside}\nEnter begins at once, q leaves.\n"


def test_for_whoever_listens_the_keys_are_said_and_a_breath_once() -> None:
    """The tones do the rest; words in between make it heard anew."""
    timeline = timeline_of(
        *[("breathe", 10_000, "")] * 3, ("say", 4_000, "Once more."), *[("breathe", 10_000, "")] * 2
    )
    stage, out, beside = _plain(aloud=True)
    stage.open(View(timeline, 0, timeline.cues[0]))
    for cue in timeline.cues:
        stage.cue(View(timeline, cue.at_ms, cue))
    assert beside.getvalue() == "Keys: space pauses, q ends, a question mark says more.\n"
    assert out.getvalue() == (
        "Breathe in for 4 seconds, out for 6.\nOnce more.\nBreathe in for 4 seconds, out for 6.\n"
    )


def test_under_plain_lines_the_keys_are_said_where_there_are_some() -> None:
    """Nobody would know otherwise that there are any; where none can be pressed nothing is said."""
    beside = io.StringIO()
    for keys in (True, False):
        stage = PlainStage(lambda _: None, beside.write, keys=keys)
        for _ in range(2):
            stage.open(view_at(TIMELINES["words"], 0))
    assert beside.getvalue() == "Keys: space pauses, q ends, ? says more.\n"


def test_whoever_listens_hears_sentences_without_times() -> None:
    """A bell has a name, a silence a length where it is long enough to wonder, an answer its number; units are words."""
    timeline = timeline_of(
        ("bell", 5_000, "bowl"), ("rest", 9_000, ""), ("rest", 150_000, ""), ("say", 4_000, "At 10:30."),
        ("ask", 20_000, "How often did your attention wander?"),
    )  # fmt: skip
    stage, out, beside = _plain(aloud=True)
    for cue in timeline.cues:
        stage.cue(View(timeline, cue.at_ms, cue))
    assert out.getvalue() == (
        "A bowl rings.\nQuiet for 2 minutes 30.\nAt 10:30.\n"
        "How often did your attention wander? 1 often, 2 sometimes, 3 hardly.\n"
    )
    stage.say(View(timeline, 0, timeline.cues[0]), "5 min more; 1 min 12 s left.")
    assert beside.getvalue() == "5 minutes more; 1 minute 12 seconds left.\n"


@pytest.mark.parametrize("columns", [20, 40, 80])
def test_lines_for_whoever_listens_break_between_words(columns: int) -> None:
    """From the edge, and as far as there is room."""
    rows: list[str] = []
    said = "Feel what carries you: the floor, the chair. You can give it as much weight as you like."
    folding_aloud(rows.append, lambda: columns)(f"{said}\n")
    assert all(len(row) <= columns + 1 and row[0] != " " for row in rows)
    assert " ".join("".join(rows).split()) == said


def test_what_is_heard_can_be_left_out_of_the_lines() -> None:
    """Cue by cue: bells and silences are written all the same."""
    timeline = timeline_of(("bell", 5_000, "bowl"), ("say", 4_000, "Welcome."), ("rest", 5_000, ""))
    stage, out, _ = _plain()
    stage.leave_out(lambda view: view.cue.kind == "say")
    for cue in timeline.cues:
        stage.cue(View(timeline, cue.at_ms, cue))
    assert out.getvalue() == "0:00  [bell: bowl]\n0:09  (quiet, 5 s)\n"


@pytest.mark.parametrize("columns", [20, 33, 40, 60, 80, 120])
def test_plain_lines_on_a_terminal_break_between_words(columns: int) -> None:
    """Below the time of a cue stands nothing, and no word is torn."""
    rows: list[str] = []
    fold = folding(rows.append, lambda: columns)
    fold(
        "1:05:16  Feel what carries you: the floor, the chair. You can give it as much weight as you like.\n"
    )
    fold("Left out at this length: Where you come from, The body as it is.\n")
    assert all(len(row) <= columns + 1 for row in rows)
    assert rows[0].startswith("1:05:16  Feel")
    words = " ".join(" ".join(rows).split())
    assert words == (
        "1:05:16 Feel what carries you: the floor, the chair. You can give it as much weight as you like. "
        "Left out at this length: Where you come from, The body as it is."
    )
