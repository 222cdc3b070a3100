"""What the record consists of, as values. Pure: no SQL, no screen, no clock.

Times called `..._ms` are lengths in milliseconds; times called `..._at` are UTC milliseconds since 1970. `zone` is the
person's own: an IANA name such as Europe/Oslo, or an offset such as +02:00.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from massage_mind.perform.ports import Ending, Mark, Progress

Phase: TypeAlias = Literal["before", "after"]
PHASES: tuple[Phase, ...] = ("before", "after")
"""When a session is rated."""

LATEST_MS = 253_370_764_800_000  # The year 9999 begins.
_OFFSET = r"(?:UTC)?([+-])(\d{2}):?(\d{2})"


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


class Rating(NamedTuple):
    """One rating, 0 to 10, before or after a session. It lies in a check-in of its own."""

    phase: Phase
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
    def request(self) -> Mapping[str, object]:
        """What it was asked for; empty if that is garbled: then it can be read, but not gone on with."""
        import json

        try:
            request = json.loads(self.request_text)
        except (ValueError, RecursionError):
            return {}
        return request if isinstance(request, dict) else {}

    @property
    def progress(self) -> Progress:
        """How it stands, as the loop would say it."""
        from massage_mind.perform.ports import Progress

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


def local(at_ms: int, zone: str) -> datetime:
    """An instant on the clock of this zone; UTC where the zone is not known here. Out of reach: the nearest there is."""
    seconds, ms = divmod(min(max(at_ms, 0), LATEST_MS), 1000)
    # Not as a fraction: that would be off by a microsecond now and then, and print as a millisecond less.
    return datetime.fromtimestamp(seconds, tz=zone_named(zone)).replace(microsecond=ms * 1000)


def zone_named(zone: str) -> tzinfo:
    """The zone with this IANA name, or with this offset (+02:00); UTC where it is neither."""
    if zone in ("", "UTC"):
        return UTC
    if offset := re.fullmatch(_OFFSET, zone):
        span = timedelta(hours=int(offset[2]), minutes=int(offset[3]))
        if span < timedelta(hours=24):
            return timezone(-span if offset[1] == "-" else span)
        return UTC
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(zone)
    except (
        KeyError,
        ValueError,
        OSError,
    ):  # Unknown here, not a name at all, or a folder of the zone database.
        return UTC


def storable(text: str) -> str:
    """The text with halves of characters, which come from bytes that are not UTF-8, replaced by U+FFFD."""
    if not has_broken_letters(text):
        return text
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


def has_broken_letters(text: str) -> bool:
    """Whether this text came from bytes that are not UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


_UNSPACED = (
    "[\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff66-\uff9d\U00020000-\U0003ffff]"
)
"""Letters of scripts that put no space between words: Thai, Lao, Tibetan, Burmese, Khmer, Japanese, Chinese."""


def has_unspaced(text: str) -> bool:
    """Whether it holds letters of a script without spaces between words."""
    return not text.isascii() and re.search(_UNSPACED, text) is not None
