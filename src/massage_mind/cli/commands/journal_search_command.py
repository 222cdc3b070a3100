"""`journal search`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from massage_mind.cli.journal_options import Limit, Narrowed
from massage_mind.cli.journal_pages import print_hits
from massage_mind.cli.options import AsJson
from massage_mind.cli.typed_query import read_search

if TYPE_CHECKING:
    from massage_mind.world import World


def search(
    world: World,
    *,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="WORDS", help='Words that all have to be there; shoulder* ; "words in a row".'
        ),
    ],
    limit: Limit = 20,
    narrowed: Narrowed,
    as_json: AsJson = False,
) -> None:
    """Find words in everything that was written, what was written last first."""
    from massage_mind.diary.looking import search_records

    terms, query = read_search(words), narrowed.query(world, limit=limit, every_kind=True)
    print_hits(world, " ".join(words), search_records(world, terms, query), limit=limit, as_json=as_json)
