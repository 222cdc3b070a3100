"""Questions on screens of their own: what each looks like, in windows of many sizes; and the same read aloud."""

from __future__ import annotations

import io
import signal
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from massage_mind.errors import Stopped
from massage_mind.learn.safety import CHECKLIST, SAFETY_DAILY
from massage_mind.perform.asked_in_turn import (
    Asked,
    ChoiceAsked,
    FirstScreen,
    MapAsked,
    RatingAsked,
    ReadyAsked,
    ThoughtsAsked,
    Turn,
    WordsAsked,
)
from massage_mind.record.measures import WANDERING, WANDERING_CHOICES, items_for
from massage_mind.screen.ask.by_key import ask, doing
from massage_mind.screen.ask.choosing import Choosing, ready_parts
from massage_mind.screen.ask.few_words import Thoughts, thoughts_around, words_around
from massage_mind.screen.ask.prompts import Prompts, prompts_at
from massage_mind.screen.ask.quiet_question import Gapped, drawn, fitting
from massage_mind.screen.ask.scale import Scale
from massage_mind.screen.ask.typed_line import Around, broken_typed, typed_lines
from massage_mind.screen.page.setting import SetLine
from massage_mind.screen.page.showing import Look
from massage_mind.screen.text import width
from massage_mind.stops import stopping

FIRST = Turn(1, 7, FirstScreen("Arriving, 4 minutes.", SAFETY_DAILY, begins=True))
LATER = Turn(2, 7)
STRESS = items_for("before")[0]
WINDOWS = ((80, 24), (40, 12))


def nothing(*_: object) -> None:
    """Answers are not kept here."""


def shown(parts: Callable[[int], list[Gapped]], columns: int, rows: int, look: Look | None = None) -> str:
    """A screen as text."""
    pieces = drawn(parts(columns), columns, rows, look or Look())
    lines = "".join(piece[1] for piece in pieces).split("\n")
    assert len(lines) <= rows
    return _text(lines)


def _text(lines: list[str]) -> str:
    return "\n".join(line.rstrip() for line in lines) + "\n"


def typed(around: Callable[[int], Around], text: str, columns: int, rows: int) -> str:
    """A screen with something typed in it, and a line where its cursor is."""
    lines, at = typed_lines(around(columns), text, len(text), columns, rows)
    assert len(lines) <= rows
    plain = ["".join(span.text for span in line) for line in lines]
    plain[at.y] = f"{plain[at.y]:{at.x}}_"
    return _text(plain)


# ---------------------------------------------------------------- what each looks like


@pytest.mark.parametrize(("columns", "rows"), WINDOWS)
def test_a_rating(columns: int, rows: int, as_pictured: Callable[[str, str], None]) -> None:
    """The first one says what begins and when to ask first; later ones the place alone. What is chosen is in brackets."""
    scale = Scale(RatingAsked(STRESS, nothing))
    text = shown(lambda wide: scale.parts(FIRST, wide), columns, rows)
    scale.press("6")
    text += "----\n" + shown(lambda wide: scale.parts(LATER, wide), columns, rows)
    as_pictured(f"question-rating-{columns}x{rows}", text)


@pytest.mark.parametrize("chosen", [None, *range(11)])
def test_the_numbers_stay_where_they_are(chosen: int | None) -> None:
    """Whichever is in brackets."""
    text = shown(lambda wide: Scale(RatingAsked(STRESS, nothing), chosen).parts(LATER, wide), 80, 24)
    row = next(line for line in text.splitlines() if "1" in line and "9" in line)
    assert [4 + 5 * number for number in range(11)] == [
        row.index(str(n)) if n != 1 else 9 for n in range(10)
    ] + [row.rindex("10")]
    assert (chosen is not None) == (f"[{chosen}]" in row)


@pytest.mark.parametrize(("columns", "rows"), WINDOWS)
def test_a_choice(columns: int, rows: int, as_pictured: Callable[[str, str], None]) -> None:
    """Always one below the other, and where one is has a sign of its own."""
    state = Choosing(ChoiceAsked(WANDERING, WANDERING_CHOICES, nothing))
    text = shown(lambda wide: state.parts(Turn(6, 9)), columns, rows)
    state.choose(3)
    text += "----\n" + shown(lambda wide: state.parts(Turn(6, 9)), columns, rows)
    yes = Choosing(ChoiceAsked("Put this into the bin?", ("no", "yes"), nothing, chosen=0))
    text += "----\n" + shown(lambda wide: yes.parts(Turn()), columns, rows)
    as_pictured(f"question-choice-{columns}x{rows}", text)


_ONE = "Appointment, tomorrow at 15:00: 60 minutes · with Kim · planned"


@pytest.mark.parametrize("count", [1, 9])
@pytest.mark.parametrize(("columns", "rows"), WINDOWS)
def test_what_a_question_is_about_is_on_its_screen(
    columns: int, rows: int, count: int, as_pictured: Callable[[str, str], None]
) -> None:
    """Nobody has to remember what is about to go; of many there are the first, and how many more."""
    yes = Choosing(
        ChoiceAsked("Put this into the bin?", ("no", "yes"), nothing, chosen=0, about=(_ONE,) * count)
    )
    text = shown(lambda wide: yes.parts(Turn()), columns, rows)
    assert "no" in text and "yes" in text and "Put this" in text and "Kim" in text
    assert ("and seven more" in text) == (count == 9)
    as_pictured(f"question-about-{count}-{columns}x{rows}", text)


@pytest.mark.parametrize(("columns", "rows"), WINDOWS)
def test_a_few_words(columns: int, rows: int, as_pictured: Callable[[str, str], None]) -> None:
    """At their place, broken between words, whatever the window."""
    asked = WordsAsked("In your own words?", nothing, 'Such as "softer shoulders".')
    words = "let my shoulders be, and the evening after it as well"
    text = typed(lambda wide: words_around(asked, Turn(3, 5), words), words, columns, rows)
    text += "----\n" + typed(lambda wide: words_around(asked, Turn(3, 5), ""), "", columns, rows)
    as_pictured(f"question-words-{columns}x{rows}", text)


@pytest.mark.parametrize(("columns", "rows"), WINDOWS)
def test_words_that_cannot_be_taken(columns: int, rows: int, as_pictured: Callable[[str, str], None]) -> None:
    """Why stands where the hint did, and what was typed stays; what Enter does is said in the words of the question."""
    why = '"soonish" is not exact: at which hour and minute?'
    asked = WordsAsked(
        "When is it?", nothing, "Such as friday 15:00.", wrong=lambda _: why, empty="Enter notes nothing"
    )
    text = typed(lambda wide: words_around(asked, Turn(1, 4), ""), "", columns, rows)
    text += "----\n" + typed(
        lambda wide: words_around(asked, Turn(1, 4), "soonish", why), "soonish", columns, rows
    )
    about = ("journal: one file, 254.0 KB", "scripts: two files, 3.1 KB")
    gone = WordsAsked("Delete all of it?", nothing, "To delete all of it, type the word delete.", about=about)
    text += "----\n" + typed(lambda wide: words_around(gone, Turn(), ""), "", columns, rows)
    as_pictured(f"question-word-{columns}x{rows}", text)


def test_line_by_line_what_cannot_be_taken_is_asked_for_again() -> None:
    """And what a question is about is said with it."""
    out, kept = io.StringIO(), list[str]()
    asker = prompts_at(
        stdin=io.StringIO("no\nyes\n"), stdout=out, stderr=out, environ={}, plain=True, look=Look("aloud")
    )
    wrong = {"no": "That is not it."}
    asker.questions(
        [WordsAsked("Which?", kept.append, about=("one file",), wrong=lambda words: wrong.get(words, ""))]
    )
    assert ["yes"] == kept
    assert "One file." in out.getvalue() and "That is not it." in out.getvalue()


def _thoughts() -> Thoughts:
    return Thoughts(ThoughtsAsked("Anything to put down until afterwards?", lambda text: text, nothing))


@pytest.mark.parametrize(("columns", "rows"), WINDOWS)
def test_a_list_of_thoughts(columns: int, rows: int, as_pictured: Callable[[str, str], None]) -> None:
    """It grows; after each, once, its when is asked for."""
    state = _thoughts()
    for line in ("reply to Anna", "tomorrow at nine", "the tyres"):
        state.take(line, with_others=False)
    turn = Turn(6, 7)
    text = typed(lambda wide: thoughts_around(state, turn, "after dinn", wide), "after dinn", columns, rows)
    state.take("after dinner", with_others=False)
    text += "----\n" + typed(
        lambda wide: thoughts_around(state, turn, "call the bank", wide), "call the bank", columns, rows
    )
    as_pictured(f"question-thoughts-{columns}x{rows}", text)


@pytest.mark.parametrize(("columns", "rows"), WINDOWS)
def test_the_checklist(columns: int, rows: int, as_pictured: Callable[[str, str], None]) -> None:
    """The last before it begins."""
    asked = ReadyAsked("Before it begins", CHECKLIST)
    as_pictured(
        f"question-ready-{columns}x{rows}", shown(lambda wide: ready_parts(asked, Turn(7, 7)), columns, rows)
    )


def test_read_aloud(as_pictured: Callable[[str, str], None]) -> None:
    """Whole sentences; how it is answered is said once; what was answered is said back."""
    asked: list[Asked] = [
        *(RatingAsked(item, nothing) for item in items_for("before")[:2]),
        MapAsked(nothing),
        ChoiceAsked(WANDERING, WANDERING_CHOICES, nothing),
        WordsAsked("In your own words?", nothing),
        ThoughtsAsked("Anything to put down until afterwards?", lambda text: text, nothing),
        ReadyAsked("Before it begins", CHECKLIST),
    ]
    out, answers = (
        io.StringIO(),
        "11\n6\n\nspleen 2\nboth shoulders 2\n\noften\nsoft\ncall the bank\nfriday\n\n\n",
    )
    asker = prompts_at(
        stdin=io.StringIO(answers), stdout=out, stderr=out, environ={}, plain=True,
        look=Look("aloud", styled=False, glyphs=False),
    )  # fmt: skip
    asker.questions(asked, FIRST.first)
    text = out.getvalue()
    assert text.isascii()
    as_pictured("question-aloud", text)


def test_read_aloud_the_question_is_said_again_after_the_list() -> None:
    """Nobody who listened to the whole list knows any more what was asked."""
    out = io.StringIO()
    asker = prompts_at(
        stdin=io.StringIO("?\n6\n"), stdout=out, stderr=out, environ={}, plain=True, look=Look("aloud", 0)
    )
    asker.questions([RatingAsked(items_for("before")[0], nothing)])
    after = out.getvalue().partition("For adults.\n")[2]
    assert after == "\nStress, just now. 0 is none, 10 is the most you can imagine.\n> 6.\n"


@pytest.mark.parametrize(("cautions", "parts"), [((), 4), (("Too hot means stop.", "No oil."), 5)])
def test_read_aloud_the_safety_list_says_how_long_it_is_and_the_keys_at_either_end(
    cautions: tuple[str, ...], parts: int
) -> None:
    """Its end is half a minute away; on a screen it is seen at a glance. Who knows it goes on at once."""
    out = io.StringIO()
    asker = prompts_at(
        stdin=io.StringIO("\n"), stdout=out, stderr=out, environ={}, plain=True, look=Look("aloud", 0)
    )
    asker.safety_list(cautions)
    lines = [line for line in out.getvalue().splitlines() if line]
    begins = (
        f"First, a list in {parts} parts: when to ask somebody before a massage. Enter goes on, q goes back."
    )
    assert " ".join(lines).startswith(begins)
    heads = [line for line in lines if line.startswith("Part ")]
    assert [line.split(".")[0] for line in heads] == [f"Part {n} of {parts}" for n in range(1, parts + 1)]
    assert "emergency" in heads[0] and ("For this style" in heads[1]) == bool(cautions)
    assert out.getvalue().rstrip().endswith("Enter goes on, q goes back.")


def test_line_by_line_yes_and_no_say_what_they_take() -> None:
    """What is neither is answered, not met with another prompt."""
    out = io.StringIO()
    asker = prompts_at(
        stdin=io.StringIO("?\nno\n"), stdout=out, stderr=out, environ={}, plain=True, look=Look("aloud", 0)
    )
    assert not asker.yes("Put this into the bin?", otherwise=False)
    assert "1 or 2, no or yes; Enter alone is no." in out.getvalue()


def test_without_signs_of_its_own_it_is_ascii() -> None:
    """As on a console that has no more."""
    state = Choosing(ChoiceAsked(WANDERING, WANDERING_CHOICES, nothing), 2)
    text = shown(lambda wide: state.parts(Turn(6, 9)), 80, 24, Look(glyphs=False))
    assert text.isascii() and "> 3  often" in text


# ---------------------------------------------------------------- any window


_TEXTS = st.text(st.sampled_from("ab \n肩é"), max_size=60)


@given(_TEXTS, st.integers(0, 60), st.integers(1, 30))
def test_what_is_typed_is_broken_between_words_alone(text: str, cursor: int, cells: int) -> None:
    """Nothing of it is lost, and its cursor stands where it is."""
    cursor = min(cursor, len(text))
    lines, at = broken_typed(text, cursor, cells)
    assert text.replace("\n", "") == "".join(lines)
    assert 0 <= at.y < len(lines) and 0 <= at.x <= width(lines[at.y])
    before = "".join(lines[: at.y]) + _cells(lines[at.y], at.x)
    assert text[:cursor].replace("\n", "") == before
    for line, following in pairwise(lines):
        if width(line) and not line.endswith(" ") and "\n" not in text:
            assert "肩" in (line[-1], following[:1])


def _cells(line: str, cells: int) -> str:
    taken = ""
    while width(taken) < cells:
        taken = line[: len(taken) + 1]
    return taken


@given(st.lists(st.booleans(), min_size=1, max_size=40), st.integers(1, 45), st.data())
def test_a_low_window_shows_what_matters(blank: list[bool], rows: int, data: st.DataObject) -> None:
    """As much as there is room for, in order, and always the line that is answered."""
    lines: list[SetLine] = [[] if one else [("x", "")] for one in blank]  # type: ignore[list-item]
    holds = data.draw(st.integers(0, len(lines) - 1))
    kept = fitting(lines, rows, holds)
    assert min(rows, len(lines)) == len(kept) and sorted(kept) == kept and holds in kept


@pytest.mark.parametrize("columns", range(20, 201, 7))
def test_no_word_is_broken(columns: int) -> None:
    """At any width."""
    scale, state = (
        Scale(RatingAsked(STRESS, nothing), 6),
        Choosing(ChoiceAsked(WANDERING, WANDERING_CHOICES, nothing)),
    )
    for parts in (lambda wide: scale.parts(FIRST, wide), lambda wide: state.parts(Turn(6, 9))):
        text = shown(parts, columns, 60)
        whole = " ".join(shown(parts, 200, 60).split())
        assert set(text.split()) <= {*whole.split(), "[6]", "the", "none", "0", "10"}


# ---------------------------------------------------------------- thoughts, however they are typed


@pytest.mark.parametrize(
    ("keys", "thoughts"),
    [
        ("call the bank\x1b[200~\x1b[201~\r\r", ["call the bank"]),
        ("\x1b[200~a\nb\x1b[201~\r\r", ["a", "b"]),
        ("a\rb\r\r", ["a", "b"]),
        ("a\r\r\r", ["a"]),
    ],
)
def test_lines_that_were_pasted_are_thoughts(keys: str, thoughts: list[str]) -> None:
    """And none is taken for the when of the one before, with a line end at the end or without."""
    put_down: list[str] = []
    planned: list[str] = []
    asked = ThoughtsAsked(
        "Anything?", lambda text: put_down.append(text) or text, lambda _, when: planned.append(when)
    )
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        pipe.send_text(keys)
        Prompts(by_key=True).questions([asked])
    assert (thoughts, []) == (put_down, planned)


def test_a_when_is_asked_for_once() -> None:
    """What is typed is its when; an empty line leaves it open, and one more ends the list."""
    planned: list[tuple[str, str]] = []
    state = Thoughts(ThoughtsAsked("Anything?", str.upper, lambda key, when: planned.append((key, when))))
    ended = [state.take(line, with_others=False) for line in ("a", "friday", "b", "", "")]
    assert [False] * 4 + [True] == ended
    assert ([("A", "friday")], [["A", "a", "friday"], ["B", "b", ""]]) == (planned, state.rows)


def asked_with(act: Callable[[], object]) -> object:
    """The answer of a question at which a key does this, in the midst of the library."""
    from prompt_toolkit.key_binding import KeyBindings

    keys = KeyBindings()
    keys.add("x")(doing(act))
    keys.add("q")(lambda event: event.app.exit(result="answered"))
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        pipe.send_text("xq")
        return ask(lambda: [("", "a question")], keys)


def test_ctrl_c_pressed_again_before_it_was_heeded_ends_a_question() -> None:
    """A library that is told shows where it was, and waits for Enter with the other screen on."""

    def pressed_twice() -> None:
        signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGINT)

    with stopping(), pytest.raises(Stopped) as caught:
        asked_with(pressed_twice)
    assert signal.SIGINT == caught.value.signum


def test_what_goes_wrong_in_a_question_is_raised_where_it_was_asked() -> None:
    """A fault of ours ends the question as well: nobody is asked to press Enter."""

    def fails() -> None:
        raise ValueError("a fault")

    assert "answered" == asked_with(lambda: None)
    with pytest.raises(ValueError, match="a fault"):
        asked_with(fails)


def test_half_a_line_is_handed_on_while_it_is_typed() -> None:
    """And comes back where it is asked for again, also after a step back; what was put down is not half any more."""
    kept: list[str] = []
    saved: list[str] = []
    words = WordsAsked("In your own words?", saved.append, begin="soft", keep=kept.append)
    rating = RatingAsked(STRESS, nothing)
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        pipe.send_text("\rer\x1b\r\x05 shoulders\r")
        Prompts(by_key=True).questions([rating, words])
    assert ["softer shoulders"] == saved
    assert "softer" in kept and "softer shoulders" in kept
