"""What `config list` and `config get` print: the settings as a page, by what they are about, what was changed marked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from massage_mind.settings import SETTINGS, Setting, setting_named, value_text

if TYPE_CHECKING:
    from massage_mind.screen.page.page_parts import Page, PageLine, Part
    from massage_mind.settings import Settings
    from massage_mind.settings_text import Value
    from massage_mind.world import World

GROUPS: dict[str, tuple[str, ...]] = {
    "You": ("name", "style", "without_hands", "anchors"),
    "Sound": (
        *("sound", "volume", "player", "device", "voice", "voice_gender", "voice_pace", "voice_volume"),
        *("ambience", "ambience_volume", "bells", "interval_volume", "bell_volume", "end_bell", "end_volume"),
        *("breath_tones", "breath_volume"),
    ),
    "Words": ("guidance", "delay", "captions"),
    "Care": ("skip_regions", "trauma_aware", "holds", "country", "own_numbers"),
    "Questions": (
        "checklist",
        "ratings",
        "more_ratings",
        "body_map",
        "kinds_of_pain",
        "asked_hard",
        "park",
        "reentry_minutes",
    ),
    "Screen": ("plain", "motion", "accessible", "accent"),
}
"""Each setting under one heading, in the order of the page."""

_WHAT = {
    "name": "what you're called", "style": "the massage you usually have", "without_hands": "minutes booked that are not massage", "anchors": "where attention likes to rest",
    "sound": "voice, bells and the rest", "voice": "off, or one from sound voices",
    "voice_gender": "female or male, where there are both", "voice_pace": "60 to 150, lower is slower",
    "ambience": "ocean, rain, brown-noise, or a file", "bells": "every 15, at 10,25, random 4",
    "device": "part of its name", "breath_tones": "a soft tone with the breath",
    "guidance": "dense, guided, sparse, silent", "delay": "0 to 600 seconds of silence first",
    "captions": "what the voice says, written too", "skip_regions": "", "trauma_aware": "more choice, shorter silences", "holds": "breath holds may be used",
    "country": "whose numbers support shows", "own_numbers": "whom you'd call, commas between", "asked_hard": "was anything hard or strange, asked after",
    "checklist": "phone and therapist, at the end of before", "ratings": "asked before and after",
    "body_map": "offered before and after", "kinds_of_pain": "what marks are like, asked after", "park": "thoughts to put down, asked before",
    "reentry_minutes": "0 to 720, until you get them back", "plain": "plain lines, no full screen",
    "motion": "the breath on the screen moves", "accessible": "whole sentences, nothing drawn", "accent": "a colour of the terminal, or none",
}  # fmt: skip
"""What can be set, or what it is for, in a few words; what is not here says its range or its choices."""

_EMPTY = {
    "anchors": "any", "country": "all of them", "device": "the usual", "voice_gender": "any", "end_bell": "script's own",
    "guidance": "script's own",
}  # fmt: skip
"""What an empty value means, where that is not "none"."""

_KEY, _VALUE = 17, 14
"""The widths of the columns."""
_LONGEST_ASIDE = 24


def settings_document(settings: Settings) -> list[dict[str, object]]:
    """Every setting as a JSON document."""
    return [
        {
            "key": setting.key,
            "value": getattr(settings, setting.key),
            "default": setting.default,
            "expected": setting.expected,
            "about": setting.about,
        }
        for setting in SETTINGS
    ]


def value_words(setting: Setting, value: Value) -> str:
    """A value of this setting as one says it: yes, 55, none."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value_text(value) or _EMPTY.get(setting.key, "none")


def what_words(setting: Setting) -> str:
    """What it can be set to, or what it is for, in a few words."""
    if setting.key in _WHAT:
        return _WHAT[setting.key]
    if setting.kind == "number":
        return f"{setting.least} to {setting.most}"
    return ", ".join(choice for choice in setting.allowed if choice)


def show_settings(world: World, settings: Settings) -> None:
    """The page of all settings."""
    from massage_mind.screen.page.setting import FOLDS

    look = world.look(world.stdout)
    wide = look.form == "pipe" or (look.form == "terminal" and look.columns >= FOLDS)
    world.show(_page(settings, wide=wide, aloud=look.form == "aloud"), paged=True)


def _page(settings: Settings, *, wide: bool, aloud: bool) -> Page:
    from massage_mind.screen.page.page_parts import Page, accent, bold, command, heading, said

    row = _row_aloud if aloud else _row_wide if wide else _row_narrow
    parts: list[Part] = []
    for title, keys in GROUPS.items():
        rows = (row(setting_named(key), getattr(settings, key)) for key in keys)
        parts.append((heading(title), *rows))
    how = "massage-mind config set NAME VALUE"
    if wide:
        parts.append((said(accent("•"), " yours   ", bold(how)),))
    else:
        parts += [(said("To change one:" if aloud else "• is yours. To change one:"),), (command(how),)]
    return Page(parts)


def _row_wide(setting: Setting, value: Value) -> PageLine:
    """The mark, the name, the value, what it can be, what it was: in columns; a long value pushes out what it can be."""
    from massage_mind.screen.page.page_parts import SAID, WIDEST, PageLine, accent, bold

    words, what, was = value_words(setting, value), what_words(setting), _was(setting, value)
    short = words.ljust(_VALUE) if len(words) < _VALUE else words
    return PageLine(
        [bold(short) if was else short, what if short is not words else ""],
        SAID,
        [accent("• ") if was else "  ", setting.key.ljust(_KEY)],
        was if len(was) <= _LONGEST_ASIDE else "",
        hang=_VALUE if short is not words else 0,
        widest=WIDEST,
        aside_style="",
    )


def _row_narrow(setting: Setting, value: Value) -> PageLine:
    from massage_mind.screen.page.page_parts import SAID, PageLine, accent, bold

    words, what, was = value_words(setting, value), what_words(setting), _was(setting, value)
    facts = "; ".join(fact for fact in (what, was if len(was) <= _LONGEST_ASIDE else "") if fact)
    spans = [f"{setting.key}  ", bold(words) if was else words, f"  ({facts})" if facts else ""]
    return PageLine(spans, SAID, [accent("• ") if was else "  "], hang=2)


def _row_aloud(setting: Setting, value: Value) -> PageLine:
    from massage_mind.screen.page.page_parts import SAID, PageLine

    what, was = what_words(setting), _was(setting, value)
    told = "; ".join(fact for fact in (f"{setting.key}: {value_words(setting, value)}", what) if fact)
    return PageLine(f"{told}. Yours; it {was}." if was else f"{told}.", SAID)


def _was(setting: Setting, value: Value) -> str:
    """What it would be if it were not set; empty where that is what it is."""
    return f"was {value_words(setting, setting.default)}" if value != setting.default else ""


def show_setting(world: World, setting: Setting, value: Value) -> None:
    """One setting: in sentences for a person, its value alone for a program."""
    if not world.stdout_is_terminal():
        from massage_mind.screen.text import safe_text

        world.write(safe_text(value_text(value)))
        return
    from massage_mind.screen.page.page_parts import Page, command, said

    changed = value != setting.default
    told = [*_sentences(setting, value), setting.about]
    back = f"massage-mind config set {setting.key} {value_text(setting.default)}"
    if not changed or " " in value_text(setting.default) or not value_text(setting.default):
        world.show(Page(((said(" ".join(told)),),)))
    else:
        world.show(Page(((said(" ".join(told), " To have it as it was:"),), (command(back),))))


def _sentences(setting: Setting, value: Value) -> Iterator[str]:
    begun = (
        f"{setting.key} is {value_words(setting, value)}" if value_text(value) else f"{setting.key} isn't set"
    )
    was = _was(setting, value)
    yield f"{begun}; it {was}." if was else f"{begun}."
    if setting.kind == "number":
        yield f"It can be {setting.least} to {setting.most}."
