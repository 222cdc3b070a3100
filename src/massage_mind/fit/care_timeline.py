"""All care rules of a script held together: those of `script.care`, and those that need it fitted to see them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from massage_mind.errors import Fault, LengthError
from massage_mind.fit.care_sessions import CHECKED_SESSIONS
from massage_mind.fit.fitting import Fitting
from massage_mind.fit.pacing import ASKED_LATEST_MS, FREE_LATEST_MS, spoken_ms
from massage_mind.fit.timeline import Timeline
from massage_mind.names import Guidance
from massage_mind.script.care import STRUCTURE_RULES, TEXT_RULES, WAIVE, is_english, unknown_waivers
from massage_mind.script.caring.text_rules import care_fault
from massage_mind.script.script import Script

CHECK_EVERY_MS = 450_000
"""Sessions are looked at in every length a script takes, seven and a half minutes apart."""
SLOWER_VOICE = 1.2
"""The least length has to hold when a voice takes a fifth longer than reckoned: short sentences take the longest."""


def care_faults(script: Script) -> tuple[Fault, ...]:
    """Where a script does not keep the care rules, but for those it waives; unknown waivers are faults too."""
    waived = {waiver.rule for waiver in script.waivers}
    found = [*(fault for check in TEXT_RULES for fault in check(script)), *_fitted(script)]
    kept = [fault for fault in found if fault.rule not in waived or fault.rule == WAIVE]
    return tuple(sorted([*unknown_waivers(script), *kept]))


def _fitted(script: Script) -> Iterator[Fault]:
    """What shows only in a session, each fault once a guidance, and the least length."""
    for guidance in script.guidances:
        yield from _of_sessions(script, guidance)
        shortest = Fitting(script, guidance=guidance, voice=_slowly).shortest_ms()
        if shortest > script.least_ms:
            message = (
                f"with {guidance} guidance and a slow voice the shortest possible is {shortest / 60_000:.2f} minutes, "
                f"longer than `least`"
            )
            yield care_fault(script.place, "least", message)


def _slowly(text: str) -> int:
    return round(spoken_ms(text) * SLOWER_VOICE)


def _of_sessions(script: Script, guidance: Guidance) -> Iterator[Fault]:
    fitting = Fitting(script, guidance=guidance)
    found: dict[str, Fault] = {}
    steps = range(script.least_ms, script.most_ms, CHECK_EVERY_MS)
    for total in sorted({*steps, script.ideal_ms, script.most_ms}):
        try:
            timeline = fitting.fit(total)
        except LengthError:
            continue  # the rule `least` names it
        for fault in (
            *_freedom(script, timeline),
            *_asked(script, timeline),
            *_heard(script, timeline),
        ):
            found.setdefault(fault.rule, fault)
    yield from found.values()


def _heard(script: Script, timeline: Timeline) -> Iterator[Fault]:
    """The rules for what is heard read English, as those for words do."""
    for check in CHECKED_SESSIONS if is_english(script) else ():
        yield from check(timeline, script)


def _freedom(script: Script, timeline: Timeline) -> Iterator[Fault]:
    if not script.with_hands:
        return
    free = [0, *(cue.at_ms for cue in timeline.cues if cue.free), timeline.total_ms]
    gap = max(after - before for before, after in pairwise(free))
    if gap > FREE_LATEST_MS or len(free) == 2:
        gone = f"with {gap / 60_000:.0f} minutes between two"
        what = "without any freedom cue" if len(free) == 2 else gone
        length = f"{timeline.guidance} at {timeline.total_ms / 60_000:g} minutes"
        message = f"{length} goes {what}; {STRUCTURE_RULES['freedom']}"
        yield care_fault(script.place, "freedom", message)


def _asked(script: Script, timeline: Timeline) -> Iterator[Fault]:
    """How long the receiver is not asked anything, where somebody gives at home."""
    if not timeline.giver:
        return
    asked = (cue.at_ms for cue in timeline.giver if cue.kind == "ask")
    gap = max(after - before for before, after in pairwise([0, *asked, timeline.total_ms]))
    if gap > ASKED_LATEST_MS:
        length = f"{timeline.guidance} at {timeline.total_ms / 60_000:g} minutes"
        message = (
            f"{length} goes with {gap / 60_000:.1f} minutes between two; {STRUCTURE_RULES['giver-asks']}"
        )
        yield care_fault(script.place, "giver-asks", message)
