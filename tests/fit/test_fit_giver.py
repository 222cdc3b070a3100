"""The giver's track: out of the same fit, no two pages at once, turning where cues start, silent while something is asked."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest
from fit_support import assert_tiles, script_of
from hypothesis import given
from hypothesis import strategies as st

from massage_mind.errors import LengthError
from massage_mind.fit.extra_bells import Belled, read_bells
from massage_mind.fit.fitting import Fitting
from massage_mind.fit.giver_track import GiverCue, laid_out, next_place, next_question, page_at
from massage_mind.fit.pacing import ASKED_LATEST_MS, spoken_ms
from massage_mind.fit.possible import possible_texts
from massage_mind.fit.timeline import Timeline, TimelineFault, check_timeline
from massage_mind.names import FOR_TWO, Guidance
from massage_mind.places import shipped_bells
from massage_mind.reading.library import Library
from massage_mind.script.lines import utterances
from massage_mind.script.person import Person
from massage_mind.script.script import Script

MINUTE = 60_000


@cache
def partner() -> Script:
    """The shipped one."""
    return Library(None).script(FOR_TWO)


def for_two(*steps: str, optional: str = "") -> Script:
    """A script whose middle section has these steps."""
    listed = "".join(f"      - {step}\n" for step in steps)
    return script_of(
        "title: T\nabout: A.\nmoment: anytime\nminutes: {least: 1, ideal: 10, most: 60}\nanchors: [feet, sounds]\n"
        'free: ["You can stop at any time."]\n'
        'sections:\n  - name: first\n    steps:\n      - say: "Here it begins."\n'
        f"  - name: middle\n{optional}    steps:\n{listed}"
        '  - name: closing\n    steps:\n      - say: "This is the end."\n'
    )


def assert_two_tracks(timeline: Timeline) -> None:
    """No two pages at once, each turning where a cue starts, and only silence while something is asked."""
    check_timeline(timeline)
    starts = {cue.at_ms for cue in timeline.cues}
    assert all(one.end_ms <= other.at_ms for one, other in pairwise(timeline.giver))
    for page in timeline.giver:
        assert page.at_ms in starts
        assert page.length_ms > 0
        if page.kind == "ask":
            heard = [one for one in timeline.cues if one.at_ms < page.end_ms and one.end_ms > page.at_ms]
            assert {one.kind for one in heard} == {"rest"}


@pytest.mark.parametrize("guidance", ["guided", "sparse"])
@pytest.mark.parametrize("minutes", [10, 11.5, 15, 20, 24, 30, 33.3, 45])
def test_both_tracks_at_every_length(minutes: float, guidance: Guidance) -> None:
    """The pages lie end to end from the first moment to the last, and asking is never longer away than six minutes."""
    total = round(minutes * MINUTE)
    timeline = Fitting(partner(), guidance=guidance).fit(total)
    assert_tiles(timeline, total)
    assert_two_tracks(timeline)
    assert [0, *(page.end_ms for page in timeline.giver)] == [*(page.at_ms for page in timeline.giver), total]
    asked = [0, *(page.at_ms for page in timeline.giver if page.kind == "ask"), total]
    assert max(after - before for before, after in pairwise(asked)) <= ASKED_LATEST_MS


def test_a_page_is_shown_and_never_spoken() -> None:
    """No voice is asked how long it takes, and nothing of it is in the first track."""
    timeline = Fitting(partner()).fit(20 * MINUTE)
    pages = {page.text for page in timeline.giver}
    assert pages
    assert pages.isdisjoint(possible_texts(Fitting(partner()), 20 * MINUTE))
    assert pages.isdisjoint(cue.text for cue in timeline.cues)
    shown = [one for one in utterances(partner()) if one.line.text in pages]
    assert len(shown) >= 10
    assert not any(one.words.heard for one in shown)


@pytest.mark.parametrize("minutes", [10, 20, 30, 45])
@pytest.mark.parametrize("pace", [0.7, 1.4])
def test_a_slower_voice_hardly_moves_the_pages(minutes: int, pace: float) -> None:
    """A sheet that was printed stays true to the second, whoever speaks."""
    usual = Fitting(partner()).fit(minutes * MINUTE)
    other = Fitting(partner(), voice=lambda text: round(spoken_ms(text) * pace)).fit(minutes * MINUTE)
    assert [page.text for page in usual.giver] == [page.text for page in other.giver]
    assert max(abs(a.at_ms - b.at_ms) for a, b in zip(usual.giver, other.giver, strict=True)) <= 1_000


def test_after_a_question_the_page_before_it_comes_back() -> None:
    """The question goes by itself after its twenty seconds, and the hands go on where they were."""
    script = for_two(
        '{giver: "Both palms rest there.", where: Here, for: 40 s}',
        '{giver: "Is this all right?", asks: true}',
        "rest",
    )
    timeline = Fitting(script).fit(10 * MINUTE)
    assert_two_tracks(timeline)
    first, asked, again = timeline.giver
    assert ("do", "Here", 40_000) == (first.kind, first.where, first.length_ms)
    assert ("ask", "Middle", 20_000) == (asked.kind, asked.where, asked.length_ms)
    assert (first.text, True, timeline.total_ms) == (again.text, again.again, again.end_ms)


def test_a_question_before_any_page_goes_by_itself() -> None:
    """Nothing comes back after it, and what follows is heard as it would be."""
    timeline = Fitting(for_two('{giver: "Ready?", asks: true}', "rest")).fit(5 * MINUTE)
    (asked,) = timeline.giver
    assert 20_000 == asked.length_ms
    assert page_at(timeline.giver, asked.at_ms) == asked
    assert page_at(timeline.giver, asked.at_ms - 1) is None
    assert page_at((replace(asked, at_ms=0), replace(asked, at_ms=40_000)), 30_000) is None


def test_questions_again_and_again() -> None:
    """Within a repeat each is a page of its own, with its silence, however the rest is laid."""
    script = for_two(
        '{giver: "Both palms rest there."}',
        '{repeat: [giver: "Is this all right?", rest: 5 s], every: 3 min}',
    )
    asking = script_of_asking(script)
    timeline = Fitting(asking).fit(30 * MINUTE)
    assert_two_tracks(timeline)
    asked = [page.at_ms for page in timeline.giver if page.kind == "ask"]
    assert len(asked) >= 8
    assert max(b - a for a, b in pairwise(asked)) <= 3 * MINUTE + 1


def script_of_asking(script: Script) -> Script:
    """The same with the page inside its repeat as a question."""
    section = script.sections[1]
    step = section.steps[1]
    inner = (replace(step.inner[0], asks=True, quiet_ms=20_000), *step.inner[1:])  # type: ignore[call-arg]
    steps = (section.steps[0], replace(step, steps=inner))  # type: ignore[call-arg]
    return replace(script, sections=(script.sections[0], replace(section, steps=steps), script.sections[2]))


# ---- cut, lengthened, ended ----


@given(at=st.integers(0, 20 * MINUTE), change=st.sampled_from([-5, -2, 3, 5, 20]))
def test_more_or_fewer_minutes_move_both_tracks(at: int, change: int) -> None:
    """What has turned stays, what comes is laid anew, and a question that is being asked is asked to its end."""
    fitting = Fitting(partner())
    timeline = fitting.fit(20 * MINUTE)
    try:
        other = fitting.refit(timeline, at, (20 + change) * MINUTE)
    except LengthError:
        return
    assert_tiles(other, (20 + change) * MINUTE)
    assert_two_tracks(other)
    turned = [page for page in timeline.giver if page.at_ms < at]
    assert [(page.at_ms, page.text) for page in turned] == [
        (page.at_ms, page.text) for page in other.giver[: len(turned)]
    ]
    running = timeline.cues[timeline.index_at(at)]
    if running.of_a_page and at > running.at_ms:  # the time to try it, or to answer, is not taken away
        assert running in other.cues
        asking = [page for page in turned if page.kind == "ask" and at < page.end_ms]
        assert all(page in other.giver for page in asking)
    both = [{page.text for page in track.giver} for track in (timeline, other)]
    assert both[0] <= both[1] or change < 0


@given(at=st.integers(0, 20 * MINUTE - 80_000))
def test_an_early_end_takes_both_tracks_to_the_closing(at: int) -> None:
    """Its page turns with its first silence, and stands to the last moment."""
    fitting = Fitting(partner())
    timeline = fitting.fit(20 * MINUTE)
    closed = fitting.close(timeline, at)
    assert closed is not None
    assert_two_tracks(closed)
    last = closed.giver[-1]
    assert ("Ending", closed.total_ms) == (last.where, last.end_ms)
    running = timeline.cues[timeline.index_at(at)]
    begins = at if running.kind == "rest" else running.end_ms
    assert (begins, begins) == (closed.sections[-1].at_ms, last.at_ms)


@given(at=st.integers(0, 20 * MINUTE - 90_000))
def test_bells_of_ones_own_never_ring_while_something_is_asked(at: int) -> None:
    """Every other minute one, and both tracks are as they were; also when what remains is fitted anew."""
    bells = read_bells("every 1 bell", shipped_bells())
    fitting = Belled(Fitting(partner()), bells, shipped_bells())
    timeline = fitting.fit(20 * MINUTE)
    assert any(cue.origin == "interval" for cue in timeline.cues)
    assert timeline.giver == Fitting(partner()).fit(20 * MINUTE).giver
    assert_two_tracks(timeline)
    assert_two_tracks(fitting.refit(timeline, at, 25 * MINUTE))


# ---- what somebody leaves out ----


def test_the_skip_list_holds_for_both_tracks() -> None:
    """A place that is left out is worked by nobody and spoken of by nobody; its section goes, and that is said."""
    usual = Fitting(partner()).fit(45 * MINUTE)
    timeline = Fitting(partner(), person=Person(skip=("feet",))).fit(45 * MINUTE)
    assert_tiles(timeline, 45 * MINUTE)
    assert_two_tracks(timeline)
    assert "Feet" in {span.title for span in usual.sections}
    assert "Feet" not in {span.title for span in timeline.sections}
    told = [page.text for page in timeline.giver] + [cue.text for cue in timeline.cues]
    assert not [text for text in told if "foot" in text or "feet" in text]
    assert ("Left out, as you wish: Feet.",) == timeline.notes
    assert () == timeline.dropped


def test_without_the_back_it_is_other_places() -> None:
    """Also a section that is always kept goes; where hands come to rest at last, another place is named."""
    timeline = Fitting(partner(), person=Person(skip=("back",))).fit(20 * MINUTE)
    assert_two_tracks(timeline)
    worked = [page for page in timeline.giver if page.kind == "do"]
    assert not [page for page in worked if "back" in page.text and "their" in page.text]
    assert any("where they were welcome" in page.text for page in worked)


def test_a_place_shown_instead_has_not_the_old_head() -> None:
    """The head of the page is of the place that is left out."""
    script = for_two(
        '{giver: {text: "Hold their feet.", regions: [feet], instead: "Hold a pillow."}, where: The feet}',
        "rest",
    )
    (page,) = Fitting(script, person=Person(skip=("feet",))).fit(5 * MINUTE).giver
    assert ("Hold a pillow.", "Middle") == (page.text, page.where)


# ---- the track itself ----


def cue(at: int, length: int, kind: str = "do", text: str = "a") -> GiverCue:
    """A page."""
    return GiverCue(at, length, kind, text, "Here", "Middle")  # type: ignore[arg-type]


def test_a_page_that_gets_no_time_is_left_out() -> None:
    """Two that turn at once: the later one is shown."""
    track = laid_out([cue(0, 5), cue(10, 5, text="b"), cue(10, 5, text="c")], 30)
    assert [("a", 0, 10), ("c", 10, 20)] == [(one.text, one.at_ms, one.length_ms) for one in track]
    assert track[0] == page_at(track, 9)
    assert track[1] == page_at(track, 30)
    assert track[1] == next_place(track, 3)
    assert next_question(track, 3) is None


@pytest.mark.parametrize(
    "pages",
    [
        (cue(0, 10_000), cue(6_000, 10_000)),
        (cue(1_234, 10_000),),
        (cue(0, 30 * MINUTE),),
        (cue(0, 60_000, "ask"),),
    ],
    ids=["two at once", "not with a cue", "past the end", "something is heard"],
)
def test_a_track_that_is_none_is_noticed(pages: tuple[GiverCue, ...]) -> None:
    """Where it is made, and again where it is performed."""
    timeline = Fitting(partner()).fit(20 * MINUTE)
    with pytest.raises(TimelineFault):
        check_timeline(replace(timeline, giver=pages))
