"""`journal backup`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from massage_mind.cli.copy_pages import say_copy
from massage_mind.cli.options import AsJson

if TYPE_CHECKING:
    from massage_mind.world import World


def backup(
    world: World,
    file: Annotated[str, typer.Argument(metavar="[FILE]", help="Where to; else beside the journal.")] = "",
    as_json: AsJson = False,
) -> None:
    """Make a copy of the whole journal; beside it, the last eight are kept."""
    from massage_mind.diary.copies import copy_journal

    say_copy(world, copy_journal(world, Path(file).absolute() if file else None), as_json=as_json)
