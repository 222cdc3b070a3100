"""The kinds of value a script file can hold. One declaration checks a file, names its faults and gives the JSON Schema."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from typing import Any, Protocol

from massage_mind.errors import Fault
from massage_mind.reading.nodes import Node
from massage_mind.script.wording import Place
from massage_mind.values import dataclass
from massage_mind.words.near import likely

_LENGTH = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*(ms|s|sec|seconds?|min|minutes?|h|hours?)")
_UNITS = {"ms": 1, "s": 1_000, "sec": 1_000, "second": 1_000, "seconds": 1_000}
_UNITS |= {
    "min": 60_000,
    "minute": 60_000,
    "minutes": 60_000,
    "h": 3_600_000,
    "hour": 3_600_000,
    "hours": 3_600_000,
}
_NUMBER = re.compile(r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")


class Bad:
    """Stands for a value that could not be read; its fault has been noted."""


BAD = Bad()


class ValueKind(Protocol):
    """A kind of value."""

    def read(self, node: Node, faults: list[Fault]) -> Any:
        """The value of a node; `BAD` where there is none, with its faults noted."""
        ...

    def schema(self) -> dict[str, Any]:
        """Its JSON Schema."""
        ...

    @property
    def expects(self) -> str:
        """What is expected, in words."""
        ...


def place_of(node: Node) -> Place:
    """Where a node stands in its file."""
    return Place(node.path, node.line, node.column)


def _wrong(node: Node, expects: str) -> Fault:
    shown = {"list": "a list", "map": "a map"}.get(
        node.kind, repr(node.text[:40]) if node.text else "nothing"
    )
    return node.fault("type", f"expected {expects}, found {shown}")


@dataclass(frozen=True, slots=True)
class Text:
    """A text of at least one character that is not white space."""

    most: int = 600
    empty: bool = False
    what: str = "a text"

    @property
    def expects(self) -> str:
        return self.what

    def read(self, node: Node, faults: list[Fault]) -> Any:
        if node.kind != "text" or (not node.text.strip() and not self.empty):
            faults.append(_wrong(node, self.expects))
            return BAD
        if node.plain and node.text in ("~", "null", "Null", "NULL"):
            faults.append(
                node.fault("type", f'expected {self.expects}, found {node.text}; for nothing, write ""')
            )
            return BAD
        if len(node.text) > self.most:
            faults.append(
                node.fault("too-long", f"this text has {len(node.text)} characters; at most {self.most}")
            )
            return BAD
        return " ".join(node.text.split())

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "maxLength": self.most, **({} if self.empty else {"minLength": 1})}


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    words: tuple[str, ...]

    @property
    def expects(self) -> str:
        return f"one of {', '.join(self.words)}"

    def read(self, node: Node, faults: list[Fault]) -> Any:
        if node.kind == "text" and node.text in self.words:
            return node.text
        if node.kind == "text" and node.text:
            faults.append(
                node.fault("choice", f"{node.text[:40]!r} is not known{likely(node.text, self.words)}")
            )
        else:
            faults.append(_wrong(node, self.expects))
        return BAD

    def schema(self) -> dict[str, Any]:
        return {"enum": list(self.words)}


@dataclass(frozen=True, slots=True)
class Number:
    """A number in plain decimals, within bounds; no leading zeros, no other notation."""

    low: float
    high: float
    whole: bool = False

    @property
    def expects(self) -> str:
        return f"a {'whole ' if self.whole else ''}number from {self.low:g} to {self.high:g}"

    def read(self, node: Node, faults: list[Fault]) -> Any:
        if node.kind != "text" or len(node.text) > 12 or not _NUMBER.fullmatch(node.text):
            faults.append(_wrong(node, self.expects))
            return BAD
        value = float(node.text)
        if not self.low <= value <= self.high or (self.whole and value != int(value)):
            faults.append(node.fault("range", f"{node.text} is outside; expected {self.expects}"))
            return BAD
        return int(value) if self.whole else value

    def schema(self) -> dict[str, Any]:
        return {"type": "integer" if self.whole else "number", "minimum": self.low, "maximum": self.high}


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time with its unit: `40 s`, `1.5 min`, `2 min 30 s`. Read as whole milliseconds."""

    low_ms: int = 0
    high_ms: int = 180 * 60_000

    @property
    def expects(self) -> str:
        return "a length of time with its unit, such as 40 s, 1.5 min or 2 min 30 s"

    def read(self, node: Node, faults: list[Fault]) -> Any:
        text = node.text.strip()
        if node.kind != "text" or len(text) > 40 or not re.fullmatch(rf"(?:{_LENGTH.pattern}\s*)+", text):
            faults.append(_wrong(node, self.expects))
            return BAD
        total = round(sum(float(number) * _UNITS[unit] for number, unit in _LENGTH.findall(text)))
        if not self.low_ms <= total <= self.high_ms:
            bounds = f"{self.low_ms / 1000:g} s to {self.high_ms / 1000:g} s"
            faults.append(node.fault("range", f"{text} is outside; expected {bounds}"))
            return BAD
        return total

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": rf"^\s*((\d+(\.\d+)?)\s*({_unit_pattern()})\s*)+$"}


def _unit_pattern() -> str:
    return "ms|s|sec|seconds?|min|minutes?|h|hours?"


@dataclass(frozen=True, slots=True)
class Name:
    """A short name in lower case, as file names and ids are."""

    what: str = "a short name in lower case, such as coming-back"

    @property
    def expects(self) -> str:
        return self.what

    def read(self, node: Node, faults: list[Fault]) -> Any:
        if (
            node.kind != "text"
            or not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", node.text)
            or len(node.text) > 60
        ):
            found = repr(node.text[:40]) if node.kind == "text" else f"a {node.kind}"
            faults.append(node.fault("name", f"expected {self.what}, found {found}"))
            return BAD
        return node.text

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}


@dataclass(frozen=True, slots=True)
class Flag:
    """`true` or `false`, and nothing else: `yes`, `on` and `no` mean different things to different readers."""

    @property
    def expects(self) -> str:
        return "true or false"

    def read(self, node: Node, faults: list[Fault]) -> Any:
        if node.kind == "text" and node.plain and node.text in ("true", "false"):
            return node.text == "true"
        found = repr(node.text[:40]) if node.kind == "text" else f"a {node.kind}"
        faults.append(node.fault("type", f"expected true or false, found {found}"))
        return BAD

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Many:
    """A list of one kind. With `single` one value may stand alone without a list."""

    kind: ValueKind
    single: bool = False
    least: int = 1
    most: int = 500

    @property
    def expects(self) -> str:
        return (
            f"a list, each {self.kind.expects}"
            if not self.single
            else f"{self.kind.expects}, or a list of them"
        )

    def read(self, node: Node, faults: list[Fault]) -> Any:
        if node.kind != "list":
            if self.single:
                value = self.kind.read(node, faults)
                return BAD if value is BAD else (value,)
            faults.append(_wrong(node, self.expects))
            return BAD
        if not self.least <= len(node.items) <= self.most:
            faults.append(
                node.fault("count", f"expected {self.least} to {self.most} here, found {len(node.items)}")
            )
            return BAD
        values = [self.kind.read(item, faults) for item in node.items]
        return tuple(value for value in values if value is not BAD)

    def schema(self) -> dict[str, Any]:
        many = {"type": "array", "items": self.kind.schema(), "minItems": self.least, "maxItems": self.most}
        return {"anyOf": [self.kind.schema(), many]} if self.single else many


@dataclass(frozen=True, slots=True)
class Property:
    """One key of a table: its kind, what it is for, and whether it has to be there."""

    kind: ValueKind
    about: str
    required: bool = False

    def schema(self) -> dict[str, Any]:
        """Its JSON Schema, with what it is for."""
        return {**self.kind.schema(), "description": self.about}


@dataclass(frozen=True, slots=True)
class TableValues:
    """A table that has been read: its good values by key, and where it stands. What was bad is noted and left out,
    so that a reader goes on and finds the other faults too."""

    node: Node
    values: Mapping[str, Any] = field(default_factory=dict)

    def get(self, key: str, default: Any = None) -> Any:
        """A good value, or the default where there is none."""
        return self.values.get(key, default)

    def where(self, key: str) -> Node:
        """The node of a key's value, or of the table itself."""
        return next((value for name, value in self.node.pairs if name.text == key), self.node)


@dataclass(frozen=True, slots=True)
class Table:
    """A map with known keys."""

    name: str
    properties: Mapping[str, Property]

    @property
    def expects(self) -> str:
        return f"a map with {', '.join(key for key, one in self.properties.items() if one.required) or 'known keys'}"

    def read(self, node: Node, faults: list[Fault]) -> Any:
        if node.kind != "map":
            faults.append(_wrong(node, self.expects))
            return BAD
        values: dict[str, Any] = {}
        for key, value in node.pairs:
            if key.text not in self.properties:
                hint = likely(key.text, tuple(self.properties))
                faults.append(
                    key.fault("unknown-key", f"{key.text[:40]!r} is not a key of {self.name}{hint}")
                )
                continue
            values[key.text] = self.properties[key.text].kind.read(value, faults)
        for key_name, one in self.properties.items():
            if one.required and key_name not in values:
                faults.append(node.fault("missing", f"{self.name} needs {key_name!r}: {one.about}"))
        return TableValues(node, {key: value for key, value in values.items() if value is not BAD})

    def schema(self) -> dict[str, Any]:
        properties = {key: one.schema() for key, one in self.properties.items()}
        required = [key for key, one in self.properties.items() if one.required]
        found: dict[str, Any] = {"type": "object", "properties": properties, "additionalProperties": False}
        return {**found, **({"required": required} if required else {})}
