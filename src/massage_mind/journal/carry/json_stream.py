"""A stream of JSON of any size, read value by value."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any, Protocol

from massage_mind.decoding import NoText, codec_of
from massage_mind.errors import UsageError

_CHUNK = 1 << 16
_LARGEST_OBJECT = 64 << 20
"""One record of more than 64 MiB is not one."""
_LARGEST_TEXT = 256 << 20
"""What is not read piece by piece is read as far as this, in bytes."""
_SPACE = re.compile(r"[ \t\r\n]*")


class Readable(Protocol):
    """Bytes that come one after the other."""

    def read(self, size: int, /) -> bytes:
        """The next bytes, at most so many; none at the end."""


def no_constant(name: str) -> float:
    """For JSON's `parse_constant`: NaN and Infinity are no numbers. Raises ValueError."""
    raise ValueError(name)


class JsonStream:
    """A stream of JSON, decoded piece by piece: as its byte order mark says, else as UTF-8; the mark is passed over."""

    def __init__(self, file: Readable, name: str) -> None:
        self._file = file
        self._name = name
        self._encoding = "utf-8-sig"
        self._decoder: codecs.IncrementalDecoder | None = None
        self._bytes = 0
        self._lines = 0
        self._json = json.JSONDecoder(parse_constant=no_constant)
        self._buffer = ""
        self._at = 0
        self._ended = False
        self._first: list[Any] = []
        self._behind = ""

    def peek(self) -> str:
        """The next character that is no white space; empty at the end."""
        while True:
            space = _SPACE.match(self._buffer, self._at)
            assert space is not None
            self._at = space.end()
            if self._at < len(self._buffer):
                return self._buffer[self._at]
            if not self._more():
                return ""

    def starts(self, text: str) -> bool:
        """Whether this comes next, as far as it has been read."""
        return self._buffer.startswith(text, self._at)

    def go_within(self, begin: str, end: str) -> bool:
        """Pass over everything up to the first `begin`, and it; the JSON after it ends at `end`. False: it isn't there."""
        while (at := self._buffer.find(begin, self._at)) < 0:
            self._at = max(self._at, len(self._buffer) - len(begin) + 1)
            if not self._more():
                return False
        self._at = at + len(begin)
        self._behind = end
        return True

    def rest(self) -> str:
        """Everything that comes, as it is. Raises `UsageError` where that is more than 256 MiB."""
        pieces = [self._buffer[self._at :]]
        while not self._ended:
            if self._bytes > _LARGEST_TEXT:
                raise UsageError(f"{self._name} is too large to be read at once.", "Export it as JSON Lines.")
            self._buffer, self._at = "", 0
            self._more()
            pieces.append(self._buffer)
        return "".join(pieces)

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

    def look(self) -> Any:
        """The first item of the list that comes now, which `objects` gives again; None where there is none."""
        self._take("[")
        if self.peek() in ("]", ""):
            return None
        self._first.append(self._value())
        return self._first[0]

    def objects(self) -> Iterator[Any]:
        """The items of the list that comes now, or that has been looked into; then its object and the stream have to end.

        Raises `UsageError` where they do not.
        """
        if self._first:
            yield self._first.pop()
            self._between()
        elif self.peek() == "[":
            self._take("[")
        while self.peek() != "]":
            yield self._value()
            self._between()
        self._end()

    def _end(self) -> None:
        """The end of the list, of the object around it, whose other members say nothing, and of the stream."""
        self._take("]")
        while self.peek() == ",":
            self._take(",")
            self._value()
            self._take(":")
            self._value()
        self._take("}")
        if self.peek() and not self._is_behind():
            begin = self._buffer[self._at : self._at + 30]
            raise UsageError(
                f"{self._name} goes on after its end, with {begin!r}.",
                "That wasn't read. If it is another export, put it into a file of its own.",
            )

    def _is_behind(self) -> bool:
        """Whether what comes next is the end that `go_within` was told."""
        while len(self._buffer) - self._at < len(self._behind) and self._more():
            pass
        return bool(self._behind) and self.starts(self._behind)

    def _between(self) -> None:
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
                value, end = self._json.raw_decode(self._buffer, self._at)
            except json.JSONDecodeError:
                if self._ended or len(self._buffer) - self._at > _LARGEST_OBJECT:
                    raise self._broken() from None
            except RecursionError:
                raise UsageError(f"{self._name} is nested too deeply.") from None
            except ValueError:  # A number of thousands of digits, or NaN.
                raise UsageError(f"{self._name} holds a number that is none.") from None
            else:
                # A number at the very end of what was read may go on; nothing else may.
                if end < len(self._buffer) or self._ended or not isinstance(value, int | float):
                    self._at = end
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
        if self._decoder is None:
            self._encoding = codec_of(data)
            self._decoder = codecs.getincrementaldecoder(self._encoding)()
        self._bytes += len(data)
        try:
            more = self._decoder.decode(data, final=not data)
        except UnicodeDecodeError as exc:
            raise self._undecodable(exc) from None
        self._lines += data.count(b"\n")
        self._ended = not data
        self._buffer = self._buffer[self._at :] + more
        self._at = 0
        return bool(data)

    def _undecodable(self, exc: UnicodeDecodeError) -> UsageError:
        """The error for bytes that are no text, with the place of the first of them."""
        bad = exc.object[exc.start]
        place = self._bytes - len(exc.object) + exc.start + 1
        line = self._lines + exc.object.count(b"\n", 0, exc.start) + 1
        named = self._encoding.removesuffix("-sig").upper()
        return NoText(self._name, named, place, line if named == "UTF-8" else 0, bad)

    def _broken(self) -> UsageError:
        return UsageError(
            f"{self._name} is no whole JSON: it goes wrong at {self._buffer[self._at : self._at + 30]!r}.",
            "Nothing after that could be read.",
        )
