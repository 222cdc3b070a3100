"""Taking a section apart into pieces: what is fixed, what gives way, and how much silence follows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from massage_mind.fit.filling import Fields, fill, fill_fixed
from massage_mind.fit.pacing import AFTER_QUESTION_MS, SEQUENCE, TABLE, Gap
from massage_mind.fit.timeline import CueKind, Guidance
from massage_mind.script.breathing import HOLDS_CAUTION, PATTERNS, STOP_RULE, Pattern
from massage_mind.script.script import (
    BELLS,
    Ask,
    Bell,
    Breathe,
    Line,
    Person,
    Repeat,
    Rest,
    Say,
    Scan,
    Script,
    Section,
    Step,
)

Voice: TypeAlias = Callable[[str], int]
"""How many milliseconds a text takes to speak."""

NO_GAP = Gap(0, 0, 0)
AFTER_BELL = Gap(500, 2_500, 5_000)
AFTER_BREATH = Gap(0, 2_000, 6_000)
AFTER_ASK = Gap(1_000, 2_000, 5_000)
LEAST_UNPACED_MS = 10_000
LEAST_CYCLES = 2
SHORT_SESSION_MS = 30 * 60_000


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing a section has to place, and the silence after it.

    A piece with a `fill` takes the time that is over: at least `length_ms`, more by `weight`.
    """

    kind: CueKind
    text: str
    length_ms: int
    gap: Gap
    step: int = 0
    breath: Pattern | None = None
    choices: tuple[str, ...] = ()
    free: bool = False
    reminds: bool = False
    origin: str = ""
    said: str | None = None
    fill: Scan | Repeat | Breathe | Rest | None = None
    unit: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """Everything that stays the same while one timeline is fitted."""

    script: Script
    person: Person
    guidance: Guidance
    voice: Voice
    fields: Fields
    ask: bool = True
    freely: bool = True
    """Whether the voice can speak what only the person knows: the intention, the name."""

    @property
    def on_table(self) -> bool:
        return self.script.moment == "during"

    @property
    def scale(self) -> float:
        """How far the silences of the table shrink in a session of under half an hour."""
        return min(1.0, max(0.35, self.fields.total_ms / SHORT_SESSION_MS))

    def usable(self, lines: Sequence[Line]) -> tuple[Line, ...]:
        """The lines without those that name a region to leave out; of the rest, those of the preferred anchors."""
        skip = {region.casefold() for region in self.person.skip}
        kept = tuple(line for line in lines if not skip & {region.casefold() for region in line.regions})
        wanted = {anchor.casefold() for anchor in self.person.anchors}
        preferred = tuple(line for line in kept if not line.anchor or line.anchor.casefold() in wanted)
        return preferred if wanted and len(preferred) >= min(4, len(kept)) else kept

    def after(self, text: str, pause_ms: int = 0) -> Gap:
        """The silence after a spoken text: by the profile, at least 8 s after a question."""
        gap = SEQUENCE[self.guidance]
        if self.on_table:
            taper = TABLE[self.guidance].taper
            gap = Gap(gap.least, round(taper.natural * self.scale), taper.most)
        least = max(gap.least, pause_ms, AFTER_QUESTION_MS if asks(text) else 0)
        return Gap(least, max(least, gap.natural), max(least, gap.most))

    def spoken(
        self, line: Line, step: int, *, left_ms: int, free: bool = False, region: str = ""
    ) -> Piece | None:
        """A line as a piece; None where there is nothing to say."""
        text = fill(line, self.fields, left_ms=left_ms, region=region)
        if not text:
            return None
        said = self.said(line, text, left_ms=left_ms, region=region)
        reminds = "{intention}" in line.text
        return Piece(
            "say",
            text,
            self.spoken_ms(text, said),
            self.after(text),
            step,
            free=free,
            reminds=reminds,
            said=said,
        )

    def said(self, line: Line, text: str, *, left_ms: int, region: str = "") -> str | None:
        """What the voice says where that is not the text itself; None where it is."""
        if self.freely:
            return None
        said = fill_fixed(line, self.fields, left_ms=left_ms, region=region)
        return None if said == text else said

    def spoken_ms(self, text: str, said: str | None) -> int:
        """How long a text takes; where nothing of it is said, there is as long to read it."""
        return self.voice(text if said is None else said) or self.voice(text)


@dataclass(slots=True)
class Said:
    """What earlier sections have used up, so that nothing is said twice that should be said once."""

    stop_rule: bool = False
    holds: bool = False
    free: int = 0
    remind: int = 0

    def also(self, other: Said) -> None:
        """Take over what another section has said."""
        self.stop_rule = self.stop_rule or other.stop_rule
        self.holds = self.holds or other.holds


class Expansion:
    """Takes one section apart. Pieces are numbered in order, so that a fit can go on from the middle of one."""

    def __init__(self, setting: Setting, said: Said, left_ms: int) -> None:
        self.setting = setting
        self.said = said
        self.left_ms = left_ms
        self.pieces: list[Piece] = []

    def section(self, section: Section) -> list[Piece]:
        for step in section.steps:
            self.add(step)
        return self.pieces

    def add(self, step: Step) -> None:
        if step.guidance and self.setting.guidance not in step.guidance:
            return
        match step:
            case Say():
                self.say(step)
            case Bell():
                self.put(Piece("bell", step.sound, BELLS[step.sound], AFTER_BELL))
            case Ask():
                text = fill(step.line, self.setting.fields, left_ms=self.left_ms)
                said = self.setting.said(step.line, text, left_ms=self.left_ms)
                window = max(step.window_ms, self.setting.spoken_ms(text, said) + AFTER_QUESTION_MS)
                if self.setting.ask and text:
                    self.put(Piece("ask", text, window, AFTER_ASK, choices=step.choices, said=said))
                else:
                    self.put(Piece("rest", "", window, AFTER_ASK))
            case Breathe():
                self.breathe(step)
            case Rest():
                fixed = None if step.length_ms else step
                self.put(Piece("rest", "", step.length_ms, NO_GAP, fill=fixed))
            case Scan():
                self.scan(step)
            case Repeat():
                self.repeat(step)

    def put(self, piece: Piece) -> None:
        self.pieces.append(replace(piece, step=len(self.pieces)))

    def say(self, step: Say) -> None:
        lines = step.lines
        if not lines and step.role == "free":
            lines = self.pool(self.setting.script.free, self.said.free)
        elif not lines and step.role == "remind":
            lines = self.pool(self.setting.script.remind, self.said.remind)
        for line in self.setting.usable(lines):
            self.line(line, free=step.role == "free", pause_ms=step.pause_ms)

    def pool(self, lines: Sequence[Line], used: int) -> tuple[Line, ...]:
        return (lines[used % len(lines)],) if lines else ()

    def line(self, line: Line, *, free: bool = False, pause_ms: int = 0) -> None:
        piece = self.setting.spoken(line, 0, left_ms=self.left_ms, free=free)
        if piece is None:
            return
        self.said.free += free
        self.said.remind += piece.reminds
        if pause_ms:
            piece = replace(piece, gap=self.setting.after(piece.text, pause_ms))
        self.put(piece)

    def pattern(self, step: Breathe) -> Pattern:
        """The pattern, or longer out-breaths for one with holds that nobody has chosen."""
        if step.pattern.holds and (self.setting.on_table or not self.setting.person.holds):
            return PATTERNS["ease"]
        return step.pattern

    def cautions(self, pattern: Pattern) -> None:
        """What is said once before the first breath with holds, and before the first paced one."""
        if pattern.holds and not self.said.holds:
            self.said.holds = True
            self.line(Line(HOLDS_CAUTION))
        if pattern.paced and not self.said.stop_rule:
            self.said.stop_rule = True
            self.line(Line(STOP_RULE))

    def breathe(self, step: Breathe) -> None:
        pattern = self.pattern(step)
        self.cautions(pattern)
        fill_step = replace(step, pattern=pattern)
        if not pattern.paced:
            length = step.length_ms or LEAST_UNPACED_MS
            fixed = None if step.length_ms else fill_step
            self.put(Piece("breathe", pattern.cue_text, length, AFTER_BREATH, breath=pattern, fill=fixed))
            return
        if step.cycles or step.length_ms:
            cycles = step.cycles or max(1, step.length_ms // pattern.cycle_ms)
            cycles = min(cycles, pattern.most_cycles or cycles)
            for number in range(cycles):
                gap = AFTER_BREATH if number == cycles - 1 else NO_GAP
                self.put(Piece("breathe", pattern.cue_text, pattern.cycle_ms, gap, breath=pattern))
            return
        least = LEAST_CYCLES * pattern.cycle_ms
        self.put(Piece("breathe", pattern.cue_text, least, AFTER_BREATH, breath=pattern, fill=fill_step))

    def scan(self, step: Scan) -> None:
        lines = self.setting.usable(step.lines or step.at_region)
        if not lines:
            return
        first = self.setting.spoken(lines[0], 0, left_ms=self.left_ms, region=longest(step.regions))
        silent = self.setting.on_table and self.setting.guidance == "silent"
        least = 0 if first is None or silent else first.length_ms + first.gap.least
        self.put(Piece("rest", "", least, NO_GAP, fill=step))

    def repeat(self, step: Repeat) -> None:
        for inner in step.steps:
            if isinstance(inner, Breathe) and (not inner.guidance or self.setting.guidance in inner.guidance):
                self.cautions(self.pattern(inner))
        if step.times:
            for _ in range(step.times):
                for inner in step.steps:
                    self.add(inner)
            return
        inner_pieces = Expansion(self.setting, self.said, self.left_ms)
        for inner in step.steps:
            inner_pieces.add(inner)
        self.put(Piece("rest", "", 0, NO_GAP, fill=step, unit=tuple(inner_pieces.pieces)))


def asks(text: str) -> bool:
    """Whether a text asks something, in any script of the world that marks it."""
    return any(mark in text for mark in "?？؟;՞፧")


def longest(words: Sequence[str]) -> str:
    """The one with the most words; empty if there is none."""
    return max(words, key=lambda word: len(word.split()), default="")
