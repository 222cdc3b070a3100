"""Why the system did not do what it was asked, in our words: "there's no such file or folder"."""

from __future__ import annotations

import errno

_REASONS = {
    errno.ENOENT: "there's no such file or folder",
    errno.EACCES: "this machine doesn't let you",
    errno.EPERM: "this machine doesn't let you",
    errno.ENOSPC: "the disk is full",
    getattr(errno, "EDQUOT", errno.ENOSPC): "your part of the disk is full",
    errno.EROFS: "it, or its disk, is read-only",
    errno.EISDIR: "it's a folder",
    errno.ENOTDIR: "a part of its path is a file, not a folder",
    errno.ENAMETOOLONG: "its name is too long",
    errno.ELOOP: "its links go round in a circle",
    errno.EEXIST: "it's there already",
    errno.EIO: "the disk reports an error",
}


def reason_words(error: BaseException) -> str:
    """The reason as the end of a sentence, without its stop; what has no words here as the system says it."""
    number = getattr(error, "errno", None)
    own = getattr(error, "strerror", None) or str(error)
    if number not in _REASONS or not _is_the_systems(number, own):
        return own.rstrip(".") or type(error).__name__
    return _REASONS[number]


def _is_the_systems(number: int, said: str) -> bool:
    """Whether these are the system's words, not ours, which say more."""
    import os

    return said == os.strerror(number)
