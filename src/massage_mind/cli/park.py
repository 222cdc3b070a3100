"""`massage-mind park`: put a thought down before, and have it back after."""

from __future__ import annotations

import typer

from massage_mind.cli.lazy import Command, lazy_group

TABLE: dict[str, Command] = {
    "add": Command(
        "park_commands", "add", "Put one thought down, with when and where you will deal with it."
    ),
    "list": Command("park_commands", "list_", "What you put down."),
    "edit": Command("park_commands", "edit", "Say when and where, or put it in other words."),
    "done": Command("park_commands", "done", "It is dealt with."),
    "drop": Command("park_commands", "drop", "It need not be dealt with."),
}

app = lazy_group(
    "park",
    "Put a thought down, and have it back afterwards. Alone: a quick list, one thought after the other.",
    TABLE,
    bare=True,
)


@app.callback()
def _group(ctx: typer.Context) -> None:
    """Put a thought down, and have it back afterwards. Alone: a quick list before a session."""
    if ctx.invoked_subcommand is None:
        from massage_mind.cli.park_commands import quick_list

        quick_list()
