"""The options of what takes, shows or renders a session, in bundles; each reads its words into the typed request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from massage_mind.cli.command import Options
from massage_mind.cli.options import AppointmentName, Ask
from massage_mind.places import ambiences
from massage_mind.values import dataclass

if TYPE_CHECKING:
    from massage_mind.names import Guidance
    from massage_mind.session.request import SoundRequest
    from massage_mind.session.typed_lengths import ClockTime
    from massage_mind.world import World

ScriptName = Annotated[
    str, typer.Argument(metavar="[SCRIPT]", help="A script's name or a part of it, or the path of a file.")
]
Late = Annotated[
    bool, typer.Option("--late", help="You've just got here, late: ninety seconds before you go in.")
]
Minutes = Annotated[
    str, typer.Option("--minutes", metavar="N", help="How long, in minutes; decimals are fine.")
]
HandsOn = Annotated[
    str,
    typer.Option(
        "--hands-on", metavar="N", help="How many minutes hands are there: so long is the part on the table."
    ),
]
HandsOnHere = Annotated[str, typer.Option("--hands-on", metavar="N", hidden=True)]
"""The same where `--minutes` says it already."""
Until = Annotated[str, typer.Option("--until", metavar="HH:MM", help="End at this time of the clock.")]
StyleName = Annotated[str, typer.Option("--style", metavar="S", help="The kind of massage, such as swedish.")]
GuidanceName = Annotated[
    str, typer.Option("--guidance", metavar="G", help="How much is said: dense, guided, sparse or silent.")
]
Gently = Annotated[
    bool,
    typer.Option(
        "--gently", help="More choice, shorter silences, the room before the body; for when touch is hard."
    ),
]
Seed = Annotated[
    str,
    typer.Option(
        "--seed", metavar="N", help="Draw the words by this number, whatever you have heard before."
    ),
]
Voice = Annotated[
    str,
    typer.Option("--voice", metavar="V", help="Who speaks: auto, off, or one from sound voices."),
]
Ambience = Annotated[
    str,
    typer.Option(
        "--ambience",
        metavar="NAME|FILE",
        help=f"Under it all: {', '.join(ambiences())}, none, or a sound file.",
    ),
]
Bells = Annotated[
    str,
    typer.Option(
        "--bells",
        metavar="WHEN",
        help="Bells besides the script's: 'every 15', 'at 10,25', 'random 4', none.",
    ),
]
EndBell = Annotated[
    str, typer.Option("--end-bell", metavar="BELL", help="The bell at the end: bowl, bell, gong or none.")
]
Delay = Annotated[
    str,
    typer.Option(
        "--delay", metavar="S", help="Seconds of silence first, to lie down in; part of the length."
    ),
]
Sound = Annotated[
    bool | None,
    typer.Option("--sound/--no-sound", help="Voice, bells and the rest, or none.", show_default=False),
]
Plain = Annotated[bool, typer.Option("--plain", help="One plain line for each cue.")]
Captions = Annotated[
    str,
    typer.Option(
        "--captions",
        metavar="on|off",
        help="With plain lines: write what the voice says, or leave it to the voice.",
    ),
]
LogAt = Annotated[
    str,
    typer.Option(
        "--at",
        metavar="WHEN",
        help="Only write down that you took it then, without playing it: 'yesterday 15:00'.",
    ),
]


@dataclass(frozen=True, slots=True)
class HowLong(Options):
    """`--minutes` and `--until`."""

    minutes: Minutes = ""
    until: Until = ""

    def length_ms(self, hands_on: str = "") -> int | None:
        """The minutes in milliseconds, of a massage those with hands; None where they were not said. Raises `UsageError`."""
        from massage_mind.errors import UsageError
        from massage_mind.session.typed_lengths import minutes_ms

        if self.minutes and self.until:
            raise UsageError("--minutes and --until say the same in two ways.", "Leave one of them out.")
        minutes = minutes_ms(self.minutes) if self.minutes else None
        if not hands_on:
            return minutes
        if self.until:
            raise UsageError("--hands-on and --until both say how long it is.", "Leave one of them out.")
        hands = minutes_ms(hands_on, "--hands-on")
        if minutes is not None and hands > minutes:
            raise UsageError(
                f"Hands can't be there for {hands_on} minutes of {self.minutes}.",
                "Say fewer, or more --minutes.",
            )
        return hands

    def clock_time(self) -> ClockTime | None:
        """The time of the clock; None where it was not said. Raises `UsageError`."""
        from massage_mind.session.typed_lengths import clock_time

        return clock_time(self.until) if self.until else None


@dataclass(frozen=True, slots=True)
class HowSaid(Options):
    """`--style`, `--guidance`, `--gently` and `--seed`."""

    style: StyleName = ""
    guidance: GuidanceName = ""
    gently: Gently = False
    seed: Seed = ""

    def wanted_guidance(self) -> Guidance | None:
        """The guidance; None where it was not said. Raises `UsageError`."""
        from massage_mind.session.request import guidance_named

        return guidance_named(self.guidance) if self.guidance else None

    def wanted_seed(self) -> int | None:
        """The seed; None where it was not said. Raises `UsageError`."""
        from massage_mind.session.typed_lengths import seed_typed

        return seed_typed(self.seed) if self.seed else None


@dataclass(frozen=True, slots=True)
class WhatIsHeard(Options):
    """Voice, ambience, bells and the silence before."""

    voice: Voice = ""
    ambience: Ambience = ""
    bells: Bells = ""
    end_bell: EndBell = ""
    delay: Delay = ""

    def request(self, on: bool | None = None) -> SoundRequest:
        """What was said of the sound; `on` is whether there is to be any. Raises `UsageError`."""
        from massage_mind.session.request import SoundRequest
        from massage_mind.session.typed_lengths import delay_ms

        return SoundRequest(
            voice=self.voice or None,
            ambience=self.ambience or None,
            bells=self.bells or None,
            end_bell=self.end_bell or None,
            delay_ms=delay_ms(self.delay) if self.delay else None,
            on=on,
        )


@dataclass(frozen=True, slots=True)
class HowRun(Options):
    """With or without sound and questions, and how it looks."""

    sound: Sound = None
    ask: Ask = True
    plain: Plain = False
    captions: Captions = ""

    def with_captions(self) -> bool | None:
        """Whether what is said is written; None where that was not said. Raises `UsageError`."""
        from massage_mind.words.near import one_of

        return one_of("value for --captions", self.captions, ("on", "off")) == "on" if self.captions else None


@dataclass(frozen=True, slots=True)
class OfWhen(Options):
    """Which appointment it belongs to, and whether it was taken already."""

    appointment: AppointmentName = ""
    at: LogAt = ""

    def at_ms(self, world: World) -> int | None:
        """When it was taken, if it is only to be written down (UTC milliseconds); else None. Raises `UsageError`."""
        if not self.at:
            return None
        from massage_mind.diary.stated import moment_said

        return moment_said(world, self.at, world.wall_ms())


@dataclass(frozen=True, slots=True, kw_only=True)
class OfASession(Options):
    """All that a session can be asked for: the options of `before`, `during` and `after`."""

    script: ScriptName = ""
    long: HowLong
    said: HowSaid
    heard: WhatIsHeard
    run: HowRun
    when: OfWhen
