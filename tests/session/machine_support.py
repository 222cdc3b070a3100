"""What the state machine stands on: a person's machine in virtual time, hands that answer, and what was acknowledged.

Every command line is a process of its own: a world is made for it and dropped. A crash keeps what the journal held at
that instant and throws away whatever happened after it.
"""

from __future__ import annotations

import io
import json
import shutil
import signal
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from massage_mind.cli.main import run
from massage_mind.errors import Stopped
from massage_mind.journal.file.memory import MemoryJournal
from massage_mind.perform.asker import WHEN, Asker, Leave, NoMoreAnswers
from massage_mind.perform.loop import JUMP_MS
from massage_mind.perform.ports import Key, View
from massage_mind.record.measures import Item
from massage_mind.screen.front import Front
from massage_mind.testing import (
    ManualClock,
    RecordingSpeaker,
    RecordingStage,
    Screen,
    ScriptedKeys,
    Typed,
    manual_world,
)
from massage_mind.world import World

Document = dict[str, Any]
EXIT_CODES = {0, 1, 2, 3, 128 + signal.SIGINT, 128 + signal.SIGTERM, 129}
"""All there are; docs/architecture.md and the README name them."""
INSTANTS = (
    *("at", "created_at", "changed_at", "deleted_at", "due_at", "settled_at", "returned_at", "cleared_at"),
    *("first_at", "started_at", "ended_at", "heartbeat_at"),
)
LINKS = ("appointment", "session", "resumed_from")
PATIENCE = 100
"""Questions that a person answers in one command."""
BIN_MS = 30 * 24 * 60 * 60_000
SOON_MS = 6_000
"""What a session was kept at last, before its process was gone: a heartbeat and the room that a cue may take."""
SEARCHED = ("text", "note", "reason", "therapist", "place", "when", "then", "outcome_words", "intention")


class Crash(BaseException):
    """The process is gone."""


# ---------------------------------------------------------------- hands


@dataclass(frozen=True)
class Mood:
    """How a person answers: each rating, the body map, thoughts, choices; `leaves`: at which question, and how."""

    rating: int | None = None
    body: Mapping[str, int] = field(default_factory=dict)
    thoughts: tuple[str, ...] = ()
    chosen: int | None = None
    words: str = ""
    agrees: bool = True
    leaves: tuple[int, str] | None = None


class Hands(Asker):
    """Answers by the kind of question, and remembers what was taken: the ratings, thoughts and words."""

    def __init__(self, mood: Mood, die: Callable[[], NoReturn]) -> None:
        self.mood = mood
        self.die = die
        self.asked = 0
        self.rated: list[tuple[str, int]] = []
        self.thoughts: list[str] = []
        self.written = ""
        self.left = ""
        self._of_when = False
        """Whether it was just asked when a thought will have its turn."""

    def _asked(self, *, may_leave: bool = False) -> None:
        if self.left == "nobody":
            raise NoMoreAnswers
        self.asked += 1
        assert self.asked < PATIENCE, "asked without end"
        if self.mood.leaves is None or self.mood.leaves[0] != self.asked:
            return
        self.left = self.mood.leaves[1]
        match self.left:
            case "crash":
                self.die()
            case "ctrl-c":
                raise KeyboardInterrupt
            case "term":
                raise Stopped(signal.SIGTERM)
            case "q" if may_leave:
                raise Leave
            case "nobody":
                raise NoMoreAnswers
            case _:
                self.left = ""

    def tell(self, text: str = "", *, dim: bool = False) -> None:
        self._of_when = text == WHEN

    def read(self, prompt: str) -> str:
        self._asked()
        if prompt == "> " and not self._of_when:
            some = self.mood.thoughts[len(self.thoughts) :]
            self.thoughts += some[:1]
            return some[0] if some else ""
        return ""

    def ratings(self, items: Sequence[Item], save: Callable[[str, int | None], None]) -> None:
        for item in items:
            self._asked()
            if self.mood.rating is not None:
                save(item.key, self.mood.rating)
                self.rated.append((item.key, self.mood.rating))

    def body_map(
        self, save: Callable[[dict[str, int]], object], given: Mapping[str, int] | None = None
    ) -> None:
        self._asked()
        if self.mood.body:
            save({**(given or {}), **self.mood.body})

    def choice(self, question: str, choices: Sequence[str]) -> int | None:
        self._asked()
        return None if self.mood.chosen is None else self.mood.chosen % len(choices)

    def lines(
        self, question: str, begin: str = "", keep: Callable[[str], object] | None = None
    ) -> tuple[str, int]:
        self._asked()
        self.written = self.mood.words
        if keep is not None:
            keep(self.mood.words)
        return self.mood.words, 0

    def yes(
        self,
        question: str,
        *,
        otherwise: bool = True,
        words: tuple[str, str] = ("yes", "no"),
        said: str = "",
        about: Sequence[str] = (),
    ) -> bool:
        self._asked()
        return self.mood.agrees if otherwise else False

    def go_on(self, text: str = "") -> None:
        self._asked(may_leave=True)


# ---------------------------------------------------------------- the machine


@dataclass
class Performed:
    """One session as it was performed: when, by the monotonic clock, how long the machine slept, what was pressed.

    `led_ms` is the while before it began, in which nothing is pressed here.
    """

    began: int
    ended: int = 0
    led_ms: int = 0
    slept: int = 0
    pressed: list[tuple[int, Key | int]] = field(default_factory=list)

    @property
    def length_ms(self) -> int:
        """How long it took, pauses counted, the sleep of the machine not."""
        return self.ended - self.began


class HappeningKeys(ScriptedKeys):
    """Keys among which something else may happen, such as that the clock is set; it remembers what was pressed."""

    def __init__(
        self,
        clock: ManualClock,
        presses: Sequence[tuple[int, Key | int]],
        happens: Callable[[str], None],
        performed: Performed,
    ) -> None:
        super().__init__(clock, live=True)
        self._planned = presses
        self._happens = happens
        self._performed = performed

    def begin(self) -> None:
        """The session begins now."""
        led_ms = self.clock.now() - self._performed.began
        self._performed.began, self._performed.led_ms = self.clock.now(), led_ms
        self.presses = [(self.clock.now() + at, key) for at, key in self._planned]

    def wait(self, until_ms: int) -> Key | None:
        try:
            key = super().wait(until_ms)
        except Stopped as stopped:
            self._pressed(stopped.signum)
            raise
        if key is not None:
            self._pressed(key)
            word, _, rest = key.partition(" ")
            if (word and rest) or key == "crash":
                self._happens(key)
                return None
        return key

    def _pressed(self, key: Key | int) -> None:
        self._performed.pressed.append((self.clock.now() - self._performed.began, key))


class BeginningStage(RecordingStage):
    """Tells the keys when the session itself begins."""

    def __init__(self, clock: ManualClock, keys: HappeningKeys) -> None:
        super().__init__(clock, frame=60_000)
        self._keys = keys

    def open(self, view: View) -> None:
        super().open(view)
        if view.lead is None:
            self._keys.begin()


class Called(NamedTuple):
    """What a command line came to; `code` None: its process is gone."""

    code: int | None
    out: str
    err: str
    performed: list[Performed]
    hands: Hands | None


class Machine:
    """A machine with one person and one journal, in memory or in a folder of its own. Its processes come and go."""

    def __init__(self, folder: Path, *, in_memory: bool, zone: str = "UTC") -> None:
        self.clock = ManualClock()
        self.zone = zone
        self.folder = folder
        self.homes = 0
        self.home = folder / "home-0"
        self.journal = MemoryJournal() if in_memory else None
        self.image: MemoryJournal | None = None
        self.performing = False
        self.trouble: list[str] = []

    def call(
        self,
        *words: str,
        presses: Sequence[tuple[int, Key | int]] = (),
        mood: Mood | None = None,
        piped: bytes | None = None,
    ) -> Called:
        """Run one command line; asserts what holds for every one of them."""
        hands = None if mood is None else Hands(mood, self.die)
        made = manual_world(
            self.home,
            clock=self.clock,
            zone=self.zone,
            stdin=_stdin(mood, piped),
            stderr=io.StringIO() if mood is None else Screen(),
            alive=lambda pid: self.performing,
            journal=self.journal,
            answers=hands,  # type: ignore[arg-type]
        )
        performed: list[Performed] = []
        speakers: list[RecordingSpeaker] = []
        stages: list[RecordingStage] = []

        def speaker(world: World, player: str, volume: int, sounds: object) -> RecordingSpeaker:
            speakers.append(RecordingSpeaker())
            return speakers[-1]

        @contextmanager
        def front(world: World, plain: bool) -> Iterator[Front]:
            one = Performed(self.clock.now())
            performed.append(one)
            asleep = self.clock.asleep()
            keys = HappeningKeys(self.clock, presses, self.happens, one)
            stages.append(BeginningStage(self.clock, keys))
            self.performing = True
            try:
                yield Front(stages[-1], keys)
            finally:
                self.performing = False
                one.ended, one.slept = self.clock.now(), self.clock.asleep() - asleep

        doors = replace(made.doors, front=front, speaker=speaker, warm_up=lambda player: None)
        world = replace(made, doors=doors)
        try:
            code: int | None = run([*words], lambda: world)
            assert code in EXIT_CODES, (words, code)
        except Crash:
            code = None
            self.be_as_it_was()
        assert not self.performing
        assert all(one.closed for one in (*stages, *speakers)), f"not given back: {words}"
        return Called(code, world.stdout.getvalue(), world.stderr.getvalue(), performed, hands)  # type: ignore[union-attr]

    def documents(self, *words: str) -> Any:
        """What a command line prints as JSON; it has to succeed."""
        called = self.call(*words)
        assert called.code == 0, (words, called.err)
        return json.loads(called.out)

    # ------------------------------------------------------------ what happens meanwhile

    def happens(self, what: str) -> None:
        """The clock is set ("set MS"), the machine sleeps ("sleep MS"), the process is gone ("crash")."""
        word, _, number = what.partition(" ")
        match word:
            case "set":
                self.clock.set_wall(max(0, self.clock.wall() + int(number)))
            case "sleep":
                self.clock.suspend(int(number))
            case _:
                self.die()

    def die(self) -> NoReturn:
        """The process is gone at this instant: what it still writes on its way out never was."""
        self.keep_image()
        raise Crash

    def keep_image(self) -> None:
        """The journal as it is on the disk at this instant."""
        if self.journal is not None:
            self.image = MemoryJournal()
            self.journal.open(self.clock.wall()).backup(self.image.open(self.clock.wall()))
            return
        self.homes += 1
        target = self.folder / f"home-{self.homes}"
        target.mkdir()
        if self.home.is_dir():
            shutil.copytree(self.home, target, dirs_exist_ok=True)

    def be_as_it_was(self) -> None:
        """Go on with the journal of that instant."""
        if self.journal is not None:
            assert self.image is not None
            self.journal.close()
            self.journal = self.image
        else:
            self.home = self.folder / f"home-{self.homes}"

    def leak(self) -> None:
        """A process that has the journal open is gone without closing it, from one instant to the next."""
        world = manual_world(self.home, clock=self.clock, zone=self.zone, journal=self.journal)
        with world.open_store(writing=True):
            self.keep_image()
        self.be_as_it_was()

    def faults_of_the_file(self) -> list[str]:
        """What SQLite says of the file; nothing where it is whole, or there is none yet."""
        found = list(self.home.rglob("journal.sqlite3")) if self.journal is None else []
        faults = []
        for path in found:
            with closing(sqlite3.connect(path)) as conn:
                rows = [row[0] for row in conn.execute("PRAGMA integrity_check")]
                faults += [row for row in rows if row != "ok"]
                faults += [str(row) for row in conn.execute("PRAGMA foreign_key_check")]
        return faults

    def close(self) -> None:
        """Nothing of it is needed any more."""
        if self.journal is not None:
            self.journal.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def _stdin(mood: Mood | None, piped: bytes | None) -> io.TextIOBase:
    if piped is not None:
        return io.TextIOWrapper(io.BytesIO(piped), encoding="utf-8")
    return io.StringIO() if mood is None else Typed("")


# ---------------------------------------------------------------- what was acknowledged


def plain(document: Document) -> Document:
    """The document with instants as UTC milliseconds, however their offset is written."""
    return {key: _ms(value) if key in INSTANTS else value for key, value in document.items()}


def _ms(text: str | None) -> int | None:
    return None if text is None else round(datetime.fromisoformat(text).timestamp() * 1000)


class Ledger:
    """Each record as it has to read back, by id. What was not said of a new one is taken at the first look, and stays."""

    def __init__(self) -> None:
        self.records: dict[str, Document] = {}
        self._changed: set[str] = set()

    def new(self, ident: str, **said: Any) -> None:
        """A record was acknowledged that was not there before."""
        assert ident not in self.records, f"{ident} is the id of another record"
        self.records[ident] = {"id": ident, "deleted_at": None, **said}

    def change(self, ident: str, **said: Any) -> None:
        """A record was acknowledged as changed. What reads as it did counts as no change."""
        old = self.records[ident]
        if {**old, **said} != old:
            self.records[ident] = {**old, **said}
            self._changed.add(ident)

    def drop(self, ident: str) -> None:
        """A record is gone for good."""
        del self.records[ident]

    def adopt(self, document: Document) -> None:
        """A record as it stands now, whose change was looked at by somebody else."""
        self.records[document["id"]] = document

    def of(self, *kinds: str, binned: bool | None = False) -> list[str]:
        """The ids of these kinds (none: any), the oldest first; None for `binned`: wherever they are."""
        return [
            ident
            for ident, one in self.records.items()
            if (not kinds or one["kind"] in kinds)
            and (binned is None or (one["deleted_at"] is not None) == binned)
        ]

    def around(self, session: str) -> list[str]:
        """The check-ins given around a session."""
        return [one for one in self.of("checkin", binned=None) if self.records[one].get("session") == session]

    def going_with(self, ident: str) -> list[str]:
        """What goes for good with a record: itself, and around a session what is not younger in the bin."""
        binned_at = self.records[ident]["deleted_at"]
        around = [(one, self.records[one]["deleted_at"]) for one in self.around(ident)]
        return [
            *(one for one, at in around if binned_at is None or (at is not None and at <= binned_at)),
            ident,
        ]

    def compare(self, found: dict[str, Document], now_ms: int) -> None:
        """Whether all reads back as it was acknowledged."""
        for ident in list(self.records):
            if ident not in found:
                binned_at = self.records[ident]["deleted_at"]
                assert binned_at is not None, f"{self.records[ident]} is lost"
                assert binned_at < now_ms - BIN_MS, f"{self.records[ident]} left the bin early"
                self.drop(ident)
        assert list(found.keys() - self.records.keys()) == [], "records that nobody asked for"
        for ident, was in self.records.items():
            now = found[ident]
            for link in LINKS:
                if was.get(link) and was[link] not in found:
                    was[link] = None
            expected = {**now, **was, **self._derived(was)}
            if ident in self._changed:
                assert now["changed_at"] > was["changed_at"], now
                expected["changed_at"] = now["changed_at"]
            assert expected == now
            self.records[ident] = now
        self._changed.clear()

    def _derived(self, record: Document) -> Document:
        """Ratings of a session stand in the check-ins around it."""
        if "ratings" not in record or record["kind"] not in ("session", "quiet-hour"):
            return {}
        ratings: dict[str, dict[str, int]] = {"before": {}, "after": {}}
        for ident in self.around(record["id"]):
            one = self.records[ident]
            if one["deleted_at"] is None:
                ratings[one["phase"]] |= one["ratings"]
        return {"ratings": ratings}


# ---------------------------------------------------------------- a session and its record


def check_times(document: Document, performed: Performed, asked_ms: int) -> None:
    """What the record says of a session that was performed to some end adds up with the clock and the keys.

    `asked_ms` is how long it had been open before it began, where questions were asked before it.
    """
    paused, exact = paused_ms(performed)
    assert document["played_ms"] + document["paused_ms"] == performed.length_ms + performed.slept, document
    if exact:
        assert document["paused_ms"] == paused, (document, performed)
    assert document["latest_ms"] == 0, "a cue was late in a time that only moves when it is told to"
    assert 0 <= document["position_ms"] <= document["total_ms"]
    keys = [key for _, key in performed.pressed]
    assert document["ended_at"] - document["started_at"] == performed.length_ms + performed.slept + asked_ms
    if not {"left", "right"} & set(keys):
        assert document["played_ms"] <= max(document["planned_ms"], document["total_ms"])
    assert len(document["marks"]) == keys.count("m")
    assert all(0 <= mark["at_ms"] <= document["total_ms"] for mark in document["marks"])


def paused_ms(performed: Performed) -> tuple[int, bool]:
    """How long it was paused by these keys; and whether that is certain: `e` may go on, and may not."""
    total, since, exact = 0, None, True
    for at, key in performed.pressed:
        word, _, number = str(key).partition(" ")
        if key == " " and since is not None:
            total, since = total + at - since, None
        elif key in (" ", "suspend"):
            since = at if since is None else since
        elif word == "sleep" and number:
            total += int(number)  # which is no time of the monotonic clock
            since = at if since is None and int(number) > JUMP_MS else since
        elif key == "e" and since is not None:
            exact = False
    return total + (0 if since is None else performed.length_ms - since), exact


def check_ending(document: Document, performed: Performed, code: int, left: str) -> None:
    """How it ended is what was pressed last, and the exit code says the same; or how a question after it was left."""
    last = performed.pressed[-1][1] if performed.pressed else None
    if isinstance(last, int):
        assert (document["ending"], document["signal"]) == ("interrupted", signal.Signals(last).name)
        assert code == 128 + last
    elif last == "q":
        assert (document["ending"], code) == ("early", 3)
    else:
        assert document["ending"] == "finished"
        assert document["position_ms"] == document["total_ms"]
        assert code == {"ctrl-c": 130, "term": 143}.get(left, 0), (code, left)


def check_cut_short(document: Document, performed: Performed) -> None:
    """Of a session whose process is gone no more than the last seconds are missing; it can be gone on with."""
    assert document["ending"] == "interrupted"
    assert document["signal"] is None
    assert document["started_at"] <= document["ended_at"]
    kept = document["played_ms"] + document["paused_ms"]
    assert kept <= performed.length_ms + performed.slept, (document, performed)
    before = [str(key) for at, key in performed.pressed if at <= performed.length_ms - SOON_MS]
    slept = sum(int(key.split()[1]) for key in before if key.startswith("sleep "))
    assert kept >= performed.length_ms - SOON_MS + slept, (document, performed)
    assert len(document["marks"]) >= before.count("m")
