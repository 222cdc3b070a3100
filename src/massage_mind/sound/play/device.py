"""The real device, over miniaudio."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Any, Protocol, TypeAlias

from massage_mind.errors import MassageMindError
from massage_mind.values import dataclass
from massage_mind.words.near import quoted

BUFFER_MS = 50
"""The length of one buffer; miniaudio keeps two or three. From 350 on PulseAudio 16.1 stalls for ever."""
NOBODY = "No sound device answered, so the session goes on in silence."

Render: TypeAlias = Callable[[int], Any]
"""Gives the next so many frames, stereo float32, as an array or bytes. Never raises."""


class PlaybackDevice(Protocol):
    """A sound device that was opened and waits to be started. `notice` is a sentence about it, or empty."""

    notice: str

    def start(self, render: Render) -> None:
        """Begin to ask for frames, from a thread of its own. May block; raises if it cannot."""
        ...

    def close(self) -> None:
        """Let it go. May block for ever if its server is frozen."""
        ...


class MiniaudioDevice:
    """Device over miniaudio's own. Opening imports miniaudio (slow) and may block for ever: use a thread."""

    def __init__(self, name: str = "") -> None:
        """`name` is part of the name of a device; empty for the default, which is also taken where none fits.

        Raises MassageMindError if there is no device, or only the one that plays to nobody.
        """
        import miniaudio

        from massage_mind.sound.rate import RATE

        self.notice = ""
        """A sentence for the person, where it is not the device that was asked for."""
        try:
            wanted = (
                next((one for one in playback_devices() if _like(name, one.name)), None) if name else None
            )
            if name and wanted is None:
                self.notice = f"There's no sound device like {quoted(name)}; the usual one plays."
            device = miniaudio.PlaybackDevice(
                output_format=miniaudio.SampleFormat.FLOAT32,
                nchannels=2,
                sample_rate=RATE,
                buffersize_msec=BUFFER_MS,
                device_id=None if wanted is None else wanted.id,
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


@dataclass(frozen=True, slots=True)
class DeviceInfo:
    """A device that can play: its name, the library's handle for it, the library's backend."""

    name: str
    id: Any
    backend: str


def playback_devices() -> list[DeviceInfo]:
    """The devices that can play. May block for ever where a server is frozen: use a thread. Raises MassageMindError."""
    import miniaudio

    try:
        devices = miniaudio.Devices()
        found = devices.get_playbacks()
    except miniaudio.MiniaudioError as error:
        raise MassageMindError(
            "No sound device answered.",
            "Perhaps none is plugged in, or this machine's sound server isn't running.",
        ) from error
    if devices.backend == "Null":
        return []
    return [DeviceInfo(str(one["name"]), one["id"], devices.backend) for one in found]


def _like(wanted: str, name: str) -> bool:
    return wanted.casefold() in name.casefold()


def _asking(render: Render) -> Generator[Any, int, None]:
    """The generator miniaudio wants: sent a number of frames, it yields them. Already started."""

    def generator() -> Generator[Any, int, None]:
        frames = yield b""
        while True:
            frames = yield render(frames)

    started = generator()
    next(started)
    return started
