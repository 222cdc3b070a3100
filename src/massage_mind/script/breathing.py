"""Breathing patterns: the eight named ones and any written as seconds, such as 4-0-6-0.

Rates, cautions and their sources: docs/breathing.md. The words are "slow and small", never "deep": telling people not
to breathe too deeply keeps the loss of carbon dioxide, and with it the dizziness, low at six breaths a minute.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal, TypeAlias

from massage_mind.errors import UsageError
from massage_mind.values import dataclass
from massage_mind.words.near import unknown

PhaseKind: TypeAlias = Literal["in", "hold", "out"]

STOP_RULE = "You can stop this, or breathe as usual."
"""Spoken before the first paced breath, or what comes to the same. It names no symptom: who fears one would listen for
it. What it stands for is written in docs/breathing.md and in the help."""
_NOT_HELD = "You can stop, or not hold."
"""What comes to the same in the line that says how a breath with holds goes, which is long already: no hold, or none of it."""
HOLDS_CAUTION = (
    "The next breaths include holds. Please leave them out if you are pregnant, or have heart or lung trouble, "
    "high blood pressure, epilepsy, panic attacks or a recent operation."
)
LONGEST_PHASE_MS = 20_000
SHORTEST_CYCLE_MS = 3_000


@dataclass(frozen=True, slots=True)
class Phase:
    """One part of a breath: breathe in, hold, or out, for so many milliseconds."""

    kind: PhaseKind
    length_ms: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """A way to breathe. Without phases it is unpaced: the person's own breath, only noticed.

    `most_cycles` bounds how many cycles are paced in a row (0: no bound); what is left of the time is rest.
    `words` are what is said of it where its seconds do not say it: a sentence, or of a paced one how it goes.
    """

    key: str
    title: str
    about: str
    phases: tuple[Phase, ...] = ()
    most_cycles: int = 0
    words: str = ""

    @property
    def told(self) -> str:
        """How it goes, short enough to be said before the first breath, and of a paced one that it can be left, too.

        "Small breaths: count four in, six out, or breathe as usual. You can stop."
        """
        if not self.paced:
            return self.words
        if self.holds:
            parts = ", ".join(f"{one.kind} {_spoken(one.length_ms)}" for one in self.phases)
            return f"{parts.capitalize()}. {_NOT_HELD}"
        counted = ", ".join(f"{_spoken(one.length_ms)} {one.kind}" for one in self.phases)
        return f"Small breaths: {self.words or f'count {counted}'}, or breathe as usual. You can stop."

    @property
    def paced(self) -> bool:
        """Whether the program sets the pace."""
        return bool(self.phases)

    @property
    def holds(self) -> bool:
        """Whether the breath is held anywhere in it."""
        return any(phase.kind == "hold" for phase in self.phases)

    @property
    def cycle_ms(self) -> int:
        """The length of one whole breath; 0 for an unpaced one."""
        return sum(phase.length_ms for phase in self.phases)

    def without_holds(self) -> Pattern | None:
        """The same with its holds left out; None where it would be too fast then."""
        phases = tuple(phase for phase in self.phases if phase.kind != "hold")
        if sum(phase.length_ms for phase in phases) < SHORTEST_CYCLE_MS:
            return None
        bare = replace(self, title=f"{self.title}, without holds", phases=phases, most_cycles=0)
        return replace(bare, about=f"{bare.cue_text.capitalize()}.")

    @property
    def cue_text(self) -> str:
        """One breath in words, such as "in 4 · out 6"."""
        if not self.phases:
            return self.about
        return " · ".join(f"{phase.kind} {_seconds(phase.length_ms)}" for phase in self.phases)

    def phase_at(self, at_ms: int) -> tuple[Phase, int]:
        """The phase running at this time within a cycle, and how far into it, in milliseconds."""
        left = at_ms
        for phase in self.phases:
            if left < phase.length_ms:
                return phase, left
            left -= phase.length_ms
        last = self.phases[-1]
        return last, last.length_ms


_COUNTED = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]


def _spoken(length_ms: int) -> str:
    """Seconds as they are said: four, or 5.5."""
    whole, over = divmod(length_ms, 1000)
    return _COUNTED[whole - 1] if not over and 0 < whole <= len(_COUNTED) else _seconds(length_ms)


def _seconds(length_ms: int) -> str:
    return f"{length_ms / 1000:g}"


def _phases(*pairs: tuple[PhaseKind, int]) -> tuple[Phase, ...]:
    return tuple(Phase(kind, length_ms) for kind, length_ms in pairs)


PATTERNS: dict[str, Pattern] = {
    pattern.key: pattern
    for pattern in (
        Pattern(
            "natural",
            "Natural breath",
            "Your own breath, as it comes and goes. Or what's in the room instead.",
            words="You might notice the breath as it comes and goes.",
        ),
        Pattern(
            "ease",
            "Longer out-breath",
            "In for four, out for six, slow and small. The usual one before a massage.",
            _phases(("in", 4000), ("out", 6000)),
        ),
        Pattern(
            "ease-short",
            "Longer out-breath, shorter",
            "In for three, out for five. The gentlest paced one.",
            _phases(("in", 3000), ("out", 5000)),
        ),
        Pattern(
            "even",
            "Even breath",
            "In and out for five and a half seconds each.",
            _phases(("in", 5500), ("out", 5500)),
            words="in and out for 5.5 each",
        ),
        Pattern(
            "sigh",
            "Slow sigh",
            "In, a small sip more, and a long way out.",
            _phases(("in", 2000), ("in", 1000), ("out", 6000)),
            most_cycles=33,
            words="in, a sip more, slowly out",
        ),
        Pattern(
            "box",
            "Box breath",
            "In, hold, out, hold, four seconds each. It has holds, so it is yours to choose.",
            _phases(("in", 4000), ("hold", 4000), ("out", 4000), ("hold", 4000)),
            most_cycles=15,
        ),
        Pattern(
            "478",
            "Four, seven, eight",
            "In for four, hold for seven, out for eight; four breaths and no more. It has a long hold.",
            _phases(("in", 4000), ("hold", 7000), ("out", 8000)),
            most_cycles=4,
        ),
        Pattern(
            "count",
            "Counting breaths",
            "Count each out-breath, one to ten, at your own pace; then start again at one.",
            words="You might count each out-breath, one to ten, and then begin again.",
        ),
    )
}

ALIASES = {
    "square": "box",
    "coherent": "even",
    "coherence": "even",
    "resonant": "even",
    "resonance": "even",
    "equal": "even",
    "physiological-sigh": "sigh",
    "cyclic-sigh": "sigh",
    "counting": "count",
    "own": "natural",
}
"""What patterns are called elsewhere; "breath" and "breathing" may follow any name."""
_SECONDS = re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,3})?")
_LENGTHS = {2: (0, None, 1, None), 3: (0, 1, 2, None), 4: (0, 1, 2, 3)}
"""Where in, hold, out and hold stand among so many numbers."""


def pattern_named(name: str) -> Pattern:
    """The pattern of this name, or the one written as seconds: in-out, in-hold-out or in-hold-out-hold.

    Names as people say them are understood: "box breathing", "4-7-8", "coherent". Raises `UsageError` for an unknown
    name, a phase over 20 s, or a breath shorter than 3 s.
    """
    said = re.sub(r"[\s_]+", "-", name.strip().lower())
    said = re.sub(r"-(breath|breaths|breathing)$", "", said)
    key = ALIASES.get(said, said)
    if key in PATTERNS:
        return PATTERNS[key]
    parts = said.split("-")
    if len(parts) in _LENGTHS and all(_SECONDS.fullmatch(part) for part in parts):
        given = [round(float(part) * 1000) for part in parts]
        return _from_seconds(said, [0 if at is None else given[at] for at in _LENGTHS[len(parts)]])
    hint = f"There are: {', '.join(PATTERNS)}; or seconds in, hold and out, such as 4-0-6."
    raise unknown("breathing pattern", name, PATTERNS, hint)


def _from_seconds(name: str, lengths: list[int]) -> Pattern:
    inward, _hold_in, outward, _hold_out = lengths
    if inward == 0 or outward == 0:
        raise UsageError(f"The pattern {name} has no in-breath or no out-breath.", instead=(name, "4-0-6"))
    if max(lengths) > LONGEST_PHASE_MS:
        raise UsageError(f"The pattern {name} has a part of more than 20 seconds.", instead=(name, "4-0-6"))
    kinds: tuple[PhaseKind, ...] = ("in", "hold", "out", "hold")
    phases = tuple(Phase(kind, ms) for kind, ms in zip(kinds, lengths, strict=True) if ms)
    if sum(phase.length_ms for phase in phases) < SHORTEST_CYCLE_MS:
        raise UsageError(
            f"A breath of {name} is under 3 seconds, too fast to be at ease with.", instead=(name, "4-0-6")
        )
    named = next((one for one in PATTERNS.values() if one.phases == phases), None)
    if named is not None:  # with its own bound: four, seven and eight are four breaths and no more
        return named
    about = f"Seconds in-hold-out-hold: {'-'.join(map(_seconds, lengths))}."
    holds = any(phase.kind == "hold" for phase in phases)
    return Pattern(name, f"Breath {name}", about, phases, most_cycles=15 if holds else 0)
