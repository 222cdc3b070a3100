"""What the pages of the record look like: one appointment, the list, a search, lists of their own; wide, narrow, aloud, on a pipe."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import product

import pytest

from massage_mind.cli.main import run
from massage_mind.journal.file.memory import MemoryJournal
from massage_mind.journal.store import open_store
from massage_mind.testing import ManualClock, Screen, manual_world

NOW = round(datetime(2026, 11, 26, 14, 11, tzinfo=UTC).timestamp() * 1000)
"""A Thursday, 14:11."""
LIFE: tuple[tuple[str, ...], ...] = (
    ("appointment", "add", "--done", "19 november 15:00", "--minutes", "60", "--style", "swedish", "--therapist", "Kim",
     "--place", "Studio"),
    ("intention", "let my shoulders be", "--at", "19 november 14:30"),
    ("park", "add", "reply to Anna", "--when", "after dinner", "--at", "19 november 14:40"),
    ("checkin", "before", "--stress", "6", "--tension", "5", "--mood", "6", "--body", "l shoulder 3, jaw 2", "--at",
     "19 november 14:50"),
    ("during", "--no-ask", "--at", "19 november 15:05", "--minutes", "50"),
    ("checkin", "after", "--stress", "3", "--tension", "2", "--mood", "6", "--body", "l shoulder 1, jaw 1, belly 1", "--at",
     "19 november 16:10"),
    ("journal", "add", "Week 12: the shoulder is lighter. It stayed so through the evening, and I slept on that side.",
     "--tag", "week", "--at", "19 november 20:00"),
    ("checkin", "next-day", "--sleep", "8", "--soreness", "0", "--at", "20 november 8:05"),
    ("appointment", "add", "today 15:00", "--minutes", "60", "--style", "deep-tissue", "--therapist", "Lee"),
    ("appointment", "add", "26 december 15:00", "--minutes", "75"),
    ("park", "add", "call the bank", "--when", "tomorrow 9:00", "--where", "desk"),
    ("checkin", "ordinary-day", "--stress", "4", "--note", "slept badly"),
    ("journal", "add", "Only a short word.", "--appointment", "none"),
)  # fmt: skip
FORMS = {"80": ("80", False), "40": ("40", False), "aloud": ("80", True), "pipe": ("", False)}
PAGES: dict[str, tuple[str, ...]] = {
    "record": ("journal", "show", "last"),
    "list": ("journal", "list"),
    "list-all": ("journal", "list", "--kind", "all", "-n", "0"),
    "search": ("journal", "search", "shoulder"),
    "appointments": ("appointment", "list"),
    "thoughts": ("park", "list"),
    "thought": ("journal", "show", "t6kht"),
    "tags": ("journal", "tags"),
    "history": ("journal", "show", "p9jkq", "--history"),
    "empty-list": ("journal", "list", "--kind", "quiet-hour"),
    "nothing-found": ("journal", "search", "sholder"),
    "no-next": ("appointment", "show", "yesterday"),
}


@pytest.fixture
def says(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., str]]:
    """What a command line says in this life: on a terminal so many columns wide, on a pipe, aloud."""
    names = map("".join, product("bcdfghjkmnpqrstvwxz", repeat=5))
    ids = iter(("r8htx", "w5nn2", "t6kht", "b28c8", "d7dur", "c28c8", "p9jkq"))
    monkeypatch.setitem(open_store.__kwdefaults__, "new_id", lambda: next(ids, None) or next(names))
    journal = MemoryJournal()

    def call(*words: str, columns: str = "", aloud: bool = False) -> str:
        streams = {"stdout": Screen(), "stderr": Screen()} if columns else {}
        environ = {"TERM": "dumb", "COLUMNS": columns, "ACCESSIBLE": "1" if aloud else ""}
        world = manual_world(journal=journal, clock=ManualClock(wall=NOW), environ=environ, **streams)
        run([*words], lambda: world)
        return world.stdout.getvalue() + world.stderr.getvalue()  # type: ignore[union-attr]

    for words in LIFE:
        call(*words)
    call("journal", "edit", "p9jkq", "--tag", "better")
    yield call
    journal.close()


@pytest.mark.parametrize("form", FORMS)
def test_every_page_of_the_record_looks_like_this(
    form: str, says: Callable[..., str], as_pictured: Callable[[str, str], None]
) -> None:
    """Wide, narrow, aloud and on a pipe, one after the other in a file."""
    columns, aloud = FORMS[form]
    said = [f"$ massage-mind {' '.join(words)}\n{says(*words, columns=columns, aloud=aloud)}" for words in PAGES.values()]  # fmt: skip
    as_pictured(f"record-{form}", "\n".join(said))


@pytest.mark.parametrize("columns", range(20, 201, 9))
def test_no_page_of_the_record_breaks_a_word(columns: int, says: Callable[..., str]) -> None:
    """At any width each word stands whole; no page says a date in figures, and none judges what changed."""
    for name, words in PAGES.items():
        if name == "record":
            continue  # Its picture changes with the width; its words are those of the others.
        text = says(*words, columns=str(columns))
        known = set(" ".join((says(*words, columns="200"), says(*words, columns="40"))).split())
        assert set(text.split()) <= known, name
        assert "2026-" not in text and "->" not in text


def test_a_long_list_has_one_row_an_appointment(says: Callable[..., str]) -> None:
    """What hangs on it is its second line; on a pipe, and where some are asked for, each stands by itself."""
    page = says("journal", "list", columns="80")
    assert 1 == page.count("Swedish with Kim") and "before" not in page.split("Swedish with Kim")[0]
    assert "during · one entry · numbers, three times · one thought put down" in page
    assert "26 December" not in page
    assert 7 == len(says("journal", "list").splitlines())
    assert "three numbers after, and the body" in says("journal", "list", "--kind", "checkin", columns="80")
