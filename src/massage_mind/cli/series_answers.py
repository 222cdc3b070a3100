"""What `series` prints: the series there are, the one that is meant, and that each had its turn."""

from __future__ import annotations

import shlex
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from massage_mind.cli.session_requests import request_alone

if TYPE_CHECKING:
    from massage_mind.cli.session_options import HowLong, HowRun, WhatIsHeard
    from massage_mind.screen.show.show_series import SeriesOnPage
    from massage_mind.session.request import SessionRequest
    from massage_mind.session.series_at_hand import SeriesAsked, SeriesAtHand
    from massage_mind.world import World


def series_request(
    asked: SeriesAsked, long: HowLong, heard: WhatIsHeard, run: HowRun, seed: str
) -> SessionRequest:
    """The script that is meant, as a session of its own. Raises `UsageError`.

    Without the bells and the silence that are set: those are for the massage itself.
    """
    request = request_alone(asked.script, long, heard, run, seed=seed)
    begun = asked.shown[0].series.name if asked.again else ""
    return replace(request, sound=replace(request.sound, bare=True), begins_again=begun)


def taken_then(world: World, request: SessionRequest, at: str) -> SessionRequest:
    """The same as taken at this time, only to be written down; as it is where none was said. Raises `UsageError`."""
    from massage_mind.cli.session_options import OfWhen

    return replace(request, at_ms=OfWhen(at=at).at_ms(world))


def print_series(world: World, asked: SeriesAsked, *, as_json: bool) -> None:
    """What is not to be taken now: the series, or as a document also the script that is meant."""
    if as_json:
        alone = asked.script or asked.over
        world.print_json(_part(asked) if alone else [_document(one) for one in asked.shown])
        return
    if not asked.over and not world.read_at_once():
        _write_lines(world, asked.shown)
        return
    from massage_mind.screen.show.show_series import over_page, series_page

    several = len(world.library().series_names()) > 1
    shown = [_on_page(one, several) for one in asked.shown]
    world.show(over_page(shown[0]) if asked.over else series_page(shown), paged=True)


def _write_lines(world: World, shown: tuple[SeriesAtHand, ...]) -> None:
    """For a program a line for each script."""
    from massage_mind.screen.text import safe_text

    for one in shown:
        for number, name in enumerate(one.series.scripts, 1):
            line = f"{one.series.name:<12} {number:>2}  {safe_text(name):<24} {_standing(one, name):<6} {safe_text(one.title(name))}"
            world.write(line)


def _standing(one: SeriesAtHand, name: str) -> str:
    if one.place is None:
        return ""
    return "taken" if name in one.place.taken else "next" if name == one.place.next else ""


def _on_page(one: SeriesAtHand, several: bool) -> SeriesOnPage:
    """With the words of its rows; `several`: the command says which series it is."""
    from massage_mind.screen.show.show_series import SeriesOnPage, SeriesRow

    series = one.series
    rows = [
        SeriesRow(number, one.title(name), _standing(one, name) if script else "it can't be read")
        for number, (name, script) in enumerate(zip(series.scripts, one.scripts, strict=True), 1)
    ]
    of = f" --of {shlex.quote(series.name)}" if several else ""
    known = one.place is not None
    over = one.place is not None and not one.place.next
    return SeriesOnPage(series.title, series.about, rows, f"massage-mind series next{of}", over, known)


# ---------------------------------------------------------------- as documents


def _document(one: SeriesAtHand) -> dict[str, Any]:
    """A series with stable keys; what is not known is null."""
    series = one.series
    return {
        "name": series.name,
        "title": series.title,
        "about": series.about,
        "own": series.own,
        "next": (one.place.next or None) if one.place else None,
        "scripts": [_script_document(one, name) for name in series.scripts],
    }


def _script_document(one: SeriesAtHand, name: str) -> dict[str, Any]:
    at = one.series.scripts.index(name)
    script = one.scripts[at]
    return {
        "number": at + 1,
        "name": name,
        "title": one.title(name),
        "minutes": {
            "least": script.least_ms / 60_000,
            "ideal": script.ideal_ms / 60_000,
            "most": script.most_ms / 60_000,
        }
        if script
        else None,
        "taken": name in one.place.taken if one.place else None,
    }


def _part(asked: SeriesAsked) -> dict[str, Any]:
    """The script that is meant; null in each key where none is left."""
    one = asked.shown[0]
    keys = ("number", "name", "title", "minutes", "taken")
    found = _script_document(one, asked.script) if asked.script else dict.fromkeys(keys)
    return {"series": one.series.name, **found}
