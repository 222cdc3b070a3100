"""Everything a script can have spoken, apart from what only the person knows: for making clips of it ahead of time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import product

from massage_mind.fit.filling import left_in_words, length_in_words, without_free_fields
from massage_mind.fit.fitting import Plan
from massage_mind.script.breathing import HOLDS_CAUTION, STOP_RULE
from massage_mind.script.script import Ask, Line, Repeat, Say, Scan, Script, Step, Style

FASTER = 0.75
LONGEST_LEFT_MS = 10 * 60_000
"""A closing names what is left; no shipped one is longer."""


def sayable(script: Script, styles: Iterable[Style] = ()) -> Iterator[str]:
    """Every text the script can have spoken with these styles, its fields filled with each value of their closed sets.

    Without the name and without the words of the intention; both the fixed part of a line that names the intention
    and its `unset` words are there.
    """
    fitting = [style for style in styles if not script.styles or style.id in script.styles]
    for section in script.sections:
        for line, regions in _lines(section.steps, fitting):
            yield from _filled(line, script, fitting, regions)
    for line in (*script.free, *script.remind):
        yield from _filled(line, script, fitting, ())
    yield STOP_RULE
    yield HOLDS_CAUTION


def fixed_lines(script: Script) -> Iterator[str]:
    """Every line of the script that holds no field at all, as it is spoken."""
    for section in script.sections:
        yield from (line.text for line, _ in _lines(section.steps, ()) if "{" not in line.text)
    yield from (line.text for line in (*script.free, *script.remind) if "{" not in line.text)


def _lines(steps: Sequence[Step], styles: Sequence[Style]) -> Iterator[tuple[Line, tuple[str, ...]]]:
    """Each line of these steps with the regions it may be said at."""
    for step in steps:
        match step:
            case Say():
                yield from ((line, ()) for line in step.lines)
            case Ask():
                yield step.line, ()
            case Scan():
                regions = step.regions or tuple(
                    dict.fromkeys(r.name for style in styles for r in style.regions if r.kind == "work")
                )
                yield from ((line, ()) for line in (*step.lines, *step.turn))
                yield from ((line, regions) for line in step.at_region)
            case Repeat():
                yield from _lines(step.steps, styles)


def _filled(line: Line, script: Script, styles: Sequence[Style], regions: Sequence[str]) -> Iterator[str]:
    values = {
        "length": _distinct(length_in_words, _shortest_ms(script), script.most_ms),
        "left": _distinct(left_in_words, 0, LONGEST_LEFT_MS),
        "minutes": tuple(str(number) for number in range(1, script.most_ms // 60_000 + 1)),
        "style": ("massage", *(style.title for style in styles)),
        "region": tuple(regions),
    }
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
    plans = (Plan(script, guidance=guidance) for guidance in script.guidances)
    return min(script.least_ms, *(round(FASTER * plan.shortest_ms()) for plan in plans))


def _distinct(words: Callable[[int], str], least_ms: int, most_ms: int) -> tuple[str, ...]:
    """Each different text that these words take between two lengths."""
    return tuple(dict.fromkeys(words(ms) for ms in (*range(least_ms, most_ms, 500), most_ms)))
