"""A timeline on standard output: a table, text to read aloud, or JSON."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer

from massage_mind.cli.command import Options
from massage_mind.values import dataclass
from massage_mind.words.near import quoted

if TYPE_CHECKING:
    from massage_mind.session.preview_timeline import Preview
    from massage_mind.world import World


@dataclass(frozen=True, slots=True)
class Form(Options):
    """In which form, and from which time of the clock on."""

    at: Annotated[
        str, typer.Option("--at", metavar="HH:MM", help="Show clock times, starting at this one.")
    ] = ""
    as_json: Annotated[bool, typer.Option("--json", help="The timeline as one JSON document.")] = False
    as_text: Annotated[
        bool, typer.Option("--text", help="The words with their times, to read aloud or record.")
    ] = False

    def check(self) -> None:
        """Whether there is such a form. Raises `UsageError`."""
        from massage_mind.errors import UsageError

        if self.as_json and self.as_text:
            raise UsageError("--json and --text are two different forms.", "Leave one of them out.")
        if self.at and not re.fullmatch(r"([01]?[0-9]|2[0-3]):[0-5][0-9]", self.at):
            raise UsageError(f"--at takes a clock time such as 15:00; {quoted(self.at)} isn't one.")


def show_preview(world: World, preview: Preview, form: Form) -> None:
    """Print it in this form: a page for a person, a table in plain lines for a program; last, how its words were drawn."""
    from massage_mind.screen.show import timeline_table as view

    timeline, drawn_by = preview.timeline, preview.drawn_by
    if form.as_json:
        world.print_json({**view.document(timeline), "seed": preview.draw.seed})
    elif form.as_text and world.look(world.stdout).form == "terminal":
        world.show(view.spoken_page(timeline), paged=True)
        _note(world, drawn_by)
    elif form.as_text:
        for line in view.read_aloud(timeline):
            world.write(line)
        _note(world, drawn_by)
    elif world.read_at_once():
        world.show(view.preview_page(timeline, world.columns(), form.at, drawn_by), paged=True)
    else:
        for line in (*view.table_lines(timeline, form.at), *filter(None, (drawn_by,))):
            world.write(line)


def _note(world: World, drawn_by: str) -> None:
    """Beside a text that is read aloud, where it would be read with it."""
    if drawn_by:
        world.note(drawn_by)
