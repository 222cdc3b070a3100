"""`choose`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.cli.options import AsJson
from massage_mind.cli.style_answers import choose_style
from massage_mind.cli.style_options import AsksForStyle, StyleWishes, StyleWord

if TYPE_CHECKING:
    from massage_mind.world import World


def choose(
    world: World,
    style: StyleWord = None,
    *,
    wishes: StyleWishes,
    ask: AsksForStyle = True,
    as_json: AsJson = False,
) -> None:
    """Which kind of massage might suit what you'd like; nothing is kept."""
    choose_style(world, style or (), wishes, asks=ask, as_json=as_json)
