"""What `learn` answers: the list, one page, several, none; to a person, on a pipe, aloud, and as JSON."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any

import pytest

from massage_mind.cli.main import run
from massage_mind.learn.topic import GROUPS
from massage_mind.learn.topic_shelf import topic_list
from massage_mind.learn.verdict import VERDICTS
from massage_mind.testing import Screen, manual_world

WIDTHS = {
    "80 columns": {"COLUMNS": "80"},
    "40 columns": {"COLUMNS": "40"},
    "aloud": {"COLUMNS": "80", "ACCESSIBLE": "1"},
}


def learn(*words: str, terminal: bool = True, **environ: str) -> tuple[int, str, str]:
    """The exit code of `learn WORDS`, and what went to the two streams."""
    out, err = (Screen(), Screen()) if terminal else (io.StringIO(), io.StringIO())
    world = manual_world(environ={"TERM": "dumb", "COLUMNS": "80", **environ}, stdout=out, stderr=err)
    code = run(["learn", *words], lambda: world)
    return code, out.getvalue(), err.getvalue()


def document(*words: str) -> Any:
    """What `learn WORDS --json` says."""
    code, out, _ = learn(*words, "--json", terminal=False)
    assert 0 == code
    return json.loads(out)


def pictured(*words: str) -> str:
    """What this says in 80 and in 40 columns, aloud, and on a pipe."""
    shown = [f"=== {name}\n{''.join(learn(*words, **environ)[1:])}" for name, environ in WIDTHS.items()]
    return "\n".join([*shown, f"=== pipe\n{''.join(learn(*words, terminal=False)[1:])}"])


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("learn", ()),
        ("learn-cortisol", ("cortisol",)),
        ("learn-thai", ("thai",)),
        ("learn-knee", ("arthritis", "of", "the", "knee")),
        ("learn-therapist", ("therapist",)),
        ("learn-stress", ("stress",)),
        ("learn-near", ("fibromyalga",)),
        ("learn-none", ("xylophone", "quartet")),
        ("learn-verdicts", ("verdicts",)),
    ],
)
def test_what_is_known_is_a_page(
    name: str, words: tuple[str, ...], as_pictured: Callable[[str, str], None]
) -> None:
    """On a wide and a narrow terminal, aloud, and on a pipe."""
    as_pictured(name, pictured(*words))


def test_the_list_has_every_topic_under_a_question() -> None:
    """The same in the same order as JSON, with the verdict."""
    _, out, _ = learn()
    assert [out.index(f"  {title}\n") for title in GROUPS.values()] == sorted(
        out.index(f"  {title}\n") for title in GROUPS.values()
    )
    assert all(one.title in out for one in topic_list())
    rows = document()
    assert [(one.id, one.title, one.verdict) for one in topic_list()] == [
        (row["id"], row["title"], row["verdict"]) for row in rows
    ]
    assert set(VERDICTS) == {row["verdict"] for row in rows}


@pytest.mark.parametrize("topic", topic_list(), ids=lambda one: one.id)
def test_every_page_has_its_claim_its_verdict_its_sources_and_a_day(topic: Any) -> None:
    """As a person sees it and as a program does."""
    _, out, err = learn(topic.id, terminal=False)
    assert "" == err
    page = document(topic.id)
    assert (topic.id, topic.claim, topic.verdict) == (page["id"], page["claim"], page["verdict"])
    assert page["sources"]
    assert all(bool(one.get("doi")) != bool(one.get("url")) and one["authors"] for one in page["sources"])
    assert all(one.get("doi", one.get("url")) in out for one in page["sources"])
    assert all(sentence in out for sentence in page["sentences"])
    assert f"People say: “{topic.claim}”" in out
    assert topic.verdict.capitalize() in out
    assert f"Checked on {int(page['checked'][-2:])} November 2026." in out.splitlines()
    assert page["try"] in out


def test_several_are_listed_and_none_is_no_failure() -> None:
    """A list as JSON too, empty where there is nothing; the sentence goes to standard error, as in a search."""
    assert ["id", "title", "verdict", "group"] == list(document("stress")[0])
    assert [] == document("xylophone", "quartet")
    code, out, err = learn("xylophone", "quartet", terminal=False)
    assert (0, "") == (code, out)
    assert 'There\'s nothing on "xylophone quartet".' in err


def test_what_was_taken_for_a_word_is_said() -> None:
    """On standard error, so that a document stays one."""
    _, out, err = learn("cortisl", "--json", terminal=False)
    assert "cortisol" == json.loads(out)["id"]
    assert 'There\'s nothing on "cortisl"; this is on "cortisol".\n' == err


@pytest.mark.parametrize("typed", ["cortisl", "strss"])
def test_who_reads_it_at_once_is_told_on_the_page(typed: str) -> None:
    """A line before the page would be gone where the page is longer than the window."""
    for environ in ({}, {"ACCESSIBLE": "1"}):
        code, out, err = learn(typed, **environ)
        assert (0, "") == (code, err)
        assert f'There\'s nothing on "{typed}"; this is on ' in out


def test_verdicts_are_four_words_and_one_rule() -> None:
    """For a program too."""
    page = document("verdicts")
    assert list(VERDICTS) == list(page["verdicts"])
    assert page["rule"]


@pytest.mark.parametrize("typed", ["\x1b[31mred", "\u202egnirts", "[bold]x[/bold]", "a" * 5000, "' OR 1=1"])
def test_what_is_typed_is_text(typed: str) -> None:
    """Nothing in it acts on a terminal, and what is long is said back in part."""
    code, out, err = learn(typed)
    assert 0 == code
    assert "\x1b" not in out + err
    assert "\u202e" not in out + err
    assert len(out + err) < 6000


def test_an_empty_word_is_none() -> None:
    """The list, as without one."""
    assert learn(terminal=False) == learn("", terminal=False)
