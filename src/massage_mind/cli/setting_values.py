"""Values of settings that another room understands, checked when they are set."""

from __future__ import annotations


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
