"""`journal tags`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.cli.journal_pages import print_tags
from massage_mind.cli.options import AsJson

if TYPE_CHECKING:
    from massage_mind.world import World


def tags(world: World, as_json: AsJson = False) -> None:
    """List the tags in use, the commonest first."""
    from massage_mind.diary.looking import tags_in_use

    print_tags(world, tags_in_use(world), as_json=as_json)
