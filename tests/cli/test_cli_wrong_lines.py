"""Wrong command lines: the exact sentence, the line that runs, the exit code."""

from __future__ import annotations

import io
import os
import shlex
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from cli_terminal import Screen, printed
from hypothesis import given
from hypothesis import strategies as st

from massage_mind.cli.main import run
from massage_mind.cli.mended_line import line_of, with_word, without_words
from massage_mind.settings import load_settings
from massage_mind.testing import ManualClock, RecordingSpeaker, ScriptedAnswers, manual_world

HELP = "massage-mind --help"

WRONG: list[tuple[str, int, str, str]] = [
    # ------------------------------------------------ what Typer finds
    ("jornal list", 2, 'There\'s no command called "jornal". Journal is near.', "massage-mind journal list"),
    ("spleen", 2, 'There\'s no command called "spleen".', HELP),
    ("settings list", 2, 'There\'s no command called "settings". Config is near.', "massage-mind config list"),
    ("export --out x.json", 2, 'There\'s no command called "export". Journal export is near.', "massage-mind journal export --out x.json"),
    ("journal lst -n 3", 2, 'There\'s no journal command called "lst". List is near.', "massage-mind journal list -n 3"),
    ("config spleen", 2, 'There\'s no config command called "spleen". There are: list, get, set, path.', "massage-mind config --help"),
    ("before --stile swedish", 2, 'There\'s no option "--stile" for before. --style is near.', "massage-mind before --style swedish"),
    ("before --miuntes=4", 2, 'There\'s no option "--miuntes" for before. --minutes is near.', "massage-mind before --minutes=4"),
    ("before --duration 4", 2, 'There\'s no option "--duration" for before. --minutes is near.', "massage-mind before --minutes 4"),
    ("before --spleen", 2, 'There\'s no option "--spleen" for before. What there is:', "massage-mind before --help"),
    ("--spleen", 2, 'There\'s no option "--spleen". What there is:', HELP),
    ("journal list -x", 2, 'There\'s no option "-x" for journal list. What there is:', "massage-mind journal list --help"),
    ("preview", 2, "preview needs the name of a script.", "massage-mind preview arriving --minutes 5"),
    ("sound play", 2, "sound play needs a sound: its name, or a file.", "massage-mind sound play gong"),
    ("park done", 2, "park done needs an id.", "massage-mind park list"),
    ("journal edit", 2, "journal edit needs an id.", "massage-mind journal list"),
    ("config get", 2, "config get needs the name of a setting.", "massage-mind config get volume"),
    ("config set volume", 2, "config set needs the value it is to have.", "massage-mind config set volume 55"),
    ("config set name Anna Maria", 2, "config set takes what is of several words between quotes.", 'massage-mind config set name "Anna Maria"'),
    ("journal search", 2, "journal search needs some words.", "massage-mind journal search shoulder"),
    ("before --minutes", 2, "--minutes needs a number after it.", "massage-mind before --until 15:00"),
    ("before --plain=yes", 2, "--plain takes nothing after it.", "massage-mind before --plain"),
    ("before arriving now", 2, '"now" is one word more than before takes.', "massage-mind before arriving"),
    ("data where is it", 2, '"is it" are two words more than data where takes.', "massage-mind data where"),
    ("checkin --stress 11", 2, '--stress takes a whole number from 0 to 10; "11" isn\'t one.', 'massage-mind checkin before --stress 6 --body "left shoulder 3"'),
    ("checkin --stress much", 2, '--stress takes a whole number from 0 to 10; "much" isn\'t one.', 'massage-mind checkin before --stress 6 --body "left shoulder 3"'),
    ("journal list -n few", 2, '--limit takes a whole number from 0 to 1,000,000; "few" isn\'t one.', "massage-mind journal list --since monday"),
    ("journal --", 2, "journal needs a command.", "massage-mind journal --help"),
    # ------------------------------------------------ what we find
    ("during --style sweedish", 2, 'There\'s no style called "sweedish". Swedish is near.', "massage-mind during --style swedish"),
    ("before ariving --no-ask", 2, 'There\'s no script called "ariving". Arriving is near.', "massage-mind before arriving --no-ask"),
    ("before spleen", 2, 'There\'s no script called "spleen". All there are:', "massage-mind scripts list"),
    ("before following-the-touch", 2, "The script following-the-touch is for during, not for before.", "massage-mind during following-the-touch"),
    ("before --minutes 0.2", 2, "", "massage-mind before --minutes 0.44"),
    ("before --minutes 90", 2, "The script arriving is made for at most 20 minutes. A shorter length goes, or another script.", "massage-mind before --minutes 20"),
    ("before --minutes 7,5", 2, '--minutes takes a number of minutes; "7,5" isn\'t one.', "massage-mind before --minutes 7.5"),
    ("before --guidance gided", 2, 'There\'s no guidance called "gided". Guided is near.', "massage-mind before --guidance guided"),
    ("before --voice espeak", 2, 'There\'s no voice called "espeak". There are: auto, heart, piper, say, sapi, espeak-ng, off.', "massage-mind sound voices"),
    ("session --after 90", 2, "", "massage-mind session --after 30"),
    ("config get volumme", 2, 'There\'s no setting called "volumme". Volume is near.', "massage-mind config get volume"),
    ("config get spleen", 2, 'There\'s no setting called "spleen".', "massage-mind config list"),
    ("config set volume 101", 2, 'volume takes a whole number from 0 to 100; "101" isn\'t one. How loud.', "massage-mind config set volume 70"),
    ("config set player minaudio", 2, 'player takes one of auto, miniaudio, simpleaudio, off; "minaudio" isn\'t one. Miniaudio is near.', "massage-mind config set player miniaudio"),
    ("scripts list --moment befor", 2, 'There\'s no moment called "befor". Before is near.', "massage-mind scripts list --moment before"),
    ("journal list --kind entri", 2, 'There\'s no kind called "entri". Entry is near.', "massage-mind journal list --kind entry"),
    ("journal show zzzzz", 1, 'There\'s no record "zzzzz" in the journal. All there are:', "massage-mind journal list -n 0"),
    ("journal show", 1, "There's nothing to show yet. A way to begin:", "massage-mind before"),
    ("appointment add", 2, "appointment add needs a time. Such as:", "massage-mind appointment add friday 15:00"),
    ("appointment move", 2, "appointment move needs a time, such as friday 15:00.", "massage-mind appointment move friday 16:00"),
    ("park add", 2, "There's nothing to put down. Say it:", 'massage-mind park add "call the bank"'),
    ("render", 2, "It needs the name of a script.", "massage-mind render during --minutes 60 --out session.mp3"),
    ("checkin before", 2, "Nobody is there to answer. Give the ratings:", "massage-mind checkin before --stress 6 --mood 7"),
    ("checkin befor", 2, 'There\'s no check-in called "befor". Before is near.', "massage-mind checkin before"),
    # ------------------------------------------------ names in place of ids, and ids
    ("journal show nxet", 1, 'There\'s no record "nxet" in the journal. Next is near.', "massage-mind journal show next"),
    ("journal show latest", 1, 'There\'s no record "latest" in the journal. Last is near.', "massage-mind journal show last"),
    ("appointment show tomorow", 1, 'There\'s no appointment "tomorow" in the journal. Tomorrow is near.', "massage-mind appointment show tomorrow"),
    ("journal delete last", 1, "No appointment or session has begun yet. All there is:", "massage-mind journal list -n 0"),
    ("appointment done yesterday", 1, "There was no appointment yesterday. All there are:", "massage-mind appointment list --all"),
    ("appointment show tomorrow", 1, "No appointment is planned for tomorrow. To note one:", 'massage-mind appointment add "tomorrow 15:00" --minutes 60'),
    ("journal restore last", 1, "The bin is empty. All there is:", "massage-mind journal list -n 0"),
    # ------------------------------------------------ commands by other names
    ("journal rm last", 2, 'There\'s no journal command called "rm". Delete is near.', "massage-mind journal delete last"),
    ("journal find lighter", 2, 'There\'s no journal command called "find". Search is near.', "massage-mind journal search lighter"),
    ("appointment cancel next", 2, 'There\'s no appointment command called "cancel". Skip is near.', "massage-mind appointment skip next"),
    ("appointment reschedule next friday", 2, 'There\'s no appointment command called "reschedule". Move is near.', "massage-mind appointment move next friday"),
    ("park remove last", 2, 'There\'s no park command called "remove". Drop is near.', "massage-mind park drop last"),
    ("thoughts", 2, 'There\'s no command called "thoughts". Park is near.', "massage-mind park"),
    ("add", 2, 'There\'s no command called "add".', HELP),
    # ------------------------------------------------ files
    ("preview nowhere.yaml", 1, "There's no file nowhere.yaml. Scripts with a name:", "massage-mind scripts list"),
    ("scripts check nowhere.yaml", 1, "There's no file nowhere.yaml. Scripts with a name:", "massage-mind scripts list"),
    ("scripts edit nowhere", 2, 'There\'s no script called "nowhere". All there are:', "massage-mind scripts list"),
    ("journal recover --from nowhere", 1, "There's no file nowhere. The copies there are:", "massage-mind journal backup --check"),
    ("render arriving --out a.doc", 2, 'The name "a.doc" doesn\'t say what kind of sound file it is to be.', "massage-mind render arriving --out a.mp3"),
    ("scripts new My_Evening", 2, '"My_Evening" isn\'t a name for a script.', "massage-mind scripts new my-evening"),
    # ------------------------------------------------ the rest
    ("before --at", 2, "--at needs a time after it, such as friday 15:00.", "massage-mind before --until 15:00"),
    ("breathe 0-0-0", 2, "The pattern 0-0-0 has no in-breath or no out-breath.", "massage-mind breathe 4-0-6"),
    ("breathe 30-0-30", 2, "The pattern 30-0-30 has a part of more than 20 seconds.", "massage-mind breathe 4-0-6"),
    ("journal add hi --appointment zzzzz", 1, "", "massage-mind appointment list --all"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "code", "sentence", "line"), WRONG, ids=[one[0] for one in WRONG])
def test_a_wrong_line_is_answered_with_one_that_runs(
    words: str, code: int, sentence: str, line: str, tmp_path: Path
) -> None:
    """What and where; what to do; the line alone. On standard error, nothing on standard output."""
    found = printed(tmp_path, *words.split())
    assert (code, "") == (found.code, found.out)
    told, todo = found.err.split("\n\n    ")
    assert (sentence or told, f"{line}\n") == (told, todo)
    for foreign in ("Usage:", "Error:", "<int", "Try '", "did you mean", "meant?", "?."):
        assert foreign not in found.err


@pytest.mark.parametrize("line", sorted({one[3] for one in WRONG}))
def test_every_line_that_is_offered_is_one_that_is_understood(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each word of it is a command, an option or a value: it runs, or what it says then is not that it is wrong."""
    monkeypatch.chdir(tmp_path)  # Some lines write a file where they are typed.
    words = shlex.split(line)
    assert "massage-mind" == words.pop(0)
    world = manual_world(tmp_path, presses=[(100, "q")], live=True, engines=[], stdin=io.StringIO())
    code = run([*words, "--help"] if "--help" not in words else words, lambda: world)
    assert isinstance(world.stderr, io.StringIO)
    assert (0, "") == (code, world.stderr.getvalue())


_LONG = ("massage-mind render", "massage-mind sound play")
AS_THEY_STAND = sorted({one[3] for one in WRONG if "--until" not in one[3] and not one[3].startswith(_LONG)})
"""What goes by the clock is wrong at another hour; what renders or plays takes as long as it takes."""


@pytest.mark.parametrize("line", AS_THEY_STAND)
def test_a_line_that_is_offered_does_not_lead_to_another_wrong_one(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Copied as it stands: what it answers is at most that there is nothing yet, or nobody to ask."""
    monkeypatch.chdir(tmp_path)  # Some lines write a file where they are typed.
    clock = ManualClock()
    world = manual_world(
        tmp_path, clock=clock, presses=[(100, "q")], live=True, engines=[], stdin=io.StringIO()
    )
    doors = replace(world.doors, speaker=lambda *_: RecordingSpeaker(), warm_up=lambda _: None)
    code = run(shlex.split(line)[1:], lambda: replace(world, doors=doors))
    assert isinstance(world.stderr, io.StringIO)
    err = world.stderr.getvalue()
    assert code in (0, 1, 3) or "Nobody is there" in err or " COMMAND" in err, err
    for wrong in ("There's no option", "There's no command", " called ", "takes a ", "more than", "needs a"):
        assert wrong not in err


@pytest.mark.parametrize(
    "words",
    [
        ("journal", "import", ""),
        ("journal", "show", ""),
        ("journal", "delete", "", "--yes"),
        ("appointment", "delete", " ", "--yes"),
        ("park", "done", ""),
        ("journal", "export", "--out="),
        ("checkin", "--stress", "3", "--at", ""),
    ],
)
def test_nothing_is_guessed_from_an_empty_word(words: tuple[str, ...], tmp_path: Path) -> None:
    """As of a variable of the shell that is not set: neither is the folder one is in taken in, nor the nearest deleted."""
    found = printed(tmp_path, *words)
    assert (2, "") == (found.code, found.out)
    assert "; here it's empty.\n\n    massage-mind " in found.err


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pipe of that kind")
def test_an_export_replaces_nothing_but_a_file(tmp_path: Path) -> None:
    """A device or a pipe would be gone, and a file in its place; a folder that is not there is named."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    found = printed(tmp_path, "journal", "export", "-o", str(pipe), "--force")
    assert (1, f"{pipe} isn't a file that can be replaced. Give another name.\n") == (found.code, found.err)
    assert pipe.is_fifo()
    found = printed(tmp_path, "journal", "export", "-o", str(tmp_path / "none" / "x.json"))
    assert (1, f"There's no folder {tmp_path / 'none'}. Make it first, or name another.\n") == (
        found.code,
        found.err,
    )


def test_where_a_draft_is_does_not_part_a_sentence_from_its_line(tmp_path: Path) -> None:
    """It comes before what to do."""
    err = printed(tmp_path, "journal", "add", "hi", "--appointment", "zzzzz").err
    assert err.endswith("draft.txt. All there are:\n\n    massage-mind appointment list --all\n")


@pytest.mark.parametrize("words", [one[0] for one in WRONG])
def test_on_a_terminal_the_line_stays_whole(words: str, tmp_path: Path) -> None:
    """At its place where there is room, at the edge where there is none; the sentence is broken between words."""
    for columns in (80, 40):
        err = printed(tmp_path, *words.split(), columns=columns).err
        plain = printed(tmp_path, *words.split()).err
        assert plain.split("\n\n    ")[1].strip() in [line.strip() for line in err.splitlines()]
        assert plain.split() == err.split()


def test_too_soon_is_said_with_the_time_it_is(tmp_path: Path) -> None:
    """And the next round time that can be is offered in its place."""
    now = manual_world(tmp_path).local_now()
    until, round_time = (f"{now + timedelta(seconds=s):%H:%M}" for s in (60, 300))
    found = printed(tmp_path, "during", "--until", until, "--no-ask")
    assert 2 == found.code
    assert found.err.startswith(f"{until} is too soon: it's {now:%H:%M}, and Following the touch needs ")
    line = found.err.rstrip().splitlines()[-1].split()
    assert ["massage-mind", "during", "--until", "--no-ask"] == [*line[:3], line[4]]
    assert line[3].endswith(("0", "5")) and line[3] >= round_time


def test_too_late_is_said_with_the_time_that_can_be(tmp_path: Path) -> None:
    """As far as the script goes from now."""
    now = manual_world(tmp_path).local_now()
    until, last = (f"{now + timedelta(minutes=minutes):%H:%M}" for minutes in (90, 20))
    found = printed(tmp_path, "before", "--until", until, "--no-ask")
    assert (2, f"massage-mind before --until {last} --no-ask") == (
        found.code,
        found.err.splitlines()[-1].strip(),
    )
    assert found.err.startswith(f"Until {until} it's 1 hour 30; Arriving takes at most 20 minutes.")


def test_a_time_that_has_passed_is_not_told_as_18_hours(tmp_path: Path) -> None:
    """Whoever types it means today."""
    now = manual_world(tmp_path).local_now()
    until = f"{now - timedelta(hours=6):%H:%M}"
    found = printed(tmp_path, "before", "--until", until, "--no-ask")
    assert 2 == found.code
    assert found.err.startswith(f"{until} has passed: it's {now:%H:%M}; Arriving takes at most 20 minutes.")


@given(st.lists(st.text(min_size=1)), st.text(min_size=1))
def test_what_cannot_be_shown_is_not_said_back(args: list[str], word: str) -> None:
    """A line that is offered is one line, and what a shell makes of it is what was typed."""
    line = line_of(args)
    if line:
        assert line.isprintable()
        assert ["massage-mind", *args] == shlex.split(line)
    assert "" == without_words(args, [f"{word}{''.join(args)}"])


def test_the_right_word_takes_the_place_of_the_wrong_one() -> None:
    """Wherever it stands; with nothing in whose place, it is added; an option has one value."""
    args = ["before", "--style=sweedish", "--minutes", "4"]
    assert "massage-mind before --style=swedish --minutes 4" == with_word(args, "sweedish", "swedish")
    assert "massage-mind before --style=sweedish --minutes 5" == with_word(args, "--minutes=", "5")
    assert "massage-mind before --until 15:00" == with_word(["before"], "--until=", "15:00")
    assert "massage-mind render --yes" == with_word(["render"], "", "--yes")
    assert "" == with_word(args, "shiatzu", "shiatsu")
    assert "massage-mind park add it" == without_words(["park", "add", "it", "now"], ["now"])


# ---------------------------------------------------------------- appointment add alone


def asked(
    home: Path, *answers: str | int | None, words: tuple[str, ...] = ()
) -> tuple[int, str, str, list[str]]:
    """`appointment add` at a terminal with these answers."""
    script = ScriptedAnswers(*answers)
    world = manual_world(home, stdin=Screen(), stdout=Screen(), stderr=Screen(), answers=script)
    code = run(["appointment", "add", *words], lambda: world)
    assert isinstance(world.stdout, io.StringIO) and isinstance(world.stderr, io.StringIO)
    return code, world.stdout.getvalue(), world.stderr.getvalue(), script.asked


def test_an_appointment_alone_is_asked_for(tmp_path: Path) -> None:
    """When, with whom, how long, how much of it with hands, which style; what cannot be read is asked again."""
    code, out, _, questions = asked(
        tmp_path, "fryday 15:00", "friday 15:00", "Kim", "an hour", "60", "70", "50", 0
    )
    assert 0 == code
    for word in ("15:00", "Kim", "60 minutes", "hands there for 50", "Swedish"):
        assert word in out
    assert 11 == len(questions)


@pytest.mark.parametrize(("answer", "without"), [("50", 10), ("", 0), ("60", 0)])
def test_how_much_of_it_is_with_hands_is_asked_once(answer: str, without: int, tmp_path: Path) -> None:
    """What was answered is kept for the next ones too, and said where it takes something off."""
    _, _, err, first = asked(tmp_path, "friday 15:00", "", "60", answer, 0)
    assert (without > 0) == ("massage-mind config set without_hands 0" in err)
    assert without == load_settings(manual_world(tmp_path).home).without_hands
    _, _, err, second = asked(tmp_path, "saturday 15:00", "", "60", 0)
    assert any("hands there" in question for question in first)
    assert not any("hands there" in question for question in second)


def test_all_but_the_when_may_be_left_out(tmp_path: Path) -> None:
    """What was typed is not asked; without a time nothing is noted, and nothing has failed."""
    code, out, _, questions = asked(tmp_path, "friday 15:00", "", "", None, words=("--minutes", "60"))
    assert 0 == code and "60 minutes" in out and 4 == len(questions)
    code, out, err, _ = asked(tmp_path, "")
    assert (0, "") == (code, out) and "Nothing was noted." in err


def test_nobody_is_asked_for_an_appointment_in_vain(tmp_path: Path) -> None:
    """With --no-ask it never waits, and --json is for programs."""
    for option in ("--no-ask", "--json"):
        code, _, err, questions = asked(tmp_path, words=(option,))
        assert 2 == code and "needs a time" in err and not questions
