"""A terminal of the test's own that shows what it is given (pyte), and the live view on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pyte

from massage_mind.fit.timeline import Timeline
from massage_mind.learn.help_lines import HelpAtHand
from massage_mind.perform.ports import View
from massage_mind.screen.live.live_stage import LiveStage
from massage_mind.screen.live.scene import Appearance
from massage_mind.screen.terminal.taken_terminal import Terminal
from massage_mind.screen.text import encodable, safe_text

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

    def finish(self, data: bytes, last: bytes, hurry: Callable[[], bool]) -> None:
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


def stage_on(
    device: FakeDevice, *, colour: bool = True, encoding: str = "utf-8", at_hand: HelpAtHand | None = None
) -> LiveStage:
    appearance = Appearance(
        clean=lambda text: encodable(safe_text(text), encoding),
        glyphs="braille" if encoding == "utf-8" else "ascii",
        at_hand=at_hand or HelpAtHand(),
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
