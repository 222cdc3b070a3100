"""Markdown for note-taking programs: front matter, then the words; a file each or one after the other, out and in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, cast

from massage_mind.errors import NonsenseError
from massage_mind.journal.carry.form import Arriving, CarryForm, Opening, Request, one_record, own_record
from massage_mind.journal.carry.json_stream import no_constant
from massage_mind.journal.carry.outgoing import cut_down
from massage_mind.journal.carry.remarks import Remarks
from massage_mind.record.document import record_document
from massage_mind.record.head import Record
from massage_mind.record.kinds import BODY_FIELDS

_FENCE = "---\n"


def markdown_name(record: Record) -> str:
    """A file name that sorts by date and stays the same: 2026-12-04-entry-abcde.md."""
    return f"{record.head.when:%Y-%m-%d}-{record.kind}-{record.id}.md"


def markdown(record: Record, fields: Sequence[str] = (), *, many: bool = False) -> str:
    """Front matter, every value as JSON, which YAML is a superset of; then the text as it is, and one line end.

    `many`: with the length of the text, so that several can follow one another and be told apart again.
    """
    document = record_document(record)
    key = BODY_FIELDS.get(record.kind, "")
    body = cast("str | None", document.pop(key, None)) or ""
    if fields and key not in fields:
        body = ""
    front = "".join(f"{name}: {_yaml(value)}\n" for name, value in cut_down(document, fields).items())
    length = f"length: {len(body)}\n" if many else ""
    return f"{_FENCE}{front}{length}{_FENCE}{body}\n"


_NOT_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def _yaml(value: Any) -> str:
    """JSON that YAML reads the same way: letters as they are, escaped what YAML takes for a line end or not at all."""
    text = json.dumps(value, ensure_ascii=False)
    return _NOT_IN_YAML.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _write(records: Iterable[Record], request: Request) -> Iterator[str]:
    for number, record in enumerate(records):
        yield ("\n" if number else "") + markdown(record, request.fields, many=True)


def _write_one(record: Record, request: Request) -> tuple[str, str]:
    return markdown_name(record), markdown(record, request.fields)


# ---------------------------------------------------------------- in


_SOMETHING = re.compile(r"\S")
_FRONT = re.compile(r"\ufeff?---\r?\n(.*?\n)---(?:\r?\n|$)", re.DOTALL)


def markdown_records(text: str, remarks: Remarks | None = None) -> Iterator[Record | NonsenseError]:
    """The records of a Markdown file: one, or several that say how long each is, as on standard output."""
    said = Remarks() if remarks is None else remarks
    if _FRONT.match(text) and "\r\n" in text[: text.find("\n") + 1]:
        text = text.replace("\r\n", "\n")  # Another system's line ends: our own are counted in `length`.
    at = 0
    while at == 0 or _SOMETHING.search(text, at):
        match = _FRONT.match(text, at)
        if match is None:
            yield NonsenseError("it has no front matter between two lines ---")
            return
        document = _front_matter(match[1])
        if isinstance(document, NonsenseError):
            yield document
            return
        length = document.pop("length", None)
        end = len(text) if not isinstance(length, int) or length < 0 else match.end() + length + 1
        key = BODY_FIELDS.get(str(document.get("kind")), "")
        if key:
            document[key] = text[match.end() : end].removesuffix("\n") or None
        yield one_record(lambda document=document: own_record(document, said))  # type: ignore[misc]
        at = end
        while text[at : at + 1] == "\n":
            at += 1


def _front_matter(text: str) -> dict[str, Any] | NonsenseError:
    document: dict[str, Any] = {}
    for line in text.split("\n"):
        if not line.strip() or line.startswith("#"):
            continue
        name, colon, value = line.partition(":")
        if not colon:
            return NonsenseError(f"the front matter has a line without a colon: {line[:40]!r}")
        try:
            document[name.strip()] = json.loads(value, parse_constant=no_constant)
        except (ValueError, RecursionError):  # Written by hand: the rest of the line as it is.
            document[name.strip()] = value.strip() or None
    return document


def _reads(opening: Opening) -> bool:
    return opening.first == "-" and opening.text.starts("---")


def _read(opening: Opening) -> Arriving:
    for number, one in enumerate(markdown_records(opening.text.rest(), opening.remarks), 1):
        yield f"record {number}", one


FORM = CarryForm(
    "markdown",
    place=4,
    aliases=("md",),
    write=_write,
    write_one=_write_one,
    reads=_reads,
    read=_read,
)
