"""Taking records in: our own JSON, JSON Lines and Markdown; jrnl's JSON export and Day One's.

Nothing comes twice, nothing older replaces what is newer, and what was deleted for good stays so. A large file is read
piece by piece.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from massage_mind.errors import NonsenseError, StoreError, UsageError
from massage_mind.record.document import FORMAT, VERSION, read_record
from massage_mind.record.entry import Entry
from massage_mind.record.head import Head, Record
from massage_mind.record.instants import LATEST_MS, zone_named
from massage_mind.record.kinds import BODY_FIELDS
from massage_mind.record.tags import read_tags
from massage_mind.record.texts import storable

_CHUNK = 1 << 16
_LARGEST_OBJECT = 64 << 20
"""One record of more than 64 MiB is not one."""


@dataclass(slots=True)
class Tally:
    """What an import came to."""

    added: int = 0
    changed: int = 0
    known: int = 0
    deleted: int = 0
    """Left out because they were deleted here."""
    faults: list[str] = field(default_factory=list)


def read_file(path: Path, zone: str) -> Iterator[tuple[str, Record | NonsenseError]]:
    """Every record of a file or of a folder of Markdown files, with where it stands. Raises `UsageError`, `StoreError`."""
    try:
        if path.is_dir():
            yield from _read_folder(path)
        else:
            with open(path, "rb") as file:
                yield from read_stream(file, path.name, zone)
    except OSError as exc:
        raise StoreError(f"{path} cannot be read: {exc.strerror or exc}.") from exc


def _read_folder(folder: Path) -> Iterator[tuple[str, Record | NonsenseError]]:
    found = sorted(folder.glob("*.md"))
    if not found:
        raise UsageError(
            f"There are no Markdown files in {folder}.", "`journal export --format markdown` writes such."
        )
    for path in found:
        try:
            data = path.read_bytes()
        except OSError as exc:
            yield path.name, NonsenseError(f"it cannot be read: {exc.strerror or exc}")
            continue
        for number, one in enumerate(markdown_records(data), 1):
            yield (path.name if number == 1 else f"{path.name}, record {number}"), one


def read_stream(file: IO[bytes], name: str, zone: str) -> Iterator[tuple[str, Record | NonsenseError]]:
    """Every record of a stream: ours, jrnl's or Day One's, told apart by what stands in it."""
    text = _Text(file, name)
    first = text.peek()
    if first == "-" and text.starts("---"):
        for number, one in enumerate(markdown_records(text.rest()), 1):
            yield f"record {number}", one
        return
    if first == "{":
        yield from _from_object(text, name, zone)
    elif first == "":
        raise UsageError(f"{name} is empty.")
    elif first == "P" and text.starts("PK"):
        raise UsageError(
            f"{name} is a ZIP archive.", "Unpack it first; the .json file in it is what can be read."
        )
    else:
        raise _foreign(name)


def _foreign(name: str) -> UsageError:
    return UsageError(
        f"{name} is nothing that can be imported.",
        "Our own JSON, JSON Lines or Markdown, jrnl's `--format json`, and Day One's JSON can.",
    )


def _from_object(text: _Text, name: str, zone: str) -> Iterator[tuple[str, Record | NonsenseError]]:
    """An object that holds a list of records, or one record a line."""
    header, key = text.header()
    if key == "records":
        if header.get("format") != FORMAT:
            raise _foreign(name)
        version = header.get("version", VERSION)  # With its keys sorted it comes after the records.
        if version != VERSION:
            raise UsageError(
                f"{name} was written by a newer massage-mind.", "Update massage-mind. Nothing was changed."
            )
        yield from _numbered(text.objects(), read_record, "record")
    elif key == "entries":
        reader = day_one_record if "metadata" in header else jrnl_record
        yield from _numbered(text.objects(), lambda raw: reader(raw, zone), "entry")
    elif not key and header.get("kind"):
        yield from _numbered(text.lines(header), read_record, "record")
    else:
        raise _foreign(name)


def _numbered(
    objects: Iterator[Any], reader: Callable[[Any], Record], word: str
) -> Iterator[tuple[str, Record | NonsenseError]]:
    for number, raw in enumerate(objects, 1):
        yield f"{word} {number}", raw if isinstance(raw, NonsenseError) else _one(lambda raw=raw: reader(raw))  # type: ignore[misc]


def _one(read: Callable[[], Record]) -> Record | NonsenseError:
    try:
        return read()
    except NonsenseError as exc:
        return exc
    except RecursionError:
        return NonsenseError("it is nested too deeply")


def _no_constant(name: str) -> float:
    raise ValueError(name)


class _Text:
    """A stream of JSON, decoded piece by piece. The bytes must be UTF-8; a byte order mark is passed over."""

    def __init__(self, file: IO[bytes], name: str) -> None:
        import codecs

        self._file = file
        self._name = name
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self._json = json.JSONDecoder(parse_constant=_no_constant)
        self._buffer = ""
        self._at = 0
        self._ended = False

    def peek(self) -> str:
        """The next character that is no white space; empty at the end."""
        while True:
            while self._at < len(self._buffer):
                if self._buffer[self._at] not in " \t\r\n":
                    return self._buffer[self._at]
                self._at += 1
            if not self._more():
                return ""

    def starts(self, text: str) -> bool:
        return self._buffer.startswith(text, self._at)

    def rest(self) -> bytes:
        """Everything that comes, as it is."""
        pieces = [self._buffer[self._at :]]
        while not self._ended:
            self._buffer, self._at = "", 0
            self._more()
            pieces.append(self._buffer)
        return "".join(pieces).encode()

    def header(self) -> tuple[dict[str, Any], str]:
        """The members of the object before its list of records, and that list's key; the whole object and "" without."""
        self._take("{")
        members: dict[str, Any] = {}
        while True:
            if self.peek() == "}":
                self._take("}")
                return members, ""
            key = self._value()
            self._take(":")
            if not isinstance(key, str):
                raise self._broken()
            if key in ("records", "entries") and self.peek() == "[":
                return members, key
            members[key] = self._value()
            if self.peek() == ",":
                self._take(",")

    def objects(self) -> Iterator[Any]:
        """The items of the list that comes now."""
        self._take("[")
        while self.peek() != "]":
            yield self._value()
            if self.peek() == ",":
                self._take(",")
            elif self.peek() != "]":
                raise self._broken()

    def lines(self, first: Any) -> Iterator[Any]:
        """One document a line, of which the first has been read."""
        yield first
        while self.peek():
            yield self._value()

    def _value(self) -> Any:
        """The next JSON value, whole."""
        self.peek()
        # A value that does not fit is tried again with twice as much, not with a little more each time.
        want = _CHUNK
        while True:
            try:
                value, self._at = self._json.raw_decode(self._buffer, self._at)
            except json.JSONDecodeError:
                if self._ended or len(self._buffer) - self._at > _LARGEST_OBJECT:
                    raise self._broken() from None
            except RecursionError:
                raise UsageError(f"{self._name} is nested too deeply.") from None
            except ValueError:  # A number of thousands of digits, or NaN.
                raise UsageError(f"{self._name} holds a number that is none.") from None
            else:
                # A number at the very end of what was read may go on; nothing else may.
                if self._at < len(self._buffer) or self._ended or not isinstance(value, int | float):
                    return value
            self._more(want)
            want *= 2

    def _take(self, char: str) -> None:
        if self.peek() != char:
            raise self._broken()
        self._at += 1

    def _more(self, size: int = _CHUNK) -> bool:
        if self._ended:
            return False
        data = self._file.read(size)
        try:
            more = self._decoder.decode(data, final=not data)
        except UnicodeDecodeError:
            raise UsageError(f"{self._name} is not UTF-8 text.", "Save it as UTF-8.") from None
        self._ended = not data
        self._buffer = self._buffer[self._at :] + more
        self._at = 0
        return bool(data)

    def _broken(self) -> UsageError:
        return UsageError(
            f"{self._name} is no whole JSON: it goes wrong at {self._buffer[self._at : self._at + 30]!r}.",
            "Nothing after that could be read.",
        )


# ---------------------------------------------------------------- Markdown


_SOMETHING = re.compile(r"\S")
_FRONT = re.compile(r"\ufeff?---\r?\n(.*?\n)---(?:\r?\n|$)", re.DOTALL)


def markdown_records(data: bytes) -> Iterator[Record | NonsenseError]:
    """The records of a Markdown file: one, or several that say how long each is, as on standard output."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        yield NonsenseError("it is not UTF-8 text")
        return
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
        yield _one(lambda document=document: read_record(document))  # type: ignore[misc]
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
            document[name.strip()] = json.loads(value, parse_constant=_no_constant)
        except (ValueError, RecursionError):  # Written by hand: the rest of the line as it is.
            document[name.strip()] = value.strip() or None
    return document


# ---------------------------------------------------------------- other programs'


def jrnl_record(raw: Any, zone: str) -> Record:
    """An entry of jrnl's JSON export: title, body, date, time, tags. Raises `NonsenseError`."""
    if not isinstance(raw, dict):
        raise NonsenseError("it is no object")
    title, body = _words(raw, "title"), _words(raw, "body")
    text = "\n\n".join(filter(None, (title.strip(), body.strip("\n"))))
    date, time = _words(raw, "date"), _words(raw, "time") or "00:00"
    at = _naive(f"{date} {time}", zone)
    tags = raw.get("tags") or []
    starred = ["starred"] if raw.get("starred") is True else []
    key = hashlib.sha256(f"{date} {time}\n{title}\n{body}".encode()).hexdigest()[:24]
    return _entry(text, at, zone, tags, starred, f"jrnl:{key}")


def day_one_record(raw: Any, zone: str) -> Record:
    """An entry of Day One's JSON export: uuid, creationDate, timeZone, text, tags. Raises `NonsenseError`."""
    if not isinstance(raw, dict):
        raise NonsenseError("it is no object")
    own = _words(raw, "timeZone") or zone
    created = _words(raw, "creationDate")
    try:
        moment = datetime.fromisoformat(created)
    except ValueError as exc:
        raise NonsenseError(f"creationDate is no time: {created[:40]!r}") from exc
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone_named("UTC"))
    text = _words(raw, "text")
    uuid = _words(raw, "uuid") or hashlib.sha256(f"{created}\n{text}".encode()).hexdigest()[:24]
    # Day One escapes what Markdown would take for its own.
    plain = re.sub(r"\\([.!()+\-#*_>`{}\[\]])", r"\1", text)
    starred = ["starred"] if raw.get("starred") is True else []
    return _entry(
        plain, round(moment.timestamp() * 1000), own, raw.get("tags") or [], starred, f"dayone:{uuid[:64]}"
    )


def _entry(text: str, at: int, zone: str, tags: Any, more: list[str], source: str) -> Record:
    if not text.strip():
        raise NonsenseError("it has no words in it")
    if not 0 <= at < LATEST_MS:
        raise NonsenseError("its date is out of reach")
    kept: dict[str, None] = {}
    for tag in [*(tags if isinstance(tags, list) else []), *more]:
        try:
            kept |= dict.fromkeys(read_tags([str(tag)]))
        except UsageError:
            continue  # Nothing that could be a tag here; the words are what counts.
    head = Head("", "entry", at, zone, at, at, source=storable(source), tags=tuple(kept))
    return Record(head, Entry(storable(text)))


def _words(raw: dict[str, Any], key: str) -> str:
    value = raw.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise NonsenseError(f"{key} is no text")
    return storable(value)


def _naive(text: str, zone: str) -> int:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as exc:
        raise NonsenseError(f"its date is none: {text[:40]!r}") from exc
    return round(replace_zone(moment, zone).timestamp() * 1000)


def replace_zone(moment: datetime, zone: str) -> datetime:
    """On the clock of this zone, unless it says where it is itself."""
    return moment if moment.tzinfo else moment.replace(tzinfo=zone_named(zone))


def with_id(record: Record, record_id: str) -> Record:
    """The same record under this id."""
    return replace(record, head=replace(record.head, id=record_id))
