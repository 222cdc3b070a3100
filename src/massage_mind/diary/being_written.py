"""A draft while it is written: on the disk a moment after each change, and never in two hands at once."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from massage_mind.process import is_alive
from massage_mind.stops import held

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from massage_mind.diary.drafts import Draft

_MARK = "writing"


def path_at_hand(path: Path) -> Path:
    """This path or, while another process writes there, one of this process's own beside it."""
    if not any(_others_alive(path)):
        return path
    return path.with_name(f"{path.stem}.{os.getpid()}{path.suffix}")


@contextmanager
def being_written(path: Path) -> Iterator[None]:
    """Others know for as long as this lasts that this process writes there (`path_at_hand`)."""
    _mark(path)
    try:
        yield
    finally:
        with suppress(OSError):
            _mark_of(path, os.getpid()).unlink(missing_ok=True)


def keeper(draft: Draft, begin: str = "", *, behind: str = "") -> Callable[[str], None]:
    """What keeps the words in the draft while they are written, `behind` others that wait there already.

    Where they are as in the beginning, or none, the draft is as it was before. It does not wait for the disk and
    raises nothing: whoever keeps the words at the end says what is wrong. Raises what `Draft.text` does.
    """
    earlier = draft.text()

    def keep(text: str) -> None:
        new = "\n".join(filter(None, (behind, text))) if text.strip() and text != begin else earlier
        with suppress(OSError), held():
            if new:
                draft.keep(new, durable=False)
                _mark(draft.path)
            else:
                draft.drop()

    return keep


def take_in_left_behind(draft: Draft) -> None:
    """Words that another process wrote beside this draft, and left there when it was ended, go into it. Raises OSError."""
    path = draft.path
    for beside in sorted(path.parent.glob(f"{path.stem}.[0-9]*{path.suffix}")):
        pid = beside.name.removeprefix(f"{path.stem}.").removesuffix(path.suffix)
        if not pid.isdecimal() or is_alive(int(pid)):
            continue
        text = type(draft)(beside, draft.goes_on).text()
        with held():
            draft.keep("\n".join(filter(None, (draft.text().rstrip("\n"), text))))
            beside.unlink()


def _mark_of(path: Path, pid: int | str) -> Path:
    return path.with_name(f".{path.name}.{pid}.{_MARK}")


def _mark(path: Path) -> None:
    """Where there is no folder yet, nobody else can be writing there."""
    with suppress(OSError):
        _mark_of(path, os.getpid()).touch(mode=0o600)


def _others_alive(path: Path) -> Iterator[bool]:
    """One True for each other process that writes there; marks of processes that are gone are cleared away."""
    for mark in path.parent.glob(_mark_of(path, "*").name):
        pid = mark.name.split(".")[-2]
        if pid.isdecimal() and is_alive(int(pid)):
            if int(pid) != os.getpid():
                yield True
        else:
            with suppress(OSError):
                mark.unlink(missing_ok=True)
