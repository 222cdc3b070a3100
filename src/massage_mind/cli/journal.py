"""`massage-mind journal`: read back what was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from rich.table import Table

    from massage_mind.journal.model import SessionRecord

app = typer.Typer(
    name="journal",
    help="Look back at your sessions.",
    no_args_is_help=True,
    rich_markup_mode=None,
    add_completion=False,
)

_MOST = 1_000_000


@app.callback()
def _group() -> None:
    """Look back at your sessions."""


@app.command("list")
def list_sessions(
    limit: Annotated[
        int, typer.Option("--limit", "-n", min=0, max=_MOST, help="How many, the latest first; 0 for all.")
    ] = 20,
    moment: Annotated[str, typer.Option(help="Only before, during, after or anytime.")] = "",
    since: Annotated[
        str, typer.Option(help="Only from then on: 2026-12-04, '2026-12-04 15:00', today, yesterday, 7d, 2w.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON array.")] = False,
) -> None:
    """List your sessions, the latest first."""
    from massage_mind import app as world
    from massage_mind.errors import UsageError

    if moment:
        from massage_mind.practice.timeline import MOMENTS

        if moment not in MOMENTS:
            raise UsageError(f"There is no moment called {moment!r}.", f"There are: {', '.join(MOMENTS)}.")
    now_ms = world.wall_ms()
    begin = None
    if since:
        from massage_mind.journal.since import since_ms

        begin = since_ms(since, now_ms, world.zone_name())
    with world.open_store(writing=False) as store:
        _say(store.notices)
        asked = limit + 1 if limit else None
        found = store.sessions(asked, now_ms=now_ms, moment=moment, since_ms=begin, bare=not as_json)
    shown = found[:limit] if limit else found
    if as_json:
        from massage_mind.journal.document import session_document

        _print_json([session_document(record) for record in shown])
        return
    if not shown:
        narrowed = moment or since
        world.note(
            "No session matches." if narrowed else "No sessions yet. `massage-mind before` is a way to begin."
        )
        return
    from massage_mind.screen.records import list_lines, list_table

    if world.rich_wanted():
        _print_rich(lambda columns: list_table(shown, columns))
    else:
        world.write("\n".join(list_lines(shown)))
    if len(found) > len(shown):
        world.note(f"These are the latest {limit}; -n 0 shows all.")


@app.command("show")
def show(
    session_id: Annotated[str, typer.Argument(metavar="ID", help="Its id, or how its id begins.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Show one session in full."""
    from massage_mind import app as world

    with world.open_store(writing=False) as store:
        _say(store.notices)
        record = store.session(session_id, now_ms=world.wall_ms())
        parts = store.journey(record, now_ms=world.wall_ms())
    if as_json:
        from massage_mind.journal.document import journey_document

        _print_json(journey_document(record, parts))
        return
    from massage_mind.screen.records import show_lines, show_table

    shown = _together(parts)
    if world.rich_wanted():
        for number, part in enumerate(shown):
            if number:
                world.write("")
            _print_rich(lambda _columns, part=part: show_table(part))  # type: ignore[misc]
    else:
        world.write("\n\n".join("\n".join(show_lines(part)) for part in shown))


def _together(parts: list[SessionRecord]) -> list[SessionRecord]:
    """The parts of one way, with the ratings before and after side by side in the last."""
    from dataclasses import replace

    ratings = tuple(rating for part in parts for rating in part.ratings)
    return [*(replace(part, ratings=()) for part in parts[:-1]), replace(parts[-1], ratings=ratings)]


def _say(notices: Iterable[str]) -> None:
    from massage_mind import app as world

    for notice in notices:
        world.note(notice)


def _print_json(document: object) -> None:
    """As ASCII: every other letter is escaped, so that no terminal acts on one and every encoding carries it."""
    import json

    from massage_mind import app as world

    world.write(json.dumps(document, indent=2))


def _print_rich(table: Callable[[int], Table]) -> None:
    from rich.console import Console

    from massage_mind import app as world

    console = Console(file=world.out(), markup=False, emoji=False, highlight=False)
    with console.capture() as captured:
        console.print(table(console.width))
    world.write(captured.get().rstrip("\n"))
