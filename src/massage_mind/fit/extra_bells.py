"""Bells a person asks for besides those of the script: at chosen minutes, every so often, or at moments of chance.

They are laid into the silences of a finished timeline, never over words, and taken out again before it is fitted anew.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from random import Random
from typing import Protocol

from massage_mind.errors import UsageError
from massage_mind.fit.timeline import Cue, Fitter, Timeline, check_timeline
from massage_mind.script.script import Script, Section
from massage_mind.script.steps.bell_step import Bell
from massage_mind.script.steps.rest_step import Rest
from massage_mind.values import dataclass
from massage_mind.words.near import quoted, unknown

BEFORE_MS = 1_500
"""The least silence between what came before and such a bell."""
AFTER_MS = 1_500
NEAR_MS = 2 * 60_000
"""How far from its minute a bell may be moved to find silence; beyond, it is left out and that is said."""
EDGE = 0.08
"""Bells of chance keep away from this part of the session at either end."""
LONGEST_DELAY_MS = 10 * 60_000
_FORM = re.compile(r"(every|at|random)\s+([0-9][0-9., ]*)(?:\s+([a-z]+))?")
_HINT = "Try: 'every 15', 'at 10,25,40', 'random 4', with a bell if you like: 'every 15 gong'; or none."


@dataclass(frozen=True, slots=True)
class ExtraBells:
    """Which bells were asked for. Times in milliseconds of the session; `chance` is how many come by chance."""

    every_ms: int = 0
    at_ms: tuple[int, ...] = ()
    chance: int = 0
    sound: str = "bell"
    seed: int = 0

    def __bool__(self) -> bool:
        """Whether any were asked for."""
        return bool(self.every_ms or self.at_ms or self.chance)


def read_bells(text: str, known: Collection[str], seed: int = 0) -> ExtraBells:
    """What a person typed: "every 15", "at 10,25,40 gong", "random 4", "none". `known` are the names of the bells.

    Raises UsageError for what is not understood, a bell there is not, and numbers that cannot be.
    """
    words = " ".join(text.lower().split())
    if words in ("", "none", "off"):
        return ExtraBells()
    found = _FORM.fullmatch(words)
    if found is None:
        raise UsageError(f"The bells {quoted(text)} aren't understood.", _HINT)
    kind, numbers, sound = found[1], found[2], found[3] or "bell"
    if sound not in known:
        raise unknown("bell", sound, known)
    try:
        minutes = [float(part) for part in re.split(r"[, ]+", numbers.strip(" ,"))]
    except ValueError:
        raise UsageError(f"The bells {quoted(text)} aren't understood.", _HINT) from None
    if kind == "at":
        if max(minutes) > 600:
            raise UsageError("No session is as long as that.", _HINT)
        return ExtraBells(at_ms=tuple(sorted({round(one * 60_000) for one in minutes})), sound=sound)
    if len(minutes) != 1:
        raise UsageError(f"The bells {quoted(text)} aren't understood: one number is wanted.", _HINT)
    if kind == "random":
        if not 1 <= minutes[0] <= 100 or minutes[0] != round(minutes[0]):
            raise UsageError(f"{numbers.strip()} is no number of bells from 1 to 100.", _HINT)
        return ExtraBells(chance=round(minutes[0]), sound=sound, seed=seed)
    if not 0.5 <= minutes[0] <= 600:
        raise UsageError("Bells can come every half minute at most.", _HINT)
    return ExtraBells(every_ms=round(minutes[0] * 60_000), sound=sound)


class Fitted(Fitter, Protocol):
    """What also fits a script to a length in the first place."""

    def fit(self, total_ms: int) -> Timeline:
        """The timeline of exactly this length. Raises `LengthError`."""
        ...


class Belled:
    """Fits as `fitting` does, and lays the bells asked for into the silences. Implements `fit.timeline.Fitter`.

    `rings` is how long each bell rings, in milliseconds.
    """

    def __init__(self, fitting: Fitted, asked: ExtraBells, rings: Mapping[str, int]) -> None:
        self.fitting = fitting
        self.asked = asked
        self.rings = rings

    def fit(self, total_ms: int) -> Timeline:
        """The timeline of exactly this length, with its bells. Raises `LengthError`."""
        return self._laid(self.fitting.fit(total_ms), (), 0, total_ms)

    def refit(self, timeline: Timeline, at_ms: int, total_ms: int) -> Timeline:
        """The session from `at_ms` on fitted anew; bells that have rung stay. Raises `LengthError`."""
        at_ms = _rung_out(timeline, at_ms)
        fitted = self.fitting.refit(without_bells(timeline), at_ms, total_ms)
        return self._laid(fitted, _rung(timeline, at_ms), at_ms, timeline.total_ms)

    def close(self, timeline: Timeline, at_ms: int) -> Timeline | None:
        """The session with its closing starting now; None when it is already running."""
        at_ms = _rung_out(timeline, at_ms)
        closing = self.fitting.close(without_bells(timeline), at_ms)
        if closing is None:
            return None
        return self._laid(closing, _rung(timeline, at_ms), at_ms, timeline.total_ms)

    def _laid(self, timeline: Timeline, rung: Sequence[Cue], from_ms: int, planned_ms: int) -> Timeline:
        """With the bells that have rung where they were, and the others asked for from `from_ms` on.

        `planned_ms` is how long the session was to be until now.
        """
        cues = list(timeline.cues)
        for bell in rung:
            _lay(cues, bell, bell.at_ms)
        missed = sum(not 0 < at < timeline.total_ms for at in self.asked.at_ms)
        origin = "chance" if self.asked.chance else "interval"
        for due in _to_come(self.asked, timeline.total_ms, rung, from_ms, planned_ms):
            bell = Cue(due, self.rings[self.asked.sound], "bell", self.asked.sound, "", origin=origin)
            at = _quiet_near(cues, due, bell.length_ms, from_ms)
            if at is None:
                missed += 1
            else:
                _lay(cues, bell, at)
        notes = timeline.notes
        if missed and not from_ms:
            what, find = ("One bell", "finds") if missed == 1 else (f"{missed} bells", "find")
            note = f"{what} of those asked for {find} no silence near the time, and {'is' if missed == 1 else 'are'} left out."
            notes = (*(one for one in notes if one != note), note)
        return check_timeline(replace(timeline, cues=tuple(cues), notes=notes))


def _rung(timeline: Timeline, at_ms: int) -> tuple[Cue, ...]:
    """The added bells that have begun by this time."""
    return tuple(cue for cue in timeline.cues if added(cue) and cue.at_ms < at_ms)


def added(cue: Cue) -> bool:
    """Whether this is a bell that a person asked for besides the script's."""
    return cue.kind == "bell" and cue.origin in ("interval", "chance")


def without_bells(timeline: Timeline) -> Timeline:
    """The timeline as it was before bells were laid into it."""
    cues: list[Cue] = []
    for cue in timeline.cues:
        rest = replace(cue, kind="rest", text="", origin="") if added(cue) else cue
        last = cues[-1] if cues else None
        if (
            last is not None
            and rest.kind == last.kind == "rest"
            and (rest.section_index, rest.step) == (last.section_index, last.step)
            and (added(cue) or rest.origin == last.origin)
        ):
            cues[-1] = replace(last, length_ms=last.length_ms + rest.length_ms)
        else:
            cues.append(rest)
    return replace(timeline, cues=tuple(cues))


def _times(asked: ExtraBells, total_ms: int) -> list[int]:
    """When the bells are due, whatever has rung."""
    if asked.every_ms:
        return list(range(asked.every_ms, total_ms, asked.every_ms))
    if asked.chance:
        chance = Random(asked.seed)
        start, end = round(EDGE * total_ms), round((1 - EDGE) * total_ms)
        slot = (end - start) / asked.chance
        return [round(start + slot * (number + chance.random())) for number in range(asked.chance)]
    return [at for at in asked.at_ms if at < total_ms]


def _rung_out(timeline: Timeline, at_ms: int) -> int:
    """That moment, or the end of the added bell that is ringing then: it rings out, as the script's own do."""
    running = timeline.cues[timeline.index_at(at_ms)]
    return running.end_ms if added(running) and running.at_ms < at_ms else at_ms


def _to_come(
    asked: ExtraBells, total_ms: int, rung: Sequence[Cue], from_ms: int, planned_ms: int
) -> list[int]:
    """When the bells are due that have not rung yet. Where less time is left than planned, fewer come by chance."""
    if asked.chance:
        chance = Random(asked.seed + len(rung))
        start, end = max(from_ms, round(EDGE * total_ms)), round((1 - EDGE) * total_ms)
        planned = max(1, round((1 - EDGE) * planned_ms) - max(from_ms, round(EDGE * planned_ms)))
        left = round((asked.chance - len(rung)) * min(1.0, max(0, end - start) / planned))
        slot = max(0, end - start) / max(1, left)
        return [round(start + slot * (number + chance.random())) for number in range(left)]
    due = [at for at in _times(asked, total_ms) if at]
    for bell in rung:
        near = min(due, key=lambda at: abs(at - bell.at_ms), default=None)
        if near is not None and abs(near - bell.at_ms) <= NEAR_MS:
            due.remove(near)
    return [at for at in due if at + NEAR_MS > from_ms]


def _quiet_near(cues: Sequence[Cue], due_ms: int, length_ms: int, from_ms: int) -> int | None:
    """The moment nearest to `due_ms` at which so long a bell falls into silence; None where there is none near."""
    best: int | None = None
    for cue in cues:
        if cue.kind != "rest" or cue.is_asked_in:
            continue
        first = max(cue.at_ms + (BEFORE_MS if cue.at_ms else 0), from_ms)
        last = cue.end_ms - length_ms - AFTER_MS
        if first > last:
            continue
        at = min(max(due_ms, first), last)
        if abs(at - due_ms) <= NEAR_MS and (best is None or abs(at - due_ms) < abs(best - due_ms)):
            best = at
    return best


def _lay(cues: list[Cue], bell: Cue, at_ms: int) -> None:
    """Put a bell into the silence that lies there, as long as that lasts."""
    for number, cue in enumerate(cues):
        if cue.kind != "rest" or not cue.at_ms <= at_ms < cue.end_ms:
            continue
        end = min(at_ms + bell.length_ms, cue.end_ms)
        parts = [
            replace(cue, length_ms=at_ms - cue.at_ms),
            replace(cue, at_ms=at_ms, length_ms=end - at_ms, kind="bell", text=bell.text, origin=bell.origin),
            replace(cue, at_ms=end, length_ms=cue.end_ms - end),
        ]
        cues[number : number + 1] = [part for part in parts if part.length_ms]
        return


def with_delay(script: Script, delay_ms: int) -> Script:
    """The script with some silence before it, to lie down in. It counts as part of the session's length."""
    if not delay_ms:
        return script
    ready = Section(
        "getting-ready", "Getting ready", (Rest(delay_ms),), natural_ms=delay_ms, stretch=0, shrink_ms=0
    )
    return replace(script, sections=(ready, *script.sections))


def with_end_bell(script: Script, sound: str, rings: Mapping[str, int]) -> Script:
    """The script with this bell at its end; "none" for no bell, empty for the script's own.

    `rings` is how long each bell rings, in milliseconds. Raises UsageError for a bell there is not.
    """
    if not sound:
        return script
    if sound not in ("none", *rings):
        raise unknown("bell", sound, rings, also="none")
    last = script.sections[-1]
    steps = last.steps[:-1] if last.steps and isinstance(last.steps[-1], Bell) else last.steps
    if sound != "none":
        steps = (*steps, Bell(sound, rings[sound]))
    steps = steps or (Rest(),)
    return replace(script, sections=(*script.sections[:-1], replace(last, steps=steps)))
