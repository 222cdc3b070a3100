"""The giver's page on the screen, in plain lines and for somebody who listens; and both tracks in a preview."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from live_support import FakeDevice, shown, stage_on, view_at

from massage_mind.fit.fitting import Fitting
from massage_mind.fit.giver_track import GiverCue
from massage_mind.fit.timeline import Timeline
from massage_mind.names import FOR_TWO
from massage_mind.perform.ports import Lead
from massage_mind.reading.library import Library
from massage_mind.screen.live.plain_stage import PlainStage
from massage_mind.screen.show.timeline_table import document, preview_page, read_aloud, table_lines

MINUTE = 60_000
TIMELINE = Fitting(Library(None).script(FOR_TWO)).fit(20 * MINUTE)


def page(text: str, kind: str = "do") -> GiverCue:
    """The first page with these words."""
    return next(one for one in TIMELINE.giver if text in one.text and one.kind == kind)


BACK = page("on their upper back")
ASKED = next(one for one in TIMELINE.giver if one.at_ms == BACK.end_ms)


def rows_at(position_ms: int, columns: int = 80, rows: int = 24, **more: object) -> list[str]:
    """The lines that stand there, without space around them."""
    return [line.strip() for line in shown(TIMELINE, position_ms, columns, rows, **more) if line.strip()]


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (60, 20), (40, 12)])
def test_the_page_is_large_and_whole(
    columns: int, rows: int, as_pictured: Callable[[str, str], None]
) -> None:
    """Where, what, how long it is for, what comes next and when to ask; and a question by itself, to be asked now."""
    pictures = [shown(TIMELINE, at, columns, rows) for at in (BACK.at_ms, ASKED.at_ms, ASKED.end_ms + 7_000)]
    as_pictured(f"giver-{columns}", "\n----\n".join("\n".join(one) for one in pictures) + "\n")
    for picture, words in zip(pictures, (BACK.text, ASKED.text, BACK.text), strict=True):
        assert words in " ".join(" ".join(picture).split())


def test_what_is_said_on_the_page() -> None:
    """Its head, the time until the next place, the time until the next question, the next place."""
    found = rows_at(BACK.at_ms)
    assert "Upper back" == found[0]
    assert ["Here: 3 min more", "Ask in about half a minute", "Next: Shoulders"] == found[-4:-1]
    assert ["Ask now", "Then: Upper back"] == [
        line for line in rows_at(ASKED.at_ms) if line.startswith(("Ask now", "Then"))
    ]
    assert "Here: a few breaths more" in rows_at(page("round of their shoulders").at_ms - 10_000)
    last = rows_at(TIMELINE.total_ms - 1_000)
    assert "Ending" == last[0]
    assert not [line for line in last if line.startswith(("Next", "Ask"))]


def test_the_page_turns_in_the_moment_the_cue_starts() -> None:
    """One millisecond before it is the page before."""
    assert "Ask now" not in rows_at(ASKED.at_ms - 1)
    assert "Ask now" == rows_at(ASKED.at_ms)[0]
    assert "Upper back" == rows_at(ASKED.end_ms)[0]


def test_the_picture_changes_when_its_words_do_and_not_before() -> None:
    """Between two changes of what it says nothing is drawn; at each, something is."""
    device = FakeDevice(80, 24)
    stage = stage_on(device)
    at, seen = BACK.at_ms, []
    while at < BACK.end_ms:
        view = view_at(TIMELINE, at)
        stage.draw(view)
        seen.append(tuple(device.display))
        wait = stage.frame_ms(view)
        assert wait > 0
        stage.draw(view_at(TIMELINE, min(at + wait, BACK.end_ms) - 1))
        assert seen[-1] == tuple(device.display)
        at += wait
    assert len(seen) == len(set(seen))
    assert 3 <= len(seen) <= 6


def test_a_page_too_long_for_its_window_comes_in_turn() -> None:
    """Every word of it is seen within half a minute, and the screen is looked at again each second."""
    stage = stage_on(FakeDevice(20, 6))
    assert 1_000 >= stage.frame_ms(view_at(TIMELINE, BACK.at_ms)) > 0
    seen = [shown(TIMELINE, BACK.at_ms + at, 20, 6) for at in range(0, 30_000, 1_000)]
    words = {word for picture in seen for word in " ".join(picture).split()}
    assert set(BACK.text.split()) <= words


@pytest.mark.parametrize("size", [(0, 0), (1, 1), (5, 3), (12, 4), (200, 60)])
def test_any_window_will_do(size: tuple[int, int]) -> None:
    """From none at all to a very large one."""
    for at in (0, BACK.at_ms, ASKED.at_ms, TIMELINE.total_ms):
        stage_on(FakeDevice(*size)).draw(view_at(TIMELINE, at))


def test_help_and_a_pause_are_as_in_any_session() -> None:
    """The help covers the page; a pause is said below it, and the page stays."""
    assert "Upper back" not in rows_at(BACK.at_ms, help=1)[1:4]
    assert any(line.startswith("space") for line in rows_at(BACK.at_ms, help=1))
    assert "paused" in rows_at(BACK.at_ms, paused=True)
    assert "Upper back" == rows_at(BACK.at_ms, paused=True)[0]


def test_what_the_receiver_hears_stands_below_while_it_is_said() -> None:
    """Where no voice speaks it can be read out; in a small window there is no room for it."""
    said = next(cue for cue in TIMELINE.cues if cue.kind == "say" and cue.at_ms >= ASKED.end_ms)
    assert any(
        line.startswith("Heard: You don't have to do anything in return") for line in rows_at(said.at_ms)
    )
    assert not any(line.startswith("Heard") for line in rows_at(said.end_ms))
    assert not any(line.startswith("Heard") for line in rows_at(said.at_ms, 40, 12))


# ---- plain lines ----


def lines_of(timeline: Timeline, *, aloud: bool = False, heard: bool = False) -> list[str]:
    """What a plain stage writes, cue after cue."""
    written: list[str] = []
    stage = PlainStage(written.append, lambda _: None, aloud=aloud)
    if heard:
        stage.leave_out(lambda view: True)
    for cue in timeline.cues:
        stage.cue(view_at(timeline, cue.at_ms))
    return [line.rstrip("\n") for line in written]


def test_plain_lines_have_each_page_when_it_is_due() -> None:
    """With its time, before the cue that starts with it; a page that comes back in a few words."""
    lines = lines_of(TIMELINE)
    at = lines.index(f"1:30  [giver, Upper back: {BACK.text}]")
    assert lines[at + 1].startswith("1:30  (quiet, ")
    assert f"2:14  [giver asks: {ASKED.text}]" == lines[at + 2]
    assert "2:34  [giver goes on, Upper back]" == lines[at + 4]
    assert len([line for line in lines if "[giver" in line]) == len(TIMELINE.giver)


def test_pages_are_written_whatever_is_left_to_the_voice() -> None:
    """No voice says them."""
    assert len(TIMELINE.giver) == len(lines_of(TIMELINE, heard=True))


def test_whoever_listens_is_told_whose_page_it_is() -> None:
    """In sentences, without times."""
    lines = lines_of(TIMELINE, aloud=True)
    assert f"For whoever gives. Upper back. {BACK.text}" in lines
    assert f"Whoever gives asks: {ASKED.text}" in lines
    assert "For whoever gives: on with it. Upper back." in lines


def test_a_page_turned_by_a_key_is_written_at_once() -> None:
    """Not before the session begins, and not twice."""
    written: list[str] = []
    stage = PlainStage(written.append, lambda _: None)
    stage.draw(view_at(TIMELINE, 0, lead=Lead(4_000, "Soon.")))
    assert [] == written
    for at in (BACK.at_ms + 5_000, BACK.at_ms + 9_000):
        stage.draw(view_at(TIMELINE, at, paused=True))
    assert [f"1:30  [giver, Upper back: {BACK.text}]\n"] == written


# ---- preview ----


def test_a_preview_shows_both_tracks() -> None:
    """In its table and on its page, each page of the giver's before what starts with it; in JSON as a list beside the cues."""
    table = list(table_lines(TIMELINE))
    row = next(number for number, line in enumerate(table) if BACK.text in line)
    assert "    1:30     44.0  giver    Upper back" == table[row][:42].rstrip()
    assert "    1:30     44.0  rest     Upper back" == table[row + 1]
    shown_page = str(preview_page(TIMELINE, 80))
    assert all(one.text in shown_page for one in TIMELINE.giver)
    pages = document(TIMELINE)["giver"]
    assert [(one.at_ms, one.length_ms, one.kind, one.where, one.text, one.section, one.again) for one in TIMELINE.giver] == [tuple(one.values()) for one in pages]  # type: ignore[attr-defined]  # fmt: skip
    assert [] == document(replace(TIMELINE, giver=()))["giver"]


def test_the_text_to_read_aloud_is_the_receivers() -> None:
    """Whoever records it speaks no page."""
    assert BACK.text not in "\n".join(read_aloud(TIMELINE))
