"""What the pages of the record look like: one appointment, the list, a search, lists of their own; wide, narrow, aloud, on a pipe."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product

import pytest
from seeded_life import LIFE, NOW

from massage_mind.cli.main import run
from massage_mind.journal.file.memory import MemoryJournal
from massage_mind.journal.store import open_store
from massage_mind.testing import ManualClock, Screen, manual_world

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


def test_what_is_skipped_has_not_been(says: Callable[..., str]) -> None:
    """One to come that does not take place stands under a heading of its own, and a price without a currency is one."""
    says("appointment", "edit", "next", "--price", "80")
    says("appointment", "skip", "next")
    page = says("appointment", "list", columns="80")
    to_come, skipped = page.split("  Not taking place\n")
    assert "26 December" in to_come
    assert "with Lee" not in to_come
    assert "Today at 15:00, with Lee, skipped" in skipped.partition("  Been\n")[0]
    assert "Deep tissue · 60 minutes · 80 to pay" in skipped


def test_an_empty_bin_is_called_one(says: Callable[..., str]) -> None:
    """It is not the journal in which nothing is."""
    assert "\n  Nothing in the bin is like that.\n\n" == says("journal", "list", "--bin", columns="80")
