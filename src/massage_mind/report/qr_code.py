"""A text as a QR code: into a picture file, or as rows of cells for a screen that has room. By segno, which is loaded here alone."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, NamedTuple

from massage_mind.errors import UsageError

if TYPE_CHECKING:
    import segno

QR_ENDINGS = (".svg", ".png")
MOST_QR_BYTES = 1_200
"""More than this is a code so fine that a telephone seldom reads it from paper or a screen."""
_QUIET = 4
"""Light modules around it, which readers count on."""
_PIXELS = 6
_HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


class QrCells(NamedTuple):
    """A code for a terminal: two modules a cell, the dark ones drawn. So many columns wide."""

    rows: tuple[str, ...]
    columns: int


def qr_picture(text: str, ending: str) -> bytes:
    """The code as a file that ends so (.svg, .png), black on white. Raises `UsageError` for too long a text or another ending."""
    if ending.lower() not in QR_ENDINGS:
        raise UsageError(f"A code is written as {' or '.join(QR_ENDINGS)}.", "Name the file so.")
    made = _made(text)
    out = io.BytesIO()
    made.save(out, kind=ending.lower()[1:], border=_QUIET, scale=_PIXELS, dark="black", light="white")
    return out.getvalue()


def qr_cells(text: str) -> QrCells:
    """The code as rows of half blocks, light modules around it. Raises `UsageError` for too long a text."""
    lines = [[bool(dark) for dark in line] for line in _made(text).matrix_iter(border=_QUIET)]
    if len(lines) % 2:
        lines.append([False] * len(lines[0]))
    rows = tuple(
        "".join(_HALVES[pair] for pair in zip(upper, lower, strict=True))
        for upper, lower in zip(lines[::2], lines[1::2], strict=True)
    )
    return QrCells(rows, len(lines[0]))


def _made(text: str) -> segno.QRCode:
    size = len(text.encode())
    if size > MOST_QR_BYTES:
        raise UsageError(
            f"A code has room for {MOST_QR_BYTES:,} bytes that a telephone still reads; this is {size:,}.",
            "Leave lines out with --without, or hand over a page: --html.",
        )
    import segno

    return segno.make_qr(text, error="l", encoding="utf-8" if not text.isascii() else None)
