"""`before` and its scripts: which one is meant, --late, what stands at the end of each, and what was put down only where it is read."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from cli_terminal import Screen, printed

from massage_mind.cli.main import run
from massage_mind.testing import ManualClock, manual_world

PLAIN = ("--no-ask", "--plain", "--no-sound")
LIST = ("before", "putting-the-list-down", "--minutes", "4", *PLAIN)


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("before --minutes 1", "Arriving"),
        ("before --minutes 0.5", "Hand on the door"),
        ("before nerves --minutes 2", "Settling nerves, 2"),
        ("before settling --minutes 2", "Settling nerves, 2"),
        ("before anxious --minutes 2", "Settling nerves, when you're anxious"),
        ("before touch --minutes 2", "Settling nerves, when touch is hard"),
        ("before late --minutes 1", "Late"),
        ("before bed --minutes 2", "Before bed"),
        ("before list --minutes 2", "Putting the list down"),
        ("before expect --minutes 2", "What to expect"),
        ("before door --minutes 0.5", "Hand on the door"),
        ("before intention --minutes 2", "Setting an intention"),
        ("before Speaking --minutes 2", "Speaking up"),
        ("before --late", "Late, 1 minute 30"),
        ("before --late --minutes 1", "Late, 1 minute"),
        ("during touch --minutes 5", "Following the touch"),
    ],
)
def test_a_part_of_a_name_says_which_is_meant(words: str, title: str, tmp_path: Path) -> None:
    """Of those for this moment; alone it arrives, and --late is late."""
    found = printed(tmp_path, *words.split(), *PLAIN)
    assert 0 == found.code, found.err
    assert f"\n{title}" in f"\n{found.err}"


@pytest.mark.parametrize("word", ["the", "on", "nerve", "touching", "walk-about"])
def test_what_could_be_several_or_none_is_not_guessed(word: str, tmp_path: Path) -> None:
    """It is as unknown as before."""
    found = printed(tmp_path, "before", word, *PLAIN)
    assert 2 == found.code
    assert f'There\'s no script called "{word}".' in found.err


def test_late_takes_no_other_script(tmp_path: Path) -> None:
    """And its own name beside it is no contradiction."""
    found = printed(tmp_path, "before", "nerves", "--late", *PLAIN)
    assert (2, True) == (found.code, found.err.endswith("\n\n    massage-mind before --late\n"))
    assert 0 == printed(tmp_path, "before", "late", "--late", *PLAIN).code


def test_the_record_has_the_whole_name(tmp_path: Path) -> None:
    """So that it can be gone on with by either."""
    printed(tmp_path, "before", "nerves", "--minutes", "2", *PLAIN)
    shown = json.loads(printed(tmp_path, "journal", "list", "--json").out)
    assert "settling-nerves" in [one.get("script") for one in shown]


@pytest.mark.parametrize("word", ["nerves", "late", "list"])
def test_a_preview_knows_parts_of_names_too(word: str, tmp_path: Path) -> None:
    """Of all scripts there are."""
    found = printed(tmp_path, "preview", word, "--json")
    assert 0 == found.code
    assert word in json.loads(found.out)["script"]


def test_the_list_of_scripts_has_all_of_them(tmp_path: Path) -> None:
    """Each with a title and lengths; on a screen with what it is for."""
    listed = json.loads(printed(tmp_path, "scripts", "list", "--moment", "before", "--json").out)
    assert 11 == len(listed)
    page = " ".join(printed(tmp_path, "scripts", "list", columns=80).out.split())
    for one in (
        "Before a first massage",
        "Anxious already",
        "When being touched is hard",
        "got here, late",
        "a mind full of things to do",
    ):
        assert one in page


# ---------------------------------------------------------------- how it ends


@pytest.mark.parametrize(
    ("script", "words", "command"),
    [
        ("arriving", "You've arrived.", "massage-mind during"),
        ("nerves", "The rest is up to you.", "massage-mind during"),
        ("intention", "That was 2 minutes.", "massage-mind intention"),
        ("list", "That was 2 minutes.", "massage-mind park"),
        ("expect", "That was 2 minutes.", "massage-mind first-time"),
        ("bed", "You can stay as you are.", ""),
    ],
)
def test_it_ends_where_one_can_go_on(script: str, words: str, command: str, tmp_path: Path) -> None:
    """An intention where it can be written down, the list where it is kept, a first massage with the page."""
    shown = on_a_screen(tmp_path, "before", script, "--minutes", "2", "--no-ask", "--no-sound", aloud=True)
    assert words in shown
    if command:
        assert command in shown
    else:
        assert "massage-mind during" not in shown


# ---------------------------------------------------------------- what was put down


def on_a_screen(home: Path, *words: str, aloud: bool = False, terminal: bool = True) -> str:
    """All that is shown, on standard output and error."""
    environ = {"COLUMNS": "200", "NO_COLOR": "1", "TERM": "dumb", **({"ACCESSIBLE": "1"} if aloud else {})}
    out, err = (Screen(), Screen()) if terminal else (io.StringIO(), io.StringIO())
    world = manual_world(
        home, clock=ManualClock(), environ=environ, stdin=io.StringIO(), stdout=out, stderr=err
    )
    assert 0 == run(words, lambda: world)
    return out.getvalue() + err.getvalue()


def test_what_was_put_down_is_read_on_a_screen(tmp_path: Path) -> None:
    """Under the words that are spoken; markup and escapes in it are text."""
    assert "can stay written." in on_a_screen(tmp_path, *LIST)
    printed(tmp_path, "park", "add", "call [b]the bank\x1b[31m")
    shown = on_a_screen(tmp_path, *LIST)
    assert "can stay written: call [b]the bank" in shown
    assert "\x1b" not in shown


def test_what_was_put_down_is_not_where_others_may_hear_it(tmp_path: Path) -> None:
    """Not where lines are read aloud, not in a pipe, not in a preview, which may be read to somebody, and not in its JSON."""
    printed(tmp_path, "park", "add", "call the clinic")
    assert "clinic" in on_a_screen(tmp_path, *LIST)
    assert "clinic" not in on_a_screen(tmp_path, *LIST, aloud=True)
    assert "clinic" not in on_a_screen(tmp_path, *LIST, terminal=False)
    for form in ((), ("--text",), ("--json",)):
        assert "clinic" not in on_a_screen(tmp_path, "preview", "putting-the-list-down", *form)


def test_what_is_dealt_with_is_not_shown_again(tmp_path: Path) -> None:
    """Only what still waits."""
    printed(tmp_path, "park", "add", "call the bank")
    printed(tmp_path, "park", "done", "last")
    assert "bank" not in on_a_screen(tmp_path, *LIST)
