"""A stream of JSON of any size, read value by value."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from typing import IO, Any

from massage_mind.errors import UsageError

_CHUNK = 1 << 16
_LARGEST_OBJECT = 64 << 20
"""One record of more than 64 MiB is not one."""


def no_constant(name: str) -> float:
    """For JSON's `parse_constant`: NaN and Infinity are no numbers. Raises ValueError."""
    raise ValueError(name)


class JsonStream:
    """A stream of JSON, decoded piece by piece. The bytes must be UTF-8; a byte order mark is passed over."""

    def __init__(self, file: IO[bytes], name: str) -> None:
        self._file = file
        self._name = name
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self._json = json.JSONDecoder(parse_constant=no_constant)
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
        """Whether this comes next, as far as it has been read."""
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
