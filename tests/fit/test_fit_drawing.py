"""Drawing the words of a session: threads, wordings, what is not for this person, and what was heard longest ago."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import pairwise

import pytest
from fit_support import script_named, shipped, style_named
from hypothesis import given, settings
from hypothesis import strategies as st

from massage_mind.fit.drawing import IN_ORDER, MOST_OWN, Draw, WordDraw
from massage_mind.fit.fitting import Fitting
from massage_mind.fit.flow import in_threads
from massage_mind.fit.timeline import Timeline
from massage_mind.names import Guidance
from massage_mind.script.person import Person
from massage_mind.script.script import Script, Section
from massage_mind.script.steps.scan_step import Scan
from massage_mind.script.style import NO_STYLE, Style
from massage_mind.script.wording import Line

MINUTE = 60_000
STYLES = (
    "swedish", "deep-tissue", "trigger-point", "myofascial-release", "hot-stone", "thai", "shiatsu", "aromatherapy",
    "chair",
)  # fmt: skip
ADA = Person(intention="softer shoulders", aim="relax", name="Ada", skip=("abdomen", "chest", "face"))


def drawing(seed: int | None = 1, person: Person = ADA, style: Style = NO_STYLE, **heard: int) -> WordDraw:
    """A draw in which the lines named by their text were heard at these times."""
    return WordDraw(Draw(seed, lambda text: heard.get(text, 0)), person, style)


def plan(style: str, guidance: Guidance, seed: int, person: Person = ADA) -> Fitting:
    """The usual script as it is drawn by this seed."""
    script = script_named("following-the-touch")
    return Fitting(script, style=style_named(style), person=person, guidance=guidance, draw=Draw(seed))


def session(
    style: str = "swedish",
    guidance: Guidance = "sparse",
    minutes: float = 60,
    seed: int = 1,
    person: Person = ADA,
) -> Timeline:
    """A drawn session of the usual script."""
    return plan(style, guidance, seed, person).fit(round(minutes * MINUTE))


def said(timeline: Timeline) -> list[str]:
    """Every line that is spoken, in order."""
    return [cue.text for cue in timeline.cues if cue.kind == "say"]


# -- lines and wordings --------------------------------------------------------------------------------------------------


def test_the_wording_heard_longest_ago_is_said() -> None:
    """Never heard comes before heard, and long ago before lately."""
    line = Line("a", others=(Line("b"), Line("c")))
    assert drawing(a=3, b=1, c=2).wording(line) == Line("b")
    assert drawing(a=3, b=1).wording(line) == Line("c")


def test_the_seed_decides_among_equals_and_always_alike() -> None:
    """The same seed gives the same; over many seeds every wording has its turn."""
    line = Line("a", others=(Line("b"), Line("c"), Line("d")))
    found = [drawing(seed).wording(line) for seed in range(200)]
    assert found == [drawing(seed).wording(line) for seed in range(200)]
    counts = [sum(one is not None and one.text == text for one in found) for text in "abcd"]
    assert min(counts) >= 25


def test_without_a_seed_all_stands_in_its_order() -> None:
    """As a writer of a script expects in `scripts check`, and as timelines were before."""
    pool = (Line("b"), Line("a"), Line("c"))
    assert drawing(None, b=5).pool(pool) == pool
    assert drawing(None).wording(Line("a", others=(Line("b"),))) == Line("a")
    assert drawing(4, b=5).pool(pool)[-1] == Line("b")


@pytest.mark.parametrize(
    ("line", "person", "style", "heard"),
    [
        (Line("your feet", regions=("feet",)), Person(skip=("Feet",)), NO_STYLE, None),
        (Line("a hand", regions=("hands",), instead="a sign"), Person(skip=("hands",)), NO_STYLE, "a sign"),
        (Line("a hand", regions=("hands",), instead="a sign"), Person(), NO_STYLE, "a hand"),
        (Line("oil", clothed=False), Person(), style_named("thai"), None),
        (Line("oil", clothed=False), Person(), style_named("swedish"), "oil"),
        (Line("oil", clothed=False), Person(), style_named("other"), None),
        (Line("a seam", clothed=True), Person(), style_named("swedish"), None),
        (Line("lying", positions=("prone",)), Person(), style_named("chair"), None),
        (Line("lying", positions=("prone",)), Person(), style_named("swedish"), "lying"),
        (Line("lying", positions=("prone",)), Person(), NO_STYLE, None),
        (Line("rest", aim="rest"), Person(aim="rest"), NO_STYLE, "rest"),
        (Line("rest", aim="rest"), Person(aim="relax"), NO_STYLE, None),
        (Line("rest", aim="rest"), Person(), NO_STYLE, None),
        (Line("the door", gently=True), Person(), NO_STYLE, None),
        (Line("the door", gently=True), Person(gently=True), NO_STYLE, "the door"),
        (Line("the neck", regions=("neck",)), Person(skip=("throat",)), NO_STYLE, "the neck"),
        (Line("the neck", regions=("neck",)), Person(skip=("throat",), gently=True), NO_STYLE, None),
    ],
)
def test_what_is_not_for_this_person_is_not_said(
    line: Line, person: Person, style: Style, heard: str | None
) -> None:
    """Parts of the body left out, the wrong clothes or position, another aim; gently, what lies beside those parts too."""
    found = drawing(person=person, style=style).wording(line)
    assert (found and found.text) == heard


def test_a_thread_is_dropped_whole() -> None:
    """With one of its lines gone it would have a hole."""
    lines = (Line("a", thread=1), Line("feet", regions=("feet",), thread=1), Line("c"), Line("d", thread=4))
    found = drawing(person=Person(skip=("feet",))).threads(lines, also=(), style_lines=False)
    assert {line.text for line in found} == {"c", "d"}


@given(st.lists(st.integers(1, 4), min_size=1, max_size=30), st.integers(0, 99))
def test_threads_stay_whole_whatever_their_order(sizes: list[int], seed: int) -> None:
    """Drawn, every thread is there once, its lines together and in order."""
    lines = tuple(
        Line(f"{n}.{k}", thread=n if size > 1 else 0) for n, size in enumerate(sizes, 1) for k in range(size)
    )
    found = in_threads(drawing(seed).threads(lines, also=(), style_lines=False))
    assert sorted(tuple(line.text for line in thread) for thread in found) == sorted(
        tuple(line.text for line in thread) for thread in in_threads(lines)
    )


def test_a_style_s_own_threads_come_among_those_of_all() -> None:
    """Turn by turn, and no more of its own than an hour takes; the rest is behind."""
    own = Style("s", "S", "", (), (), lines=tuple(Line(f"own {n}") for n in range(20)))
    also = tuple(Line(f"also {n}") for n in range(20))
    found = [line.text[:3] for line in drawing(style=own).threads((), also=also, style_lines=True)]
    assert found[:6] == ["own", "als"] * 3
    assert found[: 2 * MOST_OWN].count("own") == MOST_OWN
    assert len(found) == 40


@pytest.mark.parametrize(("many", "own", "behind"), [(MOST_OWN, "oa" * MOST_OWN, 0), (13, "ooaooaooao", 6)])
def test_a_script_about_one_thing_that_has_much_to_say_says_two_threads_of_it_before_one_of_the_others(
    many: int, own: str, behind: int
) -> None:
    """Half of its own, so that the next hour has the other half; whoever has fewer has turn by turn."""
    lines = tuple(Line(f"own {n}", anchor="sounds") for n in range(many))
    also = tuple(Line(f"also {n}", anchor="sounds") for n in range(20))
    drawn = drawing().threads(lines, also=also, style_lines=False, keeps_to=("sounds",))
    found = "".join(line.text[0] for line in drawn)
    assert found.startswith(own)
    assert found == found[: many + 20 - behind] + "o" * behind
    assert {line.text for line in drawn} == {line.text for line in (*lines, *also)}


KEPT = (
    Line("breath", anchor="breath"),
    Line("touch", anchor="touch"),
    Line("anything"),
    Line("sound 1", anchor="sounds"),
    Line("sound 2", anchor="sounds"),
    Line("gently", anchor="sight", gently=True),
)


@pytest.mark.parametrize("seed", range(5))
def test_a_script_about_one_thing_keeps_to_it(seed: int) -> None:
    """None on an anchor that it doesn't name; of what is due alike, its own anchor first, and what was heard comes after."""
    kept = partial(WordDraw.threads, lines=(), also=KEPT, style_lines=False, keeps_to=("sounds", "touch"))
    texts = [line.text for line in kept(drawing(seed, Person()))]
    assert {*texts[:2]} == {"sound 1", "sound 2"} and {*texts[2:]} == {"touch", "anything"}
    heard = WordDraw(Draw(seed, lambda text: int(text == "sound 1")), Person(), NO_STYLE)
    assert [line.text for line in kept(heard)][0::3] == ["sound 2", "sound 1"]
    assert {line.text for line in kept(drawing(seed, Person(gently=True)))} == {*texts, "gently"}


def test_who_comes_for_sounds_hears_nothing_of_breath() -> None:
    """It is offered to anybody to whom breath is no good place, and lines that every style has are about breath, too."""
    script = script_named("sounds-as-anchor")
    for seed in range(30):
        drawn = WordDraw(Draw(seed), Person(), NO_STYLE).script(script)
        (scan,) = (step for section in drawn.sections for step in section.steps if isinstance(step, Scan))
        assert not [line.text for line in scan.lines if line.anchor == "breath"]
        assert all(line.anchor == "sounds" for line in scan.lines[:24])


# -- whole sessions ------------------------------------------------------------------------------------------------------


def threads_of(script: Script) -> dict[str, tuple[str, ...]]:
    """The texts of the thread that each line of a drawn script stands in."""
    return {
        line.text: tuple(one.text for one in thread)
        for section in script.sections
        for step in section.steps
        if isinstance(step, Scan)
        for thread in in_threads(step.lines)
        for line in thread
    }


def in_a_row_and_cut(style: str, guidance: Guidance, minutes: int, seed: int) -> tuple[int, int]:
    """How many leaves follow another one in this session, and how many threads one breaks into."""
    fitting = plan(style, guidance, seed)
    spoken = [cue for cue in fitting.fit(minutes * MINUTE).cues if cue.kind == "say"]
    threads = threads_of(fitting.script)
    leaves = [cue.free or cue.origin == "turn" for cue in spoken]
    inside = [
        before.origin == after.origin == "line" and after.source in threads[before.source]
        for before, after in zip(spoken, spoken[2:], strict=False)
    ]
    return (
        sum(one and other for one, other in pairwise(leaves)),
        sum(leaf and cut for leaf, cut in zip(leaves[1:], inside, strict=False)),
    )


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(STYLES),
    st.sampled_from(("sparse", "guided")),
    st.integers(20, 180),
    st.integers(0, 10_000),
)
def test_no_leave_follows_another(style: str, guidance: Guidance, minutes: int, seed: int) -> None:
    """Freedom cues and the words for turning over have a line between them, and none lies inside a thread."""
    assert in_a_row_and_cut(style, guidance, minutes, seed) == (0, 0)


@pytest.mark.parametrize("guidance", ["sparse", "guided"])
def test_hardly_any_thread_ends_early(guidance: Guidance) -> None:
    """Where nothing else fits the rest of a thread falls away for a freedom cue, which cannot: seldom, and whole mostly."""
    early = whole = 0
    for style in STYLES:
        for minutes in (30, 45, 60, 90):
            fitting = plan(style, guidance, 1)
            lines = [cue.source for cue in fitting.fit(minutes * MINUTE).cues if cue.origin == "line"]
            threads = {
                thread: sum(line in thread for line in lines)
                for thread in set(threads_of(fitting.script).values())
            }
            last = threads_of(fitting.script)[lines[-1]]  # the one that the closing meets
            whole += sum(said == len(thread) for thread, said in threads.items())
            early += sum(0 < said < len(thread) for thread, said in threads.items() if thread != last)
    assert early <= 0.05 * whole, (early, whole)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(STYLES), st.sampled_from(("sparse", "guided", "silent")), st.integers(0, 10_000))
def test_no_sentence_comes_twice_in_an_hour(style: str, guidance: Guidance, seed: int) -> None:
    """Whatever the style and the seed."""
    lines = said(session(style, guidance, 60, seed))
    assert len(lines) == len(set(lines))


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("minutes", [20, 30, 45])
def test_a_short_massage_has_lines_that_follow_the_touch(style: str, minutes: int) -> None:
    """At least four of them, and opening and closing take a fifth of the time at the most."""
    timeline = session(style, "sparse", minutes)
    assert sum(cue.origin == "line" for cue in timeline.cues) >= 4
    around = timeline.sections[0].length_ms + timeline.sections[-1].length_ms
    assert around <= 0.2 * timeline.total_ms


def test_silences_vary_and_are_longer_after_a_question() -> None:
    """By about a quarter around their mean, in the middle of an hour."""
    gaps: dict[bool, list[int]] = {True: [], False: []}
    for seed in range(12):
        middle = [
            cue
            for cue in session("swedish", "guided", 60, seed).cues
            if 6 * MINUTE < cue.at_ms < 54 * MINUTE and cue.kind == "say"
        ]
        for before, after in pairwise(middle):
            gaps["?" in before.text].append(after.at_ms - before.end_ms)
    every = gaps[True] + gaps[False]
    mean = sum(every) / len(every)
    spread = sum(abs(gap - mean) for gap in every) / len(every) / mean
    assert 0.08 <= spread <= 0.35
    assert sum(gaps[True]) / len(gaps[True]) > 1.05 * sum(gaps[False]) / len(gaps[False])


def test_gently_there_is_more_choice_and_less_silence() -> None:
    """Freedom cues come sooner, silences are shorter, the room is spoken of, and nothing beside what is left out."""
    usual, gently = session(seed=5), session(seed=5, person=replace(ADA, gently=True))
    assert sum(cue.free for cue in gently.cues) > sum(cue.free for cue in usual.cues)
    assert len(said(gently)) > len(said(usual))
    assert any(
        "g key" in text or "the door" in text.casefold() or "this room" in text for text in said(gently)
    )
    assert not [text for text in said(gently) if "neck" in text.casefold() or "jaw" in text.casefold()]


def test_preferred_anchors_come_first_and_do_not_run_dry() -> None:
    """Somebody who likes sounds hears of them first, and of other things once those are used up."""
    script = script_named("following-the-touch")
    drawn = Fitting(
        script, style=style_named("swedish"), person=Person(anchors=("sounds",)), draw=Draw(3)
    ).script
    scan = next(step for section in drawn.sections for step in section.steps if isinstance(step, Scan))
    anchors = [line.anchor for line in scan.lines]
    assert set(anchors[:12]) <= {"sounds", ""}
    assert len(set(anchors)) > 4


def test_a_line_is_true_in_the_position_it_is_said_in() -> None:
    """A line for one position is not said once the style has turned over to another."""
    lines = tuple(
        Line(f"{word} {n}", positions=positions)
        for word, positions in (("any", ()), ("down", ("prone",)), ("up", ("supine",)))
        for n in range(9)
    )
    settling, _, closing = script_named("following-the-touch").sections
    script = replace(
        script_named("following-the-touch"),
        sections=(settling, Section("flow", "Flow", (Scan(lines),)), closing),
    )
    style = style_named("swedish")
    timeline = Fitting(script, style=style, guidance="guided", draw=Draw(1)).fit(40 * MINUTE)
    flow = timeline.sections[1]
    found = [cue for cue in timeline.cues if cue.origin == "line"]
    for cue in found:
        position = style.position_at((cue.at_ms - flow.at_ms) / flow.length_ms)
        assert cue.text.split()[0] in ("any", {"prone": "down", "supine": "up"}.get(position))
    assert {cue.text.split()[0] for cue in found} == {"any", "down", "up"}


@pytest.mark.parametrize("script", shipped(), ids=lambda script: script.name)
def test_every_shipped_script_is_drawn_and_redrawn_alike(script: Script) -> None:
    """The same seed and record give the same timeline, to the byte; another seed another one where there is a choice."""
    style = style_named(script.styles[0]) if script.styles else style_named("swedish")
    plans = [Fitting(script, style=style, person=ADA, draw=Draw(seed)) for seed in (7, 7, 8, 9, 10)]
    first, again, *others = [plan.fit(script.ideal_ms) for plan in plans]
    assert first == again
    choice = script.moment == "during"
    assert not choice or any(said(first) != said(other) for other in others)
    assert (
        Fitting(script, style=style, draw=IN_ORDER).with_(person=ADA).script
        == Fitting(script, style=style, person=ADA).script
    )
