"""`journal edit`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from massage_mind.cli.journal_options import NO_TAGS, Editor, Id, Tagged
from massage_mind.cli.journal_pages import say_changed
from massage_mind.cli.options import AsJson, At
from massage_mind.cli.typed_changes import phase_named, read_ratings
from massage_mind.diary.changing import Change, change_record
from massage_mind.diary.stated import at_said, given_tags
from massage_mind.script.body import read_body

if TYPE_CHECKING:
    from massage_mind.world import World


def edit(
    world: World,
    record: Id,
    text: Annotated[str | None, typer.Option("--text", metavar="TEXT", help="Other words for it.")] = None,
    editor: Editor = False,
    rate: Annotated[
        list[str] | None,
        typer.Option("--rate", metavar="ITEM=N", help="A rating, such as stress=4; stress= takes it away."),
    ] = None,
    phase: Annotated[
        str, typer.Option("--phase", help="Of a session rated before and after: which ratings.")
    ] = "",
    body: Annotated[str | None, typer.Option("--body", metavar="MAP", help='"l shoulder 3, jaw 2"')] = None,
    at: At = "",
    appointment: Annotated[
        str, typer.Option("--appointment", metavar="ID", help="Let it belong to this one; none for none.")
    ] = "",
    tagged: Tagged = NO_TAGS,
    untag: Annotated[list[str] | None, typer.Option("--untag", metavar="TAG", help="Take a tag off.")] = None,
    as_json: AsJson = False,
) -> None:
    """Change words, ratings, tags, time or appointment of a record; how it stood before is kept."""
    change = Change(
        record,
        text,
        editor,
        tags=tagged.tags(),
        untag=given_tags(untag),
        at_ms=at_said(world, at),
        ratings=read_ratings(rate or ()),
        phase=phase_named(phase),
        body=None if body is None else read_body(body),
        appointment=appointment or None,
    )
    say_changed(world, change_record(world, change), as_json=as_json)
