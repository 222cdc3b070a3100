"""`scripts` for a person: pages, faults with a caret under the place, and a script opened in the editor as often as wanted."""

from __future__ import annotations

import io
import itertools
import json
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from massage_mind.cli.main import run
from massage_mind.errors import EXIT_USAGE
from massage_mind.reading.library import Library
from massage_mind.screen.text import width
from massage_mind.sound import adding
from massage_mind.testing import Screen, ScriptedAnswers, Typed, manual_world

SHIPPED = Path(__file__).parents[2] / "scripts"

EVENING = """\
title: An evening
about: A small script for the evening.
moment: during
minutes: {least: 5, ideal: 30, most: 60}
anchors: [feet, sounds]
styles: [swedisch]
free: ["You can stop at any time."]
sections:
  - name: only
    steps:
      - say: "Hello there."
      - breathr: ease
      - scan: styel
        lines: ["The hands are here, and attention can be there too. Far-off sounds melt away into the night."]
      - rest: 10
  - name: closing
    steps:
      - say: >
          This is the end. Now
          surrender to the table.
"""
FINE = """\
title: {title}
about: In a sentence, what it is.
moment: before
minutes: {{least: 1, ideal: 2, most: 5}}
anchors: [feet, sounds]
sections:
  - name: only
    steps:
      - say: "Hello there. This is the end."
"""
WIDTHS: dict[str, Mapping[str, str]] = {
    "80": {"COLUMNS": "80"},
    "40": {"COLUMNS": "40"},
    "aloud": {"ACCESSIBLE": "1"},
}
STYLING = re.compile(r"\x1b\[[0-9;]*m")


class Desk:
    """A person's own folder and a terminal: command lines run, and what they said."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.own = home / "scripts"
        self.out = self.err = ""
        self.asked: list[str] = []

    def at(self, *words: str, terminal: bool = True, answers: tuple[bool, ...] = (), **environ: str) -> int:
        """Run a command line; its exit code."""
        streams = [Screen() if terminal else io.StringIO() for _ in range(2)]
        asker = ScriptedAnswers(*answers)
        world = manual_world(
            self.home,
            environ={"TERM": "xterm-256color", "COLUMNS": "80", **environ},
            stdin=Typed("") if terminal else None,
            stdout=streams[0],
            stderr=streams[1],
            answers=asker,
            engines=[],
        )
        code = run(words, lambda: world)
        self.out, self.err = (STYLING.sub("", one.getvalue()) for one in streams)
        self.asked = asker.asked
        return code

    def write(self, name: str, text: str) -> Path:
        """A file in the person's own folder."""
        path = self.own / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def pictured(self, *words: str) -> str:
        """What this says in 80 and in 40 columns, and aloud; folders by names that are the same everywhere."""
        shown = []
        for name, environ in WIDTHS.items():
            self.at(*words, **environ)
            shown.append(f"=== {name}\n{self.out}{self.err}")
        text = "\n".join(shown).replace(str(self.home), "/home/you").replace(str(SHIPPED), "/shipped/scripts")
        # Where a path begins is a matter of how long it is, which it is not everywhere.
        return re.sub(r"^ +(/home/you|/shipped)", r"\1", text, flags=re.MULTILINE)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk in a folder of its own, in which the command lines run."""
    monkeypatch.chdir(tmp_path)
    return Desk(tmp_path / "home")


# ---- check ----


def test_faults_are_a_page_on_a_terminal(desk: Desk, as_pictured: Callable[[str, str], None]) -> None:
    """Each with its line, a caret under the place, and what would be right; care among the others, by line."""
    Path("evening.yaml").write_text(EVENING, encoding="utf-8")
    assert 1 == desk.at("scripts", "check", "evening.yaml")
    lines = [int(found) for found in re.findall(r"^  line (\d+), ", desk.out, re.MULTILINE)]
    assert [6, 12, 13, 14, 15, 18] == lines
    as_pictured("scripts-check", desk.pictured("scripts", "check", "evening.yaml"))


def test_faults_are_lines_on_a_pipe(desk: Desk) -> None:
    """File, line, column, what is wrong and the rule: one a line, care among the others; the number on standard error."""
    Path("evening.yaml").write_text(EVENING, encoding="utf-8")
    assert 1 == desk.at("scripts", "check", "evening.yaml", terminal=False)
    lines = desk.out.splitlines()
    assert 6 == len(lines)
    assert all(re.fullmatch(r"evening\.yaml:\d+:\d+: .+ \[[a-z-]+\]", line) for line in lines)
    assert ["choice", "step", "unknown-style", "promises", "type", "commands"] == [
        line.rpartition("[")[2].rstrip("]") for line in lines
    ]
    assert "1 checked, 6 faults.\n" == desk.err
    desk.at("scripts", "check", "evening.yaml", "--json", terminal=False)
    (first, *_) = json.loads(desk.out)["faults"]
    assert {"path", "line", "column", "rule", "message"} == set(first)


def test_a_misspelt_style_of_a_scan_is_a_fault_and_a_region_is_none(desk: Desk) -> None:
    """`scan: styel` is near style; hands are no misspelt style."""
    text = FINE.format(title="x").replace("- say:", "- scan: {}\n        lines: [a]\n      - say:")
    for typed, code in (("styel", 1), ("style", 0), ("hands", 0)):
        Path("x.yaml").write_text(text.replace("{}", typed), encoding="utf-8")
        assert code == desk.at("scripts", "check", "x.yaml"), desk.out
    Path("x.yaml").write_text(text.replace("{}", "styel"), encoding="utf-8")
    desk.at("scripts", "check", "x.yaml")
    assert "Rather: scan: style\n" in desk.out


@pytest.mark.parametrize("columns", [20, 33, 47, 60, 76, 100, 200])
def test_no_word_of_the_page_is_broken(desk: Desk, columns: int) -> None:
    """Every word of a wide page stands whole in a narrow one, and the caret stands under its piece."""
    Path("evening.yaml").write_text(EVENING, encoding="utf-8")
    desk.at("scripts", "check", "evening.yaml", COLUMNS="200")
    whole = set(desk.out.split()) | {"..."}
    desk.at("scripts", "check", "evening.yaml", COLUMNS=str(columns))
    assert {word for word in desk.out.split() if set(word) != {"^"}} <= whole
    lines = desk.out.splitlines()
    for above, line in itertools.pairwise(lines):
        if line.strip() and set(line.strip()) == {"^"}:
            begin = line.index("^")
            piece = above[begin : begin + len(line.strip())]
            assert piece in ("swedisch", "breathr", "styel", "melt away", "melt", "10", "surrender"), (
                above,
                line,
            )
            assert max(map(width, (above, line))) <= max(columns, begin + len(piece))


def test_a_sound_script_says_how_to_see_it(desk: Desk) -> None:
    """With the command alone on its line; a folder says how many there were."""
    desk.write("before/mine.yaml", FINE.format(title="Mine"))
    assert 0 == desk.at("scripts", "check", "mine")
    assert "  mine: nothing to change. To see it:" in desk.out.splitlines()
    assert "      massage-mind preview mine" in desk.out.splitlines()
    desk.write("before/other.yaml", FINE.format(title="Other"))
    assert 0 == desk.at("scripts", "check")
    assert "  Two files, and nothing to change." in desk.out.splitlines()


def test_what_goes_for_a_script_as_a_whole_has_no_caret(desk: Desk) -> None:
    """There is no line that it stands on."""
    text = FINE.format(title="Mine").replace("[feet, sounds]", "[feet]")
    Path("x.yaml").write_text(text, encoding="utf-8")
    assert 1 == desk.at("scripts", "check", "x.yaml")
    assert "  as a whole, attention needs at least two places to rest" in desk.out
    assert "^" not in desk.out
    assert "Nothing else. When it's changed:" in desk.out


def test_a_file_with_hundreds_of_faults_shows_the_first(desk: Desk) -> None:
    """Twenty, and how many more there are."""
    Path("x.yaml").write_text("title: x\n" + "".join(f"k{at}: 1\n" for at in range(40)), encoding="utf-8")
    assert 1 == desk.at("scripts", "check", "x.yaml")
    assert 20 == desk.out.count("(missing)") + desk.out.count("(unknown-key)")
    assert re.search(r"And \d+ more\.", desk.out)


def test_faults_of_a_part_stand_under_its_own_name(desk: Desk) -> None:
    """With its own lines, wherever it is used."""
    desk.write("parts/mine.yaml", "about: x\nitems:\n  - sya: Hello.\n")
    path = desk.write("before/x.yaml", FINE.format(title="x").replace("- say:", "- use: mine\n      - say:"))
    assert 1 == desk.at("scripts", "check", str(path))
    assert "  mine.yaml: one thing to look at" in desk.out.splitlines()
    assert "      - sya: Hello." in desk.out.splitlines()


# ---- list, show, where, new ----


def test_the_library_is_a_page(desk: Desk, as_pictured: Callable[[str, str], None]) -> None:
    """Under the moments, what each is for; on a pipe a line each, as before."""
    desk.write("before/my-evening.yaml", FINE.format(title="Mine"))
    as_pictured("scripts-list", desk.pictured("scripts", "list"))
    desk.at("scripts", "list", terminal=False)
    assert "before   my-evening               1 to 5 min      Mine  (yours)" in desk.out.splitlines()
    assert len(Library(None).found()) + 1 == len(desk.out.splitlines())


def test_one_script_is_a_page(desk: Desk, as_pictured: Callable[[str, str], None]) -> None:
    """What it is, what to mind, what it is made of, where it lies, and how to see it."""
    as_pictured("scripts-show", desk.pictured("scripts", "show", "following-the-touch"))


def test_the_folders_are_named_with_what_is_in_them(
    desk: Desk, as_pictured: Callable[[str, str], None]
) -> None:
    """Which scripts of one's own stand in for shipped ones; nothing there yet is said."""
    desk.at("scripts", "where")
    assert "    It isn't there yet. The first script of yours makes it:" in desk.out.splitlines()
    desk.write("before/arriving.yaml", FINE.format(title="Mine"))
    desk.write("my-evening.yaml", FINE.format(title="Evening"))
    desk.write("styles/thai.yaml", "title: x\n")
    as_pictured("scripts-where", desk.pictured("scripts", "where"))
    desk.at("scripts", "where", terminal=False)
    assert [f"yours    {desk.own}", f"shipped  {SHIPPED}"] == desk.out.splitlines()


def test_a_new_script_says_what_comes_next(desk: Desk) -> None:
    """Its path, and the two commands each alone on its line; on a pipe the path alone on standard output."""
    assert 0 == desk.at("scripts", "new", "my-evening")
    assert str(desk.own / "before" / "my-evening.yaml") in map(str.strip, desk.out.splitlines())
    assert "      massage-mind scripts edit my-evening" in desk.out.splitlines()
    assert "      massage-mind preview my-evening" in desk.out.splitlines()
    assert "\n\n\n" not in desk.out
    assert 0 == desk.at("scripts", "new", "my-morning", terminal=False)
    assert f"{desk.own / 'before' / 'my-morning.yaml'}\n" == desk.out


# ---- edit ----

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="editors that are shell scripts")


def editor(folder: Path, *turns: str) -> str:
    """An editor that does one of these to the file each time it is opened: sed commands."""
    path, count = folder / "editor.sh", folder / "turns"
    count.write_text("0", encoding="utf-8")
    cases = "\n".join(f"{at}) sed -i.old '{turn}' \"$1\";;" for at, turn in enumerate(turns))
    path.write_text(
        f'#!/bin/sh\nat=$(cat {count})\necho $((at + 1)) > {count}\ncase "$at" in\n{cases}\nesac\nrm -f "$1.old"\n',
        encoding="utf-8",
    )
    path.chmod(0o755)
    return str(path)


@posix_only
def test_a_script_is_edited_as_often_as_wanted(desk: Desk, tmp_path: Path) -> None:
    """Faults are shown when the editor is closed; whoever goes back in mends them, and nothing is lost in between."""
    path = desk.write("before/mine.yaml", FINE.format(title="Mine"))
    slips = editor(tmp_path, "s/^title:/titel:/", "s/^about:/abuot:/", "s/^titel:/title:/; s/^abuot:/about:/")
    assert 0 == desk.at("scripts", "edit", "mine", answers=(True, True), EDITOR=slips)
    assert ["Go back in?", "Go back in?"] == desk.asked
    assert 2 == desk.out.count("mine.yaml: ")
    assert "  mine: nothing to change. To see it:" in desk.out.splitlines()
    assert FINE.format(title="Mine") == path.read_text(encoding="utf-8")


@posix_only
def test_whoever_does_not_go_back_in_keeps_what_was_written(desk: Desk, tmp_path: Path) -> None:
    """With its faults, and the exit code of a check that found some."""
    path = desk.write("before/mine.yaml", FINE.format(title="Mine"))
    slip = editor(tmp_path, "s/^title:/titel:/")
    assert 1 == desk.at("scripts", "edit", "mine", answers=(False,), EDITOR=slip)
    assert path.read_text(encoding="utf-8").startswith("titel: Mine")
    assert 1 == desk.at("scripts", "edit", "mine", "--no-ask", EDITOR="true")
    assert [] == desk.asked


@posix_only
def test_a_shipped_script_is_copied_first(desk: Desk, tmp_path: Path) -> None:
    """And that is said; a copy that nobody changed goes again, so that the shipped one stays."""
    copy = desk.own / "before" / "arriving.yaml"
    assert 0 == desk.at("scripts", "edit", "arriving", EDITOR="true")
    assert not copy.exists()
    assert "Nothing was changed" in desk.err
    change = editor(tmp_path, "s/^title:.*/title: My arriving/")
    assert 0 == desk.at("scripts", "edit", "arriving", EDITOR=change)
    assert "arriving is a shipped script. This is a copy of it" in desk.err
    assert str(copy) in map(str.strip, desk.err.splitlines())
    assert "title: My arriving" in copy.read_text(encoding="utf-8")
    assert "My arriving" not in (SHIPPED / "before" / "arriving.yaml").read_text(encoding="utf-8")
    desk.at("scripts", "show", "arriving")
    assert "  My arriving" in desk.out.splitlines()


@pytest.mark.parametrize(
    ("name", "environ", "fragment"),
    [
        ("arriving", {}, "There's no editor"),
        ("arrivign", {"EDITOR": "true"}, "arrivign"),
        ("nowhere.yaml", {"EDITOR": "true"}, "There's no file nowhere.yaml."),
    ],
)
def test_what_cannot_be_edited_is_said_and_nothing_made(
    desk: Desk, name: str, environ: dict[str, str], fragment: str
) -> None:
    """No editor, no such script, no such file."""
    assert EXIT_USAGE == desk.at("scripts", "edit", name, **environ)
    assert fragment in desk.err
    assert not desk.own.exists()


@posix_only
def test_a_broken_script_can_be_opened(desk: Desk, tmp_path: Path) -> None:
    """It is what one opens it for."""
    path = desk.write("before/mine.yaml", "title: [")
    mend = editor(tmp_path, "s/.*/title: x/")
    assert 1 == desk.at("scripts", "edit", "mine", answers=(False,), EDITOR=mend)
    assert "title: x" == path.read_text(encoding="utf-8").strip()


def test_a_script_that_cannot_be_read_is_left_out_of_the_list(desk: Desk) -> None:
    """With the line that says why."""
    desk.write("before/mine.yaml", "titel: x\n")
    assert 0 == desk.at("scripts", "list")
    assert "mine can't be read and is left out." in " ".join(desk.err.split())
    assert "      massage-mind scripts check mine" in desk.err.splitlines()


# ---- preview and sound ----


@pytest.mark.parametrize("moment", ["before", "during", "after"])
def test_a_preview_takes_the_name_of_a_moment(desk: Desk, moment: str) -> None:
    """Its usual script, as `render` does; with a style and a length."""
    assert 0 == desk.at("preview", moment, "--style", "thai", "--minutes", "10", "--json", terminal=False), (
        desk.err
    )
    shown = json.loads(desk.out)
    assert (moment, 600_000) == (shown["moment"], shown["total_ms"])


def test_a_preview_of_a_whole_session_is_refused_with_a_way(desk: Desk) -> None:
    """It is three."""
    assert EXIT_USAGE == desk.at("preview", "session")
    assert "      massage-mind preview during" in desk.err.splitlines()


def test_a_preview_is_a_page(desk: Desk, as_pictured: Callable[[str, str], None]) -> None:
    """Sections as headings, times, words that hang under their beginning; on a pipe the table as before."""
    as_pictured("preview", desk.pictured("preview", "during", "--style", "swedish", "--minutes", "8"))
    desk.at("preview", "during", "--minutes", "8", terminal=False)
    assert desk.out.splitlines()[1].split() == ["at", "seconds", "kind", "section", "text"]


@pytest.mark.parametrize("columns", [20, 29, 30, 45, 59, 60, 77, 200])
def test_no_word_of_a_preview_is_broken(desk: Desk, columns: int) -> None:
    """At any width every word of the widest stands whole, and no line is wider than the page where its words are not."""
    desk.at("preview", "during", "--minutes", "8", COLUMNS="200")
    whole = set(desk.out.split())
    desk.at("preview", "during", "--minutes", "8", COLUMNS=str(columns))
    words = [word for word in desk.out.split() if not set(word) <= set("#-~o?.")]
    assert set(words) <= whole
    longest = max(width(word) for word in words)
    assert all(width(line) <= max(columns, longest + 12) for line in desk.out.splitlines())


@pytest.mark.parametrize("name", ["list", "voices"])
def test_what_is_heard_is_a_page(
    desk: Desk, as_pictured: Callable[[str, str], None], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With each command alone on its line."""
    monkeypatch.setattr(adding, "this_installation", lambda: adding.Installation(Path("/venv"), "python"))
    as_pictured(f"sound-{name}", desk.pictured("sound", name))


def test_a_script_of_ones_own_with_faults_does_not_silence_sound(desk: Desk) -> None:
    """`sound voices` looks at no script, whatever stands in for a shipped one."""
    desk.write("before/arriving.yaml", "titel: x\n")
    assert 0 == desk.at("sound", "voices", "--json", terminal=False)
    assert "" == json.loads(desk.out)["speaks"]


def test_sound_speaks_of_sound_and_not_of_sessions(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing plays there is no session that could go on in silence."""
    from massage_mind.session import try_sounds
    from massage_mind.testing import RecordingSpeaker

    class Silent(RecordingSpeaker):
        @property
        def playing(self) -> bool:
            return False

    speaker = Silent("No sound device answered, so the session goes on in silence.")
    monkeypatch.setattr("massage_mind.world.World.speaker", lambda *_: speaker)
    assert 1 == desk.at("sound", "play", "bell")
    assert "No sound device answered. Nothing can be played here. " in " ".join(desk.err.split())
    assert "session" not in desk.err
    assert f"      {try_sounds.DEVICES}" in desk.err.splitlines()
