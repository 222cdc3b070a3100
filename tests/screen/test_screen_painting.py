"""How frames become bytes: only what changed is written, and what it costs; the shapes of a breath."""

from __future__ import annotations

import itertools

import pyte
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from live_support import FakeDevice, stage_on, view_at
from screen_driver import TIMELINES

from massage_mind.screen.live.breath import bar, breath_at, disc
from massage_mind.screen.live.frame import Canvas, Painter, TextStyle
from massage_mind.script.breathing import PATTERNS


def test_nothing_changed_nothing_written() -> None:
    """A second frame of the same picture costs no byte."""
    device = FakeDevice()
    stage = stage_on(device)
    stage.draw(view_at(TIMELINES["words"], 5000))
    written = len(device.written)
    stage.draw(view_at(TIMELINES["words"], 6000))
    assert len(device.written) == written


def test_a_breath_costs_little() -> None:
    """A breath at ten frames a second stays under 1 kB a second on average, 3 kB in its busiest second."""
    device = FakeDevice()
    stage = stage_on(device)
    stage.draw(view_at(TIMELINES["breath-now"], 0))
    seconds = []
    for start in range(0, 20_000, 1000):
        before = len(b"".join(device.written))
        for at in range(start, start + 1000, 100):
            stage.draw(view_at(TIMELINES["breath-now"], at))
        seconds.append(len(b"".join(device.written)) - before)
    assert sum(seconds) / len(seconds) < 1000
    assert max(seconds) < 3000


@pytest.mark.parametrize(
    "pattern", [pattern for pattern in PATTERNS.values() if pattern.paced], ids=lambda p: p.key
)
def test_breath_is_continuous(pattern: object) -> None:
    """No pattern jumps: from one frame to the next, and from one cycle to the next, the fullness moves a little."""
    steps = [breath_at(pattern, at) for at in range(0, pattern.cycle_ms + 1, 50)]  # type: ignore[attr-defined, arg-type]
    assert all(abs(one.fullness - two.fullness) < 0.06 for one, two in itertools.pairwise(steps))
    assert all(0 <= step.fullness <= 1 for step in steps)
    assert steps[0].seconds == -(-pattern.phases[0].length_ms // 1000)  # type: ignore[attr-defined]


@pytest.mark.parametrize("glyphs", ["braille", "block", "ascii"])
def test_shapes_fill_their_space(glyphs: str) -> None:
    """Disc and bar are as wide as they were asked to be, for every glyph set and fullness."""
    for fullness in (0.0, 0.3, 1.0):
        assert [len(row) for row in disc(22, 9, fullness, glyphs)] == [22] * 9  # type: ignore[arg-type]
        for columns in (1, 2, 5, 16):
            assert len(bar(columns, fullness, glyphs)) == columns  # type: ignore[arg-type]


_TEXT = st.text(st.sampled_from("ab ·⢕é肩e\u0301👩"), max_size=12)


_STYLES: list[TextStyle] = ["", "dim", "bold", "accent"]


_ROWS = st.lists(st.tuples(st.integers(0, 19), _TEXT, st.sampled_from(_STYLES)), max_size=3)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(_ROWS, min_size=4, max_size=4), min_size=2, max_size=4))
def test_differences_add_up(frames: list[list[list[tuple[int, str, TextStyle]]]]) -> None:
    """Whatever frames follow one another, writing the differences shows the last as if it had been written alone."""

    def frame(rows: list[list[tuple[int, str, TextStyle]]]) -> Canvas:
        canvas = Canvas(20, 4)
        for index, spans in enumerate(rows):
            column = 0
            for start, text, style in sorted(spans, key=lambda span: span[0]):
                # Spans of a row do not overlap.
                canvas.put(index, max(start, column), text, style)
                column = max(start, column) + 2 * len(text)
        return canvas

    def cells(texts: list[str]) -> list[list[tuple[str, str, bool]]]:
        screen = pyte.Screen(20, 4)
        screen.reset_mode(pyte.modes.DECAWM >> 5, private=True)
        stream = pyte.Stream(screen)
        for text in texts:
            stream.feed(text)
        return [
            [
                (cell.data, cell.fg if cell.data.strip() else "", cell.bold and bool(cell.data.strip()))
                for cell in (screen.buffer[row][column] for column in range(20))
            ]
            for row in range(4)
        ]

    painter = Painter()
    step_by_step = [painter.paint(frame(rows).frame()) for rows in frames]
    assert cells(step_by_step) == cells([Painter().paint(frame(frames[-1]).frame())])
