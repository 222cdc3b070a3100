"""Typed settings.

One declared table, the fields of `Settings`, says what there is to set. The file is flat TOML; changing one setting
leaves every other line of it, comments and unknown lines too, as it was. Only `set_setting` creates anything.
"""

from __future__ import annotations

import re
from dataclasses import field, fields
from typing import Any, Literal, TypeAlias, TypeVar, assert_never, cast

from massage_mind.errors import SettingsError, UsageError
from massage_mind.home import Home, find_home, private_folder, write_private
from massage_mind.names import ACCENTS, COUNTRIES, GUIDANCES
from massage_mind.places import ambiences, shipped_bells, shipped_styles, styles_in
from massage_mind.record.bounds import MOST_IN_SETTING
from massage_mind.record.measures import OPTIONAL
from massage_mind.settings_text import Value, read_lines, statements_of, value_text, with_value
from massage_mind.sound_names import OLD_VOICES, PLAYERS, voice_names
from massage_mind.values import dataclass
from massage_mind.words.near import is_near, meant, nearest, quoted, unknown

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

SettingKind: TypeAlias = Literal["text", "choice", "yes or no", "number", "list"]
_T = TypeVar("_T", str, bool, int, tuple[str, ...])


# ---------------------------------------------------------------- the table


@dataclass(frozen=True, slots=True)
class Setting:
    """One line of the table: what can be set, to what, and what it is for.

    `own` names the folder of the owner's scripts whose files are allowed besides, `old` are words of before that a file
    may still hold.
    """

    key: str
    kind: SettingKind
    default: Value
    about: str
    allowed: tuple[str, ...] = ()
    least: int = 0
    most: int = 0
    own: str = ""
    old: tuple[str, ...] = ()

    def takes(self, word: str, home: Home) -> bool:
        """Whether a choice is allowed: by the table, or because the owner has a file of this name."""
        return word in self.allowed or (self.own == "styles" and word in styles_in(home.scripts_dir))

    @property
    def taken(self) -> str:
        """What a person can type for it, in words."""
        if self.kind == "yes or no":
            return "yes or no"
        choices = ", ".join(choice for choice in self.allowed if choice)
        if self.kind == "choice":
            return f"one of {choices}" + ', or ""' * ("" in self.allowed)
        return f"words out of {choices}" if choices else self.expected

    @property
    def expected(self) -> str:
        """What a value in the file must look like, in words."""
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


_KINDS: dict[type, SettingKind] = {str: "text", bool: "yes or no", int: "number", tuple: "list"}


def _setting(
    default: _T,
    about: str,
    *,
    allowed: tuple[str, ...] = (),
    least: int = 0,
    most: int = 0,
    own: str = "",
    old: tuple[str, ...] = (),
) -> _T:
    kind: SettingKind = "choice" if allowed and isinstance(default, str) else _KINDS[type(default)]
    return field(default=default, metadata={"spec": (kind, about, allowed, least, most, own, old)})


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set, typed. The fields are the table: default, one-line doc, what is allowed."""

    name: str = _setting("", "What to call you. Empty: no name is spoken.")
    checklist: bool = _setting(
        True, "Whether the time before ends with the short phone-and-therapist checklist."
    )
    player: str = _setting("auto", "What plays the sound.", allowed=PLAYERS)
    device: str = _setting("", "Part of the name of the device that plays. Empty: the usual one.")
    sound: bool = _setting(True, "Whether there is sound at all.")
    volume: int = _setting(70, "How loud.", least=0, most=100)
    voice: str = _setting(
        "auto",
        "Who speaks.",
        allowed=voice_names(),
        old=OLD_VOICES,
    )
    voice_pace: int = _setting(
        100, "How fast it speaks and how long it pauses; 100 is usual, lower is slower.", least=60, most=150
    )
    voice_gender: str = _setting(
        "", "female or male, where the voice has both. Empty: any.", allowed=("", "female", "male")
    )
    ambience: str = _setting(
        "",
        f"What sounds under a session: {', '.join(ambiences())}, or a sound file of your own. Empty: nothing.",
    )
    bells: str = _setting(
        "", "Bells besides those of the script: every 15, at 10,25 or random 4. Empty: none."
    )
    end_bell: str = _setting(
        "", "The bell at the end. Empty: the script's own.", allowed=("", *shipped_bells(), "none")
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
        allowed=("", *GUIDANCES),
    )
    style: str = _setting(
        "",
        "The kind of massage you usually have, such as swedish. Empty: none.",
        allowed=("", *shipped_styles()),
        own="styles",
    )
    without_hands: int = _setting(
        0,
        "Of the minutes an appointment is booked for, how many pass without hands: undressing, talking.",
        least=0,
        most=120,
    )
    skip_regions: tuple[str, ...] = _setting(
        ("abdomen", "chest", "inner thigh", "throat", "face"), "Regions that are never named."
    )
    country: str = _setting(
        "", "Whose numbers for help are shown. Empty: those of every country.", allowed=("", *COUNTRIES)
    )
    own_numbers: tuple[str, ...] = _setting(
        (), "Numbers of your own to call when it is too much, each with whose it is; support shows them."
    )
    trauma_aware: bool = _setting(
        False,
        "Whether sessions are gentle: more choice, shorter silences, nothing near what is left out; as --gently.",
    )
    anchors: tuple[str, ...] = _setting((), "Where you like attention to rest, such as hands or feet.")
    holds: bool = _setting(False, "Whether breathing patterns with holds may be used.")
    ratings: bool = _setting(True, "Whether you are asked for ratings before and after.")
    more_ratings: tuple[str, ...] = _setting((), "Ratings asked besides the usual ones.", allowed=OPTIONAL)
    body_map: bool = _setting(True, "Whether you are offered the body map before and after.")
    kinds_of_pain: bool = _setting(
        False, "Whether you are asked what it is like where something is marked: burning, dull, pulling."
    )
    asked_hard: bool = _setting(
        False, "Whether you are asked after a session if anything was hard or strange."
    )
    park: bool = _setting(True, "Whether you are asked before for thoughts to put down.")
    reentry_minutes: int = _setting(
        20,
        "How many minutes after the massage you are handed back what you put down.",
        least=0,
        most=720,
    )
    plain: bool = _setting(False, "Plain lines instead of the full screen, as --plain does.")
    motion: bool = _setting(True, "Whether the breath on the screen moves; off: words and a count only.")
    accessible: bool = _setting(
        False, "Whole sentences, nothing drawn or redrawn, for a screen reader; as ACCESSIBLE=1 does."
    )
    captions: bool = _setting(True, "Whether what the voice says is written too, in plain lines.")
    accent: str = _setting(
        ACCENTS[0], "The colour of your own marks and other signs that are drawn.", allowed=ACCENTS
    )


SETTINGS: tuple[Setting, ...] = tuple(
    Setting(spec.name, kind, cast(Value, spec.default), about, allowed, least, most, own, old)
    for spec in fields(Settings)
    for kind, about, allowed, least, most, own, old in (spec.metadata["spec"],)
)
_BY_KEY: dict[str, Setting] = {setting.key: setting for setting in SETTINGS}


def setting_named(key: str) -> Setting:
    """The line of the table with this key. Raises `UsageError`, naming the likely one."""
    if key not in _BY_KEY:
        raise unknown("setting", key, _BY_KEY, alike=_as_key(key), command="massage-mind config list")
    return _BY_KEY[key]


def _as_key(word: str) -> str:
    """A word in the form that keys have."""
    return word.replace("-", "_").lower()


# ---------------------------------------------------------------- reading


def load_settings(home: Home) -> Settings:
    """The settings as they stand; the defaults where the file says nothing or is not there.

    Raises `SettingsError` with every fault at file:line, each with what was expected.
    """
    lines = read_lines(home.config_file)
    values: dict[str, Any] = {}
    faults: list[str] = []
    for statement in statements_of(home.config_file, lines):
        where = f"{home.config_file}:{statement.first + 1}"
        setting = _BY_KEY.get(statement.key)
        if setting is None:
            near = meant(_as_key(statement.key), _BY_KEY)
            faults.append(f"{where}: there's no setting called {quoted(statement.key)}.{near}")
        elif _fits(setting, statement.value, home):
            given = statement.value
            values[setting.key] = tuple(given) if isinstance(given, list) else given
        else:
            faults.append(
                f"{where}: {setting.key} needs {setting.expected}, not {_in_file(statement.value)}."
            )
    if faults:
        raise SettingsError(
            "\n".join(faults),
            "Mend it in the file, or set it anew. What can be set:",
            command="massage-mind config list",
        )
    return Settings(**values)


def is_set(home: Home, key: str) -> bool:
    """Whether the file says anything of this setting. Raises `SettingsError` for a file that cannot be read."""
    return any(one.key == key for one in statements_of(home.config_file, read_lines(home.config_file)))


def _in_file(value: object) -> str:
    """A value as it is said back: words between quotes."""
    return quoted(value) if isinstance(value, str) else quoted(repr(value))[1:-1]


def _fits(setting: Setting, value: object, home: Home) -> bool:
    match setting.kind:
        case "text":
            return isinstance(value, str)
        case "choice":
            return isinstance(value, str) and (setting.takes(value, home) or value in setting.old)
        case "yes or no":
            return isinstance(value, bool)
        case "number":
            return type(value) is int and setting.least <= value <= setting.most
        case "list":
            return isinstance(value, list) and all(
                isinstance(item, str) and (not setting.allowed or item in setting.allowed) for item in value
            )
        case _:
            assert_never(setting.kind)


# ---------------------------------------------------------------- writing


def set_setting(home: Home, key: str, text: str) -> Value:
    """Set one setting from what a person typed, and return the value understood.

    Written at once and whole, or not at all; a symlink stays one. Lists are separated by commas. Raises `UsageError`
    for a key or value that cannot be, `SettingsError` if the file cannot be read as TOML or cannot be written.
    """
    setting = setting_named(key)
    if any("\ud800" <= letter <= "\udfff" for letter in text):  # bytes that were no text when they were typed
        raise UsageError(f"The value for {setting.key} isn't UTF-8 text.", f"It needs {setting.expected}.")
    if len(text) > MOST_IN_SETTING:
        raise UsageError(
            f"The value for {setting.key} has {len(text):,} characters; a setting has at most {MOST_IN_SETTING:,}.",
            setting.about,
        )
    value = _understood(setting, text, home)
    body = with_value(read_lines(home.config_file), home.config_file, key, value)
    try:
        private_folder(home.config_file.parent, only_if_ours=True)
        write_private(home.config_file, body.encode())
    except OSError as exc:
        from massage_mind.words.reasons import reason_words

        raise SettingsError(
            f"The settings {home.config_file} can't be written: {reason_words(exc)}.",
            "Nothing was changed.",
        ) from exc
    return value


_YES, _NO = ("true", "yes", "on", "1"), ("false", "no", "off", "0")


def _understood(setting: Setting, text: str, home: Home) -> Value:
    """What a person typed, as this setting's kind of value."""
    word = text.strip()
    match setting.kind:
        case "text":
            return word
        case "choice":
            if not setting.takes(word, home):
                raise _not_taken(setting, text)
            return word
        case "yes or no":
            if word.lower() not in _YES + _NO:
                raise _not_taken(setting, text)
            return word.lower() in _YES
        case "number":
            if not re.fullmatch(r"[0-9]{1,9}", word) or not setting.least <= int(word) <= setting.most:
                raise _not_taken(setting, text)
            return int(word)
        case "list":
            return _items(setting, word)
        case _:
            assert_never(setting.kind)


def _items(setting: Setting, word: str) -> tuple[str, ...]:
    items = tuple(item.strip() for item in word.split(",") if item.strip())
    for item in items:
        if setting.allowed and item not in setting.allowed:
            raise _not_taken(setting, item)
    return items


def _not_taken(setting: Setting, text: str) -> UsageError:
    """What this setting takes, and that this is none of it; the word that is near, where one is."""
    none = "is neither" if setting.kind == "yes or no" else "isn't one"
    said = f"{setting.key} takes {setting.taken}; {quoted(text)} {none}."
    near = nearest(text, (choice for choice in setting.allowed if choice))
    if near:
        return UsageError(f"{said} {is_near(near)}", setting.about, instead=(text, near))
    shown = value_text(setting.default)
    line = f"massage-mind config set {setting.key} {shown}" if shown and " " not in shown else ""
    return UsageError(said, setting.about, command=line)
