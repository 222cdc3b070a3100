"""All care rules of a script held together: those of `script.care`, and those that need it fitted to see them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from massage_mind.errors import Fault, LengthError
from massage_mind.fit.fitting import Fitting
from massage_mind.fit.pacing import FREE_LATEST_MS
from massage_mind.script.care import STRUCTURE_RULES, TEXT_RULES, WAIVE, CareRule, care_fault, unknown_waivers
from massage_mind.script.script import Script

CHECK_EVERY_MS = 450_000
"""Freedom cues are looked at in sessions of every length a script takes, seven and a half minutes apart."""


def care_faults(script: Script) -> tuple[Fault, ...]:
    """Where a script does not keep the care rules, but for those it waives; unknown waivers are faults too."""
    waived = {waiver.rule for waiver in script.waivers}
    found = [fault for check in (*TEXT_RULES, *FITTED_RULES) for fault in check(script)]
    kept = [fault for fault in found if fault.rule not in waived or fault.rule == WAIVE]
    return tuple(sorted([*unknown_waivers(script), *kept]))


def _freedom(script: Script) -> Iterator[Fault]:
    if script.moment != "during":
        return
    for guidance in script.guidances:
        steps = range(script.least_ms, script.most_ms, CHECK_EVERY_MS)
        for total in sorted({*steps, script.ideal_ms, script.most_ms}):
            try:
                timeline = Fitting(script, guidance=guidance).fit(total)
            except LengthError:
                continue  # the rule `least` names it
            free = [0, *(cue.at_ms for cue in timeline.cues if cue.free), total]
            gap = max(after - before for before, after in itertools.pairwise(free))
            if gap > FREE_LATEST_MS or len(free) == 2:
                gone = f"with {gap / 60_000:.0f} minutes between two"
                what = "without any freedom cue" if len(free) == 2 else gone
                length = f"{guidance} at {total / 60_000:g} minutes"
                message = f"{length} goes {what}; {STRUCTURE_RULES['freedom']}"
                yield care_fault(script.place, "freedom", message)
                break


def _least(script: Script) -> Iterator[Fault]:
    for guidance in script.guidances:
        shortest = Fitting(script, guidance=guidance).shortest_ms()
        if shortest > script.least_ms:
            message = (
                f"with {guidance} guidance the shortest possible is {shortest / 60_000:.2f} minutes, "
                f"longer than `least`"
            )
            yield care_fault(script.place, "least", message)


FITTED_RULES: tuple[CareRule, ...] = (_freedom, _least)
"""The rules that need the script fitted."""
