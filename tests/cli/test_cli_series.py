"""`massage-mind series`: one a day or not, and it goes on where it was, whatever lies between."""

from __future__ import annotations

import io
import json
import re
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cli_terminal import text_on

from massage_mind.cli.main import run
from massage_mind.errors import StoreError
from massage_mind.journal.file.paths import FILE
from massage_mind.journal.store import Store
from massage_mind.reading.library import Library
from massage_mind.record.session import SessionRecord
from massage_mind.testing import ManualClock, Screen, manual_world
from massage_mind.world import World

MINUTE, DAY = 60_000, 86_400_000
ALL = Library(None).series("attention").scripts
QUIET = ("--no-sound", "--plain")
REPROACH = re.compile(
    r"\b(?:miss(?:ed|ing)?|streaks?|in a row|behind|late(?:r)?|overdue|should|must|fail\w*|days? ago|weeks?|since|absent|"
    r"back on track|progress|complete\w*|\d+ ?%|well done|great|keep it up|you forgot|not taken)\b",
    re.IGNORECASE,
)
ON_A_PAGE = re.compile(r"\b(?:only|again|still|yet|already|so far|left|to go|of seven)\b", re.IGNORECASE)
"""What is no reproach in the words of a session, and would be one beside a list."""
LOOKS: dict[str, dict[str, Any]] = {
    "80 columns": {},
    "40 columns": {"columns": 40},
    "aloud": {"ACCESSIBLE": "1"},
    "a pipe": {"terminal": False},
}
OWN = """title: Three evenings
about: From Kim, for the evenings.
scripts: [breathing, walking, grounding]
"""


class Person:
    """A home on a machine, from Monday 2 November 2026, 18:00 UTC on; every command runs in a world of its own."""

    def __init__(self, home: Path, clock: ManualClock | None = None) -> None:
        self.home = home
        self.clock = clock or ManualClock(
            wall=round(datetime(2026, 11, 2, 18, tzinfo=UTC).timestamp() * 1000)
        )
        self.err = ""

    def world(
        self,
        *,
        columns: int = 80,
        terminal: bool = False,
        presses: Iterable[tuple[int, str | int]] = (),
        **environ: str,
    ) -> World:
        return manual_world(
            self.home,
            clock=self.clock,
            environ={"COLUMNS": str(columns), **environ},
            presses=presses,  # type: ignore[arg-type]  # as a person types them
            live=bool(presses),
            stdout=Screen() if terminal else io.StringIO(),
            stderr=Screen() if terminal else io.StringIO(),
        )

    def __call__(self, *words: str, code: int = 0, **look: Any) -> str:
        """What this command line says on standard output; `err` has the rest."""
        world = self.world(**look)
        got = run([*words], lambda: world)
        self.err = text_on(world.stderr)
        assert code == got, self.err
        return text_on(world.stdout)

    def json(self, *words: str) -> Any:
        return json.loads(self("series", *words, "--json"))

    def next(self, *words: str, code: int = 0, **look: Any) -> str:
        """`series next`, taken; everything that was said."""
        return self("series", "next", *words, *QUIET, code=code, **look) + self.err

    def sessions(self) -> list[SessionRecord]:
        """What is in the record, the earliest first."""
        with self.world().open_store(writing=False) as store:
            return store.sessions()[::-1]

    def sleep(self, days: int = 1) -> None:
        """Until that many days later, at six in the evening."""
        wall = self.clock.wall()
        self.clock.set_wall(wall - wall % DAY + days * DAY + 18 * 60 * MINUTE)

    def taken(self) -> list[str]:
        (series,) = self.json()
        return [one["name"] for one in series["scripts"] if one["taken"]]


@pytest.fixture
def person(tmp_path: Path) -> Person:
    """Nothing is there yet."""
    return Person(tmp_path / "mm")


def pictured(person: Person, *words: str) -> str:
    pages = []
    for name, look in LOOKS.items():
        look = {"terminal": True, **look}
        pages.append(f"=== {name}\n{person(*words, **look)}{person.err}")
    return "".join(pages)


# ---- seven days ----


def test_seven_days_with_a_week_in_between(person: Person) -> None:
    """After the third a week goes by: the fourth is next, and nothing that is said has a word of it."""
    for number, name in enumerate(ALL, 1):
        listed = person("series", terminal=True)
        assert name == person.json("next")["name"]
        said = person.next(terminal=True)
        assert not ON_A_PAGE.search(listed), listed
        for text in (listed, said):
            assert not REPROACH.search(text), text
            assert "2026" not in text and "November" not in text, text
        assert name == person.sessions()[-1].script
        assert list(ALL[:number]) == person.taken()
        person.sleep(8 if number == 3 else 1)
    assert ["anytime"] * 7 == [one.moment for one in person.sessions()]
    assert ["finished"] * 7 == [one.ending for one in person.sessions()]


def test_a_gap_changes_no_word(tmp_path: Path) -> None:
    """The day after, and a year and a half after, the page and the session are letter for letter the same."""
    told = []
    for days in (1, 550):
        one = Person(tmp_path / str(days))
        for _ in range(3):
            one.next()
            one.sleep()
        one.sleep(days)
        page = one("series", terminal=True)
        said = one.next("--seed", "3")
        told.append((page, re.sub(r"\b[a-z0-9]{5}\b(?=\W*$)", "", said)))
        assert ALL[3] == one.sessions()[-1].script
    assert told[0] == told[1]


def test_several_on_one_day(person: Person) -> None:
    """Nobody has to wait until tomorrow."""
    for name in ALL:
        person.next()
        assert name == person.sessions()[-1].script


def test_each_is_five_to_eight_minutes(person: Person) -> None:
    """Six unless something else is said; nine is refused with what can be."""
    person.next()
    person.next("--minutes", "8")
    assert [6 * MINUTE, 8 * MINUTE] == [one.played_ms for one in person.sessions()]
    assert "8 minutes" in person.next("--minutes", "9", code=2)
    assert "too short" in person.next("--minutes", "3", code=2)
    assert 2 == len(person.sessions())


def test_what_is_set_for_the_massage_stays_there(person: Person) -> None:
    """A silence to lie down in, bells and an end bell would be a good part of five minutes."""
    usual = person("series", "1", *QUIET, "--seed", "3")
    person("config", "set", "delay", "60")
    person("config", "set", "end_bell", "gong")
    person("config", "set", "bells", "every 2")
    assert usual == person("series", "1", *QUIET, "--seed", "3")


# ---- what counts as taken ----


def test_what_was_left_early_is_offered_again(person: Person) -> None:
    """With the same page as before, and the words of any session that was left."""
    before = person("series", terminal=True)
    said = person.next(code=3, presses=[(4 * MINUTE, "q")])
    assert "and that's fine" in said
    assert before == person("series", terminal=True)
    person.next()
    assert [ALL[0]] * 2 == [one.script for one in person.sessions()]
    assert ["early", "finished"] == [one.ending for one in person.sessions()]
    assert ALL[1] == person.json("next")["name"]


@pytest.mark.parametrize("signum", [2, 15])
def test_what_a_signal_ended_is_offered_again(person: Person, signum: int) -> None:
    """Ctrl-C or a machine that goes down."""
    person.next(code=128 + signum, presses=[(MINUTE, signum)])
    assert ALL[0] == person.json("next")["name"]


def test_the_way_to_the_end_counts(person: Person) -> None:
    """`e` goes to the closing, which was played."""
    person.next(presses=[(2 * MINUTE, "e")])
    assert [ALL[0]] == person.taken()


def test_one_by_its_name_or_number(person: Person) -> None:
    """What was taken out of order has been taken; what was left out comes first."""
    person("series", "3", *QUIET)
    person("series", "thoughts-passing", *QUIET)
    person("before", "one-sound", "--no-ask", *QUIET)  # as part of something else
    assert [ALL[0], ALL[2], ALL[3]] == person.taken()
    for name in (ALL[1], ALL[4]):
        person.next()
        assert name == person.sessions()[-1].script


def test_one_taken_with_a_telephone_is_written_down(person: Person) -> None:
    """`--at`, as for the parts of a massage; two in the future are refused."""
    person("series", "next", "--at", "yesterday 15:00")
    (one,) = person.sessions()
    assert (one.logged, one.script, one.moment) == (True, ALL[0], "anytime")
    assert ALL[1] == person.json("next")["name"]
    person("series", "next", "--at", "tomorrow 15:00", code=2)


def test_a_deleted_session_was_not_taken(person: Person) -> None:
    """Taken out of the bin, it was."""
    person.next()
    person.next()
    (first, _) = person.sessions()
    person("journal", "delete", first.id, "--yes")
    assert ALL[0] == person.json("next")["name"]
    person("journal", "restore", first.id)
    assert ALL[2] == person.json("next")["name"]


def test_two_machines_are_one_series(tmp_path: Path) -> None:
    """Each goes on where both were, once one has the other's journal."""
    clock = ManualClock(wall=1_800_000_000_000)
    here, there = Person(tmp_path / "here", clock), Person(tmp_path / "there", clock)
    here.next()
    there("series", "2", *QUIET)
    there("series", "4", *QUIET)
    (tmp_path / "out.json").write_text(there("journal", "export"), encoding="utf-8")
    here("journal", "import", str(tmp_path / "out.json"))
    assert [ALL[0], ALL[1], ALL[3]] == here.taken()
    here.next()
    assert ALL[2] == here.sessions()[-1].script


def test_a_new_beginning_goes_along_to_another_machine(tmp_path: Path) -> None:
    """That it began again is in the session, and comes with it."""
    here, there = Person(tmp_path / "here"), Person(tmp_path / "there")
    for _ in ALL:
        here.next()
    here.next("--again")
    (tmp_path / "out.json").write_text(here("journal", "export"), encoding="utf-8")
    there("journal", "import", str(tmp_path / "out.json"))
    assert [ALL[0]] == there.taken()


# ---- after the seventh ----


def test_after_the_seventh(person: Person) -> None:
    """It says so and begins nothing; `--again` begins once more, and `next` goes on from there."""
    for _ in ALL:
        person.next()
    said = person.next(terminal=True)
    assert "All seven have had their turn." in said
    assert "massage-mind series next --again" in said
    assert 7 == len(person.sessions())
    assert {"series": "attention", "name": None} == {
        key: person.json("next")[key] for key in ("series", "name")
    }
    person("series", "5", *QUIET)  # one of them once more is no new beginning
    assert list(ALL) == person.taken()
    person.next("--again")
    assert [ALL[0]] == person.taken()
    person.next()
    assert [*ALL, ALL[4], ALL[0], ALL[1]] == [one.script for one in person.sessions()]


def test_again_in_the_middle(person: Person) -> None:
    """Whoever left it at the third half a year ago may like to begin at the first; left early, nothing changes."""
    for _ in range(3):
        person.next()
    person.sleep(180)
    person.next("--again", code=3, presses=[(MINUTE, "q")])
    assert ALL[3] == person.json("next")["name"]
    person.next("--again")
    assert [ALL[0]] == person.taken()
    assert ALL[1] == person.json("next")["name"]


@pytest.mark.parametrize("words", [("--again",), ("3", "--again"), ("one-sound", "--again")])
def test_again_is_for_next(person: Person, words: tuple[str, ...]) -> None:
    """It says which line does it."""
    person("series", *words, code=2)
    assert "massage-mind series next --again" in person.err


# ---- as it is seen ----


def test_the_series_is_a_page(person: Person, as_pictured: Callable[[str, str], None]) -> None:
    """New, after three, and when each had its turn."""
    pages = [("new", pictured(person, "series"))]
    for _ in range(3):
        person.next()
    pages.append(("after three", pictured(person, "series")))
    for _ in range(4):
        person.next()
    pages.append(("over", pictured(person, "series")))
    as_pictured("series", "".join(f"###### {name}\n{page}" for name, page in pages))
    as_pictured("series-over", pictured(person, "series", "next"))


def test_as_a_document(person: Person) -> None:
    """Nothing begins; one script is the one that is meant."""
    (series,) = person.json()
    assert ["name", "title", "about", "own", "next", "scripts"] == list(series)
    assert {"number": 3, "name": ALL[2], "title": "A place at rest", "taken": False} == {
        key: series["scripts"][2][key] for key in ("number", "name", "title", "taken")
    }
    assert {"least": 5, "ideal": 6, "most": 8} == series["scripts"][2]["minutes"]
    assert {**series["scripts"][2], "series": "attention"} == person.json("3") == person.json(ALL[2])
    assert [series] == person.json("attention")
    assert [] == person.sessions()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("one-sond",), "One-sound is near."),
        (("nxet",), "Next is near."),
        (("8",), "The last one is 7."),
        (("0",), "The last one is 7."),
        (("next", "--of", "evening"), 'There\'s no series called "evening".'),
        (("arriving",), 'There\'s no part of a series called "arriving".'),
    ],
)
def test_what_is_none(person: Person, words: tuple[str, ...], told: str) -> None:
    """It is refused with what is near."""
    person("series", *words, code=2)
    assert told in person.err


# ---- a journal that is in the way ----


def test_a_journal_that_can_only_be_read(person: Person) -> None:
    """What is next is known; it is taken, that it can't be kept is said, and so it is next once more."""
    person.next()
    world = person.world()

    def reading_alone(here: World, writing: bool, wait_ms: int | None) -> Store:
        if writing:
            raise StoreError("The journal can't be written.")
        return world.doors.store(here, writing, wait_ms)

    read_only = replace(world, doors=replace(world.doors, store=reading_alone))
    assert 1 == run(["series", "next", *QUIET], lambda: read_only)
    said = text_on(read_only.stdout) + text_on(read_only.stderr)
    assert "What's underneath, 6 minutes." in said
    assert "That is the end." in said and "The journal can't be written." in said
    assert ALL[1] == person.json("next")["name"]


def test_somebody_else_writes(person: Person) -> None:
    """What is next can be read meanwhile, without waiting for the other."""
    person.next()
    with closing(sqlite3.connect(person.world().home.data_dir / FILE)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert ALL[1] == person.json("next")["name"]
        assert "" == person.err


def test_a_journal_that_cannot_be_read(person: Person) -> None:
    """The list has no marks, `next` is the first, and both say why."""
    person.next()
    path = person.world().home.data_dir / FILE
    path.write_bytes(b"this is no journal at all " * 400)
    (series,) = person.json()
    assert (None, [None] * 7) == (series["next"], [one["taken"] for one in series["scripts"]])
    assert "Taken" not in person("series", terminal=True)
    said = person.next(code=1)
    assert "What was taken can't be read just now, so this is the first." in said
    assert "One sound, 6 minutes." in said


# ---- a series of one's own ----


def own(person: Person, text: str = OWN, name: str = "evenings") -> Path:
    path = person.home / "scripts" / "series" / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_series_of_ones_own(person: Person) -> None:
    """A therapist's file in one's folder works the same way; each is gone on with by itself."""
    own(person)
    assert ["evenings", "attention"] == [one["name"] for one in person.json()]
    page = person("series", terminal=True)
    assert "Three evenings" in page and "massage-mind series next --of attention" in page
    person.next()
    assert "breathing" == person.sessions()[-1].script
    person.next("--of", "attention")
    assert "one-sound" == person.sessions()[-1].script
    assert "attention" == person.json()[0]["name"]  # the one last gone on with
    person.next("--of", "evenings")
    person.next()
    assert "grounding" == person.sessions()[-1].script
    assert "All three have had their turn." in person.next("--of", "evenings")
    assert "massage-mind series next --of evenings --again" in person("series", terminal=True)


def test_a_new_beginning_is_of_one_series(person: Person) -> None:
    """A script that stands in two has had its turn in the other."""
    own(person, OWN.replace("breathing, walking", "one-sound"))
    person.next()
    person.next()
    person.next("--of", "evenings", "--again")
    taken = {one["name"]: [part["name"] for part in one["scripts"] if part["taken"]] for one in person.json()}
    assert {"evenings": ["one-sound"], "attention": ["one-sound"]} == taken


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (OWN.replace("grounding", "gronding"), "'gronding' is no script for any time"),
        (OWN.replace("grounding", "arriving"), "'arriving' is no script for any time"),
        (OWN.replace("grounding", "walking"), "'walking' is in it already (line 3); each comes once"),
        (OWN.replace("scripts: ", "days: "), "'days' is not a key of a series"),
        (OWN.replace("[breathing, walking, grounding]", "[]"), "expected 1 to 60 here, found 0"),
    ],
)
def test_a_faulty_file_is_named(person: Person, text: str, told: str) -> None:
    """`scripts check` says what is wrong in it, and where."""
    path = own(person, text)
    assert told in person("scripts", "check", str(path), code=1)


def test_a_faulty_file_hides_no_other(person: Person) -> None:
    """It is left out with a note; asked for by its name, its faults are said."""
    own(person, OWN.replace("scripts: ", "days: "))
    assert ["attention"] == [one["name"] for one in person.json()]
    assert "The series evenings can't be read and is left out." in person.err
    person("series", "next", "--of", "evenings", code=1)


def test_a_script_that_is_gone(person: Person) -> None:
    """It stands in the list by its name, and is refused when it is its turn; the others can be taken."""
    own(person, OWN.replace("walking", "from-kim"))
    person("series", "next", *QUIET)
    assert "from-kim. It can't be read." in person("series", "evenings", terminal=True)
    person.next(code=2)
    assert 'There\'s no script called "from-kim".' in person.err
    person("series", "3", *QUIET)


def test_a_script_for_another_moment_is_refused(person: Person) -> None:
    """What belongs before a massage has its questions and its safety list there."""
    own(person, OWN.replace("breathing", "arriving"))
    person.next(code=2)
    assert "massage-mind before arriving" in person.err


def test_an_own_series_in_place_of_the_shipped_one(person: Person) -> None:
    """By its name, as a script of one's own."""
    own(person, name="attention")
    assert [("attention", True)] == [(one["name"], one["own"]) for one in person.json()]
