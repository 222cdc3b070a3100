"""Every kind of record and every kind of cue through every door of the screen: nothing is forgotten, nothing is lost."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from typing import Any, get_args

import pytest
from live_support import FakeDevice, stage_on, view_at
from rich.console import Console

from massage_mind.errors import NonsenseError
from massage_mind.fit.timeline import Cue, Span, Timeline
from massage_mind.names import CueKind
from massage_mind.record.document import read_record, record_document
from massage_mind.record.fields import Field, Form
from massage_mind.record.head import Head, Record
from massage_mind.record.kind_info import KindInfo
from massage_mind.record.kinds import FIELDS, KIND_OF_NAME, KIND_TITLES, KINDS
from massage_mind.record.progress import ENDINGS
from massage_mind.record.search import Hit
from massage_mind.record.session import SESSIONS, Rating, SessionRecord
from massage_mind.record.versions import read_version
from massage_mind.screen.live.breath import Glyphs, bar, disc
from massage_mind.screen.live.plain_stage import PlainStage
from massage_mind.screen.page.page_parts import Page
from massage_mind.screen.page.setting import aloud_lines, plain_lines
from massage_mind.screen.page.showing import Look, page_text
from massage_mind.screen.show.list_line import any_line, words_and_tags
from massage_mind.screen.show.record_text import ending_words
from massage_mind.screen.show.show_any import any_parts
from massage_mind.screen.show.show_hits import hit_lines, hits_page
from massage_mind.screen.show.show_list import list_lines, list_page
from massage_mind.screen.show.show_record import record_page
from massage_mind.screen.show.show_thread import journey_page, thread_page
from massage_mind.screen.show.show_version import document_parts
from massage_mind.screen.show.timeline_table import legend, preview_page, read_aloud, strip, table_lines
from massage_mind.script.breathing import PATTERNS

WHEN = "2026-12-04T15:00:00.000+01:00"
HOSTILE = "\x1b[2J\x1b]0;owned\x07[bold]x[/bold] \u202egnol\u202c \x9b31m"
BY_FORM: dict[Form, Any] = {
    "whole": 3,
    "instant": WHEN,
    "flag": False,
    "texts": ["one", "two"],
    "ratings": {"stress": 6, "mood": 3},
    "body": {"jaw": 2, "neck": 0},
    "words": {"jaw": "burning"},
    "marks": [{"at_ms": 750_000, "section": "Back"}],
    "answers": [{"question": "question word", "answer": "answer word"}],
    "object": {},
}


def value_of(field: Field, extra: str) -> Any:
    """Something that the field can be; a text says which it is."""
    if field.key == "signal":
        return "SIGINT"
    if field.form == "choice":
        return field.allowed[0]
    if field.form == "whole":
        return min(max(3, field.least), field.most)
    return f"{field.key} word{extra}" if field.form == "text" else BY_FORM[field.form]


def filled(kind: str, extra: str = "", **changes: Any) -> Record:
    """A record of this kind with a value in every field; `extra` stands behind every text."""
    document = {
        "id": "k3f7q",
        "kind": kind,
        "at": WHEN,
        "zone": "Europe/Oslo",
        "tags": ["tagged", "week/busy"],
        "created_at": WHEN,
        "changed_at": WHEN,
    }
    return read_record({**document, **{one.key: value_of(one, extra) for one in FIELDS[kind]}, **changes})


def searched(record: Record) -> list[str]:
    """The words that a search reads of it."""
    return [text for text in KIND_OF_NAME[record.kind].searched(record.details) if text]


NOW = datetime(2026, 12, 4, 20, 0, tzinfo=timezone(timedelta(hours=1)))
"""The evening of the same day."""


def set_wide(page: Page) -> list[str]:
    """A page as a wide terminal shows it, without its styles."""
    return page_text(page, Look(columns=200, styled=False)).split("\n")


def on_terminal(renderable: Any, columns: int = 200) -> list[str]:
    """What a terminal of this width shows."""
    console = Console(width=columns, force_terminal=True, color_system=None, markup=False, emoji=False)
    with console.capture() as captured:
        console.print(renderable)
    return captured.get().splitlines()


def pages(record: Record) -> dict[str, list[str]]:
    """What every door makes of it, by the name of the door."""
    appointment, session = filled("appointment"), filled("session")
    hits = [(record, Hit("some words here", 5, 10))]
    thread = thread_page(appointment.head, appointment.details, [record], NOW)  # type: ignore[arg-type]
    return {
        "list": list_lines([record], NOW),
        "list on a terminal": set_wide(list_page([record], NOW, {record.id: [record]})),
        "page": plain_lines(record_page(record, NOW)),
        "page on a terminal": set_wide(record_page(record, NOW)),
        "page aloud": aloud_lines(record_page(record, NOW)),
        "in a line": [words_and_tags(record, NOW)],
        "hit": hit_lines(hits, NOW),
        "hit on a terminal": set_wide(hits_page("words", hits, NOW, {record.id: appointment}, more=False)),
        "thread": plain_lines(thread),
        "thread on a terminal": set_wide(thread),
        "journey": plain_lines(journey_page([session], [record], NOW)),
    }


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_record_goes_through_every_door(kind: str) -> None:
    """Each has a line, a page with all its words, and a place on the page of its appointment."""
    record = filled(kind)
    doors = pages(record)
    assert all(doors.values())
    for name in ("list", "hit"):
        assert "k3f7q  Friday 4 December, 15:00" in " ".join(doors[name])
    for name in ("list on a terminal", "hit on a terminal"):
        assert all(one in " ".join(doors[name]) for one in ("k3f7q", "Today", "15:00"))
    for name in ("list", "hit"):
        assert kind == "session" or KIND_TITLES[kind] in " ".join(doors[name])
    for words in searched(record):  # Some begin a line there, with a capital.
        for name in ("page", "page on a terminal", "page aloud"):
            assert words.casefold() in " ".join(" ".join(doors[name]).split()).casefold(), (name, words)
    assert "#tagged" in doors["in a line"][0] and "#tagged" in "\n".join(doors["page"])
    if kind not in (*SESSIONS, "appointment"):
        assert all(words in "\n".join(doors["thread"]) for words in searched(record))


@pytest.mark.parametrize("kind", KINDS)
def test_no_door_lets_anything_harmful_through(kind: str) -> None:
    """Whatever stands in any text of any kind: no escape, no control character, no override, and no markup."""
    record = filled(kind, HOSTILE)
    for name, lines in pages(record).items():
        for line in lines:
            assert not [c for c in line if c < " " or "\x7f" <= c < "\xa0" or c in "\u202e\u202c"], (
                name,
                line,
            )
    assert "[bold]x[/bold]" in "\n".join(pages(record)["page"])


@pytest.mark.parametrize("kind", KINDS)
def test_an_old_version_reads_as_it_stood(kind: str) -> None:
    """Out of the document that was kept, with the ratings around a session, which a import passes over."""
    record = filled(kind)
    if isinstance(record.details, SessionRecord):
        ratings = (Rating("before", "stress", 7), Rating("after", "stress", 2))
        record = replace(record, details=replace(record.details, ratings=ratings))
    kept = json.loads(json.dumps(record_document(record)))
    assert plain_lines(record_page(record, NOW)) == plain_lines(record_page(read_version(kept), NOW))


@pytest.mark.parametrize("kind", KINDS)
def test_a_version_that_cannot_be_read_is_shown_all_the_same(kind: str) -> None:
    """Key by key, whole and harmless."""
    document = {
        **record_document(filled(kind, HOSTILE)),
        "kind": "dream",
        "empty": None,
        "more": {"deep": [1]},
    }
    with pytest.raises(NonsenseError):
        read_version(document)
    text = "\n".join(plain_lines(Page(document_parts(document))))
    assert "dream" in text and '{"deep": [1]}' in text and "empty" not in text
    assert all(key in text for key, value in document.items() if value not in (None, "", [], {}))
    assert "\x1b" not in text and "\u202e" not in text
    assert plain_lines(Page(document_parts({})))


@dataclass(frozen=True, slots=True)
class Walk:
    """A kind of record that the program does not know yet, with a field of every form."""

    text: str = "round the lake\nand back"
    choice: str = "slow"
    whole: int = 5000
    instant: int = 1_764_860_400_000
    flag: bool = True
    texts: tuple[str, ...] = ("fog", "geese")
    ratings: tuple[tuple[str, int], ...] | dict[str, int] = ()
    body: tuple[()] | dict[str, int] = ()
    nothing: str = ""


def _walk_info(forms: Sequence[Field]) -> KindInfo:
    return KindInfo(("walk",), Walk, tuple(forms), lambda walk: (walk.text,), titles=("walk",), body="text")


def test_a_kind_without_a_page_is_shown_from_its_fields() -> None:
    """A new kind of record is on the screen before anybody draws it; what says nothing takes no line."""
    forms: tuple[Form, ...] = ("text", "choice", "whole", "instant", "flag", "texts", "ratings", "body")
    info = _walk_info([*(Field(form, form, "") for form in forms), Field("nothing", "text", "")])
    walk = Walk(ratings={"mood": 8}, body={"jaw": 1})
    head = Head("k3f7q", "walk", 1_764_860_400_000, "+01:00", 0, 0)
    assert [
        "Walk, 4 December 2025, 16:00  k3f7q",
        "",
        "  text     round the lake",
        "           and back",
        "  choice   slow",
        "  whole    5000",
        "  instant  4 December 2025, 16:00",
        "  flag     yes",
        "  texts    fog",
        "           geese",
        "  ratings  mood  8",
        "  body     jaw  1",
    ] == plain_lines(Page(any_parts(info, head, walk, NOW)))
    line = any_line(info, walk)
    assert ("walk", "round the lake", "walk: round the lake") == line


@pytest.mark.parametrize("form", get_args(Form))
def test_every_form_of_a_field_can_be_shown(form: Form) -> None:
    """Without a page of its own."""
    record = filled("session", started_at=WHEN)
    values: dict[str, Any] = {
        **{one: value for one, value in BY_FORM.items() if one not in ("instant", "marks", "answers")},
        "text": "words",
        "choice": "slow",
        "instant": 1_764_860_400_000,
        "flag": True,
        "marks": record.details.marks,  # type: ignore[union-attr]
        "answers": record.details.answers,  # type: ignore[union-attr]
        "object": {"key": 1},
    }

    class Anything:
        thing = values[form]

    lines = plain_lines(Page(any_parts(_walk_info([Field("thing", form, "")]), record.head, Anything(), NOW)))
    assert lines[-1].strip().removeprefix("thing")


@pytest.mark.parametrize("ending", [*ENDINGS, None])
def test_every_ending_has_words(ending: Any) -> None:
    """In a list, beside an appointment, and as a sentence."""
    words = ending_words(ending)
    assert all(words) and words.sentence.endswith(".")


# ---------------------------------------------------------------- cues


def cue_of(kind: CueKind, at_ms: int) -> Cue:
    """A cue of this kind that says so, ten seconds long."""
    pattern = PATTERNS["ease"] if kind == "breathe" else None
    choices = ("often", "hardly") if kind == "ask" else ()
    text = "" if kind == "rest" else f"{kind} word"
    return Cue(at_ms, 10_000, kind, text, "Section", breath=pattern, choices=choices)


KINDS_OF_CUE: tuple[CueKind, ...] = get_args(CueKind)
CUES = tuple(cue_of(kind, number * 10_000) for number, kind in enumerate(KINDS_OF_CUE))
TOTAL_MS = 10_000 * len(CUES)
TIMELINE = Timeline(
    "every", "Every kind", "before", "", "guided", TOTAL_MS, CUES, (Span(0, "Section", 0, TOTAL_MS),)
)


@pytest.mark.parametrize("cue", CUES, ids=[cue.kind for cue in CUES])
@pytest.mark.parametrize("size", [(80, 24), (40, 10), (20, 5), (1, 1)])
def test_every_kind_of_cue_is_drawn(cue: Cue, size: tuple[int, int]) -> None:
    """At its beginning and at its end, on any size; a question with its answers, a breath with its count."""
    device = FakeDevice(*size)
    stage = stage_on(device)
    for position in (cue.at_ms, cue.end_ms - 1):
        stage.cue(view_at(TIMELINE, position))
        assert stage.frame_ms(view_at(TIMELINE, position)) >= 0
    if size[0] >= 40:
        expected = {"say": "say word", "ask": "often", "breathe": "out  "}.get(cue.kind, "")
        assert expected in "\n".join(device.display)


@pytest.mark.parametrize("cue", CUES, ids=[cue.kind for cue in CUES])
def test_every_kind_of_cue_has_a_plain_line(cue: Cue) -> None:
    """With its time in front, and words of its own behind it."""
    lines: list[str] = []
    PlainStage(lines.append, lines.append).cue(view_at(TIMELINE, cue.at_ms))
    (line,) = lines
    time, _, words = line.rstrip("\n").partition("  ")
    assert time == f"0:{cue.at_ms // 1000:02}" and words
    expected = {"rest": "(quiet, 10 s)", "bell": "[bell: bell word]", "say": "say word"}
    assert words == expected.get(cue.kind, words)


ON_PAGE: dict[CueKind, str] = {
    "say": "say word", "rest": "quiet, 10 s", "bell": "bell, ", "breathe": "breathe, ", "ask": "question, ",
}  # fmt: skip
"""How a cue is told apart on the page of a preview."""


def test_every_kind_of_cue_stands_in_the_preview() -> None:
    """In the table on a pipe, on the page; in the strip, whose marks the legend explains; in the text to read aloud."""
    plain = "\n".join(table_lines(TIMELINE))
    page = page_text(preview_page(TIMELINE, 100), Look(columns=100, styled=False))
    aloud = "\n".join(read_aloud(TIMELINE))
    for cue in CUES:
        assert cue.kind in plain and ON_PAGE[cue.kind] in page
        assert cue.text in plain and cue.text in page
        assert cue.kind == "breathe" or cue.text in aloud
    assert "(silence, 10 s)" in aloud
    marks = strip(TIMELINE, len(CUES))
    assert len(set(marks)) == len(CUES)
    assert {part[0] for part in legend(marks).split("   ")} == set(marks)


@pytest.mark.parametrize("glyphs", get_args(Glyphs))
def test_every_set_of_glyphs_draws_a_breath(glyphs: Glyphs) -> None:
    """Fuller when it is in than when it is out, as a disc and as a bar."""
    for shape in (
        lambda fullness: "".join(disc(20, 9, fullness, glyphs)),
        lambda fullness: bar(20, fullness, glyphs),
    ):
        empty, full = shape(0.0), shape(1.0)
        assert 0 < len(empty.replace(" ", "")) < len(full.replace(" ", ""))
        assert glyphs != "ascii" or full.isascii()
