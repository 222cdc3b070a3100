"""Words to use on the table come early, and every way of changing something has its turn."""

from __future__ import annotations

import re

import pytest

from massage_mind.fit.drawing import Draw
from massage_mind.fit.fitting import Fitting
from massage_mind.fit.timeline import Timeline
from massage_mind.names import Guidance
from massage_mind.places import shipped_styles
from massage_mind.reading.library import Library

LIBRARY = Library(None)
STYLES = tuple(style for style in shipped_styles() if style != "other")
HOUR = 60 * 60_000
LESS = re.compile(r"lighter|'(?:less|not there|slower)\b")
STOP = re.compile(r"\bstop\b|'(?:wait|that's enough)'|sign")


def session(style: str, guidance: Guidance, seed: int, total_ms: int = HOUR) -> Timeline:
    """An hour of following the touch, its words drawn by this seed."""
    script = LIBRARY.script("following-the-touch")
    return Fitting(script, style=LIBRARY.style(style), guidance=guidance, draw=Draw(seed)).fit(total_ms)


@pytest.mark.parametrize("guidance", ["sparse", "guided"])
@pytest.mark.parametrize("style", STYLES)
def test_how_to_have_less_and_how_to_stop_are_heard_soon(style: str, guidance: Guidance) -> None:
    """Within the first minute both, and again by the middle of the hour, whatever is drawn."""
    for seed in (1, 2, 3):
        said = [(cue.at_ms, cue.text) for cue in session(style, guidance, seed).cues if cue.kind == "say"]
        for words in (LESS, STOP):
            times = [at for at, text in said if words.search(text)]
            assert any(at < 60_000 for at in times), (seed, words.pattern)
            again = [at for at in times if at >= 60_000]
            assert again and again[0] <= 35 * 60_000, (seed, words.pattern, times)


@pytest.mark.parametrize("style", STYLES)
def test_nobody_waits_a_quarter_of_an_hour_for_the_first_of_them(style: str) -> None:
    """After the words at the beginning the next ones come within eleven minutes, as soon as a thread is at its end."""
    for seed in (1, 2, 3):
        free = [cue.at_ms for cue in session(style, "sparse", seed).cues if cue.free]
        assert free[0] < 60_000 and free[1] <= 14 * 60_000


def test_kinds_take_turns_and_no_cue_comes_twice() -> None:
    """Three hours of many words: every kind is heard before the first one comes again."""
    script = LIBRARY.script("following-the-touch")
    fitting = Fitting(script, style=LIBRARY.style("swedish"), guidance="guided", draw=Draw(5))
    kinds = [
        {one.text for one in (line, *line.others)} | {one.instead for one in (line, *line.others)}
        for line in script.free
    ]
    drawn = [next(n for n, kind in enumerate(kinds) if line.text in kind) for line in fitting.script.free]
    assert drawn[: len(kinds)] == list(range(len(kinds)))
    texts = [line.text for line in fitting.script.free]
    assert len(texts) == len(set(texts)) == sum(1 + len(line.others) for line in script.free)


@pytest.mark.parametrize("style", STYLES)
def test_what_belongs_to_the_first_part_is_not_said_in_the_last(style: str) -> None:
    """And the other way round: the first strokes are not spoken of at the end, nor the last ones at the beginning."""
    found = LIBRARY.style(style)
    when = {line.text: line.when for line in found.lines}
    for seed in (1, 2, 3):
        timeline = session(style, "guided", seed)
        for cue in timeline.cues:
            share = cue.at_ms / timeline.total_ms
            assert when.get(cue.source) != "early" or share < 0.65, cue.text
            assert when.get(cue.source) != "late" or share > 0.4, cue.text


@pytest.mark.parametrize(
    ("style", "words"),
    [
        ("hot-stone", "hot"),
        ("thai", "far enough|less"),
        ("trigger-point", "less"),
        ("aromatherapy", "less (of it|of the smell|smell)"),
    ],
)
def test_what_a_style_needs_most_is_said_before_other_words_to_use(style: str, words: str) -> None:
    """Too hot, too far, too strong on the spot, too much of a scent: within a quarter of an hour, whatever is drawn."""
    for seed in range(1, 6):
        for guidance in ("sparse", "guided"):
            free = [cue for cue in session(style, guidance, seed).cues if cue.free]  # type: ignore[arg-type]
            assert re.search(words, free[1].text) and free[1].at_ms <= 14 * 60_000, (seed, free[1].text)
