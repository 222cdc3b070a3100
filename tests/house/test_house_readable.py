"""What can be read in every terminal: which words may be dim or in the accent, and why (docs/contrast.py)."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "docs"))

from contrast import DRAWN_RATIO, PALETTES, TEXT_RATIO, Palette, contrast, measured, rgb  # noqa: E402


def test_contrast_is_reckoned_as_wcag_does() -> None:
    """Black on white is 21, a colour on itself 1, and #767676 on white the least grey there is for text."""
    assert contrast(rgb("000000"), rgb("ffffff")) == pytest.approx(21)
    assert contrast(rgb("123456"), rgb("123456")) == 1
    assert contrast(rgb("767676"), rgb("ffffff")) >= TEXT_RATIO > contrast(rgb("777777"), rgb("ffffff"))


def test_no_accent_and_no_dim_is_text_everywhere() -> None:
    """The reason for the rule: if one were, words could be in it."""
    inks = set(measured(PALETTES[0])) - {"text"}
    for ink in inks:
        assert any(measured(palette)[ink] < TEXT_RATIO for palette in PALETTES), ink


@pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: palette.name)
def test_plain_text_is_as_readable_as_its_terminal_makes_it(palette: Palette) -> None:
    """Everywhere but on Solarized light, whose own text is less, and nothing here makes it less still."""
    least = DRAWN_RATIO if palette.name == "Solarized, light" else TEXT_RATIO
    assert measured(palette)["text"] >= least


def _accented() -> Iterator[tuple[str, str]]:
    """Each text that is given to `accent(...)` as it stands, with where."""
    for path in sorted((ROOT / "src").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or getattr(node.func, "id", "") != "accent":
                continue
            for one in ast.walk(node.args[0]):
                if isinstance(one, ast.Constant) and isinstance(one.value, str):
                    yield f"{path.name}:{one.lineno}", one.value


def test_the_accent_is_for_signs_and_not_for_words() -> None:
    """An arrow, a dot, a caret: what stands beside says the same."""
    assert [(where, text) for where, text in _accented() if any(map(str.isalnum, text))] == []
