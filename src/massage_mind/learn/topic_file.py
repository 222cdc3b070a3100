"""A topic as it stands in a file, topics/LANGUAGE/ID.yaml, and a source, sources/KEY.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from massage_mind.errors import Fault, ScriptError
from massage_mind.learn.topic import GROUPS, KnownFrom, Topic, TopicEntry
from massage_mind.learn.verdict import GROUNDS, VERDICTS
from massage_mind.reading.forms import BAD, Choice, Many, Name, Number, Property, Table, TableValues, Text
from massage_mind.reading.nodes import Node, read_document
from massage_mind.values import dataclass

_FIRST_YEAR, _LAST_YEAR = 1900, 2100


@dataclass(frozen=True, slots=True)
class Written:
    """A text that is written in one way, such as a DOI. `what` says which."""

    pattern: str
    what: str

    @property
    def expects(self) -> str:
        return self.what

    def read(self, node: Node, faults: list[Fault]) -> Any:
        text = node.text if node.kind == "text" else ""
        if len(text) <= 600 and re.fullmatch(self.pattern, text):
            return text
        found = repr(text[:40]) if text else "nothing"
        faults.append(node.fault("form", f"expected {self.what}, found {found}"))
        return BAD

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{self.pattern}$"}


_SENTENCE = Text(300)
_GROUNDS = tuple(name for grounds in GROUNDS.values() for name in grounds)
_DAY = Written(r"20\d\d-\d\d-\d\d", "a day such as 2026-11-26")

SOURCE = Table(
    "a source",
    {
        "authors": Property(Text(200), "who wrote it", required=True),
        "title": Property(Text(300), "its title", required=True),
        "journal": Property(Text(200), "where it stands, with volume and pages", required=True),
        "year": Property(Number(_FIRST_YEAR, _LAST_YEAR, whole=True), "its year; left out where it has none"),
        "doi": Property(Written(r"10\.\d{4,9}/\S+", "a DOI such as 10.1000/182"), "its DOI"),
        "url": Property(Written(r"https?://\S+", "an address"), "its address, where it has no DOI"),
    },
)

TOPIC = Table(
    "a topic",
    {
        "title": Property(Text(80), "a question that people ask", required=True),
        "group": Property(Choice(tuple(GROUPS)), "under which question it is listed", required=True),
        "claim": Property(Text(200), "the claim, as people hear it", required=True),
        "verdict": Property(Choice(VERDICTS), "the verdict on that claim", required=True),
        "ground": Property(
            Choice(_GROUNDS), "what the verdict stands on; required of one that can stand on several things"
        ),
        "scope": Property(Text(60), "what bounds the verdict, to stand after it"),
        "sentences": Property(Many(_SENTENCE, least=2, most=3), "what is known", required=True),
        "tradition": Property(_SENTENCE, "of a kind of massage: what it is said to do"),
        "evidence": Property(_SENTENCE, "of a kind of massage: what was found"),
        "care": Property(_SENTENCE, "what to mind, and when to ask somebody"),
        "list_title": Property(Text(60), "the heading of the list"),
        "list": Property(Many(Text(160), most=20), "a list: questions to ask, words"),
        "sources": Property(Many(Name(), most=8), "the sources, by the names of their files", required=True),
        "checked": Property(_DAY, "when it was last checked", required=True),
        "words": Property(Many(Text(40), most=20), "words that people search by", required=True),
        "try": Property(Text(120), "a command of ours that goes with it", required=True),
        "see": Property(Many(Name(), most=4), "other topics", required=True),
    },
)


def _read(table: Table, data: bytes, path: str) -> TableValues:
    root, faults = read_document(data, path)
    read = table.read(root, faults)
    if faults or read is BAD:
        raise ScriptError(tuple(faults))
    values: TableValues = read
    return values


def build_source(data: bytes, path: str) -> KnownFrom:
    """The source in these bytes; its key is the file's name. Raises `ScriptError` with every fault there is."""
    values = _read(SOURCE, data, path)
    if ("doi" in values.values) == ("url" in values.values):
        message = "a source has a DOI, or an address where it has none"
        raise ScriptError((values.node.fault("address", message),))
    return KnownFrom(
        key=Path(path).stem,
        authors=values.values["authors"],
        title=values.values["title"],
        journal=values.values["journal"],
        year=values.get("year"),
        doi=values.get("doi", ""),
        url=values.get("url", ""),
    )


def _grounds_words(verdict: str, grounds: Iterable[str]) -> str:
    """Which grounds a verdict can stand on."""
    named = ", ".join(filter(None, grounds))
    return f"{verdict} stands on one of: {named}" if named else f"{verdict} has no ground"


def build_topic(data: bytes, path: str, sources: Mapping[str, KnownFrom]) -> Topic:
    """The topic in these bytes; its id is the file's name. `sources` by key.

    Raises `ScriptError` with every fault there is, a source that is not there among them.
    """
    values = _read(TOPIC, data, path)
    one = values.values
    faults = [
        values.where("sources").fault("source", f"there's no source {key!r}")
        for key in one["sources"]
        if key not in sources
    ]
    if ("list" in one) != ("list_title" in one):
        faults.append(values.node.fault("list", "a list and its title go together"))
    given, grounds = one.get("ground", ""), GROUNDS.get(one["verdict"], {"": ""})
    if given not in grounds:
        where = values.where("ground" if given else "verdict")
        faults.append(where.fault("ground", _grounds_words(one["verdict"], grounds)))
    try:
        checked = date.fromisoformat(one["checked"])
    except ValueError:
        faults.append(values.where("checked").fault("day", f"there's no such day as {one['checked']}"))
    if faults:
        raise ScriptError(tuple(faults))
    entry = TopicEntry(
        Path(path).stem, one["title"], one["group"], one["claim"], one["verdict"], one["words"]
    )
    return Topic(
        entry=entry,
        sentences=one["sentences"],
        sources=tuple(sources[key] for key in one["sources"]),
        checked=checked,
        try_line=one["try"],
        see=one["see"],
        ground=given,
        scope=values.get("scope", ""),
        tradition=values.get("tradition", ""),
        evidence=values.get("evidence", ""),
        care=values.get("care", ""),
        items_title=values.get("list_title", ""),
        items=values.get("list", ()),
    )
