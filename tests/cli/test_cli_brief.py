"""`brief` as command lines: the page, JSON, Markdown, files, the code for a telephone; and what was wrong."""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cli_terminal import Screen, printed

from massage_mind.cli.main import run
from massage_mind.errors import Stopped
from massage_mind.perform.asker import NoMoreAnswers
from massage_mind.record.brief import EVERY_LINE, PHRASES
from massage_mind.report.report_pdf import report_pdf
from massage_mind.report.report_values import Prose, Report
from massage_mind.report.system_fonts import fonts_with
from massage_mind.testing import ManualClock, ScriptedAnswers, manual_world

sys.path.insert(0, str(Path(__file__).parents[1] / "report"))
from page_rules import faults_of

SAID = (
    "brief",
    *("--goal", "softer shoulders", "--work-on", "both shoulders, low back", "--leave-out", "face, belly"),
    *(
        "--pressure",
        "begin lightly, then ask me",
        "--health",
        "pregnant, week 20",
        "--allergy",
        "no almond oil",
    ),
    *("--stop", "I raise a hand", "--talk", "silence, please", "--scent", "no scent, please"),
    *(
        "--helped",
        "slow strokes",
        "--again",
        "the warm towel",
        "--not-again",
        "oil in the hair",
        "--phrase",
        "all",
    ),
)
TEXT = "For my massage\nGoal: softer shoulders\nWork on: both shoulders, low back"
NAMES = "Łukasz Ольга שרה"


def decoded(picture: Any) -> str:
    """What an independent reader of codes sees in a picture; skipped aloud where that reader isn't there."""
    zxing = pytest.importorskip("zxingcpp", reason="zxing-cpp isn't installed, so no code was read back")
    (found,) = zxing.read_barcodes(picture)
    return str(found.text)


def test_a_brief_as_it_looks(tmp_path: Path, as_pictured: Callable[[str, str], None]) -> None:
    """At 80 and 40 columns, heard, and in a pipe; the five facts stand first."""
    assert 0 == printed(tmp_path, *SAID).code
    for columns in (80, 40):
        as_pictured(f"brief-{columns}", printed(tmp_path, "brief", "--no-ask", columns=columns).out)
    as_pictured("brief-aloud", printed(tmp_path, "brief", columns=80, aloud=True).out)
    pipe = printed(tmp_path, "brief").out
    as_pictured("brief-pipe", pipe)
    as_pictured("brief-markdown", printed(tmp_path, "brief", "--markdown").out)
    facts = ["softer shoulders", "both shoulders", "face, belly", "begin lightly", "pregnant"]
    places = [pipe.index(fact) for fact in facts]
    assert places == sorted(places) and places[-1] < 250


def test_every_answer_is_an_option_and_a_key(tmp_path: Path) -> None:
    """Kept and given back under its key; what is left off is gone, and the rest stays."""
    document = json.loads(printed(tmp_path, *SAID, "--warmth", "warm", "--audio", "nothing", "--json").out)
    assert set(EVERY_LINE) <= set(document) and all(document[key] for key in EVERY_LINE)
    assert list(PHRASES) == document["phrases"]
    less = json.loads(
        printed(tmp_path, "brief", "--without", "scent", "--without", "not-again", "--json").out
    )
    assert (None, [], document["id"]) == (less["scent"], less["not_again"], less["id"])
    assert [less["id"]] == [
        one["id"] for one in json.loads(printed(tmp_path, "brief", "--all", "--json").out)
    ]
    assert "softer shoulders" in printed(tmp_path, "brief", "--all").out


def test_what_is_wrong_is_said(tmp_path: Path) -> None:
    """A line there isn't, one that is too long, a file of no kind: exit 2, one sentence, nothing kept."""
    assert (2, True) == (
        (found := printed(tmp_path, "brief", "--without", "gaol")).code,
        "Goal is near" in found.err,
    )
    assert 2 == printed(tmp_path, "brief", "--goal", "x" * 201).code
    assert (2, True) == (
        (found := printed(tmp_path, "brief", "--qr", "b.gif")).code,
        ".svg or .png" in found.err,
    )
    assert 2 == printed(tmp_path, "brief", "--json", "--markdown").code
    found = printed(tmp_path, "brief")
    assert (0, "") == (found.code, found.out) and "There's no brief yet" in found.err


@pytest.mark.parametrize(
    "form", ["--json", "--markdown", "--html brief.html", "--pdf brief.pdf", "--qr -", "--qr b.svg"]
)
def test_a_brief_that_is_not_there_cannot_be_handed_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    """Who asks for a file and has none afterwards was not served: exit code 1, and how one begins."""
    monkeypatch.chdir(tmp_path)
    found = printed(tmp_path, "brief", *form.split())
    assert (1, "") == (found.code, found.out) and "There's no brief yet" in found.err
    assert [] == [one.name for one in tmp_path.iterdir() if one.suffix in (".html", ".pdf", ".svg")]


def test_last_time_twice_changes_nothing_and_says_so(tmp_path: Path) -> None:
    """The rating of the pressure stands under what to leave; a second time there is nothing more."""
    printed(tmp_path, "appointment", "add", "--done", "yesterday 15:00", "--minutes", "60")
    printed(tmp_path, "checkin", "after", "--at", "yesterday 16:05", "--rate", "pressure=8")
    once = printed(tmp_path, "brief", "--last-time")
    assert 0 == once.code and "rather much: 8" in once.out and "What I say" not in once.out
    again = printed(tmp_path, "brief", "--last-time")
    assert (once.out, True) == (again.out, "stays as it was" in again.err) and "It's kept" not in again.err


def test_a_file_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    """Exit 1 and the way to do it; with it the file is another."""
    page = tmp_path / "brief.html"
    page.write_text("mine")
    printed(tmp_path, *SAID)
    assert 1 == printed(tmp_path, "brief", "--html", str(page)).code and "mine" == page.read_text()
    assert 0 == printed(tmp_path, "brief", "--html", str(page), "--force").code
    assert [] == faults_of(page.read_text(encoding="utf-8"))


def test_a_code_is_read_back_by_an_independent_reader(tmp_path: Path) -> None:
    """The picture as a telephone sees it: PNG by its pixels, SVG by its lines; letters of any script come back."""
    numpy = pytest.importorskip("numpy")
    png, svg = tmp_path / "b.png", tmp_path / "b.svg"
    printed(tmp_path, *SAID, "--helped", NAMES)
    assert 0 == printed(tmp_path, "brief", "--qr", str(png)).code
    assert 0 == printed(tmp_path, "brief", "--qr", str(svg)).code
    image = pytest.importorskip("PIL.Image", reason="Pillow isn't installed, so no picture was opened")
    read = decoded(numpy.array(image.open(png).convert("L")))
    assert read.startswith(TEXT) and NAMES in read
    assert read == decoded(pixels_of(svg.read_text(), numpy))


def pixels_of(svg: str, numpy: Any) -> Any:
    """The code of an SVG as pixels: its path goes from row to row, a line for each run of dark modules."""
    height = re.search(r'height="(\d+)"', svg)
    assert height is not None
    size = int(height[1]) // 6
    grid = numpy.full((size, size), 255, dtype=numpy.uint8)
    path = re.findall(r'class="qrline"[^>]*d="([^"]+)"', svg) or re.findall(
        r'stroke="#000"[^>]*d="([^"]+)"', svg
    )
    x = y = 0.0
    for order, numbers in re.findall(r"([Mmh])([-\d. ]+)", path[0]):
        values = [float(one) for one in re.findall(r"-?[\d.]+", numbers)]
        if order == "M":
            x, y = values
        elif order == "m":
            x, y = x + values[0], y + values[1]
        else:
            grid[int(y), int(x) : int(x + values[0])] = 0
            x += values[0]
    return numpy.kron(grid, numpy.ones((6, 6), dtype=numpy.uint8))


def on_screen(
    home: Path, *, columns: int, lines: int, monkeypatch: pytest.MonkeyPatch, **environ: str
) -> tuple[int, str, str]:
    """What `brief --qr -` says on a terminal of this size."""
    monkeypatch.setenv("LINES", str(lines))
    monkeypatch.setenv("COLUMNS", str(columns))
    out, err = Screen(), Screen()
    world = manual_world(
        home, environ={"TERM": "xterm-256color", "COLUMNS": str(columns), **environ}, stdin=io.StringIO(), stdout=out, stderr=err
    )  # fmt: skip
    return run(["brief", "--qr", "-"], lambda: world), out.getvalue(), err.getvalue()


def test_a_code_on_the_screen_only_where_it_fits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whole and readable, or not at all and how many rows it needs; never without colours, aloud or in a pipe."""
    numpy = pytest.importorskip("numpy")
    printed(tmp_path, "brief", "--goal", "rest")
    code, out, _ = on_screen(tmp_path, columns=100, lines=60, monkeypatch=monkeypatch)
    rows = re.findall(r"\x1b\[30;107m(.*)\x1b\[0m", out)
    halves = {" ": (255, 255), "▀": (0, 255), "▄": (255, 0), "█": (0, 0)}
    pixels = [[halves[cell][half] for cell in row] for row in rows for half in (0, 1)]
    grid = numpy.kron(numpy.array(pixels, dtype=numpy.uint8), numpy.ones((6, 6), dtype=numpy.uint8))
    assert (0, "For my massage\nGoal: rest") == (code, decoded(grid))
    code, out, err = on_screen(tmp_path, columns=80, lines=len(rows), monkeypatch=monkeypatch)
    assert (1, "") == (code, out) and f"needs {len(rows) + 1} rows" in err
    for environ in ({"NO_COLOR": "1"}, {"ACCESSIBLE": "1"}, {"TERM": "dumb"}):
        assert 1 == on_screen(tmp_path, columns=100, lines=60, monkeypatch=monkeypatch, **environ)[0]
    assert 1 == printed(tmp_path, "brief", "--qr", "-").code


def test_too_much_for_a_code_is_said(tmp_path: Path) -> None:
    """How many bytes there is room for, and what to do; no file is left."""
    printed(tmp_path, "brief", *(word for _ in range(8) for word in ("--helped", f"{_}" + "x" * 190)))
    found = printed(tmp_path, "brief", "--qr", str(tmp_path / "b.png"))
    assert 2 == found.code and "1,200 bytes" in found.err and not (tmp_path / "b.png").exists()


# ---------------------------------------------------------------- the PDF


def pdf_text(data: bytes) -> str:
    """The text that can be selected in it."""
    pypdf = pytest.importorskip("pypdf", reason="pypdf isn't installed, so no PDF was read back")
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def test_the_text_of_a_pdf_can_be_selected_and_is_one_page(tmp_path: Path) -> None:
    """Every line comes back as it was said."""
    pypdf = pytest.importorskip("pypdf", reason="pypdf isn't installed, so no PDF was read back")
    printed(tmp_path, *SAID)
    assert 0 == printed(tmp_path, "brief", "--pdf", str(tmp_path / "b.pdf")).code
    data = (tmp_path / "b.pdf").read_bytes()
    text = " ".join(pdf_text(data).split())
    assert all(
        word in text
        for word in ("softer shoulders", "both shoulders, low back", "no almond oil", "lighter, please")
    )
    assert 1 == len(pypdf.PdfReader(io.BytesIO(data)).pages)


def test_letters_without_a_font_are_said(tmp_path: Path) -> None:
    """A name in any script stands there, or the page says which font has it; nothing is dropped silently."""
    private = "\ue123"
    letters = fonts_with("Łю")
    made = report_pdf(Report(f"For Łю {private}", lead=(Prose("Text"),)), a_day())
    text = pdf_text(made.data)
    assert ("Łю" in text) == (not letters.wanting)
    assert made.notes and made.notes[0].split(".")[0] in " ".join(text.split())
    assert () == report_pdf(Report("For Kim"), a_day()).notes
    assert frozenset("Łю") == fonts_with("Łю", folders=(str(tmp_path),)).wanting


def test_a_collection_of_fonts_does_as_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Several fonts in one file, as macOS and Windows have them: the first is taken, and its text can be selected."""
    collection = pytest.importorskip("fontTools.ttLib", reason="fontTools isn't installed").TTCollection()
    (file, *_) = fonts_with("Łю").files or (None,)
    if file is None:
        pytest.skip("no font with these letters is on this machine")
    collection.fonts = [pytest.importorskip("fontTools.ttLib").TTFont(file)]
    collection.save(tmp_path / "many.ttc")
    (tmp_path / "broken.ttf").write_bytes(b"no font")
    monkeypatch.setattr(
        "massage_mind.report.report_pdf.fonts_with", lambda letters: fonts_with(letters, (str(tmp_path),))
    )
    made = report_pdf(Report("For Łю"), a_day())
    assert "Łю" in pdf_text(made.data) and () == made.notes


def a_day() -> Any:
    """A day."""
    from datetime import UTC, datetime

    return datetime.fromtimestamp(ManualClock().wall() / 1000, tz=UTC)


def test_without_what_makes_a_pdf_it_says_how_to_add_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sentence, the command that adds it, exit 1; and the HTML beside it isn't half done."""
    monkeypatch.setattr("massage_mind.sound.installed.find_spec", lambda _: None)
    printed(tmp_path, *SAID)
    found = printed(tmp_path, "brief", "--pdf", str(tmp_path / "b.pdf"), "--html", str(tmp_path / "b.html"))
    assert 1 == found.code and "fpdf2" in found.err and "--html" in found.err
    assert not (tmp_path / "b.html").exists()


# ---------------------------------------------------------------- at a terminal


def asked(
    home: Path, *answers: object, words: tuple[str, ...] = ("brief",)
) -> tuple[int, str, str, list[str]]:
    """What a line says where somebody answers."""
    script = ScriptedAnswers(*answers)
    out, err = Screen(), Screen()
    world = manual_world(
        home, environ={"TERM": "dumb"}, stdin=Screen(), stdout=out, stderr=err, answers=script
    )
    return run([*words], lambda: world), out.getvalue(), err.getvalue(), script.asked


@pytest.mark.parametrize(
    "why", [KeyboardInterrupt(), Stopped(15), NoMoreAnswers()], ids=["key", "signal", "end"]
)
def test_what_was_answered_before_it_was_broken_off_is_kept(tmp_path: Path, why: BaseException) -> None:
    """Ctrl-C, a signal, an end of the answers: as far as it goes, and it is said; a second time nothing is taken away."""
    ends = {KeyboardInterrupt: 130, Stopped: 143, NoMoreAnswers: 0}[type(why)]
    code, out, err, _ = asked(tmp_path, why)
    assert ends == code and ("Nothing is kept" in err or "Nothing was kept" in err)
    assert [] == json.loads(printed(tmp_path, "brief", "--all", "--json").out)
    code, out, err, _ = asked(tmp_path, "rest", why)
    assert ends == code and ("as far as it goes" in err or "rest" in out)
    assert "rest" in printed(tmp_path, "brief").out
    code, out, err, _ = asked(tmp_path, True, why)
    assert ends == code and (ends == 0 or "It stays as it was" in err)
    assert "rest" in printed(tmp_path, "brief").out


def test_alone_it_asks_and_alone_again_it_shows_and_offers_to_change(tmp_path: Path) -> None:
    """Kept after the last question; then shown, and left as it is unless somebody says otherwise; --no-ask asks nothing."""
    code, out, err, questions = asked(tmp_path, "rest", *[None] * 20)
    assert 0 == code and "rest" in out and "It's kept" in err and "How firm?" in questions
    code, out, err, questions = asked(tmp_path, None)
    assert (0, ["Change something?"]) == (code, questions) and "rest" in out and "It's kept" not in err
    assert [] == asked(tmp_path, words=("brief", "--no-ask"))[3]
    assert 0 == asked(tmp_path / "other", words=("brief",))[0]  # Nobody answers: nothing is kept.
    assert "Nothing was kept" in asked(tmp_path / "other", words=("brief",))[2]
