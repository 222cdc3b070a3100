"""`massage-mind brief`: one page for the therapist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.cli.brief_answers import print_brief, print_briefs
from massage_mind.cli.brief_asking import whole_brief
from massage_mind.cli.brief_options import BriefForms, BriefWords, EveryOne, MayAsk
from massage_mind.cli.options import AsJson

if TYPE_CHECKING:
    from massage_mind.world import World


def brief(
    world: World,
    *,
    words: BriefWords,
    forms: BriefForms,
    every: EveryOne = False,
    ask: MayAsk = True,
    as_json: AsJson = False,
) -> None:
    """One page for whoever will work on you; alone it asks, or shows it."""
    forms.check(as_json=as_json)
    if every:
        print_briefs(world, as_json)
    else:
        here = whole_brief(world, words, asks=ask, handed_on=as_json or forms.any)
        print_brief(world, here, forms, as_json=as_json)
