"""What the live view shows, on a screen of the test's own (pyte)."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

import pytest
from live_support import SIZES, FakeDevice, shown, stage_on, view_at
from screen_driver import TIMELINES, timeline_of

from massage_mind.perform.step_aside import Grounding
from massage_mind.screen.live.layout import compose
from massage_mind.screen.live.live_stage import NOTE_MS
from massage_mind.screen.live.scene import Appearance, Scene, frame_ms
from massage_mind.screen.text import wrap, wrap_sentences


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
    before, after = (shown(TIMELINES["words"], at, 80, 24) for at in (3000, 25_000))
    assert before == after


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


def test_frame_ms() -> None:
    """It wants to be woken when the picture changes, and not before."""
    stage = stage_on(FakeDevice())
    assert stage.frame_ms(view_at(TIMELINES["breath-now"], 0)) == 100
    assert stage.frame_ms(view_at(TIMELINES["breath-now"], 1234)) == 66
    assert stage.frame_ms(view_at(TIMELINES["breath-now"], 1234, paused=True)) == 0
    assert stage.frame_ms(view_at(TIMELINES["words"], 10_000)) == 20_001  # 4 min 30 s: nearer to four minutes
    assert stage.frame_ms(view_at(TIMELINES["during"], 60_000)) == 30_001
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


def test_nothing_moves_where_nothing_is_to() -> None:
    """The shape stays as it is through a whole breath; the word and the count say which way it goes, once a second."""
    view = view_at(TIMELINES["breath-now"], 0)
    still = Appearance(clean=str, still=True)
    shapes, captions = set(), set()
    for at in range(0, 10_000, 250):
        scene = Scene(replace(view, position_ms=at), "")
        rows = compose(scene, 80, 24, still).rows
        pieces = [piece for row in rows for piece in row]
        shapes.add(tuple(piece.text for piece in pieces if piece.style == "accent"))
        captions |= {piece.text for piece in pieces if piece.text.startswith(("in  ", "out  "))}
        assert 0 < frame_ms(scene, still=True) <= 1_000
    assert 1 == len(shapes)
    assert {"in  4", "out  1"} <= captions


@pytest.mark.parametrize(
    ("grounding", "long", "short"),
    [
        ("here", "g       grounding, if it's too much", "g too much"),
        ("inside", "g       back to the session", "g back"),
        ("none", "", ""),
    ],
)
def test_the_keys_say_what_g_does_here(grounding: Grounding, long: str, short: str) -> None:
    """It begins the grounding, goes back from it, or is no key at all; in it the way back stands below the words."""
    for columns, rows, expected in ((80, 24, long), (40, 12, short)):
        keys = "\n".join(shown(TIMELINES["words"], 1000, columns, rows, help=1, grounding=grounding))
        assert expected in keys
        assert bool(re.search(r"(?m)(^|  )g ", keys)) == bool(expected)
        below = shown(TIMELINES["words"], 1000, columns, rows, grounding=grounding)[-2 if rows == 24 else -1]
        assert ("Esc back" in below) == (grounding == "inside")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("You can say 'stop', or make a sign. You can move.", ("You can say 'stop', or make a sign.", "You can move.")),
        ("Not now. Later. At 10:30 it's fine to go on, slowly. ", ("Not now. Later.", "At 10:30 it's fine to go on, slowly.")),
        ("One sentence that is longer than any line that there is here. So.", wrap("One sentence that is longer than any line that there is here. So.", 40)),
        ("", ()),
    ],
)  # fmt: skip
def test_a_sentence_is_not_begun_at_the_end_of_a_line(text: str, lines: tuple[str, ...]) -> None:
    """Where it fits into one; a sentence longer than that is set as any text."""
    assert lines == wrap_sentences(text, 40)
    assert all(len(line) <= 40 for line in lines)
