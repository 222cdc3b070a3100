"""What can play on this machine."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from massage_mind.errors import MassageMindError
from massage_mind.stops import begin_thread

if TYPE_CHECKING:
    from massage_mind.sound.play.device import DeviceInfo

T = TypeVar("T")

LIMIT_S = 5.0
"""How long a sound server may take to answer."""


def devices_here() -> list[DeviceInfo]:
    """The devices that can play, as the sound server tells. Raises `MassageMindError`."""
    _must_be_installed()
    return _told()


def devices_or_note() -> tuple[list[DeviceInfo], str]:
    """The same; where the sound server does not tell, none and the sentence that says why.

    Raises `MassageMindError` where miniaudio is not installed.
    """
    _must_be_installed()
    try:
        return _told(), ""
    except MassageMindError as error:
        return [], error.sentence


def _told() -> list[DeviceInfo]:
    from massage_mind.sound.play.device import playback_devices

    return _within(LIMIT_S, playback_devices)


def _must_be_installed() -> None:
    from massage_mind.sound.installed import installed

    if not installed("miniaudio"):
        raise MassageMindError("miniaudio isn't installed here, so devices can't be listed.")


def _within(limit_s: float, call: Callable[[], T]) -> T:
    """What this call gives, if it gives it in time: a frozen sound server never answers. Raises `MassageMindError`."""
    from concurrent.futures import Future
    from threading import Thread

    from massage_mind.sound.play.quiet import HeldBack

    answer: Future[T] = Future()

    def run() -> None:
        try:
            answer.set_result(call())
        except BaseException as error:  # noqa: BLE001 - raised again by whoever asked
            answer.set_exception(error)

    held = HeldBack()
    held.start()
    try:
        begin_thread(Thread(target=run, daemon=True))
        return answer.result(limit_s)
    except TimeoutError:
        raise MassageMindError("The sound server doesn't answer.") from None
    finally:
        held.stop()
