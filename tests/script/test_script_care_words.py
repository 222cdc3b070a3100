"""The rules for words: careless lines are found by kinds, careful ones are left alone, and both of lines nobody wrote rules for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

import pytest
from breaking_lines import BREAKING
from careless_lines import FORTY, SIXTY, TRIED
from good_lines import LOOK_THROUGH, NERVES, ON_THE_TABLE, SITTING, TOO_MUCH
from passing_lines import PASSING

from massage_mind.errors import Fault
from massage_mind.reading.script_file import build_script
from massage_mind.reading.style_file import build_style
from massage_mind.script.care import RULES, SESSION_RULES, STRUCTURE_RULES, line_faults, style_faults
from massage_mind.script.caring.as_read import as_read
from massage_mind.script.caring.giver_rules import LEAVE_ALONE
from massage_mind.script.caring.phrases import Phrases
from massage_mind.script.caring.text_rules import SHAPE_RULES, WORD_RULES
from massage_mind.script.caring.word_kinds import KINDS
from massage_mind.script.script import Script

HEAD = """\
title: Mine
about: A script to be checked.
moment: {moment}
minutes: {{least: 5, ideal: 20, most: 40}}
anchors: [touch, sounds]
{head}sections:
  - name: flow
    steps:
{steps}
"""
FOUND_AT_LEAST = 0.97
"""So much of what was written to try the rules has to be found."""

Written = str | Mapping[str, Any]


def script(steps: Iterable[str], moment: str, head: str = "") -> Script:
    text = HEAD.format(moment=moment, head=head, steps="\n".join(f"      - {step}" for step in steps))
    return build_script(text.encode(), "mine.yaml", lambda part: None)


def pool(*lines: Written, head: str = "") -> Script:
    """A script for the table that draws from these lines."""
    return script(
        [f"{{scan: style, lines: {json.dumps([as_written(line) for line in lines])}}}"], "during", head
    )


def page(lines: Iterable[Written], moment: str) -> Script:
    """A script that says these lines one after the other."""
    return script([f"say: {json.dumps(as_written(line))}" for line in lines], moment)


def as_written(line: Written) -> Written:
    return (
        {"text": line, "unset": "There is time."} if isinstance(line, str) and "{intention}" in line else line
    )


def rules_of(line: Written) -> list[str]:
    """The rules that a line of a pool on the table breaks."""
    return [fault.rule for fault in line_faults(pool(line))]


def told(faults: Iterable[Fault]) -> list[tuple[str, str]]:
    return [(fault.rule, fault.found) for fault in faults]


# ---- lines that nobody wrote the rules for ----


@pytest.mark.parametrize(("line", "rule"), [*SIXTY, *FORTY], ids=lambda part: part)
def test_a_careless_line_is_found_by_a_rule_whose_name_fits(line: str, rule: str) -> None:
    """The sixty, and forty by another hand."""
    assert rule in rules_of(line)


def test_there_are_sixty_and_forty_of_them() -> None:
    """Each another one."""
    assert (60, 40) == (len({line for line, _ in SIXTY}), len({line for line, _ in FORTY}))
    assert not {line for line, _ in SIXTY} & {line for line, _ in FORTY}


def test_what_was_tried_since_is_found() -> None:
    """Lines written to find what the tables lack; a table may lose a word again, but not many."""
    missed = [line for line in TRIED if not rules_of(line)]
    assert len(missed) <= (1 - FOUND_AT_LEAST) * len(TRIED), missed


@pytest.mark.parametrize("line", ON_THE_TABLE, ids=lambda line: line["text"])
def test_a_good_line_of_a_pool_is_left_alone(line: Mapping[str, Any]) -> None:
    """With the tags it has."""
    assert [] == told(line_faults(pool(line)))


@pytest.mark.parametrize(
    ("lines", "moment"),
    [(NERVES, "before"), (TOO_MUCH, "anytime"), (SITTING, "anytime"), (LOOK_THROUGH, "anytime")],
    ids=["nerves", "too much", "sitting", "look through"],
)
def test_a_good_page_is_left_alone(lines: Iterable[Written], moment: str) -> None:
    """Line after line, as it was read blind."""
    assert [] == told(line_faults(page(lines, moment)))


def test_there_are_sixty_good_lines_and_more() -> None:
    """Each another one."""
    lines = [*NERVES, *TOO_MUCH, *SITTING, *(one["text"] for one in (*LOOK_THROUGH, *ON_THE_TABLE))]
    assert len(set(lines)) == len(lines) > 60


# ---- rule by rule ----


@pytest.mark.parametrize(
    ("rule", "line"), [(rule, line) for rule, lines in BREAKING.items() for line in lines]
)
def test_a_rule_finds_what_breaks_it(rule: str, line: str) -> None:
    """Ten lines and more."""
    assert rule in rules_of(line)


@pytest.mark.parametrize(
    ("rule", "line"), [(rule, line) for rule, lines in PASSING.items() for line in lines]
)
def test_a_rule_leaves_near_misses_alone(rule: str, line: str) -> None:
    """Ten lines and more that hold its words, or are about the same, and may be said."""
    assert rule not in rules_of(line)


def test_every_rule_for_words_has_ten_of_both() -> None:
    """And a name, a reason and what to write instead; those for structure and sessions are tried elsewhere."""
    lines = {rule.name for rule in WORD_RULES} | set(SHAPE_RULES)
    assert lines == set(BREAKING) == set(PASSING)
    assert all(len(set(some)) >= 10 for some in (*BREAKING.values(), *PASSING.values()))
    of_pages = {LEAVE_ALONE.name}  # its ten of both: test_script_giver_rules.py
    assert set(RULES) == lines | of_pages | set(STRUCTURE_RULES) | set(SESSION_RULES)
    assert all(rule.about and rule.instead for rule in WORD_RULES)


@pytest.mark.parametrize("rule", [rule for rule in WORD_RULES if rule.table], ids=lambda rule: rule.name)
def test_rules_of_the_table_hold_only_there(rule: Any) -> None:
    """Before, one may be asked to picture, to stretch, to speak."""
    assert rule.name not in {fault.rule for fault in line_faults(page(BREAKING[rule.name], "before"))}


def test_every_phrase_can_be_read() -> None:
    """Each kind it names is there, and so is each word of a table that others lean on."""
    for rule in WORD_RULES:
        for table in (rule.always, rule.plain, rule.claimed):
            assert all(table.read(phrase).parts for phrase in table.phrases)
    assert all(KINDS.values())
    with pytest.raises(KeyError):
        Phrases(KINDS).read("let {nobody} go")


# ---- how a line is read ----


@pytest.mark.parametrize(
    "line",
    [
        "You're safe here.",
        "You’re safe here.",
        "YOU ARE SAFE HERE.",
        "You are, now, completely safe here.",
        "‘You are safe here.’",
    ],
)
def test_a_line_is_read_however_it_is_written(line: str) -> None:
    """Contractions, marks, capitals and words that only colour make no other line of it."""
    assert "safety" in rules_of(line)


def test_what_is_found_is_told_in_the_words_of_the_line() -> None:
    """Also behind a contraction, so that a caret can stand under it."""
    (fault,) = line_faults(pool("There's a table, and it isn't new, and you're completely safe."))
    assert ("safety", "you're completely safe") == (fault.rule, fault.found)
    assert as_read("Don’t sink.").piece(0, 11) == "Don’t sink"


def test_one_word_is_found_once() -> None:
    """Two rules that look for the same words name one fault; a waiver for the one lets the other see them."""
    line = "Sink deeper with each stroke."
    assert ["deeper"] == rules_of(line)[:1]
    waived = pool(line, head='waive: [{rule: deeper, why: "Asked for."}]\n')
    assert [fault.rule for fault in line_faults(waived)] == ["yield"]


# ---- what a line says of itself ----


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("Your feet touch something.", {"regions": ["feet"]}),
        ("The nose has a side for each smell.", {"regions": ["face"]}),
        ("The small of your back is a small place.", {"regions": ["back"]}),
        ("Your left hand may be open.", {"regions": ["hands"]}),
        ("Lying face down, there's a floor.", {"position": ["prone"]}),
        ("The chair carries you.", {"position": ["seated"]}),
        ("The sheet has an edge.", {"clothed": False}),
    ],
)
def test_a_tag_says_what_a_line_supposes(text: str, tags: Mapping[str, Any]) -> None:
    """Without it there is a fault, with it there is none."""
    assert rules_of(text)
    assert [] == rules_of({"text": text, **tags})


def test_a_tag_that_means_another_part_is_not_enough() -> None:
    """And what is said instead names no part at all, as it is said to somebody who leaves one out."""
    assert ["body-part"] == rules_of({"text": "Your feet touch something.", "regions": ["hands"]})
    instead = {
        "text": "Your feet touch something.",
        "regions": ["feet"],
        "instead": "Your toes touch something.",
    }
    assert ["body-part"] == rules_of(instead)


def test_every_wording_of_a_line_is_looked_at() -> None:
    """Other wordings and the words for when nothing is set."""
    lines = [{"one_of": ["A touch has an edge.", "Sink into it."]}]
    assert ["yield"] == [fault.rule for fault in line_faults(pool(*lines))]
    unset = {"text": "You have a word: {intention}.", "unset": "You are safe."}
    assert ["safety"] == rules_of(unset)


STYLE = """\
title: Mine
about: A kind of massage.
minutes: [60]
positions: [{positions}]
clothed: {clothed}
expect: ["Something."]
cautions: ["Something."]
regions: [{{name: back, share: 100}}]
lines:
  - {line}
"""


def style(line: str, positions: str = "prone, supine", clothed: str = "false") -> list[str]:
    text = STYLE.format(line=json.dumps(line), positions=positions, clothed=clothed)
    return [fault.rule for fault in style_faults(build_style(text.encode(), "mine.yaml"))]


def test_the_own_lines_of_a_style_are_looked_at() -> None:
    """What the style says of itself goes for all of them: how one lies, and whether one is dressed."""
    assert ["yield"] == style("Sink into the table.")
    assert [] == style("The sheet has an edge.")
    assert ["clothed"] == style("The sheet has an edge.", clothed="true")
    assert ["position"] == style("The chair carries you.")
    assert [] == style("The chair carries you.", positions="seated")
