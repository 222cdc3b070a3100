"""A script as it stands in a file: its head and its sections, declared once, and the value made of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, assert_never

from massage_mind.errors import Fault, ScriptError
from massage_mind.names import ANCHORS, GUIDANCES, MOMENTS, POSITIONS, Guidance, Moment
from massage_mind.places import shipped_styles
from massage_mind.reading.forms import (
    BAD,
    Choice,
    Length,
    Many,
    Name,
    Number,
    Property,
    Table,
    TableValues,
    Text,
    place_of,
)
from massage_mind.reading.nodes import Node, read_document
from massage_mind.reading.parts import Parts, PartUser
from massage_mind.reading.spoken import LINES
from massage_mind.reading.step_reader import MOST_STEPS, StepReader
from massage_mind.reading.step_rows import StepList
from massage_mind.script.script import Script, Section, Waiver
from massage_mind.values import dataclass

MOST_SECTIONS = 60

TIME = Table(
    "time",
    {
        "natural": Property(Length(1_000), "how long the section would like to be", required=True),
        "stretch": Property(Number(0, 100), "its part of the time that is over, relative to other sections"),
        "shrink": Property(Length(0), "how much of its natural length it may give"),
    },
)


@dataclass(frozen=True, slots=True)
class SectionTime:
    """A fixed length, or a map of `TIME`. Read as natural length, stretch and shrink."""

    @property
    def expects(self) -> str:
        return "a length such as 40 s or 1.5 min, or a map"

    def read(self, node: Node, faults: list[Fault]) -> Any:
        if node.kind == "map":
            values = TIME.read(node, faults)
            return values.get("natural", 0), values.get("stretch"), values.get("shrink")
        length = Length(1_000).read(node, faults)
        return BAD if length is BAD else (length, 0.0, 0)

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [Length(1_000).schema(), TIME.schema()]}


@dataclass(frozen=True, slots=True)
class SectionList:
    """The sections, left as they stand for the builder."""

    @property
    def expects(self) -> str:
        return "a list of sections"

    def read(self, node: Node, faults: list[Fault]) -> Any:
        return node

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "minItems": 1, "maxItems": MOST_SECTIONS, "items": SECTION.schema()}


SECTION = Table(
    "a section",
    {
        "name": Property(Text(60), "a short name, unique in the script", required=True),
        "title": Property(Text(60), "what the screen shows while it runs"),
        "time": Property(
            SectionTime(),
            "a fixed length, or a map with natural, stretch and shrink; without it, as its steps need",
        ),
        "optional": Property(
            Number(1, 99, whole=True),
            "1 falls away first when time is short, then 2, and so on; without it the section is always kept",
        ),
        "steps": Property(StepList("step", MOST_STEPS), "what happens, in order", required=True),
    },
)

MINUTES = Table(
    "minutes",
    {
        "least": Property(Number(0.25, 180), "the shortest length it is meant for", required=True),
        "ideal": Property(Number(0.25, 180), "the usual length", required=True),
        "most": Property(Number(0.25, 180), "the longest length it is meant for", required=True),
    },
)

WAIVER = Table(
    "waive",
    {
        "rule": Property(Name("the name of a rule"), "the care rule that is not kept", required=True),
        "why": Property(Text(300), "why not, in a sentence", required=True),
    },
)


def head(styles: Sequence[str]) -> Mapping[str, Property]:
    """The keys at the head of a script, where these styles are known."""
    return {
        "title": Property(Text(80), "the name people see", required=True),
        "about": Property(Text(600), "what it is and whom it is for, in a sentence or two", required=True),
        "moment": Property(Choice(MOMENTS), "when it is for", required=True),
        "minutes": Property(MINUTES, "the lengths it is meant for", required=True),
        "language": Property(Text(20), "the language of the words, such as en"),
        "author": Property(Text(120), "who wrote it"),
        "licence": Property(Text(60), "the licence of the words, such as CC-BY-4.0"),
        "styles": Property(Many(Choice(tuple(styles))), "the styles it is made for; without it, any"),
        "positions": Property(Many(Choice(POSITIONS)), "how the person lies or sits"),
        "anchors": Property(Many(Choice(ANCHORS)), "what attention can rest on here; at least two"),
        "guidance": Property(
            Many(Choice(GUIDANCES), single=True), "the profiles it can be given in, the usual one first"
        ),
        "cautions": Property(Many(Text(300)), "what to be careful of"),
        "free": Property(LINES, "freedom cues to choose from"),
        "remind": Property(LINES, "reminders of the intention to choose from"),
        "waive": Property(Many(WAIVER), "care rules that this script does not keep, each with a reason"),
    }


HEAD = head(shipped_styles())
"""The keys at the head of a script, where the shipped styles are known."""


def script_table(styles: Sequence[str]) -> Table:
    """A whole script, where these styles are known."""
    sections = Property(SectionList(), "the sections, in order", required=True)
    return Table("a script", {**head(styles), "sections": sections})


def usual_guidances(moment: Moment) -> tuple[Guidance, ...]:
    """The profiles of a script that names none, the usual one first."""
    match moment:
        case "before" | "after" | "anytime":
            return GUIDANCES
        case "during":
            return ("sparse", "guided", "silent")
        case _:
            assert_never(moment)


def build_script(data: bytes, path: str, parts: Parts, styles: Sequence[str] | None = None) -> Script:
    """The script in these bytes. `path` names it in faults; `styles` are those it may name (None: the shipped ones).

    Raises `ScriptError` with every fault there is.
    """
    root, faults = read_document(data, path)
    whole = PartUser(parts, faults).expanded(root)
    script = _Builder(faults, shipped_styles() if styles is None else styles).script(whole, Path(path).stem)
    if faults or script is None:
        raise ScriptError(tuple(faults))
    return script


class _Builder:
    """Makes the value of one script; what is wrong is noted in `faults`."""

    def __init__(self, faults: list[Fault], styles: Sequence[str]) -> None:
        self.faults = faults
        self.styles = styles

    def script(self, root: Node, name: str) -> Script | None:
        if root.kind != "map":
            message = "a script starts with keys such as title, moment and sections"
            self.faults.append(root.fault("type", message))
            return None
        moment = next((value.text for key, value in root.pairs if key.text == "moment"), "")
        values: TableValues = script_table(self.styles).read(root, self.faults)
        listed = values.get("sections")
        reader = StepReader(moment, self.faults)
        sections = self.sections(listed, reader) if listed is not None else ()
        minutes = self.minutes(values)
        self.guidance(values)
        if self.faults:
            return None
        return Script(
            name=name,
            title=values.values["title"],
            about=values.values["about"],
            moment=values.values["moment"],
            least_ms=minutes[0],
            ideal_ms=minutes[1],
            most_ms=minutes[2],
            sections=sections,
            styles=values.get("styles", ()),
            positions=values.get("positions", ()),
            anchors=values.get("anchors", ()),
            cautions=values.get("cautions", ()),
            language=values.get("language", "en"),
            author=values.get("author", ""),
            licence=values.get("licence", ""),
            guidances=values.get("guidance", usual_guidances(values.values["moment"])),
            free=values.get("free", ()),
            remind=values.get("remind", ()),
            waivers=tuple(Waiver(one.values["rule"], one.values["why"]) for one in values.get("waive", ())),
            place=place_of(root),
        )

    def minutes(self, values: TableValues) -> tuple[int, ...]:
        """Least, ideal and most in milliseconds, as far as they are there."""
        minutes = values.get("minutes")
        if minutes is None:
            return ()
        found = tuple(
            round(minutes.values[key] * 60_000) for key in MINUTES.properties if key in minutes.values
        )
        if list(found) != sorted(found):
            message = "expected least, ideal and most in this order of size"
            self.faults.append(minutes.node.fault("minutes", message))
        return found

    def guidance(self, values: TableValues) -> None:
        """Note a profile that cannot be on the table."""
        if values.get("moment") == "during" and "dense" in values.get("guidance", ()):
            message = "dense guidance is for before and after; on the table use guided, sparse or silent"
            self.faults.append(values.where("guidance").fault("guidance", message))

    def sections(self, node: Node, reader: StepReader) -> tuple[Section, ...]:
        """The sections, each name once; the first and the last are always kept."""
        if node.kind != "list" or not 1 <= len(node.items) <= MOST_SECTIONS:
            self.faults.append(node.fault("type", f"expected a list of 1 to {MOST_SECTIONS} sections"))
            return ()
        found = [(item, self.section(item, reader)) for item in node.items]
        names: dict[str, Node] = {}
        for item, section in found:
            if section is None or not section.name:
                continue
            if section.name in names:
                first = names[section.name].line
                message = f"there is a section {section.name!r} already (line {first})"
                self.faults.append(item.fault("duplicate", message))
            names[section.name] = item
        for which, what, (item, section) in (("last", "closing", found[-1]), ("first", "opening", found[0])):
            if section and section.optional:
                message = f"the {which} section is the {what} and cannot be optional"
                self.faults.append(item.fault(what, message))
        return tuple(section for _, section in found if section)

    def section(self, node: Node, reader: StepReader) -> Section | None:
        """One section; None where it is none."""
        read = SECTION.read(node, self.faults)
        if read is BAD:
            return None
        values: TableValues = read
        natural, stretch, shrink = values.get("time", (0, None, None))
        name = values.get("name", "")
        steps = values.get("steps")
        return Section(
            name=name,
            title=values.get("title", name.capitalize()),
            steps=reader.steps(steps) if steps is not None else (),
            natural_ms=natural,
            stretch=stretch,
            shrink_ms=shrink,
            optional=values.get("optional", 0),
        )
