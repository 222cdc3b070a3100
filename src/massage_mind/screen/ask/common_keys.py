"""Keys that mean the same on every question screen: Esc goes back, Tab leaves all out, b just begins, ? shows the list."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from massage_mind.perform.asked_in_turn import Turn, Went
from massage_mind.screen.ask.by_key import Seat, breaking_off, handed_on
from massage_mind.screen.page.showing import Look

if TYPE_CHECKING:
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

LIST = "list"
"""What a question ends with for the moment where somebody wants to read the safety list."""


def keys_of_question(
    turn: Turn, *, letters: bool = True, leaving: Callable[[], object] | None = None
) -> KeyBindings:
    """The keys that every question has; without `letters` only those that nobody types.

    `leaving` is done before the question is left forwards for all that come after it.
    """
    from prompt_toolkit.key_binding import KeyBindings

    keys = KeyBindings()
    keys.add("c-c")(breaking_off)
    keys.add("escape", eager=True)(_ending("back"))
    keys.add("tab")(_ending("out", leaving))
    if letters:
        keys.add("q")(_ending("back"))
        keys.add("?")(_ending(LIST))
        if turn.first is not None and turn.first.begins:
            keys.add("b")(_ending("out", leaving))
    return keys


def _ending(went: str, leaving: Callable[[], object] | None = None) -> Callable[[KeyPressEvent], None]:
    def handle(event: KeyPressEvent) -> None:
        if leaving is None or handed_on(event, leaving):
            event.app.exit(result=went)

    return handle


def with_list(question: Callable[[], str], look: Look, seat: Seat | None) -> Went:
    """Ask; where the list is wanted first, show it and ask again."""
    while (went := question()) == LIST:
        from massage_mind.screen.ask.page_screen import show_pages
        from massage_mind.screen.page.safety_page import safety_pages

        show_pages(safety_pages(), look, seat)
    return cast(Went, went)
