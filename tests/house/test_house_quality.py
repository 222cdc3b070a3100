"""docs/quality: each hazard names tests that exist, the commands that pages name are there, and nothing could reach a network."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from house_tree import ROOT, modules

from massage_mind.cli.main import COMMANDS

QUALITY = ROOT / "docs" / "quality"
PAGES = ("hazards", "intended-use", "wellness-rules", "privacy", "accessibility", "mars", "comparison")
CONNECTS = {
    "socket",
    "http",
    "ssl",
    "ftplib",
    "smtplib",
    "urllib",
    "requests",
    "httpx",
    "aiohttp",
    "webbrowser",
}
HARMLESS = {"urllib.parse": {"unquote", "urlsplit"}, "urllib.request": {"url2pathname"}}
"""What is taken of those and only turns text into other text. The loop of asyncio listens to keys, and opens nothing by itself."""


@cache
def named_tests() -> frozenset[str]:
    """The name of every test."""
    found = re.compile(r"^(?:async )?def (test_\w+)", re.MULTILINE)
    return frozenset(
        name
        for file in (ROOT / "tests").rglob("test_*.py")
        for name in found.findall(file.read_text(encoding="utf-8"))
    )


def hazards() -> list[list[str]]:
    """The rows of the log: number, what could harm, what holds it, the tests."""
    text = (QUALITY / "hazards.md").read_text(encoding="utf-8")
    return [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in text.splitlines()
        if line.startswith("| H")
    ]


def test_there_are_some_twenty_hazards_numbered_in_their_order() -> None:
    """Each with what could harm, what holds it, and what shows it."""
    rows = hazards()
    assert 20 <= len(rows) <= 30
    assert [f"H{number:02}" for number in range(1, len(rows) + 1)] == [row[0] for row in rows]
    assert all(len(row) == 4 and all(row) for row in rows)


@pytest.mark.parametrize("row", hazards(), ids=lambda row: row[0])
def test_what_holds_a_hazard_is_a_test_that_exists(row: list[str]) -> None:
    """A test that was renamed or taken away is missed here."""
    named = re.findall(r"`(test_\w+)`", row[3])
    assert named and set(named) <= named_tests()


@pytest.mark.parametrize("page", PAGES)
def test_every_command_of_a_page_is_there(page: str) -> None:
    """A page that names a command which is gone would mislead somebody careful."""
    text = (QUALITY / f"{page}.md").read_text(encoding="utf-8")
    assert {name for name in re.findall(r"`massage-mind ([a-z-]+)", text) if not name.startswith("-")} <= set(
        COMMANDS
    )
    assert text.startswith("# ")


def _imported(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Every module that is imported, with the name taken of it ("" for all)."""
    for one in ast.walk(tree):
        if isinstance(one, ast.Import):
            yield from ((alias.name, "") for alias in one.names)
        elif isinstance(one, ast.ImportFrom) and one.module and not one.level:
            yield from ((one.module, alias.name) for alias in one.names)


def test_nothing_that_could_reach_a_network_is_imported() -> None:
    """No module of the program takes anything that opens a connection; what only reads an address is named here."""
    found = [
        (module.name, name, part)
        for module in modules()
        for name, part in _imported(module.tree)
        if name.split(".")[0] in CONNECTS and part not in HARMLESS.get(name, ())
    ]
    assert [] == found


def test_intended_use_is_one_sentence_each() -> None:
    """For whom it is, and for whom it isn't."""
    text = (QUALITY / "intended-use.md").read_text(encoding="utf-8")
    for what in ("**For**:", "**Not for**:"):
        paragraph = next(one for one in text.split("\n\n") if one.startswith(what))
        assert 1 == paragraph.count(".") and paragraph.rstrip().endswith(".")


def test_the_folder_has_these_pages() -> None:
    """And no other that nobody checks."""
    assert set(PAGES) == {path.stem for path in Path(QUALITY).glob("*.md")}
