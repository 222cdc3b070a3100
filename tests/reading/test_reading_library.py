"""The library: a person's own folder wins, and a broken script of theirs does not hide the others."""

from __future__ import annotations

import io
import json
import os
import sys
import time
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from reading_support import GOOD

from massage_mind.app import zone_name
from massage_mind.cli import main
from massage_mind.errors import MassageMindError, ScriptError, UsageError
from massage_mind.names import Moment
from massage_mind.reading.library import Library, files_in, is_path
from massage_mind.testing import ManualClock, manual_world


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@dataclass(frozen=True)
class Done:
    """What a command line came to."""

    returncode: int
    stdout: str
    stderr: str


def call(home: Path, *arguments: str) -> Done:
    """The command line, with everything of the person's under one folder and nobody at a terminal."""
    clock = ManualClock(wall=time.time_ns() // 1_000_000)
    world = manual_world(home, clock=clock, zone=zone_name())
    with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()) as err:
        world = replace(world, stdout=out, stderr=err)
        code = main.run(arguments, lambda: world)
    return Done(code, out.getvalue(), err.getvalue())


def run(home: Path, *arguments: str) -> Done:
    """The same for `scripts`."""
    return call(home, "scripts", *arguments)


def test_a_part_of_a_name_means_one_script_or_none(tmp_path: Path) -> None:
    """Its end before its middle, the one the others begin with, only whole words, and one's own scripts among them."""
    library = Library(tmp_path)
    assert "settling-nerves" == library.meant("nerves") == library.meant("Nerves", "before")
    assert "settling-nerves" == library.meant("settling") == library.meant("settling nerves")
    assert "touch" == library.meant("touch")  # following-the-touch, or when touch is hard
    assert ("settling-nerves-touch", "following-the-touch") == (
        library.meant("touch", "before"),
        library.meant("touch", "during"),
    )
    assert ("nerve", "up", "./a.yaml") == tuple(map(library.meant, ("nerve", "up", "./a.yaml")))
    write(tmp_path, "before/calm-nerves.yaml", GOOD)
    assert "nerves" == Library(tmp_path).meant("nerves")
    write(tmp_path, "before/nerves.yaml", GOOD)
    assert "nerves" == Library(tmp_path).meant("nerves")


def test_an_own_script_wins_over_a_shipped_one(tmp_path: Path) -> None:
    """Of the same name, wherever in the folder it lies."""
    assert Library(tmp_path).script("arriving").title == "Arriving"
    write(tmp_path, "before/arriving.yaml", GOOD)
    assert Library(tmp_path).script("arriving").title == "Mine"
    assert [found.own for found in Library(tmp_path).found() if found.name == "arriving"] == [True]


@pytest.mark.parametrize("place", ["mine.yaml", "mine.yml", "during/mine.yaml", "anytime/mine.yml"])
def test_own_scripts_are_found_in_the_folder_and_its_moments(tmp_path: Path, place: str) -> None:
    """With either ending."""
    write(tmp_path, place, GOOD)
    assert Library(tmp_path).script("mine").name == "mine"


def test_an_own_part_and_an_own_style_win_too(tmp_path: Path) -> None:
    """Parts by their name, styles by their id."""
    write(tmp_path, "parts/freedom.yaml", 'about: Mine.\nitems: ["You can stop at any time, in my words."]\n')
    script = Library(tmp_path).script("following-the-touch")
    assert [line.text for line in script.free] == ["You can stop at any time, in my words."]
    shipped = (Library(None).shipped / "styles" / "thai.yaml").read_text(encoding="utf-8")
    write(tmp_path, "styles/thai.yaml", shipped.replace("title: Thai", "title: Nuad"))
    assert Library(tmp_path).style("thai").title == "Nuad"


def test_looking_creates_nothing(tmp_path: Path) -> None:
    """Getters leave the disk as it is."""
    library = Library(tmp_path / "none")
    library.found()
    library.script("arriving")
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_name_is_refused_with_the_likely_one() -> None:
    """For scripts and for styles."""
    with pytest.raises(UsageError, match="Arriving is near"):
        Library(None).script("ariving")
    with pytest.raises(UsageError, match="Swedish is near"):
        Library(None).style("sweedish")


def test_a_path_is_read_as_a_path(tmp_path: Path) -> None:
    """By its ending or its slash; a folder and a missing file are named."""
    path = write(tmp_path, "x.yaml", GOOD)
    assert Library(None).script(str(path)).title == "Mine"
    assert is_path("a/b")
    assert not is_path("arriving")
    with pytest.raises(MassageMindError, match="There's no file .*missing.yaml"):
        Library(None).script(str(tmp_path / "missing.yaml"))
    (tmp_path / "folder.yaml").mkdir()
    with pytest.raises(ScriptError, match="a folder"):
        Library(None).script(str(tmp_path / "folder.yaml"))


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="needs permissions that bind")
def test_a_file_that_may_not_be_read_is_a_fault(tmp_path: Path) -> None:
    """With the reason."""
    path = write(tmp_path, "x.yaml", GOOD)
    path.chmod(0)
    with pytest.raises(ScriptError, match="can't be read"):
        Library(None).script(str(path))


def test_a_folder_without_scripts_is_said(tmp_path: Path) -> None:
    """In a sentence, not an empty one."""
    with pytest.raises(MassageMindError) as caught:
        files_in(tmp_path)
    assert caught.value.sentence
    assert caught.value.hint


def test_all_styles_read_and_add_up() -> None:
    """Nine and one for any other, each with shares of 100."""
    styles = Library(None).styles()
    assert len(styles) == 10
    assert all(abs(sum(region.share for region in style.regions) - 100) < 0.001 for style in styles)


def test_list_names_a_broken_script_and_lists_the_others(tmp_path: Path) -> None:
    """On standard error, and the list on standard output is whole without it."""
    write(tmp_path, "scripts/before/broken.yaml", "titel: x\n")
    write(tmp_path, "scripts/before/mine.yaml", GOOD)
    done = run(tmp_path, "list", "--json")
    assert done.returncode == 0
    names = {item["name"]: item for item in json.loads(done.stdout)}
    assert {"mine", "arriving", "chair"} <= set(names)
    assert "broken" not in names
    assert names["mine"]["own"] is True
    assert "broken" in done.stderr
    assert "Traceback" not in done.stderr


def test_list_with_a_broken_part_and_a_script_that_is_not_text(tmp_path: Path) -> None:
    """Nothing a file holds brings the list down, and no escape sequence reaches the terminal."""
    write(tmp_path, "scripts/parts/freedom.yaml", "about: [\n")
    write(tmp_path, "scripts/before/escape.yaml", 'title: "\x1b[31mx"\n')
    (tmp_path / "scripts" / "before" / "noise.yaml").write_bytes(bytes(range(256)))
    done = run(tmp_path, "list", "--json")
    assert done.returncode == 0
    assert {"arriving", "grounding"} <= {item["name"] for item in json.loads(done.stdout)}
    assert "noise" in done.stderr
    assert "\x1b" not in done.stderr + done.stdout
    assert "Traceback" not in done.stderr


def test_check_names_every_fault_and_exits_with_one(tmp_path: Path) -> None:
    """At file, line and column; a folder is checked whole, and a sound one exits 0."""
    write(tmp_path, "mine/broken.yaml", GOOD.replace("rest: 10 s", "rest: 10").replace("title", "titel"))
    write(tmp_path, "mine/fine.yaml", GOOD)
    done = run(tmp_path, "check", str(tmp_path / "mine"))
    assert done.returncode == 1
    assert "broken.yaml:1:1: " in done.stdout
    assert "broken.yaml:10:15: " in done.stdout
    assert "fine.yaml" not in done.stdout
    assert run(tmp_path, "check", str(tmp_path / "mine" / "fine.yaml")).returncode == 0
    as_json = json.loads(run(tmp_path, "check", str(tmp_path / "mine"), "--json").stdout)
    assert as_json["files"] == 2
    assert {"path", "line", "column", "rule", "message"} == set(as_json["faults"][0])


def test_check_of_an_empty_folder_says_so(tmp_path: Path) -> None:
    """Exit 1 with a sentence."""
    (tmp_path / "empty").mkdir()
    done = run(tmp_path, "check", str(tmp_path / "empty"))
    assert done.returncode == 1
    assert ".yaml" in done.stderr
    assert "Traceback" not in done.stderr


def test_new_scripts_pass_their_own_check(tmp_path: Path) -> None:
    """For every moment, with the editor line first; never over one that is there."""
    for moment in ("before", "during", "after", "anytime"):
        made = run(tmp_path, "new", f"my-{moment}", "--moment", moment)
        assert made.returncode == 0, made.stderr
        path = Path(made.stdout.strip())
        assert path.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=")
        assert run(tmp_path, "check", f"my-{moment}").returncode == 0
    assert run(tmp_path, "new", "my-before").returncode == 2


def test_the_shipped_library_has_no_fault(tmp_path: Path) -> None:
    """`scripts check` without anything of one's own checks what ships."""
    done = run(tmp_path, "check")
    assert done.returncode == 0, done.stdout


LOMI = """\
title: Lomi lomi
about: Long strokes with the forearms.
minutes: [60, 90]
positions: [prone, supine]
expect: ["Long strokes, often from head to foot."]
cautions: ["Say if the stretch is too much."]
regions:
  - {name: back, share: 45, position: prone}
  - {name: the turn, share: 5, kind: turn}
  - {name: front, share: 50, position: supine}
"""


def test_a_style_of_ones_own_is_a_style(tmp_path: Path) -> None:
    """Found by its file, after the shipped ones; scripts may name it; one of a shipped id takes its place."""
    write(tmp_path, "styles/lomi.yaml", LOMI)
    write(tmp_path, "styles/thai.yml", LOMI)
    library = Library(tmp_path)
    assert (*Library(None).style_ids(), "lomi") == library.style_ids()
    assert "Lomi lomi" == library.style("lomi").title == library.style("thai").title
    assert ["lomi"] == [style.id for style in library.styles()][-1:]
    write(tmp_path, "before/mine.yaml", GOOD.replace("anchors:", "styles: [lomi]\nanchors:"))
    assert ("lomi",) == library.script("mine").styles
    with pytest.raises(ScriptError, match="'lomi' is not known"):
        Library(None).read(tmp_path / "before" / "mine.yaml")
    with pytest.raises(UsageError, match="Lomi is near"):
        library.style("lommi")


def test_a_broken_style_of_ones_own_is_named(tmp_path: Path) -> None:
    """At its file, line and column; what does not use it goes on."""
    path = write(tmp_path, "styles/lomi.yaml", LOMI.replace("share: 45", "share: 40"))
    library = Library(tmp_path)
    with pytest.raises(ScriptError, match="add up to 95"):
        library.style("lomi")
    assert "arriving" == library.script("arriving").name
    assert path.is_file()


def test_a_style_of_ones_own_goes_wherever_a_style_goes(tmp_path: Path) -> None:
    """Preview, a session, an appointment, the settings, the check and the schema, by its id."""
    write(tmp_path, "scripts/styles/lomi.yaml", LOMI)
    shown = call(tmp_path, "preview", "following-the-touch", "--style", "lomi", "--minutes", "30", "--json")
    assert shown.returncode == 0, shown.stderr
    assert "lomi" == json.loads(shown.stdout)["style"]
    for arguments in (
        ("appointment", "add", "tomorrow 15:00", "--style", "lomi"),
        ("during", "--style", "lomi", "--minutes", "30", "--at", "yesterday 15:00", "--no-ask"),
        ("config", "set", "style", "lomi"),
        ("config", "get", "style"),
        ("scripts", "check"),
    ):
        done = call(tmp_path, *arguments)
        assert done.returncode == 0, done.stderr
    assert "lomi" in call(tmp_path, "scripts", "schema").stdout
    refused = call(tmp_path, "config", "set", "style", "lommi")
    assert refused.returncode == 2
    assert "lommi" in refused.stderr


@pytest.mark.parametrize(
    ("said", "moment", "meant"),
    [
        ("walk", "after", "slow-walk"),
        ("drink", "after", "warm-drink"),
        ("driving", "after", "before-driving"),
        ("work", "after", "back-to-work"),
        ("hands", "after", "self-massage-hands"),
        ("walking", "after", "walking"),
        ("massage", "after", "massage"),
        ("work", "before", "work"),
        ("jaw", None, "self-massage-jaw"),
        ("evening", None, "the-evening"),
        ("the", "after", "the"),
    ],
)
def test_a_word_of_a_name_is_enough_where_it_means_one(said: str, moment: Moment | None, meant: str) -> None:
    """Those for the moment first, then those for any; of two that could be meant neither is."""
    assert Library(None).meant(said, moment) == meant
