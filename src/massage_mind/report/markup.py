"""Elements of a page and the text in them: the one place at which anything becomes markup, and at which it is made harmless.

A text is text wherever it stands: no letter of it opens an element, ends an attribute or turns a line around.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from massage_mind.screen.text import safe_text
from massage_mind.values import dataclass

_VOID = frozenset({"meta", "br", "hr", "use", "path", "circle", "line", "rect"})
"""Elements that hold nothing. Those of a drawing are closed within themselves, which HTML reads as well."""
_BLOCKS = frozenset(
    {"html", "head", "body", "main", "header", "footer", "nav", "section", "article", "figure", "table"}
)
"""Elements that begin a line of the file, so that an editor can be used on it."""
_RAW = frozenset({"style"})


@dataclass(frozen=True, slots=True)
class Markup:
    """An element: its name, attributes by name (None and False: without it; True: bare), and what is in it.

    What is in a `style` is ours and written as it is; it never comes from a person.
    """

    name: str
    attributes: Mapping[str, str | bool | None]
    inside: Sequence[MarkupNode]


MarkupNode: TypeAlias = Markup | str


def tag(name: str, *inside: MarkupNode, **attributes: str | bool | None) -> Markup:
    """An element. Attributes as keywords: `class_` and `for_` without their line, any other `_` as a hyphen."""
    return Markup(
        name, {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}, inside
    )


def html_pieces(node: MarkupNode) -> Iterator[str]:
    """The element as text, piece by piece."""
    if isinstance(node, str):
        yield escaped(node)
        return
    yield opening(node)
    if node.name in _VOID:
        return
    for one in node.inside:
        if node.name in _RAW:
            assert isinstance(one, str)
            assert "<" not in one
            yield one
        else:
            yield from html_pieces(one)
    yield closing(node)


def html_text(*nodes: MarkupNode) -> str:
    """These as one text."""
    return "".join(piece for node in nodes for piece in html_pieces(node))


def opening(node: Markup) -> str:
    """The first tag of an element, for what is written around something long."""
    pieces = ["\n" if node.name in _BLOCKS else "", "<", node.name]
    for name, value in node.attributes.items():
        if value is True:
            pieces.append(f" {name}")
        elif value is not None and value is not False:
            pieces.append(f' {name}="{escaped(value)}"')
    pieces.append(">" if node.name not in _VOID or node.name in ("meta", "br", "hr") else "/>")
    return "".join(pieces)


def closing(node: Markup) -> str:
    """The last tag of an element."""
    return f"</{node.name}>"


def escaped(text: str) -> str:
    """A text as it stands in a page or an attribute: nothing of it is markup, no control character, nothing that reorders."""
    harmless = safe_text(text, lines=True)
    for sign, written in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&#39;")):
        harmless = harmless.replace(sign, written)
    return harmless
