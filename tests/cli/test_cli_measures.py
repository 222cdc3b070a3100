"""Measures on a terminal: what there is, and what is said when one is added; and the line by line questions of a session."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from cli_terminal import printed

HEADACHE = ("measure", "add", "headache", "--low", "none", "--high", "the worst I know", "--better", "lower")
NAUSEA = ("measure", "add", "Übelkeit", "--low", "keine", "--high", "so arg wie nie", "--when", "after")


def test_the_measures_as_they_look(tmp_path: Path, as_pictured: Callable[[str, str], None]) -> None:
    """Built in, yours, and those asked no longer; at 80 and 40 columns, heard, and in a pipe."""
    printed(tmp_path, *HEADACHE)
    printed(tmp_path, *NAUSEA)
    printed(tmp_path, "measure", "drop", "ubelkeit")
    for columns in (80, 40):
        as_pictured(f"measure-list-{columns}", printed(tmp_path, "measure", "list", columns=columns).out)
    as_pictured("measure-list-aloud", printed(tmp_path, "measure", "list", columns=80, aloud=True).out)
    as_pictured("measure-list-pipe", printed(tmp_path, "measure", "list").out)


def test_a_check_in_with_what_it_is_like_as_it_looks(
    tmp_path: Path, as_pictured: Callable[[str, str], None]
) -> None:
    """A measure by its name; beside a mark what it is like there; before and after side by side."""
    noted = printed(tmp_path, "appointment", "add", "in 10 minutes", "--minutes", "60", "--json").out
    printed(tmp_path, *NAUSEA, "--when", "before,after")
    marks = ("neck 3 burning, left shoulder 2 (like a band)", "neck 1 dull, left shoulder 0")
    for phase, value, body in zip(("before", "after"), "62", marks, strict=True):
        printed(tmp_path, "checkin", phase, "--rate", f"Übelkeit={value}", "--stress", value, "--body", body)
    for name, columns, aloud in (("80", 80, False), ("40", 40, False), ("aloud", 80, True)):
        page = printed(tmp_path, "appointment", "show", columns=columns, aloud=aloud).out
        as_pictured(f"record-own-measure-{name}", page.replace(json.loads(noted)["id"], "k3f7q"))
