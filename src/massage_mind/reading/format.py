"""The script format, declared once: what may stand where. The reader, the JSON Schema and docs/scripts.md come from it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from massage_mind.errors import Fault
from massage_mind.fit.timeline import GUIDANCES, MOMENTS
from massage_mind.reading.forms import (
    BAD,
    Choice,
    Entry,
    Field,
    Length,
    Many,
    Number,
    Table,
    Text,
    likely,
    place_of,
)
from massage_mind.reading.nodes import Node
from massage_mind.script.script import BELLS, FIELDS, STYLE_IDS, Line

POSITIONS = ("prone", "supine", "side", "seated", "standing")
ANCHORS = (
    "breath",
    "touch",
    "hands",
    "feet",
    "sounds",
    "table",
    "temperature",
    "heartbeat",
    "sight",
    "scent",
)
_BRACES = re.compile(r"\{([^{}]*)\}")


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


_SPOKEN = Text(what="a text to speak")
_LINE_TABLE = Table(
    "a line",
    {
        "text": Field(_SPOKEN, "what is said", required=True),
        "unset": Field(Text(empty=True), "what is said instead where it names {intention} and none is set"),
        "anchor": Field(Choice(ANCHORS), "what it rests attention on, so that a person can prefer others"),
        "regions": Field(
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
            entry = Entry(node, {"text": value})
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
        for text in (line.text, line.unset):
            for name in _BRACES.findall(text):
                if name not in FIELDS:
                    faults.append(
                        node.fault("field", f"{{{name[:40]}}} is not a field{likely(name, tuple(FIELDS))}")
                    )
                elif name == "region" and not self.region:
                    faults.append(node.fault("field", "{region} has a meaning only in `at_region` of a scan"))
            if "{" in _BRACES.sub("", text) or "}" in _BRACES.sub("", text):
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


USE = Table("use", {"use": Field(Name(), "the name of a part; its items stand here instead", required=True)})

LINES = Many(Spoken(), single=True)
_GUIDANCE = Field(Many(Choice(GUIDANCES), single=True), "only in these guidance profiles")
_TIMES = Field(Number(1, 60, whole=True), "how often")

STEPS: Mapping[str, Table] = {
    "say": Table(
        "say",
        {
            "say": Field(
                Many(Spoken(needs_unset=False), single=True), "what is said; each item a cue of its own", True
            ),
            "unset": Field(
                Text(empty=True), "what is said instead where it names {intention} and none is set"
            ),
            "pause": Field(Length(0, 600_000), "the least silence after it"),
            "guidance": _GUIDANCE,
        },
    ),
    "free": Table(
        "free", {"free": Field(LINES, "the freedom cue in these words", True), "guidance": _GUIDANCE}
    ),
    "remind": Table(
        "remind", {"remind": Field(LINES, "a reminder of the intention", True), "guidance": _GUIDANCE}
    ),
    "bell": Table("bell", {"bell": Field(Choice(tuple(BELLS)), "the bell", True), "guidance": _GUIDANCE}),
    "breathe": Table(
        "breathe",
        {
            "breathe": Field(
                Text(20, what="a pattern such as ease, natural or 4-0-6-0"), "the pattern", True
            ),
            "for": Field(Length(3_000), "how long; without it, as long as the section has time"),
            "cycles": Field(Number(1, 60, whole=True), "how many whole breaths"),
            "guidance": _GUIDANCE,
        },
    ),
    "scan": Table(
        "scan",
        {
            "scan": Field(
                Many(Text(60, what="style, or a list of regions"), single=True),
                "`style`, or a list of regions",
                True,
            ),
            "by": Field(Choice(("contact", "region")), "contact (wherever the touch is) or region"),
            "lines": Field(LINES, "lines that hold wherever the touch is"),
            "at_region": Field(
                Many(Spoken(region=True), single=True), "lines with {region}, one for each region"
            ),
            "turn": Field(LINES, "said once where the style turns over"),
            "guidance": _GUIDANCE,
        },
    ),
    "ask": Table(
        "ask",
        {
            "ask": Field(Spoken(), "the question", True),
            "choices": Field(Many(Text(40), least=2, most=9), "answers on the keys 1 to 9"),
            "window": Field(Length(8_000, 120_000), "how long there is to answer; 15 s without it"),
            "guidance": _GUIDANCE,
        },
    ),
    "rest": Table("rest", {"rest": Field(Length(500), "how long it is quiet", True), "guidance": _GUIDANCE}),
    "repeat": Table(
        "repeat",
        {
            "repeat": Field(Many(Text()), "the steps to repeat", True),  # read as steps by the builder
            "times": _TIMES,
            "every": Field(Length(10_000), "at most so far apart, for as long as the section has time"),
            "guidance": _GUIDANCE,
        },
    ),
}
BARE_STEPS = ("free", "remind", "rest")

TIME = Table(
    "time",
    {
        "natural": Field(Length(1_000), "how long the section would like to be", required=True),
        "stretch": Field(Number(0, 100), "its part of the time that is over, relative to other sections"),
        "shrink": Field(Length(0), "how much of its natural length it may give"),
    },
)

SECTION: Mapping[str, str] = {
    "name": "a short name, unique in the script",
    "title": "what the screen shows while it runs",
    "time": "a fixed length, or a map with natural, stretch and shrink; without it, as its steps need",
    "optional": "1 falls away first when time is short, then 2, and so on; without it the section is always kept",
    "steps": "what happens, in order",
}

MINUTES = Table(
    "minutes",
    {
        "least": Field(Number(0.25, 180), "the shortest length it is meant for", required=True),
        "ideal": Field(Number(0.25, 180), "the usual length", required=True),
        "most": Field(Number(0.25, 180), "the longest length it is meant for", required=True),
    },
)

WAIVER = Table(
    "waive",
    {
        "rule": Field(Name("the name of a rule"), "the care rule that is not kept", required=True),
        "why": Field(Text(300), "why not, in a sentence", required=True),
    },
)

HEAD: Mapping[str, Field] = {
    "title": Field(Text(80), "the name people see", required=True),
    "about": Field(Text(600), "what it is and whom it is for, in a sentence or two", required=True),
    "moment": Field(Choice(MOMENTS), "when it is for", required=True),
    "minutes": Field(MINUTES, "the lengths it is meant for", required=True),
    "language": Field(Text(20), "the language of the words, such as en"),
    "author": Field(Text(120), "who wrote it"),
    "licence": Field(Text(60), "the licence of the words, such as CC-BY-4.0"),
    "styles": Field(Many(Choice(STYLE_IDS)), "the styles it is made for; without it, any"),
    "positions": Field(Many(Choice(POSITIONS)), "how the person lies or sits"),
    "anchors": Field(Many(Choice(ANCHORS)), "what attention can rest on here; at least two"),
    "guidance": Field(
        Many(Choice(GUIDANCES), single=True), "the profiles it can be given in, the usual one first"
    ),
    "cautions": Field(Many(Text(300)), "what to be careful of"),
    "free": Field(LINES, "freedom cues to choose from"),
    "remind": Field(LINES, "reminders of the intention to choose from"),
    "waive": Field(Many(WAIVER), "care rules that this script does not keep, each with a reason"),
}

STYLE = Table(
    "a style",
    {
        "title": Field(Text(80), "the name people see", required=True),
        "about": Field(Text(600), "what it is, in a sentence or two", required=True),
        "minutes": Field(Many(Number(5, 180, whole=True)), "the usual lengths in minutes", required=True),
        "positions": Field(Many(Choice(POSITIONS)), "how the person lies or sits", required=True),
        "clothed": Field(Flag(), "whether one stays dressed"),
        "expect": Field(Many(Text(300)), "what to expect", required=True),
        "cautions": Field(Many(Text(300)), "what to be careful of, beside the general list", required=True),
        "regions": Field(
            Many(
                Table(
                    "a region",
                    {
                        "name": Field(Text(60), "its name in words", required=True),
                        "share": Field(
                            Number(0, 100), "its share of the hands-on time in percent", required=True
                        ),
                        "kind": Field(
                            Choice(("work", "settle", "turn", "close")), "work, unless it is around the work"
                        ),
                        "position": Field(Choice(POSITIONS), "the position it is worked in"),
                        "areas": Field(Many(Text(60)), "the parts of the body in it, for leaving them out"),
                    },
                )
            ),
            "the order of regions; the shares add up to 100",
            required=True,
        ),
    },
)

PART_KEYS: Mapping[str, str] = {
    "about": "what the part is for",
    "items": "the lines or steps that stand where a script says `use`",
}
