"""`massage-mind share`: one page for a clinician."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from massage_mind.cli.options import AsJson
from massage_mind.cli.share_answers import print_shared, what_is_shared
from massage_mind.cli.share_options import ShareChoice, ShareForms

if TYPE_CHECKING:
    from massage_mind.world import World

MayAsk = Annotated[bool, typer.Option("--ask/--no-ask", help="Ask what to put in, and before it's written.")]


def share(
    world: World, *, choice: ShareChoice, forms: ShareForms, ask: MayAsk = True, as_json: AsJson = False
) -> None:
    """One page for a clinician: the fields and the time you choose, shown before it's written, and nothing else."""
    from massage_mind.diary.chosen_to_share import share_page

    forms.check(as_json=as_json)
    asks = ask and not as_json
    page = share_page(world, what_is_shared(world, choice.read(world), asks=asks))
    print_shared(world, page, forms, as_json=as_json, asks=asks)
