"""What was drawn once is drawn again by its order, whatever has been heard or forgotten since."""

from __future__ import annotations

from dataclasses import replace

from fit_support import QUICK
from hypothesis import given
from hypothesis import strategies as st

from massage_mind.fit.drawing import Draw, order_drawn
from massage_mind.fit.fitting import Fitting
from massage_mind.reading.library import Library
from massage_mind.record.line_number import line_number
from massage_mind.script.person import Person
from massage_mind.script.script import Script
from massage_mind.script.steps.scan_step import Scan
from massage_mind.script.style import NO_STYLE, Style
from massage_mind.script.wording import Line

LIBRARY = Library(None)
PERSON = Person()
TEXTS = [f"Line {number}." for number in range(12)]

_texts = st.sampled_from(TEXTS)
_lines = st.builds(
    lambda text, others, thread: Line(text, others=tuple(Line(one) for one in others), thread=thread),
    _texts,
    st.lists(_texts, max_size=2),
    st.integers(0, 2),
)
_heard = st.dictionaries(_texts, st.integers(1, 3))


def script_of(lines: list[Line], free: list[Line]) -> Script:
    """A script that scans these lines, with these freedom cues. Lines of one thread stand together."""
    script = LIBRARY.script("following-the-touch")
    threaded = tuple(sorted(lines, key=lambda line: line.thread))
    sections = tuple(
        replace(
            section,
            steps=tuple(
                replace(step, lines=threaded) if isinstance(step, Scan) else step for step in section.steps
            ),
        )
        for section in script.sections
    )
    return replace(script, sections=sections, free=tuple(free))


def drawn(script: Script, draw: Draw, style: Style = NO_STYLE) -> Script:
    """The script as it is drawn."""
    return Fitting(script, style=style, draw=draw).script


@QUICK
@given(
    st.lists(_lines, min_size=1, max_size=10),
    st.lists(_lines, min_size=1, max_size=5),
    st.integers(0, 9),
    _heard,
    _heard,
)
def test_the_order_draws_the_same_again(
    lines: list[Line], free: list[Line], seed: int, heard: dict[str, int], later: dict[str, int]
) -> None:
    """Threads, wordings and pools, with ties and with lines that stand in several; other lines heard change nothing."""
    script = script_of(lines, free)
    first = Draw(seed, lambda text: heard.get(text, 0))
    order = order_drawn(first, PERSON, NO_STYLE, script)
    again = Draw(seed, lambda text: later.get(text, 0), order)
    assert drawn(script, first) == drawn(script, again)
    assert order == order_drawn(again, PERSON, NO_STYLE, script)


def test_an_order_says_of_no_line_whether_it_was_heard() -> None:
    """Whoever has it has every line of the script, those never heard among them."""
    script, style = LIBRARY.script("following-the-touch"), LIBRARY.style("swedish")
    fresh = set(order_drawn(Draw(7), PERSON, style, script))
    some = {line.text for line in script.free[:2]}
    assert fresh == set(order_drawn(Draw(7, lambda text: int(text in some)), PERSON, style, script))
    assert {line_number(text) for text in some} < fresh
    assert () == order_drawn(Draw(), PERSON, style, script)


def test_lines_that_came_later_come_last() -> None:
    """A script that has gained lines says first what was drawn before it had them."""
    script = LIBRARY.script("following-the-touch")
    order = order_drawn(Draw(7), PERSON, NO_STYLE, script)
    more = replace(script, remind=(Line("A new one."), *script.remind))
    remind = drawn(more, Draw(7, order=order)).remind
    assert drawn(script, Draw(7)).remind == remind[:-1]
    assert "A new one." == remind[-1].text
