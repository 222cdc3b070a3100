"""`massage-mind park add`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.cli.options import AsJson
from massage_mind.cli.park_answers import print_put_down
from massage_mind.cli.park_options import Ics, Thought, WhenDue, WhereDue, check_ics, read_thought
from massage_mind.cli.stated_options import Stating

if TYPE_CHECKING:
    from massage_mind.world import World


def add(
    world: World,
    text: Thought = None,
    when: WhenDue = "",
    where: WhereDue = "",
    *,
    stating: Stating,
    ics: Ics = "",
    as_json: AsJson = False,
) -> None:
    """Put one thought down, with when and where you will deal with it: a plan lets it rest."""
    from massage_mind.diary.parking import put_down, read_due

    thought = read_thought(world, text)
    due = read_due(world, when)
    check_ics(ics, due)
    kept = put_down(world, thought, due, where, stating.read(world))
    print_put_down(world, kept, ics, as_json)
