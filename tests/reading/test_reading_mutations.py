"""Mutated scripts: whatever a slip of the hand does to a shipped script, it ends in a timeline or a clear error."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from script_slips import mutated, texts

from massage_mind.errors import Fault, MassageMindError, ScriptError
from massage_mind.fit.care_timeline import care_faults
from massage_mind.fit.fitting import Fitting
from massage_mind.reading.library import Library
from massage_mind.reading.script_file import build_script
from massage_mind.script.care import line_faults

QUICK = settings(
    max_examples=300,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
SLOW = settings(QUICK, max_examples=10_000, derandomize=False)


def check(seed: int) -> str:
    """What a mutation with this seed ends in; anything but a timeline or one of our errors is raised."""
    rng = random.Random(seed)
    name, text = rng.choice(texts())
    data = mutated(text, rng).encode("utf-8", "surrogatepass")
    faults: tuple[Fault, ...] = ()
    try:
        script = build_script(data, f"{name}.yaml", Library(None).part)
    except ScriptError as error:
        faults = error.faults
        script = None
    if script is None:
        assert faults
        assert all(isinstance(fault, Fault) and fault.line >= 1 and fault.column >= 1 for fault in faults)
        return "faults"
    # Those that fit it at every length take as long as all the rest; every tenth is held to them.
    held = care_faults(script) if seed % 10 == 0 else tuple(line_faults(script))
    assert all(isinstance(fault, Fault) for fault in held)
    for guidance in script.guidances:
        try:
            timeline = Fitting(script, guidance=guidance).fit(script.ideal_ms)
        except MassageMindError:
            continue
        at = 0
        for cue in timeline.cues:
            assert (cue.at_ms, cue.length_ms > 0) == (at, True)
            at = cue.end_ms
        assert at == timeline.total_ms == script.ideal_ms
    return "timeline"


@QUICK
@given(seed=st.integers(0, 2**64))
def test_a_mutated_script_is_a_timeline_or_a_clear_error(seed: int) -> None:
    """Three hundred of them."""
    check(seed)


@pytest.mark.slow
@SLOW
@given(seed=st.integers(0, 2**64))
def test_ten_thousand_mutated_scripts(seed: int) -> None:
    """Ten thousand of them."""
    check(seed)


def test_both_ends_are_reached() -> None:
    """Of two hundred mutations some still compile and some do not; otherwise the test above would prove little."""
    ends = [check(seed) for seed in range(200)]
    assert 10 <= ends.count("timeline") <= 190
