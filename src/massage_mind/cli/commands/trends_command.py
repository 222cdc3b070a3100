"""`massage-mind trends`: what changed, claiming no more than the numbers carry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from massage_mind.cli.journal_options import Since, UntilDay
from massage_mind.cli.options import AsJson, Over
from massage_mind.cli.trends_answers import TrendsForm, print_trends, rated_within

if TYPE_CHECKING:
    from massage_mind.world import World


def trends(
    world: World,
    measure: Annotated[
        str,
        typer.Argument(metavar="[MEASURE]", help="Only this one, in full: stress, pain, mood or another."),
    ] = "",
    *,
    since: Since = "",
    until: UntilDay = "",
    as_csv: Annotated[bool, typer.Option("--csv", help="As a table, one line an hour.")] = False,
    html: Annotated[
        str, typer.Option("--html", metavar="FILE", help="As a page with pictures, to print or keep.")
    ] = "",
    force: Over = False,
    as_json: AsJson = False,
) -> None:
    """What changed: within the hour, over the weeks, the day after; and what can't be told."""
    from massage_mind.diary.trends import look_at_trends

    form = TrendsForm(html, force, as_csv, as_json)
    page = look_at_trends(world, rated_within(world, since, until), measure)
    print_trends(world, page, form, narrowed=bool(since or until))
