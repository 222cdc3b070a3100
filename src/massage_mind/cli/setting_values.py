"""Values of settings that another room understands, checked when they are set."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from massage_mind.settings_text import Value
    from massage_mind.world import World


def left_unheard(world: World, key: str, value: Value) -> str:
    """A sentence on regions to skip that no style names by this word: nothing would be left out for them. Else empty."""
    if key != "skip_regions" or not isinstance(value, tuple):
        return ""
    from massage_mind.settings import setting_named
    from massage_mind.words.near import quoted

    usual = setting_named(key).default
    regions = [one for style in world.library().styles() for one in style.regions if one.kind == "work"]
    known = {word for region in regions for word in (region.name, *region.areas)}
    words = {one.casefold() for one in known} | set(usual if isinstance(usual, tuple) else ())
    unknown = [one for one in value if one.casefold() not in words]
    if not unknown:
        return ""
    places = ", ".join(sorted({one for one in known if " " not in one}))
    these = ", ".join(map(quoted, unknown))
    return f"No style names {these}, so nothing is left out for it. Places they name: {places}."


def check_value(key: str, value: str) -> None:
    """Words that are understood elsewhere: said now rather than on the day. Raises `UsageError`."""
    if key == "bells":
        from massage_mind.fit.extra_bells import read_bells
        from massage_mind.places import shipped_bells

        read_bells(value, shipped_bells())
    elif key == "ambience" and value not in ("", "none"):
        from massage_mind.errors import MassageMindError, UsageError
        from massage_mind.sound.own_apart import check_own_ambience
        from massage_mind.sound.sounds import check_ambience

        check_ambience(value)
        try:
            check_own_ambience(value)
        except MassageMindError as error:
            raise UsageError(
                error.sentence, error.hint, command=error.command, instead=error.instead
            ) from error
