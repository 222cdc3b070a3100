"""Frames of an MP3, as far as joining two stretches of them and the table in front take: MPEG-1, 48 kHz, two channels.

A frame's own data may begin in the frames before it, as far back as its head says (ISO/IEC 11172-3, 2.4.2.7): what is
left over there is lent on. So frames can't be cut and joined just so: what the first of the second stretch has lent has
to stand at the end of the last one of the first stretch, which is made longer where it has no room.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Sequence

from massage_mind.sound.rate import RATE

FRAME = 1_152
"""How many frames of sound a frame of an MP3 holds."""
_KBITS = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_HEAD = 4 + 32
"""How many bytes a frame has before its data: its header, and what says where the data are."""
_BYTES = FRAME * 1000 // 8 // RATE
"""How many bytes a frame has for each kbit/s. At 48 kHz that is a whole number, so no frame is padded."""
_TABLE_KBIT = 128
_EVERY = 16
"""Of so many frames one is remembered, for the table of places to jump to."""


def frames_in(stream: bytes) -> list[bytes]:
    """The frames of a stream that holds nothing else. Raises ValueError for anything else."""
    frames = []
    at = 0
    while at < len(stream):
        head = stream[at : at + 4]
        if len(head) < 4 or head[:2] != b"\xff\xfb" or head[2] & 0x0E != 0x04 or not 0 < head[2] >> 4 < 15:
            raise ValueError(f"byte {at} begins no frame of an MP3 of 48 kHz")
        size = _BYTES * _KBITS[head[2] >> 4]
        if at + size > len(stream):
            raise ValueError(f"the frame at byte {at} breaks off")
        frames.append(stream[at : at + size])
        at += size
    return frames


def joined(before: list[bytes], coming: list[bytes], place: int, least: int) -> tuple[int, bytes]:
    """Where two stretches of the same sound, whose frames are numbered alike, meet: at a place, or a little earlier.

    From there on those `coming` are taken. Returned with it is the last frame `before`, as it has to be. Raises
    ValueError if there is no such place down to `least`.
    """
    fitting = None
    for at in range(place, least, -1):
        last = _with_lent(before[at - 1], coming, at)
        if last is None:
            continue
        if _meant(before[at - 1]) == _meant(coming[at - 1]):  # from here on both say the same
            return at, last
        fitting = fitting or (at, last)
    if fitting is None:
        raise ValueError("two stretches of an MP3 have no place to meet")
    return fitting


def _with_lent(last: bytes, coming: list[bytes], at: int) -> bytes | None:
    """This frame with what the coming one has lent from those before it at its end; None if it can't have the room."""
    lent = _lent(coming[at])
    data = b""
    for frame in coming[at - 1 :: -1]:
        if len(data) >= lent:
            break
        data = frame[_HEAD:] + data
    # It has room from where its own data end; that may be in the frames before it already.
    room = min(len(last) - _HEAD, len(last) - _HEAD + _lent(last) - _data_bytes(last))
    wanted = len(last) + max(0, lent - room)
    kbits = next((index for index, kbit in enumerate(_KBITS) if _BYTES * kbit >= wanted), None)
    if kbits is None or len(data) < lent:
        return None
    longer = bytearray(last.ljust(_BYTES * _KBITS[kbits], b"\0"))
    longer[2] = kbits << 4 | longer[2] & 0x0F
    longer[len(longer) - lent :] = data[len(data) - lent :]
    return bytes(longer)


def _lent(frame: bytes) -> int:
    """How many bytes before this frame its data begin."""
    return frame[4] << 1 | frame[5] >> 7


def _meant(frame: bytes) -> bytes:
    """What a frame says of its sound: all of its head but its size, and where its data begin."""
    return bytes([frame[3], frame[5] & 0x7F]) + frame[6:_HEAD]


def _data_bytes(frame: bytes) -> int:
    """How many bytes its data take."""
    side = int.from_bytes(frame[4:_HEAD], "big")
    # Two halves of two channels; each tells its size in bits in the first 12 of its 59.
    bits = sum(side >> (256 - 20 - 59 * part - 12) & 0xFFF for part in range(4))
    return -(-bits // 8)


class FrameTable:
    """Remembers where frames are, and makes the frame in front that says so (Xing's, with LAME's after it).

    Without it a player takes a file of variable rate for shorter or longer than it is, and jumps to the wrong place;
    and what the encoder added at both ends would be heard.
    """

    SIZE = _BYTES * _TABLE_KBIT

    def __init__(self) -> None:
        self._places = array("Q")
        self._frames = 0
        self._bytes = self.SIZE

    def add(self, frames: Sequence[bytes]) -> None:
        """These come next."""
        for frame in frames:
            if self._frames % _EVERY == 0:
                self._places.append(self._bytes)
            self._frames += 1
            self._bytes += len(frame)

    def frame(self, sound: int, delay: int) -> bytes:
        """The frame in front of a file that plays so many frames of sound, after so many that the encoder added."""
        after = self._frames * FRAME - delay - sound
        if not 0 <= after < 4096:
            raise ValueError(f"{self._frames} frames of an MP3 can't hold {sound} frames of sound")
        # Of a hundred places, how many 256th of the file lie before each.
        shares = bytes(
            self._places[percent * len(self._places) // 100] * 256 // self._bytes for percent in range(100)
        )
        head = bytes([0xFF, 0xFB, _KBITS.index(_TABLE_KBIT) << 4 | 0x04, 0x00]) + bytes(_HEAD - 4)
        xing = b"Xing" + struct.pack(">3I", 0b1111, self._frames, self._bytes) + shares + struct.pack(">I", 0)
        # Version 0 of the tag, variable rate by LAME's newer method; what is not said is 0.
        lame = b"LAME     \x04" + bytes(11) + (delay << 12 | after).to_bytes(3, "big") + bytes(4)
        lame += struct.pack(">IH", self._bytes, 0)
        whole = head + xing + lame
        return (whole + struct.pack(">H", _crc(whole))).ljust(self.SIZE, b"\0")


def _crc(data: bytes) -> int:
    """CRC-16 of these bytes, as LAME's tag has it."""
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ 0xA001 if crc & 1 else crc >> 1
    return crc
