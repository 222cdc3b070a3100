"""The settings as a page: by what they are about, what was changed marked, what is empty said in words."""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from cli_terminal import printed

from massage_mind.cli.main import run
from massage_mind.cli.settings_list import GROUPS, value_words, what_words
from massage_mind.settings import SETTINGS, setting_named
from massage_mind.testing import manual_world


def test_every_setting_stands_under_one_heading() -> None:
    """Whoever adds one says where."""
    assert Counter(setting.key for setting in SETTINGS) == Counter(
        key for keys in GROUPS.values() for key in keys
    )


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.key)
def test_no_value_is_left_blank(setting: object) -> None:
    """Empty is said in words, and what it can be is said in a few; nothing is true or false."""
    one = setting_named(getattr(setting, "key", ""))
    assert value_words(one, one.default) not in ("", "True", "False", "true", "false")
    assert value_words(one, type(one.default)())
    assert len(what_words(one)) <= 42


def test_a_setting_in_a_sentence(tmp_path: Path) -> None:
    """On a terminal what it is, was and can be; in a pipe the value alone, for programs."""
    assert "volume is 55 now.\n" == printed(tmp_path, "config", "set", "volume", "55").err
    assert "55\n" == printed(tmp_path, "config", "get", "volume").out
    told = printed(tmp_path, "config", "get", "volume", columns=80).out
    assert "volume is 55; it was 70. It can be 0 to 100. How loud." in told
    assert "\n      massage-mind config set volume 70\n" in told
    assert "holds is yes now.\n" == printed(tmp_path, "config", "set", "holds", "yes").err
    assert "true\n" == printed(tmp_path, "config", "get", "holds").out
    assert "style isn't set." in printed(tmp_path, "config", "get", "style", columns=80).out


def test_programs_read_what_they_read_before(tmp_path: Path) -> None:
    """Every setting once, in the order of the table."""
    document = json.loads(printed(tmp_path, "config", "list", "--json").out)
    assert [setting.key for setting in SETTINGS] == [row["key"] for row in document]
    assert {"key", "value", "default", "expected", "about"} == set(document[0])


def test_the_settings_as_they_look(tmp_path: Path, as_pictured: Callable[[str, str], None]) -> None:
    """With two that were changed, at 80 and 40 columns, in a pipe, and heard."""
    printed(tmp_path, "config", "set", "volume", "55")
    printed(tmp_path, "config", "set", "skip_regions", "abdomen, chest, inner thigh, throat, face, feet")
    for columns in (80, 40):
        out = printed(tmp_path, "config", "list", columns=columns).out
        as_pictured(f"config-list-{columns}", out)
        assert max(map(len, out.splitlines())) <= min(76, columns)
    as_pictured("config-list-pipe", printed(tmp_path, "config", "list").out)
    as_pictured("config-list-aloud", printed(tmp_path, "config", "list", aloud=True).out)


def test_a_place_to_skip_that_no_style_names_is_said(tmp_path: Path) -> None:
    """Nothing would be left out for it, and somebody might lie there and wait. It is kept as it was typed."""
    world = manual_world(tmp_path)
    assert 0 == run(["config", "set", "skip_regions", "spleen, Feet, inner thigh"], lambda: world)
    assert isinstance(world.stderr, io.StringIO)
    said = world.stderr.getvalue()
    assert 'No style names "spleen", so nothing is left out for it. Places they name: abdomen, arms,' in said
    assert ("spleen", "Feet", "inner thigh") == world.settings().skip_regions
    again = manual_world(tmp_path)
    assert 0 == run(["config", "set", "skip_regions", "abdomen, feet"], lambda: again)
    assert isinstance(again.stderr, io.StringIO)
    assert "No style names" not in again.stderr.getvalue()


@pytest.mark.parametrize("columns", [60, 66, 72, 80])
def test_what_a_value_can_be_goes_on_below_itself(tmp_path: Path, columns: int) -> None:
    """And not below the value, where it would read as one."""
    lines = printed(tmp_path, "config", "list", columns=columns).out.splitlines()
    (style,) = (at for at, line in enumerate(lines) if line.startswith("    style"))
    begins = lines[style].index("the massage")
    below = lines[style + 1]
    assert below.startswith("    without_hands") or len(below) - len(below.lstrip()) == begins
