"""`massage-mind compare plan`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.cli.compare_answers import preview_or_lock, what_is_compared
from massage_mind.cli.compare_options import ComparisonPlan, MayAsk, Preview
from massage_mind.cli.options import AsJson

if TYPE_CHECKING:
    from massage_mind.world import World


def plan(
    world: World,
    *,
    said: ComparisonPlan,
    preview: Preview = False,
    ask: MayAsk = True,
    as_json: AsJson = False,
) -> None:
    """Plan a comparison, and draw its order; what it takes and can find is shown before. It asks what wasn't said."""
    asks = ask and not as_json
    planned = what_is_compared(world, said.read(world), asks=asks)
    preview_or_lock(world, planned, preview=preview, asks=asks, as_json=as_json)
