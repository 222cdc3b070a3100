"""The end of a session that could not be written to the journal: one small file beside it, folded in later."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, cast

from massage_mind.errors import NonsenseError, StoreError
from massage_mind.home import write_private
from massage_mind.journal.file.paths import rescue_path
from massage_mind.record.ids import typed_id
from massage_mind.record.progress import Ending, Mark, Progress
from massage_mind.values import dataclass
from massage_mind.words.reasons import reason_words

_MOST = 2**63 - 1
_ENDINGS = ("finished", "early", "interrupted")
_LEAST = -(2**63)
_LENGTHS = ("planned_ms", "position_ms", "played_ms", "paused_ms", "total_ms", "cues")


@dataclass(frozen=True, slots=True)
class Rescued:
    """How a session ended: what `Store.end_session` was told."""

    session_id: str
    progress: Progress
    ending: Ending
    signum: int
    ended_at: int


def rescue(journal: Path, rescued: Rescued, why: StoreError) -> StoreError:
    """Write it down because the journal could not be written, and return the error that says where it is now."""
    path = rescue_path(journal, rescued.session_id)
    try:
        write_private(path, json.dumps(asdict(rescued)).encode())
    except OSError as exc:
        return StoreError(
            f"{why.sentence} How the session ended couldn't be written beside it either: {reason_words(exc)}.",
            f"The record has session {rescued.session_id} as far as it was last kept. {why.hint}".strip(),
            command=why.command,
        )
    return StoreError(
        f"{why.sentence} How the session ended is safe in {path}.",
        "The next command that writes takes it into the journal by itself.",
    )


def read_rescue(path: Path) -> Rescued:
    """Read it back. Raises OSError, and ValueError for a file that is not one of ours."""
    try:
        document = json.loads(path.read_bytes())
        progress = document["progress"]
        session_id, ending = document["session_id"], document["ending"]
        if typed_id(session_id) is None or ending not in _ENDINGS:
            raise NonsenseError("not a rescued session")
        return Rescued(
            session_id,
            Progress(
                **{name: _whole(progress[name]) for name in _LENGTHS},
                latest_ms=_whole(progress["latest_ms"], least=-_MOST),
                sections=tuple(_texts(progress["sections"])),
                marks=tuple(
                    Mark(_whole(mark["at_ms"]), *_texts([mark["section"]])) for mark in progress["marks"]
                ),
                answers=tuple((question, answer) for question, answer in map(_texts, progress["answers"])),
                heard=tuple(_whole(line, least=_LEAST) for line in progress.get("heard", ())),
            ),
            cast(Ending, ending),
            _whole(document["signum"]),
            _whole(document["ended_at"]),
        )
    except (KeyError, TypeError, AttributeError, RecursionError) as exc:
        raise NonsenseError("not a rescued session") from exc


def _whole(value: Any, *, least: int = 0) -> int:
    if type(value) is not int or not least <= value <= _MOST:
        raise NonsenseError("not a whole number")
    return value


def _texts(values: Any) -> Iterator[str]:
    for value in values:
        if not isinstance(value, str):
            raise NonsenseError("not text")
        yield value
