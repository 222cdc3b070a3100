"""What a session is asked for, as one typed value. `None` means not said: the settings, or what is usual, decide."""

from __future__ import annotations

from dataclasses import field, replace
from typing import TYPE_CHECKING

from massage_mind.names import GUIDANCES, Guidance, Moment
from massage_mind.values import dataclass
from massage_mind.words.near import one_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from massage_mind.session.typed_lengths import ClockTime

MASSAGE: tuple[Moment, ...] = ("before", "during", "after")
"""The moments of a journey, in their order."""
NO_APPOINTMENT = "none"
"""Named instead of an appointment's id: it belongs to none."""


@dataclass(frozen=True, slots=True)
class SoundRequest:
    """What was said of the sound.

    `voice` is a name out of `sound voices`, `ambience` a name or the path of a file, `bells` the words that
    `read_bells` takes, `end_bell` a bell or "none", `delay_ms` a silence before it, `on` whether there is sound at all.
    With `bare` the settings for bells, the end bell and the delay do not apply: they are for the massage itself.
    """

    voice: str | None = None
    ambience: str | None = None
    bells: str | None = None
    end_bell: str | None = None
    delay_ms: int | None = None
    on: bool | None = None
    bare: bool = False
    remembered: bool = False
    """The ambience is of a session that has begun already: where it cannot be used any more, that goes on without it."""

    def without_bells(self) -> SoundRequest:
        """The same for what comes before or after the massage: no bells, no end bell, no delay of its own."""
        return replace(self, bells=None, end_bell=None, delay_ms=None, bare=True)


UNSAID = SoundRequest()


@dataclass(frozen=True, slots=True)
class SessionRequest:
    """One session as it was asked for. Lengths in milliseconds; `until` and `length_ms` exclude each other."""

    moment: Moment
    script: str | None = None
    """A name, or the path of a file."""
    length_ms: int | None = None
    until: ClockTime | None = None
    style: str | None = None
    """The id of a style."""
    guidance: Guidance | None = None
    gently: bool = False
    """More choice, shorter silences, nothing near what is left out: for this time, whatever is set."""
    seed: int | None = None
    """By which its words are drawn, whatever has been heard."""
    sound: SoundRequest = UNSAID
    ask: bool = True
    """Whether questions may be asked at all."""
    plain: bool = False
    captions: bool | None = None
    """Whether what the voice says is written too, where the session is in plain lines."""
    shown: bool = False
    """Only to be looked at: its questions have their place whoever sits there."""
    to_file: bool = False
    """To become a file: nobody waits for its first word, so what is slow has its time."""
    later_part: bool = False
    """A later part of a journey: without the safety list and the line about the appointment, which have been said."""
    at_once: bool = False
    """It has to begin whatever is wrong with settings or scripts of one's own."""
    holds: bool = False
    """Yes to breath holds, for this time, whatever is set."""
    go_on: str = ""
    """The id of a session that was cut short and that is to be gone on with: whoever said so is not asked again."""
    anew: str = ""
    """The same of one that is to begin once more, as it was asked for then."""
    whole: Mapping[str, object] = field(default_factory=dict)
    """What was asked for as a whole, where this is a part of it: for the parts that follow, should it be cut short."""
    resumes: str = ""
    """The id of the session that this goes on with; its words are those it was begun with."""
    journey: str = ""
    """What links the parts of one journey; empty for a session by itself."""
    appointment: str | None = None
    """Which appointment it belongs to: an id or `NO_APPOINTMENT`; None for the nearest."""
    at_ms: int | None = None
    """Not to be played, only written down as taken at this time (UTC milliseconds since 1970)."""
    quiet_hour: bool = False
    """An hour of rest without massage, to compare with."""
    begins_again: str = ""
    """The name of a series that begins once more with it."""
    ahead_ms: int = 0
    """How long what comes before it in a journey takes; counts against `until`."""

    def wanted_ms(self, now: datetime) -> int:
        """The length that was said, as of now; 0 where none was."""
        if self.until is not None:
            return self.until.ms_after(now)
        return self.length_ms or 0


def guidance_named(text: str) -> Guidance:
    """The guidance of this name. Raises `UsageError`."""
    return one_of("guidance", text, GUIDANCES)


def on_table(guidance: Guidance | None) -> Guidance | None:
    """Dense guidance is for before; on the table its nearest is guided."""
    return "guided" if guidance == "dense" else guidance


def three_parts(
    whole: SessionRequest, *, before_ms: int | None, after_ms: int | None
) -> tuple[SessionRequest, ...]:
    """Before, during and after, made of what was asked for as a whole.

    What was said of length and bells is for the massage itself, the style also for coming back from it; `before_ms` and `after_ms` are how long the
    other two are to be.
    """
    beside = whole.sound.without_bells()
    other = replace(whole, until=None, style=None, sound=beside)
    return (
        replace(other, moment="before", length_ms=before_ms),
        replace(whole, moment="during", guidance=on_table(whole.guidance), ahead_ms=before_ms or 0),
        replace(other, moment="after", length_ms=after_ms, guidance=None, style=whole.style),
    )
