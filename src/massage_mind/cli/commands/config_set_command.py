"""`config set`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from massage_mind.world import World


def set_(
    world: World,
    key: Annotated[str, typer.Argument(metavar="KEY", help="Which setting.")],
    value: Annotated[
        str, typer.Argument(metavar="VALUE", help="To what; several regions or anchors with commas between.")
    ],
) -> None:
    """Change one setting; everything else in the file stays as it is."""
    from massage_mind.cli.setting_values import check_value, left_unheard
    from massage_mind.cli.settings_list import value_words
    from massage_mind.settings import set_setting, setting_named

    setting = setting_named(key)
    check_value(key, value.strip())
    kept = set_setting(world.home, key, value)
    said = f"{key} is {value_words(setting, kept)} now."
    world.suggest(f"{said} {left_unheard(world, key, kept)}".rstrip())
