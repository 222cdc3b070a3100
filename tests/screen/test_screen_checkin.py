"""Rating and marking by single keys: the state of each, and the whole through a terminal that is a pipe."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from massage_mind.errors import Leave, Stopped, StoreError
from massage_mind.perform.asked_in_turn import MapAsked, RatingAsked, Turn
from massage_mind.record.measures import items_for
from massage_mind.screen.ask import scale as scale_module
from massage_mind.screen.ask.bodymap import MarkingBrokenOff, ask_body
from massage_mind.screen.ask.editor import Unfinished, write_lines
from massage_mind.screen.ask.prompts import Prompts
from massage_mind.screen.ask.scale import Scale

BEFORE = items_for("before")


@pytest.fixture
def keys() -> Iterator[PipeInput]:
    """Keys for whatever is asked in this test."""
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        yield pipe


# ---------------------------------------------------------------- ratings


def _rate(keys: PipeInput, typed: str) -> list[tuple[str, int | None]]:
    saved: list[tuple[str, int | None]] = []
    keys.send_text(typed)
    Prompts(by_key=True).ratings(BEFORE, lambda item, value: saved.append((item, value)))
    return saved


def test_one_key_a_rating_and_each_is_saved_at_once(keys: PipeInput) -> None:
    """Ten is two keys, as one writes it; Enter takes what was pressed, and where nothing was leaves it out."""
    assert [("stress", 6), ("tension", 1), ("tension", 10), ("mood", 0)] == _rate(keys, "610\r\r0")


def test_back_mends_the_last(keys: PipeInput) -> None:
    """Esc is one step back; what is taken back is saved as None, and Enter keeps what stands there."""
    expected = [("stress", 6), ("tension", 5), ("pain", 4), ("tension", None), ("mood", 3)]
    assert expected == _rate(keys, "654\x1bx\r\r3")


def test_arrows_and_enter_choose_as_well(keys: PipeInput) -> None:
    """From the middle on; what they pass is not given."""
    assert [("stress", 6), ("tension", 4)] == _rate(keys, "\x1b[C\x1b[C\r\x1b[D\x1b[D\r\r\r")


@pytest.mark.parametrize(("typed", "saved"), [("6\x1b\x1b", [("stress", 6)]), ("\x1b", []), ("q", [])])
def test_back_from_the_first_leaves(keys: PipeInput, typed: str, saved: list[tuple[str, int]]) -> None:
    """And nothing has begun; what was given is kept."""
    given: list[Any] = []
    keys.send_text(typed)
    with pytest.raises(Leave):
        Prompts(by_key=True).ratings(BEFORE, lambda *pair: given.append(pair))
    assert saved == given


def test_tab_leaves_all_out(keys: PipeInput) -> None:
    """All that are left, from wherever one is."""
    assert [("stress", 6)] == _rate(keys, "6\t")


def test_a_one_is_seen_at_once_and_waits_for_a_nought() -> None:
    """Any other digit is one of its own."""
    saved: list[int | None] = []
    scale = Scale(RatingAsked(BEFORE[0], lambda _, value: saved.append(value)))
    scale.press("1")
    assert (1, True, False) == (scale.chosen, scale.takes("0"), scale.takes("7"))
    scale.press("0")
    assert (10, False) == (scale.chosen, scale.takes("0"))
    assert [1, 10] == saved


def test_a_one_alone_is_a_one_after_a_moment(keys: PipeInput, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then a nought is the next question's."""
    monkeypatch.setattr(scale_module, "WAIT_S", 0.01)
    saved: list[tuple[str, int | None]] = []

    def save(item: str, value: int | None) -> None:
        saved.append((item, value))
        threading.Timer(1.0, keys.send_text, ("0" if item == "stress" else "\t",)).start()

    keys.send_text("1")
    Prompts(by_key=True).ratings(BEFORE, save)
    assert [("stress", 1), ("tension", 0)] == saved


@pytest.mark.parametrize("typed", ["\r\r\r\r", "ac\r\r\r\r"])
def test_nothing_has_to_be_answered(keys: PipeInput, typed: str) -> None:
    """Enter four times, whatever else was pressed."""
    assert [] == _rate(keys, typed)


def test_ctrl_c_leaves_with_what_was_saved(keys: PipeInput) -> None:
    """The exception is the usual one; the first value was kept."""
    saved: list[Any] = []
    keys.send_text("6\x03")
    with pytest.raises(KeyboardInterrupt):
        Prompts(by_key=True).ratings(BEFORE, lambda *pair: saved.append(pair))
    assert [("stress", 6)] == saved


def test_what_keeps_an_answer_fails_where_it_was_asked(keys: PipeInput) -> None:
    """Not somewhere in a library: the sentence reaches whoever asked."""

    def refuse(*_: object) -> None:
        raise StoreError("The journal is locked.")

    keys.send_text("6")
    with pytest.raises(StoreError, match="locked"):
        Prompts(by_key=True).ratings(BEFORE, refuse)


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="no such signals here")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_signal_ends_it_in_order(keys: PipeInput, name: str) -> None:
    """Raised as `Stopped`, after the terminal has been given back."""
    number = getattr(signal, name)

    def save(item: str, value: int | None) -> None:
        os.kill(os.getpid(), number)

    keys.send_text("6")
    with pytest.raises(Stopped) as caught:
        Prompts(by_key=True).ratings(BEFORE, save)
    assert number == caught.value.signum


@given(st.lists(st.sampled_from(["press", "left", "right", "clear", "keep"])))
def test_no_order_of_keys_breaks_it(steps: list[str]) -> None:
    """What is saved last is what stands there once it is kept."""
    saved: list[int | None] = [None]
    scale = Scale(RatingAsked(BEFORE[0], lambda _, value: saved.append(value)))
    for number, step in enumerate(steps):
        match step:
            case "press":
                scale.press(str(number % 10))
            case "left" | "right":
                scale.move(1 if step == "right" else -1)
            case "clear":
                scale.clear()
            case _:
                scale.keep()
        assert scale.chosen is None or 0 <= scale.chosen <= 10
        assert scale.parts(Turn(), 80)
    scale.keep()
    assert scale.chosen == saved[-1]


# ---------------------------------------------------------------- the body map


def test_the_map_is_marked_by_arrows_and_numbers(keys: PipeInput) -> None:
    """It begins at the left shoulder; down leads to the arm. Enter counts also as a terminal sends it to lines."""
    keys.send_text("3\x1b[B2\n")
    assert ({"left shoulder": 3, "left arm": 2}, "on", {}) == ask_body()


def test_the_map_can_be_typed_into(keys: PipeInput) -> None:
    """As on the command line; what cannot be read is said and stays to be mended."""
    keys.send_text("jaw 2, r kne 1\r\x7f\x7f\x7fee 1\r\r")
    assert {"jaw": 2, "right knee": 1} == ask_body().levels


def test_what_a_place_is_like_is_typed_into_the_map(keys: PipeInput) -> None:
    """And said back; of a mark that is taken away again nothing is said. Ctrl-C leaves with it as well."""
    keys.send_text("neck 2 burning\rjaw 1 (like a band)\rjaw 0\r\r")
    assert ({"neck": 2, "jaw": 0}, "on", {"neck": "burning"}) == ask_body()
    keys.send_text("neck 2 burning\r\x03")
    with pytest.raises(MarkingBrokenOff) as caught:
        ask_body()
    assert {"neck": "burning"} == caught.value.kinds
    kept: list[dict[str, Any]] = []
    keys.send_text("neck 2 burning\r\r")
    Prompts(by_key=True).questions([MapAsked(kept.append, {}, kept.append)])
    assert [{"neck": 2}, {"neck": "burning"}] == kept


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
    assert ({"left shoulder": 2}, "back", {}) == ask_body()


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
        Prompts(by_key=True).ratings(BEFORE, raise_it)
    assert number == caught.value.signum
    keys.send_text("half a thought")
    with pytest.raises(Unfinished) as broken_off:
        write_lines("What do you notice?", keep=raise_it)
    assert ("half a thought", number) == (broken_off.value.text, broken_off.value.signum)
