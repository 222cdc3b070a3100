"""Laying sections into the timeline one after another, each exactly as long as it was allotted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from massage_mind.fit.expand import NO_GAP, Piece, Setting
from massage_mind.fit.pacing import PROFILES_HOLD_FROM_MS, TABLE
from massage_mind.fit.sharing import share_out
from massage_mind.fit.stream import SILENT_AIM_MS, Memory, Stretch, TableFlow, visit
from massage_mind.fit.timeline import Cue
from massage_mind.script.script import Breathe, Repeat, Rest, Scan, Section, Style

NOTHING = Piece("rest", "", 0, NO_GAP)


@dataclass(slots=True)
class Part:
    """A section on its way into the timeline. `begun_ms` is where it began, `lead` whether it is already running."""

    index: int
    section: Section
    pieces: list[Piece]
    running: bool = False

    @property
    def least(self) -> int:
        need = sum(piece.length_ms + piece.gap.least for piece in self.pieces)
        author = self.section
        if not self.pieces or self.running or author.shrink_ms is None or not author.natural_ms:
            return need
        return max(need, author.natural_ms - author.shrink_ms)

    @property
    def natural(self) -> int:
        if not self.pieces:
            return 0
        if self.section.natural_ms and not self.running:
            return max(self.least, self.section.natural_ms)
        return max(self.least, sum(piece.length_ms + piece.gap.natural for piece in self.pieces))

    @property
    def stretch(self) -> float:
        if self.section.stretch is not None:
            return self.section.stretch
        return 1.0 if any(piece.fill for piece in self.pieces) else 0.0


class Layer:
    """Lays the parts one after another."""

    def __init__(
        self,
        setting: Setting,
        style: Style,
        total_ms: int,
        done: list[Cue],
        memory: Memory,
        parts: list[Part],
        lengths: list[int],
    ) -> None:
        self.setting = setting
        self.style = style
        self.total_ms = total_ms
        self.cues = list(done)
        self.memory = memory
        self.parts = parts
        self.lengths = lengths

    def lay(self, start_ms: int) -> list[Cue]:
        at = start_ms
        for part, length in zip(self.parts, self.lengths, strict=True):
            self.part(part, at, at + length)
            at += length
        return self.cues

    def part(self, part: Part, start: int, end: int) -> None:
        if not part.pieces:
            self.rest(part, NOTHING, start, end - start)
        lengths, gaps = inside(part.pieces, end - start)
        at = start
        for piece, length, gap in zip(part.pieces, lengths, gaps, strict=True):
            self.piece(part, piece, at, length)
            self.rest(part, piece, at + length, gap)
            at += length + gap

    def piece(self, part: Part, piece: Piece, at: int, length: int) -> None:
        match piece.fill:
            case Scan():
                self.scan(part, piece, piece.fill, at, length)
            case Repeat():
                self.units(part, piece, piece.fill, at, length)
            case Breathe() if piece.breath and piece.breath.paced:
                self.breaths(part, piece, at, length)
            case _:
                self.put(part, piece, at, length)

    def put(self, part: Part, piece: Piece, at: int, length: int, step: int | None = None) -> None:
        if length <= 0:
            return
        if piece.kind == "rest" or self.enough(piece):
            self.rest(part, piece, at, length, step)
            return
        if piece.free:
            self.memory.last_free_ms = at
            self.memory.free += 1
        self.memory.remind += piece.reminds
        self.cues.append(
            Cue(
                at_ms=at,
                length_ms=length,
                kind=piece.kind,
                text=piece.text,
                section=part.section.title,
                section_index=part.index,
                step=piece.step if step is None else step,
                breath=piece.breath,
                choices=piece.choices,
                free=piece.free,
                reminds=piece.reminds,
                origin=piece.origin,
                said=piece.said,
            )
        )

    def enough(self, piece: Piece) -> bool:
        """Whether a pattern with holds has had as many breaths as it may have in one session."""
        if piece.breath is None or not piece.breath.most_cycles:
            return False
        had = sum(1 for cue in self.cues if cue.breath is not None and cue.breath.key == piece.breath.key)
        return had >= piece.breath.most_cycles

    def rest(self, part: Part, piece: Piece, at: int, length: int, step: int | None = None) -> None:
        """Silence. Silences of one section that touch become one."""
        if length <= 0:
            return
        last = self.cues[-1] if self.cues else None
        own = piece.step if step is None else step
        if last and last.kind == "rest" and last.section_index == part.index and last.end_ms == at:
            self.cues[-1] = replace(last, length_ms=last.length_ms + length, step=own)
        else:
            self.cues.append(Cue(at, length, "rest", "", part.section.title, part.index, own))

    def scan(self, part: Part, piece: Piece, scan: Scan, at: int, length: int) -> None:
        begun = next((cue.at_ms for cue in self.cues if cue.section_index == part.index), at)
        end = at + length
        stretch = self.stretch(part, at, length, begun)
        if self.setting.on_table:
            laid, self.memory = TableFlow(self.setting, scan, self.style, stretch).lay(self.memory)
        else:
            said = [cue.text for cue in self.cues if cue.section_index == part.index]
            laid = visit(self.setting, scan, self.style, stretch, said)
        memory = self.memory
        self.memory = Memory()  # the flow has counted its own cues
        for one in laid:
            self.put(part, one.piece, at, one.piece.length_ms, piece.step)
            self.rest(part, piece, at + one.piece.length_ms, one.gap_ms, piece.step)
            at += one.piece.length_ms + one.gap_ms
        self.memory = memory
        self.rest(part, piece, at, end - at, piece.step)

    def stretch(self, part: Part, at: int, length: int, begun: int) -> Stretch:
        """The flow's part of the words the profile wants of the whole session."""
        if not self.setting.on_table or self.total_ms < PROFILES_HOLD_FROM_MS:
            return Stretch(at, at + length, self.total_ms, begun)
        hours = self.total_ms / 3_600_000
        profile = TABLE[self.setting.guidance]
        done = [cue for cue in self.cues if cue.kind == "say"]
        coming = [p for one in self.parts if one.index > part.index for p in one.pieces if p.kind == "say"]
        reached = max((cue.step for cue in done if cue.section_index == part.index), default=-1)
        here = [p for p in part.pieces if p.kind == "say" and p.step > reached]
        words = sum(
            len(text.split()) for text in [*(c.text for c in done), *(p.text for p in [*coming, *here])]
        )
        spoken = sum(c.length_ms for c in done) + sum(p.length_ms for p in [*coming, *here])
        share = length / max(1, self.flow_ms(part, length))
        low, aim, high = (max(0.0, (rate * hours - words) * share) for rate in profile.words)
        quiet = [
            1 - (self.total_ms * (1 - bound) - spoken) * share / max(1, length) for bound in profile.silence
        ]
        return Stretch(at, at + length, self.total_ms, begun, (low, aim, high), (quiet[0], quiet[1]))

    def flow_ms(self, part: Part, length: int) -> int:
        """How long all flows from this one on are together, as far as is known."""
        later = [
            own
            for one, own in zip(self.parts, self.lengths, strict=True)
            if one.index > part.index and any(isinstance(piece.fill, Scan) for piece in one.pieces)
        ]
        return length + sum(later)

    def units(self, part: Part, piece: Piece, repeat: Repeat, at: int, length: int) -> None:
        """A unit at most `every_ms` apart, silence before, between and after.

        Units with a freedom cue are spaced over the whole session, so that none is over 15 minutes from the next.
        """
        end = at + length
        for start in self.unit_starts(piece, repeat, at, end):
            self.rest(part, piece, at, start - at, piece.step)
            at = start
            for one in piece.unit:
                self.put(part, one, at, one.length_ms, piece.step)
                self.rest(part, piece, at + one.length_ms, one.gap.least, piece.step)
                at += one.length_ms + one.gap.least
        self.rest(part, piece, at, end - at, piece.step)

    def unit_starts(self, piece: Piece, repeat: Repeat, at: int, end: int) -> list[int]:
        unit_ms = sum(one.length_ms + one.gap.least for one in piece.unit)
        free = any(one.free for one in piece.unit)
        first, last = (self.memory.last_free_ms, self.total_ms) if free else (at, end)
        every = min(repeat.every_ms, SILENT_AIM_MS - unit_ms) if free else repeat.every_ms
        count = -(-(last - first) // max(every, unit_ms + 1_000)) - 1
        starts: list[int] = []
        for number in range(1, count + 1):
            start = max(
                first + (last - first) * number // (count + 1) - unit_ms,
                starts[-1] + unit_ms if starts else at,
            )
            if start + unit_ms > end:
                break
            starts.append(start)
        return starts

    def breaths(self, part: Part, piece: Piece, at: int, length: int) -> None:
        """Whole breaths only; what is left over is silence."""
        assert piece.breath is not None
        pattern = piece.breath
        cycles = length // pattern.cycle_ms
        cycles = min(cycles, pattern.most_cycles or cycles)
        end = at + length
        for _ in range(cycles):
            self.put(part, piece, at, pattern.cycle_ms)
            at += pattern.cycle_ms
        self.rest(part, piece, at, end - at)


def allot(parts: Sequence[Part], total: int) -> list[int]:
    """How long each section gets: natural lengths, stretched by weight or shrunk towards the least."""
    naturals = [part.natural for part in parts]
    over = total - sum(naturals)
    if over >= 0:
        weights = [part.stretch for part in parts]
        if not any(weights):
            weights = [1.0 if any(piece.gap.most for piece in part.pieces) else 0.0 for part in parts]
        return [natural + more for natural, more in zip(naturals, share_out(over, weights), strict=True)]
    leasts = [part.least for part in parts]
    room = [natural - least for natural, least in zip(naturals, leasts, strict=True)]
    given = share_out(total - sum(leasts), [float(one) for one in room])
    return [least + more for least, more in zip(leasts, given, strict=True)]


def inside(pieces: Sequence[Piece], length: int) -> tuple[list[int], list[int]]:
    """How long each piece and the silence after it get, so that together they are exactly the section's length."""
    lengths = [piece.length_ms for piece in pieces]
    gaps = [piece.gap.least for piece in pieces]
    over = length - sum(lengths) - sum(gaps)
    wishes = [piece.gap.natural - piece.gap.least for piece in pieces]
    fills = [
        number
        for number, piece in enumerate(pieces)
        if isinstance(piece.fill, Scan | Repeat | Breathe | Rest)
    ]
    to_gaps = min(over // 2, sum(wishes)) if fills else over
    if to_gaps > sum(wishes):
        wishes = [piece.gap.natural for piece in pieces]
    if not fills and not any(wishes) and over and pieces:
        wishes = [0] * (len(pieces) - 1) + [1]
    for number, more in enumerate(share_out(to_gaps, [float(wish) for wish in wishes])):
        gaps[number] += more
    for number, more in zip(fills, share_out(over - to_gaps, [1.0] * len(fills)), strict=True):
        lengths[number] += more
    return lengths, gaps
