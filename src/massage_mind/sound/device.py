"""The real device, over miniaudio."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Any, Protocol, TypeAlias

from massage_mind.errors import MassageMindError

BUFFER_MS = 50
"""The length of one buffer; miniaudio keeps two or three. From 350 on PulseAudio 16.1 stalls for ever."""
NOBODY = "No sound device answered, so the session goes on in silence."

Render: TypeAlias = Callable[[int], Any]
"""Gives the next so many frames, stereo float32, as an array or bytes. Never raises."""


class Device(Protocol):
    """A sound device that was opened and waits to be started."""

    def start(self, render: Render) -> None:
        """Begin to ask for frames, from a thread of its own. May block; raises if it cannot."""
        ...

    def close(self) -> None:
        """Let it go. May block for ever if its server is frozen."""
        ...


class MiniaudioDevice:
    """Device over miniaudio's own. Opening imports miniaudio (slow) and may block for ever: use a thread."""

    def __init__(self) -> None:
        """Raises MassageMindError if there is no device, or only the one that plays to nobody."""
        import miniaudio

        from massage_mind.sound.bells import RATE

        try:
            device = miniaudio.PlaybackDevice(
                output_format=miniaudio.SampleFormat.FLOAT32,
                nchannels=2,
                sample_rate=RATE,
                buffersize_msec=BUFFER_MS,
                app_name="massage-mind",
            )
        except miniaudio.MiniaudioError as error:
            raise MassageMindError(NOBODY) from error
        if device.backend == "Null":
            device.close()
            raise MassageMindError(NOBODY)
        # No stop_callback: after a suspended sink, close() would wait for itself.
        self._device = device

    def start(self, render: Render) -> None:
        self._device.start(_asking(render))

    def close(self) -> None:
        self._device.close()


def _asking(render: Render) -> Generator[Any, int, None]:
    """The generator miniaudio wants: sent a number of frames, it yields them. Already started."""

    def generator() -> Generator[Any, int, None]:
        frames = yield b""
        while True:
            frames = yield render(frames)

    started = generator()
    next(started)
    return started
