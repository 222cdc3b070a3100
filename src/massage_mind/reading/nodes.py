"""From bytes to a plain tree of nodes, in one bounded walk of the YAML event stream.

Nothing is built before it is known to be small and plain: libyaml's own loaders crash the interpreter at 30,000 nested
brackets, and expand merge keys and aliases without end. Every scalar stays the text that was written, so YAML's silent
conversions (`1:30` to 90, `017` to 15, `on` to true) cannot happen.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from massage_mind.errors import Fault, ScriptError
from massage_mind.record.texts import has_broken_letters
from massage_mind.values import dataclass

MOST_BYTES = 256 * 1024
MOST_DEPTH = 32
MOST_VALUES = 20_000
MOST_FAULTS = 200

# Control characters but for tab and line ends, the C1 block, and the marks that turn the direction of writing.
_CONTROL = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069]"


@dataclass(frozen=True, slots=True)
class Node:
    """One value of a document: a text, a list, or a map. Line and column count from 1. `plain`: written unquoted."""

    kind: Literal["text", "list", "map"]
    path: str
    line: int
    column: int
    text: str = ""
    plain: bool = False
    items: tuple[Node, ...] = ()
    pairs: tuple[tuple[Node, Node], ...] = ()

    def fault(self, rule: str, message: str, found: str = "", rather: str = "") -> Fault:
        return Fault(self.path, self.line, self.column, rule, message, found, rather)


class _Stop(Exception):
    """The walk cannot go on after this fault."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault


class Faults(list[Fault]):
    """The faults of one file. A file with hundreds of them is given up: its first ones say enough."""

    def append(self, fault: Fault) -> None:
        super().append(fault)
        if len(self) >= MOST_FAULTS:
            raise ScriptError(tuple(self), f"These are the first {MOST_FAULTS}; there are more.")


def read_document(data: bytes, path: str) -> tuple[Node, Faults]:
    """The tree of a YAML document and the faults found on the way (duplicate keys, anchors, tags and the like).

    Raises `ScriptError` where no tree can be had: too large, not text, not YAML, empty.
    """
    text = _decode(data, path)
    walk = _Walk(path)
    try:
        root = walk.document(_events(text, path))
    except _Stop as stop:
        raise ScriptError((*walk.faults, stop.fault)) from None
    except RecursionError:  # pragma: no cover - the depth is bounded before Python's own limit is near
        raise ScriptError((Fault(path, 1, 1, "too-deep", "the file is nested too deep"),)) from None
    return root, walk.faults


def read_bytes(path: Path, shown: str) -> bytes:
    """The file's bytes, one more than allowed at the most. Raises `ScriptError` where it cannot be read."""
    try:
        if path.is_dir():
            raise ScriptError((Fault(shown, 1, 1, "unreadable", "this is a folder, not a script file"),))
        if path.exists() and not path.is_file():
            raise ScriptError(
                (Fault(shown, 1, 1, "unreadable", "this is a pipe or a device, not a script file"),)
            )
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        from massage_mind.words.reasons import reason_words

        why = f"the file can't be read: {reason_words(error)}"
        raise ScriptError((Fault(shown, 1, 1, "unreadable", why),)) from None


def _decode(data: bytes, path: str) -> str:
    def stop(message: str, rule: str, line: int = 1, column: int = 1) -> ScriptError:
        return ScriptError((Fault(path, line, column, rule, message),))

    if len(data) > MOST_BYTES:
        raise stop(
            f"the file is larger than {MOST_BYTES // 1024} KiB, the most a script may have", "too-large"
        )
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)):
        raise stop("the file is written in UTF-16; save it as UTF-8", "encoding")
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode(errors="replace")) + 1
        what = "it is not a text file" if b"\0" in data else "save it as UTF-8"
        raise stop(f"the bytes here are not UTF-8; {what}", "encoding", line, column) from None
    found = _control_in(text)
    if found:
        start = found.start()
        line = text.count("\n", 0, start) + 1
        column = start - (text.rfind("\n", 0, start) + 1) + 1
        raise stop(
            f"a control character stands here (U+{ord(found[0]):04X}); take it out", "control", line, column
        )
    if not text.strip():
        raise stop("the file is empty; scripts new writes one to start from", "empty")
    return text


def _control_in(text: str) -> re.Match[str] | None:
    """The first control character; compiled when first needed, which for most scripts is never."""
    return None if text.replace("\n", "").isprintable() else re.search(_CONTROL, text)


def _events(text: str, path: str) -> Iterator[Any]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        yield from yaml.parse(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        from massage_mind.reading.yaml_words import what_and_where

        what, line, column = what_and_where(error, text.splitlines())
        raise _Stop(Fault(path, line, column, "yaml", what)) from None
    except yaml.YAMLError as error:
        from massage_mind.reading.yaml_words import in_our_words

        raise _Stop(Fault(path, 1, 1, "yaml", in_our_words(str(error)))) from None


class _Walk:
    """Builds nodes from events, counting as it goes."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.faults = Faults()
        self.values = 0

    def document(self, events: Iterator[Any]) -> Node:
        root: Node | None = None
        for event in events:
            name = type(event).__name__
            if name in ("StreamStartEvent", "StreamEndEvent", "DocumentEndEvent"):
                continue
            if name == "DocumentStartEvent":
                if root is not None:
                    raise _Stop(self.at(event, "documents", "a second document starts here; a script is one"))
                continue
            root = self.node(event, events, 1)
        if root is None:
            raise _Stop(Fault(self.path, 1, 1, "empty", "the file holds nothing but comments"))
        return root

    def at(self, event: Any, rule: str, message: str) -> Fault:
        mark = event.start_mark
        return Fault(self.path, mark.line + 1, mark.column + 1, rule, message)

    def node(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        self.values += 1
        if self.values > MOST_VALUES:
            raise _Stop(self.at(event, "too-many", f"more than {MOST_VALUES} values in one file"))
        if depth > MOST_DEPTH:
            raise _Stop(self.at(event, "too-deep", f"nested more than {MOST_DEPTH} deep"))
        name = type(event).__name__
        if name == "AliasEvent":
            raise _Stop(
                self.at(
                    event, "alias", "aliases (*name) are not used in scripts; write it out or make a part"
                )
            )
        if event.anchor:
            self.faults.append(
                self.at(event, "anchor", "anchors (&name) are not used in scripts; take it out")
            )
        if event.tag and event.tag != "!":
            self.faults.append(
                self.at(event, "tag", f"tags such as {event.tag} are not used in scripts; take it out")
            )
        mark = event.start_mark
        line, column = mark.line + 1, mark.column + 1
        if name == "ScalarEvent":
            return self.scalar(event, line, column)
        if name == "SequenceStartEvent":
            items = []
            while type(inner := next(events)).__name__ != "SequenceEndEvent":
                items.append(self.node(inner, events, depth + 1))
            return Node("list", self.path, line, column, items=tuple(items))
        return self.map(events, line, column, depth)

    def scalar(self, event: Any, line: int, column: int) -> Node:
        found = _control_in(event.value)
        if found:
            message = f"the text holds a control character (U+{ord(found[0]):04X}); take it out"
            self.faults.append(self.at(event, "control", message))
        if has_broken_letters(event.value):
            raise _Stop(
                self.at(event, "encoding", "the text holds half a character (a lone surrogate); take it out")
            )
        return Node("text", self.path, line, column, text=event.value, plain=not event.style)

    def map(self, events: Iterator[Any], line: int, column: int, depth: int) -> Node:
        pairs: list[tuple[Node, Node]] = []
        seen: dict[str, Node] = {}
        while type(inner := next(events)).__name__ != "MappingEndEvent":
            key = self.node(inner, events, depth + 1)
            value = self.node(next(events), events, depth + 1)
            if key.kind != "text":
                self.faults.append(key.fault("key", "a key has to be a plain word"))
                continue
            if key.text == "<<" and key.plain:
                self.faults.append(
                    key.fault("merge", "merge keys (<<) are not used in scripts; write it out")
                )
                continue
            if key.text in seen:
                first = seen[key.text].line
                self.faults.append(
                    key.fault("duplicate", f"{key.text!r} stands here again (first on line {first})")
                )
                continue
            seen[key.text] = key
            pairs.append((key, value))
        return Node("map", self.path, line, column, pairs=tuple(pairs))
