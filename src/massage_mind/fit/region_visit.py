"""A scan off the table: its regions, or its lines, once each at an even pace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from massage_mind.fit.context import Context
from massage_mind.fit.element import QUIET, Element
from massage_mind.fit.flow import Placed, Stretch, lines_at, regions_of
from massage_mind.fit.pacing import Gap
from massage_mind.fit.sharing import share_out
from massage_mind.script.steps.scan_step import Scan
from massage_mind.script.style import Region, Style
from massage_mind.script.wording import Line


def visit(
    context: Context, scan: Scan, style: Style, stretch: Stretch, said: Sequence[str] = ()
) -> list[Placed]:
    """The lines of a scan with their silences, filling the stretch exactly; fewer of them where time is short.

    Where its lines lie in threads they are said from the first on, so that no thread is thinned out; others a bit here
    and a bit there. What has been `said` already, and what came before it, is not said again. With a `silence` of its own a scan says as
    much as that leaves time for, so that a longer one goes on instead of becoming slower.
    """
    elements = _unsaid(context, scan, style, stretch, said)
    threaded = not scan.at_region and any(line.thread for line in scan.lines)
    for count in range(len(elements), 0, -1):
        chosen = (
            elements[:count] if threaded else [elements[n * len(elements) // count] for n in range(count)]
        )
        needed = sum(element.least_ms for element in chosen)
        # One after the other at their usual pace: a short stretch is as calm as a long one, and says less.
        usual = sum(element.length_ms + element.gap.natural for element in chosen) if count > 1 else needed
        if max(needed, usual) <= stretch.length_ms:
            extra = share_out(stretch.length_ms - needed, [1.0] * count)
            return [
                Placed(element, element.gap.least + more) for element, more in zip(chosen, extra, strict=True)
            ]
    return [Placed(QUIET, stretch.length_ms)]


def _unsaid(
    context: Context, scan: Scan, style: Style, stretch: Stretch, said: Sequence[str]
) -> list[Element]:
    """Everything the scan could say from here on, in its order, whether there is time for it or not."""
    left = stretch.total_ms - stretch.start_ms
    made = [
        context.spoken(line, left_ms=left, region=region) for line, region in _texts(context, scan, style)
    ]
    elements = [
        replace(element, origin="line", gap=_at_least(element.gap, scan.silence_ms))
        for element in made
        if element is not None
    ]
    done = [number for number, element in enumerate(elements) if element.text in said]
    return elements[max(done, default=-1) + 1 :]


def _at_least(gap: Gap, silence_ms: int) -> Gap:
    """The silence after a line; where the scan says how long, that is the usual one too."""
    if not silence_ms:
        return gap
    least = max(gap.least, silence_ms)
    return Gap(least, least, max(least, gap.most))


def _texts(context: Context, scan: Scan, style: Style) -> list[tuple[Line, Region | None]]:
    """Each region that may be named, with a line for it; where there are none, the lines of the scan by themselves."""
    regions = [region for region in regions_of(scan, style, context.person.left_out) if region.kind == "work"]
    texts: list[tuple[Line, Region | None]] = []
    for number, region in enumerate(regions):
        lines = lines_at(scan.at_region, region)
        if lines:
            texts.append((lines[number % len(lines)], region))
    return texts or [(line, None) for line in scan.lines]
