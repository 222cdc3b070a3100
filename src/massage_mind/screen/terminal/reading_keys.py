"""Keys for somebody who reads a long page: up and down, by a window, to the beginning and the end."""

from __future__ import annotations

from collections.abc import Iterator

from massage_mind.perform.ports import Key
from massage_mind.screen.terminal.decode import Decoder

_LETTERS: dict[int, Key] = {ord("A"): "up", ord("B"): "down", ord("H"): "home", ord("F"): "end"}
_NUMBERS: dict[bytes, Key] = {
    b"1": "home", b"7": "home", b"4": "end", b"8": "end", b"5": "page-up", b"6": "page-down",
}  # fmt: skip


class ReadingDecoder(Decoder):
    """The same, with these keys by name as well."""

    def _control(self, body: bytes) -> Iterator[Key]:
        number = body[:-1].split(b";")[0]
        if body.endswith(b"~") and number in _NUMBERS and not self._pasting:
            yield _NUMBERS[number]
        else:
            yield from super()._control(body)

    def _arrow(self, final: int) -> Iterator[Key]:
        if final in _LETTERS and not self._pasting:
            yield _LETTERS[final]
        else:
            yield from super()._arrow(final)
