"""`massage-mind config`: see and change the settings."""

from __future__ import annotations

from typing import Annotated

import typer

app = typer.Typer(
    name="config",
    help="See and change the settings.",
    no_args_is_help=True,
    rich_markup_mode=None,
    add_completion=False,
)


@app.callback()
def _group() -> None:
    """See and change the settings."""


@app.command("list")
def list_settings(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON array.")] = False,
) -> None:
    """List every setting, its value and what it is for."""
    from massage_mind import app as world
    from massage_mind.screen.text import safe_text
    from massage_mind.settings import SETTINGS, value_text

    settings = world.settings()
    if as_json:
        import json

        rows = [
            {
                "key": setting.key,
                "value": getattr(settings, setting.key),
                "default": setting.default,
                "expected": setting.expected,
                "about": setting.about,
            }
            for setting in SETTINGS
        ]
        world.write(json.dumps(rows, indent=2))
        return
    wide = max(len(setting.key) for setting in SETTINGS)
    for setting in SETTINGS:
        value = safe_text(value_text(getattr(settings, setting.key)))
        world.write(f"{setting.key:{wide}}  {value or '(empty)'}\n{'':{wide}}    {setting.about}")


@app.command("get")
def get(key: Annotated[str, typer.Argument(metavar="KEY", help="Which setting.")]) -> None:
    """Print the value of one setting."""
    from massage_mind import app as world
    from massage_mind.screen.text import safe_text
    from massage_mind.settings import setting_named, value_text

    setting = setting_named(key)
    world.write(safe_text(value_text(getattr(world.settings(), setting.key))))


@app.command("set", context_settings={"ignore_unknown_options": True})
def set_(
    key: Annotated[str, typer.Argument(metavar="KEY", help="Which setting.")],
    value: Annotated[
        str, typer.Argument(metavar="VALUE", help="To what; several regions or anchors with commas between.")
    ],
) -> None:
    """Change one setting; everything else in the file stays as it is."""
    from massage_mind import app as world
    from massage_mind.screen.text import safe_text
    from massage_mind.settings import set_setting, value_text

    _check(key, value.strip())
    understood = safe_text(value_text(set_setting(world.home(), key, value)))
    world.note(f"{key} is {understood} now." if understood else f"{key} is empty now.")


def _check(key: str, value: str) -> None:
    """Words that are understood elsewhere: said now rather than on the day. Raises UsageError."""
    if key == "bells":
        from massage_mind.fit.extra_bells import read_bells
        from massage_mind.places import shipped_bells

        read_bells(value, shipped_bells())
    elif key == "ambience" and value not in ("", "none"):
        from massage_mind.sound.sounds import check_ambience

        check_ambience(value)


@app.command("path")
def path() -> None:
    """Print where the settings file is, or would be."""
    from massage_mind import app as world
    from massage_mind.screen.text import safe_text

    world.write(safe_text(str(world.home().config_file)))
