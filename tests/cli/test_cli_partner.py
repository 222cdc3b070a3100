"""`partner` as command lines: a session in two tracks, and its sheet out of the same fit."""

from __future__ import annotations

import io
import json
import re
import signal
import sys
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import pytest
from cli_terminal import text_on

from massage_mind.cli.main import run
from massage_mind.errors import EXIT_EARLY
from massage_mind.fit.fitting import Fitting
from massage_mind.fit.timeline import Timeline
from massage_mind.journal.file.memory import MemoryJournal
from massage_mind.names import FOR_TWO
from massage_mind.reading.library import Library
from massage_mind.screen.text import elapsed_text
from massage_mind.testing import ManualClock, Screen, ScriptedAnswers, Typed, manual_world
from massage_mind.world import World

sys.path.insert(0, str(Path(__file__).parents[1] / "report"))
from page_rules import faults_of

MINUTE = 60_000
QUIET = ("--plain", "--no-sound", "--voice", "off")
SAID = ("--voice", "off")


@pytest.fixture
def journal() -> Iterator[MemoryJournal]:
    """A record in memory."""
    kept = MemoryJournal()
    yield kept
    kept.close()


def call(*words: str, **more: object) -> tuple[int, str, World]:
    """The exit code of this command line, what it printed, and its world."""
    out = io.StringIO()
    world = manual_world(stdout=out, **more)  # type: ignore[arg-type]
    code = run([str(word) for word in words], lambda: world)
    return code, out.getvalue(), world


def noted(world: World) -> str:
    """What stands on standard error."""
    return text_on(world.stderr)


def timeline(minutes: int) -> Timeline:
    """What the shipped script comes to."""
    return Fitting(Library(None).script(FOR_TWO)).fit(minutes * MINUTE)


def times(text: str) -> list[str]:
    """The times at which something is to be done, as a sheet has them."""
    return re.findall(r"(?m)^\W*(\d+:\d\d)\b", text)


# ---- the sheet ----


@pytest.mark.parametrize("minutes", [10, 20, 37, 45])
def test_the_sheet_is_of_the_timeline_that_is_performed(minutes: int) -> None:
    """Same pages, same milliseconds: the sheet, the preview's JSON and the session's lines come of one fit."""
    code, sheet, _ = call("partner", "--sheet", "--minutes", f"{minutes}", *SAID)
    assert 0 == code
    code, previewed, _ = call("preview", FOR_TWO, "--minutes", f"{minutes}", *SAID, "--json")
    pages = json.loads(previewed)["giver"]
    assert [(one.at_ms, one.length_ms, one.text) for one in timeline(minutes).giver] == [
        (one["at_ms"], one["length_ms"], one["text"]) for one in pages
    ]
    new = [one for one in pages if not one["again"]]
    assert [*(elapsed_text(one["at_ms"]) for one in new), f"{minutes}:00"] == times(sheet)
    assert all(one["text"] in sheet for one in new)
    code, performed, _ = call("partner", "--minutes", f"{minutes}", *QUIET, "--no-ask")
    assert 0 == code
    shown = re.findall(r"(?m)^(\d+:\d\d)  \[giver", performed)
    assert [elapsed_text(one["at_ms"]) for one in pages] == shown


def test_the_sheet_in_every_form(tmp_path: Path) -> None:
    """Text, Markdown, a page and a PDF have the same times and words; a file that is there is left."""
    html, pdf = tmp_path / "sheet.html", tmp_path / "sheet.pdf"
    code, markdown, _ = call("partner", "--markdown", "--minutes", "20", *SAID)
    assert 0 == code
    forms = ["--html", str(html)]
    if pytest.importorskip("fpdf", reason="no PDF here"):
        forms += ["--pdf", str(pdf)]
    code, _, world = call("partner", *forms, "--minutes", "20", *SAID)
    assert 0 == code, noted(world)
    page = html.read_text(encoding="utf-8")
    assert [] == list(faults_of(page))
    for one in timeline(20).giver:
        if not one.again:
            assert f"| {elapsed_text(one.at_ms)} |" in markdown
            assert one.text in unescape(page)
            assert f">{elapsed_text(one.at_ms)}<" in page
    assert pdf.read_bytes().startswith(b"%PDF")
    code, _, world = call("partner", "--html", str(html), "--minutes", "10", *SAID)
    assert 1 == code
    assert "--force" in noted(world)
    assert page == html.read_text(encoding="utf-8")


def test_the_sheet_says_first_what_to_leave_alone(as_pictured: Callable[[str, str], None]) -> None:
    """Before any time; and it is a picture of its own."""
    _, sheet, _ = call("partner", "--sheet", "--minutes", "20", *SAID)
    assert sheet.index("the spine itself") < sheet.index("0:00")
    assert sheet.index("for whoever gives") < sheet.index("Either of you can stop")
    as_pictured("partner-sheet", sheet)


# ---- the session ----


def test_it_is_kept_as_what_it_is(journal: MemoryJournal) -> None:
    """As a session by itself, with how it ended; it belongs to no appointment."""
    code, out, world = call("partner", "--minutes", "12", *QUIET, "--no-ask", journal=journal)
    assert 0 == code
    assert out.startswith("0:00  [giver, Getting ready: ")
    with world.open_store(writing=False, wait_ms=0) as store:
        (kept,) = store.sessions(since_ms=0)
    assert ("anytime", FOR_TWO, "finished", 12 * MINUTE) == (
        kept.moment,
        kept.script,
        kept.ending,
        kept.played_ms,
    )
    assert "That was 12 minutes" in noted(world).replace("It was", "That was")


def test_it_takes_its_usual_length() -> None:
    """Twenty minutes, and no length that it can't."""
    code, out, _ = call("partner", *QUIET, "--no-ask")
    assert 0 == code
    assert timeline(20).giver[-1].text in out
    assert 2 == call("partner", "--minutes", "46", *QUIET)[0]
    assert 2 == call("partner", "--minutes", "9", *QUIET)[0]


def test_an_early_end_a_pause_and_more_minutes_in_plain_lines() -> None:
    """Each page once, when it is due; after e the closing's page is there at once."""
    code, out, _ = call("partner", *QUIET, "--no-ask", presses=[(5 * MINUTE, "e")], live=True)
    assert 0 == code
    lines = out.splitlines()
    ending = next(number for number, line in enumerate(lines) if "[giver, Ending" in line)
    assert lines[ending].startswith("5:00  ")
    assert not [line for line in lines if "Down the back" in line]
    presses = [(4 * MINUTE, " "), (9 * MINUTE, " "), (10 * MINUTE, "+")]
    code, out, _ = call("partner", *QUIET, "--no-ask", presses=presses, live=True)
    assert 0 == code
    turned = [line for line in out.splitlines() if "[giver" in line]
    assert len(turned) == len(set(turned))
    assert "Ending" in turned[-1]
    assert turned[-1].startswith("23:45")


def test_the_safety_list_stands_before_the_first(journal: MemoryJournal) -> None:
    """Hands will be there, so it is asked about once, and not the next day."""
    clock = ManualClock()
    asked = ScriptedAnswers(None)
    sits = {"stdin": Typed(""), "stderr": Screen()}
    code, _, _ = call(
        "partner", "--minutes", "10", *QUIET, journal=journal, clock=clock, answers=asked, **sits
    )
    assert (0, ["the safety list"]) == (code, asked.asked)
    _, _, first = call("partner", "--minutes", "10", *QUIET, "--no-ask")
    assert "Chest pain" in noted(first)
    clock.advance(26 * 60 * MINUTE)
    _, _, again = call("partner", "--minutes", "10", *QUIET, "--no-ask", journal=journal, clock=clock)
    assert "Chest pain" not in noted(again)


def test_what_something_else_cut_short_can_be_gone_on_with(journal: MemoryJournal) -> None:
    """Both tracks from where it was: the page that stood there first."""
    clock = ManualClock()
    presses = [(5 * MINUTE, signal.SIGTERM)]
    code, _, world = call(
        "partner", *QUIET, "--no-ask", presses=presses, live=True, journal=journal, clock=clock
    )
    assert 128 + signal.SIGTERM == code
    assert "Stopped at 5:00. It's kept." in noted(world)
    clock.advance(MINUTE)
    answers = ScriptedAnswers(True)
    sits = {"stdin": Typed(""), "stderr": Screen()}
    code, out, _ = call("partner", *QUIET, journal=journal, clock=clock, answers=answers, **sits)
    assert 0 == code
    first = out.splitlines()[0]
    assert "[giver" in first
    assert "Shoulders" in first or "Lighter, heavier" in first
    assert "[giver, Getting ready" not in out
    with world.open_store(writing=False, wait_ms=0) as store:
        assert [5 * MINUTE, 20 * MINUTE] == sorted(one.position_ms for one in store.sessions(since_ms=0))


def test_leaving_early_is_leaving_early() -> None:
    """q, and nothing is asked."""
    code, _, _ = call("partner", *QUIET, "--no-ask", presses=[(MINUTE, "q")], live=True)
    assert EXIT_EARLY == code


# ---- other scripts ----


def test_a_script_for_one_is_refused() -> None:
    """In a sentence, whether it is to be taken or printed."""
    for words in ((), ("--sheet",)):
        code, _, world = call("partner", "grounding", *words, *SAID)
        assert 2 == code
        assert "is for one" in noted(world)


def test_a_script_of_ones_own(tmp_path: Path) -> None:
    """Whatever has a page is for two."""
    script = tmp_path / "neck.yaml"
    script.write_text(
        "title: Ours\nabout: A.\nmoment: anytime\nminutes: {least: 1, ideal: 2, most: 5}\nanchors: [touch, sounds]\n"
        'free: ["You can say stop."]\nsections:\n  - name: a\n    steps:\n'
        '      - {giver: "Both palms rest there.", where: There}\n      - free\n      - rest\n'
        '  - name: z\n    steps:\n      - say: "This is the end."\n',
        encoding="utf-8",
    )
    code, out, _ = call("partner", str(script), "--sheet", *SAID)
    assert 0 == code
    assert "0:00  There: Both palms rest there." in out
    assert ["0:00", "2:00"] == times(out)


def test_it_can_be_left_to_the_other_commands() -> None:
    """Its script is one like others: shown, previewed."""
    code, out, _ = call("scripts", "show", FOR_TWO)
    assert 0 == code
    assert "10 to 45 minutes" in out
    code, out, _ = call("preview", FOR_TWO, "--minutes", "10", *SAID)
    assert 0 == code
    assert "giver, Upper back" in out


def test_a_sound_file_holds_the_receivers_track_and_says_so(tmp_path: Path) -> None:
    """With its sections as chapters; for the pages there is the sheet."""
    file = tmp_path / "two.wav"
    code, _, world = call("render", FOR_TWO, "--minutes", "10", *SAID, "--out", file)
    assert 0 == code, noted(world)
    assert "what the receiver hears" in noted(world)
    assert "massage-mind partner --sheet --minutes 10" in noted(world)
    assert "5 chapters" in noted(world)
    code, _, world = call("render", "grounding", "--minutes", "1.5", *SAID, "--out", tmp_path / "one.wav")
    assert "receiver" not in noted(world)


def test_a_sheet_says_by_which_seed_it_comes_again() -> None:
    """Words are drawn, and another draw is a little longer or shorter: with its seed the session has the sheet's times."""
    _, sheet, _ = call("partner", "--sheet", "--minutes", "20", *SAID, seed=7)
    assert "massage-mind partner --minutes 20 --seed 7" in sheet
    _, performed, _ = call("partner", "--minutes", "20", "--seed", "7", *QUIET, "--no-ask", seed=99)
    shown = re.findall(r"(?m)^(\d+:\d\d)  \[giver(?! goes on)", performed)
    assert [*shown, "20:00"] == times(sheet)
