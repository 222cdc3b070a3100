"""From a tree of nodes to a `Script` or a `Style`, with every fault noted on the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from massage_mind.errors import Fault, ScriptError, UsageError
from massage_mind.fit.timeline import Guidance
from massage_mind.reading.format import BARE_STEPS, HEAD, PART_KEYS, SECTION, STEPS, STYLE, TIME, USE
from massage_mind.reading.forms import BAD, Entry, Field, Length, Number, Table, Text, likely, place_of
from massage_mind.reading.nodes import Node, read_document
from massage_mind.script.breathing import pattern_named
from massage_mind.script.script import (
    Ask,
    Bell,
    Breathe,
    Line,
    Region,
    Repeat,
    Rest,
    Say,
    Scan,
    Script,
    Section,
    Step,
    Style,
    Waiver,
)

Parts = Callable[[str], bytes | None]
"""Gives the text of a part by its name, or None."""

DEFAULT_GUIDANCE: dict[str, tuple[Guidance, ...]] = {
    "before": ("dense", "guided", "sparse", "silent"),
    "after": ("dense", "guided", "sparse", "silent"),
    "anytime": ("dense", "guided", "sparse", "silent"),
    "during": ("sparse", "guided", "silent"),
}


MOST_ITEMS = 2_000
"""How many items a script may take from parts in all."""


class _Steps:
    """Stands in a table for a list of steps, which the builder reads itself."""

    expects = "a list of steps"

    def read(self, node: Node, faults: list[Fault]) -> Any:
        return node

    def schema(self) -> dict[str, Any]:
        return {"type": "array"}


_RAW = _Steps()
_SCRIPT = Table("a script", {**HEAD, "sections": Field(_RAW, "the sections, in order", required=True)})
_SECTION = Table(
    "a section",
    {
        "name": Field(Text(60), SECTION["name"], required=True),
        "title": Field(Text(60), SECTION["title"]),
        "time": Field(_RAW, SECTION["time"]),
        "optional": Field(Number(1, 99, whole=True), SECTION["optional"]),
        "steps": Field(_RAW, SECTION["steps"], required=True),
    },
)
_PART = Table(
    "a part",
    {
        "about": Field(Text(600), PART_KEYS["about"], required=True),
        "items": Field(_RAW, PART_KEYS["items"], required=True),
    },
)


def build_script(data: bytes, path: str, parts: Parts) -> Script:
    """The script in these bytes. `path` names it in faults. Raises `ScriptError` with every fault there is."""
    root, faults = read_document(data, path)
    builder = _Builder(faults, parts)
    script = builder.script(builder.expand(root), Path(path).stem)
    if faults or script is None:
        raise ScriptError(tuple(faults))
    return script


def build_style(data: bytes, path: str) -> Style:
    """The style in these bytes; its id is the file's name. Raises `ScriptError` with every fault there is."""
    root, faults = read_document(data, path)
    entry = STYLE.read(root, faults)
    if faults or entry is BAD:
        raise ScriptError(tuple(faults))
    regions = tuple(
        Region(one.values["name"], one.values["share"], one.get("kind", "work"), one.get("position", ""),
               one.get("areas", ()))
        for one in entry.values["regions"]
    )  # fmt: skip
    total = sum(region.share for region in regions)
    if abs(total - 100) > 0.001:
        fault = entry.where("regions").fault(
            "shares", f"the shares of the regions add up to {total:g}, not to 100"
        )
        raise ScriptError((fault,))
    return Style(
        id=Path(path).stem,
        title=entry.values["title"],
        about=entry.values["about"],
        minutes=entry.values["minutes"],
        regions=regions,
        positions=entry.values["positions"],
        expect=entry.values["expect"],
        cautions=entry.values["cautions"],
        clothed=entry.get("clothed", False),
    )


def check_part(data: bytes, path: str) -> None:
    """Check a part on its own, as far as that goes. Raises `ScriptError` with its faults."""
    root, faults = read_document(data, path)
    entry = _PART.read(root, faults)
    if entry is not BAD and (entry.values["items"].kind != "list" or not entry.values["items"].items):
        faults.append(entry.values["items"].fault("type", "expected a list of lines or steps"))
    if faults:
        raise ScriptError(tuple(faults))


class _Builder:
    def __init__(self, faults: list[Fault], parts: Parts) -> None:
        self.faults = faults
        self.parts = parts
        self.moment = ""
        self.read_parts: dict[str, tuple[Node, ...]] = {}
        self.spent = 0

    # -- parts -----------------------------------------------------------------------------------------------------

    def expand(self, node: Node, inside: bool = False) -> Node:
        """The tree with the items of a part in the place of each `use`."""
        if node.kind == "map":
            pairs = tuple((key, self.value(value, inside)) for key, value in node.pairs)
            return replace(node, pairs=pairs)
        if node.kind == "list":
            items: list[Node] = []
            for item in node.items:
                if item.kind == "map" and any(key.text == "use" for key, _ in item.pairs):
                    items.extend(self.part(item, inside))
                else:
                    items.append(self.expand(item, inside))
            return replace(node, items=tuple(items))
        return node

    def value(self, node: Node, inside: bool) -> Node:
        """A value of a map: one `use` alone stands for the list of its part's items."""
        if node.kind == "map" and len(node.pairs) == 1 and node.pairs[0][0].text == "use":
            return Node("list", node.path, node.line, node.column, items=self.part(node, inside))
        return self.expand(node, inside)

    def part(self, node: Node, inside: bool) -> tuple[Node, ...]:
        """The items of a part. Each part is read once; all that scripts take from parts is bounded."""
        entry = USE.read(node, self.faults)
        name = entry.values.get("use", "")
        if not name:
            return ()
        if inside:
            self.faults.append(node.fault("use", "a part cannot use another part"))
            return ()
        if name not in self.read_parts:
            self.read_parts[name] = self.items_of(name, entry)
        items = self.read_parts[name]
        self.spent += len(items)
        if self.spent > MOST_ITEMS:
            raise ScriptError(
                (*self.faults, node.fault("too-many", f"more than {MOST_ITEMS} items from parts"))
            )
        return items

    def items_of(self, name: str, entry: Entry) -> tuple[Node, ...]:
        data = self.parts(name)
        if data is None:
            self.faults.append(entry.where("use").fault("use", f"there is no part called {name!r}"))
            return ()
        try:
            root, faults = read_document(data, f"parts/{name}.yaml")
        except ScriptError as error:
            self.faults.extend(error.faults)
            return ()
        self.faults.extend(faults)
        read = _PART.read(root, self.faults)
        items = read.get("items") if read is not BAD else None
        if items is None:
            return ()
        if items.kind != "list" or not items.items:
            self.faults.append(items.fault("type", "expected a list of lines or steps"))
            return ()
        return self.expand(items, inside=True).items

    # -- the script ------------------------------------------------------------------------------------------------

    def script(self, root: Node, name: str) -> Script | None:
        if root.kind != "map":
            self.faults.append(
                root.fault("type", "a script starts with keys such as title, moment and sections")
            )
            return None
        self.moment = next((v.text for k, v in root.pairs if k.text == "moment"), "")
        entry = _SCRIPT.read(root, self.faults)
        raw = entry.get("sections")
        sections = self.sections(raw) if raw is not None else ()
        minutes = self.minutes(entry)
        self.guidance(entry)
        if self.faults:
            return None
        return Script(
            name=name,
            title=entry.values["title"],
            about=entry.values["about"],
            moment=entry.values["moment"],
            least_ms=minutes[0],
            ideal_ms=minutes[1],
            most_ms=minutes[2],
            sections=sections,
            styles=entry.get("styles", ()),
            positions=entry.get("positions", ()),
            anchors=entry.get("anchors", ()),
            cautions=entry.get("cautions", ()),
            language=entry.get("language", "en"),
            author=entry.get("author", ""),
            licence=entry.get("licence", ""),
            guidances=entry.get("guidance", DEFAULT_GUIDANCE[entry.values["moment"]]),
            free=entry.get("free", ()),
            remind=entry.get("remind", ()),
            waivers=tuple(Waiver(one.values["rule"], one.values["why"]) for one in entry.get("waive", ())),
            place=place_of(root),
        )

    def minutes(self, entry: Entry) -> tuple[int, ...]:
        """Least, ideal and most in milliseconds, as far as they are there."""
        minutes = entry.get("minutes")
        if minutes is None:
            return ()
        keys = ("least", "ideal", "most")
        found = tuple(round(minutes.values[key] * 60_000) for key in keys if key in minutes.values)
        if list(found) != sorted(found):
            self.faults.append(
                minutes.node.fault("minutes", "expected least, ideal and most in this order of size")
            )
        return found

    def guidance(self, entry: Entry) -> None:
        if entry.get("moment") == "during" and "dense" in entry.get("guidance", ()):
            message = "dense guidance is for before and after; on the table use guided, sparse or silent"
            self.faults.append(entry.where("guidance").fault("guidance", message))

    def sections(self, node: Node) -> tuple[Section, ...]:
        if node.kind != "list" or not 1 <= len(node.items) <= 60:
            self.faults.append(node.fault("type", "expected a list of 1 to 60 sections"))
            return ()
        found = [(item, self.section(item)) for item in node.items]
        names: dict[str, Node] = {}
        for item, section in found:
            if section is None or not section.name:
                continue
            if section.name in names:
                first = names[section.name].line
                message = f"there is a section {section.name!r} already (line {first})"
                self.faults.append(item.fault("duplicate", message))
            names[section.name] = item
        for place, what in ((-1, "closing"), (0, "opening")):
            item, section = found[place]
            if section and section.optional:
                which = "last" if place else "first"
                self.faults.append(
                    item.fault(what, f"the {which} section is the {what} and cannot be optional")
                )
        return tuple(section for _, section in found if section)

    def section(self, node: Node) -> Section | None:
        entry = _SECTION.read(node, self.faults)
        if entry is BAD:
            return None
        natural, stretch, shrink = self.time(entry.get("time"))
        name = entry.get("name", "")
        steps = entry.get("steps")
        return Section(
            name=name,
            title=entry.get("title", name.capitalize()),
            steps=self.steps(steps) if steps is not None else (),
            natural_ms=natural,
            stretch=stretch,
            shrink_ms=shrink,
            optional=entry.get("optional", 0),
        )

    def time(self, node: Node | None) -> tuple[int, float | None, int | None]:
        if node is None:
            return 0, None, None
        if node.kind == "map":
            entry = TIME.read(node, self.faults)
            return entry.get("natural", 0), entry.get("stretch"), entry.get("shrink")
        length = Length(1_000).read(node, self.faults)
        return (0, None, None) if length is BAD else (length, 0.0, 0)

    # -- steps -----------------------------------------------------------------------------------------------------

    def steps(self, node: Node, inside: bool = False) -> tuple[Step, ...]:
        if node.kind != "list" or not 1 <= len(node.items) <= 500:
            self.faults.append(node.fault("type", "expected a list of steps, such as - say: ..."))
            return ()
        made = [self.step(item, inside) for item in node.items]
        return tuple(step for step in made if step is not None)

    def step(self, node: Node, inside: bool) -> Step | None:
        if node.kind == "text":
            return self.bare(node)
        if node.kind != "map" or not node.pairs:
            self.faults.append(node.fault("step", f"expected a step: one of {', '.join(STEPS)}"))
            return None
        heads = [key for key, _ in node.pairs if key.text in STEPS]
        if not heads:
            first = node.pairs[0][0]
            hint = likely(first.text, tuple(STEPS))
            self.faults.append(first.fault("step", f"{first.text[:40]!r} is not a step{hint}"))
            return None
        if len(heads) > 1:
            names = " and ".join(repr(key.text) for key in heads)
            self.faults.append(
                heads[1].fault("step", f"{names} stand in one step; start each with its own dash")
            )
            return None
        kind = heads[0].text
        if inside and kind in ("repeat", "scan"):
            self.faults.append(heads[0].fault("step", f"{kind} cannot stand inside repeat"))
            return None
        if kind == "repeat":
            return self.repeat(node)
        entry = STEPS[kind].read(node, self.faults)
        return self.made(kind, entry) if kind in entry.values else None

    def bare(self, node: Node) -> Step | None:
        match node.text:
            case "free":
                return Say((), "free")
            case "remind":
                return Say((), "remind")
            case "rest":
                return Rest()
        message = f"{node.text[:40]!r} is not a step{likely(node.text, (*BARE_STEPS, *STEPS))}"
        if node.text in STEPS:
            message = f"{node.text!r} needs something after a colon, such as - {node.text}: ..."
        self.faults.append(node.fault("step", message))
        return None

    def made(self, kind: str, entry: Entry) -> Step | None:
        guidance = entry.get("guidance", ())
        match kind:
            case "say":
                lines = self.say_lines(entry)
                return Say(lines, "say", entry.get("pause", 0), guidance)
            case "free":
                return Say(entry.values["free"], "free", 0, guidance)
            case "remind":
                return Say(entry.values["remind"], "remind", 0, guidance)
            case "bell":
                return Bell(entry.values["bell"], guidance)
            case "breathe":
                return self.breathe(entry, guidance)
            case "scan":
                return self.scan(entry, guidance)
            case "ask":
                return self.ask(entry, guidance)
        return Rest(entry.values["rest"], guidance)

    def say_lines(self, entry: Entry) -> tuple[Line, ...]:
        lines: tuple[Line, ...] = entry.values["say"]
        if "unset" in entry.values:
            if len(lines) != 1:
                message = (
                    "`unset` beside `say` goes with one text; write each line as a map with text and unset"
                )
                self.faults.append(entry.where("unset").fault("unset", message))
            lines = tuple(replace(line, unset=entry.values["unset"]) for line in lines)
        elif any("{intention}" in line.text and not line.unset for line in lines):
            message = "this names {intention}; add `unset:` with the words for when none is set"
            self.faults.append(entry.where("say").fault("unset", message))
        return lines

    def breathe(self, entry: Entry, guidance: tuple[Guidance, ...]) -> Step | None:
        place = place_of(entry.where("breathe"))
        try:
            pattern = pattern_named(entry.values["breathe"])
        except UsageError as error:
            self.faults.append(entry.where("breathe").fault("pattern", f"{error.sentence} {error.hint}"))
            return None
        if "for" in entry.values and "cycles" in entry.values:
            self.faults.append(
                entry.where("cycles").fault("step", "write either `for` or `cycles`, not both")
            )
        if "cycles" in entry.values and not pattern.paced:
            message = f"{pattern.key} goes at the person's own pace and has no cycles to count; use `for`"
            self.faults.append(entry.where("cycles").fault("step", message))
        if "for" in entry.values and pattern.paced and entry.values["for"] < pattern.cycle_ms:
            message = f"one breath of {pattern.key} takes {pattern.cycle_ms / 1000:g} s"
            self.faults.append(entry.where("for").fault("range", message))
        return Breathe(pattern, entry.get("for", 0), entry.get("cycles", 0), guidance, place)

    def scan(self, entry: Entry, guidance: tuple[Guidance, ...]) -> Step | None:
        regions: tuple[str, ...] = entry.values["scan"]
        by = entry.get("by", "contact")
        lines, at_region = entry.get("lines", ()), entry.get("at_region", ())
        if not lines and (by == "contact" or self.moment == "during"):
            message = "a scan needs `lines`: words that hold wherever the touch is"
            self.faults.append(entry.node.fault("missing", message))
        if by == "region" and not at_region:
            self.faults.append(
                entry.node.fault("missing", "a scan by region needs `at_region`: lines with {region}")
            )
        if regions == ("style",):
            regions = ()
        return Scan(lines, at_region, by, regions, entry.get("turn", ()), guidance)

    def ask(self, entry: Entry, guidance: tuple[Guidance, ...]) -> Step | None:
        if self.moment == "during":
            message = "a question to answer cannot stand in a `during` script: nobody types face down"
            self.faults.append(entry.node.fault("ask", message))
        return Ask(entry.values["ask"], entry.get("choices", ()), entry.get("window", 15_000), guidance)

    def repeat(self, node: Node) -> Step | None:
        table = Table("repeat", {**STEPS["repeat"].fields, "repeat": Field(_RAW, "the steps", required=True)})
        entry = table.read(node, self.faults)
        given = {key.text for key, _ in node.pairs}
        if ("times" in given) == ("every" in given):
            self.faults.append(node.fault("missing", "a repeat needs either `times` or `every`"))
        steps = self.steps(entry.values["repeat"], inside=True)
        return Repeat(steps, entry.get("times", 0), entry.get("every", 0), entry.get("guidance", ()))
