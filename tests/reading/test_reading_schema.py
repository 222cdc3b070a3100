"""The JSON Schema and the reader say the same: what ships is valid, unknown keys are refused by both."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from reading_support import GOOD, PARTS, faults_of, swapped

from massage_mind.reading.json_schema import script_schema
from massage_mind.reading.library import Library
from massage_mind.reading.script_file import HEAD
from massage_mind.reading.step_rows import STEPS

SHIPPED = [found.path for found in Library(None).found()]


@cache
def validator() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(script_schema())


def valid(document: Any) -> bool:
    return validator().is_valid(document)


def test_the_schema_is_a_schema() -> None:
    """By its own dialect, and it names what it is."""
    schema = script_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"].endswith("2020-12/schema")
    assert set(HEAD) <= set(schema["properties"])


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: Path(path).stem)
def test_every_shipped_script_is_valid(path: Path) -> None:
    """As an editor would see it."""
    document = yaml.safe_load(path.read_text(encoding="utf-8"))
    errors = [
        error.message[:200]
        for error in jsonschema.Draft202012Validator(script_schema()).iter_errors(document)
    ]
    assert errors == []


def walk(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The places of all maps in a document."""
    found = [path] if isinstance(value, dict) else []
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        found.extend(walk(one, (*path, key)))
    return found


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: Path(path).stem)
def test_an_unknown_key_is_refused_by_both(path: Path) -> None:
    """In every map of every shipped script."""
    text = path.read_text(encoding="utf-8")
    for place in walk(yaml.safe_load(text)):
        document = yaml.safe_load(text)
        here = document
        for key in place:
            here = here[key]
        here["zzz"] = "x"
        assert not valid(document), place
        assert faults_with_library(yaml.safe_dump(document, sort_keys=False, allow_unicode=True)), place


def faults_with_library(text: str) -> bool:
    from massage_mind.errors import ScriptError
    from massage_mind.reading.script_file import build_script

    try:
        build_script(text.encode(), "x.yaml", Library(None).part)
    except ScriptError:
        return True
    return False


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("moment: before", "moment: now"),
        ("ideal: 2", "ideal: 500"),
        ("rest: 10 s", "rest: soon"),
        ("rest: 10 s", "bell: bong"),
        ("rest: 10 s", "repeat: [{repeat: [rest], times: 2}]\n        times: 2"),
        ("anchors: [feet, sounds]", "anchors: [smells]"),
        ("name: only", "name: only\n    optional: 0"),
        ("rest: 10 s", 'ask: "How?"\n        choices: [one]'),
        ("sections:", "waive: [{rule: eyes}]\nsections:"),
    ],
)
def test_what_the_schema_refuses_the_reader_refuses(old: str, new: str) -> None:
    """Both of them, for the same text."""
    text = swapped(old, new)
    assert not valid(yaml.safe_load(text))
    assert faults_of(text)


@pytest.mark.parametrize(
    "extra",
    [
        "free: {use: lines}",
        "free: [use: lines]",
        'free: "One."',
        'free: {text: "One."}',
        'free: ["One.", {text: "Two.", anchor: feet}]',
        "guidance: sparse",
        "styles: [thai]",
        'waive: [{rule: eyes, why: "x"}]',
    ],
)
def test_what_the_schema_lets_stand_the_reader_reads(extra: str) -> None:
    """An editor that shows no fault is not proved wrong by `scripts check`."""
    text = GOOD + extra + "\n"
    assert valid(yaml.safe_load(text))
    assert faults_of(text) == ()
    assert PARTS


def test_every_step_and_key_is_in_the_schema() -> None:
    """Made from the same declarations."""
    kinds = script_schema()["$defs"]["step"]["anyOf"]
    heads = {name for kind in kinds for name in kind.get("properties", {})}
    assert set(STEPS) <= heads
