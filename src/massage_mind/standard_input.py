"""What is piped in: bounded bytes, and the text they are."""

from __future__ import annotations

import os
import stat
from typing import TextIO

from massage_mind.decoding import text_of
from massage_mind.errors import UsageError
from massage_mind.record.bounds import MOST_BYTES, MOST_CHARACTERS


def piped_bytes(stdin: TextIO | None) -> bytes | None:
    """What stands on this standard input if it is a pipe, a file or a socket; None for anything else.

    Of what is more than a text can be, one byte more than that.
    """
    try:
        if stdin is None or stdin.isatty():
            return None
        mode = os.fstat(stdin.fileno()).st_mode
    except (OSError, ValueError):
        return None
    if not (stat.S_ISFIFO(mode) or stat.S_ISREG(mode) or stat.S_ISSOCK(mode)):
        return None
    return stdin.buffer.read(MOST_BYTES + 1)


def text_piped(data: bytes) -> str:
    """The text of what was piped in. Raises `UsageError` for bytes that are no text, and for more than one can be."""
    if len(data) > MOST_BYTES:
        raise UsageError(
            f"There is more on standard input than one text can be: {MOST_CHARACTERS:,} characters.",
            "Part it. A whole journal comes in so:",
            command="massage-mind journal import -",
        )
    return text_of(data, "Standard input", nul=True)
