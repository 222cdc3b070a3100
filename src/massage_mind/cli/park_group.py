"""`massage-mind park`: put a thought down before, and have it back after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.cli.lazy import Command, Example, lazy_group

if TYPE_CHECKING:
    from massage_mind.world import World


TABLE: dict[str, Command] = {
    "add": Command(
        "commands.park_add_command",
        "add",
        "Put one thought down, with when and where you will deal with it.",
        example=Example('massage-mind park add "call the bank" --when "tomorrow 9:00"', "with its turn"),
    ),
    "list": Command(
        "commands.park_list_command",
        "list_",
        "What you put down.",
        example=Example("massage-mind park list --all", "what is dealt with as well"),
    ),
    "edit": Command(
        "commands.park_edit_command",
        "edit",
        "Say when and where, or put it in other words.",
        example=Example(
            'massage-mind park edit last --when "after dinner"', "another turn for the last thought"
        ),
    ),
    "done": Command(
        "commands.park_done_command",
        "done",
        "It is dealt with.",
        example=Example("massage-mind park done last", "the last one put down"),
    ),
    "drop": Command(
        "commands.park_drop_command",
        "drop",
        "It need not be dealt with.",
        example=Example("massage-mind park drop last", "the last one put down"),
    ),
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
