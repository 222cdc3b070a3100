"""Bad scripts: each fault is named at its line and column, with what was expected, and all of them in one go."""

from __future__ import annotations

import codecs

import pytest
from reading_support import GOOD, PARTS, faults_of, swapped

from massage_mind.errors import ScriptError
from massage_mind.reading.parts import check_part
from massage_mind.reading.script_file import build_script
from massage_mind.reading.style_file import build_style
from massage_mind.script.steps.repeat_step import Repeat
from massage_mind.script.steps.rest_step import Rest
from massage_mind.script.steps.say_step import Say


def test_the_good_script_is_good() -> None:
    """What the others are made from."""
    assert faults_of(GOOD) == ()


# name: (old, new, line, column, rule, a fragment of the sentence)
SWAPS: dict[str, tuple[str, str, int, int, str, str]] = {
    "misspelt key": ("title: Mine", "titel: Mine", 1, 1, "unknown-key", '"title" is near'),
    "unknown key": ("title: Mine", "title: Mine\nzzz: 1", 2, 1, "unknown-key", "known here: title, about"),
    "misspelt section key": ("  - name: only\n", "  - naem: only\n", 7, 5, "unknown-key", '"name" is near'),
    "misspelt moment": ("moment: before", "moment: befor", 3, 9, "choice", '"before" is near'),
    "moment in capitals": ("moment: before", "moment: BEFORE", 3, 9, "choice", "'BEFORE' is not known"),
    "misspelt step": ("- rest: 10 s", "- rset: 10 s", 10, 9, "step", '"rest" is near'),
    "misspelt bare step": ("- rest: 10 s", "- rst", 10, 9, "step", '"rest" is near'),
    "bare step that needs more": ("- rest: 10 s", "- bell", 10, 9, "step", "needs something after a colon"),
    "text where a list belongs": ("anchors: [feet, sounds]", "anchors: feet", 5, 10, "type", "expected a list"),
    "list where a text belongs": ("title: Mine", "title: [Mine]", 1, 8, "type", "expected a text, found a list"),
    "map where a text belongs": ("title: Mine", "title: {a: b}", 1, 8, "type", "expected a text, found a map"),
    "nothing where a text belongs": ("title: Mine", "title:", 1, 7, "type", "found nothing"),
    "white space as a text": ("title: Mine", 'title: "  "', 1, 8, "type", "expected a text"),
    "title too long": ("title: Mine", f"title: {'x' * 81}", 1, 8, "too-long", "at most 80"),
    "line too long": ('"Hello there."', f'"{"x " * 301}"', 9, 14, "too-long", "at most 600"),
    "minutes as 1:30": ("ideal: 2", "ideal: 1:30", 4, 30, "type", "expected a number from 0.25 to 180, found '1:30'"),
    "minutes as 017": ("ideal: 2", "ideal: 017", 4, 30, "type", "found '017'"),
    "minutes as 0x10": ("ideal: 2", "ideal: 0x10", 4, 30, "type", "found '0x10'"),
    "minutes as 1e0": ("ideal: 2", "ideal: 1e0", 4, 30, "type", "found '1e0'"),
    "minutes as .5": ("least: 0.5", "least: .5", 4, 18, "type", "found '.5'"),
    "minutes as 1_0": ("ideal: 2", "ideal: 1_0", 4, 30, "type", "found '1_0'"),
    "minutes as yes": ("ideal: 2", "ideal: yes", 4, 30, "type", "found 'yes'"),
    "minutes as .inf": ("most: 5", "most: .inf", 4, 39, "type", "found '.inf'"),
    "minutes below zero": ("least: 0.5", "least: -1", 4, 18, "type", "found '-1'"),
    "minutes out of range": ("most: 5", "most: 181", 4, 39, "range", "from 0.25 to 180"),
    "minutes out of order": ("least: 0.5", "least: 3", 4, 10, "minutes", "in this order"),
    "minutes incomplete": ("least: 0.5, ", "", 4, 10, "missing", "'least'"),
    "a length without its unit": ("rest: 10 s", "rest: 10", 10, 15, "type", "with its unit"),
    "a length as 1:30": ("rest: 10 s", "rest: 1:30", 10, 15, "type", "with its unit"),
    "a length in no unit": ("rest: 10 s", "rest: 10 fortnights", 10, 15, "type", "with its unit"),
    "a length too long": ("rest: 10 s", "rest: 4 h", 10, 15, "range", "is outside"),
    "optional as on": ("name: only", "name: only\n    optional: on", 8, 15, "type", "whole number from 1 to 99"),
    "optional as a half": ("name: only", "name: only\n    optional: 1.5", 8, 15, "range", "whole number"),
    "duplicate key": ("about: A small", "title: Again\nabout: A small", 2, 1, "duplicate", "first on line 1"),
    "anchor": ("title: Mine", "title: &x Mine", 1, 8, "anchor", "anchors (&name)"),
    "alias": ("title: Mine", "title: *x", 1, 8, "alias", "aliases (*name)"),
    "tag": ("title: Mine", "title: !!str Mine", 1, 8, "tag", "tags such as"),
    "own tag": ("title: Mine", "title: !python/object:os.system Mine", 1, 8, "tag", "tags such as"),
    "merge key": ("title: Mine", "title: Mine\n<<: {a: b}", 2, 1, "merge", "merge keys (<<)"),
    "list as a key": ("title: Mine", "title: Mine\n? [a]\n: b", 2, 3, "key", "a plain word"),
    "second document": ("sections:", "---\nsections:", 6, 1, "documents", "a second document"),
    "tab": ("  - name: only", "\t- name: only", 7, 1, "yaml", "not well-formed"),
    "unclosed quote": ('"This is the end."', '"This is the end.', 14, 1, "yaml", "quoted scalar"),
    "unclosed bracket": ("[feet, sounds]", "[feet, sounds", 6, 9, "yaml", "flow sequence"),
    "raw escape": ("Hello there.", "Hello \x1b[31mthere.", 9, 21, "control", "U+001B"),
    "raw NUL": ("Hello there.", "Hello\0there.", 9, 20, "control", "U+0000"),
    "raw DEL": ("Hello there.", "Hello\x7fthere.", 9, 20, "control", "U+007F"),
    "escaped escape": ("Hello there.", "Hello \\e[31m there.", 9, 14, "control", "U+001B"),
    "escaped NUL": ("Hello there.", "Hello \\0 there.", 9, 14, "control", "U+0000"),
    "escaped bell": ("Hello there.", "Hello \\a there.", 9, 14, "control", "U+0007"),
    "raw bidi mark": ("Hello there.", "Hello \u202ethere.", 9, 21, "control", "U+202E"),
    "escaped bidi mark": ("Hello there.", "Hello \\u2066 there.", 9, 14, "control", "U+2066"),
    "unknown field": ("Hello there.", "Hello {nmae}.", 9, 14, "field", '"name" is near'),
    "field with spaces": ("Hello there.", "Hello { name }.", 9, 14, "field", "is not a field"),
    "brace alone": ("Hello there.", "Hello {name.", 9, 14, "field", "a brace stands alone"),
    "region out of place": ("Hello there.", "Your {region}.", 9, 14, "field", "at_region"),
    "unset missing": ("Hello there.", "Word: {intention}.", 9, 14, "unset", "add `unset:`"),
    "unset that names it": ('say: "Hello there."', 'say: {text: "{intention}", unset: "{intention}"}', 9, 21, "unset",
                            "cannot name it"),
    "two heads in one step": ("- rest: 10 s", "- rest: 10 s\n        bell: bell", 11, 9, "step", "stand in one step"),
    "an empty step": ("- rest: 10 s", "- {}", 10, 9, "step", "expected a step"),
    "a list as a step": ("- rest: 10 s", "- [a]", 10, 9, "step", "expected a step"),
    "unknown bell": ("rest: 10 s", "bell: bong", 10, 15, "choice", '"gong" is near'),
    "repeat in repeat": ("rest: 10 s", "repeat: [{repeat: [rest], times: 2}]\n        times: 2", 10, 19, "step",
                         "cannot stand inside repeat"),
    "scan in repeat": ("rest: 10 s", "repeat: [{scan: style, lines: [a]}]\n        times: 2", 10, 19, "step",
                       "cannot stand inside repeat"),
    "repeat without an end": ("rest: 10 s", "repeat: [rest]", 10, 9, "missing", "either `times` or `every`"),
    "repeat with two": ("rest: 10 s", "repeat: [rest]\n        times: 2\n        every: 20 s", 10, 9, "missing",
                        "either `times` or `every`"),
    "unknown pattern": ("rest: 10 s", "breathe: sighh", 10, 18, "pattern", 'no breathing pattern called "sighh". Sigh is near.'),
    "pattern out of bounds": ("rest: 10 s", "breathe: 40-0-6-0", 10, 18, "pattern", "more than 20 seconds"),
    "cycles without a pace": ("rest: 10 s", "breathe: natural\n        cycles: 3", 11, 17, "step", "no cycles to count"),
    "both for and cycles": ("rest: 10 s", "breathe: ease\n        for: 30 s\n        cycles: 3", 12, 17, "step",
                            "not both"),
    "shorter than a breath": ("rest: 10 s", "breathe: ease\n        for: 5 s", 11, 14, "range", "takes 10 s"),
    "scan without lines": ("rest: 10 s", "scan: style", 10, 9, "missing", "a scan needs `lines`"),
    "scan by region without lines": ("rest: 10 s", "scan: style\n        by: region", 10, 9, "missing", "at_region"),
    "one choice": ("rest: 10 s", 'ask: "How?"\n        choices: [well]', 11, 18, "count", "2 to 9"),
    "no sections": (GOOD[GOOD.index("sections:"):], "sections: []\n", 6, 11, "type", "1 to 60 sections"),
    "sections as a text": (GOOD[GOOD.index("sections:"):], "sections: none\n", 6, 11, "type", "1 to 60 sections"),
    "sections missing": (GOOD[GOOD.index("sections:"):], "", 1, 1, "missing", "needs 'sections'"),
    "no steps": ('      - say: "This is the end."\n', "", 12, 11, "type", "a list of steps"),
    "duplicate section": ("name: closing", "name: only", 11, 5, "duplicate", "already (line 7)"),
    "optional closing": ("name: closing", "name: closing\n    optional: 1", 11, 5, "closing", "cannot be optional"),
    "unknown style": ("anchors:", "styles: [sweedish]\nanchors:", 5, 10, "choice", '"swedish" is near'),
    "unknown anchor": ("[feet, sounds]", "[feet, smells]", 5, 17, "choice", "is not known"),
    "part missing": ("- rest: 10 s", "- use: nothing-here", 10, 14, "use", "no part called 'nothing-here'"),
    "part outside": ("- rest: 10 s", "- use: ../../etc/passwd", 10, 14, "name", "a short name"),
    "part using a part": ("Hello there.", "Hello.", 0, 0, "", ""),
    "waiver without a reason": ("anchors:", "waive: [{rule: eyes}]\nanchors:", 5, 9, "missing", "'why'"),
    "time as a number": ("name: only", "name: only\n    time: 30", 8, 11, "type", "with its unit"),
    "unknown guidance": ("anchors:", "guidance: lots\nanchors:", 5, 11, "choice", "is not known"),
    "window too short": ("rest: 10 s", 'ask: "How?"\n        window: 2 s', 11, 17, "range", "is outside"),
}  # fmt: skip
del SWAPS["part using a part"]


@pytest.mark.parametrize("kind", SWAPS)
def test_a_fault_is_named_where_it_is(kind: str) -> None:
    """One of the faults is this one, at this line and column, in these words; it is the first of its rule."""
    old, new, line, column, rule, fragment = SWAPS[kind]
    faults = faults_of(swapped(old, new))
    hits = [fault for fault in faults if fault.rule == rule]
    assert [(fault.line, fault.column) for fault in hits[:1]] == [(line, column)], faults
    assert fragment in hits[0].message
    assert str(hits[0]).startswith(f"x.yaml:{line}:{column}: ")


def test_there_are_at_least_thirty_kinds() -> None:
    """Far more."""
    assert len(SWAPS) >= 80


@pytest.mark.parametrize(
    ("data", "rule", "line", "column", "fragment"),
    [
        (b"", "empty", 1, 1, "the file is empty"),
        (b" \n\t\n", "empty", 1, 1, "the file is empty"),
        (codecs.BOM_UTF8, "empty", 1, 1, "the file is empty"),
        (b"# only\n# comments\n", "empty", 1, 1, "nothing but comments"),
        (b"---\n...\n", "type", 2, 1, "starts with keys"),
        (b"- a\n- b\n", "type", 1, 1, "starts with keys"),
        (b"just words\n", "type", 1, 1, "starts with keys"),
        (GOOD.encode("utf-16"), "encoding", 1, 1, "UTF-16"),
        (GOOD.encode("utf-16-le"), "control", 1, 2, "U+0000"),
        (GOOD.encode("utf-32"), "encoding", 1, 1, "UTF-8"),
        (GOOD.replace("Mine", "Caf\u00e9").encode("latin-1"), "encoding", 1, 11, "save it as UTF-8"),
        ("title: \u00e9\u00e9".encode() + b"\xff\n", "encoding", 1, 10, "UTF-8"),
        (codecs.BOM_UTF8 + "title: \u00e9\u00e9".encode() + b"\xff\n", "encoding", 1, 10, "UTF-8"),
        (bytes(range(256)), "encoding", 2, 118, "not a text file"),
        (b"title: x\n" * 40_000, "too-large", 1, 1, "256 KiB"),
        (b"a: " + b"[" * 40 + b"]" * 40, "too-deep", 1, 35, "32 deep"),
        (b"- x\n" * 25_000, "too-many", 20_000, 3, "20000 values"),
    ],
)
def test_what_is_no_script_at_all(data: bytes, rule: str, line: int, column: int, fragment: str) -> None:
    """Empty, not text, not YAML, too much: one clear sentence."""
    faults = faults_of(data)
    assert [(fault.rule, fault.line, fault.column) for fault in faults[:1]] == [(rule, line, column)], faults[
        :2
    ]
    assert fragment in faults[0].message
    assert "\n" not in faults[0].message


def test_a_byte_order_mark_is_no_fault() -> None:
    """Some editors write one."""
    assert faults_of(codecs.BOM_UTF8 + GOOD.encode()) == ()


def test_windows_line_ends_are_no_fault() -> None:
    """Nor do they move the places of faults."""
    assert faults_of(GOOD.replace("\n", "\r\n")) == ()
    faults = faults_of(swapped("rest: 10 s", "rest: 10").replace("\n", "\r\n"))
    assert [(fault.line, fault.column) for fault in faults] == [(10, 15)]


def test_silent_conversions_do_not_happen() -> None:
    """What YAML would turn into numbers and truths stays the text that was written."""
    text = (
        swapped("title: Mine", "title: on").replace("A small script.", "017").replace('"Hello there."', "no")
    )
    script = build_script(text.encode(), "x.yaml", PARTS.get)
    assert (script.title, script.about) == ("on", "017")
    assert script.sections[0].steps[0].lines[0].text == "no"
    for spelling, ms in (
        ("1.5 min", 90_000),
        ("2 min 30 s", 150_000),
        ("90 seconds", 90_000),
        ("500 ms", 500),
    ):
        script = build_script(swapped("10 s", spelling).encode(), "x.yaml", PARTS.get)
        assert script.sections[0].steps[1] == Rest(ms)


TEN = """\
titel: Mine
about: [A small script.]
moment: befor
minutes: {least: 1:30, ideal: 2, most: 500}
anchors: [feet, smells]
sections:
  - name: Only One
    steps:
      - sya: "Hello there."
      - rest: 10
      - bell: bong
  - name: closing
    optional: 1
    steps:
      - say: "It is {nmae}."
"""


def test_all_faults_come_in_one_go() -> None:
    """Twelve faults in one file, in the order of the file."""
    faults = faults_of(TEN)
    found = [(fault.line, fault.rule) for fault in faults]
    expected = [
        (1, "missing"), (1, "unknown-key"), (2, "type"), (3, "choice"), (4, "type"), (4, "range"), (5, "choice"),
        (9, "step"), (10, "type"), (11, "choice"), (12, "closing"), (15, "field"),
    ]  # fmt: skip
    assert [one for one in expected if one not in found] == []
    assert list(faults) == sorted(faults)


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        # A misspelt key in a section does not hide what is wrong in its steps.
        (swapped("name: only\n", "name: only\n    tittle: x\n").replace("rest: 10 s", "rset: 10 s"),
         {"unknown-key", "step"}),
        # A missing name does not hide them either.
        (swapped("  - name: only\n    steps:", "  - steps:").replace("rest: 10 s", "rset: 10 s"), {"missing", "step"}),
        # A bad optional, and a bad step.
        (swapped("name: only\n", "name: only\n    optional: on\n").replace("rest: 10 s", "rset: 10 s"),
         {"type", "step"}),
        # A fault in the head does not hide minutes out of order.
        (swapped("title: Mine", "titel: Mine").replace("least: 0.5", "least: 3"), {"unknown-key", "minutes"}),
        # A misspelt key in a repeat does not hide what is wrong inside.
        (swapped("- rest: 10 s", "- repeat: [{rset: 10 s}]\n        tmies: 2"), {"unknown-key", "step"}),
        # A misspelt key in a line does not hide a field that is none.
        (swapped('say: "Hello there."', 'say: {text: "Hello {nmae}.", anchr: feet}'), {"unknown-key", "field"}),
        # Two things wrong in one step.
        (swapped("- rest: 10 s", "- {breathe: nope, cycels: 2}"), {"unknown-key", "pattern"}),
        # The name of a section twice, also where one of them has another fault.
        (swapped("name: closing\n", "name: only\n    tittle: x\n"), {"unknown-key", "duplicate"}),
        # An optional closing with another fault.
        (swapped("name: closing\n", "name: closing\n    optional: 1\n    tittle: x\n"), {"unknown-key", "closing"}),
        # A part that is not well-formed does not hide the faults of the script.
        (swapped("- rest: 10 s", "- use: garbled").replace("title: Mine", "titel: Mine"), {"yaml", "unknown-key"}),
        # Too many choices do not hide that one of them is no text.
        (swapped("[feet, sounds]", "[feet, smells]").replace("moment: before", "moment: now"), {"choice"}),
    ],
)  # fmt: skip
def test_one_fault_does_not_hide_another(text: str, rules: set[str]) -> None:
    """Whatever else is wrong around it."""
    assert rules <= {fault.rule for fault in faults_of(text)}


def test_ask_in_during_is_refused() -> None:
    """Nobody types face down."""
    text = swapped("moment: before", "moment: during").replace("- rest: 10 s", '- ask: "How is it?"')
    hits = [fault for fault in faults_of(text) if fault.rule == "ask"]
    assert [(fault.line, fault.column) for fault in hits] == [(10, 9)]
    assert "face down" in hits[0].message


def test_dense_in_during_is_refused() -> None:
    """It is for before and after."""
    text = swapped("moment: before", "moment: during\nguidance: [sparse, dense]")
    assert [(fault.rule, fault.line, fault.column) for fault in faults_of(text)] == [("guidance", 4, 11)]


def test_parts_stand_where_they_are_used() -> None:
    """Lines among lines, steps among steps."""
    script = build_script(swapped("- rest: 10 s", "- use: steps").encode(), "x.yaml", PARTS.get)
    assert len(script.sections[0].steps) == 3
    said = build_script(
        swapped('say: "Hello there."', "say: [use: lines, 'Third.']").encode(), "x.yaml", PARTS.get
    )
    step = said.sections[0].steps[0]
    assert isinstance(step, Say)
    assert [line.text for line in step.lines] == ["One line.", "Another.", "Third."]


def test_a_part_that_uses_a_part_is_refused() -> None:
    """At its place in the part's own file."""
    faults = faults_of(swapped("- rest: 10 s", "- use: nested"))
    assert ("parts/nested.yaml", 3, "use") in [(fault.path, fault.line, fault.rule) for fault in faults]
    assert any("cannot use another part" in fault.message for fault in faults)


def test_a_fault_in_a_part_is_named_in_the_part() -> None:
    """With the part's own line and column, once however often it is used."""
    faults = faults_of(swapped("- rest: 10 s", "- use: broken\n      - use: broken"))
    assert [(fault.path, fault.line, fault.column, fault.rule) for fault in faults] == [
        ("parts/broken.yaml", 3, 5, "step")
    ]


def test_a_part_needs_items() -> None:
    """Checked when it is used, and on its own."""
    assert faults_of(swapped("- rest: 10 s", "- use: keyless"))
    with pytest.raises(ScriptError, match="needs 'about'"):
        check_part(b"items: [a]\n", "parts/p.yaml")
    with pytest.raises(ScriptError, match="a list of lines or steps"):
        check_part(b"about: x\nitems: []\n", "parts/p.yaml")


def test_a_part_in_the_place_of_a_list_is_taken_or_named() -> None:
    """`free: {use: lines}`: the schema lets it stand, so it is read, as `free: [use: lines]` is."""
    assert faults_of(swapped("anchors:", "free: {use: lines}\nanchors:")) == ()


def test_an_empty_unset_in_a_map_under_say_is_enough() -> None:
    """As it is in the pools: without an intention nothing is said."""
    assert faults_of(swapped('"Hello there."', '{text: "Word: {intention}.", unset: ""}')) == ()
    assert faults_of(swapped('say: "Hello there."', 'say: "Word: {intention}."\n        unset: ""')) == ()


@pytest.mark.parametrize("word", ["null", "~", "Null"])
def test_a_null_is_not_read_aloud(word: str) -> None:
    """`unset: ~` means nothing is said, or is a fault; it is never spoken as a word."""
    text = swapped('"Hello there."', f'{{text: "Word: {{intention}}.", unset: {word}}}')
    if not faults_of(text):
        script = build_script(text.encode(), "x.yaml", PARTS.get)
        assert script.sections[0].steps[0].lines[0].unset == ""


def test_repeats_are_read_as_steps() -> None:
    """With their own steps inside."""
    text = swapped("- rest: 10 s", "- repeat: [{bell: bell}, rest]\n        times: 3")
    step = build_script(text.encode(), "x.yaml", PARTS.get).sections[0].steps[1]
    assert isinstance(step, Repeat)
    assert (len(step.steps), step.times) == (2, 3)


def test_reading_is_deterministic() -> None:
    """The same text gives the same script, or the same faults in the same order."""
    assert build_script(GOOD.encode(), "x.yaml", PARTS.get) == build_script(
        GOOD.encode(), "x.yaml", PARTS.get
    )
    assert faults_of(TEN) == faults_of(TEN)


STYLE = """\
title: Mine
about: A style.
minutes: [60]
positions: [prone]
expect: ["Hands."]
cautions: ["None."]
regions:
  - {name: back, share: 60}
  - {name: neck, share: 40}
"""


@pytest.mark.parametrize(
    ("old", "new", "line", "rule"),
    [
        ("share: 40", "share: 41", 8, "shares"),
        ("minutes: [60]", "minutes: [1:00]", 3, "type"),
        ("minutes: [60]", "minutes: [60.5]", 3, "range"),
        ("title: Mine", "title: Mine\nclothed: yes", 2, "type"),
        ("title: Mine", "title: Mine\nclothed: 'true'", 2, "type"),
        ("positions: [prone]", "positions: [prona]", 4, "choice"),
        ("share: 40", "share: 40, kind: works", 9, "choice"),
    ],
)
def test_faults_of_a_style(old: str, new: str, line: int, rule: str) -> None:
    """Named in the same way."""
    assert build_style(STYLE.encode(), "thai.yaml").id == "thai"
    with pytest.raises(ScriptError) as caught:
        build_style(STYLE.replace(old, new).encode(), "thai.yaml")
    assert (line, rule) in [(fault.line, fault.rule) for fault in caught.value.faults]
