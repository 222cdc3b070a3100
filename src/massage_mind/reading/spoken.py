"""A line as it stands in a file: a text, or a map with more about it; and the parts that may stand in its place."""

from __future__ import annotations

import re
from typing import Any

from massage_mind.errors import Fault
from massage_mind.names import ANCHORS
from massage_mind.reading.forms import BAD, Choice, Many, Name, Property, Table, TableValues, Text, place_of
from massage_mind.reading.nodes import Node
from massage_mind.script.wording import FIELDS, Line
from massage_mind.values import dataclass
from massage_mind.words.near import likely

_BRACES = r"\{([^{}]*)\}"

USE = Table(
    "use", {"use": Property(Name(), "the name of a part; its items stand here instead", required=True)}
)
_SPOKEN = Text(what="a text to speak")
_LINE_TABLE = Table(
    "a line",
    {
        "text": Property(_SPOKEN, "what is said", required=True),
        "unset": Property(
            Text(empty=True), "what is said instead where it names {intention} and none is set"
        ),
        "anchor": Property(Choice(ANCHORS), "what it rests attention on, so that a person can prefer others"),
        "regions": Property(
            Many(Text(60), single=True), "parts of the body it names, so that a person can leave them out"
        ),
    },
)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A line: a text, or a map with `text` and more about it. Fields in braces are checked here."""

    region: bool = False
    needs_unset: bool = True

    @property
    def expects(self) -> str:
        return "a text to speak, or a map with text"

    def read(self, node: Node, faults: list[Fault]) -> Any:
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
            entry.get("anchor", ""),
            entry.get("regions", ()),
            place_of(place_node),
        )
        before = len(faults)
        self.check(line, "unset" in entry.values, place_node, faults)
        return line if len(faults) == before else BAD

    def check(self, line: Line, has_unset: bool, node: Node, faults: list[Fault]) -> None:
        """Note what is wrong with the fields of a line."""
        for text in (line.text, line.unset):
            for name in re.findall(_BRACES, text):
                if name not in FIELDS:
                    faults.append(
                        node.fault("field", f"{{{name[:40]}}} is not a field{likely(name, tuple(FIELDS))}")
                    )
                elif name == "region" and not self.region:
                    faults.append(node.fault("field", "{region} has a meaning only in `at_region` of a scan"))
            if {"{", "}"} & set(re.sub(_BRACES, "", text)):
                faults.append(node.fault("field", "a brace stands alone; fields are written {like_this}"))
        if "{intention}" in line.unset:
            faults.append(
                node.fault("unset", "`unset` is for when there is no intention, so it cannot name it")
            )
        if "{intention}" in line.text and self.needs_unset and not has_unset:
            message = (
                "this names {intention}; write a map with `text` and `unset`, the words for when none is set"
            )
            faults.append(node.fault("unset", message))

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [_SPOKEN.schema(), _LINE_TABLE.schema(), USE.schema()]}


LINES = Many(Spoken(), single=True)
"""One line or several."""
