"""`massage-mind course wish`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.cli.course_answers import print_wish
from massage_mind.cli.course_options import MayAsk, WishAnswers
from massage_mind.cli.options import AsJson

if TYPE_CHECKING:
    from massage_mind.world import World


def wish(world: World, *, answers: WishAnswers, ask: MayAsk = True, as_json: AsJson = False) -> None:
    """Do I want one? Three questions before you book; what you say is kept, and nothing is made of it."""
    from massage_mind.diary.wishing import wish_for_one

    print_wish(world, wish_for_one(world, answers.read(), ask=ask and not as_json), as_json)
