"""A series as it stands in a file: series/NAME.yaml."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from massage_mind.errors import Fault, ScriptError
from massage_mind.reading.forms import BAD, Many, Property, Table, TableValues, Text, unknown_word
from massage_mind.reading.nodes import Node, read_document
from massage_mind.script.series import Series

MOST_IN_A_SERIES = 60
SERIES = Table(
    "a series",
    {
        "title": Property(Text(80), "the name people see", required=True),
        "about": Property(Text(600), "what it is, in a sentence or two", required=True),
        "scripts": Property(
            Many(Text(80), most=MOST_IN_A_SERIES),
            "the names of its scripts in their order, each once; all for any time",
            required=True,
        ),
    },
)


def build_series(
    data: bytes, path: str, *, own: bool = False, known: Collection[str] | None = None
) -> Series:
    """The series in these bytes; its name is the file's. `known`: the scripts it may name (None: that is not looked at).

    Raises `ScriptError` with every fault there is.
    """
    root, faults = read_document(data, path)
    read = SERIES.read(root, faults)
    if read is not BAD:
        faults += _faults_of_names(read, known)
    if faults or read is BAD:
        raise ScriptError(tuple(faults))
    values: TableValues = read
    return Series(
        name=Path(path).stem,
        title=values.values["title"],
        about=values.values["about"],
        scripts=values.values["scripts"],
        own=own,
    )


def _faults_of_names(values: TableValues, known: Collection[str] | None) -> list[Fault]:
    """A name that comes twice, and one that is no script."""
    listed = values.where("scripts")
    faults: list[Fault] = []
    seen: dict[str, Node] = {}
    for item in listed.items if listed.kind == "list" else ():
        name = item.text
        if name in seen:
            faults.append(
                item.fault(
                    "duplicate", f"{name!r} is in it already (line {seen[name].line}); each comes once"
                )
            )
        elif known is not None and name not in known:
            faults.append(unknown_word(item, "script", f"{name!r} is no script for any time", name, known))
        seen[name] = item
    return faults
