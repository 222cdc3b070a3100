"""The series there are, what was taken of each, and the one that is meant by what somebody typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.errors import MassageMindError, ScriptError, StoreError, UsageError
from massage_mind.record.series_place import SeriesPlace, place_in
from massage_mind.values import dataclass
from massage_mind.words.near import quoted, unknown
from massage_mind.world import SHORT_WAIT_MS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from massage_mind.record.session import SessionRecord
    from massage_mind.script.script import Script
    from massage_mind.script.series import Series
    from massage_mind.world import World

NEXT = "next"


@dataclass(frozen=True, slots=True)
class SeriesAtHand:
    """A series with its scripts (None: one that can't be read) and where somebody is in it (None: not known)."""

    series: Series
    scripts: tuple[Script | None, ...]
    place: SeriesPlace | None

    def title(self, name: str) -> str:
        """The title of one of its scripts; its name where it can't be read."""
        script = self.scripts[self.series.scripts.index(name)]
        return name if script is None else script.title


@dataclass(frozen=True, slots=True)
class SeriesAsked:
    """What somebody asked for: `shown` to look at, in their order, or `script` out of the first of them, by name.

    Neither the one nor the other (`over`): the next one, where each had its turn. `again`: the series begins once more.
    """

    shown: tuple[SeriesAtHand, ...]
    script: str = ""
    over: bool = False
    again: bool = False


def series_asked(world: World, what: str, of: str, *, again: bool) -> SeriesAsked:
    """What is meant: nothing or the name of a series, `next`, the number of a script, or its name.

    `of` is the series where there are several; without it the one last gone on with, or the first. Raises `UsageError`.
    """
    if again and what != NEXT:
        raise UsageError("--again begins a series once more.", command="massage-mind series next --again")
    shown = at_hand(world, of)
    if not what:
        return SeriesAsked(shown)
    one = shown[0]
    names = one.series.scripts
    if what == NEXT:
        script = names[0] if again or one.place is None else one.place.next
        if one.place is None:
            world.note("What was taken can't be read just now, so this is the first.")
        return SeriesAsked(shown[:1], script, over=not script, again=again)
    if what.isascii() and what.isdecimal():
        if not 0 < int(what) <= len(names):
            raise UsageError(
                f"There's no number {quoted(what)} in it. The last one is {len(names)}.",
                "All of them:",
                command="massage-mind series",
            )
        return SeriesAsked(shown[:1], names[int(what) - 1])
    return _named(shown, what)


def _named(shown: Sequence[SeriesAtHand], what: str) -> SeriesAsked:
    """A script of any of them, the first that has it; or a series, to look at. Raises `UsageError`."""
    for one in shown:
        if what in one.series.scripts:
            return SeriesAsked((one,), what)
    for one in shown:
        if what == one.series.name:
            return SeriesAsked((one,))
    known = [NEXT, *(name for one in shown for name in (*one.series.scripts, one.series.name))]
    raise unknown("part of a series", what, list(dict.fromkeys(known)), command="massage-mind series")


def at_hand(world: World, of: str = "") -> tuple[SeriesAtHand, ...]:
    """The series of this name, or all there are, the one last gone on with first. Raises `UsageError`, `MassageMindError`.

    One that can't be read is left out with a note, or refused where it was named.
    """
    library = world.library()
    found = [library.series(of)] if of else _readable(world)
    if not found:
        raise MassageMindError("There's no series that can be read.", command="massage-mind scripts check")
    sessions = _finished(world, found)
    if sessions:
        found.sort(key=lambda series: sessions[-1].script not in series.scripts)
    return tuple(
        SeriesAtHand(
            series,
            tuple(_script(world, name) for name in series.scripts),
            None if sessions is None else place_in(series.name, series.scripts, sessions),
        )
        for series in found
    )


def _readable(world: World) -> list[Series]:
    library = world.library()
    found = []
    for name in library.series_names():
        try:
            found.append(library.series(name))
        except ScriptError as error:
            world.note(f"The series {name} can't be read and is left out. {error.sentence}")
    return found


def _script(world: World, name: str) -> Script | None:
    """The script; None where there is none that can be read, which whoever takes it is told."""
    try:
        return world.library().script(name)
    except MassageMindError:
        return None


def _finished(world: World, found: Sequence[Series]) -> list[SessionRecord] | None:
    """The sessions of these series that came to their end, the earliest first; None where the journal can't be read."""
    scripts = list(dict.fromkeys(name for series in found for name in series.scripts))
    try:
        with world.open_store(writing=False, wait_ms=SHORT_WAIT_MS) as store:
            sessions = [
                one for at in range(0, len(scripts), 500) for one in store.finished(scripts[at : at + 500])
            ]
    except StoreError as error:
        world.note(error.sentence)
        return None
    return sorted(sessions, key=lambda one: one.started_at)
