"""A scan off the table: its regions, or its lines, once each at an even pace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from massage_mind.fit.context import Context
from massage_mind.fit.element import QUIET, Element
from massage_mind.fit.flow import Placed, Stretch, regions_of
from massage_mind.fit.sharing import share_out
from massage_mind.script.steps.scan_step import Scan
from massage_mind.script.style import Style
from massage_mind.script.wording import Line


def visit(
    context: Context, scan: Scan, style: Style, stretch: Stretch, said: Sequence[str] = ()
) -> list[Placed]:
    """The lines of a scan with their silences, filling the stretch exactly; fewer of them where time is short.

    What has been `said` already, and what came before it, is not said again.
    """
    elements = _unsaid(context, scan, style, stretch, said)
    for count in range(len(elements), 0, -1):
        chosen = [elements[number * len(elements) // count] for number in range(count)]
        needed = sum(element.least_ms for element in chosen)
        if needed <= stretch.length_ms:
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
    elements = [replace(element, origin="line") for element in made if element is not None]
    done = [number for number, element in enumerate(elements) if element.text in said]
    return elements[max(done, default=-1) + 1 :]


def _texts(context: Context, scan: Scan, style: Style) -> list[tuple[Line, str]]:
    """Each region that may be named, with a line for it; where there are none, the lines of the scan by themselves."""
    regions = [
        region.name for region in regions_of(scan, style, context.person.skip) if region.kind == "work"
    ]
    at_region = context.usable(scan.at_region)
    if at_region and regions:
        return [(at_region[number % len(at_region)], region) for number, region in enumerate(regions)]
    return [(line, "") for line in context.usable(scan.lines)]
