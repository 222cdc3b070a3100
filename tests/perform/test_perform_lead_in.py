"""The while before a session begins by itself, in virtual time."""

from __future__ import annotations

import pytest

from massage_mind.errors import Stopped
from massage_mind.fit.fitting import Fitting
from massage_mind.perform.lead_in import lead_in
from massage_mind.perform.ports import Key, Lead
from massage_mind.reading.library import Library
from massage_mind.script.person import Person
from massage_mind.testing import ManualClock, RecordingStage, ScriptedKeys

LIBRARY = Library(None)
TIMELINE = Fitting(
    LIBRARY.script("following-the-touch"), style=LIBRARY.style("swedish"), person=Person()
).fit(5 * 60_000)
LEAD = Lead(20_000, "Settle in.", "Fever? Then ask first.")


def led(*presses: tuple[int, Key | int], lead: Lead = LEAD) -> tuple[bool, int, RecordingStage]:
    """Whether it begins, after how long, and what was shown."""
    clock = ManualClock()
    began, stage = clock.now(), RecordingStage(clock)
    begins = lead_in(lead, TIMELINE, clock=clock, keys=ScriptedKeys(clock, presses), stage=stage)
    return begins, clock.now() - began, stage


def test_it_begins_by_itself() -> None:
    """Nobody presses anything, and the words stand there until then."""
    begins, took, stage = led()
    assert (begins, took) == (True, 20_000)
    assert {view.lead for view in stage.views} == {LEAD}
    assert not stage.cues


@pytest.mark.parametrize("key", ["enter", " "])
def test_enter_and_space_begin_at_once(key: Key) -> None:
    """For whoever lies already."""
    assert led((3_000, key))[:2] == (True, 3_000)


@pytest.mark.parametrize("key", ["q", "esc"])
def test_q_and_esc_leave(key: Key) -> None:
    """Nothing has begun by then."""
    assert led((3_000, key))[:2] == (False, 3_000)


def test_other_keys_change_nothing() -> None:
    """A cat on the keyboard, an arrow, another size of the window."""
    assert led((1_000, "x"), (2_000, "right"), (3_000, "resize"), (4_000, "m"))[:2] == (True, 20_000)


def test_time_stands_still_while_the_help_is_open() -> None:
    """`?` opens the keys, then the list, then where help is; what was left to wait is waited afterwards."""
    begins, took, stage = led((5_000, "?"), (50_000, "?"), (90_000, "?"), (100_000, "?"))
    assert (begins, took) == (True, 115_000)
    assert [page for page in range(4) if any(view.help == page for view in stage.views)] == [0, 1, 2, 3]


def test_enter_closes_the_help_and_begins_nothing() -> None:
    """It does what it looks like: back from the page; then it begins."""
    assert led((5_000, "?"), (6_000, "enter"), (7_000, "enter"))[:2] == (True, 7_000)
    assert led((5_000, "?"), (6_000, "esc"))[:2] == (True, 21_000)
    assert led((5_000, "?"), (6_000, "q"))[:2] == (False, 6_000)


def test_before_a_line_the_help_opens_at_the_list() -> None:
    """What stands there says: ? the list."""
    stage = led((1_000, "?"), (2_000, "q"), lead=Lead(4_000, beside="A line.", help_from=2))[2]
    assert stage.views[-1].help == 2


def test_a_suspended_program_waits_on() -> None:
    """Ctrl-Z stops it, and the rest is waited when it goes on."""
    begins, took, stage = led((5_000, "suspend"))
    assert (begins, took, stage.suspended) == (True, 20_000, 1)


def test_a_signal_ends_it() -> None:
    """As everywhere."""
    with pytest.raises(Stopped):
        led((5_000, 15))
