"""`massage-mind intention`: what you want from this appointment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.cli.intention_answers import print_intended, print_intentions
from massage_mind.cli.intention_options import IntentionText, OneJson, Wanting
from massage_mind.cli.stated_options import Stating

if TYPE_CHECKING:
    from massage_mind.world import World


def intention(
    world: World, text: IntentionText = None, *, wanting: Wanting, stating: Stating, as_json: OneJson = False
) -> None:
    """What you want from this appointment. Alone, at a terminal, it guides you."""
    from massage_mind.diary.intending import earlier_intentions, intend

    request = wanting.read(world, text, stating, guide=not as_json)
    if request is None:
        print_intentions(world, earlier_intentions(world), as_json)
    else:
        print_intended(world, intend(world, request), as_json)
