"""Why the system refused, in our words."""

from __future__ import annotations

import errno
import os

from massage_mind.words.reasons import reason_words


def test_the_system_is_put_into_words() -> None:
    """What it says of a file that is not there, a folder, a full disk."""
    for number, words in (
        (errno.ENOENT, "there's no such file or folder"),
        (errno.EISDIR, "it's a folder"),
        (errno.ENOSPC, "the disk is full"),
        (errno.EACCES, "this machine doesn't let you"),
    ):
        assert words == reason_words(OSError(number, os.strerror(number)))


def test_our_own_words_stay() -> None:
    """They say more; and what has no words here is said as the system says it, without its stop."""
    assert "it is a link to nothing" == reason_words(
        FileNotFoundError(errno.ENOENT, "it is a link to nothing")
    )
    assert "No locks available" == reason_words(OSError(errno.ENOLCK, "No locks available."))
    assert "odd" == reason_words(ValueError("odd"))
    assert "OSError" == reason_words(OSError())
