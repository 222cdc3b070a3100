"""No line of terminal output breaks inside a word at any width: every page of a seeded journal, set at each."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
from seeded_life import LIFE, NOW

from massage_mind.cli.main import run
from massage_mind.journal.file.memory import MemoryJournal
from massage_mind.screen.page import showing
from massage_mind.screen.page.page_parts import Block, Drawing, Foot, Page, Picture, Whole
from massage_mind.screen.page.safety_page import help_page, safety_pages
from massage_mind.screen.page.setting import FOLDS, aloud_lines, plain_lines, set_page
from massage_mind.screen.text import safe_text, width
from massage_mind.testing import ManualClock, Screen, manual_world

WIDEST = 76
FAULTY = """\
title: An evening
moment: during
about: For the evening, with a sentence that says more than fits a line of a small window.
minutes: 5 to 60
sections:
  - name: settling
    do:
      - say: "Your shoulders melt into the table, and every one of the day's worries is gone for good."
      - scan: styel
"""
LINES = (
    "",
    "--help",
    "before --help",
    "during --help",
    "session --help",
    "breathe --help",
    "checkin --help",
    "render --help",
    "journal --help",
    "journal list --help",
    "journal add --help",
    "appointment add --help",
    "scripts --help",
    "breathe --list",
    "config list",
    "config get volume",
    "config get skip_regions",
    "config set volume 55",
    "scripts list",
    "scripts show arriving",
    "scripts show silent-with-bells",
    "scripts check FAULTY",
    "scripts where",
    "preview before --minutes 4",
    "preview during --minutes 20 --text",
    "sound list",
    "sound voices",
    "data where",
    "measure list",
    "measure add jaw --low loose --high locked",
    "measure edit jaw --when before,after",
    "measure drop jaw",
    'checkin before --rate jaw=3 --body "neck 2 burning"',
    "intention",
    "journal show last",
    "journal show today",
    "journal show t6kht",
    "journal list",
    "journal list --kind all -n 0",
    "journal list --kind quiet-hour",
    "journal list --bin",
    "journal search shoulder",
    "journal search sholder",
    "journal tags",
    "journal edit last --tag quiet",
    "journal backup",
    "journal recover",
    "journal delete last",
    "trends",
    "trends stress",
    "trends pressure",
    "lookback",
    'brief --goal "softer shoulders, and an hour in which nobody wants anything" --phrase all',
    "brief",
    "brief --help",
    "share --field stress,body,massages,symptoms",
    "share --help",
    "trends --help",
    "appointment list --all",
    "appointment show next",
    "appointment move next 15:30",
    "park list",
    "park done bank",
    "before --no-ask --minutes 2",
    "during --no-ask --minutes 5",
    "after --no-ask --minutes 2",
    "breathe 4-7-8 --minutes 1",
    "learn",
    "learn cortisol",
    "learn thai",
    "learn stress",
    "learn therapist",
    "learn insuranse",
    "learn xylophone",
    "learn verdicts",
    "choose",
    "choose --for rest --health pregnancy,joints --avoid face-down",
    "choose --for tight-places --minutes 60",
    "choose --today ill",
    "choose --today no",
    "choose --avoid face-down --health eyes",
    "choose hot-stone",
    "choose other",
    "choose --help",
    "choose tahi",
    "first-time",
    "first-time --card",
    "support",
    "sweedish",
    "before --style sweedish",
    "before --minutes 300",
    "before --until 14:11",
    "config set volume 300",
    "config set volumme 3",
    "journal show zzzzz",
    "journal list --kind foo",
    "journal add",
    'checkin before --body "spleen 3"',
    "checkin --stress 12",
    "appointment add gestern",
    "scripts show tuch",
)


class Printed(NamedTuple):
    """A command line, the pages it was made of, and all that it printed."""

    line: str
    pages: tuple[Page, ...]
    text: str


def _printed(columns: int, home: Path) -> list[Printed]:
    """What each line prints in a window so wide. `home`: where settings are kept, and a script that has faults."""
    journal = MemoryJournal()
    made: list[Page] = []
    page_text = showing.page_text

    def noted(page: Page, *rest: object, **more: object) -> str:
        made.append(page)
        return page_text(page, *rest, **more)  # type: ignore[arg-type]

    def call(line: str) -> Printed:
        screen = Screen()
        environ = {"TERM": "dumb", "COLUMNS": str(columns)}
        world = manual_world(
            home,
            journal=journal,
            clock=ManualClock(wall=NOW),
            environ=environ,
            stdout=screen,
            stderr=screen,
            engines=[],
        )
        made.clear()
        run(
            [str(home / "evening.yaml") if word == "FAULTY" else word for word in _words(line)], lambda: world
        )
        return Printed(line, tuple(made), screen.getvalue())

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(showing, "page_text", noted)
        for words in LIFE:
            run([*words], lambda: manual_world(journal=journal, clock=ManualClock(wall=NOW)))
        found = [call(line) for line in LINES]
    journal.close()
    return found


def _words(line: str) -> list[str]:
    import shlex

    return shlex.split(line)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, list[Printed]]:
    """All of it as a window has it that is wide, and as one that is not."""
    home = tmp_path_factory.mktemp("home")
    (home / "evening.yaml").write_text(FAULTY, encoding="utf-8")
    return {False: _printed(40, home), True: _printed(80, home)}


def _drawn(page: Page, columns: int) -> Page:
    """The page with its drawings made for so many columns, and without the cells of them: those are no words."""

    def blocks(part: Iterator[Block]) -> Iterator[Block]:
        for block in part:
            if isinstance(block, Drawing):
                yield from blocks(iter(block.draw(columns, block.glyphs)))
            elif not isinstance(block, Picture):
                yield block

    return Page([tuple(blocks(iter(part))) for part in page.parts])


def _known(page: Page) -> set[str]:
    """Every word of the page: as it stands on a pipe, as it is read aloud, and those of its foot."""
    feet = [
        piece if isinstance(piece, str) else piece.text
        for part in page.parts
        for block in part
        if isinstance(block, Foot)
        for piece in block.pieces
    ]
    return set(" ".join((*plain_lines(page), *aloud_lines(page), *feet)).split())


def _faults(page: Page, columns: int) -> list[str]:
    """What of this page breaks a rule in so many columns."""
    page = _drawn(page, columns)
    lines = ["".join(span.text for span in line).rstrip() for line in set_page(page, columns)]
    wholes = {
        safe_text(block.text).strip() for part in page.parts for block in part if isinstance(block, Whole)
    }
    known = _known(page)
    told = [f"{word!r} is no word of it" for line in lines for word in line.split() if word not in known]
    told += [f"{line!r} is too wide" for line in lines if _too_wide(line, columns, wholes)]
    told += ["no air around it"] * (lines[0] != "" or lines[-1] != "")
    told += ["two lines of air"] * any(not one and not other for one, other in pairwise(lines))
    told += [f"{whole!r} is not whole" for whole in wholes if whole not in {line.strip() for line in lines}]
    return told


def _too_wide(line: str, columns: int, wholes: set[str]) -> bool:
    """Wider than the page, though it could have been broken: a command, a path and a single word cannot.

    A dot between facts stays with what is before it.
    """
    return (
        width(line) > min(columns, WIDEST)
        and line.strip() not in wholes
        and len(line.removesuffix(" ·").split()) > 1
    )


@pytest.mark.parametrize("columns", range(20, 201))
def test_no_line_of_any_page_breaks_inside_a_word(columns: int, printed: dict[bool, list[Printed]]) -> None:
    """Each word stands whole, commands and paths by themselves, nothing is wider than a page, one line of air around."""
    for line, pages, _ in printed[columns >= FOLDS]:
        for page in pages:
            assert [] == _faults(page, columns), line
    for page in (*safety_pages(("Mind the neck.",)), help_page()):
        assert [] == _faults(page, columns)


@pytest.mark.parametrize("wide", [False, True], ids=["40", "80"])
def test_nothing_is_printed_past_the_room_that_sets_text(
    wide: bool, printed: dict[bool, list[Printed]]
) -> None:
    """What is written beside the pages keeps within the window as well; between two pages is one line of air.

    The lines of a session fold in the front of a real terminal, which this world has none of.
    """
    columns = 80 if wide else 40
    for line, pages, text in printed[wide]:
        if "--no-ask" in line or line.startswith("breathe 4"):
            continue
        wholes = {
            safe_text(block.text).strip()
            for page in pages
            for part in page.parts
            for block in part
            if isinstance(block, Whole)
        }
        wider = [one for one in text.splitlines() if _too_wide(one, columns, wholes)]
        assert [] == wider, line
        assert "\n\n\n" not in text, line
