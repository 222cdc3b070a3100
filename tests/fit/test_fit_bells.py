"""Bells asked for besides the script's: read from words, laid into silences only, never lost, never doubled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from fit_support import assert_tiles, script_named, script_of, shipped, style_named
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from massage_mind.errors import LengthError, UsageError
from massage_mind.fit.extra_bells import (
    AFTER_MS,
    BEFORE_MS,
    EDGE,
    NEAR_MS,
    Belled,
    ExtraBells,
    read_bells,
    with_delay,
    with_end_bell,
    without_bells,
)
from massage_mind.fit.fitting import Fitting
from massage_mind.fit.timeline import Cue, Timeline
from massage_mind.places import shipped_bells
from massage_mind.script.script import Script

BELLS = shipped_bells()

MINUTE = 60_000
QUICK = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    report_multiple_bugs=False,
    suppress_health_check=[HealthCheck.too_slow],
)
WISHES = ("every 3", "at 1,2.5,7 gong", "random 5 bowl", "every 0.5")
SCRIPTS = pytest.mark.parametrize("script", shipped(), ids=lambda script: script.name)


def asked_for(timeline: Timeline) -> list[Cue]:
    """The bells that were laid in."""
    return [cue for cue in timeline.cues if cue.kind == "bell" and cue.origin in ("interval", "chance")]


def missed(timeline: Timeline) -> int:
    """How many bells a note says were left out."""
    found = [re.match(r"(One|\d+) bells? of those asked for", note) for note in timeline.notes]
    counts = [match[1] for match in found if match]
    assert len(counts) <= 1, timeline.notes
    return 0 if not counts else 1 if counts[0] == "One" else int(counts[0])


def due_times(wish: ExtraBells, total_ms: int) -> int:
    """How many bells a session of this length was asked for."""
    if wish.every_ms:
        return len(range(wish.every_ms, total_ms, wish.every_ms))
    return wish.chance or len(wish.at_ms)


def plans(script: Script) -> Iterator[Fitting]:
    style = style_named(script.styles[0]) if script.styles else style_named("swedish")
    for guidance in script.guidances:
        yield Fitting(script, style=style, guidance=guidance)


def some_plan(name: str, guidance: str | None = None) -> Fitting:
    return Fitting(script_named(name), guidance=guidance)


def past(timeline: Timeline, at_ms: int) -> list[tuple[object, ...]]:
    """What a person has had by then: every cue that has begun, as far as it has come."""
    return [
        (cue.at_ms, min(cue.end_ms, at_ms), cue.kind, cue.text, cue.section_index, cue.origin)
        for cue in timeline.cues
        if cue.at_ms < at_ms
    ]


def assert_in_silence(timeline: Timeline) -> None:
    """Every bell asked for rings in full, with silence before and after it."""
    cues = timeline.cues
    for number, cue in enumerate(cues):
        if cue not in asked_for(timeline):
            continue
        assert BELLS[cue.text] == cue.length_ms, cue
        sounding = [one for one in cues[:number] if one.kind != "rest"]
        assert not sounding or sounding[-1].end_ms + BEFORE_MS <= cue.at_ms, cue
        later = next((one.at_ms for one in cues[number + 1 :] if one.kind != "rest"), timeline.total_ms)
        assert cue.end_ms + AFTER_MS <= later, cue


# -- what a person says ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("none", ExtraBells()),
        ("", ExtraBells()),
        ("  OFF ", ExtraBells()),
        ("every 15", ExtraBells(every_ms=15 * MINUTE)),
        ("every 0.5 bowl", ExtraBells(every_ms=30_000, sound="bowl")),
        ("Every   15   Gong", ExtraBells(every_ms=15 * MINUTE, sound="gong")),
        ("at 10,25,40", ExtraBells(at_ms=(10 * MINUTE, 25 * MINUTE, 40 * MINUTE))),
        ("at 40, 10 ,10 gong", ExtraBells(at_ms=(10 * MINUTE, 40 * MINUTE), sound="gong")),
        ("at 2.5 7", ExtraBells(at_ms=(150_000, 7 * MINUTE))),
        ("random 4", ExtraBells(chance=4, seed=9)),
        ("random 100 bowl", ExtraBells(chance=100, sound="bowl", seed=9)),
    ],
)
def test_bells_are_read_from_words(text: str, wish: ExtraBells) -> None:
    """Every so often, at minutes in any order, by chance, with a bell or the usual one; in any case and spacing."""
    assert wish == read_bells(text, BELLS, seed=9)


@pytest.mark.parametrize(
    "text",
    [
        "often",
        "every",
        "every gong",
        "every 10,20",
        "every 0.4",
        "every 601",
        "every -5",
        "every 1.2.3",
        "every 15 trumpet",
        "every 15 gong loud",
        "at",
        "at noon",
        "at 1.2.3",
        "at 601",
        "at 10 none",
        "random 0",
        "random 2.5",
        "random 101",
        "random",
        "every ١٥",
        "every " + "9" * 400,
        "at " + "9" * 400,
        "random " + "9" * 400,
        "15",
    ],
)
def test_what_is_no_bell_is_refused_with_a_hint(text: str) -> None:
    """A sentence, a hint, exit code 2; nothing is guessed."""
    with pytest.raises(UsageError) as caught:
        read_bells(text, BELLS)
    assert 2 == caught.value.exit_code
    assert caught.value.sentence and caught.value.hint


@given(st.text(alphabet="everyatrandom 0123456789.,gonbwl", max_size=24))
def test_any_words_are_a_wish_or_a_usage_error(text: str) -> None:
    """No words raise anything else, and what is understood is something to ring or an explicit none."""
    try:
        wish = read_bells(text, BELLS)
    except UsageError:
        return
    assert bool(wish) or text.strip() in ("", "none", "off")
    assert wish.sound in BELLS


# -- fitted ------------------------------------------------------------------------------------------------------------


@SCRIPTS
def test_bells_lie_in_the_silences_of_every_script(script: Script) -> None:
    """In every guidance and at several lengths: the time still tiles, every bell has silence around it, and without
    the bells it is the plain fit to the last cue; what does not ring is counted in a note."""
    for plan in plans(script):
        for total in (script.least_ms, script.ideal_ms + 1, script.most_ms):
            plain = plan.fit(total)
            for words in WISHES:
                wish = read_bells(words, BELLS, seed=3)
                timeline = Belled(plan, wish, BELLS).fit(total)
                assert_tiles(timeline, total)
                assert_in_silence(timeline)
                assert plain == replace(without_bells(timeline), notes=plain.notes)
                assert due_times(wish, total) == len(asked_for(timeline)) + missed(timeline)
                assert plain.notes == timeline.notes[: len(plain.notes)]


@QUICK
@given(data=st.data())
def test_any_wish_in_any_script_leaves_its_words_where_they_were(data: st.DataObject) -> None:
    """Any interval, minutes or number, any bell, any length: what is spoken and when does not change."""
    script = data.draw(st.sampled_from(shipped()))
    plan = data.draw(st.sampled_from(list(plans(script))))
    total = data.draw(st.integers(script.least_ms, script.most_ms))
    sound = data.draw(st.sampled_from(sorted(BELLS)))
    wish = data.draw(
        st.one_of(
            st.integers(30_000, 20 * MINUTE).map(lambda every: ExtraBells(every_ms=every, sound=sound)),
            st.lists(st.integers(1, script.most_ms + MINUTE), min_size=1, max_size=6, unique=True).map(
                lambda at: ExtraBells(at_ms=tuple(sorted(at)), sound=sound)
            ),
            st.tuples(st.integers(1, 20), st.integers(0, 2**32)).map(
                lambda drawn: ExtraBells(chance=drawn[0], seed=drawn[1], sound=sound)
            ),
        )
    )
    plain = plan.fit(total)
    timeline = Belled(plan, wish, BELLS).fit(total)
    assert_tiles(timeline, total)
    assert_in_silence(timeline)
    assert plain == replace(without_bells(timeline), notes=plain.notes)
    assert due_times(wish, total) == len(asked_for(timeline)) + missed(timeline)
    assert plain.sections == timeline.sections


def test_without_a_wish_nothing_changes() -> None:
    """None asked for, none laid."""
    plan = some_plan("arriving")
    assert plan.fit(300_000) == Belled(plan, ExtraBells(), BELLS).fit(300_000)


def test_bells_at_minutes_ring_on_them_where_it_is_quiet() -> None:
    """In a silent hour the bells come at their very millisecond."""
    timeline = Belled(some_plan("quiet-hour"), read_bells("at 10,25,40 gong", BELLS), BELLS).fit(60 * MINUTE)
    assert [10 * MINUTE, 25 * MINUTE, 40 * MINUTE] == [cue.at_ms for cue in asked_for(timeline)]
    assert [("gong", "interval")] * 3 == [(cue.text, cue.origin) for cue in asked_for(timeline)]


def test_bells_every_so_often_ring_between_start_and_end() -> None:
    """Not at the start and not at the end, where the script's own are."""
    timeline = Belled(some_plan("quiet-hour"), read_bells("every 15", BELLS), BELLS).fit(60 * MINUTE)
    assert [15 * MINUTE, 30 * MINUTE, 45 * MINUTE] == [cue.at_ms for cue in asked_for(timeline)]


@pytest.mark.parametrize("number", [1, 4, 20])
def test_chance_is_the_same_for_the_same_seed(number: int) -> None:
    """As many as asked for, away from the edges, one in each part of the time; another seed gives other moments."""
    plan = some_plan("quiet-hour")
    total = 60 * MINUTE
    first = Belled(plan, ExtraBells(chance=number, seed=7), BELLS).fit(total)
    assert first == Belled(plan, ExtraBells(chance=number, seed=7), BELLS).fit(total)
    assert first != Belled(plan, ExtraBells(chance=number, seed=8), BELLS).fit(total)
    times = [cue.at_ms for cue in asked_for(first)]
    assert number == len(times)
    assert ["chance"] * number == [cue.origin for cue in asked_for(first)]
    assert EDGE * total - NEAR_MS <= min(times) <= max(times) <= (1 - EDGE) * total + NEAR_MS


def test_bells_for_which_there_is_no_silence_are_noted() -> None:
    """One or several are counted in a sentence; the others ring."""
    words = " ".join(["word"] * 40)
    script = script_of(
        "title: Talk\nabout: Words without a pause.\nmoment: before\nminutes: {least: 1, ideal: 8, most: 30}\n"
        "anchors: [feet, breath]\nsections:\n  - name: talk\n    steps:\n"
        + f"      - say: {words}\n" * 14
        + "  - name: quiet\n    steps: [rest]\n  - name: closing\n    steps: [{say: This is the end.}]\n"
    )
    plan = Fitting(script, guidance="dense")
    total = plan.shortest_ms() + 5 * MINUTE
    for minutes, count, said in (
        ("1", 0, "One bell of"),
        ("1,1.5,2", 0, "3 bells of"),
        ("1,8", 1, "One bell of"),
    ):
        timeline = Belled(plan, read_bells(f"at {minutes} gong", BELLS), BELLS).fit(total)
        assert count == len(asked_for(timeline))
        assert timeline.notes[-1].startswith(said)
        assert "no silence near" in timeline.notes[-1]


# -- fitted anew -------------------------------------------------------------------------------------------------------


@st.composite
def presses(draw: st.DrawFn) -> tuple[Belled, Timeline, int, int]:
    """A session with bells that is running, a moment of it, and how much longer or shorter it is to be."""
    script = draw(st.sampled_from(shipped()))
    plan = draw(st.sampled_from(list(plans(script))))
    total = draw(st.integers(script.ideal_ms, script.most_ms))
    wish = read_bells(draw(st.sampled_from(WISHES)), BELLS, seed=draw(st.integers(0, 99)))
    belled = Belled(plan, wish, BELLS)
    timeline = belled.fit(total)
    edges = [cue.at_ms + off for cue in asked_for(timeline) for off in (-1, 0, 1, 700, cue.length_ms)]
    moments = st.integers(0, total - 1)
    at_ms = draw(st.one_of(moments, st.sampled_from(edges)) if edges else moments)
    return belled, timeline, max(0, min(at_ms, total - 1)), draw(st.sampled_from((-300_000, 0, 300_000)))


@QUICK
@given(press=presses())
def test_fitted_anew_everything_before_that_moment_stays(press: tuple[Belled, Timeline, int, int]) -> None:
    """Words, silences and bells alike are as they were; the new total is exact."""
    belled, timeline, at_ms, change = press
    try:
        after = belled.refit(timeline, at_ms, timeline.total_ms + change)
    except LengthError:
        return
    assert_tiles(after, timeline.total_ms + change)
    assert past(timeline, at_ms) == past(after, at_ms)


@QUICK
@given(press=presses())
def test_fitted_anew_bells_still_ring_in_silence(press: tuple[Belled, Timeline, int, int]) -> None:
    """No bell rings into words: the one that is ringing rings out first, and the others find their silence."""
    belled, timeline, at_ms, change = press
    try:
        after = belled.refit(timeline, at_ms, timeline.total_ms + change)
    except LengthError:
        return
    for cue in asked_for(after):
        assert BELLS[cue.text] == cue.length_ms, cue


@QUICK
@given(press=presses())
def test_fitted_anew_without_bells_it_is_the_plain_refit(press: tuple[Belled, Timeline, int, int]) -> None:
    """Bells that were laid in are no reason for anything else to move."""
    belled, timeline, at_ms, change = press
    running = timeline.cues[timeline.index_at(at_ms)]
    if running in asked_for(timeline):
        return  # it rings out first
    try:
        plain = belled.fitting.refit(without_bells(timeline), at_ms, timeline.total_ms + change)
    except LengthError:
        with pytest.raises(LengthError):
            belled.refit(timeline, at_ms, timeline.total_ms + change)
        return
    after = without_bells(belled.refit(timeline, at_ms, timeline.total_ms + change))
    assert plain == replace(after, notes=plain.notes)


@QUICK
@given(press=presses())
def test_closed_early_what_has_been_stays_and_the_closing_is_whole(
    press: tuple[Belled, Timeline, int, int],
) -> None:
    """The closing comes exactly to the end, over no bell."""
    belled, timeline, at_ms, _ = press
    closing = belled.close(timeline, at_ms)
    if closing is None:
        assert at_ms >= timeline.sections[-1].at_ms
        return
    assert_tiles(closing, closing.total_ms)
    assert past(timeline, at_ms) == past(closing, at_ms)
    last = len(belled.fitting.script.sections) - 1  # type: ignore[attr-defined]
    assert last == closing.sections[-1].index


@pytest.mark.parametrize("sound", sorted(BELLS))
@pytest.mark.parametrize("into_ms", [1, 500, 2_500, 3_900])
def test_a_bell_that_rings_when_the_closing_is_asked_for_rings_out(sound: str, into_ms: int) -> None:
    """As the script's own bells do: the words of the closing wait for it."""
    belled = Belled(some_plan("quiet-hour"), ExtraBells(at_ms=(10 * MINUTE,), sound=sound), BELLS)
    closing = belled.close(belled.fit(60 * MINUTE), 10 * MINUTE + into_ms)
    assert closing is not None
    (bell,) = asked_for(closing)
    words = next(cue for cue in closing.cues if cue.at_ms > bell.at_ms and cue.kind != "rest")
    assert BELLS[sound] == bell.length_ms
    assert 10 * MINUTE + BELLS[sound] <= words.at_ms


@pytest.mark.parametrize("change", [-300_000, 0, 300_000])
@pytest.mark.parametrize("words", ["every 2", "every 5"])
def test_bells_every_so_often_go_on_when_it_is_fitted_anew(words: str, change: int) -> None:
    """At every moment of a quiet hour, `+` and `-` leave a bell at each of its minutes, once."""
    belled = Belled(some_plan("quiet-hour"), read_bells(words, BELLS), BELLS)
    timeline = belled.fit(60 * MINUTE)
    total = 60 * MINUTE + change
    fresh = [cue.at_ms for cue in asked_for(belled.fit(total))]
    for at_ms in range(3 * MINUTE, 52 * MINUTE, 61_007):
        after = belled.refit(timeline, at_ms, total)
        heard = [round(cue.at_ms / MINUTE) for cue in asked_for(after)]
        assert [round(at / MINUTE) for at in fresh] == heard, at_ms


def test_a_bell_that_was_moved_rings_once_however_it_is_fitted_anew() -> None:
    """Due while somebody speaks, it rings before or after; a key pressed in between neither loses nor doubles it."""
    plan = some_plan("arriving", "dense")
    total = 15 * MINUTE
    lost, doubled = [], []
    for cue in plan.fit(total).cues:
        if cue.kind != "say" or not MINUTE < cue.at_ms < 12 * MINUTE:
            continue
        due = cue.at_ms + cue.length_ms // 2
        often = [ExtraBells(every_ms=due)] if due > 2 * NEAR_MS else []  # else the next one is near as well
        for wish in (ExtraBells(at_ms=(due,)), *often):
            belled = Belled(plan, wish, BELLS)
            timeline = belled.fit(total)
            first = next((bell for bell in asked_for(timeline) if abs(bell.at_ms - due) <= NEAR_MS), None)
            if first is None:
                continue
            between = (min(due, first.at_ms) + max(due, first.at_ms)) // 2
            if first.at_ms < due and between < first.end_ms:
                continue
            after = belled.refit(timeline, between, total)
            number = sum(abs(bell.at_ms - due) <= NEAR_MS for bell in asked_for(after))
            if number < 1:
                lost.append((wish, between))
            if number > 1:
                doubled.append((wish, between))
    assert ([], []) == (lost, doubled)


@pytest.mark.parametrize("change", [0, 5 * MINUTE, 15 * MINUTE])
def test_chance_gives_as_many_bells_as_asked_for_when_it_is_fitted_anew(change: int) -> None:
    """Four are asked for; longer or as long, from any moment, four ring."""
    belled = Belled(some_plan("quiet-hour"), ExtraBells(chance=4, seed=5), BELLS)
    timeline = belled.fit(60 * MINUTE)
    counts = {
        at_ms // MINUTE: len(asked_for(belled.refit(timeline, at_ms, 60 * MINUTE + change)))
        for at_ms in range(2 * MINUTE, 40 * MINUTE, 2 * MINUTE)
    }
    assert dict.fromkeys(counts, 4) == counts


@pytest.mark.parametrize("seed", range(5))
def test_chance_does_not_crowd_what_is_left_of_a_shorter_session(seed: int) -> None:
    """Shortened or closed early, fewer ring: as often as before, and not all that were still to come."""
    belled = Belled(some_plan("following-the-touch"), ExtraBells(chance=8, seed=seed), BELLS)
    timeline = belled.fit(60 * MINUTE)
    for at_ms in range(5 * MINUTE, 45 * MINUTE, 5 * MINUTE):
        closed = belled.close(timeline, at_ms)
        assert closed is not None
        assert len([bell for bell in asked_for(closed) if bell.at_ms >= at_ms]) <= 1
        shorter = belled.refit(timeline, at_ms, max(at_ms + 5 * MINUTE, 50 * MINUTE))
        coming = [bell for bell in asked_for(shorter) if bell.at_ms >= at_ms]
        assert len(coming) <= 1 + (shorter.total_ms - at_ms) * 8 // (50 * MINUTE)


def test_what_was_left_out_is_noted_once() -> None:
    """Fitted anew, also from the very beginning, the note does not come twice."""
    plan = some_plan("hand-on-the-door", "dense")
    belled = Belled(plan, ExtraBells(at_ms=(30_000,), sound="gong"), BELLS)
    timeline = belled.fit(MINUTE)
    assert 1 == missed(timeline)
    assert 1 == missed(belled.refit(timeline, 0, 75_000))


# -- silence before, a bell at the end ---------------------------------------------------------------------------------


@SCRIPTS
def test_the_silence_before_counts_within_the_total(script: Script) -> None:
    """A minute to lie down in comes first, exactly as long, and the session still ends on time."""
    for plan in plans(with_delay(script, MINUTE)):
        for total in (plan.shortest_ms(), script.ideal_ms + MINUTE, script.most_ms):
            if total > script.most_ms:
                continue
            timeline = plan.fit(total)
            assert_tiles(timeline, total)
            first = timeline.sections[0]
            assert ("Getting ready", 0, MINUTE) == (first.title, first.at_ms, first.length_ms)
            assert ["rest"] == [cue.kind for cue in timeline.cues if cue.end_ms <= MINUTE]
    assert script is with_delay(script, 0)


def test_the_silence_before_is_kept_when_it_is_fitted_anew() -> None:
    """`+` and the early closing while lying down leave the script whole."""
    script = with_delay(script_named("arriving"), MINUTE)
    plan = Fitting(script)
    timeline = plan.fit(10 * MINUTE)
    longer = plan.refit(timeline, 20_000, 15 * MINUTE)
    assert_tiles(longer, 15 * MINUTE)
    closing = plan.close(timeline, 20_000)
    assert closing is not None
    assert [0, len(script.sections) - 1] == [span.index for span in closing.sections]


@SCRIPTS
@pytest.mark.parametrize("sound", ["none", "bowl", "gong"])
def test_the_bell_at_the_end_is_the_one_asked_for(script: Script, sound: str) -> None:
    """In every guidance, at every length, also closed early, it ends exactly with the time; none is none."""
    for plan in plans(with_end_bell(script, sound, BELLS)):
        for total in (max(script.least_ms, plan.shortest_ms()), script.ideal_ms + 1_001, script.most_ms):
            timeline = plan.fit(min(total, script.most_ms))
            closed = plan.close(timeline, 10_000)
            assert closed is not None
            for one in (timeline, closed):
                assert_tiles(one, one.total_ms)
                last = [cue for cue in one.cues if cue.kind != "rest"][-1]
                if sound == "none":
                    assert "bell" != last.kind
                else:
                    assert ("bell", sound, one.total_ms) == (last.kind, last.text, last.end_ms)
                    assert BELLS[sound] == last.length_ms


@SCRIPTS
def test_with_another_bell_the_words_of_the_closing_stay(script: Script) -> None:
    """Only the bell changes."""
    said = [
        cue.text
        for cue in Fitting(script).fit(script.ideal_ms).cues
        if cue.section_index == len(script.sections) - 1
    ]
    for sound in ("none", "gong"):
        timeline = Fitting(with_end_bell(script, sound, BELLS)).fit(script.ideal_ms)
        other = [cue.text for cue in timeline.cues if cue.section_index == len(script.sections) - 1]
        words = [text for text in other if text and text not in BELLS]
        assert [text for text in said if text and text not in BELLS] == words
    assert script is with_end_bell(script, "", BELLS)


def test_a_closing_of_nothing_but_its_bell_can_be_without_it() -> None:
    """None is none there too, and the session ends on time."""
    script = script_of(
        "title: Bare\nabout: A bell and no words.\nmoment: before\nminutes: {least: 0.25, ideal: 2, most: 30}\n"
        "anchors: [feet, sounds]\nsections:\n  - {name: quiet, steps: [{say: This is the beginning of the end.}, rest]}\n"
        "  - {name: closing, steps: [{bell: bell}]}\n"
    )
    timeline = Fitting(with_end_bell(script, "none", BELLS)).fit(2 * MINUTE)
    assert_tiles(timeline, 2 * MINUTE)
    assert [] == [cue for cue in timeline.cues if cue.kind == "bell"]


def test_an_unknown_bell_at_the_end_is_refused() -> None:
    """With those there are, and exit code 2."""
    with pytest.raises(UsageError) as caught:
        with_end_bell(script_named("arriving"), "trumpet", BELLS)
    assert 2 == caught.value.exit_code
    assert all(name in caught.value.hint for name in (*BELLS, "none"))
