"""Questions at streams that are handed in: nothing is read or written anywhere else."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from massage_mind.errors import Stopped
from massage_mind.perform.asked_in_turn import MapAsked
from massage_mind.perform.asker import Asker, Leave, NoMoreAnswers, quietly
from massage_mind.record.measures import items_for
from massage_mind.screen.ask.by_key import can_ask_by_key
from massage_mind.screen.ask.prompts import prompts_at
from massage_mind.screen.terminal.streams import more_waits
from massage_mind.testing import Screen as ScreenStream
from massage_mind.testing import ScriptedAnswers, Typed, manual_world


class Talk:
    """A person who types these lines, and what they get to read."""

    def __init__(self, typed: str, **choices: bool) -> None:
        self.out, self.err = io.StringIO(), io.StringIO()
        environ: Mapping[str, str] = {"TERM": "xterm"}
        self.asker: Asker = prompts_at(
            stdin=io.StringIO(typed), stdout=self.out, stderr=self.err, environ=environ, **choices
        )


def test_ratings_are_asked_at_the_streams_given(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not at the process's own; each answer is handed on at once, and < goes back to change the last one."""
    monkeypatch.setattr("sys.stdin", None)
    talk, saved = Talk("6\n<\n7\n\n11\n3\n"), list[tuple[str, int | None]]()
    talk.asker.ratings(items_for("next-day")[:3], lambda item, value: saved.append((item, value)))
    assert [("stress", 6), ("stress", 7), ("mood", 3)] == saved
    assert "Question 1 of 3. Stress, just now.\n  0 is none" in talk.out.getvalue()
    assert "" == talk.err.getvalue()


def test_questions_go_to_standard_error_where_that_is_wanted() -> None:
    """Standard output may be a pipe that wants an answer and no questions."""
    talk = Talk("n\n", on_stderr=True)
    assert not talk.asker.yes("Go on?")
    assert ("", True) == (talk.out.getvalue(), "Go on?" in talk.err.getvalue())


@pytest.mark.parametrize(
    "question",
    [
        lambda asker: asker.read("> "),
        lambda asker: asker.ratings(items_for("before"), lambda item, value: None),
        lambda asker: asker.body_map(lambda body: None),
        lambda asker: asker.choice("Which?", ("one", "two")),
        lambda asker: asker.lines("What?"),
        lambda asker: asker.yes("Well?"),
        lambda asker: asker.go_on(),
    ],
)
def test_the_end_of_input_ends_every_question(question: Callable[[Asker], Any]) -> None:
    """It is said by one exception, and `quietly` takes it for no answer."""
    with pytest.raises(NoMoreAnswers):
        question(Talk("").asker)
    assert not quietly(question, Talk("").asker)


@pytest.mark.parametrize(("typed", "said"), [("caf\udce9", "n't UTF-8"), ("x" * 1_000_001, "1,000,001")])
def test_an_answer_that_is_no_text_is_asked_for_again(typed: str, said: str) -> None:
    """With the reason; never kept with something else in its place."""
    talk = Talk(f"{typed}\nfine\n")
    assert "fine" == talk.asker.read("> ")
    assert said in talk.out.getvalue()


def test_bytes_that_never_become_text_end_the_questions() -> None:
    """A pipe that breaks off within a letter says so again and again."""
    stdin = io.TextIOWrapper(io.BytesIO(b"caf\xe9"), encoding="utf-8")
    asker = prompts_at(stdin=stdin, stdout=io.StringIO(), stderr=io.StringIO(), environ={"TERM": "xterm"})
    with pytest.raises(NoMoreAnswers):
        asker.read("> ")


def test_what_a_place_is_like_is_typed_behind_its_number() -> None:
    """Handed on after the level, and said back aloud."""
    talk, kept = Talk("neck 2 burning\njaw 1\n\n"), list[Any]()
    talk.asker.questions([MapAsked(kept.append, {}, kept.append)])
    assert [{"neck": 2}, {"neck": "burning"}, {"neck": 2, "jaw": 1}] == kept
    assert "Neck 2, medium, burning." in talk.out.getvalue()


def test_the_body_map_is_typed_where_there_are_no_single_keys() -> None:
    """Line by line until Enter alone, each kept at once and said back; what was marked before stays beside it."""
    talk, saved = Talk("jawbone 2\njaw 2\n?\nboth shoulders 2, glutes 1\n\n"), list[dict[str, int]]()
    talk.asker.body_map(saved.append, {"neck": 1})
    both = {"left shoulder": 2, "right shoulder": 2, "left hip": 1, "right hip": 1}
    assert [{"neck": 1, "jaw": 2}, {"neck": 1, "jaw": 2, **both}] == saved
    heard = " ".join(talk.out.getvalue().split())
    for sentence in (
        "The body. Say a place and a number from 0 to 3, such as: left shoulder 3.",
        "Enter alone is done. A question mark lists the places.",
        "Before: neck 1.",
        'There\'s no "jawbone" on the body map.',
        "Jaw 2, medium.",
        "Hand: wrists, fingers, thumbs, palms.",
        "Both shoulders 2, medium. Both hips 1, a little.",
    ):
        assert sentence in heard


def test_enter_alone_marks_nothing() -> None:
    """Nothing is kept, nothing is asked again."""
    saved = list[dict[str, int]]()
    Talk("\n").asker.body_map(saved.append)
    assert [] == saved


def test_q_leaves_and_a_choice_takes_a_number_or_its_beginning() -> None:
    """Enter is none."""
    asker = Talk("q\n2\nsi\n\nx\n9\n\n").asker
    with pytest.raises(Leave):
        asker.go_on()
    choices = ("walk", "sit a while", "write")
    assert [1, 1, None, None] == [asker.choice("What next?", choices) for _ in range(4)]


def test_several_lines_end_with_an_empty_one() -> None:
    """Written whole, not broken off."""
    assert ("one\ntwo", False) == Talk("one\ntwo\n\nthree\n").asker.lines("What?")


@pytest.mark.parametrize("typed", ["\x1b[31mred\n", "[bold]x[/bold]\n"])
def test_what_is_said_back_is_never_markup(typed: str) -> None:
    """Neither escapes nor Rich's own words."""
    talk = Talk("")
    talk.asker.tell(typed)
    assert typed.replace("\x1b[31m", "").strip() == talk.out.getvalue().strip()


def test_single_keys_need_a_terminal_on_both_sides() -> None:
    """And one that understands; a buffer in memory is none."""
    assert not can_ask_by_key(io.StringIO(), io.StringIO(), {"TERM": "xterm"})
    assert not can_ask_by_key(None, None, {"TERM": "xterm"})


@pytest.mark.parametrize(
    ("environ", "choices", "by_key"),
    [
        ({"TERM": "xterm"}, {}, True),
        ({"TERM": "dumb"}, {}, False),
        ({}, {}, False),
        ({"TERM": "xterm"}, {"plain": True}, False),
        ({"TERM": "xterm"}, {"on_stderr": True}, True),
    ],
)
def test_who_is_asked_by_key(environ: dict[str, str], choices: dict[str, bool], by_key: bool) -> None:
    """The terminal, its name and what was asked for decide; of a screen of its own nothing is left on either stream."""
    pty = pytest.importorskip("pty")
    master, slave = pty.openpty()
    with open(slave, "r+b", buffering=0) as raw, open(master, "rb"):
        stream: Any = io.TextIOWrapper(raw, encoding="utf-8", write_through=True)
        prompts = prompts_at(stdin=stream, stdout=stream, stderr=stream, environ=environ, **choices)
        assert by_key == prompts.by_key
        stream.detach()


def test_lines_that_were_pasted_wait_for_whoever_reads_on() -> None:
    """Each line is read alone; until the last is, more wait, also one without a line end. A stream that is no terminal
    never has any.
    """
    pty = pytest.importorskip("pty")
    master, slave = pty.openpty()
    with open(slave, encoding="utf-8") as stdin, open(master, "wb", buffering=0) as person:
        prompts = prompts_at(stdin=stdin, stdout=io.StringIO(), stderr=io.StringIO(), environ={})
        assert not prompts.typed_ahead()
        person.write(b"call the bank\nfriday\nbread\n")
        found = [(prompts.read("> "), prompts.typed_ahead()) for _ in range(3)]
        assert [("call the bank", True), ("friday", True), ("bread", False)] == found
        person.write(b"post\nmilk")
        assert ("post", True) == (prompts.read("> "), prompts.typed_ahead())
        person.write(b"\n")
        assert ("milk", False) == (prompts.read("> "), prompts.typed_ahead())
    assert not Talk("a\nb\n").asker.typed_ahead()


def test_a_console_of_windows_is_asked_for_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """It has no descriptor that could be waited for."""
    pty = pytest.importorskip("pty")
    master, slave = pty.openpty()
    monkeypatch.setattr("sys.platform", "win32")
    with open(slave, encoding="utf-8") as stdin, open(master, "wb"):
        for waiting in (0, 1):
            monkeypatch.setitem(sys.modules, "msvcrt", SimpleNamespace(kbhit=lambda waiting=waiting: waiting))
            assert bool(waiting) == more_waits(stdin)


def test_lines_are_handed_on_as_they_are_written() -> None:
    """On a terminal that takes one line after the other: what stood there before comes first, and is shown."""
    handed: list[str] = []
    talk = Talk("one\ntwo\n\n")
    assert ("begun\none\ntwo", 0) == talk.asker.lines("What?", "begun", handed.append)
    assert ["begun\none", "begun\none\ntwo"] == handed
    assert "> begun" in talk.out.getvalue()


class BrokenOff(io.StringIO):
    """Somebody who types these lines and is interrupted then."""

    def __init__(self, text: str, why: BaseException) -> None:
        super().__init__(text)
        self._why = why

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
        line = super().readline()
        if not line:
            raise self._why
        return line


@pytest.mark.parametrize(("why", "signum"), [(Stopped(15), 15), (KeyboardInterrupt(), 2)])
def test_lines_that_are_broken_off_are_given_all_the_same(why: BaseException, signum: int) -> None:
    """With the signal that did it; the end of input just ends them."""
    asker = prompts_at(
        stdin=BrokenOff("one\n", why), stdout=io.StringIO(), stderr=io.StringIO(), environ={"TERM": "dumb"}
    )
    assert ("one", signum) == asker.lines("What?")
    assert ("one", 0) == Talk("one\n").asker.lines("What?")


@pytest.mark.parametrize("term", ["", "dumb", "unknown", "banana"])
def test_a_terminal_that_understands_no_sequences_gets_none(term: str) -> None:
    """Nor one that nobody knows."""
    out = ScreenStream()
    environ = {"TERM": term} if term else {}
    asker = prompts_at(stdin=io.StringIO("6\n"), stdout=out, stderr=out, environ=environ)
    asker.tell("Attention wanders.", dim=True)
    asker.read("And now? ")
    assert "\x1b" not in out.getvalue()


@pytest.mark.parametrize(
    ("stdout", "stderr", "beside", "on_stderr"),
    [
        (True, True, False, False),
        (True, True, True, True),
        (False, True, False, True),
        (False, True, True, True),
        (True, False, False, False),
        (True, False, True, False),
        (False, False, False, None),
    ],
)
def test_where_a_question_is_asked(stdout: bool, stderr: bool, beside: bool, on_stderr: bool | None) -> None:
    """Where it can be read and answered, and nowhere else; without somebody to type nowhere at all."""
    asked: list[bool] = []
    world = manual_world(
        stdin=Typed(""),
        stdout=ScreenStream() if stdout else io.StringIO(),
        stderr=ScreenStream() if stderr else io.StringIO(),
    )
    doors = replace(
        world.doors, asker=lambda _world, on_err, _plain: asked.append(on_err) or ScriptedAnswers()
    )
    world = replace(world, doors=doors)
    found = world.asker_at_hand(beside=beside)
    assert ([] if on_stderr is None else [on_stderr], on_stderr is None) == (asked, found is None)
    assert replace(world, stdin=io.StringIO()).asker_at_hand(beside=beside) is None
    assert replace(world, stdin=None).asker_at_hand() is None
