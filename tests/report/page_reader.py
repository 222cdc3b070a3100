"""A page as somebody reads it who has no browser: its elements, in order, with what is around each."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"meta", "br", "hr", "use", "path", "circle", "line", "rect"})


@dataclass(slots=True)
class Seen:
    """One element: its attributes, the elements around it, and the text in it."""

    name: str
    attributes: dict[str, str | None]
    around: tuple[Seen, ...]
    text: str = ""

    def get(self, name: str) -> str:
        """An attribute; empty where there is none."""
        return self.attributes.get(name) or ""

    def within(self, name: str) -> bool:
        """Whether it stands in such an element."""
        return any(one.name == name for one in self.around)


@dataclass(slots=True)
class PageSeen:
    """All elements of a page, and what is wrong with how they stand in one another."""

    elements: list[Seen] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def all(self, *names: str) -> list[Seen]:
        """The elements of these names, in their order."""
        return [one for one in self.elements if one.name in names]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = PageSeen()
        self._open: list[Seen] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        one = Seen(tag, dict(attrs), tuple(self._open))
        if len(one.attributes) != len(attrs):
            self.page.faults.append(f"{tag} says an attribute twice")
        self.page.elements.append(one)
        if tag not in VOID:
            self._open.append(one)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self._open or self._open[-1].name != tag:
            self.page.faults.append(f"</{tag}> ends {self._open[-1].name if self._open else 'nothing'}")
        else:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        for one in self._open:
            one.text += data

    def handle_comment(self, data: str) -> None:
        self.page.faults.append(f"a comment: {data}")

    def close(self) -> None:
        super().close()
        self.page.faults += [f"{one.name} never ends" for one in self._open]


def read_page(text: str) -> PageSeen:
    """The page of this text."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.page
