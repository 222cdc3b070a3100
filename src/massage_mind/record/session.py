"""A session that was taken: as it begins, and as it stands in the record. A quiet hour is one too.

Times called `..._ms` are lengths in milliseconds; times called `..._at` are UTC milliseconds since 1970. `zone` is the
person's own: an IANA name such as Europe/Oslo, or an offset such as +02:00.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias, get_args

from massage_mind.record.fields import LARGEST, Field
from massage_mind.record.instants import local
from massage_mind.record.kind_info import KindInfo
from massage_mind.record.progress import ENDINGS, Ending, Mark, Progress, only_tried
from massage_mind.values import dataclass

if TYPE_CHECKING:
    from massage_mind.record.kept_draw import KeptDraw

SESSIONS = ("session", "quiet-hour")
"""The kinds of record that a session can be."""
Around: TypeAlias = Literal["before", "after"]
AROUND: tuple[Around, ...] = get_args(Around)
"""When a session is rated."""


@dataclass(frozen=True, slots=True)
class NewSession:
    """A session about to begin. `journey` links the before, during and after of one `session` run.

    `request` is whatever it takes to compile the same timeline again; it must survive JSON. `pid` is the process that
    performs it: while that is alive and writes, the session counts as running.
    """

    moment: str
    script: str
    title: str
    planned_ms: int
    total_ms: int
    pid: int
    zone: str
    style: str = ""
    guidance: str = ""
    intention: str = ""
    journey: str = ""
    resumed_from: str = ""
    appointment: str = ""
    quiet_hour: bool = False
    """An hour of rest without massage, to compare with."""
    logged_at: int | None = None
    """When it was written down, if that was afterwards: taken without this program."""
    tags: tuple[str, ...] = ()
    request: Mapping[str, object] = field(default_factory=dict)
    drawn: KeptDraw | None = None
    """How its words were drawn, where `request` does not say all of it."""


class Rating(NamedTuple):
    """One rating, 0 to 10, before or after a session. It lies in a check-in of its own."""

    phase: Around
    item: str
    value: int


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """One session as it stands in the record.

    `ending` is None while it runs. A session whose process is gone reads as interrupted, ended when it was last heard
    of, even where that could not be written down. `signum` is the signal that ended it, 0 for none or for one that
    leaves no trace, such as a kill or a power cut. `request_text` is JSON; read `request`.
    """

    id: str
    moment: str
    script: str
    title: str
    style: str
    guidance: str
    intention: str
    planned_ms: int
    total_ms: int
    position_ms: int
    played_ms: int
    paused_ms: int
    cues: int
    latest_ms: int
    ending: Ending | None
    signum: int
    started_at: int
    zone: str
    ended_at: int | None
    heartbeat_at: int
    pid: int
    journey: str
    resumed_from: str
    request_text: str
    logged: bool = False
    """Taken without this program and written down afterwards."""
    sections: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    ratings: tuple[Rating, ...] = ()
    answers: tuple[tuple[str, str], ...] = ()

    @property
    def started(self) -> datetime:
        """When it began, on the person's own clock."""
        return local(self.started_at, self.zone)

    @property
    def ended(self) -> datetime | None:
        """When it ended, on the person's own clock; None while it runs."""
        return None if self.ended_at is None else local(self.ended_at, self.zone)

    @property
    def only_tried(self) -> bool:
        """Whether it was left so early that it was for trying it."""
        return only_tried(self.ending, self.played_ms, self.total_ms)

    @property
    def not_begun(self) -> bool:
        """Whether it was left at the questions before it: what was said there is all there is of it."""
        return self.ending is not None and not (self.logged or self.played_ms or self.cues)

    @property
    def request(self) -> Mapping[str, object]:
        """What it was asked for; empty if that is garbled (`request_is_read`): then it cannot be gone on with."""
        return self._request() or {}

    @property
    def request_is_read(self) -> bool:
        """Whether what it was asked for can be read; if not, the file it lies in was damaged."""
        return self._request() is not None

    def _request(self) -> Mapping[str, object] | None:
        import json

        try:
            request = json.loads(self.request_text)
        except (ValueError, RecursionError):
            return None
        return request if isinstance(request, dict) else None

    @property
    def progress(self) -> Progress:
        """How it stands, as the loop would say it."""
        return Progress(
            planned_ms=self.planned_ms,
            position_ms=self.position_ms,
            played_ms=self.played_ms,
            paused_ms=self.paused_ms,
            total_ms=self.total_ms,
            sections=self.sections,
            marks=self.marks,
            answers=self.answers,
            cues=self.cues,
            latest_ms=self.latest_ms,
        )


_FIELDS: tuple[Field, ...] = (
    Field("moment", "choice", "Which part.", True, ("before", "during", "after", "anytime")),
    Field("script", "text", "The script's name.", True),
    Field("title", "text", "The script's title."),
    Field("style", "text", "The kind of massage."),
    Field("guidance", "text", "How much was said."),
    Field("intention", "text", "The intention it went with."),
    Field("started_at", "instant", "When it began; the same as `at`.", derived=True),
    Field("ended_at", "instant", "When it ended; null while it runs."),
    Field("planned_ms", "whole", "The length asked for."),
    Field("total_ms", "whole", "The length of the timeline at the end."),
    Field("played_ms", "whole", "How long it played, pauses left out."),
    Field("paused_ms", "whole", "How long it was paused."),
    Field("position_ms", "whole", "How far into the timeline it came."),
    Field("ending", "choice", "How it ended; null while it runs.", allowed=ENDINGS),
    Field("signal", "text", "The signal that ended it.", name="signum"),
    Field("logged", "flag", "Taken without this program and written down afterwards."),
    Field("sections", "texts", "The sections it reached."),
    Field("marks", "marks", "Moments marked while it ran."),
    Field("ratings", "object", "The ratings around it, from the check-ins that name it.", derived=True),
    Field("answers", "answers", "Questions and answers."),
    Field("cues", "whole", "How many cues were given."),
    Field("latest_ms", "whole", "The most a cue was late.", least=-LARGEST),
    Field("resumed_from", "text", "The session it went on from."),
    Field("journey", "text", "What the parts of one `session` share."),
    Field("heartbeat_at", "instant", "When it was last heard of."),
    Field("request", "object", "What it was asked for."),
)  # fmt: skip


def _searched(session: SessionRecord) -> tuple[str, ...]:
    return (
        *(session.title, session.style, session.intention),
        *(text for pair in session.answers for text in pair),
    )


KIND = KindInfo(
    SESSIONS,
    SessionRecord,
    _FIELDS,
    _searched,
    titles=("session", "quiet hour"),
    aliases={"quiet": "quiet-hour"},
    place=1,
)
