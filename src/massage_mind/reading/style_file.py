"""A style as it stands in a file: styles/ID.yaml."""

from __future__ import annotations

from pathlib import Path

from massage_mind.errors import ScriptError
from massage_mind.names import POSITIONS
from massage_mind.reading.forms import BAD, Choice, Flag, Many, Number, Property, Table, TableValues, Text
from massage_mind.reading.nodes import read_document
from massage_mind.reading.spoken import LINES, POOL
from massage_mind.script.style import REGION_KINDS, Region, Style
from massage_mind.script.style_facts import CONDITIONS, FIRMNESSES, PURPOSES, StyleFacts

REGION = Table(
    "a region",
    {
        "name": Property(Text(60), "its name in words", required=True),
        "share": Property(Number(0, 100), "its share of the hands-on time in percent", required=True),
        "kind": Property(Choice(REGION_KINDS), "work, unless it is around the work"),
        "position": Property(Choice(POSITIONS), "the position it is worked in"),
        "areas": Property(Many(Text(60)), "the parts of the body in it, for leaving them out"),
        "spoken": Property(
            Text(60), 'how a line speaks of it, such as "your feet"; `the` and its name without'
        ),
    },
)

STYLE = Table(
    "a style",
    {
        "title": Property(Text(80), "the name people see", required=True),
        "about": Property(Text(600), "what it is, in a sentence or two", required=True),
        "minutes": Property(Many(Number(5, 180, whole=True)), "the usual lengths in minutes", required=True),
        "positions": Property(Many(Choice(POSITIONS)), "how the person lies or sits", required=True),
        "clothed": Property(Flag(), "whether one stays dressed; nothing is supposed without it"),
        "expect": Property(Many(Text(300)), "what to expect", required=True),
        "cautions": Property(
            Many(Text(300)), "what to be careful of, beside the general list", required=True
        ),
        "purposes": Property(
            Many(Choice(PURPOSES)), "what people have it for, as they say; `choose` goes by it"
        ),
        "firmness": Property(Many(Choice(FIRMNESSES)), "how firm it usually is"),
        "oil": Property(Flag(), "whether oil or lotion is used"),
        "warm": Property(Flag(), "whether warmth is a part of it"),
        "scent": Property(Flag(), "whether a scent is a part of it"),
        "stretches": Property(Flag(), "whether one is stretched"),
        "sore": Property(Text(300), "what may be sore afterwards"),
        "not_with": Property(
            Many(Choice(CONDITIONS)), "with what it is not suggested, in the words of `choose --health`"
        ),
        "regions": Property(Many(REGION), "the order of regions; the shares add up to 100", required=True),
        "free": Property(LINES, "freedom cues it needs before any other, in words to use"),
        "lines": Property(POOL, "its own words on the table, for every scan with `style_lines: true`"),
    },
)


def build_style(data: bytes, path: str) -> Style:
    """The style in these bytes; its id is the file's name. Raises `ScriptError` with every fault there is."""
    root, faults = read_document(data, path)
    read = STYLE.read(root, faults)
    if faults or read is BAD:
        raise ScriptError(tuple(faults))
    values: TableValues = read
    regions = tuple(_region(one) for one in values.values["regions"])
    total = sum(region.share for region in regions)
    if abs(total - 100) > 0.001:
        message = f"the shares of the regions add up to {total:g}, not to 100"
        raise ScriptError((values.where("regions").fault("shares", message),))
    return Style(
        id=Path(path).stem,
        title=values.values["title"],
        about=values.values["about"],
        minutes=values.values["minutes"],
        regions=regions,
        positions=values.values["positions"],
        expect=values.values["expect"],
        cautions=values.values["cautions"],
        clothed=values.get("clothed"),
        lines=values.get("lines", ()),
        free=values.get("free", ()),
        facts=_facts(values),
    )


def _facts(values: TableValues) -> StyleFacts:
    return StyleFacts(
        purposes=values.get("purposes", ()),
        firmness=values.get("firmness", ()),
        oil=values.get("oil"),
        warm=values.get("warm"),
        scent=values.get("scent"),
        stretches=values.get("stretches"),
        sore=values.get("sore", ""),
        not_with=values.get("not_with", ()),
    )


def _region(values: TableValues) -> Region:
    return Region(
        name=values.values["name"],
        share=values.values["share"],
        kind=values.get("kind", "work"),
        position=values.get("position", ""),
        areas=values.get("areas", ()),
        spoken=values.get("spoken", ""),
    )
