"""What was asked for when a session that was cut short began: for beginning it anew, and for the parts that follow it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from massage_mind.session.request import SessionRequest, SoundRequest, guidance_named
from massage_mind.session.typed_lengths import delay_ms

if TYPE_CHECKING:
    from massage_mind.record.session import SessionRecord


BESIDE_MS = 300_000
"""How long before and after are in a journey, where nothing else is said."""


def as_asked_then(request: SessionRequest, record: SessionRecord) -> SessionRequest:
    """One session as it was asked for then, where nothing else is said now. Raises `UsageError` for what makes no sense."""
    kept = record.request
    return _with(request, kept, record.planned_ms)


def whole_of(request: SessionRequest, *, before_ms: int, after_ms: int) -> dict[str, object]:
    """What is kept, with each part, of what was asked for as a whole."""
    sound = request.sound
    return {
        "script": request.script or "",
        "style": request.style or "",
        "guidance": request.guidance or "",
        "length_ms": request.length_ms or 0,
        "before_ms": before_ms,
        "after_ms": after_ms,
        "voice": sound.voice or "",
        "ambience": sound.ambience or "",
        "bells": sound.bells or "",
        "end_bell": sound.end_bell or "",
        "delay": "" if sound.delay_ms is None else f"{sound.delay_ms / 1000:g}",
    }


def whole_as_asked_then(
    request: SessionRequest, record: SessionRecord, *, before_ms: int, after_ms: int
) -> tuple[SessionRequest, int, int]:
    """The whole as it was asked for then, where nothing else is said now, and the lengths of before and after.

    Raises `UsageError`.
    """
    kept = record.request.get("whole")
    if not isinstance(kept, Mapping):
        return request, before_ms, after_ms
    length_ms = _milliseconds(kept, "length_ms") or (record.planned_ms if record.moment == "during" else 0)
    before, after = (
        said_ms if said_ms != BESIDE_MS else _milliseconds(kept, key, BESIDE_MS)
        for key, said_ms in (("before_ms", before_ms), ("after_ms", after_ms))
    )
    return _with(request, cast("Mapping[str, object]", kept), length_ms), before, after


def _with(request: SessionRequest, kept: Mapping[str, object], length_ms: int) -> SessionRequest:
    """The request, with what was kept for all that it does not say."""
    guidance, delay = _text(kept, "guidance"), _text(kept, "delay")
    said, sound = request.length_ms is not None or request.until is not None, request.sound
    heard = SoundRequest(
        voice=sound.voice or _text(kept, "voice"),
        ambience=sound.ambience or _text(kept, "ambience"),
        bells=sound.bells or _text(kept, "bells"),
        end_bell=sound.end_bell or _text(kept, "end_bell"),
        delay_ms=delay_ms(delay) if delay and delay != "0" and sound.delay_ms is None else sound.delay_ms,
        on=sound.on,
        bare=sound.bare,
        remembered=not sound.ambience,
    )
    return replace(
        request,
        script=request.script or _text(kept, "script"),
        style=request.style or _text(kept, "style"),
        guidance=request.guidance or (guidance_named(guidance) if guidance else None),
        length_ms=request.length_ms if said else length_ms or None,
        sound=heard,
    )


def _text(kept: Mapping[str, object], key: str) -> str | None:
    return str(kept.get(key, "")) or None


def _milliseconds(kept: Mapping[str, object], key: str, otherwise: int = 0) -> int:
    value = kept.get(key)
    return value if isinstance(value, int) and value >= 0 else otherwise
