"""Going on with a session that was cut short."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from massage_mind.errors import Leave, MassageMindError, StoreError, UsageError
from massage_mind.names import LARGEST_SEED
from massage_mind.perform.asker import NoMoreAnswers
from massage_mind.record.progress import WORTH_GOING_ON_MS
from massage_mind.screen.text import place_text
from massage_mind.session.request import SoundRequest, guidance_named
from massage_mind.session.typed_lengths import delay_ms
from massage_mind.values import dataclass
from massage_mind.words.times import when_words
from massage_mind.world import SHORT_WAIT_MS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from massage_mind.record.session import SessionRecord
    from massage_mind.session.conversation import Conversation
    from massage_mind.session.prepare import Prepared
    from massage_mind.session.request import SessionRequest


@dataclass(frozen=True, slots=True)
class CutShort:
    """A session that was cut short, and what the person said of it: ready to go on with, or (None) to begin anew."""

    record: SessionRecord
    ready: Prepared | None


def offer_resume(
    talk: Conversation, request: SessionRequest, moments: tuple[str, ...] = ()
) -> CutShort | None:
    """A session of these moments that was cut short, with the person's word on it; None where there is nothing to say.

    Without `moments`, the request's own. Never asks where it may not.
    """
    try:
        found = _agreed(talk, request, moments or (request.moment,))
    except NoMoreAnswers:
        return None
    except Leave:
        raise Leave("You left it as it is, and that's fine. It can be gone on with later.") from None
    except StoreError as error:
        talk.world.note(error.sentence)
        return None
    if found is None:
        return None
    record, agreed = found
    if not agreed:
        return CutShort(record, None)
    try:
        ready = talk.prepare(_asked_again(request, record))
    except MassageMindError as error:
        world = talk.world
        world.note(f"It can't be taken up again: {error.sentence}")
        with world.open_store(writing=True, wait_ms=SHORT_WAIT_MS) as store:
            store.decline(record.id)
        return None
    return CutShort(record, replace(ready, start_ms=record.position_ms, resumed_from=record.id))


def _agreed(
    talk: Conversation, request: SessionRequest, moments: tuple[str, ...]
) -> tuple[SessionRecord, bool] | None:
    """The session that was cut short, and whether the person wants to go on with it; if not, it is not offered again."""
    world, asker = talk.world, talk.asker
    if asker is None:
        return None
    with world.open_store(writing=True, wait_ms=SHORT_WAIT_MS) as store:
        found = [
            one
            for one in store.resumable()
            if one.moment in moments
            and one.position_ms >= WORTH_GOING_ON_MS
            and _is_quiet_hour(one) == request.quiet_hour
        ]
        if not found or (request.script and found[0].script != request.script):
            return None
        record = found[0]
        aloud = world.accessible()
        at, total = (place_text(ms, aloud=aloud) for ms in (record.position_ms, record.total_ms))
        when = when_words(record.ended or record.started, world.local_now())
        stopped = f"“{record.title}” stopped at {at} of {total}, {when}."
        agreed = request.go_on == record.id or (
            request.anew != record.id
            and asker.yes("Go on from there?", words=(f"go on from {at}", "begin anew"), said=stopped)
        )
        if not agreed:
            store.decline(record.id)
        return record, agreed


def _asked_again(request: SessionRequest, record: SessionRecord) -> SessionRequest:
    """What was asked for then, as far as it shapes the timeline. Raises `UsageError` for what makes no sense."""
    if not record.request_is_read:
        raise UsageError(
            "What it was asked for can't be read.",
            "What can be done:",
            command="massage-mind journal recover",
        )
    kept = record.request
    guidance = str(kept.get("guidance", ""))
    again = replace(
        request,
        moment=record.moment,  # type: ignore[arg-type]
        script=str(kept.get("script", record.script)) or None,
        style=str(kept.get("style", "")) or None,
        guidance=guidance_named(guidance) if guidance else None,
        gently=kept.get("gently") is True,
        length_ms=record.total_ms,
        until=None,
        journey=record.journey,
        quiet_hour=_is_quiet_hour(record),
        seed=_seed(kept),
        resumes=record.id,
    )
    sound = sound_as_before(request.sound, kept)
    # Beside the massage itself the settings for bells did not apply, which the record does not say of its own.
    beside = bool(record.journey) and record.moment != "during"
    return replace(again, sound=replace(sound, bare=beside, remembered=not request.sound.ambience))


def _seed(kept: Mapping[str, object]) -> int | None:
    """The seed its words were drawn by; None where they came as they are written."""
    seed = kept.get("seed")
    return seed if isinstance(seed, int) and 0 <= seed <= LARGEST_SEED else None


def _is_quiet_hour(record: SessionRecord) -> bool:
    """Whether it was one, which is no part of a massage."""
    return record.request.get("quiet_hour") is True


def sound_as_before(said: SoundRequest, kept: Mapping[str, object]) -> SoundRequest:
    """What it sounded like. What shapes the timeline has to be as it was, or the place in it would be another; a voice
    or an ambience said anew goes before. Raises `UsageError`.
    """

    def before(key: str) -> str | None:
        return str(kept.get(key, "")) or None

    delay = before("delay")
    return SoundRequest(
        voice=said.voice or before("voice"),
        ambience=said.ambience or before("ambience"),
        bells=before("bells"),
        end_bell=before("end_bell"),
        delay_ms=None if delay is None else delay_ms(delay),
        on=said.on,
    )
