"""Words are drawn once: what was drawn for a moment of an appointment stays, what was heard comes last, and deletion forgets."""

from __future__ import annotations

import io
import json
import re
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from massage_mind.cli.main import run
from massage_mind.fit.drawing import Draw
from massage_mind.fit.timeline import Timeline
from massage_mind.record.line_number import line_number
from massage_mind.session.draws import keep_rendered
from massage_mind.session.prepare import prepare
from massage_mind.session.request import SessionRequest, SoundRequest
from massage_mind.testing import ManualClock, Screen, Typed, manual_world
from massage_mind.world import World

MINUTE = 60_000
HOUR = 60 * MINUTE
NOON = 1_796_378_400_000 + 2 * HOUR
"""2026-12-04 12:00 UTC."""
SILENT = SoundRequest(on=False, voice="off")
KILLED = 15


class Life:
    """One home through the days: each command in a world of its own, each lot another."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.clock = ManualClock(wall=NOON)
        self.lots = 0

    def world(self, *, presses: tuple[tuple[int, str | int], ...] = (), typed: str | None = None) -> World:
        """A world of now. `typed` is what somebody types who sits there."""
        self.lots += 1
        return manual_world(
            self.home,
            clock=self.clock,
            presses=presses,
            engines=[],
            seed=self.lots,
            alive=lambda pid: False,
            stdin=None if typed is None else Typed(typed),
            stderr=None if typed is None else Screen(),
        )

    def call(self, *words: str, world: World | None = None, code: int = 0) -> str:
        """What this command line prints."""
        world = world or self.world()
        assert code == run([*words], lambda: world), world.stderr
        assert isinstance(world.stdout, io.StringIO)
        return world.stdout.getvalue()

    def appointment(self, when: str = "today 14:00", *more: str) -> str:
        """The id of a new appointment."""
        said = self.call(
            "appointment", "add", when, "--style", "swedish", "--minutes", "60", "--no-ask", *more
        )
        return (
            said.split()[-1]
            if "\n" not in said.strip()
            else re.findall(r"\b[0-9a-z]{5}$", said, re.MULTILINE)[0]
        )

    def taken(self, *more: str, world: World | None = None, code: int = 0) -> list[str]:
        """The words of a session on the table, in order."""
        options = ("--minutes", "20", "--no-sound", "--voice", "off", "--no-ask", "--plain")
        return words_of(self.call("during", *options, *more, world=world, code=code))

    def heard(self) -> dict[int, int]:
        """The lines heard, as the journal has them."""
        with self.world().open_store(writing=False) as store:
            return store.draws.heard()

    def sessions(self) -> list[str]:
        """The ids of all sessions, the latest first."""
        with self.world().open_store(writing=False) as store:
            return [one.id for one in store.sessions()]

    def rendered(self, appointment: str = "none") -> Timeline:
        """A file is written of it, as far as the journal is told."""
        world = self.world()
        request = SessionRequest(
            "during", length_ms=20 * MINUTE, sound=SILENT, ask=False, appointment=appointment
        )
        prepared = prepare(world, request)
        timeline = prepared.fitter.fit(prepared.length_ms)
        keep_rendered(world, prepared, timeline)
        return timeline


def words_of(printed: str) -> list[str]:
    """The lines of a session, without their times and without silence and bells."""
    lines = [line.split("  ", 1)[1] for line in printed.splitlines() if re.match(r"[0-9:]+  ", line)]
    return [line for line in lines if not line.startswith(("(", "["))]


def said_in(timeline: Timeline) -> list[str]:
    """The words of a timeline."""
    return [cue.text for cue in timeline.cues if cue.kind == "say"]


def numbers_of(timeline: Timeline) -> set[int]:
    """The lines of a timeline as the journal has them."""
    return {line_number(cue.source) for cue in timeline.cues if cue.kind == "say" and cue.source}


@pytest.fixture
def life(tmp_path: Path) -> Life:
    """A home in which nothing is yet."""
    return Life(tmp_path)


def test_what_was_heard_comes_last_the_next_time(life: Life) -> None:
    """Two sessions in a row say other lines about the touch; without the record a third would not know."""
    first, second = life.taken(), life.taken()
    assert first != second
    pool = [line for line in first if line in second]
    life.call("journal", "delete", life.sessions()[0], "--yes")
    assert len(pool) < len(first)


def test_only_what_was_begun_to_be_said_is_heard(life: Life) -> None:
    """Left after five minutes: the lines until then, by the record; and nothing that a person wrote is in it."""
    life.call("intention", "quiet, warm hands")
    printed = life.taken("--seed", "7", world=life.world(presses=((5 * MINUTE, "q"),)), code=3)
    request = SessionRequest("during", length_ms=20 * MINUTE, sound=SILENT, ask=False, seed=7)
    prepared = prepare(life.world(), request)
    timeline = prepared.fitter.fit(prepared.length_ms)
    begun = {
        line_number(cue.source)
        for cue in timeline.cues
        if cue.kind == "say" and cue.source and cue.at_ms <= 5 * MINUTE
    }
    assert begun == life.heard().keys() and printed == said_in(timeline)[: len(printed)]


def test_an_appointment_says_the_same_whatever_came_between(life: Life) -> None:
    """A file, another session, that one deleted, a preview, the session itself, the file anew: one and the same."""
    appointment = life.appointment()
    first = life.rendered(appointment)
    life.taken("--appointment", "none")
    assert said_in(first) == said_in(life.rendered(appointment))
    life.call("journal", "delete", life.sessions()[0], "--forever", "--yes")
    document = json.loads(life.call("preview", "during", "--minutes", "20", "--voice", "off", "--json"))
    assert said_in(first) == [cue["text"] for cue in document["cues"] if cue["kind"] == "say"]
    assert said_in(first) == life.taken()
    life.clock.advance(HOUR)
    assert said_in(first) == life.taken() == said_in(life.rendered(appointment))
    assert 0 <= document["seed"] < 2**32


def test_cut_short_and_gone_on_with_it_says_what_it_would_have_said(life: Life) -> None:
    """Another session and a deletion come between; without an appointment too."""
    whole = Life(life.home / "whole")
    whole.home.mkdir()
    whole.lots = life.lots
    said = whole.taken()
    begun = life.taken(world=life.world(presses=((8 * MINUTE, KILLED),)), code=128 + KILLED)
    assert begun == said[: len(begun)]
    life.call("before", "--minutes", "4", "--no-sound", "--voice", "off", "--no-ask")
    life.call("journal", "delete", life.sessions()[0], "--forever", "--yes")
    world = life.world(typed="y\n")
    life.call("during", "--minutes", "20", "--no-sound", "--voice", "off", "--plain", world=world)
    assert isinstance(world.stdout, io.StringIO)
    rest = words_of(world.stdout.getvalue())
    assert rest and rest == said[-len(rest) :]
    assert len(begun) + len(rest) in (len(said), len(said) + 1)  # a line that was cut is said anew


def test_a_file_is_heard_once_its_session_is_written_down(life: Life) -> None:
    """By itself or for an appointment; not before, and at the time of the session."""
    life.call("journal", "add", "a journal is there")
    file = life.rendered()
    assert {} == life.heard()
    life.clock.advance(24 * HOUR)
    life.call("during", "--at", "today 10:00", "--minutes", "20", "--no-ask", "--appointment", "none")
    assert dict.fromkeys(numbers_of(file), NOON + 22 * HOUR) == life.heard()
    life.call("journal", "delete", life.sessions()[0], "--forever", "--yes")
    assert {} == life.heard()


def test_a_file_is_heard_once_its_appointment_is_done(life: Life) -> None:
    """Whoever says no more than that it took place has heard it; taken in this program, it is what was said there."""
    appointment = life.appointment()
    file = life.rendered(appointment)
    assert {} == life.heard()
    life.clock.advance(5 * HOUR)
    life.call("appointment", "done", appointment)
    assert dict.fromkeys(numbers_of(file), NOON + 2 * HOUR) == life.heard()
    life.taken("--appointment", appointment, world=life.world(presses=((9 * MINUTE, "q"),)), code=3)
    assert life.heard().keys() < numbers_of(file)


def test_what_lies_in_the_bin_does_not_count(life: Life) -> None:
    """Put there it is as if it had not been; taken out it is heard again; for good it is gone from the file."""
    life.taken()
    heard = life.heard()
    (session,) = life.sessions()
    life.call("journal", "delete", session, "--yes")
    assert heard and {} == life.heard()
    life.call("journal", "restore", session)
    assert heard == life.heard()
    life.call("journal", "delete", session, "--forever", "--yes")
    with life.world().open_store(writing=False) as store:
        for table in ("heard", "drawn", "rendered", "rendered_line"):
            assert [] == store.file.conn.execute(f"SELECT * FROM {table}").fetchall(), table


def test_what_is_kept_for_an_appointment_goes_with_it(life: Life) -> None:
    """The drawing and the file; a drawing says of no line whether it had been heard."""
    life.taken()
    appointment = life.appointment()
    life.rendered(appointment)
    with life.world().open_store(writing=False) as store:
        (kept,) = store.draws.drawn_for(appointment)
        assert set(kept.order) > life.heard().keys() != set(kept.order)
    life.call("journal", "delete", appointment, "--forever", "--yes")
    with life.world().open_store(writing=False) as store:
        assert [] == store.file.conn.execute("SELECT * FROM drawn").fetchall()
        assert [] == store.file.conn.execute("SELECT * FROM rendered_line").fetchall()


@pytest.mark.parametrize("seed", ["0", "7", "4294967295"])
def test_a_seed_says_the_same_to_the_byte(life: Life, seed: str) -> None:
    """Whatever was heard, by lot or not, and with bells of chance; and the session says what the preview shows."""
    options = ("--minutes", "20", "--voice", "off", "--seed", seed, "--bells", "random 4")
    first = life.call("preview", "during", *options)
    said = life.taken("--seed", seed)
    assert said == life.taken("--seed", seed)
    assert first == life.call("preview", "during", *options)
    assert (
        first.rstrip()
        .splitlines()[-1]
        .startswith(f"Seed {seed}; with --seed {seed} the same words come again")
    )
    request = SessionRequest("during", length_ms=20 * MINUTE, sound=SILENT, ask=False, seed=int(seed))
    prepared = prepare(life.world(), request)
    assert said == said_in(prepared.fitter.fit(prepared.length_ms))


def test_a_seed_leaves_what_was_drawn_for_an_appointment(life: Life) -> None:
    """It neither takes it nor becomes it."""
    appointment = life.appointment()
    aside = life.taken("--seed", "7")
    file = said_in(life.rendered(appointment))
    assert aside != file == life.taken() != life.taken("--seed", "7")


def test_the_last_line_of_a_preview_is_how_it_was_drawn(life: Life) -> None:
    """By the seed alone, by what was heard as well, or as kept; what it promises of the seed holds."""
    asked = ("preview", "during", "--minutes", "20", "--voice", "off")

    def last(*more: str) -> str:
        return life.call(*asked, *more).rstrip().splitlines()[-1]

    fresh = life.call(*asked)
    (seed,) = re.findall(r"--seed ([0-9]+) the same words", fresh)
    assert fresh == life.call(*asked, "--seed", seed)
    life.taken()
    assert "and what you have heard" in last()
    life.rendered(life.appointment())
    assert last().endswith("drawn for your appointment, and kept for it.")
    text = life.world()
    assert "Seed" not in life.call(*asked, "--text", world=text)
    assert isinstance(text.stderr, io.StringIO) and "Seed" in text.stderr.getvalue()


@pytest.mark.parametrize("seed", ["-1", "4294967296", "1.5", "seven", "٣"])
def test_what_is_no_seed_is_refused(life: Life, seed: str) -> None:
    """In one sentence that says what is one."""
    world = life.world()
    life.call("preview", "during", f"--seed={seed}", world=world, code=2)
    assert isinstance(world.stderr, io.StringIO)
    assert "--seed takes a whole number from 0 to 4294967295" in world.stderr.getvalue()


def test_without_a_journal_that_can_be_read_it_begins_by_lot(life: Life) -> None:
    """Nothing is said beyond what is said of the journal anyway; and none is begun for a preview or a file."""
    life.rendered()
    life.call("preview", "during", "--voice", "off")
    assert [] == list(life.home.glob("**/*.sqlite3"))
    life.taken()
    (journal,) = life.home.glob("**/journal.sqlite3")
    journal.write_bytes(b"no journal" * 100)
    world = life.world()
    assert life.taken(world=world, code=1)  # that it could not be kept is no success
    assert isinstance(world.stderr, io.StringIO)
    told = world.stderr.getvalue()
    assert "journal" in told and not re.search("seed|drawn|heard", told)


def test_what_fits_only_as_it_is_written_is_said_so(life: Life) -> None:
    """The shortest length of a script is no matter of chance: what one seed can take, every seed can."""
    for moment, minutes in (("before", "0.5"), ("during", "5"), ("after", "1")):
        for _ in range(12):
            life.call("preview", moment, "--minutes", minutes, "--voice", "off")


def test_what_an_older_program_began_is_gone_on_with_as_it_was_written(life: Life) -> None:
    """Its record has no seed: its words came in the order of their file."""
    request = SessionRequest("during", length_ms=20 * MINUTE, sound=SILENT, resumes="bbbbb")
    assert Draw() == prepare(life.world(), request).fitting.draw


STEPS = ("perform", "kill and go on", "render", "preview", "log", "other", "bin", "forget", "later", "seeded")


@pytest.mark.slow
@settings(max_examples=12, deadline=None)
@given(steps=st.lists(st.sampled_from(STEPS), min_size=2, max_size=7))
def test_in_any_order_an_appointment_says_one_thing_and_the_record_what_was_heard(steps: list[str]) -> None:
    """Performed, killed and gone on with, rendered, shown, written down, other sessions and deletions between."""
    with tempfile.TemporaryDirectory() as folder:
        life = Life(Path(folder))
        appointment = life.appointment("today 12:00")
        life.clock.advance(MINUTE)
        drawn: list[str] = []
        whole: dict[str, Callable[[], list[str]]] = {
            "perform": life.taken,
            "render": lambda: said_in(life.rendered(appointment)),
        }
        for step in steps:
            if step in whole:
                said = whole[step]()
                drawn = drawn or said
                assert drawn == said, step
                continue
            _between(life, step, drawn, appointment)
        assert not drawn or drawn == life.taken()


def _between(life: Life, step: str, drawn: list[str], appointment: str) -> None:
    """A step that shows nothing whole of what was drawn, or nothing of it at all."""
    match step:
        case "kill and go on":
            begun = life.taken(world=life.world(presses=((8 * MINUTE, KILLED),)), code=128 + KILLED)
            life.clock.advance(MINUTE)
            world = life.world(typed="y\n" + "\n" * 9)
            options = ("--minutes", "20", "--no-sound", "--voice", "off", "--plain")
            rest = words_of(life.call("during", *options, world=world))
            drawn[:] = drawn or [*begun, *rest[1 if rest[0] == begun[-1] else 0 :]]
            assert begun == drawn[: len(begun)] and rest == drawn[-len(rest) :]
        case "preview":
            shown = life.call("preview", "during", "--minutes", "20", "--voice", "off", "--text")
            if drawn:
                assert all(line in shown for line in drawn)
        case "log":
            life.clock.advance(HOUR)
            when = "30 minutes ago"
            life.call("during", "--at", when, "--minutes", "20", "--no-ask", "--appointment", appointment)
        case "other":
            life.taken("--appointment", "none")
        case "seeded":
            assert life.taken("--seed", "7") == life.taken("--seed", "7")
        case "bin" | "forget":
            if life.sessions():
                forever = ("--forever",) if step == "forget" else ()
                life.call("journal", "delete", life.sessions()[0], "--yes", *forever)
        case _:
            life.clock.advance(20 * MINUTE)
    with life.world().open_store(writing=False) as store:
        rows = store.file.conn.execute("SELECT DISTINCT session_id FROM heard").fetchall()
        there = {one.id for one in store.sessions()}
        binned = {
            row[0] for row in store.file.conn.execute("SELECT id FROM record WHERE deleted_at IS NOT NULL")
        }
        assert {row[0] for row in rows} <= there | binned
