"""One of several, always one below the other: a digit chooses it, arrows and Enter do as well, and so does a first letter."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from massage_mind.perform.asked_in_turn import LEAVES_OUT, Answered, ChoiceAsked, ReadyAsked, Turn
from massage_mind.screen.ask.by_key import Seat, ask, handed_on
from massage_mind.screen.ask.common_keys import keys_of_question, with_list
from massage_mind.screen.ask.quiet_question import Gapped, drawn, framed
from massage_mind.screen.ask.scale import WAIT_S
from massage_mind.screen.page.page_parts import SAID, PageLine, accent, bold, said, under
from massage_mind.screen.page.showing import Look
from massage_mind.words.lengths import count_word

if TYPE_CHECKING:
    from prompt_toolkit.formatted_text import StyleAndTextTuples
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

_MOST_ABOUT = 3
"""How many lines of what a question is about are shown with it."""


class Choosing:
    """The state of a choice. What is taken is handed on when it is taken, and taken back where nothing is any more."""

    def __init__(self, asked: ChoiceAsked, given: int | None = None) -> None:
        self.asked = asked
        self.at = asked.chosen if given is None else given
        self._saved = given

    def choose(self, number: int) -> bool:
        """The one with this number, from 1; whether there is one."""
        if not 1 <= number <= len(self.asked.choices):
            return False
        self.at = number - 1
        return True

    def by_letter(self, letter: str) -> bool:
        """The one choice that begins with this letter; whether there is just one."""
        found = [
            at for at, one in enumerate(self.asked.choices) if one.casefold().startswith(letter.casefold())
        ]
        if len(found) != 1:
            return False
        self.at = found[0]
        return True

    def move(self, step: int) -> None:
        """One up or down."""
        last = len(self.asked.choices) - 1
        begin = -1 if step > 0 else last + 1
        self.at = min(last, max(0, (begin if self.at is None else self.at) + step))

    def clear(self) -> None:
        """None of them."""
        self.at = None

    def keep(self) -> None:
        """Hand on what is chosen, where that is something else than before."""
        if self.at != self._saved:
            self.asked.save(self.at)
            self._saved = self.at

    def parts(self, turn: Turn) -> list[Gapped]:
        """The question and the choices below it."""
        asked = self.asked
        rows = [self._row(at, text) for at, text in enumerate(asked.choices)]
        question = (said(bold(asked.question)), *(under(line) for line in few_of(asked.about)))
        body: list[Gapped] = [(1, question), (1, rows)]
        if asked.said:
            body.insert(0, (1, (said(asked.said),)))
        enter = LEAVES_OUT if self.at is None else "Enter takes it"
        return framed(turn, body, enter)

    def _row(self, at: int, text: str) -> PageLine:
        lead = [accent("› ") if at == self.at else "  ", f"{at + 1}  "]
        return PageLine((text,), SAID, lead)


def few_of(lines: Sequence[str]) -> Sequence[str]:
    """As many of these lines as have room above the choices; the last says how many more there are."""
    if len(lines) <= _MOST_ABOUT:
        return lines
    shown = lines[: _MOST_ABOUT - 1]
    return [*shown, f"and {count_word(len(lines) - len(shown))} more"]


def ask_choice(
    asked: ChoiceAsked, turn: Turn, look: Look | None = None, seat: Seat | None = None
) -> Answered:
    """Ask on a screen of its own. Raises KeyboardInterrupt, `Stopped`, and what `save` raises."""
    state = Choosing(asked, turn.given if isinstance(turn.given, int) else None)
    look = look or Look()

    def draw() -> StyleAndTextTuples:
        from prompt_toolkit.application import get_app

        size = get_app().output.get_size()
        return drawn(state.parts(turn), size.columns, size.rows, look, holds="› ")

    went = with_list(lambda: ask(draw, _keys_of(state, turn), seat), look, seat)
    return Answered(went, state.at)


def _keys_of(state: Choosing, turn: Turn) -> KeyBindings:
    from prompt_toolkit.keys import Keys

    keys = keys_of_question(turn)
    for name, step in (("up", -1), ("left", -1), ("down", 1), ("right", 1)):
        keys.add(name)(_moving(state, step))
    for name in ("delete", "backspace"):
        keys.add(name)(lambda event: state.clear())

    @keys.add("enter")
    @keys.add("c-j")
    def _(event: KeyPressEvent) -> None:
        if handed_on(event, state.keep):
            event.app.exit(result="on")

    @keys.add(Keys.Any)
    def _(event: KeyPressEvent) -> None:
        char = event.data
        found = (
            state.choose(int(char))
            if char.isascii() and char.isdecimal()
            else char.isalpha() and state.by_letter(char)
        )
        if found and handed_on(event, state.keep):
            app: Any = event.app
            app.create_background_task(_go_on_later(event, state, state.at))

    return keys


async def _go_on_later(event: KeyPressEvent, state: Choosing, chosen: int | None) -> None:
    await asyncio.sleep(WAIT_S)
    if state.at == chosen and not event.app.is_done:
        event.app.exit(result="on")


def _moving(state: Choosing, step: int) -> Callable[[KeyPressEvent], None]:
    def handle(event: KeyPressEvent) -> None:
        state.move(step)

    return handle


def ask_ready(asked: ReadyAsked, turn: Turn, look: Look | None = None, seat: Seat | None = None) -> Answered:
    """A few lines to look at before it begins; Enter begins it. Raises KeyboardInterrupt and `Stopped`."""
    look = look or Look()

    def draw() -> StyleAndTextTuples:
        from prompt_toolkit.application import get_app

        size = get_app().output.get_size()
        return drawn(ready_parts(asked, turn), size.columns, size.rows, look)

    def keys_of() -> KeyBindings:
        keys = keys_of_question(turn)
        for name in ("enter", "c-j", " "):
            keys.add(name)(lambda event: event.app.exit(result="on"))
        return keys

    return Answered(with_list(lambda: ask(draw, keys_of(), seat), look, seat))


def ready_parts(asked: ReadyAsked, turn: Turn) -> list[Gapped]:
    """The lines under what stands above them."""
    lines = [under(line) for line in asked.lines]
    return framed(turn, [(0, (said(bold(asked.title)),)), (1, lines)], "Enter begins")
