"""What `support` and `first-time` answer: pages that stand still, and the same as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from massage_mind.learn.help_lines import SupportLine
    from massage_mind.world import World


def show_support(world: World, *, as_json: bool) -> None:
    """Where help is, by the country of the settings; every line where none is set, or they can't be read."""
    country, own = _set(world)
    if not as_json:
        from massage_mind.screen.page.support_page import support_page

        world.show(support_page(country, own), paged=True)
        return
    from massage_mind.learn.help_lines import ANYWHERE, EMERGENCY, TO_TALK, lines_for, own_numbers

    world.print_json(
        {
            "country": country,
            "emergency": [_line(one) for one in lines_for(EMERGENCY, country)],
            "own": list(own_numbers(own)),
            "talk": [_line(one) for one in (*lines_for(TO_TALK, country), ANYWHERE)],
        }
    )


def _set(world: World) -> tuple[str, tuple[str, ...]]:
    """The country and the person's own numbers. A fault in the settings is said, and keeps nobody from the numbers."""
    from massage_mind.errors import SettingsError

    try:
        settings = world.settings()
    except SettingsError as error:
        world.note(error.sentence)
        return "", ()
    return settings.country, settings.own_numbers


def _line(one: SupportLine) -> dict[str, Any]:
    return {
        "where": one.where,
        "countries": list(one.countries),
        "who": one.who,
        "how": one.how,
        "checked": one.checked.isoformat(),
    }


def show_first_time(world: World, *, card: bool, as_json: bool) -> None:
    """The page, or the card alone."""
    if as_json:
        from massage_mind.learn.first_time import CARD, FIRST_TIME

        parts = [] if card else [{"title": title, "text": text} for title, text in FIRST_TIME]
        world.print_json({"parts": parts, "card": list(CARD)})
        return
    from massage_mind.screen.show.show_first_time import first_time_card, first_time_page

    world.show(first_time_card() if card else first_time_page(), paged=True)
