"""The speaker over miniaudio: sounds on their exact frames, and a guest that never holds the session up.

Everything that may be slow or hang (imports, decoding, opening, starting, closing) happens in daemon threads. The
loop's side only leaves word of what should sound; whatever is ready plays it. Nothing here imports numpy or miniaudio
when loaded.
"""

from __future__ import annotations

import atexit
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from massage_mind.errors import MassageMindError
from massage_mind.fit.timeline import Cue, Timeline
from massage_mind.sound.play.device import NOBODY, MiniaudioDevice, PlaybackDevice
from massage_mind.sound.play.quiet import HeldBack
from massage_mind.sound.sounds import Sounds
from massage_mind.stops import begin_thread

if TYPE_CHECKING:
    from massage_mind.sound.ambience import Loop
    from massage_mind.sound.play.output_stream import OutputStream
    from massage_mind.sound.score import Score

OPEN_S = 5.0
"""How long a device may take to open before the person is told."""
CLOSE_S = 1.5
"""How long closing may take in all before the device is left to the end of the process."""
FADE_S = 0.5
"""How long closing waits for a bell to fade out."""
ASK_S = 0.05
"""How often an opening that waits for the device's first request looks whether it is still wanted."""
WATCH_S = 1.0
STALL_MS = 3_000
"""A device that has not asked for frames for so long has stopped."""
RETRY_S = (2.0, 4.0, 8.0, 15.0, 15.0, 30.0, 30.0, 60.0, 60.0, 120.0, 120.0)
"""How long to wait before each new try to open a device. Few: every opening leaves something behind in miniaudio."""

FROZEN = "The sound device doesn't answer, so the session goes on in silence until it does."
STALLED = "The sound device stopped answering, so the session goes on in silence."
BACK = "There is sound again."


class MiniaudioSpeaker:
    """Implements `perform.ports.Speaker`. `now` is the clock (monotonic milliseconds), `volume` from 0 to 1.

    `start` begins to open the device in the background and returns at once. What is due from the moment it is open
    on is heard; so is what was missed by a second and a half at most. Where there is no device, or it stops, another
    opening is tried now and then; once sound has come back after it was lost, no more.
    """

    def __init__(
        self,
        sounds: Sounds,
        now: Callable[[], int],
        *,
        volume: float = 1.0,
        open_device: Callable[[], PlaybackDevice] | None = None,
        close_s: float = CLOSE_S,
        retry_s: Sequence[float] = RETRY_S,
    ) -> None:
        self._sounds = sounds
        self._now = now
        self._volume = min(1.0, max(0.0, volume))
        self._open_device = open_device or (lambda: MiniaudioDevice(sounds.device))
        self._close_s = close_s
        self._retry_s = tuple(retry_s)
        self._lock = threading.Lock()  # never taken in the device's callback
        self._closing = threading.Event()
        self._opened = threading.Event()
        self._lost = threading.Event()
        self._wake = threading.Event()
        self._gone = threading.Event()
        self._held = HeldBack()
        self._opening_since: float | None = None
        self._opener = threading.Thread(target=self._keep_open, name="sound-open", daemon=True)
        self._reader = threading.Thread(target=self._read_ambience, name="sound-ambience", daemon=True)
        self._ambience: tuple[Loop, ...] = ()
        self._watcher = threading.Thread(target=self._mind, name="sound-watch", daemon=True)
        self._device: PlaybackDevice | None = None
        self._left: list[PlaybackDevice] = []
        self._stream: OutputStream | None = None
        self._score: Score | None = None
        self._timeline: Timeline | None = None
        self._origin_ms = 0
        self._position_ms = 0
        self._muted = False
        self._stalls = 0
        self._told: set[str] = set()
        self._troubles: deque[str] = deque()

    # ---- the loop's side: leave word, return at once ----

    def start(self) -> None:
        """Begin to open the device, in the background."""
        atexit.register(self.close)
        begin_thread(self._opener)
        begin_thread(self._watcher)
        if self._sounds.own_ambience:
            begin_thread(self._reader)

    def ready(self, wait_ms: int) -> None:
        """Wait until the device is open or has failed, at most so long: then what is due at 0 is on its frame too."""
        self._opened.wait(wait_ms / 1000)

    def follow(self, timeline: Timeline, origin_ms: int, position_ms: int) -> None:
        with self._lock:
            self._timeline = timeline
            self._origin_ms = origin_ms
            self._position_ms = position_ms
            self._place()
        self._wake.set()

    def strike(self, cue: Cue) -> None:
        """Nothing: `follow` has told the device ahead."""

    def hush(self) -> None:
        with self._lock:
            self._timeline = None
            if self._stream is not None:
                self._stream.hush()

    def mute(self, muted: bool) -> None:
        with self._lock:
            self._muted = muted
            if self._stream is not None:
                self._stream.mute(muted)

    @property
    def playing(self) -> bool:
        return self._stream is not None and "stall" not in self._told

    def trouble(self) -> str:
        return self._troubles.popleft() if self._troubles else ""

    def close(self) -> None:
        with self._lock:
            if self._closing.is_set():
                return
            self._closing.set()
        self._opened.set()
        self._lost.set()
        self._wake.set()
        if self._watcher.ident is not None:  # it was started
            # The watcher lets the device go, because a frozen server may hold it for ever (and because from Python
            # 3.12 on no thread can be started at exit). It also keeps the device alive, so that nothing tries
            # to close it a second time while the interpreter ends.
            self._gone.wait(self._close_s)
        if self._reader.is_alive():
            from massage_mind.sound.voice.processes import end_programs

            end_programs()  # the file that is still read will not be heard any more
        self._held.stop()
        atexit.unregister(self.close)

    # ---- in the background ----

    def _keep_open(self) -> None:
        """Open the device; try again where that fails, and once more where it is lost."""
        back = False
        for wait_s in (0.0, *self._retry_s):
            if self._closing.wait(wait_s):
                return
            if not self._open():
                continue
            if self._told & {"open", "stall"}:
                self._tell("back", BACK)
                self._told -= {"open", "stall", "back"}  # so that it is told if sound is lost again
            self._lost.wait()
            if back or self._closing.is_set():
                return
            back = True
            self._lost.clear()
            self._retire()

    def _read_ambience(self) -> None:
        """Read the person's own ambience, which may take seconds; it comes in when it is there."""
        from massage_mind.sound.score import ambience_of

        try:
            loops = ambience_of(self._sounds, self._tell)
        except Exception as error:  # noqa: BLE001 - a guest: the session goes on
            self._tell("ambience", f"The ambience had to be left out ({type(error).__name__}: {error}).")
            return
        with self._lock:
            self._ambience = loops
            self._bring_in_ambience()

    def _bring_in_ambience(self) -> None:
        """Give the score what was read, from where the session is by now. To be called with the lock held."""
        if self._score is None or not self._ambience:
            return
        loops, self._ambience = self._ambience, ()
        if self._timeline is None:
            self._score.with_ambience(loops, 0)
            return
        self._position_ms = max(self._position_ms, self._now() - self._origin_ms)
        self._score.with_ambience(loops, self._position_ms)
        self._place()

    def _open(self) -> bool:
        """Open and start the device. A frozen server may hold this for ever; it is then nobody's loss."""
        from massage_mind.sound.play.output_stream import OutputStream

        try:
            if self._score is None:
                from massage_mind.sound.score import build

                self._score = build(self._sounds, self._tell, own=False)
            stream = OutputStream(self._now, gain=self._volume, muted=self._muted)
            with self._lock:
                if not self._closing.is_set():
                    self._held = HeldBack()
                self._opening_since = time.monotonic()
            self._held.start()
            device = self._open_device()
            with self._lock:
                self._device = device
            if device.notice:
                self._tell("device", device.notice)
            if not self._closing.is_set():
                device.start(stream.render)
            while not stream.begun.wait(ASK_S) and not self._closing.is_set():
                pass
        except MassageMindError as error:
            self._retire()
            self._tell_of_failing(error.sentence)
            return False
        except Exception as error:  # noqa: BLE001
            # A guest: whatever a sound library raises, the session goes on.
            self._retire()
            self._tell_of_failing(f"{NOBODY} ({type(error).__name__}: {error})")
            return False
        else:
            with self._lock:
                self._stream = stream
                self._stalls = 0
                stream.mute(self._muted)
                self._bring_in_ambience()
                self._place()
            self._wake.set()
            return True
        finally:
            self._held.stop()
            self._opening_since = None
            self._opened.set()

    def _tell_of_failing(self, sentence: str) -> None:
        """That no device opens; nothing new where it is known already that sound has stopped."""
        if "stall" not in self._told:
            self._tell("open", sentence)

    def _retire(self) -> None:
        """Leave a device that has stopped: it may come back to life, and must not play beside its successor."""
        with self._lock:
            stream, self._stream = self._stream, None
            device, self._device = self._device, None
        if stream is not None:
            stream.retire()
        if device is not None:
            self._left.append(device)  # kept alive, so that nothing closes it a second time
            begin_thread(threading.Thread(target=device.close, name="sound-close", daemon=True))

    def _place(self) -> None:
        """Give the stream what should sound. To be called with the lock held."""
        if self._stream is None or self._score is None or self._timeline is None:
            return
        bells = {cue.text for cue in self._timeline.cues if cue.kind == "bell"}
        for name in sorted(bells - self._score.names):
            self._tell(
                f"bell {name}", f'The bell "{name}" isn\'t in {self._sounds.folder}, so it stays silent.'
            )
        self._stream.follow(self._score.lay_out(self._timeline), self._origin_ms, self._position_ms)

    def _mind(self) -> None:
        """Watch the opening, then the device, until the speaker is closed; then let the device go."""
        try:
            if not self._opened.wait(OPEN_S):
                self._held.stop()
                self._tell("open", FROZEN)
            while not self._closing.is_set():
                woken = self._wake.wait(WATCH_S)
                self._wake.clear()
                self._prefetch()
                if not woken:
                    self._give_stderr_back()
                    self.look()
        finally:
            self._let_go()
            self._gone.set()

    def _give_stderr_back(self) -> None:
        """An opening that hangs must not keep what others have to say."""
        since = self._opening_since
        if since is not None and time.monotonic() - since > OPEN_S:
            self._held.stop()

    def _prefetch(self) -> None:
        with self._lock:
            stream = self._stream
        if stream is None:
            return
        try:
            stream.prefetch()
        except MassageMindError as error:
            self._tell("prefetch", error.sentence)
        except Exception as error:  # noqa: BLE001 - whatever it is, the watch over the device goes on
            self._tell("prefetch", f"Part of the sound had to be left out ({type(error).__name__}: {error}).")

    def look(self) -> None:
        """Look once whether the device still asks for frames and keeps its place; called every second."""
        with self._lock:
            stream = self._stream
            if stream is None or stream.asked_ms is None:
                return
            if stream.watch() and self._timeline is not None:
                # Also what has begun, such as ambience, goes where it belongs.
                self._position_ms = self._now() - self._origin_ms
                self._place()
        if stream.fault:
            self._tell("fault", f"Part of the sound had to be left out ({stream.fault}).")
        # Twice in a row: after this process was stopped for a while, the first look comes before the device's turn.
        self._stalls = self._stalls + 1 if self._now() - stream.asked_ms > STALL_MS else 0
        if self._stalls == 2:
            self._tell("stall", STALLED)
            self._lost.set()

    def _let_go(self) -> None:
        self._opener.join()
        with self._lock:
            stream, device = self._stream, self._device
        if stream is not None:
            stream.hush()
            if stream.drain_ms:
                stream.quiet.wait(FADE_S)
                # miniaudio drops what its buffers hold when it closes: let the end of the fade be heard first.
                time.sleep(stream.drain_ms / 1000)
        if device is not None:
            device.close()

    def _tell(self, kind: str, sentence: str) -> None:
        """Keep a sentence for `trouble`; one of each kind, once."""
        if kind not in self._told:
            self._told.add(kind)
            self._troubles.append(sentence)
