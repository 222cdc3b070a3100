"""Stand-ins for the ports, so that a session performs in virtual time: for our tests and for yours.

    clock = ManualClock()
    keys = ScriptedKeys(clock, [(60_000, " "), (90_000, " ")])
    stage, speaker, recorder = RecordingStage(), RecordingSpeaker(), MemoryRecorder()
    Performance(timeline, fitter=plan, clock=clock, keys=keys, stage=stage, speaker=speaker, recorder=recorder).run()

An hour passes in milliseconds, and `stage.cues` holds every cue with the moment it came. A whole command line runs in a
world of its own:

    world = manual_world(tmp_path, presses=[(60_000, "q")])
    code = massage_mind.cli.main.run(["before", "--minutes", "4"], lambda: world)
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from massage_mind.doors import REAL
from massage_mind.errors import Stopped
from massage_mind.fit.timeline import Cue, Timeline
from massage_mind.home import HOME_VARIABLE
from massage_mind.perform.asker import Asker, NoMoreAnswers
from massage_mind.perform.ports import Key, View
from massage_mind.record.progress import Progress
from massage_mind.world import World

if TYPE_CHECKING:
    from massage_mind.journal.file.memory import MemoryJournal
    from massage_mind.journal.store import Store
    from massage_mind.record.measures import Item
    from massage_mind.screen.front import Front
    from massage_mind.sound.voice.engine import Engine
    from massage_mind.sound.voice.patience import Patience


NOWHERE = Path(tempfile.gettempdir()) / "massage-mind-nowhere"
"""The home of a world without a folder: nothing lies there, and nothing is made there."""


class ManualClock:
    """A clock that moves only when it is told to. Milliseconds."""

    def __init__(self, now: int = 1_000_000, wall: int = 1_800_000_000_000) -> None:
        self._now = now
        self._started = now
        self._wall = wall
        self._asleep = 0

    def now(self) -> int:
        return self._now

    def asleep(self) -> int:
        return self._asleep

    def wall(self) -> int:
        return self._wall + self._now - self._started + self._asleep

    def advance(self, length_ms: int) -> None:
        self._now += length_ms

    def set_wall(self, wall_ms: int) -> None:
        """Set the date, as a person sets a clock: monotonic time does not move."""
        self._wall += wall_ms - self.wall()

    def advance_to(self, now: int) -> None:
        self._now = max(self._now, now)

    def suspend(self, length_ms: int) -> None:
        """The machine sleeps: wall time passes, monotonic time does not."""
        self._asleep += length_ms


class ScriptedKeys:
    """Keys pressed at given times, in milliseconds after the clock's time when this was made.

    An int instead of a key raises `Stopped` with that signal number.
    """

    def __init__(
        self, clock: ManualClock, presses: Iterable[tuple[int, Key | int]] = (), *, live: bool = True
    ) -> None:
        self.clock = clock
        self.presses = [(clock.now() + at, key) for at, key in presses]
        self._live = live
        self.waits = 0

    @property
    def live(self) -> bool:
        return self._live

    def wait(self, until_ms: int) -> Key | None:
        self.waits += 1
        if self.presses and self.presses[0][0] <= max(until_ms, self.clock.now()):
            at, key = self.presses.pop(0)
            self.clock.advance_to(at)
            if isinstance(key, int):
                raise Stopped(key)
            return key
        self.clock.advance_to(until_ms)
        return None


class RecordingStage:
    """Remembers what was shown and when. `frame` is how often it wants to draw; 0 is never."""

    def __init__(self, clock: ManualClock | None = None, *, frame: int = 0) -> None:
        self.clock = clock
        self.frame = frame
        self.cues: list[tuple[int, Cue]] = []
        self.views: list[View] = []
        self.said: list[str] = []
        self.frames = 0
        self.suspended = 0
        self.closed = 0
        self.away_ms = 0

    def open(self, view: View) -> None:
        self.views.append(view)

    def cue(self, view: View) -> None:
        self.cues.append((self.clock.now() if self.clock else view.position_ms, view.cue))
        self.views.append(view)

    def draw(self, view: View) -> None:
        self.frames += 1
        self.views.append(view)

    def frame_ms(self, view: View) -> int:
        return self.frame

    def help_pages(self, view: View) -> int:
        return 3

    def say(self, view: View, text: str) -> None:
        self.said.append(text)

    def suspend(self) -> None:
        self.suspended += 1
        if self.clock:
            self.clock.advance(self.away_ms)

    def close(self) -> None:
        self.closed += 1


class RecordingSpeaker:
    """Remembers what it was told to play."""

    def __init__(self, trouble: str = "") -> None:
        self.followed: list[tuple[Timeline, int, int]] = []
        self.struck: list[Cue] = []
        self.hushed = 0
        self.muted: list[bool] = []
        self.closed = 0
        self._trouble = trouble

    def ready(self, wait_ms: int) -> None:
        pass

    def follow(self, timeline: Timeline, origin_ms: int, position_ms: int) -> None:
        self.followed.append((timeline, origin_ms, position_ms))

    def strike(self, cue: Cue) -> None:
        self.struck.append(cue)

    def hush(self) -> None:
        self.hushed += 1

    def mute(self, muted: bool) -> None:
        self.muted.append(muted)

    @property
    def playing(self) -> bool:
        return True

    def trouble(self) -> str:
        trouble, self._trouble = self._trouble, ""
        return trouble

    def close(self) -> None:
        self.closed += 1


class MemoryRecorder:
    """Keeps every progress it is given; refuses the first `refuse` of them, as a locked file would."""

    def __init__(self, refuse: int = 0) -> None:
        self.kept: list[Progress] = []
        self.refuse = refuse

    def keep(self, progress: Progress) -> bool:
        if self.refuse:
            self.refuse -= 1
            return False
        self.kept.append(progress)
        return True


class Typed(io.StringIO):
    """Standard input that is a terminal, at which this is typed. With `leaves`, Ctrl-C is pressed at its end."""

    def __init__(self, text: str, *, leaves: bool = False) -> None:
        super().__init__(text)
        self._leaves = leaves

    def isatty(self) -> bool:
        return True

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
        line = super().readline(-1)
        if self._leaves and not line:
            raise KeyboardInterrupt
        return line


class Screen(io.StringIO):
    """Standard output or standard error that is a terminal."""

    def isatty(self) -> bool:
        return True


class OnScreen:
    """A stream of this process, taken for a terminal."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def isatty(self) -> bool:
        return True

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def manual_world(
    home: Path | None = None,
    *,
    clock: ManualClock | None = None,
    zone: str = "UTC",
    environ: Mapping[str, str] | None = None,
    stdin: Any = None,
    stdout: Any = None,
    stderr: Any = None,
    piped: bytes | None = None,
    presses: Iterable[tuple[int, Key | int]] = (),
    live: bool = False,
    engines: Sequence[Engine] | None = None,
    alive: Callable[[int], bool] | None = None,
    journal: MemoryJournal | None = None,
    answers: ScriptedAnswers | None = None,
    patience: Patience | None = None,
    seed: int | None = None,
) -> World:
    """A world that stands still until it is told otherwise: a clock of its own, keys pressed at given times.

    `home` is the folder that everything lies in; without one the journal is in memory, `journal` if it is to be shared
    (whoever made it closes it), and nothing else is there. `answers` are given to whoever asks, in order. `piped` is
    what stands on standard input; `presses` are the keys of a session, in milliseconds after its beginning, `live` says
    whether there is somebody to press them; `engines` are the speech engines of this machine (None: none), `alive` says which
    processes run (None: as it really is), `patience` how long a start waits for engines (None: as it really does).
    `seed` is what every lot comes to (None: there is no chance, and words come in the order of their files).
    What engines speak is kept in files for thirty days by the date the system gives them: with engines the clock should
    show today. Streams left out are empty ones of its own.
    """
    made = clock or ManualClock()

    @contextmanager
    def front(world: World, plain: bool) -> Iterator[Front]:
        from massage_mind.screen.front import Front
        from massage_mind.screen.live.plain_stage import PlainStage, note_writer, stream_writer

        keys = ScriptedKeys(made, presses, live=live)
        stage = PlainStage(
            stream_writer(world.stdout), note_writer(world.stderr), aloud=world.accessible(), keys=live
        )
        yield Front(stage, keys)

    doors = replace(REAL, front=front, piped=lambda _: piped, lot=lambda: seed)
    doors = replace(doors, voices=lambda world: replace(REAL.voices(world), find=lambda: list(engines or ())))
    if home is None or journal is not None:
        from massage_mind.journal.file.memory import MemoryJournal

        doors = replace(doors, store=_store_in(journal or MemoryJournal(), alive))
    elif alive is not None:
        doors = replace(doors, store=_store_in(None, alive))
    if answers is not None:
        doors = replace(doors, asker=lambda world, stderr, plain: answers)
    return World(
        made,
        zone,
        {**(environ or {}), HOME_VARIABLE: str(home or NOWHERE)},
        io.StringIO() if stdin is None else stdin,
        io.StringIO() if stdout is None else stdout,
        io.StringIO() if stderr is None else stderr,
        doors,
        [] if patience is None else [patience],
    )


def _store_in(
    journal: MemoryJournal | None, alive: Callable[[int], bool] | None
) -> Callable[[World, bool, int | None], Store]:
    """A door to this journal, or to the file of the world's home; `alive` as in `manual_world`."""

    def opened(world: World, writing: bool, wait_ms: int | None) -> Store:
        from massage_mind.journal.file.connect import BUSY_MS
        from massage_mind.journal.store import open_store
        from massage_mind.process import is_alive

        wait = BUSY_MS if wait_ms is None else wait_ms
        return open_store(
            journal or world.home, writing=writing, wall=world.wall_ms, busy_ms=wait, alive=alive or is_alive
        )

    return opened


class ScriptedAnswers(Asker):
    """Answers questions from a script, each in its turn; `asked` is what was asked and told. None leaves a question out.

    At the end of the script there is nobody any more: `NoMoreAnswers`.
    """

    def __init__(self, *answers: Any) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    def _next(self, question: str) -> Any:
        self.asked.append(question)
        if not self.answers:
            raise NoMoreAnswers
        answer = self.answers.pop(0)
        if isinstance(answer, BaseException):
            raise answer
        return answer

    def tell(self, text: str = "", *, dim: bool = False) -> None:
        self.asked.append(text)

    def read(self, prompt: str) -> str:
        return self._next(prompt) or ""

    def safety_list(self, cautions: Sequence[str] = ()) -> None:
        self._next("the safety list")

    def typed_ahead(self) -> bool:
        return False

    def ratings(self, items: Sequence[Item], save: Callable[[str, int | None], None]) -> None:
        for item in items:
            value = self._next(item.title)
            if value is not None:
                save(item.key, value)

    def body_map(
        self, save: Callable[[dict[str, int]], object], given: Mapping[str, int] | None = None
    ) -> None:
        marks = self._next("body map")
        if marks:
            save({**(given or {}), **marks})

    def choice(self, question: str, choices: Sequence[str]) -> int | None:
        answer = self._next(question)
        return choices.index(answer) if isinstance(answer, str) else answer

    def lines(
        self, question: str, begin: str = "", keep: Callable[[str], object] | None = None
    ) -> tuple[str, int]:
        return self._next(question) or "", 0

    def yes(
        self,
        question: str,
        *,
        otherwise: bool = True,
        words: tuple[str, str] = ("yes", "no"),
        said: str = "",
        about: Sequence[str] = (),
    ) -> bool:
        answer = self._next(question)
        return otherwise if answer is None else bool(answer)

    def go_on(self, text: str = "") -> None:
        self._next(text)
