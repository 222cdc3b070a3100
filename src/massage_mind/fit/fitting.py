"""Fitting a script to a length: the compiler from Script to Timeline. Pure and exact.

A section knows the least it needs, what it would like, and its part of whatever is over (`fit.allot`). Where even the
least does not fit, optional sections fall away in their order; then there is a shortest length, named in the error. The
cues of the result tile the time from 0 to the total, to the millisecond.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from massage_mind.errors import LengthError, UsageError
from massage_mind.fit.allot import SectionFit, allot
from massage_mind.fit.context import Context, Voice
from massage_mind.fit.drawing import IN_ORDER, Draw, WordDraw, order_drawn
from massage_mind.fit.element import Element
from massage_mind.fit.expand import Expansion
from massage_mind.fit.filling import (
    SHORT_INTENTION_WORDS,
    SILENT_INTENTION_WORDS,
    SPOKEN_INTENTION_WORDS,
    Fields,
)
from massage_mind.fit.flow import Memory
from massage_mind.fit.giver_track import laid_out
from massage_mind.fit.pacing import NO_GAP, PROFILES_HOLD_FROM_MS, TABLE, spoken_ms
from massage_mind.fit.recut import (
    begin_with,
    lead,
    memory_of,
    performed,
    quiet_before,
    said_by,
    turned_by,
)
from massage_mind.fit.sequencer import Sequencer
from massage_mind.fit.timeline import Cue, Span, Timeline, check_timeline
from massage_mind.names import Guidance
from massage_mind.script.lines import every_step
from massage_mind.script.person import Person
from massage_mind.script.script import Script, Section
from massage_mind.script.steps.breathe_step import Breathe
from massage_mind.script.style import NO_STYLE, Style
from massage_mind.words.lengths import minutes_to_type

LEAST_MS = 1_000
LONG_MS = 45 * 60_000
"""From this length on an intention may take more words."""
CLOSING_LEFT_MS = 120_000
"""What {left} stands for in a closing that begins at once, until its own length is known."""
MOST_ROUNDS = 12
"""How often the least length is looked for; a length spoken in the words changes it by a word or two at most."""


@dataclass(frozen=True, slots=True, init=False)
class Fitting:
    """One script with one style, person, guidance and voice, ready to be fitted to any length it can take.

    Without `ask` the windows of its questions are silence. `freely` says whether the voice can speak what only the
    person knows; otherwise the intention and the name are on the screen, and the fixed words around them are said.
    `draw` says how the words are drawn: `written` is the script as it stands, `script` the same with those that were.

    Raises `UsageError` for a guidance or style that the script is not made for.
    """

    written: Script
    script: Script
    style: Style
    person: Person
    guidance: Guidance
    voice: Voice
    freely: bool
    ask: bool
    draw: Draw

    def __init__(
        self,
        script: Script,
        *,
        style: Style | None = None,
        person: Person | None = None,
        guidance: Guidance | None = None,
        voice: Voice = spoken_ms,
        freely: bool = True,
        ask: bool = True,
        draw: Draw = IN_ORDER,
    ) -> None:
        style, person = style or NO_STYLE, person or Person()
        values = {
            "written": script,
            "script": WordDraw(draw, person, style).script(script),
            "style": style,
            "person": person,
            "guidance": guidance or script.guidances[0],
            "voice": voice,
            "freely": freely,
            "ask": ask,
            "draw": draw,
        }
        for name, value in values.items():
            object.__setattr__(self, name, value)
        if self.guidance not in script.guidances:
            raise UsageError(
                f"The script {script.name} isn't made for {self.guidance} guidance.",
                f"It can be given as: {', '.join(script.guidances)}.",
            )
        if script.styles and self.style.id and self.style.id not in script.styles:
            raise UsageError(
                f"The script {script.name} isn't made for the style {self.style.id}.",
                f"It is made for: {', '.join(script.styles)}.",
            )

    def with_(
        self,
        *,
        person: Person | None = None,
        voice: Voice | None = None,
        freely: bool | None = None,
        ask: bool | None = None,
        draw: Draw | None = None,
    ) -> Fitting:
        """The same but for what is given here."""
        return Fitting(
            self.written,
            style=self.style,
            person=self.person if person is None else person,
            guidance=self.guidance,
            voice=self.voice if voice is None else voice,
            freely=self.freely if freely is None else freely,
            ask=self.ask if ask is None else ask,
            draw=self.draw if draw is None else draw,
        )

    def order_drawn(self) -> tuple[int, ...]:
        """What its words can be drawn by again, whatever is heard later (`Draw.order`)."""
        return order_drawn(self.draw, self.person, self.style, self.written)

    # -- fitting ---------------------------------------------------------------------------------------------------

    def fit(self, total_ms: int) -> Timeline:
        """The timeline of exactly this length. Raises `LengthError`, naming the shortest or longest possible."""
        if total_ms < LEAST_MS:
            raise self._too_short(total_ms, max(LEAST_MS, self.shortest_ms()))
        if total_ms > self.script.most_ms:
            raise LengthError(
                f"The script {self.script.name} is made for at most {minutes_to_type(self.script.most_ms)} minutes.",
                "A shorter length goes, or another script.",
                longest_ms=self.script.most_ms,
            )
        return self._timeline([], 0, total_ms, list(self._sections), Memory())

    def shortest_ms(self) -> int:
        """The shortest length this can be fitted to: every optional section left out, every silence least."""
        kept = [(index, section) for index, section in self._sections if not section.optional]
        return self._settled(kept, 0, [])

    def refit(self, timeline: Timeline, at_ms: int, total_ms: int) -> Timeline:
        """The same session from `at_ms` on, fitted anew to end at `total_ms`; what was performed stays as it was.

        Raises `LengthError` with the nearest possible total where that cannot be.
        """
        done, start = performed(timeline, at_ms)
        current = done[-1].section_index if done else 0
        if current == len(self.script.sections) - 1 and current > 0:
            total = timeline.total_ms
            raise LengthError("The closing is already here.", shortest_ms=total, longest_ms=total)
        if total_ms > self.script.most_ms:
            raise LengthError(
                f"The script {self.script.name} is made for at most {minutes_to_type(self.script.most_ms)} minutes.",
                longest_ms=self.script.most_ms,
            )
        sections = [
            (index, section)
            for index, section in self._sections
            if index >= current and (section.title not in timeline.dropped or not section.optional)
        ]
        return self._timeline(done, start, total_ms, sections, memory_of(done), cut=timeline)

    def close(self, timeline: Timeline, at_ms: int) -> Timeline | None:
        """The session with its closing starting now; None when the closing is already running."""
        last = len(self.script.sections) - 1
        done, start = performed(timeline, at_ms, at_once=True)
        if done and done[-1].section_index == last:
            return None
        sections = [(last, self.script.sections[last])]
        part = self._parts(sections, timeline.total_ms, [CLOSING_LEFT_MS])[0]
        total = start + quiet_before(done) + part.natural
        return self._timeline(done, start, total, sections, memory_of(done), cut=timeline, at_once=True)

    def _settled(self, kept: list[tuple[int, Section]], start_ms: int, done: list[Cue]) -> int:
        """The least total that these sections fit. A length may be spoken in them, so it depends a little on itself."""
        least = LEAST_MS
        for _ in range(MOST_ROUNDS):
            parts = self._parts(kept, least, [max(0, least - start_ms)] * len(kept), done)
            needed = max(LEAST_MS, start_ms + sum(part.least for part in parts))
            if needed <= least:
                break
            least = needed
        return least

    @property
    def _sections(self) -> tuple[tuple[int, Section], ...]:
        """The sections with their places in the script, without those of which this person leaves the place out."""
        return tuple((index, one) for index, one in enumerate(self.script.sections) if one.steps)

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
        lengths = allot(parts, total_ms - start_ms)
        # A second look, now that it is known how much is left where each section starts ({left} in the words).
        left = [total_ms - start_ms - sum(lengths[:number]) for number in range(len(lengths))]
        again = self._parts(kept, total_ms, left, done, at_once=at_once)
        if sum(part.least for part in again) <= total_ms - start_ms:
            parts = again
            lengths = allot(parts, total_ms - start_ms)
        sequencer = Sequencer(
            self._context(total_ms),
            self.style,
            total_ms,
            done,
            memory,
            parts,
            lengths,
            turned_by(cut, start_ms),
        )
        sequencer.lay(start_ms)
        return self._finish(sequencer, total_ms, kept, cut)

    def _finish(
        self, laid: Sequencer, total_ms: int, kept: Sequence[tuple[int, Section]], cut: Timeline | None
    ) -> Timeline:
        cues = laid.cues
        present = {index for index, _ in kept} | {cue.section_index for cue in cues}
        dropped = tuple(s.title for i, s in self._sections if s.optional and i not in present)
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
            giver=laid_out(laid.turns, total_ms),
        )
        return check_timeline(timeline if cut else replace(timeline, notes=tuple(self._notes(timeline))))

    def _notes(self, timeline: Timeline) -> list[str]:
        notes = []
        if timeline.dropped and timeline.total_ms < self.script.ideal_ms:
            # What the usual length does not hold either is for a longer one: nobody misses it.
            notes.append(timeline.left_out)
        if gone := [section.title for section in self.script.sections if not section.steps]:
            notes.append(f"Left out, as you wish: {', '.join(gone)}.")
        steps = [step for section in self.script.sections for step in every_step(section.steps)]
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
    ) -> list[SectionFit]:
        context = self._context(total_ms)
        running = done[-1].section_index if done else -1
        said = said_by([cue for cue in done if cue.section_index != running])
        parts = []
        for (index, section), left_ms in zip(sections, left, strict=True):
            if index == running:
                fresh = Expansion(context, said, left_ms).section(section)
                parts.append(SectionFit(index, section, self._remaining(fresh, done), running=True))
            else:
                parts.append(SectionFit(index, section, Expansion(context, said, left_ms).section(section)))
        if parts and parts[-1].elements and parts[-1].index == len(self.script.sections) - 1:
            parts[-1].elements[-1] = replace(parts[-1].elements[-1], gap=NO_GAP)
        said.also(said_by(done))
        if done and parts and running != parts[0].index:
            quiet = quiet_before(done)
            at_least = Element("rest", "", quiet, NO_GAP, step=done[-1].step)
            begin_with(at_least if at_once else lead(done), parts[0].elements)
        return parts

    def _remaining(self, elements: list[Element], done: Sequence[Cue]) -> list[Element]:
        """The elements of a running section that are still to come, after a little silence."""
        last = done[-1]
        rest: list[Element] = [lead(done)]
        for element in elements:
            if element.step < last.step:
                continue
            if element.step > last.step:
                rest.append(element)
            elif element.fill is not None:
                rest.append(replace(element, length_ms=0))
        return rest

    def _context(self, total_ms: int) -> Context:
        style = self.style.title if self.style.id else ""
        words = SHORT_INTENTION_WORDS if total_ms < LONG_MS else SPOKEN_INTENTION_WORDS
        if self.guidance == "silent":
            words = SILENT_INTENTION_WORDS
        fields = Fields(self.person.intention, self.person.name, total_ms, style, words, self.person.parked)
        return Context(
            self.script,
            self.person,
            self.guidance,
            self.voice,
            fields,
            self.ask,
            self.freely,
            self.draw.seed,
        )

    def _too_short(self, total_ms: int, least_ms: int) -> LengthError:
        seconds = -(-least_ms // 1000)
        shortest = f"{seconds // 60} min {seconds % 60} s" if seconds >= 60 else f"{seconds} seconds"
        return LengthError(
            f"{minutes_to_type(total_ms)} minutes is too short for the script {self.script.name}: "
            f"the shortest possible is {shortest}.",
            shortest_ms=least_ms,
        )


def _spans(cues: Sequence[Cue]) -> tuple[Span, ...]:
    spans: list[Span] = []
    for cue in cues:
        if spans and spans[-1].index == cue.section_index:
            spans[-1] = replace(spans[-1], length_ms=cue.end_ms - spans[-1].at_ms)
        else:
            spans.append(Span(cue.section_index, cue.section, cue.at_ms, cue.length_ms))
    return tuple(spans)
