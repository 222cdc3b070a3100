"""The record that a session begins with, and what is written down to make the same plan again."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from massage_mind.record.series_place import BEGINS_AGAIN

if TYPE_CHECKING:
    from massage_mind.record.session import NewSession
    from massage_mind.session.prepare import Prepared
    from massage_mind.world import World


def new_session(
    world: World, prepared: Prepared, length_ms: int, *, logged_at: int | None = None
) -> NewSession:
    """The record that this session begins with; `logged_at` if it is written down afterwards (UTC milliseconds)."""
    from massage_mind.record.session import NewSession

    script, request, fitting = prepared.script, prepared.request, prepared.fitting
    return NewSession(
        moment=prepared.moment,
        script=script.name,
        title=script.title,
        planned_ms=length_ms,
        total_ms=length_ms,
        pid=os.getpid(),
        zone=world.zone,
        style=fitting.style.id,
        guidance=fitting.guidance,
        intention=prepared.intention,
        journey=request.journey,
        resumed_from=prepared.resumed_from,
        appointment=prepared.appointment_id,
        quiet_hour=request.quiet_hour,
        logged_at=logged_at,
        request=_kept_request(prepared),
        drawn=prepared.draw_to_keep() if logged_at is None else None,
    )


def _kept_request(prepared: Prepared) -> dict[str, object]:
    """What it takes to make the same plan again, should the session be cut short; `resume` reads it."""
    request, heard = prepared.request, prepared.heard
    return {
        "moment": request.moment,
        "script": request.script or prepared.script.name,
        "style": prepared.fitting.style.id,
        "guidance": prepared.fitting.guidance,
        "gently": prepared.fitting.person.gently,
        "journey": request.journey,
        "quiet_hour": request.quiet_hour,
        "delay": f"{heard.delay_ms / 1000:g}",
        "end_bell": heard.end_bell,
        "bells": request.sound.bells or "",
        "voice": request.sound.voice or "",
        "ambience": request.sound.ambience or "",
        "under": heard.sounds.ambience if heard.on else "",
        **({BEGINS_AGAIN: request.begins_again} if request.begins_again else {}),
        **({"whole": dict(request.whole)} if request.whole else {}),
        "seed": prepared.fitting.draw.seed,
    }
