"""Fitting a script to a length: the compiler from Script to Timeline. Pure and exact.

A section knows the least it needs, what it would like, and its part of whatever is over, in the manner of TeX's glue.
Where even the least does not fit, optional sections fall away in their order; then there is a shortest length, named
in the error. The cues of the result tile the time from 0 to the total, to the millisecond.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from massage_mind.errors import LengthError, UsageError
from massage_mind.practice.fields import (
    SHORT_INTENTION_WORDS,
    SILENT_INTENTION_WORDS,
    SPOKEN_INTENTION_WORDS,
    Fields,
)
from massage_mind.practice.flow import SILENT_AIM_MS, Memory, Stretch, TableFlow, visit
from massage_mind.practice.pacing import AFTER_QUESTION_MS, PROFILES_HOLD_FROM_MS, TABLE, Gap, spoken_ms
from massage_mind.practice.pieces import NO_GAP, Expansion, Piece, Said, Setting, Voice, asks
from massage_mind.practice.script import Breathe, Person, Repeat, Rest, Scan, Script, Section, Style
from massage_mind.practice.sharing import share_out
from massage_mind.practice.timeline import Cue, Guidance, Span, Timeline

LEAST_MS = 1_000
LONG_MS = 45 * 60_000
LEAD_MS = 2_000
"""Silence before the next words when what remains is fitted anew in the middle of a silence."""

NO_STYLE = Style("", "Massage", "", (), ())
_NOTHING = Piece("rest", "", 0, NO_GAP)


@dataclass(slots=True)
class _Part:
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


class Plan:
    """One script with one style, person, guidance and voice, ready to be fitted to any length it can take.

    Without `ask` the windows of its questions are silence.

    Raises `UsageError` for a guidance or style that the script is not made for.
    """

    def __init__(
        self,
        script: Script,
        *,
        style: Style | None = None,
        person: Person | None = None,
        guidance: Guidance | None = None,
        voice: Voice = spoken_ms,
        ask: bool = True,
    ) -> None:
        self.script = script
        self.style = style or NO_STYLE
        self.person = person or Person()
        self.guidance: Guidance = guidance or script.guidances[0]
        self.voice = voice
        self.ask = ask
        if self.guidance not in script.guidances:
            raise UsageError(
                f"The script {script.name} is not made for {self.guidance} guidance.",
                f"It can be given as: {', '.join(script.guidances)}.",
            )
        if script.styles and style is not None and style.id not in script.styles:
            raise UsageError(
                f"The script {script.name} is not made for the style {style.id}.",
                f"It is made for: {', '.join(script.styles)}.",
            )

    # -- fitting ---------------------------------------------------------------------------------------------------

    def fit(self, total_ms: int) -> Timeline:
        """The timeline of exactly this length. Raises `LengthError`, naming the shortest or longest possible."""
        if total_ms < LEAST_MS:
            raise self._too_short(total_ms, max(LEAST_MS, self.shortest_ms()))
        if total_ms > self.script.most_ms:
            raise LengthError(
                f"The script {self.script.name} is made for at most {_minutes(self.script.most_ms)} minutes.",
                "Try a shorter length, or another script: massage-mind scripts list",
                longest_ms=self.script.most_ms,
            )
        return self._timeline([], 0, total_ms, list(enumerate(self.script.sections)), Memory())

    def shortest_ms(self) -> int:
        """The shortest length this plan can be fitted to: every optional section left out, every silence least."""
        kept = [
            (index, section) for index, section in enumerate(self.script.sections) if not section.optional
        ]
        return self._settled(kept, 0, [])

    def refit(self, timeline: Timeline, at_ms: int, total_ms: int) -> Timeline:
        """The same session from `at_ms` on, fitted anew to end at `total_ms`; what was performed stays as it was.

        Raises `LengthError` with the nearest possible total where that cannot be.
        """
        done, start = _performed(timeline, at_ms)
        current = done[-1].section_index if done else 0
        if current == len(self.script.sections) - 1 and current > 0:
            total = timeline.total_ms
            raise LengthError("The closing is already here.", shortest_ms=total, longest_ms=total)
        if total_ms > self.script.most_ms:
            raise LengthError(
                f"The script {self.script.name} is made for at most {_minutes(self.script.most_ms)} minutes.",
                longest_ms=self.script.most_ms,
            )
        sections = [
            (index, section)
            for index, section in enumerate(self.script.sections)
            if index >= current and (section.title not in timeline.dropped or not section.optional)
        ]
        return self._timeline(done, start, total_ms, sections, self._memory(done), cut=timeline)

    def close(self, timeline: Timeline, at_ms: int) -> Timeline | None:
        """The session with its closing starting now; None when the closing is already running."""
        last = len(self.script.sections) - 1
        done, start = _performed(timeline, at_ms)
        if done and done[-1].section_index == last:
            return None
        sections = [(last, self.script.sections[last])]
        part = self._parts(sections, timeline.total_ms, [120_000])[0]
        total = start + _quiet_before(done) + part.natural
        return self._timeline(done, start, total, sections, self._memory(done), cut=timeline, at_once=True)

    def _settled(self, kept: list[tuple[int, Section]], start_ms: int, done: list[Cue]) -> int:
        """The least total that these sections fit. A length may be spoken in them, so it depends a little on itself."""
        least = LEAST_MS
        for _ in range(12):
            parts = self._parts(kept, least, [max(0, least - start_ms)] * len(kept), done)
            needed = max(LEAST_MS, start_ms + sum(part.least for part in parts))
            if needed <= least:
                break
            least = needed
        return least

    # -- the work --------------------------------------------------------------------------------------------------

    def _timeline(
        self,
        done: list[Cue],
        start_ms: int,
        total_ms: int,
        sections: list[tuple[int, Section]],
        memory: Memory,
        cut: Timeline | None = None,
        *,
        at_once: bool = False,
    ) -> Timeline:
        kept = list(sections)
        left = [max(0, total_ms - start_ms)] * len(kept)
        while True:
            parts = self._parts(kept, total_ms, left, done, at_once=at_once)
            least = start_ms + sum(part.least for part in parts)
            if least <= total_ms:
                break
            running = done[-1].section_index if done else -1
            optional = [(s.optional, -i, i) for i, s in kept if s.optional and i != running]
            if not optional:
                raise self._too_short(total_ms, self._settled(kept, start_ms, done))
            gone = min(optional)[2]
            kept = [(index, section) for index, section in kept if index != gone]
            left = [max(0, total_ms - start_ms)] * len(kept)
        lengths = _allot(parts, total_ms - start_ms)
        # A second look, now that it is known how much is left where each section starts ({left} in the words).
        left = [total_ms - start_ms - sum(lengths[:number]) for number in range(len(lengths))]
        again = self._parts(kept, total_ms, left, done, at_once=at_once)
        if sum(part.least for part in again) <= total_ms - start_ms:
            parts = again
            lengths = _allot(parts, total_ms - start_ms)
        layer = _Layer(self, total_ms, done, memory, parts, lengths)
        cues = layer.lay(start_ms)
        return self._finish(cues, total_ms, kept, cut)

    def _finish(
        self, cues: list[Cue], total_ms: int, kept: Sequence[tuple[int, Section]], cut: Timeline | None
    ) -> Timeline:
        present = {index for index, _ in kept} | {cue.section_index for cue in cues}
        dropped = tuple(
            s.title for i, s in enumerate(self.script.sections) if s.optional and i not in present
        )
        timeline = Timeline(
            script=self.script.name,
            title=self.script.title,
            moment=self.script.moment,
            style=self.style.id,
            guidance=self.guidance,
            total_ms=total_ms,
            cues=tuple(cues),
            sections=_spans(cues),
            dropped=dropped,
            notes=cut.notes if cut else (),
        )
        return timeline if cut else replace(timeline, notes=tuple(self._notes(timeline)))

    def _notes(self, timeline: Timeline) -> list[str]:
        notes = []
        if timeline.dropped:
            notes.append(f"Left out at this length: {', '.join(timeline.dropped)}.")
        steps = [step for section in self.script.sections for step in section.steps]
        if any(isinstance(step, Breathe) and step.pattern.holds for step in steps) and not self.person.holds:
            notes.append("Breath holds are left out; longer out-breaths take their place.")
        if self.script.moment == "during" and timeline.total_ms >= PROFILES_HOLD_FROM_MS:
            low, high = TABLE[self.guidance].silence
            if not low <= round(timeline.silence, 3) <= high:
                notes.append(
                    f"Silence is {timeline.silence:.1%}; {self.guidance} aims at {low:.1%} to {high:.1%}."
                )
        return notes

    def _parts(
        self,
        sections: Sequence[tuple[int, Section]],
        total_ms: int,
        left: Sequence[int],
        done: Sequence[Cue] = (),
        *,
        at_once: bool = False,
    ) -> list[_Part]:
        setting = self._setting(total_ms)
        running = done[-1].section_index if done else -1
        said = _said([cue for cue in done if cue.section_index != running])
        parts = []
        for (index, section), left_ms in zip(sections, left, strict=True):
            if index == running:
                fresh = Expansion(setting, said, left_ms).section(section)
                parts.append(_Part(index, section, self._remaining(fresh, done), running=True))
            else:
                parts.append(_Part(index, section, Expansion(setting, said, left_ms).section(section)))
        if parts and parts[-1].pieces and parts[-1].index == len(self.script.sections) - 1:
            parts[-1].pieces[-1] = replace(parts[-1].pieces[-1], gap=NO_GAP)
        said.also(_said(done))
        if done and parts and running != parts[0].index:
            quiet = _quiet_before(done)
            lead = Piece("rest", "", quiet, NO_GAP, step=done[-1].step) if at_once else _lead(done)
            parts[0].pieces.insert(0, lead)
        return parts

    def _remaining(self, pieces: list[Piece], done: Sequence[Cue]) -> list[Piece]:
        """The pieces of a running section that are still to come, after a little silence."""
        last = done[-1]
        rest: list[Piece] = [_lead(done)]
        for piece in pieces:
            if piece.step < last.step:
                continue
            if piece.step > last.step:
                rest.append(piece)
            elif piece.fill is not None:
                rest.append(replace(piece, length_ms=0))
        return rest

    def _memory(self, done: Sequence[Cue]) -> Memory:
        """What the flows of a session have said so far, read back from its cues."""
        memory = Memory()
        for cue in done:
            memory.free += cue.free
            memory.remind += cue.reminds
            if cue.free:
                memory.last_free_ms = cue.at_ms
            memory.lines += cue.origin == "line"
            memory.turned = memory.turned or cue.origin == "turn"
            if cue.origin.startswith("region:"):
                memory.regions += 1
                memory.region = cue.origin.removeprefix("region:")
        return memory

    def _setting(self, total_ms: int) -> Setting:
        style = self.style.title if self.style.id else ""
        words = SHORT_INTENTION_WORDS if total_ms < LONG_MS else SPOKEN_INTENTION_WORDS
        if self.guidance == "silent":
            words = SILENT_INTENTION_WORDS
        fields = Fields(self.person.intention, self.person.name, total_ms, style, words)
        return Setting(self.script, self.person, self.guidance, self.voice, fields, self.ask)

    def _too_short(self, total_ms: int, least_ms: int) -> LengthError:
        seconds = -(-least_ms // 1000)
        shortest = f"{seconds // 60} min {seconds % 60} s" if seconds >= 60 else f"{seconds} seconds"
        return LengthError(
            f"{_minutes(total_ms)} minutes are too short for the script {self.script.name}: "
            f"the shortest possible is {shortest}.",
            f"Try --minutes {-(-seconds * 100 // 60) / 100:g}.",
            shortest_ms=least_ms,
        )


class _Layer:
    """Lays the parts one after another."""

    def __init__(
        self,
        plan: Plan,
        total_ms: int,
        done: list[Cue],
        memory: Memory,
        parts: list[_Part],
        lengths: list[int],
    ) -> None:
        self.plan = plan
        self.setting = plan._setting(total_ms)
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

    def part(self, part: _Part, start: int, end: int) -> None:
        if not part.pieces:
            self.rest(part, _NOTHING, start, end - start)
        lengths, gaps = _inside(part.pieces, end - start)
        at = start
        for piece, length, gap in zip(part.pieces, lengths, gaps, strict=True):
            self.piece(part, piece, at, length)
            self.rest(part, piece, at + length, gap)
            at += length + gap

    def piece(self, part: _Part, piece: Piece, at: int, length: int) -> None:
        match piece.fill:
            case Scan():
                self.scan(part, piece, piece.fill, at, length)
            case Repeat():
                self.units(part, piece, piece.fill, at, length)
            case Breathe() if piece.breath and piece.breath.paced:
                self.breaths(part, piece, at, length)
            case _:
                self.put(part, piece, at, length)

    def put(self, part: _Part, piece: Piece, at: int, length: int, step: int | None = None) -> None:
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
            )
        )

    def enough(self, piece: Piece) -> bool:
        """Whether a pattern with holds has had as many breaths as it may have in one session."""
        if piece.breath is None or not piece.breath.most_cycles:
            return False
        had = sum(1 for cue in self.cues if cue.breath is not None and cue.breath.key == piece.breath.key)
        return had >= piece.breath.most_cycles

    def rest(self, part: _Part, piece: Piece, at: int, length: int, step: int | None = None) -> None:
        """Silence. Silences of one section that touch become one."""
        if length <= 0:
            return
        last = self.cues[-1] if self.cues else None
        own = piece.step if step is None else step
        if last and last.kind == "rest" and last.section_index == part.index and last.end_ms == at:
            self.cues[-1] = replace(last, length_ms=last.length_ms + length, step=own)
        else:
            self.cues.append(Cue(at, length, "rest", "", part.section.title, part.index, own))

    def scan(self, part: _Part, piece: Piece, scan: Scan, at: int, length: int) -> None:
        begun = next((cue.at_ms for cue in self.cues if cue.section_index == part.index), at)
        end = at + length
        stretch = self.stretch(part, at, length, begun)
        if self.setting.on_table:
            laid, self.memory = TableFlow(self.setting, scan, self.plan.style, stretch).lay(self.memory)
        else:
            said = [cue.text for cue in self.cues if cue.section_index == part.index]
            laid = visit(self.setting, scan, self.plan.style, stretch, said)
        memory = self.memory
        self.memory = Memory()  # the flow has counted its own cues
        for one in laid:
            self.put(part, one.piece, at, one.piece.length_ms, piece.step)
            self.rest(part, piece, at + one.piece.length_ms, one.gap_ms, piece.step)
            at += one.piece.length_ms + one.gap_ms
        self.memory = memory
        self.rest(part, piece, at, end - at, piece.step)

    def stretch(self, part: _Part, at: int, length: int, begun: int) -> Stretch:
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

    def flow_ms(self, part: _Part, length: int) -> int:
        """How long all flows from this one on are together, as far as is known."""
        later = [
            own
            for one, own in zip(self.parts, self.lengths, strict=True)
            if one.index > part.index and any(isinstance(piece.fill, Scan) for piece in one.pieces)
        ]
        return length + sum(later)

    def units(self, part: _Part, piece: Piece, repeat: Repeat, at: int, length: int) -> None:
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

    def breaths(self, part: _Part, piece: Piece, at: int, length: int) -> None:
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


def _performed(timeline: Timeline, at_ms: int) -> tuple[list[Cue], int]:
    """What has been performed, with the running cue brought to its end or, for a silence, cut; and when that is."""
    index = timeline.index_at(at_ms)
    done = list(timeline.cues[:index])
    cue = timeline.cues[index]
    unpaced = cue.kind == "breathe" and cue.breath is not None and not cue.breath.paced
    if cue.kind == "rest" or unpaced:
        if at_ms > cue.at_ms:
            done.append(replace(cue, length_ms=at_ms - cue.at_ms))
    else:
        done.append(cue)
    return done, done[-1].end_ms if done else 0


def _quiet_before(done: Sequence[Cue]) -> int:
    """The least silence before the next words when a running session is fitted anew."""
    last = next((cue for cue in reversed(done) if cue.kind == "say"), None)
    if last is None or not asks(last.text):
        return LEAD_MS
    return max(LEAD_MS, AFTER_QUESTION_MS - (done[-1].end_ms - last.end_ms))


def _lead(done: Sequence[Cue]) -> Piece:
    """That silence, a little longer where there is time: as if the words before had only just been said."""
    spoken = max((cue.end_ms for cue in done if cue.kind == "say"), default=0)
    least = _quiet_before(done)
    more = max(0, 50_000 - (done[-1].end_ms - spoken) - least)
    return Piece("rest", "", least, Gap(0, more, more), step=done[-1].step)


def _said(done: Sequence[Cue]) -> Said:
    """What cues that were performed have used up."""
    return Said(
        stop_rule=any(cue.breath and cue.breath.paced for cue in done),
        holds=any(cue.breath and cue.breath.holds for cue in done),
        free=sum(cue.free for cue in done),
        remind=sum(cue.reminds for cue in done),
    )


def _allot(parts: Sequence[_Part], total: int) -> list[int]:
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


def _inside(pieces: Sequence[Piece], length: int) -> tuple[list[int], list[int]]:
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


def _spans(cues: Sequence[Cue]) -> tuple[Span, ...]:
    spans: list[Span] = []
    for cue in cues:
        if spans and spans[-1].index == cue.section_index:
            spans[-1] = replace(spans[-1], length_ms=cue.end_ms - spans[-1].at_ms)
        else:
            spans.append(Span(cue.section_index, cue.section, cue.at_ms, cue.length_ms))
    return tuple(spans)


def _minutes(length_ms: int) -> str:
    return f"{length_ms / 60_000:.10g}" if length_ms % 60_000 == 0 else f"{length_ms / 60_000:.4g}"
