"""Parts: lines or steps that stand where a script says `use`. Each is read once; all a script takes is bounded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import Any, TypeAlias

from massage_mind.errors import Fault, ScriptError
from massage_mind.reading.forms import BAD, Property, Table, TableValues, Text
from massage_mind.reading.nodes import Node, read_document
from massage_mind.reading.spoken import USE
from massage_mind.values import dataclass

Parts: TypeAlias = Callable[[str], bytes | None]
"""Gives the text of a part by its name, or None."""

MOST_ITEMS = 2_000
"""How many items a script may take from parts in all."""
NO_ITEMS = "expected a list of lines or steps"


@dataclass(frozen=True, slots=True)
class _Items:
    """The items of a part, left as they stand: lines or steps, by where the part is used."""

    @property
    def expects(self) -> str:
        return "a list of lines or steps"

    def read(self, node: Node, faults: list[Fault]) -> Any:
        return node

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "minItems": 1}


PART = Table(
    "a part",
    {
        "about": Property(Text(600), "what the part is for", required=True),
        "items": Property(_Items(), "the lines or steps that stand where a script says `use`", required=True),
    },
)


def check_part(data: bytes, path: str) -> None:
    """Check a part on its own, as far as that goes. Raises `ScriptError` with its faults."""
    root, faults = read_document(data, path)
    values = PART.read(root, faults)
    if values is not BAD and "items" in values.values and not _listed(values.values["items"]):
        faults.append(values.values["items"].fault("type", NO_ITEMS))
    if faults:
        raise ScriptError(tuple(faults))


def _listed(items: Node) -> bool:
    return items.kind == "list" and bool(items.items)


@lru_cache(maxsize=32)
def _taken_apart(data: bytes, path: str) -> tuple[Node, tuple[Fault, ...]]:
    """A part as a tree, taken apart once: many scripts use the same. Raises `ScriptError`."""
    root, faults = read_document(data, path)
    return root, tuple(faults)


class PartUser:
    """Puts the items of parts in the place of each `use` of one script; what is wrong is noted in `faults`."""

    def __init__(self, parts: Parts, faults: list[Fault]) -> None:
        self.parts = parts
        self.faults = faults
        self.known: dict[str, tuple[Node, ...]] = {}
        self.taken = 0

    def expanded(self, node: Node, inside: bool = False) -> Node:
        """The tree with its parts in place; `inside` a part there can be no other."""
        if node.kind == "map":
            pairs = tuple((key, self._value(value, inside)) for key, value in node.pairs)
            return replace(node, pairs=pairs)
        if node.kind == "list":
            items: list[Node] = []
            for item in node.items:
                if item.kind == "map" and any(key.text == "use" for key, _ in item.pairs):
                    items.extend(self._part(item, inside))
                else:
                    items.append(self.expanded(item, inside))
            return replace(node, items=tuple(items))
        return node

    def _value(self, node: Node, inside: bool) -> Node:
        """A value of a map: one `use` alone stands for the list of its part's items."""
        if node.kind == "map" and len(node.pairs) == 1 and node.pairs[0][0].text == "use":
            return Node("list", node.path, node.line, node.column, items=self._part(node, inside))
        return self.expanded(node, inside)

    def _part(self, node: Node, inside: bool) -> tuple[Node, ...]:
        values = USE.read(node, self.faults)
        name = values.values.get("use", "")
        if not name:
            return ()
        if inside:
            self.faults.append(node.fault("use", "a part cannot use another part"))
            return ()
        if name not in self.known:
            self.known[name] = self._items_of(name, values)
        items = self.known[name]
        self.taken += len(items)
        if self.taken > MOST_ITEMS:
            fault = node.fault("too-many", f"more than {MOST_ITEMS} items from parts")
            raise ScriptError((*self.faults, fault))
        return items

    def _items_of(self, name: str, values: TableValues) -> tuple[Node, ...]:
        data = self.parts(name)
        if data is None:
            self.faults.append(values.where("use").fault("use", f"there is no part called {name!r}"))
            return ()
        try:
            root, faults = _taken_apart(data, f"parts/{name}.yaml")
        except ScriptError as error:
            self.faults.extend(error.faults)
            return ()
        self.faults.extend(faults)
        read = PART.read(root, self.faults)
        items = read.get("items") if read is not BAD else None
        if items is None:
            return ()
        if not _listed(items):
            self.faults.append(items.fault("type", NO_ITEMS))
            return ()
        return self.expanded(items, inside=True).items
