"""Rating and marking by single keys: the state of each, and the whole through a terminal that is a pipe."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from massage_mind.errors import Stopped
from massage_mind.record.measures import ITEMS, items_for
from massage_mind.screen.ask.bodymap import MarkingBrokenOff, ask_body
from massage_mind.screen.ask.editor import Unfinished, write_lines
from massage_mind.screen.ask.scale import Scale, ask_ratings

BEFORE = items_for("before")


@pytest.fixture
def keys() -> Iterator[PipeInput]:
    """Keys for whatever is asked in this test."""
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        yield pipe


# ---------------------------------------------------------------- ratings


def _rate(keys: PipeInput, typed: str) -> tuple[dict[str, int], list[tuple[str, int | None]]]:
    saved: list[tuple[str, int | None]] = []
    keys.send_text(typed)
    return ask_ratings(BEFORE, lambda item, value: saved.append((item, value))), saved


def test_one_key_a_rating_and_each_is_saved_at_once(keys: PipeInput) -> None:
    """Ten is two keys, as one writes it; Enter leaves out, and ends it."""
    given, saved = _rate(keys, "610\r0\r")
    assert {"stress": 6, "tension": 10, "mood": 0} == given
    assert [("stress", 6), ("tension", 10), ("mood", 0)] == saved


def test_back_mends_the_last(keys: PipeInput) -> None:
    """Also from behind the last item; what is mended is saved again, what is taken back as None."""
    left, delete = "\x1b[D", "\x1b[3~"
    given, saved = _rate(keys, f"6543{left}{left}7{left}{left}{delete}\r\r\r\r")
    assert {"stress": 6, "pain": 7, "mood": 3} == given
    assert [("pain", 7), ("tension", None)] == saved[4:]


def test_a_one_is_seen_at_once_and_waits_for_a_nought() -> None:
    """Any other key settles it; Enter takes it as it is and nothing more; back takes it away."""
    scale = Scale(BEFORE, lambda item, value: None)
    scale.press("1")
    assert " 1…" in "".join(piece for _, piece in scale.lines())
    scale.press("0")
    scale.press("1")
    assert not scale.on()
    assert ({"stress": 10, "tension": 1}, 2) == (scale.values, scale.at)
    scale.press("1")
    scale.back()
    scale.press("1")
    scale.press("7")
    assert {"stress": 10, "tension": 1, "pain": 1, "mood": 7} == scale.values


def test_a_one_alone_is_a_one_after_a_moment(keys: PipeInput, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then a nought is the next item's."""
    from massage_mind.screen.ask import scale as module

    monkeypatch.setattr(module, "WAIT_S", 0)
    saved: list[tuple[str, int | None]] = []

    def save(item: str, value: int | None) -> None:
        saved.append((item, value))
        if item == "stress":
            keys.send_text("0\x1b")

    keys.send_text("1")
    assert {"stress": 1, "tension": 0} == ask_ratings(BEFORE, save)


@pytest.mark.parametrize("typed", ["\r\r\r\r\r", "abc\r\r\r\r\r"])
def test_nothing_has_to_be_answered(keys: PipeInput, typed: str) -> None:
    """Enter five times, whatever else was pressed."""
    assert ({}, []) == _rate(keys, typed)


def test_ctrl_c_leaves_with_what_was_saved(keys: PipeInput) -> None:
    """The exception is the usual one; the first value was kept."""
    saved: list[Any] = []
    keys.send_text("6\x03")
    with pytest.raises(KeyboardInterrupt):
        ask_ratings(BEFORE, lambda *pair: saved.append(pair))
    assert [("stress", 6)] == saved


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="no such signals here")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_signal_ends_it_in_order(keys: PipeInput, name: str) -> None:
    """Raised as `Stopped`, after the terminal has been given back."""
    number = getattr(signal, name)

    def save(item: str, value: int | None) -> None:
        os.kill(os.getpid(), number)

    keys.send_text("6")
    with pytest.raises(Stopped) as caught:
        ask_ratings(BEFORE, save)
    assert number == caught.value.signum


def test_the_words_at_both_ends_are_shown() -> None:
    """For the item at hand, and what was given for the others; nothing is coloured as good or bad."""
    scale = Scale(BEFORE, lambda item, value: None)
    scale.give(6)
    text = "".join(piece for _, piece in scale.lines())
    assert "Stress now    6" in text
    assert "0 none … 10 as tight as can be" in text
    assert {"", "bold"} == {style for style, _ in scale.lines()}


@given(st.lists(st.sampled_from(["give", "back", "on", "clear"])))
def test_no_order_of_keys_breaks_it(steps: list[str]) -> None:
    """What is saved last is what there is."""
    saved: dict[str, int | None] = {}
    scale = Scale(ITEMS, saved.__setitem__)
    for number, step in enumerate(steps):
        if step == "give":
            scale.give(number % 11)
        else:
            getattr(scale, step)()
        assert 0 <= scale.at <= len(ITEMS)
        assert scale.lines()
    assert scale.values == {item: value for item, value in saved.items() if value is not None}


# ---------------------------------------------------------------- the body map


def test_the_map_is_marked_by_arrows_and_numbers(keys: PipeInput) -> None:
    """It begins at the left shoulder; down leads to the arm. Enter counts also as a terminal sends it to lines."""
    keys.send_text("3\x1b[B2\n")
    assert ({"left shoulder": 3, "left arm": 2}, "on") == ask_body()


def test_the_map_can_be_typed_into(keys: PipeInput) -> None:
    """As on the command line; what cannot be read is said and stays to be mended."""
    keys.send_text("jaw 2, r kne 1\r\x7f\x7f\x7fee 1\r\r")
    assert {"jaw": 2, "right knee": 1} == ask_body().levels


def test_the_map_begins_with_what_was_given_before(keys: PipeInput) -> None:
    """Space raises, after 3 comes 0; Delete takes a mark back."""
    keys.send_text("  \x1b[A\x1b[3~\r")
    assert {"jaw": 1, "left shoulder": 1} == ask_body({"jaw": 1, "neck": 2, "left shoulder": 3}).levels


def test_esc_is_one_step_back(keys: PipeInput) -> None:
    """Out of the words, out of what is typed, and then from the map; what was marked is handed on."""
    keys.send_text("2?")
    keys.send_text("\x1b")
    keys.send_text("jaw 3")
    keys.send_text("\x1b")
    keys.send_text("\x1b")
    assert ({"left shoulder": 2}, "back") == ask_body()


def test_ctrl_c_leaves_the_map_with_what_was_marked(keys: PipeInput) -> None:
    """Nothing that was marked is lost."""
    keys.send_text("2\x03")
    with pytest.raises(MarkingBrokenOff) as caught:
        ask_body({"jaw": 1})
    assert {"jaw": 1, "left shoulder": 2} == caught.value.levels


# ---------------------------------------------------------------- writing


def test_several_lines_are_written_and_edited(keys: PipeInput) -> None:
    """Enter begins a line, an empty one ends it; the arrows go back into what was written."""
    keys.send_text("lihter\x1b[D\x1b[D\x1b[D\x1b[Dg\x05\rthe jaw too\r\r")
    assert "lighter\nthe jaw too" == write_lines("What do you notice?")


def test_enter_alone_writes_nothing(keys: PipeInput) -> None:
    """And nobody is kept."""
    keys.send_text("\r")
    assert "" == write_lines("What do you notice?")


def test_what_was_written_until_ctrl_c_is_handed_on(keys: PipeInput) -> None:
    """Nothing that was typed is thrown away."""
    keys.send_text("half a thou\x03")
    with pytest.raises(Unfinished) as caught:
        write_lines("What do you notice?", "before. ")
    assert "half a thou" in caught.value.text and "before" in caught.value.text
    assert 2 == caught.value.signum


def test_what_is_written_is_handed_on_while_it_is_written(keys: PipeInput) -> None:
    """Keys that came together are one change, so that a paste is not kept letter by letter."""
    handed: list[str] = []
    keys.send_text("half a thou\x03")
    with pytest.raises(Unfinished):
        write_lines("What do you notice?", keep=handed.append)
    assert ["half a thou"] == handed


@pytest.mark.skipif(not hasattr(signal, "SIGQUIT"), reason="no such signals here")
@pytest.mark.parametrize(("key", "signum"), [("\x1c", "SIGQUIT"), ("\x03", "SIGINT")])
def test_the_terminals_own_keys_end_the_writing(keys: PipeInput, key: str, signum: str) -> None:
    """They are signals everywhere else."""
    keys.send_text(f"half{key}")
    with pytest.raises(Unfinished) as caught:
        write_lines("What do you notice?")
    assert ("half", getattr(signal, signum)) == (caught.value.text, caught.value.signum)


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="no such signals here")
def test_the_end_of_the_terminal_is_a_signal_too(keys: PipeInput) -> None:
    """The window was closed: nothing typed is lost, and the program ends as by SIGHUP."""
    keys.send_text("half a thought")
    keys.close()
    with pytest.raises(Unfinished) as caught:
        write_lines("What do you notice?")
    assert signal.SIGHUP == caught.value.signum


@pytest.mark.skipif(not hasattr(signal, "SIGQUIT"), reason="no such signals here")
@pytest.mark.parametrize("name", ["SIGINT", "SIGQUIT", "SIGTERM", "SIGHUP"])
def test_one_list_of_signals_for_what_is_asked(keys: PipeInput, name: str) -> None:
    """Ratings, the map and the writing end by the same ones as a session."""
    number = getattr(signal, name)

    def raise_it(*_: object) -> None:
        signal.raise_signal(number)

    keys.send_text("6")
    with pytest.raises(Stopped) as caught:
        ask_ratings(BEFORE, raise_it)
    assert number == caught.value.signum
    keys.send_text("half a thought")
    with pytest.raises(Unfinished) as broken_off:
        write_lines("What do you notice?", keep=raise_it)
    assert ("half a thought", number) == (broken_off.value.text, broken_off.value.signum)
