"""Typed settings.

One declared table, the fields of `Settings`, says what there is to set. The file is flat TOML; changing one setting
leaves every other line of it, comments and unknown lines too, as it was. Only `set_setting` creates anything.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal, TypeAlias, TypeVar, cast

from massage_mind.errors import SettingsError, UsageError
from massage_mind.home import Home, find_home, private_folder, write_private
from massage_mind.sound_names import PLAYERS, voice_names

__all__ = [
    "SETTINGS",
    "Home",
    "Setting",
    "Settings",
    "find_home",
    "load_settings",
    "set_setting",
    "setting_named",
    "value_text",
]

LARGEST_BYTES = 64 * 1024

Kind: TypeAlias = Literal["text", "choice", "yes or no", "number", "list"]
Value: TypeAlias = str | bool | int | tuple[str, ...]
_T = TypeVar("_T", str, bool, int, tuple[str, ...])


# ---------------------------------------------------------------- the table


@dataclass(frozen=True, slots=True)
class Setting:
    """One line of the table: what can be set, to what, and what it is for."""

    key: str
    kind: Kind
    default: Value
    about: str
    allowed: tuple[str, ...] = ()
    least: int = 0
    most: int = 0

    @property
    def expected(self) -> str:
        """What a value must look like, in words."""
        if self.kind == "list" and self.allowed:
            return "a list out of " + ", ".join(self.allowed)
        if self.kind == "choice":
            return "one of " + ", ".join(choice or '""' for choice in self.allowed)
        return {
            "text": "text",
            "yes or no": "true or false",
            "number": f"a whole number from {self.least} to {self.most}",
            "list": "a list of texts",
        }[self.kind]


_KINDS: dict[type, Kind] = {str: "text", bool: "yes or no", int: "number", tuple: "list"}


def _setting(default: _T, about: str, *, allowed: tuple[str, ...] = (), least: int = 0, most: int = 0) -> _T:
    kind: Kind = "choice" if allowed and isinstance(default, str) else _KINDS[type(default)]
    return field(default=default, metadata={"spec": (kind, about, allowed, least, most)})


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set, typed. The fields are the table: default, one-line doc, what is allowed."""

    name: str = _setting("", "What to call you. Empty: no name is spoken.")
    checklist: bool = _setting(True, "Whether `before` ends with the short phone-and-therapist checklist.")
    player: str = _setting("auto", "What plays the sound.", allowed=PLAYERS)
    device: str = _setting(
        "", "Part of the name of the device that plays; `sound devices` lists them. Empty: the usual one."
    )
    sound: bool = _setting(True, "Whether there is sound at all.")
    volume: int = _setting(70, "How loud.", least=0, most=100)
    voice: str = _setting(
        "auto",
        "Who speaks; `sound voices` says what there is.",
        allowed=voice_names(),
    )
    voice_pace: int = _setting(
        100, "How fast it speaks and how long it pauses; 100 is usual, lower is slower.", least=60, most=150
    )
    voice_gender: str = _setting(
        "", "female or male, where the voice has both. Empty: any.", allowed=("", "female", "male")
    )
    ambience: str = _setting(
        "",
        "What sounds under a session: ocean, rain, brown-noise, or a sound file of your own. Empty: nothing.",
    )
    bells: str = _setting(
        "", "Bells besides those of the script: every 15, at 10,25 or random 4. Empty: none."
    )
    end_bell: str = _setting(
        "", "The bell at the end. Empty: the script's own.", allowed=("", "bowl", "bell", "gong", "none")
    )
    delay: int = _setting(0, "Seconds of silence before a session begins, to lie down in.", least=0, most=600)
    breath_tones: bool = _setting(True, "Whether a soft tone rises and falls with a paced breath.")
    voice_volume: int = _setting(100, "How loud the voice is, beside the rest.", least=0, most=100)
    bell_volume: int = _setting(100, "How loud the bells of the script are.", least=0, most=100)
    interval_volume: int = _setting(70, "How loud the bells you asked for are.", least=0, most=100)
    end_volume: int = _setting(
        100, "How loud the last bell is; it swells, and is softer anyway.", least=0, most=100
    )
    breath_volume: int = _setting(100, "How loud the breath tones are.", least=0, most=100)
    ambience_volume: int = _setting(70, "How loud the ambience is.", least=0, most=100)
    guidance: str = _setting(
        "",
        "How much is said. Empty: as the moment suggests.",
        allowed=("", "dense", "guided", "sparse", "silent"),
    )
    style: str = _setting(
        "",
        "The kind of massage you usually have, such as swedish. Empty: none.",
        allowed=(
            "",
            "swedish",
            "deep-tissue",
            "trigger-point",
            "myofascial-release",
            "hot-stone",
            "thai",
            "shiatsu",
            "aromatherapy",
            "chair",
        ),
    )
    skip_regions: tuple[str, ...] = _setting(
        ("abdomen", "chest", "inner thigh", "throat", "face"), "Regions that are never named."
    )
    anchors: tuple[str, ...] = _setting((), "Where you like attention to rest, such as hands or feet.")
    holds: bool = _setting(False, "Whether breathing patterns with holds may be used.")
    ratings: bool = _setting(True, "Whether `before` and `after` ask for ratings.")
    more_ratings: tuple[str, ...] = _setting(
        (), "Ratings asked besides the usual ones.", allowed=("energy", "calm")
    )
    body_map: bool = _setting(True, "Whether `before` and `after` offer the body map.")
    park: bool = _setting(True, "Whether `before` asks for thoughts to put down.")
    reentry_minutes: int = _setting(
        20,
        "How long after the massage `after` waits before it hands back what you put down.",
        least=0,
        most=720,
    )
    plain: bool = _setting(False, "Plain lines instead of the full screen, as --plain does.")


SETTINGS: tuple[Setting, ...] = tuple(
    Setting(spec.name, kind, cast(Value, spec.default), about, allowed, least, most)
    for spec in fields(Settings)
    for kind, about, allowed, least, most in (spec.metadata["spec"],)
)
_BY_KEY: dict[str, Setting] = {setting.key: setting for setting in SETTINGS}


def setting_named(key: str) -> Setting:
    """The line of the table with this key. Raises `UsageError`, naming the likely one."""
    try:
        return _BY_KEY[key]
    except KeyError:
        raise UsageError(
            f"There is no setting called {key!r}.{_likely(key)}", f"There are: {', '.join(_BY_KEY)}."
        ) from None


def _likely(key: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(key.replace("-", "_").lower(), _BY_KEY, n=1)
    return f" Is {near[0]} meant?" if near else ""


# ---------------------------------------------------------------- reading


@dataclass(frozen=True, slots=True)
class _Statement:
    """One `key = value` of the file: its lines, as indexes [first, end), and what TOML makes of it."""

    first: int
    end: int
    key: str
    value: Any


def load_settings(home: Home) -> Settings:
    """The settings as they stand; the defaults where the file says nothing or is not there.

    Raises `SettingsError` with every fault at file:line, each with what was expected.
    """
    lines = _lines(home.config_file)
    values: dict[str, Any] = {}
    faults: list[str] = []
    for statement in _statements(home.config_file, lines):
        where = f"{home.config_file}:{statement.first + 1}"
        setting = _BY_KEY.get(statement.key)
        if setting is None:
            faults.append(f"{where}: there is no setting called {statement.key!r}.{_likely(statement.key)}")
        elif _fits(setting, statement.value):
            given = statement.value
            values[setting.key] = tuple(given) if isinstance(given, list) else given
        else:
            faults.append(f"{where}: {setting.key} needs {setting.expected}, not {statement.value!r}.")
    if faults:
        raise SettingsError(
            "\n".join(faults),
            "Mend the file, or use `massage-mind config set KEY VALUE`; `config list` shows all.",
        )
    return Settings(**values)


def _fits(setting: Setting, value: object) -> bool:
    match setting.kind:
        case "text":
            return isinstance(value, str)
        case "choice":
            return isinstance(value, str) and value in setting.allowed
        case "yes or no":
            return isinstance(value, bool)
        case "number":
            return type(value) is int and setting.least <= value <= setting.most
        case "list":
            return isinstance(value, list) and all(
                isinstance(item, str) and (not setting.allowed or item in setting.allowed) for item in value
            )


def _lines(path: Path) -> list[str]:
    """The lines of the file without their ends, none if there is no file. The last one is what follows the last \\n."""
    try:
        if path.exists() and not path.is_file():
            raise SettingsError(f"The settings {path} cannot be read: it is not a file.", "Move it away.")
        with open(path, "rb") as file:
            raw = file.read(LARGEST_BYTES + 1)
    except FileNotFoundError:
        return []
    except OSError as exc:
        raise SettingsError(f"The settings {path} cannot be read: {exc.strerror or exc}.") from exc
    if len(raw) > LARGEST_BYTES:
        raise SettingsError(f"The settings {path} are larger than {LARGEST_BYTES // 1024} KiB.")
    try:
        return raw.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as exc:
        line = raw[: exc.start].count(b"\n") + 1
        raise SettingsError(
            f"{path}:{line}: this is not UTF-8 text.", "Save the file as UTF-8, or move it away."
        ) from exc


def _statements(path: Path, lines: list[str]) -> Iterator[_Statement]:
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
            yield _Statement(start, len(lines), lines[start].strip(), None)
            return
        end = start + 1
        while (parsed := _parsed(lines[start:end])) is None and end < len(lines):
            end += 1
        for key, value in (parsed or {}).items():
            yield _Statement(start, end, key, value)
        start = end


def _parsed(lines: list[str]) -> dict[str, Any] | None:
    """What TOML makes of these lines alone; None if they are not whole statements."""
    if len(lines) > 1 and not re.search(r"[]}]|\"\"\"|'''", lines[-1]):
        return None  # Nothing that could close a statement of several lines: do not parse a long list once a line.
    try:
        return tomllib.loads("\n".join(lines) + "\n")
    except tomllib.TOMLDecodeError:
        return None


# ---------------------------------------------------------------- writing


def set_setting(home: Home, key: str, text: str) -> Value:
    """Set one setting from what a person typed, and return the value understood.

    Written at once and whole, or not at all; a symlink stays one. Lists are separated by commas. Raises `UsageError`
    for a key or value that cannot be, `SettingsError` if the file cannot be read as TOML or cannot be written.
    """
    setting = setting_named(key)
    value = _understood(setting, text)
    given = _lines(home.config_file)
    line_end = "\r\n" if any(line.endswith("\r") for line in given) else "\n"
    lines = [line.removesuffix("\r") for line in given]
    statements = list(_statements(home.config_file, lines))
    written = f"{key} = {_toml(value)}"
    old = next((statement for statement in statements if statement.key == key), None)
    if old is not None:
        lines[old.first : old.end] = [*_comments_within(lines, old), written + _comment_after(lines, old)]
    else:
        table = next((s.first for s in statements if s.key.startswith("[")), None)
        last = len(lines) - 1 if lines and not lines[-1] else len(lines)
        lines.insert(last if table is None else table, written)
    body = line_end.join(lines)
    try:
        private_folder(home.config_file.parent, only_if_ours=True)
        write_private(home.config_file, (body if body.endswith("\n") else body + line_end).encode())
    except OSError as exc:
        raise SettingsError(
            f"The settings {home.config_file} cannot be written: {exc.strerror or exc}.",
            "Nothing was changed.",
        ) from exc
    return value


_YES, _NO = ("true", "yes", "on", "1"), ("false", "no", "off", "0")


def _understood(setting: Setting, text: str) -> Value:
    """What a person typed, as this setting's kind of value."""
    wrong = UsageError(f"{setting.key} needs {setting.expected}, not {text!r}.", setting.about)
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        raise UsageError(f"The value for {setting.key} is not UTF-8 text.", f"It needs {setting.expected}.")
    word = text.strip()
    match setting.kind:
        case "text":
            return word
        case "choice":
            if word not in setting.allowed:
                raise wrong
            return word
        case "yes or no":
            if word.lower() not in _YES + _NO:
                raise wrong
            return word.lower() in _YES
        case "number":
            if not re.fullmatch(r"[0-9]{1,9}", word) or not setting.least <= int(word) <= setting.most:
                raise wrong
            return int(word)
        case "list":
            items = tuple(item.strip() for item in word.split(",") if item.strip())
            if setting.allowed and not set(items) <= set(setting.allowed):
                raise wrong
            return items


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


def _comment_after(lines: list[str], statement: _Statement) -> str:
    """The comment at the end of a one-line statement, with the space before it."""
    if statement.end - statement.first > 1:
        return ""
    line = lines[statement.first]
    for found in re.finditer(r"\s*#", line):
        if _parsed([line[: found.start()]]):
            return line[found.start() :]
    return ""


def _comments_within(lines: list[str], statement: _Statement) -> list[str]:
    """Whole-line comments inside a list of several lines; they go above it rather than away."""
    if not isinstance(statement.value, list):
        return []
    return [line for line in lines[statement.first : statement.end] if line.lstrip().startswith("#")]
