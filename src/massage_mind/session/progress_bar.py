"""A bar with the time left, for what takes a while."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from massage_mind.world import World


@contextmanager
def telling(world: World, what: str, total: int) -> Iterator[Callable[[int], None]]:
    """A bar on standard error for as long as this lasts, moved by telling it how much of `total` is done.

    Where standard error is no terminal that understands one it is a line.
    """
    from massage_mind.screen.terminal.streams import understands

    smart = world.stderr_is_terminal() and understands(world.environ.get("TERM", ""))
    if not smart or not world.colour_wanted():
        world.note(f"{what} ...")
        yield lambda _done: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda done: bar.update(task, completed=done)
