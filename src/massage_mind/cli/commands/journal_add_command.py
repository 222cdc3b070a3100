"""`journal add`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from massage_mind.cli.journal_options import Editor
from massage_mind.cli.journal_pages import say_entry
from massage_mind.cli.options import AsJson
from massage_mind.cli.piped import text_said
from massage_mind.cli.stated_options import FullStating

if TYPE_CHECKING:
    from massage_mind.world import World


def add(
    world: World,
    *,
    text: Annotated[
        list[str] | None,
        typer.Argument(metavar="[TEXT]", help="What to keep; - takes it from standard input."),
    ] = None,
    editor: Editor = False,
    prompt: Annotated[
        str,
        typer.Option("--prompt", metavar="TEXT", help="The question it answers; else one in turn, or none."),
    ] = "",
    stating: FullStating,
    as_json: AsJson = False,
) -> None:
    """Write an entry. Alone, at a terminal, it asks a question to write from."""
    from massage_mind.diary.entries import EntryRequest, write_entry

    stated = stating.read(world)
    given = None if editor else text_said(world, text, 'it, such as journal add "lighter"')
    request = EntryRequest(stated, given, editor, begin=" ".join(text or ()), question=prompt or None)
    say_entry(world, write_entry(world, request), as_json=as_json)
