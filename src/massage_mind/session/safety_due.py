"""What of the safety list is due before a session: the record says what was there to read, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.errors import Leave, StoreError
from massage_mind.learn.safety import SAFETY_DAILY
from massage_mind.names import FOR_TWO
from massage_mind.perform.asker import NoMoreAnswers
from massage_mind.screen.page.safety_page import safety_page
from massage_mind.world import SHORT_WAIT_MS

if TYPE_CHECKING:
    from massage_mind.record.session import SessionRecord
    from massage_mind.script.style import Style
    from massage_mind.session.conversation import Conversation
    from massage_mind.session.prepare import Prepared
    from massage_mind.world import World

TASTE_MS = 3 * 60_000
"""What is shorter asks nothing, unless it is a part of something longer."""


def is_taste(prepared: Prepared) -> bool:
    """Whether it is so short that nothing is asked around it."""
    return prepared.length_ms < TASTE_MS and not prepared.request.journey


def say_safety(talk: Conversation, prepared: Prepared, style: Style) -> str:
    """Show what is due before a session with hands. Raises `Leave` where the person goes back from the list.

    What it gives is the line of the day, which whoever begins the session shows before its first picture, or above its
    first question; empty where it is not due, or where nobody sits there and it has been written.
    """
    if is_taste(prepared) or not _list_due(talk.world, style.id):
        return line_of_the_day(talk)
    if talk.asker is not None:
        try:
            talk.asker.safety_list(style.cautions)
        except NoMoreAnswers:  # Ctrl-D: the list was not gone on from.
            raise Leave from None
    else:
        talk.world.note_page(safety_page(style.cautions))
    return ""


def line_of_the_day(talk: Conversation) -> str:
    """The line, the first time each day; where nobody sits there it is written, and what it gives is empty."""
    if not _line_due(talk.world):
        return ""
    if talk.asker is not None:
        return SAFETY_DAILY
    talk.world.note(SAFETY_DAILY)
    return ""


def _list_due(world: World, style: str) -> bool:
    """Before the first session with hands, and the first of a style."""
    try:
        with world.open_store(writing=False, wait_ms=SHORT_WAIT_MS) as store:
            return not store.had_hands(style, least_ms=TASTE_MS)
    except StoreError:
        return True


def _line_due(world: World) -> bool:
    """Whether nothing was begun today that would have shown it."""
    midnight = world.local_now().replace(hour=0, minute=0, second=0, microsecond=0)
    try:
        with world.open_store(writing=False, wait_ms=SHORT_WAIT_MS) as store:
            today = store.sessions(since_ms=round(midnight.timestamp() * 1000), bare=True)
    except StoreError:
        return True
    return not any(_shows_it(one) for one in today)


def _shows_it(one: SessionRecord) -> bool:
    if one.logged or one.script == "quiet-hour":
        return False
    return one.moment in ("before", "during") or one.script in ("breathing", FOR_TWO)
