"""What `config list` prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.settings import SETTINGS, value_text

if TYPE_CHECKING:
    from massage_mind.settings import Settings
    from massage_mind.world import World


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


def show_settings(world: World, settings: Settings) -> None:
    """Two lines for each setting: its value, and what it is for."""
    from massage_mind.screen.text import safe_text

    wide = max(len(setting.key) for setting in SETTINGS)
    for setting in SETTINGS:
        value = safe_text(value_text(getattr(settings, setting.key)))
        world.write(f"{setting.key:{wide}}  {value or '(empty)'}\n{'':{wide}}    {setting.about}")
