"""`journal export`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from massage_mind.cli.carry_pages import (
    fields_named,
    format_and_target,
    print_schema,
    say_where,
    stream_of,
    target_named,
)
from massage_mind.cli.journal_options import Narrowed
from massage_mind.cli.options import Over

if TYPE_CHECKING:
    from massage_mind.world import World


def export(
    world: World,
    *,
    form: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help="json, jsonl, csv (ratings), markdown, text, book; or schema.",
        ),
    ] = "json",
    out: Annotated[
        str,
        typer.Option(
            "--out",
            "-o",
            metavar="FILE",
            help="Into this file (Markdown: folder); - for standard output.",
        ),
    ] = "-",
    book: Annotated[
        str,
        typer.Option("--book", metavar="FILE", help="All of it as one page, to print and take in again."),
    ] = "",
    fields: Annotated[
        str, typer.Option("--fields", metavar="KEYS", help="Only these keys, commas between.")
    ] = "",
    narrowed: Narrowed,
    binned: Annotated[bool, typer.Option("--bin", help="What is in the bin as well.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    force: Over = False,
) -> None:
    """Carry the record out. Alone: all of it, as JSON on standard output."""
    from massage_mind.diary.carrying import ExportRequest, export_records

    if form == "schema":
        print_schema(world)
    else:
        form, out = format_and_target(form, out, book, as_json=as_json)
        keys, query = fields_named(world, fields, form), narrowed.query(world, every_kind=True)
        request = ExportRequest(form, query, keys, target_named(out), binned=binned, over=force)
        say_where(world, export_records(world, request, stream_of(world)))
