"""The speaker that says nothing: for `--no-sound`, and for a machine on which there is nothing to play with."""

from __future__ import annotations

from massage_mind.fit.timeline import Cue, Timeline


class SilentSpeaker:
    """Implements `perform.ports.Speaker` by doing nothing. `sentence` says why, if the person should know."""

    def __init__(self, sentence: str = "") -> None:
        self._sentence = sentence

    def ready(self, wait_ms: int) -> None:
        """Nothing to wait for."""

    def follow(self, timeline: Timeline, origin_ms: int, position_ms: int) -> None:
        """Nothing."""

    def strike(self, cue: Cue) -> None:
        """Nothing."""

    def hush(self) -> None:
        """Nothing."""

    def mute(self, muted: bool) -> None:
        """Nothing."""

    @property
    def playing(self) -> bool:
        """Never."""
        return False

    def trouble(self) -> str:
        """The sentence, once."""
        sentence, self._sentence = self._sentence, ""
        return sentence

    def close(self) -> None:
        """Nothing."""
