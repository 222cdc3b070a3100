"""Where the channels of a sound file belong, by its format, and how they are mixed down to two ears.

What comes from behind or from above is heard too, softer by 3 dB; the middle is in both ears; the channel of deep
effects is left out (ITU-R BS.775). A format has an order of its own, which the file may overrule: a WAV by its mask, a
FLAC by a comment, AIFF and CAF by a chunk.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from massage_mind.sound.samples import Samples

MOST_CHANNELS = 24
"""As many as 22.2 has. More is no file to rest by."""
HEAD_BYTES = 65_536
"""How much of a file is looked through for what it says of its channels."""

_M3, _M6 = 0.5**0.5, 0.5
EARS: dict[str, tuple[float, float]] = {
    "FL": (1.0, 0.0),
    "FR": (0.0, 1.0),
    "FC": (_M3, _M3),
    "LFE": (0.0, 0.0),
    "BL": (_M3, 0.0),
    "BR": (0.0, _M3),
    "FLC": (0.92, 0.38),
    "FRC": (0.38, 0.92),
    "BC": (_M6, _M6),
    "SL": (_M3, 0.0),
    "SR": (0.0, _M3),
    "TC": (_M6, _M6),
    "TFL": (_M3, 0.0),
    "TFC": (_M6, _M6),
    "TFR": (0.0, _M3),
    "TBL": (_M3, 0.0),
    "TBC": (_M6, _M6),
    "TBR": (0.0, _M3),
}
"""What each place gives to the left ear and to the right. In the order of the bits of a WAV's mask."""
NOWHERE = (_M6, _M6)
"""A channel that belongs nowhere is heard on both sides."""

USUAL = {
    3: "FL FR FC",
    4: "FL FR BL BR",
    5: "FL FR FC BL BR",
    6: "FL FR FC LFE BL BR",
    7: "FL FR FC LFE BC SL SR",
    8: "FL FR FC LFE BL BR SL SR",
}
"""WAV and FLAC, and whatever does not say otherwise."""
XIPH = {
    3: "FL FC FR",
    4: "FL FR BL BR",
    5: "FL FC FR BL BR",
    6: "FL FC FR BL BR LFE",
    7: "FL FC FR SL SR BC LFE",
    8: "FL FC FR SL SR BL BR LFE",
}
"""Vorbis and Opus."""
ALAC = {
    3: "FC FL FR",
    4: "FC FL FR BC",
    5: "FC FL FR BL BR",
    6: "FC FL FR BL BR LFE",
    7: "FC FL FR BL BR BC LFE",
    8: "FC FLC FRC FL FR BL BR LFE",
}
"""Apple's lossless, in a CAF."""
APPLE = {
    108: "FL FR BL BR",
    113: "FL FR FC",
    114: "FC FL FR",
    115: "FL FR FC BC",
    116: "FC FL FR BC",
    117: "FL FR FC BL BR",
    118: "FL FR BL BR FC",
    119: "FL FC FR BL BR",
    120: "FC FL FR BL BR",
    121: "FL FR FC LFE BL BR",
    122: "FL FR BL BR FC LFE",
    123: "FL FC FR BL BR LFE",
    124: "FC FL FR BL BR LFE",
    125: "FL FR FC LFE BL BR BC",
    126: "FL FR FC LFE BL BR FLC FRC",
    127: "FC FLC FRC FL FR BL BR LFE",
    128: "FL FR FC LFE SL SR BL BR",
}
"""The layouts that AIFF and CAF name by a number (the upper half of a tag of Core Audio)."""
_BITS, _DESCRIBED = 1, 0


def ears(path: Path, container: str, subtype: str, channels: int) -> Samples:
    """What each channel gives to each ear, shaped (channels, 2). `container` and `subtype` as libsndfile calls them."""
    if channels <= 2:
        return np.array([[1, 1]] if channels == 1 else [[1, 0], [0, 1]], dtype=np.float32)
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    places = _said(head, channels) or _usual(container, subtype, channels)
    weights = [EARS.get(place, NOWHERE) for place in (*places, *[""] * channels)[:channels]]
    return np.array(weights, dtype=np.float32)


def _usual(container: str, subtype: str, channels: int) -> tuple[str, ...]:
    """The order of the format; empty where it has none for so many channels."""
    if container == "OGG" and subtype in ("VORBIS", "OPUS"):
        table = XIPH
    elif subtype.startswith("ALAC"):
        table = ALAC
    else:
        table = USUAL
    return tuple(table.get(channels, "").split())


def _said(head: bytes, channels: int) -> tuple[str, ...]:
    """What the file itself says of its channels; empty where it does not."""
    if head[:4] in (b"RIFF", b"RF64"):
        form = _chunk(head, b"fmt ", "little")
        if len(form) >= 24 and form[:2] == b"\xfe\xff":
            return _by_mask(int.from_bytes(form[20:24], "little"))
    elif head[:4] == b"fLaC":
        _, _, said = head.partition(b"WAVEFORMATEXTENSIBLE_CHANNEL_MASK=")
        digits = bytes(said[:10]).split(b"\0")[0]
        if digits[:2].lower() == b"0x":
            return _by_mask(_hexadecimal(digits[2:]))
    elif head[:4] == b"FORM":
        return _by_apple(_chunk(head, b"CHAN", "big"), channels)
    elif head[:4] == b"caff":
        return _by_apple(_caf_chunk(head, b"chan"), channels)
    return ()


def _hexadecimal(digits: bytes) -> int:
    count = next(
        (at for at, digit in enumerate(digits) if digit not in b"0123456789abcdefABCDEF"), len(digits)
    )
    return int(digits[:count] or b"0", 16)


def _by_mask(mask: int) -> tuple[str, ...]:
    return tuple(place for bit, place in enumerate(EARS) if mask >> bit & 1)


def _by_apple(chunk: bytes, channels: int) -> tuple[str, ...]:
    """A layout of Core Audio: a tag, and for tags that say so a mask or the channels one by one."""
    if len(chunk) < 12:
        return ()
    tag, mask, count = (int.from_bytes(chunk[at : at + 4], "big") for at in (0, 4, 8))
    layout = tag >> 16
    if layout == _BITS:
        return _by_mask(mask)
    if layout == _DESCRIBED:
        labels = [
            int.from_bytes(chunk[at : at + 4], "big") for at in range(12, 12 + 20 * min(count, channels), 20)
        ]
        # The first labels of Core Audio are the places of the mask, counted from one.
        return tuple(list(EARS)[label - 1] if 1 <= label <= len(EARS) else "" for label in labels)
    places = tuple(APPLE.get(layout, "").split())
    return places if len(places) == channels else ()


def _chunk(head: bytes, name: bytes, order: str) -> bytes:
    """The chunk of this name in a file of chunks (RIFF, FORM); empty where it is not at the beginning."""
    at = 12
    while at + 8 <= len(head):
        size = int.from_bytes(head[at + 4 : at + 8], "little" if order == "little" else "big")
        if head[at : at + 4] == name:
            return head[at + 8 : at + 8 + size]
        at += 8 + size + size % 2
    return b""


def _caf_chunk(head: bytes, name: bytes) -> bytes:
    at = 8
    while at + 12 <= len(head):
        size = int.from_bytes(head[at + 4 : at + 12], "big")
        if head[at : at + 4] == name:
            return head[at + 12 : at + 12 + size]
        at += 12 + size
    return b""
