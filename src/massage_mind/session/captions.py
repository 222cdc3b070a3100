"""What the voice says need not be written as well: somebody whose screen is read aloud would hear two voices at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.screen.live.plain_stage import PlainStage

if TYPE_CHECKING:
    from massage_mind.fit.timeline import Timeline
    from massage_mind.perform.ports import Speaker, Stage, View
    from massage_mind.session.prepare import Prepared
    from massage_mind.world import World


def leave_to_the_voice(
    world: World, prepared: Prepared, timeline: Timeline, speaker: Speaker, stage: Stage
) -> None:
    """Under plain lines, and where captions are off, write only what no voice speaks. Where none does, say so."""
    wanted = prepared.request.captions
    if prepared.settings.captions if wanted is None else wanted:
        return
    if not isinstance(stage, PlainStage):
        return
    heard, speech = prepared.heard, prepared.heard.speech
    spoken = [cue.spoken for cue in timeline.cues if cue.spoken]
    if not heard.on or heard.wordless or speech is None or not any(map(speech.frames, spoken)):
        world.note("No voice speaks here, so the words are written.")
        return

    aloud = world.accessible()  # A bell that rings need not be said; on a screen it is there to be seen.

    def is_heard(view: View) -> bool:
        if view.muted or not speaker.playing:
            return False
        if view.cue.kind == "bell":
            return aloud
        return view.cue.kind == "say" and bool(view.cue.spoken and speech.frames(view.cue.spoken))

    stage.leave_out(is_heard)
