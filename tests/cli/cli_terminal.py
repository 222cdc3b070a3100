"""A terminal that only shows: what a command line prints on one of so many columns, to a pipe, or for somebody who listens."""

from __future__ import annotations

import io
from pathlib import Path
from typing import NamedTuple

from massage_mind.cli.main import run
from massage_mind.testing import manual_world


class Printed(NamedTuple):
    """What a command line answered."""

    code: int
    out: str
    err: str


class Screen(io.StringIO):
    """A stream that says it is a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def text_on(stream: object) -> str:
    """What was printed on a stream of a world in memory."""
    assert isinstance(stream, io.StringIO)
    return stream.getvalue()


def printed(home: Path, *words: str, columns: int = 0, aloud: bool = False) -> Printed:
    """The answer to this command line; to a pipe where no columns are given."""
    environ = {
        "COLUMNS": str(columns or 80),
        "NO_COLOR": "1",
        "TERM": "dumb",
        **({"ACCESSIBLE": "1"} if aloud else {}),
    }
    stream = Screen if columns else io.StringIO
    out, err = stream(), stream()
    world = manual_world(home, environ=environ, stdin=io.StringIO(), stdout=out, stderr=err)
    return Printed(run(words, lambda: world), out.getvalue(), err.getvalue())
