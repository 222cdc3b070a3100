"""Going on with a session that was cut short."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from massage_mind.errors import MassageMindError, StoreError
from massage_mind.session.ears import Ears
from massage_mind.session.wish import SHORT_WAIT_MS, Ready, Wish, understand
from massage_mind.words.lengths import minutes_and_seconds

if TYPE_CHECKING:
    from massage_mind.screen.ask.prompts import Prompts
    from massage_mind.world import World

RESUMABLE_MS = 15_000
"""What was played for less than this is not worth going on with."""


def offer_resume(
    world: World, wish: Wish, prompts: Prompts | None, moments: tuple[str, ...] = ()
) -> Ready | None:
    """A session of these moments that was cut short, if the person wants to go on with it.

    Without `moments`, the wish's own. Never asks where it may not.
    """
    if prompts is None:
        return None
    try:
        with world.open_store(writing=True, wait_ms=SHORT_WAIT_MS) as store:
            found = [
                one
                for one in store.resumable()
                if one.moment in (moments or (wish.moment,)) and one.position_ms >= RESUMABLE_MS
            ]
            if not found or (wish.script and found[0].script != wish.script):
                return None
            record = found[0]
            at, total = minutes_and_seconds(record.position_ms), minutes_and_seconds(record.total_ms)
            if not prompts.yes(f"“{record.title}” stopped after {at} of {total}. Go on from there?"):
                store.decline(record.id)
                return None
    except StoreError as error:
        world.note(error.sentence)
        return None
    request = record.request
    again = replace(
        wish,
        moment=record.moment,  # type: ignore[arg-type]
        script=str(request.get("script", record.script)),
        style=str(request.get("style", "")),
        guidance=str(request.get("guidance", "")),
        minutes=f"{record.total_ms / 60_000:.9f}",
        until="",
        journey=record.journey,
        quiet_hour=request.get("quiet_hour") is True,
        ears=_ears_again(wish.ears, request),
    )
    try:
        ready = understand(world, again)
    except MassageMindError as error:
        world.note(f"It cannot be taken up again: {error.sentence}")
        with world.open_store(writing=True, wait_ms=SHORT_WAIT_MS) as store:
            store.decline(record.id)
        return None
    return replace(ready, start_ms=record.position_ms, resumed_from=record.id)


def _ears_again(said: Ears, request: Mapping[str, object]) -> Ears:
    """What it sounded like. What shapes the timeline has to be as it was, or the place in it would be another; a voice
    or an ambience said anew goes before."""

    def before(key: str) -> str:
        return str(request.get(key, ""))

    return Ears(
        said.voice or before("voice"),
        said.ambience or before("ambience"),
        *(before("bells"), before("end_bell"), before("delay")),
    )
