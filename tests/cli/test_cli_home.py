"""Home as it is seen, heard and piped in each state, and what its one key does."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cli_terminal import text_on

from massage_mind.cli.main import run
from massage_mind.errors import Stopped
from massage_mind.record.appointment import Appointment
from massage_mind.record.checkin import CheckIn
from massage_mind.record.head import NewRecord, Record
from massage_mind.record.intention import Intention
from massage_mind.record.kinds import Details
from massage_mind.record.parked import Parked
from massage_mind.record.progress import Progress
from massage_mind.record.session import NewSession
from massage_mind.testing import ManualClock, Screen, ScriptedAnswers, Typed, manual_world
from massage_mind.world import World

MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
OSLO = "Europe/Oslo"
AT = round(datetime(2026, 11, 26, 13, 11, tzinfo=UTC).timestamp() * 1000)
"""A Thursday, 14:11 in Oslo."""
KILLED = 9


class Place:
    """A home with a journal in it, looked at from worlds of its own."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.clock = ManualClock(wall=AT)

    def world(self, *, columns: int = 80, terminal: bool = True, **environ: str) -> World:
        return manual_world(
            self.home,
            clock=self.clock,
            zone=OSLO,
            environ={"COLUMNS": str(columns), **environ},
            stdin=Typed("") if terminal else io.StringIO(),
            stdout=Screen() if terminal else io.StringIO(),
            stderr=Screen() if terminal else io.StringIO(),
            engines=[],
            presses=[(30_000, "q")],
            live=True,
        )

    def keep(self, details: Details, at_ms: int, **more: str) -> Record:
        with self.world().open_store(writing=True) as store:
            return store.records.add(NewRecord(details, at_ms, OSLO, **more))  # type: ignore[arg-type]

    def cut_short(self, moment: str = "during", *, journey: str = "", quiet_hour: bool = False) -> None:
        """A session of ten minutes that was killed after three and a second."""
        of_moment = {"before": "arriving", "during": "following-the-touch", "after": "coming-back"}
        script = "quiet-hour" if quiet_hour else of_moment[moment]
        request = {"script": script, "quiet_hour": quiet_hour}
        new = NewSession(
            moment, script, "Following the touch", planned_ms=10 * MINUTE, total_ms=10 * MINUTE, pid=1,
            zone=OSLO, journey=journey, quiet_hour=quiet_hour, request=request,
        )  # fmt: skip
        with self.world().open_store(writing=True) as store:
            session = store.begin_session(new)
            self.clock.advance(181_000)
            progress = Progress(10 * MINUTE, 181_000, 181_000, total_ms=10 * MINUTE)
            assert store.keep(session, progress)
            store.end_session(session, progress, "interrupted", 0)

    def offer_again(self) -> None:
        """What is offered once is offered once more, for the next look."""
        with self.world().open_store(writing=True) as store, store.file.writing() as conn:
            conn.execute("DELETE FROM follow_up")

    def rated(self, days_ago: int) -> None:
        """A massage with two numbers before and after."""
        at = AT + 49 * MINUTE - days_ago * DAY
        kim = self.keep(Appointment(60, "swedish", "Kim", state="done"), at)
        for phase, stress, tension in (("before", 6, 5), ("after", 3, 2)):
            ratings = {"stress": stress, "tension": tension}
            self.keep(CheckIn(phase, ratings=ratings), at, appointment=kim.id)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """Nothing is there yet."""
    return Place(tmp_path / "mm")


def shown(place: Place, *, code: int = 0, **world: object) -> str:
    """What `massage-mind` alone prints in such a world."""
    made = place.world(**world)  # type: ignore[arg-type]
    assert code == run([], lambda: made), made.stderr.getvalue()  # type: ignore[union-attr]
    return str(made.stdout.getvalue())  # type: ignore[union-attr]


# ---- the states ----


def new(place: Place) -> None:
    pass


def before_an_appointment(place: Place) -> None:
    kim = place.keep(Appointment(60, "swedish", "Kim"), AT + 49 * MINUTE)
    place.keep(Intention("let my shoulders be"), AT - HOUR, appointment=kim.id)


def an_appointment_now(place: Place) -> None:
    place.keep(Appointment(60, "swedish", "Kim"), AT - 11 * MINUTE)
    place.keep(Intention("let my shoulders be"), AT - HOUR)


def just_ended(place: Place) -> None:
    place.keep(Parked("reply to Anna"), AT - 2 * HOUR)
    place.keep(Appointment(60, "swedish", "Kim", state="done"), AT - 69 * MINUTE)


def perhaps_over(place: Place) -> None:
    place.keep(Appointment(60, "swedish", "Kim"), AT - 69 * MINUTE)


def came_back(place: Place) -> None:
    kim = place.keep(Appointment(60, "swedish", "Kim", state="done"), AT - 69 * MINUTE)
    place.keep(CheckIn("after", ratings={"stress": 2}), AT - 5 * MINUTE, appointment=kim.id)


def cut_short(place: Place) -> None:
    place.cut_short()


def the_morning_after(place: Place) -> None:
    place.keep(Appointment(60, "swedish", "Kim", state="done"), AT + 49 * MINUTE)
    place.clock.set_wall(AT + 19 * HOUR)


def three_months_in(place: Place) -> None:
    place.rated(7)
    place.keep(Appointment(60, "swedish", "Kim"), AT + 2 * DAY + 49 * MINUTE)


def between_two(place: Place) -> None:
    place.rated(7)


def with_a_draft(place: Place) -> None:
    place.keep(Appointment(60, "swedish", "Kim"), AT + 5 * HOUR)
    (place.home / "data" / "draft.txt").write_text("half")


def with_thoughts(place: Place) -> None:
    place.keep(Parked("reply to Anna"), AT - 30 * HOUR)
    place.keep(Parked("bread"), AT - 30 * HOUR)


STATES: tuple[Callable[[Place], None], ...] = (
    new,
    before_an_appointment,
    an_appointment_now,
    just_ended,
    perhaps_over,
    came_back,
    cut_short,
    the_morning_after,
    three_months_in,
    between_two,
    with_a_draft,
    with_thoughts,
)


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_home_looks_as_it_is_pictured(
    place: Place, state: Callable[[Place], None], as_pictured: Callable[[str, str], None]
) -> None:
    """At two widths, aloud, and in a pipe, where it has no foot."""
    state(place)
    looks = {
        "80 columns": {},
        "40 columns": {"columns": 40},
        "aloud": {"ACCESSIBLE": "1"},
        "a pipe": {"terminal": False},
    }
    pages = []
    for name, world in looks.items():
        place.offer_again()
        pages.append(f"=== {name}\n{shown(place, **world)}")
    as_pictured(f"home-{state.__name__.replace('_', '-')}", "".join(pages))


def test_aloud_half_a_sentence_goes_on_with_its_key(place: Place) -> None:
    """As it is about to begin."""
    place.keep(Appointment(60, "swedish", "Kim"), AT + MINUTE)
    told = shown(place, ACCESSIBLE="1")
    assert "When it begins, press Enter.\n" in told
    assert told.rstrip().endswith("Enter leaves.\nThe command for it:\nmassage-mind during")


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_home_never_shows_an_id(place: Place, state: Callable[[Place], None]) -> None:
    """Whatever is in the journal."""
    state(place)
    with place.world().open_store(writing=False) as store:
        from massage_mind.record.query import Query

        ids = [one.id for one in store.records.find(Query(()))]
    page = shown(place)
    assert not [one for one in ids if one in page]


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_home_fits_into_the_smallest_window(place: Place, state: Callable[[Place], None]) -> None:
    """No line is wider than 40 columns, none is broken within a word, and twenty rows hold it."""
    state(place)
    lines = shown(place, columns=40).splitlines()
    place.offer_again()
    whole = set(shown(place, columns=200).split()) | {"Stress:", "Tension:"}
    assert all(len(line) <= 40 for line in lines)
    assert len(lines) <= 20
    assert {word.rstrip(".,") for line in lines for word in line.split()} <= {
        word.rstrip(".,") for word in whole
    }


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_home_fits_a_low_window(place: Place, state: Callable[[Place], None]) -> None:
    """At 40 by 12 where somebody is, the one thing, its command and the keys are all to be seen, above the cursor."""
    state(place)
    tall = shown(place, columns=40)
    place.offer_again()
    low = shown(place, columns=40, LINES="12")
    assert len(low.rstrip("\n").splitlines()) + 1 <= 12  # The line of air below it; the one above may go up.
    where, command, keys = tall.splitlines()[1], commands(tall), tall.rstrip().splitlines()[-1]
    assert where in low and keys in low
    assert command == commands(low) != []
    place.offer_again()
    assert tall == shown(place, columns=40, LINES="24")


def commands(page: str) -> list[str]:
    """The lines of a page that are commands."""
    return [line.strip() for line in page.splitlines() if line.startswith("     massage-mind ")]


# ---- its key ----


def pressed(place: Place, *keys: str | None, typed: str = "") -> tuple[int, World, int]:
    """What comes of these keys, one after the other; the exit code, the world, and how often one was waited for.

    `typed` answers what is asked after them.
    """
    waiting, asked = list(keys), [0]

    def one_key(world: World, show_again: Callable[[], object]) -> str | None:
        asked[0] += 1
        return waiting.pop(0)

    world = place.world()
    world = replace(world, stdin=Typed(typed), doors=replace(world.doors, one_key=one_key))
    return run([], lambda: world), world, asked[0]


def test_enter_takes_somebody_new_to_the_first_breath(place: Place) -> None:
    """One key: nothing is asked in between. The exit code is that of what it began."""
    code, world, asked = pressed(place, "enter")
    assert (3, 1) == (code, asked)
    with world.open_store(writing=False) as store:
        (session,) = store.sessions()
    assert ("breathing", 2 * MINUTE) == (session.script, session.total_ms)


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_what_enter_begins_can_be_begun(place: Place, state: Callable[[Place], None]) -> None:
    """In each state the command runs as it is shown: it is refused neither for its words nor for its length."""
    state(place)
    code, world, _ = pressed(place, "enter", typed="y\n" + "\n" * 30)
    said = world.stderr.getvalue()  # type: ignore[union-attr]
    assert code in (0, 3), said
    assert "Traceback" not in said


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_from_everywhere_a_breath_is_one_key_away(place: Place, state: Callable[[Place], None]) -> None:
    """`massage-mind` and b, in whatever state: nothing is asked in between, and what there is stays as it is."""
    state(place)
    code, world, asked = pressed(place, "b")
    assert (3, 1) == (code, asked)
    with world.open_store(writing=False) as store:
        session = store.sessions()[0]
    assert ("breathing", 2 * MINUTE) == (session.script, session.total_ms)


@pytest.mark.parametrize(
    ("state", "key", "begins"),
    [(new, "f", "first-time --card"), (three_months_in, "t", "What changed, as far as your numbers go")],
)
def test_what_somebody_may_look_for_besides_is_one_key_away(
    place: Place, state: Callable[[Place], None], key: str, begins: str
) -> None:
    """A first massage for somebody new, what changed for whoever has rated; elsewhere these keys leave quietly."""
    state(place)
    code, world, _ = pressed(place, key)
    assert 0 == code
    out = text_on(world.stdout)
    assert begins in out and f"  {key} " in out
    code, world, _ = pressed(place, "t" if key == "f" else "f")
    assert (0, False) == (code, begins in text_on(world.stdout))


@pytest.mark.parametrize(
    ("made", "moment"),
    [
        ({"moment": "before"}, "before"),
        ({}, "during"),
        ({"moment": "after", "journey": "abc"}, "after"),
        ({"quiet_hour": True, "journey": "abc"}, "during"),
    ],
)
def test_enter_goes_on_with_what_was_cut_short_and_asks_nothing_more(
    place: Place, made: dict[str, object], moment: str
) -> None:
    """It has been said on the page what Enter does: from there it goes on, at its place and as long as it was."""
    place.cut_short(**made)  # type: ignore[arg-type]
    code, world, asked = pressed(place, "enter")
    said = world.stderr.getvalue() + world.stdout.getvalue()  # type: ignore[union-attr]
    assert (3, 1) == (code, asked), said
    assert "Go on from there" not in said
    with world.open_store(writing=False) as store:
        cut, again = sorted(store.sessions(), key=lambda one: one.started_at)
    assert (cut.id, moment, 10 * MINUTE) == (again.resumed_from, again.moment, again.total_ms)
    assert made.get("quiet_hour", False) == (again.request.get("quiet_hour") is True)


@pytest.mark.parametrize("key", ["", "q", "x", "n", None])
def test_any_other_key_leaves_quietly(place: Place, key: str | None) -> None:
    """And nothing is made."""
    code, world, _ = pressed(place, key)
    assert 0 == code
    assert "" == world.stderr.getvalue()  # type: ignore[union-attr]
    assert not (place.home / "data").exists()


def test_a_question_mark_shows_what_else_there_is(place: Place) -> None:
    """The help, and that is all."""
    code, world, _ = pressed(place, "?")
    assert 0 == code
    assert "appointment" in world.stdout.getvalue()  # type: ignore[union-attr]


def test_a_signal_under_home_is_a_signal(place: Place) -> None:
    """Ctrl-C leaves with the exit code it has everywhere."""

    def one_key(world: World, show_again: Callable[[], object]) -> str | None:
        raise Stopped(2)

    world = place.world()
    world = replace(world, doors=replace(world.doors, one_key=one_key))
    assert 130 == run([], lambda: world)


def test_n_begins_anew_what_was_cut_short(place: Place) -> None:
    """As long as it was to be; what was cut short is not offered again, then or later."""
    place.cut_short()
    code, world, asked = pressed(place, "n")
    assert (3, 1) == (code, asked)
    with world.open_store(writing=False) as store:
        assert [] == store.resumable()
        again = store.sessions()[0]
    assert (10 * MINUTE, "") == (again.planned_ms, again.resumed_from)
    said = world.stderr.getvalue() + world.stdout.getvalue()  # type: ignore[union-attr]
    assert "Go on from there" not in said
    assert "stopped at" not in shown(place)


@pytest.mark.parametrize(
    ("made", "command"),
    [
        ({"moment": "before"}, "massage-mind before"),
        ({"moment": "after"}, "massage-mind after"),
        ({"journey": "abc"}, "massage-mind session"),
        ({"journey": "abc", "quiet_hour": True}, "massage-mind session --quiet-hour"),
    ],
)
def test_what_was_cut_short_goes_on_by_the_command_that_began_it(
    place: Place, made: dict[str, object], command: str
) -> None:
    """A part by itself, a journey, a quiet hour."""
    place.cut_short(**made)  # type: ignore[arg-type]
    assert f"\n      {command}\n" in shown(place)


def test_nobody_is_waited_for_in_a_pipe(place: Place) -> None:
    """Neither where the input is none, nor where the output is none."""

    def one_key(world: World, show_again: Callable[[], object]) -> str | None:
        raise AssertionError("a key was waited for")

    for name in ("stdin", "stdout"):
        world = replace(place.world(), **{name: io.StringIO()})
        world = replace(world, doors=replace(world.doors, one_key=one_key))
        assert 0 == run([], lambda: world)  # noqa: B023


@pytest.mark.parametrize(("line", "begins"), [("", True), ("q", False), ("no", False)])
def test_who_listens_answers_with_a_line(place: Place, line: str, begins: bool) -> None:
    """Enter alone begins; anything else leaves."""
    world = place.world(ACCESSIBLE="1")
    world = replace(world, doors=replace(world.doors, asker=lambda *_: ScriptedAnswers(line)))
    assert (3 if begins else 0) == run([], lambda: world)


def test_a_long_intention_stays_text(place: Place) -> None:
    """Escapes are taken out, and it goes on below its beginning."""
    place.keep(Appointment(60, "swedish", "Kim"), AT + 49 * MINUTE)
    place.keep(Intention("\x1b[2J[bold]soft[/bold] " + "shoulders " * 20), AT - HOUR)
    page = shown(place)
    assert "\x1b" not in page
    assert "[bold]soft[/bold]" in page
    assert all(len(line) <= 74 for line in page.splitlines())
