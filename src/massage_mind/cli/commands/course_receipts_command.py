"""`massage-mind course receipts`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.cli.course_options import AllReceipts, AsCsv
from massage_mind.cli.course_receipts import print_receipts
from massage_mind.cli.options import AsJson

if TYPE_CHECKING:
    from massage_mind.world import World


def receipts(
    world: World, everything: AllReceipts = False, as_csv: AsCsv = False, as_json: AsJson = False
) -> None:
    """What was paid, when, to whom, as far as it was noted. Through a pipe it can be printed."""
    from massage_mind.diary.receipts import receipts_of

    print_receipts(world, receipts_of(world, everything=everything), as_csv=as_csv, as_json=as_json)
