"""The text of the settings file: flat TOML, one `key = value` a statement. Changing one leaves every other line as it was."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

from massage_mind.decoding import NoText, text_of
from massage_mind.errors import SettingsError
from massage_mind.values import dataclass

LARGEST_BYTES = 64 * 1024

Value: TypeAlias = str | bool | int | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """One `key = value` of the file: its lines, as indexes [first, end), and what TOML makes of it."""

    first: int
    end: int
    key: str
    value: Any


def read_lines(path: Path) -> list[str]:
    """The lines of the file without their ends, none if there is no file. The last one is what follows the last \\n."""
    try:
        if path.exists() and not path.is_file():
            raise SettingsError(f"The settings {path} can't be read: it isn't a file.", "Move it away.")
        with open(path, "rb") as file:
            raw = file.read(LARGEST_BYTES + 1)
    except FileNotFoundError:
        return []
    except OSError as exc:
        from massage_mind.words.reasons import reason_words

        raise SettingsError(f"The settings {path} can't be read: {reason_words(exc)}.") from exc
    if len(raw) > LARGEST_BYTES:
        raise SettingsError(f"The settings {path} are larger than {LARGEST_BYTES // 1024} KiB.")
    try:
        return text_of(raw, "It", nul=True).split("\n")
    except NoText as exc:
        raise SettingsError(
            f"{path}:{exc.line}: this isn't UTF-8 text: byte {exc.place:,} is 0x{exc.byte:02X}.",
            "Save the file as UTF-8, or move it away.",
        ) from exc


def statements_of(path: Path, lines: list[str]) -> Iterator[Statement]:
    """The statements of the file, in order. TOML itself decides where one ends; what is no statement is left out."""
    try:
        tomllib.loads("\n".join(lines))
    except (tomllib.TOMLDecodeError, ValueError, RecursionError) as exc:
        found = re.search(r"\(at line (\d+)", str(exc))
        line = int(found[1]) if found else max(1, len(lines))
        why = re.sub(r" \(at .*\)$", "", str(exc)) or "nested too deeply"
        raise SettingsError(
            f'{path}:{line}: {why}; expected lines such as `volume = 70` or `name = "Kim"`.',
            "Mend that line, or move the file away to start with the defaults.",
        ) from exc
    start = 0
    while start < len(lines):
        if lines[start].lstrip().startswith("["):
            yield Statement(start, len(lines), lines[start].strip(), None)
            return
        end = start + 1
        while (parsed := _parsed(lines[start:end])) is None and end < len(lines):
            end += 1
        for key, value in (parsed or {}).items():
            yield Statement(start, end, key, value)
        start = end


def _parsed(lines: list[str]) -> dict[str, Any] | None:
    """What TOML makes of these lines alone; None if they are not whole statements."""
    if len(lines) > 1 and not re.search(r"[]}]|\"\"\"|'''", lines[-1]):
        return None  # Nothing that could close a statement of several lines: do not parse a long list once a line.
    try:
        return tomllib.loads("\n".join(lines) + "\n")
    except tomllib.TOMLDecodeError:
        return None


def with_value(lines: list[str], path: Path, key: str, value: Value) -> str:
    """The text of the file with this setting in it; line ends, comments and all else stay. Raises `SettingsError`."""
    line_end = "\r\n" if any(line.endswith("\r") for line in lines) else "\n"
    lines = [line.removesuffix("\r") for line in lines]
    statements = list(statements_of(path, lines))
    written = f"{key} = {_toml(value)}"
    old = next((statement for statement in statements if statement.key == key), None)
    if old is not None:
        lines[old.first : old.end] = [*_comments_within(lines, old), written + _comment_after(lines, old)]
    else:
        table = next((s.first for s in statements if s.key.startswith("[")), None)
        last = len(lines) - 1 if lines and not lines[-1] else len(lines)
        lines.insert(last if table is None else table, written)
    body = line_end.join(lines)
    body = body if body.endswith("\n") else body + line_end
    if len(body.encode()) > LARGEST_BYTES:  # Which nobody could read again.
        raise SettingsError(
            f"The settings {path} would be larger than {LARGEST_BYTES // 1024} KiB.", "Nothing was changed."
        )
    return body


def value_text(value: Value) -> str:
    """A value as a person would type it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _toml(value: Value) -> str:
    if isinstance(value, str):
        import json

        # A JSON string is a TOML one, but for DEL, which TOML wants escaped.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, tuple):
        return "[" + ", ".join(_toml(item) for item in value) + "]"
    return value_text(value)


def _comment_after(lines: list[str], statement: Statement) -> str:
    """The comment at the end of a one-line statement, with the space before it."""
    if statement.end - statement.first > 1:
        return ""
    line = lines[statement.first]
    for found in re.finditer(r"\s*#", line):
        if _parsed([line[: found.start()]]):
            return line[found.start() :]
    return ""


def _comments_within(lines: list[str], statement: Statement) -> list[str]:
    """Whole-line comments inside a list of several lines; they go above it rather than away."""
    if not isinstance(statement.value, list):
        return []
    return [line for line in lines[statement.first : statement.end] if line.lstrip().startswith("#")]
