"""How the real things are opened: the journal, the library, the players, the terminal. Each loads what it opens."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING

from massage_mind.errors import MassageMindError
from massage_mind.names import LARGEST_SEED
from massage_mind.world import Doors, World

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from massage_mind.journal.store import Store
    from massage_mind.learn.help_lines import HelpAtHand
    from massage_mind.perform.asker import Asker
    from massage_mind.perform.ports import Speaker
    from massage_mind.reading.library import Library
    from massage_mind.screen.front import Front
    from massage_mind.sound.sounds import Sounds
    from massage_mind.sound.voice.voices import VoicePlaces


def _store(world: World, writing: bool, wait_ms: int | None) -> Store:
    from massage_mind.journal.file.connect import BUSY_MS
    from massage_mind.journal.store import open_store

    wait = BUSY_MS if wait_ms is None else wait_ms
    return open_store(world.home, writing=writing, wall=world.wall_ms, busy_ms=wait)


def _library(world: World) -> Library:
    from massage_mind.reading.library import Library

    return Library(world.home.scripts_dir)


def _speaker(world: World, player: str, volume: int, sounds: Sounds) -> Speaker:
    from massage_mind.sound.play.players import open_speaker

    return open_speaker(player, sounds=sounds, now=world.clock.now, volume=volume / 100)


def _warm_up(player: str) -> None:
    from massage_mind.sound.play.players import warm_up

    warm_up(player)


def _front(world: World, plain: bool) -> AbstractContextManager[Front]:
    from massage_mind.screen.front import open_front

    return open_front(
        plain=plain,
        aloud=world.accessible(),
        still=not world.moves(),
        clock=world.clock,
        environ=world.environ,
        stdin=world.stdin,
        stdout=world.stdout,
        stderr=world.stderr,
        at_hand=help_at_hand(world),
    )


def help_at_hand(world: World) -> HelpAtHand:
    """What the help of a session says besides: whom to call, by the settings, and what to mind with a style, read when asked."""
    from massage_mind.learn.help_lines import HelpAtHand, in_few_lines

    settings = world.settings()

    @cache
    def cautions_of(style: str) -> tuple[str, ...]:
        # The session was made with this style; where its file has been spoiled since, the rest of the help stays.
        try:
            return world.library().style(style).cautions if style else ()
        except MassageMindError:
            return ()

    return HelpAtHand(in_few_lines(settings.country, settings.own_numbers), cautions_of)


def _asker(world: World, stderr: bool, plain: bool) -> Asker:
    from massage_mind.screen.ask.prompts import prompts_at

    return prompts_at(
        stdin=world.stdin,
        stdout=world.stdout,
        stderr=world.stderr,
        environ=world.environ,
        on_stderr=stderr,
        plain=plain or world.accessible(),
        look=world.look(world.stderr if stderr else world.stdout),
    )


def _one_key(world: World, show_again: Callable[[], object]) -> str | None:
    from massage_mind.screen.ask.one_key import one_key

    return one_key(world.stdin, world.stdout, show_again)


def _voices(world: World) -> VoicePlaces:
    from massage_mind.sound.voice.voices import VoicePlaces

    own = world.home
    return VoicePlaces(own.data_dir / "voices", own.cache_dir / "voice", world.environ)


def _piped(world: World) -> bytes | None:
    from massage_mind.standard_input import piped_bytes

    return piped_bytes(world.stdin)


def _lot() -> int:
    return int.from_bytes(os.urandom(4), "big") & LARGEST_SEED


REAL = Doors(_store, _library, _speaker, _warm_up, _front, _asker, _voices, _piped, _lot, _one_key)
"""The doors of the real program."""
