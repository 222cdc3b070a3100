"""The live view on a terminal that does not read, goes away, or belongs to somebody else for a while."""

from __future__ import annotations

import signal
from collections.abc import Callable

import pytest
from live_support import BrokenDevice, FakeDevice, shown, stage_on, view_at
from screen_driver import TIMELINES

from massage_mind.errors import Stopped
from massage_mind.screen.live.live_stage import LiveStage
from massage_mind.screen.live.scene import Appearance
from massage_mind.screen.terminal.signals import Signals
from massage_mind.screen.terminal.taken_terminal import ENTER, LEAVE, Terminal
from massage_mind.screen.text import safe_text
from massage_mind.stops import settle, stopping


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


class SignalledDevice(FakeDevice):
    """A terminal that takes nothing at the end, until signals come one after the other and there is no more waiting."""

    signals: tuple[int, ...] = ()

    def finish(self, data: bytes, last: bytes, hurry: Callable[[], bool]) -> None:
        for signum in self.signals:
            signal.raise_signal(signum)
        assert hurry() == bool(self.signals), "a signal is a reason not to wait"
        super().finish(data, last, hurry)


@pytest.mark.parametrize("heard", [False, True], ids=["nobody-hears", "heard"])
@pytest.mark.parametrize("signals", [(), (signal.SIGINT,), (signal.SIGINT,) * 3, (signal.SIGTERM,) * 2])
def test_signals_while_the_terminal_is_given_back(signals: tuple[int, ...], heard: bool) -> None:
    """They end the wait for it, and are raised after it; it has got all that gives it back, and its settings."""
    device = SignalledDevice()
    device.signals = signals
    terminal = Terminal(device, screen=True)
    came = []
    with stopping():
        try:
            if heard:
                with Signals() as listens:
                    terminal.hurry = listens.asked_to_end
                    terminal.take()
                    terminal.close()
            else:
                terminal.take()
                terminal.close()
        except Stopped as stopped:
            came.append(stopped.signum)
    assert list(signals[:1]) == came
    assert (LEAVE, 1) == (device.written[-1], device.given_back)


def test_a_terminal_that_nobody_gave_back_is_given_back_before_the_end() -> None:
    """A signal may come between the taking of it and whoever would have given it back; once is enough."""
    device = FakeDevice()
    terminal = Terminal(device, screen=True)
    terminal.take()
    settle()
    settle()
    terminal.close()
    assert (LEAVE, 1) == (device.written[-1], device.given_back)


def test_closing_twice_is_fine() -> None:
    """The terminal is given back once, however often it is asked for."""
    device = FakeDevice()
    stage = stage_on(device)
    stage.open(view_at(TIMELINES["words"], 0))
    stage.close()
    stage.close()
    assert (device.taken, device.given_back) == (1, 1)
