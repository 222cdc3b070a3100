"""Pages in a real browser: axe finds nothing, nothing reaches over the edge, nothing is refused, and printing keeps rows whole."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from shutil import which

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "docs"))
sys.path.insert(0, str(Path(__file__).parents[1] / "cli"))
from report_page import sample_page
from report_pictures import PAPERS, SCHEMES, WIDTHS, Browser, wanting
from seeded_life import LIFE, NOW
from weeks_of_ratings import twelve_weeks

from massage_mind.cli.main import run
from massage_mind.journal.file.memory import MemoryJournal
from massage_mind.testing import ManualClock, manual_world

pytestmark = pytest.mark.slow

NAMES = ("sample", "book", "trends", "brief", "share")
_HIDDEN = "return [...document.querySelectorAll('main *')].filter(one => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX === 'hidden').length"
_BROKEN = "return [...document.querySelectorAll('th')].filter(one => /^\\S{2,12}$/.test(one.textContent.trim()) && one.clientHeight > 2 * parseFloat(getComputedStyle(one).lineHeight)).map(one => one.textContent)"
"""Short names in a table that stand in more than one line: broken inside the word."""
_WIDE = "return document.documentElement.scrollWidth - innerWidth"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser; without one, or without axe, these are skipped, and it is said what is not there."""
    if missing := wanting():
        pytest.skip(f"not there: {', '.join(missing)}")
    with closing(Browser()) as one:
        yield one


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The sample with every element, a book, what changed, a page for a therapist, and one for a clinician."""
    folder = tmp_path_factory.mktemp("pages")
    (folder / "sample.html").write_text(sample_page(), encoding="utf-8")
    clock, journal = ManualClock(wall=NOW), MemoryJournal()
    lines = (*LIFE, ("journal", "add", "<b>&\u202e שלום " + "long" * 60))
    for line in (*lines, ("journal", "export", "--book", str(folder / "book.html"))):
        assert 0 == run(line, lambda: manual_world(clock=clock, journal=journal))
        clock.advance(1)
    rated, trends = twelve_weeks(NOW), ("trends", "--html", str(folder / "trends.html"))
    assert 0 == run(trends, lambda: manual_world(clock=ManualClock(wall=NOW), journal=rated))
    brief = ("brief", "--goal", "softer <b>shoulders</b>", "--helped", "long" * 40, "--phrase", "all")
    share = ("share", "--field", "stress,tension,body,massages,styles,symptoms,cost")
    for name, line in (("brief", brief), ("share", share)):
        made = (*line, "--html", str(folder / f"{name}.html"))
        assert 0 == run(made, lambda: manual_world(clock=ManualClock(wall=NOW), journal=rated))
    return {name: folder / f"{name}.html" for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("wide", WIDTHS)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing(
    chromium: Browser, pages: dict[str, Path], name: str, wide: int, scheme: str
) -> None:
    """On a telephone and on a screen, light and dark, with everything opened; and nothing reaches over the edge."""
    chromium.open(pages[name], wide=wide, scheme=scheme)
    assert 0 >= chromium.run(_WIDE)
    found = chromium.found_by_axe()
    assert [] == [(one["id"], one["nodes"][0]["html"]) for one in found]
    assert 0 >= chromium.run(_WIDE), "what was opened fits as well"
    assert 0 == chromium.run(_HIDDEN)
    assert [] == chromium.run(_BROKEN)
    assert [] == chromium.complaints()


def test_axe_is_there_to_find(chromium: Browser, tmp_path: Path) -> None:
    """On a page with a picture without words it does."""
    page = tmp_path / "bad.html"
    page.write_text("<!DOCTYPE html><html><title>x</title><img src='data:,'><p style='color:#eee'>pale</p>")
    chromium.open(page, wide=360, scheme="light")
    assert {"image-alt", "html-has-lang", "color-contrast"} <= {one["id"] for one in chromium.found_by_axe()}
    chromium.complaints()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("paper", PAPERS)
def test_it_prints(chromium: Browser, pages: dict[str, Path], name: str, paper: str) -> None:
    """On A4 and Letter, in few sheets; a link to elsewhere shows where it leads."""
    chromium.open(pages[name], wide=1280, scheme="dark")
    pdf = chromium.printed(paper)
    assert pdf.startswith(b"%PDF")
    assert 1 <= pdf.count(b"/Type /Page\n") <= 6
    if which("pdftotext") and name == "sample":
        told = subprocess.run(
            ["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True
        ).stdout.decode()
        assert "https://example.org/words" in told
        assert "The numbers as a table" not in told


def test_a_page_that_a_browser_saved_can_be_taken_in(
    chromium: Browser, pages: dict[str, Path], tmp_path: Path
) -> None:
    """As the browser writes it down again, element by element."""
    chromium.open(pages["book"], wide=1280, scheme="light")
    saved = chromium.run("return '<!DOCTYPE html>' + document.documentElement.outerHTML")
    (tmp_path / "saved.html").write_text(saved, encoding="utf-8")
    world = manual_world()
    assert 0 == run(("journal", "import", str(tmp_path / "saved.html")), lambda: world), (
        world.stderr.getvalue()
    )  # type: ignore[union-attr]
    assert world.stdout.getvalue().startswith("14 new")  # type: ignore[union-attr]
