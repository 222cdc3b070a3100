"""Everything a script can have spoken, apart from what only the person knows: for making clips of it ahead of time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product

from massage_mind.fit.filling import without_free_fields
from massage_mind.fit.fitting import Fitting
from massage_mind.script.breathing import HOLDS_CAUTION, STOP_RULE
from massage_mind.script.lines import lines_of, utterances
from massage_mind.script.script import Script
from massage_mind.script.style import Style
from massage_mind.script.wording import Line
from massage_mind.words.lengths import left_in_words, length_in_words

FASTER = 0.75
"""How much of the reckoned length the quickest voice may take."""
LONGEST_LEFT_MS = 10 * 60_000
"""A closing names what is left; no shipped one is longer."""


def sayable(script: Script, styles: Iterable[Style] = ()) -> Iterator[str]:
    """Every text the script can have spoken with these styles, its fields filled with each value of their closed sets.

    Without the name and without the words of the intention; both the fixed part of a line that names the intention
    and its `unset` words are there.
    """
    fitting = [style for style in styles if not script.styles or style.id in script.styles]
    regions = tuple(dict.fromkeys(name for style in fitting for name in style.worked))
    values = _values(script, fitting)
    for one in utterances(script, regions):
        if one.words.heard:
            yield from _filled(one.line, values | {"region": tuple(one.words.regions)})
    yield STOP_RULE
    yield HOLDS_CAUTION


def fixed_lines(script: Script) -> Iterator[str]:
    """Every line of the script that holds no field at all, as it is spoken."""
    return (line.text for line in lines_of(script) if "{" not in line.text)


def _values(script: Script, styles: Sequence[Style]) -> dict[str, tuple[str, ...]]:
    """What each field may stand for in this script, but for the regions, which hang on the line."""
    return {
        "length": _distinct(length_in_words, _shortest_ms(script), script.most_ms),
        "left": _distinct(left_in_words, 0, LONGEST_LEFT_MS),
        "minutes": tuple(str(number) for number in range(1, script.most_ms // 60_000 + 1)),
        "style": ("massage", *(style.title for style in styles)),
    }


def _filled(line: Line, values: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The line with each value of each field it names."""
    fixed = without_free_fields(line)
    unset = without_free_fields(replace(line, text=line.unset))
    for text in dict.fromkeys((fixed.text, unset.text)):
        named = [field for field in values if f"{{{field}}}" in text]
        for chosen in product(*(values[field] for field in named)):
            filled = text
            for field, value in zip(named, chosen, strict=True):
                filled = filled.replace(f"{{{field}}}", value)
            if filled.strip():
                yield filled.strip()


def _shortest_ms(script: Script) -> int:
    """The shortest the script can be given in, also by a voice that is a little faster than reckoned."""
    shortest = (Fitting(script, guidance=guidance).shortest_ms() for guidance in script.guidances)
    return min(script.least_ms, *(round(FASTER * length_ms) for length_ms in shortest))


def _distinct(words: Callable[[int], str], least_ms: int, most_ms: int) -> tuple[str, ...]:
    """Each different text that these words take between two lengths."""
    return tuple(dict.fromkeys(words(ms) for ms in (*range(least_ms, most_ms, 500), most_ms)))
