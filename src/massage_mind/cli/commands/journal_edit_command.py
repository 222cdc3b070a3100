"""`journal edit`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.cli.change_options import ChangeOptions
from massage_mind.cli.journal_options import Id
from massage_mind.cli.journal_pages import say_changed
from massage_mind.cli.options import AsJson

if TYPE_CHECKING:
    from massage_mind.world import World


def edit(world: World, record: Id, what: ChangeOptions, as_json: AsJson = False) -> None:
    """Change words, ratings, tags, time or appointment of a record; how it stood before is kept."""
    from massage_mind.diary.changing import change_record

    say_changed(world, change_record(world, what.read(world, record)), as_json=as_json)
