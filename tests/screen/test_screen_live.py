"""What the live view shows, on a screen of the test's own (pyte), and what it costs."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

import pyte
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from screen_driver import TIMELINES, timeline_of

from massage_mind.fit.timeline import Timeline
from massage_mind.perform.ports import View
from massage_mind.screen.live.breath import bar, breath_at, disc
from massage_mind.screen.live.frame import Canvas, Painter, TextStyle
from massage_mind.screen.live.live_stage import NOTE_MS, LiveStage
from massage_mind.screen.live.scene import Appearance
from massage_mind.screen.terminal.taken_terminal import ENTER, LEAVE, Terminal
from massage_mind.screen.text import encodable, safe_text
from massage_mind.script.breathing import PATTERNS

SIZES = [(80, 24), (60, 20), (40, 10), (20, 5)]


class FakeDevice:
    """A terminal that shows what it is given (`screen`), of any size, that can stop reading or go away."""

    def __init__(self, columns: int = 80, rows: int = 24) -> None:
        self.columns, self.rows = columns, rows
        self.written: list[bytes] = []
        self.takes = 1 << 30
        self.foreground = True
        self.stopped = self.taken = self.given_back = 0
        self.screen = pyte.Screen(max(1, columns), max(1, rows))
        self._stream = pyte.ByteStream(self.screen)

    def take(self) -> None:
        self.taken += 1

    def give_back(self) -> None:
        self.given_back += 1

    def write(self, data: bytes) -> int:
        part = data[: self.takes]
        self.takes -= len(part)
        if part:
            self.written.append(part)
            self._stream.feed(part)
        return len(part)

    def finish(self, data: bytes) -> None:
        self.write(data)

    def size(self) -> tuple[int, int]:
        return self.columns, self.rows

    def ours(self) -> bool:
        return self.foreground

    def stop(self) -> None:
        self.stopped += 1

    def close(self) -> None:
        pass

    def resize(self, columns: int, rows: int) -> None:
        self.columns, self.rows = columns, rows
        self.screen.resize(rows, columns)

    @property
    def display(self) -> list[str]:
        return [line.rstrip() for line in self.screen.display]


class BrokenDevice(FakeDevice):
    """A terminal that has been closed."""

    def write(self, data: bytes) -> int:
        raise OSError(5, "Input/output error")

    finish = write  # type: ignore[assignment]


def stage_on(device: FakeDevice, *, colour: bool = True, encoding: str = "utf-8") -> LiveStage:
    appearance = Appearance(
        clean=lambda text: encodable(safe_text(text), encoding),
        glyphs="braille" if encoding == "utf-8" else "ascii",
    )
    return LiveStage(Terminal(device, screen=True), appearance, colour=colour, encoding=encoding)


def view_at(timeline: Timeline, position_ms: int, **more: object) -> View:
    cue = timeline.cues[timeline.index_at(position_ms)]
    return View(timeline, position_ms, cue, **more)  # type: ignore[arg-type]


def shown(timeline: Timeline, position_ms: int, columns: int, rows: int, **more: object) -> list[str]:
    device = FakeDevice(columns, rows)
    stage_on(device).draw(view_at(timeline, position_ms, **more))
    return device.display


def framed(lines: Iterable[str]) -> str:
    """Lines without the empty ones around them, for comparing with a picture in the test."""
    return "\n".join(lines).strip("\n")


def test_words_at_80x24() -> None:
    """The section above, the words in the middle, whole minutes left below, and nothing else."""
    lines = shown(TIMELINES["words"], 1000, 80, 24)
    assert [(row, line.strip()) for row, line in enumerate(lines) if line] == [
        (1, "Arriving"),
        (10, "Let the shoulders be heavy, as they are. There is"),
        (11, "nowhere to be for a while, and nothing to do well."),
        (22, "5 min left · ? keys"),
    ]


def test_words_at_40x10() -> None:
    """Words are wrapped into lines of about the same length."""
    lines = [line.strip() for line in shown(TIMELINES["words"], 1000, 40, 10) if line]
    assert lines == [
        "Arriving",
        "Let the shoulders be heavy,",
        "as they are. There is",
        "nowhere to be for a while,",
        "and nothing to do well.",
        "5 min left · ? keys",
    ]


def test_words_at_20x5_come_in_parts() -> None:
    """Where they do not fit at once, words are shown part by part as they are spoken."""
    early = shown(TIMELINES["words"], 100, 20, 5)
    late = shown(TIMELINES["words"], 3900, 20, 5)
    assert [line.strip() for line in early] == [
        "Let the shoulders", "be heavy, as they", "are. There is", "nowhere to be for", "5 min left · ? keys",
    ]  # fmt: skip
    assert " ".join(line.strip() for line in late[:4]).strip() == "a while, and nothing to do well."


def test_words_stay_through_the_rest() -> None:
    """The words are kept through the silence that follows them."""
    assert shown(TIMELINES["words"], 3000, 80, 24) == shown(TIMELINES["words"], 50_000, 80, 24)


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_breath_shows_phase_count_and_time(columns: int, rows: int) -> None:
    """At every size: the phase, the seconds left of it, a shape, minutes and seconds left of the session."""
    lines = shown(TIMELINES["breath"], 2000 + 1500, columns, rows)
    assert any(line.strip() == "in  3" for line in lines)
    assert any(line.strip().startswith("4:59 left") for line in lines)
    assert any("\u2800" < char < "\u2900" for line in lines for char in line)


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_breath_grows_and_shrinks(columns: int, rows: int) -> None:
    """The shape grows all through the in-breath and shrinks all through the out-breath."""

    def dots(position_ms: int) -> int:
        lines = shown(TIMELINES["breath-now"], position_ms, columns, rows)
        return sum((ord(char) - 0x2800).bit_count() for line in lines for char in line if char >= "\u2800")

    inward = [dots(at) for at in range(0, 4000, 400)]
    outward = [dots(at) for at in range(4000, 10_000, 600)]
    assert inward == sorted(inward)
    assert outward == sorted(outward, reverse=True)
    assert max(inward) > 2 * min(inward)


def test_the_picture_does_not_jump_when_paused() -> None:
    """A pause adds its word and moves nothing else."""
    running = shown(TIMELINES["breath"], 5000, 80, 24)
    paused = shown(TIMELINES["breath"], 5000, 80, 24, paused=True)
    changed = [(one, two.strip()) for one, two in zip(running, paused, strict=True) if one != two]
    assert changed == [("", "paused")]


def test_notice_and_muted() -> None:
    """A notice has its own line; sound off stands beside what is left."""
    lines = shown(TIMELINES["words"], 5000, 60, 20, notice="Fitted anew: five minutes less.", muted=True)
    assert "Fitted anew: five minutes less." in [line.strip() for line in lines]
    assert lines[18].strip() == "5 min left · sound off · ? keys"


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_help_names_every_key(columns: int, rows: int) -> None:
    """`?` lists all keys at every size."""
    text = "\n".join(shown(TIMELINES["words"], 5000, columns, rows, help=True))
    for key in ("space", "← →", "+ -", "e ", "m ", "s ", "q ", "? "):
        assert key in text
    for what in ("pause", "section", "end", "mark", "sound"):
        assert what in text


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_ask_shows_question_and_choices(columns: int, rows: int) -> None:
    """A question stands with its numbered answers."""
    text = " ".join(" ".join(shown(TIMELINES["ask"], 1000, columns, rows)).split())
    assert "How often did your attention wander? 1 often 2 sometimes 3 hardly" in text


def test_during_is_nearly_nothing() -> None:
    """During a massage: dim words and whole minutes, no section, no hint, no motion."""
    device = FakeDevice(80, 24)
    stage_on(device).draw(view_at(TIMELINES["during"], 61_000))
    assert [line.strip() for line in device.display if line] == [
        "Let the shoulders be heavy, as they are. There is",
        "nowhere to be for a while, and nothing to do well.",
        "19 min left",
    ]
    assert set(sgr_codes(b"".join(device.written))) == {"", "0;2"}
    breathing = timeline_of(("say", 1000, "Words."), ("breathe", 10_000, ""), moment="during")
    assert "in  4" not in "\n".join(shown(breathing, 1500, 80, 24))


def sgr_codes(data: bytes) -> list[str]:
    return [part.split("m")[0] for part in data.decode().split("\x1b[") if part.split("m")[0].strip("0123456789;") == ""
            and "m" in part]  # fmt: skip


@pytest.mark.parametrize(("colour", "codes"), [(True, {"", "0;2", "0;36"}), (False, {"", "0;2"})])
def test_colours(colour: bool, codes: set[str]) -> None:
    """One calm colour beside dim; none of it under NO_COLOR. Never black or white, so any background is fine."""
    device = FakeDevice()
    stage_on(device, colour=colour).draw(view_at(TIMELINES["breath"], 4000))
    assert set(sgr_codes(b"".join(device.written))) == codes


@pytest.mark.parametrize("size", [(0, 0), (1, 1), (2, 1), (1, 5), (3, 3), (300, 80), (20, 5), (300, 1)])
@pytest.mark.parametrize("name", list(TIMELINES))
def test_any_size(size: tuple[int, int], name: str) -> None:
    """No size breaks it, and nothing is written outside of the screen."""
    device = FakeDevice(*size)
    columns, rows = size[0] or 80, size[1] or 24
    stage = stage_on(device)
    for more in ({}, {"help": True}, {"paused": True, "notice": "A notice that is longer than one line."}):
        for position in (0, 150, 5000):
            stage.draw(view_at(TIMELINES[name], position, **more))
    moves = [
        part
        for part in b"".join(device.written).decode().split("\x1b[")
        if part.split("H")[0].count(";") == 1
    ]
    for move in moves:
        row, _, column = move.partition("H")[0].partition(";")
        if row.isdigit() and column.isdigit():
            assert 1 <= int(row) <= rows
            assert 1 <= int(column) <= columns


def test_resize_repaints() -> None:
    """After a resize the whole picture is there again, in the new size, and back."""
    device = FakeDevice(80, 24)
    stage = stage_on(device)
    stage.draw(view_at(TIMELINES["words"], 5000))
    before = device.display
    device.resize(20, 5)
    stage.draw(view_at(TIMELINES["words"], 5000))
    assert device.display == shown(TIMELINES["words"], 5000, 20, 5)
    device.resize(80, 24)
    stage.draw(view_at(TIMELINES["words"], 5000))
    assert device.display == before


def test_wide_characters() -> None:
    """Wide characters take two cells: lines are centred by what they look like, none is cut in half."""
    timeline = timeline_of(("say", 5000, "肩の力をそっと抜いて。ここにいるだけで十分です。"))
    device = FakeDevice(40, 10)
    stage_on(device).draw(view_at(timeline, 100))
    row = next(index for index, line in enumerate(device.display) if "肩" in line)
    cells = device.screen.buffer[row]
    used = [column for column in range(40) if cells[column].data not in ("", " ")]
    assert abs((used[0]) - (40 - used[-1] - 2)) <= 1


def test_text_is_text() -> None:
    """Nothing from a script or a person reaches the terminal as anything but text."""
    nasty = "a\x1b]0;title\x07b\x1b[31mc\x9b2Jd\x00e\u202ef\rg"
    device = FakeDevice(80, 24)
    stage = stage_on(device)
    timeline = timeline_of(("say", 5000, nasty))
    stage.open(view_at(timeline, 0))
    stage.say(view_at(timeline, 10), nasty)
    assert [line.strip() for line in device.display if "abc" in line] == ["abcdef g", "abcdef g"]
    assert b"title" not in b"".join(device.written)


def test_ascii_fallback() -> None:
    """Without UTF-8 everything is ASCII, shape and punctuation too."""
    for name, position in itertools.product(TIMELINES, (0, 150, 4500)):
        device = FakeDevice(60, 20)
        stage_on(device, encoding="ascii").draw(view_at(TIMELINES[name], position))
        assert b"".join(device.written).isascii()
        assert b"?" not in b"".join(device.written).replace(b"? keys", b"").replace(b"wander?", b"").replace(
            b"[?", b""
        )


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


def test_frame_ms() -> None:
    """It wants to be woken when the picture changes, and not before."""
    stage = stage_on(FakeDevice())
    assert stage.frame_ms(view_at(TIMELINES["breath-now"], 0)) == 100
    assert stage.frame_ms(view_at(TIMELINES["breath-now"], 1234)) == 66
    assert stage.frame_ms(view_at(TIMELINES["breath-now"], 1234, paused=True)) == 0
    assert stage.frame_ms(view_at(TIMELINES["words"], 10_000)) == 50_000
    assert stage.frame_ms(view_at(TIMELINES["during"], 60_000)) == 60_000
    box = timeline_of(*[("breathe", 16_000, "")] * 2, breath="box")
    assert stage.frame_ms(view_at(box, 4500)) == 500
    assert stage.frame_ms(view_at(box, 5000)) == 1000


@pytest.mark.parametrize("name", ["words", "during", "breath", "ask"])
def test_frame_ms_misses_no_change(name: str) -> None:
    """Between two frames that it asks for, the picture would not have changed by more than the breath's motion."""
    timeline = TIMELINES[name]
    stage, at = stage_on(FakeDevice()), 5000
    for _ in range(20):
        view = view_at(timeline, at)
        step = min(stage.frame_ms(view), view.cue.end_ms - at)
        if step > 100:
            assert shown(timeline, at, 60, 20) == shown(timeline, at + step - 1, 60, 20)
        at = (at + step) % timeline.total_ms


def test_a_quiet_line_goes_again() -> None:
    """What the session says of itself stands for some seconds, and is taken away in time."""
    device = FakeDevice()
    stage = stage_on(device)
    stage.open(view_at(TIMELINES["words"], 5000))
    stage.say(view_at(TIMELINES["words"], 5000), "Sound is off.")
    assert "Sound is off." in "\n".join(device.display)
    assert stage.frame_ms(view_at(TIMELINES["words"], 6000)) == NOTE_MS - 1000
    stage.draw(view_at(TIMELINES["words"], 5000 + NOTE_MS))
    assert "Sound is off." not in "\n".join(device.display)


def test_frames_are_dropped_while_the_terminal_does_not_read() -> None:
    """Part of a frame taken: the rest goes first, frames in between are dropped, the picture comes out right."""
    device = FakeDevice()
    stage = stage_on(device)
    stage.open(view_at(TIMELINES["breath-now"], 0))
    device.takes = 7
    for at in range(100, 3000, 100):
        stage.draw(view_at(TIMELINES["breath-now"], at))
        assert stage.frame_ms(view_at(TIMELINES["breath-now"], at)) <= 250
    sent = len(b"".join(device.written))
    device.takes = 1 << 30
    stage.draw(view_at(TIMELINES["breath-now"], 3000))
    assert device.display == shown(TIMELINES["breath-now"], 3000, 80, 24)
    assert len(b"".join(device.written)) - sent < 3000


def test_a_closed_terminal_is_left_alone() -> None:
    """A terminal that is gone raises nothing: the session goes on until it is told to end."""
    device = BrokenDevice()
    stage = stage_on(device)
    stage.open(view_at(TIMELINES["words"], 0))
    stage.draw(view_at(TIMELINES["words"], 5000))
    stage.close()
    assert device.given_back == 1


def test_in_the_background_nothing_is_drawn() -> None:
    """In the background the terminal belongs to others; in the foreground again it is taken and drawn."""
    device = FakeDevice()
    device.foreground = False
    stage = stage_on(device)
    stage.open(view_at(TIMELINES["words"], 0))
    assert (device.taken, device.written) == (0, [])
    device.foreground = True
    stage.draw(view_at(TIMELINES["words"], 100))
    assert device.taken == 1
    assert "shoulders" in "\n".join(device.display)


class InterruptedDevice(FakeDevice):
    """A terminal during whose drawing the process is stopped and goes on."""

    terminal: Terminal | None = None

    def size(self) -> tuple[int, int]:
        if self.terminal is not None:
            self.terminal.doubt()
            self.terminal = None
        return super().size()


def test_stopped_in_the_middle_of_a_frame() -> None:
    """Stopped while a frame is being drawn: the next one takes the terminal again and paints everything."""
    device = InterruptedDevice()
    terminal = Terminal(device, screen=True)
    stage = LiveStage(terminal, Appearance(clean=safe_text))
    stage.open(view_at(TIMELINES["words"], 0))
    device.screen.reset()
    device.terminal = terminal
    stage.draw(view_at(TIMELINES["words"], 100))
    stage.draw(view_at(TIMELINES["words"], 200))
    assert device.taken == 2
    assert device.display == shown(TIMELINES["words"], 200, 80, 24)


def test_suspend_gives_back_stops_and_takes_again() -> None:
    """Suspended: given back before the stop, and the same picture after it."""
    device = FakeDevice()
    stage = stage_on(device)
    stage.open(view_at(TIMELINES["words"], 0))
    device.written.clear()
    stage.suspend()
    assert (device.given_back, device.stopped, device.taken) == (1, 1, 2)
    assert device.written[0] == LEAVE
    assert device.written[1].startswith(ENTER)
    assert device.display == shown(TIMELINES["words"], 0, 80, 24)


def test_closing_twice_is_fine() -> None:
    """The terminal is given back once, however often it is asked for."""
    device = FakeDevice()
    stage = stage_on(device)
    stage.open(view_at(TIMELINES["words"], 0))
    stage.close()
    stage.close()
    assert (device.taken, device.given_back) == (1, 1)


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
