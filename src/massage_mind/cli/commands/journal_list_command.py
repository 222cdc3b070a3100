"""`journal list`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from massage_mind.cli.journal_options import Limit, Narrowed
from massage_mind.cli.options import AsJson
from massage_mind.cli.record_page import print_list

if TYPE_CHECKING:
    from massage_mind.world import World


def list_(
    world: World,
    *,
    limit: Limit = 20,
    moment: Annotated[
        str, typer.Option(metavar="MOMENT", help="Only before, during, after or anytime.")
    ] = "",
    narrowed: Narrowed,
    appointment: Annotated[
        str, typer.Option("--appointment", metavar="ID", help="Only what belongs to this one.")
    ] = "",
    binned: Annotated[bool, typer.Option("--bin", help="What is in the bin.")] = False,
    as_json: AsJson = False,
) -> None:
    """List sessions, check-ins and entries, the latest first."""
    from massage_mind.diary.looking import latest_records, latest_threads

    query = narrowed.query(world, limit=limit, moment=moment, binned=binned)
    some = bool(moment or narrowed.says_anything or appointment or binned)
    if some or as_json or not world.stdout_is_terminal():
        found = latest_records(world, query, appointment=appointment or None, bare=not as_json)
    else:
        found = latest_threads(world, query)
    print_list(world, found, limit=limit, as_json=as_json, narrowed=some, binned=binned)
