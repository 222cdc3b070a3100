"""`journal`, `config` and `intention`, from the words typed to what is printed and what is on disk."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer.main
from journal_support import HOUR, NOW, alive, new_session, progress

from massage_mind.cli import main as main_cli
from massage_mind.errors import StoreError, UsageError
from massage_mind.journal.store import Store
from massage_mind.testing import ManualClock, Screen, manual_world
from massage_mind.world import World


class Life:
    """A person's journal and what they see of it, with nothing real behind it but a folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.clock = ManualClock(wall=NOW)
        self.stdout: io.StringIO = io.StringIO()
        self.stderr = io.StringIO()
        self.piped: bytes | None = None
        self.rich = False

    @property
    def now(self) -> int:
        return self.clock.wall()

    @now.setter
    def now(self, wall_ms: int) -> None:
        self.clock.set_wall(wall_ms)

    @property
    def notes(self) -> list[str]:
        return self.stderr.getvalue().splitlines()

    def world(self) -> World:
        """The world as it is now; what was printed before is gone."""
        self.stdout, self.stderr = Screen() if self.rich else io.StringIO(), io.StringIO()
        return manual_world(
            self.root,
            clock=self.clock,
            zone="+01:00",
            environ={"TERM": "xterm"},
            stdout=self.stdout,
            stderr=self.stderr,
            piped=self.piped,
            alive=alive,
        )

    def open_store(self, *, writing: bool) -> Store:
        return self.world().open_store(writing=writing)


@pytest.fixture
def world(tmp_path: Path) -> Life:
    """A life of its own for each test."""
    return Life(tmp_path / "mm")


Run = Callable[..., str]


@pytest.fixture
def run(world: Life) -> Run:
    """Run a command line; returns what went to standard output, raises what the command raised."""

    def call(*words: str) -> str:
        made = world.world()
        try:
            code = typer.main.get_command(main_cli.app).main(
                args=list(words), standalone_mode=False, obj=lambda: made
            )
        except SystemExit as ended:
            code = ended.code
        assert not code
        return world.stdout.getvalue()

    return call


def _session(world: Life, **changes: Any) -> str:
    with world.open_store(writing=True) as store:
        session_id = store.begin_session(new_session(**changes))
        store.records.rate(session_id, "before", {"stress": 7})
        began = world.now
        world.now += HOUR
        store.end_session(session_id, progress(), "interrupted", 15)
        store.records.rate(session_id, "after", {"stress": 3})
        world.now = began
    return session_id


# ---------------------------------------------------------------- journal


def test_an_empty_journal_is_an_empty_list(world: Life, run: Run) -> None:
    """`[]` for a program, a sentence and a command for a person, nothing on disk."""
    assert [] == json.loads(run("journal", "list", "--json"))
    assert "" == run("journal", "list")
    assert world.notes[0].startswith("Nothing is written here yet, and nothing has to be.")
    assert "    massage-mind breathe --minutes 2" == world.notes[-1]
    assert not world.world().home.data_dir.exists()


def test_one_session_as_json(world: Life, run: Run) -> None:
    """Every promised key, the same alone and in the list."""
    session_id = _session(world, journey="j")
    shown = json.loads(run("journal", "show", session_id[:3], "--json"))
    at = "2025-12-04T16:00:00.000+01:00"
    assert 27 == len(shown["uid"])
    assert shown == {
        "id": session_id,
        "uid": shown["uid"],
        "kind": "session",
        "at": at,
        "zone": "+01:00",
        "appointment": None,
        "session": None,
        "tags": [],
        "created_at": at,
        "changed_at": "2025-12-04T17:00:00.000+01:00",
        "deleted_at": None,
        "source": None,
        "moment": "during",
        "script": "following-the-touch",
        "title": "Following the touch",
        "style": "swedish",
        "guidance": "sparse",
        "intention": "let the shoulders rest",
        "started_at": "2025-12-04T16:00:00.000+01:00",
        "ended_at": "2025-12-04T17:00:00.000+01:00",
        "planned_ms": HOUR,
        "total_ms": HOUR,
        "played_ms": 1_200_000,
        "paused_ms": 30_000,
        "position_ms": 1_200_000,
        "ending": "interrupted",
        "signal": "SIGTERM",
        "logged": False,
        "sections": ["Arriving", "Back"],
        "marks": [{"at_ms": 750_000, "section": "Back"}],
        "ratings": {"before": {"stress": 7}, "after": {"stress": 3}},
        "answers": [{"question": "How is it now?", "answer": "lighter"}],
        "cues": 31,
        "latest_ms": 2,
        "resumed_from": None,
        "journey": "j",
        "heartbeat_at": "2025-12-04T17:00:00.000+01:00",
        "request": {"script": "following-the-touch", "minutes": 60},
        "parts": [{"id": session_id, "moment": "during"}],
    }
    del shown["parts"]
    assert [shown] == json.loads(run("journal", "list", "--json"))


def test_a_way_taken_as_one_is_shown_as_one(world: Life, run: Run) -> None:
    """Before, during and after of one `session`: any of the three ids shows them all, ratings side by side."""
    ids = [_session(world, journey="way", moment=moment) for moment in ("before", "during", "after")]
    _session(world, journey="another")
    shown = json.loads(run("journal", "show", ids[1], "--json"))
    assert ids == [part["id"] for part in shown["parts"]]
    text = run("journal", "show", ids[2])
    assert [text.index(one) for one in ids] == sorted(text.index(one) for one in ids)
    assert 1 == text.count("stress")


def test_a_running_session_has_ending_null(world: Life, run: Run) -> None:
    """Another window may look while it runs."""
    with world.open_store(writing=True) as store:
        store.begin_session(new_session())
    assert json.loads(run("journal", "list", "--json"))[0]["ending"] is None
    assert "running now" in run("journal", "list")


def test_the_list_is_narrowed_and_says_when_there_is_more(world: Life, run: Run) -> None:
    """By number, moment and time."""
    for day in range(25):
        world.now = NOW + day * 24 * HOUR
        _session(world, moment="before" if day % 2 else "during")
    assert 20 == len(run("journal", "list").splitlines())
    assert [
        "These are the latest 20. All there are:",
        "",
        "    massage-mind journal list -n 0",
    ] == world.notes
    assert 25 == len(run("journal", "list", "-n", "0").splitlines())
    assert [] == world.notes
    assert 12 == len(run("journal", "list", "--moment", "before").splitlines())
    assert 8 == len(run("journal", "list", "--since", "7d").splitlines())
    assert 1 == len(run("journal", "list", "--since", "today").splitlines())
    assert 2 == len(run("journal", "list", "--since", "yesterday").splitlines())
    assert 1 == len(run("journal", "list", "--since", "2025-12-28 16:00").splitlines())
    assert "" == run("journal", "list", "--since", "2030-01-01")
    assert ["Nothing in the journal is like that."] == world.notes


def test_words_that_mean_nothing_are_usage_errors(run: Run) -> None:
    """A moment or a date that is none, with what there is."""
    for words in (
        ("--moment", "later"),
        ("--since", "whenever"),
        ("--since", "2025-13-45"),
        ("--since", "\x1b"),
    ):
        with pytest.raises(UsageError) as caught:
            run("journal", "list", *words)
        assert caught.value.hint
        assert "\x1b" not in caught.value.sentence


def test_an_unknown_id_is_a_sentence(run: Run) -> None:
    """And where to look."""
    with pytest.raises(StoreError, match='no record "zzzzz"') as caught:
        run("journal", "show", "zzzzz")
    assert "massage-mind journal list -n 0" == caught.value.command


def test_a_terminal_gets_a_page_and_a_pipe_a_line_a_record(world: Life, run: Run) -> None:
    """Both say the same; the line has the id first and the day in words, for whoever looks for it in a pipe."""
    session_id = _session(world)
    plain = run("journal", "list")
    words = "Following the touch · Swedish · 20 of 60 minutes · cut short"
    assert f"{session_id}  Thursday 4 December, 16:00  during  {words}\n" == plain
    assert "\n  let the shoulders rest\n" in run("journal", "show", session_id)
    world.rich = True
    shown = run("journal", "list")
    assert session_id in shown and "Today" in shown
    assert "Following the touch, 20 of 60 minutes, cut short" in shown
    assert "let the shoulders rest" in run("journal", "show", session_id)


def test_json_is_ascii(world: Life, run: Run) -> None:
    """So that every encoding carries it and no terminal acts on it."""
    _session(world, title="\x9b2J\u202e\x7f käse")
    text = run("journal", "list", "--json")
    assert text.isascii()
    assert "\x9b2J\u202e\x7f käse" == json.loads(text)[0]["title"]


def test_a_file_found_open_to_others_is_mentioned_once(world: Life, run: Run) -> None:
    """When a command next writes."""
    run("intention", "rest")
    (world.world().home.data_dir / "journal.sqlite3").chmod(0o644)
    run("intention", "rest")
    assert any("could be read by others" in note for note in world.notes)
    run("intention", "rest")
    assert not any("could be read by others" in note for note in world.notes)


# ---------------------------------------------------------------- intention


def test_an_intention_is_set_and_said_back(world: Life, run: Run) -> None:
    """At once, with or without quotes; looking shows it."""
    assert "Your intention: soft shoulders\n" == run("intention", "soft", "shoulders")
    assert "Your intention: warm hands\n" == run("intention", "set", "warm hands")
    assert "Your intention: set my own pace\n" == run("intention", "set", "my", "own", "pace")
    assert "Your intention: soft shoulders\n" == run("intention", "soft", "shoulders")
    assert ["It goes along with your sessions of the next 36 hours."] == world.notes
    assert "Your intention: soft shoulders\n" == run("intention")
    kept = json.loads(run("intention", "--json"))
    assert ("soft shoulders", None, "2025-12-04T16:00:00.000+01:00") == (
        kept["text"],
        kept["aim"],
        kept["at"],
    )


def test_without_an_intention_it_says_how_to_set_one(world: Life, run: Run) -> None:
    """And `null` for a program; nothing is created by asking."""
    assert "" == run("intention")
    assert "No intention is set, and none is needed. To set one:" in world.notes
    assert "null\n" == run("intention", "--json")
    assert not world.world().home.data_dir.exists()


def test_an_argument_beats_standard_input(world: Life, run: Run) -> None:
    """Piped text counts only without one; an empty pipe is no text; - insists."""
    world.piped = b"from a pipe\n"
    assert "Your intention: typed\n" == run("intention", "typed")
    assert "Your intention: from a pipe\n" == run("intention")
    assert "Your intention: from a pipe\n" == run("intention", "-")
    world.piped = b"\n"
    assert "Your intention: from a pipe\n" == run("intention")
    with pytest.raises(UsageError, match="empty"):
        run("intention", "-")
    world.piped = None
    with pytest.raises(UsageError, match="nothing on standard input"):
        run("intention", "-")


def test_an_intention_can_be_cleared(world: Life, run: Run) -> None:
    """Alone."""
    run("intention", "rest")
    assert "" == run("intention", "--clear")
    assert "null\n" == run("intention", "--json")
    with pytest.raises(UsageError):
        run("intention", "--clear", "rest")


def test_a_hostile_intention_is_shown_as_text(world: Life, run: Run) -> None:
    """On the terminal harmless, in the record as it was."""
    assert "Your intention: a [red]b\n" == run("intention", "a\x1b[2J [red]b")
    assert "a\x1b[2J [red]b" == json.loads(run("intention", "--json"))["text"]


# ---------------------------------------------------------------- config


def test_every_setting_is_listed(world: Life, run: Run) -> None:
    """With its value and what it is for; for a program with its type too."""
    run("config", "set", "volume", "30")
    assert ["volume is 30 now."] == world.notes
    assert "\n• volume           30            0 to 100  was 70\n" in run("config", "list")
    (row,) = [row for row in json.loads(run("config", "list", "--json")) if row["key"] == "volume"]
    assert {
        "key": "volume",
        "value": 30,
        "default": 70,
        "expected": "a whole number from 0 to 100",
        "about": "How loud.",
    } == row


def test_one_setting_is_read_and_written(world: Life, run: Run) -> None:
    """Also to nothing, also a value that begins with a dash."""
    assert "abdomen, chest, inner thigh, throat, face\n" == run("config", "get", "skip_regions")
    run("config", "set", "skip_regions", "")
    assert ["skip_regions is none now."] == world.notes
    assert "\n" == run("config", "get", "skip_regions")
    with pytest.raises(UsageError, match='from 0 to 100; "-5" isn\'t one.'):
        run("config", "set", "volume", "-5")
    with pytest.raises(UsageError, match="Volume is near"):
        run("config", "get", "volumes")


def test_the_path_is_printed_whether_or_not_it_is_there(world: Life, run: Run) -> None:
    """Getters create nothing."""
    assert f"{world.world().home.config_file}\n" == run("config", "path")
    assert not world.world().home.config_file.exists()
