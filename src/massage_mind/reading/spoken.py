"""A line as it stands in a file: a text, or a map with more about it; and the parts that may stand in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from massage_mind.errors import Fault
from massage_mind.names import AIMS, ANCHORS, POSITIONS
from massage_mind.reading.forms import (
    BAD,
    Choice,
    Flag,
    Many,
    Name,
    Property,
    Table,
    TableValues,
    Text,
    place_of,
    unknown_word,
)
from massage_mind.reading.nodes import Node
from massage_mind.script.wording import FIELDS, PARKED, Line
from massage_mind.values import dataclass

USE = Table(
    "use", {"use": Property(Name(), "the name of a part; its items stand here instead", required=True)}
)
_SPOKEN = Text(what="a text to speak")
_LINE_AIMS = tuple(aim for aim in AIMS if aim != "none")
_TAGS: dict[str, Property] = {
    "anchor": Property(Choice(ANCHORS), "what it rests attention on, so that a person can prefer others"),
    "regions": Property(
        Many(Text(60), single=True), "parts of the body it names, so that a person can leave them out"
    ),
    "position": Property(
        Many(Choice(POSITIONS), single=True), "the positions in which it is true; any without it"
    ),
    "clothed": Property(
        Flag(), "true where it supposes clothes, false where it supposes skin, oil, a sheet or a towel"
    ),
    "gently": Property(
        Flag(), "true where it is only for somebody to whom touch may be hard, false where it is not for them"
    ),
    "when": Property(
        Choice(("early", "late")),
        "early where it goes with the first part of the massage, late with the last",
    ),
    "aim": Property(Choice(_LINE_AIMS), "the kind of intention it goes with; any without it"),
}
"""What a line can tell of itself, and a thread of all its lines."""
_FIELDS_OF_TAGS = {"position": "positions"}
_LINE_TABLE = Table(
    "a line",
    {
        "text": Property(_SPOKEN, "what is said", required=True),
        "unset": Property(
            Text(empty=True),
            "what is said instead where it names {intention} and none is set, or {parked} and nothing was put down",
        ),
        "instead": Property(_SPOKEN, "what is said where one of its regions is left out; nothing without it"),
        **_TAGS,
    },
)
_BRACES = r"\{([^{}]*)\}"
MOST_WORDINGS = 20


def _tags(values: TableValues) -> dict[str, Any]:
    """The tags that stand there, as fields of a line."""
    return {_FIELDS_OF_TAGS.get(key, key): values.values[key] for key in _TAGS if key in values.values}


def _has(node: Node, key: str) -> bool:
    return node.kind == "map" and any(one.text == key for one, _ in node.pairs)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A line: a text, a map with `text` and more about it, or a map with `one_of`: wordings to choose from.

    Fields in braces are checked here.
    """

    region: bool = False
    needs_unset: bool = True

    @property
    def expects(self) -> str:
        return "a text to speak, or a map with text"

    def read(self, node: Node, faults: list[Fault]) -> Any:
        if _has(node, "one_of"):
            entry = self.choice().read(node, faults)
            wordings: tuple[Line, ...] = entry.get("one_of", ())
            return replace(wordings[0], others=wordings[1:]) if wordings else BAD
        return self.one(node, faults)

    def choice(self) -> Table:
        """A choice of wordings."""
        many = Many(_One(self), least=2, most=MOST_WORDINGS)
        return Table(
            "a choice", {"one_of": Property(many, "wordings: the one heard longest ago is said", True)}
        )

    def one(self, node: Node, faults: list[Fault]) -> Any:
        """One wording."""
        if node.kind == "map":
            entry = _LINE_TABLE.read(node, faults)
            if "text" not in entry.values:
                return BAD
        else:
            value = _SPOKEN.read(node, faults)
            if value is BAD:
                return BAD
            entry = TableValues(node, {"text": value})
        place_node = entry.where("text")
        line = Line(
            entry.values["text"],
            # Given and empty means: then nothing is said. Told apart from not given by a space.
            entry.values.get("unset", "") or " " * ("unset" in entry.values),
            instead=entry.get("instead", ""),
            place=place_of(place_node),
            **_tags(entry),
        )
        before = len(faults)
        self.check(line, "unset" in entry.values, place_node, faults)
        return line if len(faults) == before else BAD

    def check(self, line: Line, has_unset: bool, node: Node, faults: list[Fault]) -> None:
        """Note what is wrong with the fields of a line."""
        for text in (line.text, line.unset, line.instead):
            for name in re.findall(_BRACES, text):
                if name not in FIELDS:
                    sentence = f"{{{name[:40]}}} is not a field"
                    faults.append(unknown_word(node, "field", sentence, name, tuple(FIELDS)))
                elif name in ("region", "your_region") and not self.region:
                    message = f"{{{name}}} has a meaning only in `at_region` of a scan"
                    faults.append(node.fault("field", message))
            if {"{", "}"} & set(re.sub(_BRACES, "", text)):
                faults.append(node.fault("field", "a brace stands alone; fields are written {like_this}"))
        if "{intention}" in line.unset:
            faults.append(
                node.fault("unset", "`unset` is for when there is no intention, so it cannot name it")
            )
        faults.extend(_parked_faults(line, has_unset, node))
        if "{intention}" in line.instead:
            faults.append(node.fault("instead", "`instead` cannot name {intention}"))
        if line.instead and not line.regions:
            faults.append(
                node.fault("instead", "`instead` goes with `regions`: it is for when one is left out")
            )
        if "{intention}" in line.text and self.needs_unset and not has_unset:
            message = (
                "this names {intention}; write a map with `text` and `unset`, the words for when none is set"
            )
            faults.append(node.fault("unset", message))

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [*self.schema_of_one()["anyOf"], self.choice().schema(), USE.schema()]}

    def schema_of_one(self) -> dict[str, Any]:
        """The JSON Schema of one wording."""
        return {"anyOf": [_SPOKEN.schema(), _LINE_TABLE.schema()]}


@dataclass(frozen=True, slots=True)
class _One:
    """One wording of a choice, in which there is no other choice."""

    of: Spoken

    @property
    def expects(self) -> str:
        return self.of.expects

    def read(self, node: Node, faults: list[Fault]) -> Any:
        return self.of.one(node, faults)

    def schema(self) -> dict[str, Any]:
        return self.of.schema_of_one()


def _parked_faults(line: Line, has_unset: bool, node: Node) -> Iterator[Fault]:
    """What was put down is named in the text alone, and only beside the words for when nothing was."""
    if PARKED in line.unset + line.instead:
        message = (
            "`unset` and `instead` cannot name {parked}: they are for when nothing was put down, or not said"
        )
        yield node.fault("parked", message)
    if PARKED in line.text and not has_unset:
        message = "this names {parked}; write a map with `text` and `unset`, the words for when nothing was put down"
        yield node.fault("unset", message)


LINES = Many(Spoken(), single=True)
"""One line or several."""

MOST_IN_THREAD = 9
_THREAD = Table(
    "a thread",
    {
        "thread": Property(
            Many(Spoken(), least=2, most=MOST_IN_THREAD),
            "lines on one thing, heard in order; each has to stand alone",
            required=True,
        ),
        "after": Property(Spoken(), "a freedom cue that fits right behind its last line"),
        **_TAGS,
    },
)


@dataclass(frozen=True, slots=True)
class Pool:
    """Lines to choose from: a line or a thread, or a list of them. Read as its lines, those of a thread numbered."""

    most: int = 500

    @property
    def expects(self) -> str:
        return "a line or a thread, or a list of them"

    def read(self, node: Node, faults: list[Fault]) -> Any:
        items = node.items if node.kind == "list" else (node,)
        if not 1 <= len(items) <= self.most:
            message = f"expected 1 to {self.most} here, found {len(items)}"
            faults.append(node.fault("count", message))
            return BAD
        lines: list[Line] = []
        for number, item in enumerate(items, 1):
            if _has(item, "thread"):
                lines += _thread(item, number, faults)
                continue
            line = Spoken().read(item, faults)
            lines += [line] * (line is not BAD)
        return tuple(lines)

    def schema(self) -> dict[str, Any]:
        one = {"anyOf": [*Spoken().schema()["anyOf"], _THREAD.schema()]}
        return {"anyOf": [one, {"type": "array", "items": one, "minItems": 1, "maxItems": self.most}]}


def _thread(node: Node, number: int, faults: list[Fault]) -> list[Line]:
    """The lines of a thread, with what it tells of all of them."""
    values = _THREAD.read(node, faults)
    lines: tuple[Line, ...] = values.get("thread", ())
    tags = _tags(values)
    found = [replace(line, **{**tags, **_told(line)}, thread=number) for line in lines]
    after: Line | None = values.get("after")
    if found and after is not None:
        found[-1] = replace(found[-1], after=after)
    return found


def _told(line: Line) -> dict[str, Any]:
    """The tags that a line has of its own."""
    names = [_FIELDS_OF_TAGS.get(key, key) for key in _TAGS]
    return {name: getattr(line, name) for name in names if getattr(line, name) not in ("", (), None)}


POOL = Pool()
"""Lines alone and in threads."""
