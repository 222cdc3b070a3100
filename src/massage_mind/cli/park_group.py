"""`massage-mind park`: put a thought down before, and have it back after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.cli.lazy import Command, lazy_group

if TYPE_CHECKING:
    from massage_mind.world import World


TABLE: dict[str, Command] = {
    "add": Command(
        "commands.park_add_command", "add", "Put one thought down, with when and where you will deal with it."
    ),
    "list": Command("commands.park_list_command", "list_", "What you put down."),
    "edit": Command("commands.park_edit_command", "edit", "Say when and where, or put it in other words."),
    "done": Command("commands.park_done_command", "done", "It is dealt with."),
    "drop": Command("commands.park_drop_command", "drop", "It need not be dealt with."),
}


def quick_list(world: World) -> None:
    """Alone: a quick list before a session."""
    from massage_mind.cli.commands.park_command import park

    park(world)


app = lazy_group(
    "park",
    "Put a thought down, and have it back afterwards. Alone: a quick list, one thought after the other.",
    TABLE,
    bare=quick_list,
)
