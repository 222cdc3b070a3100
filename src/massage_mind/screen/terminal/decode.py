"""Bytes from a terminal to keys: arrows by name, characters as typed, everything else left out."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from massage_mind.perform.ports import Key

_ESC = 0x1B
_BEL = 0x07
_ENTER = b"\r\n"
_ARROWS: dict[int, Key] = {ord("C"): "right", ord("D"): "left"}
_STRINGS = b"]PX^_"
_LONGEST_SEQUENCE = 64
_LONGEST_STRING = 4096
_PASTE_BEGINS, _PASTE_ENDS = b"200~", b"201~"


class Decoder:
    """Takes bytes as they come, in any pieces. Unknown sequences, pasted text (bracketed), control characters but Enter
    and invalid UTF-8 give no key. A lone ESC is only known as such by what does not follow: see `pending`, `reset`.
    """

    def __init__(self) -> None:
        self._utf8 = codecs.getincrementaldecoder("utf-8")("ignore")
        self._sequence = bytearray()
        self._pasting = False

    @property
    def pending(self) -> bool:
        """Whether a sequence has begun and not ended yet."""
        return bool(self._sequence)

    def reset(self) -> list[Key]:
        """Nothing followed in time: what was begun was a lone ESC, which is a key, or a broken sequence."""
        alone = len(self._sequence) == 1 and not self._pasting
        self._sequence.clear()
        return ["esc"] if alone else []

    def feed(self, data: bytes) -> list[Key]:
        """The keys that these bytes complete, in order."""
        return [key for byte in data for key in self._byte(byte)]

    def _byte(self, byte: int) -> Iterator[Key]:
        if self._sequence:
            yield from self._in_sequence(byte)
        elif byte == _ESC:
            self._sequence.append(byte)
        elif byte in _ENTER:
            if not self._pasting:
                yield "enter"
        elif not self._pasting:
            for char in self._utf8.decode(bytes((byte,))):
                if char.isprintable():
                    yield char

    def _in_sequence(self, byte: int) -> Iterator[Key]:
        sequence = self._sequence
        sequence.append(byte)
        if byte == _ESC and sequence[1] not in _STRINGS:
            sequence[:] = (_ESC,)
        elif len(sequence) == 2:
            if byte not in b"[O" and byte not in _STRINGS:
                sequence.clear()  # Alt and a key, or ESC and a key typed together
        elif sequence[1] in _STRINGS:
            if byte == _BEL or sequence.endswith(b"\x1b\\") or len(sequence) > _LONGEST_STRING:
                sequence.clear()
        elif sequence[1] == ord("O"):
            sequence.clear()
            yield from self._arrow(byte)
        elif sequence == b"\x1b[[":
            pass  # a function key of the Linux console: one more letter follows
        elif 0x40 <= byte <= 0x7E or sequence[2:3] == b"[" or len(sequence) > _LONGEST_SEQUENCE:
            body = bytes(sequence[2:])
            sequence.clear()
            yield from self._control(body)

    def _control(self, body: bytes) -> Iterator[Key]:
        """What a whole control sequence stands for, from what follows its ESC [ on."""
        if body == _PASTE_BEGINS:
            self._pasting = True
        elif body == _PASTE_ENDS:
            self._pasting = False
        elif not body.startswith(b"["):  # else a function key of the Linux console
            yield from self._arrow(body[-1])

    def _arrow(self, final: int) -> Iterator[Key]:
        if final in _ARROWS and not self._pasting:
            yield _ARROWS[final]
