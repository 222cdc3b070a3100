"""A few words in one line, and a list of thoughts that grows: a prompt, what is typed, and Enter keeps it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from massage_mind.perform.asked_in_turn import Answered, ThoughtsAsked, Turn, WordsAsked
from massage_mind.perform.asker import WHEN, lines_of
from massage_mind.screen.ask.by_key import Seat, application, handed_on, run
from massage_mind.screen.ask.common_keys import keys_of_question
from massage_mind.screen.ask.quiet_question import Gapped, framed
from massage_mind.screen.ask.typed_line import Around, DrawAround, TypedScreen, keep_changes, letters_buffer
from massage_mind.screen.page.page_parts import Part, bold, said, under
from massage_mind.screen.page.showing import Look
from massage_mind.screen.text import width

if TYPE_CHECKING:
    from prompt_toolkit.application import Application
    from prompt_toolkit.buffer import Buffer
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

_PUTS_DOWN = "Enter puts it down; empty, it goes on"
_WIDEST_THOUGHT = 32
"""How wide the column of thoughts is at most before their when stands below them."""


def ask_words(asked: WordsAsked, turn: Turn, look: Look | None = None, seat: Seat | None = None) -> Answered:
    """Ask on a screen of its own; what stands there when it is left is given, whichever way it was left.

    Raises KeyboardInterrupt, `Stopped`, and what `save` raises.
    """
    saved, begin = turn.given if isinstance(turn.given, tuple) else ("", asked.begin)
    wrong = ""
    buffer = letters_buffer(begin)

    keys = keys_of_question(turn, letters=False)

    @keys.add("enter")
    @keys.add("c-j")
    @keys.add("c-d")
    def _(event: KeyPressEvent) -> None:
        nonlocal saved, wrong
        words = " ".join(buffer.text.split())
        wrong = asked.wrong(words) if words else ""
        if wrong:
            return
        if words != saved and not handed_on(event, asked.save, words):
            return
        saved = words
        event.app.exit(result="on")

    def around(_columns: int) -> Around:
        return words_around(asked, turn, buffer.text, wrong)

    went = _typed(buffer, around, keys, asked.keep, look, seat)
    return Answered(went, (saved, buffer.text))


def words_around(asked: WordsAsked, turn: Turn, text: str, wrong: str = "") -> Around:
    """What stands around this text; `wrong` is why the last could not be taken, and stands where the hint did."""
    above: list[Gapped] = [(1, (said(bold(asked.question)), *(under(line) for line in asked.about)))]
    if wrong or asked.said:
        above.append((1, (said(wrong or asked.said),)))
    enter = asked.full if text.strip() else asked.empty
    parts = framed(turn, above, enter)
    return Around(parts[:-1], parts[-1:])


class Thoughts:
    """The list as it grows: each thought with its name and its when, and whether that is what is typed now."""

    def __init__(self, asked: ThoughtsAsked, put_down: Sequence[tuple[str, str, str]] = ()) -> None:
        self.asked = asked
        self.rows = [list(row) for row in put_down]
        self.asks_when = False

    def take(self, text: str, *, with_others: bool) -> bool:
        """What was typed; True where that was nothing, and the list is done. `with_others`: more was typed at once."""
        lines = lines_of(text)
        if self.asks_when:
            self.asks_when = False
            if len(lines) < 2 and not with_others:
                for when in lines:
                    self.asked.plan(self.rows[-1][0], when)
                    self.rows[-1][2] = when
                return False
        elif not lines and not with_others:
            return True
        for line in lines:
            self.rows.append([self.asked.put_down(line), line, ""])
        self.asks_when = len(lines) == 1 and not with_others
        return False

    def back(self) -> bool:
        """Out of the when of the last one; False where there is nothing to go back from."""
        was, self.asks_when = self.asks_when, False
        return was

    def part(self, columns: int) -> Part:
        """The list, the when of each beside it."""
        wide = max((width(text) for _, text, _ in self.rows), default=0) + 3
        beside = wide <= min(_WIDEST_THOUGHT, columns // 2)
        lines = []
        for _, text, when in self.rows:
            if beside:
                lines.append(under(when, lead=text + " " * ((wide - width(text)) if when else 0)))
            else:
                lines.append(under(f"{text} ({when})" if when else text))
        return lines


def ask_thoughts(
    asked: ThoughtsAsked, turn: Turn, look: Look | None = None, seat: Seat | None = None
) -> Answered:
    """Ask on a screen of its own, until an empty line. Raises KeyboardInterrupt, `Stopped`, and what keeps them raises."""
    state = Thoughts(asked, turn.given if isinstance(turn.given, list) else ())
    buffer = letters_buffer("" if state.rows else asked.begin)

    def keep(text: str) -> None:
        if not state.asks_when:
            asked.keep(text)

    keys = keys_of_question(turn, letters=False)
    _bind_list(keys, state, buffer)

    def around(columns: int) -> Around:
        return thoughts_around(state, turn, buffer.text, columns)

    went = _typed(buffer, around, keys, keep, look, seat)
    return Answered(went, [tuple(row) for row in state.rows])


def thoughts_around(state: Thoughts, turn: Turn, text: str, columns: int) -> Around:
    """The list above this text that is typed now, in so many columns, and what Enter does with it."""
    body: list[Gapped] = [(1, (said(bold(state.asked.question)),))]
    if state.rows:
        body.append((1, state.part(columns)))
    if state.asks_when:
        body.append((1, (said(WHEN),)))
    enter = ("Enter keeps it" if text.strip() else "Enter leaves it open") if state.asks_when else _PUTS_DOWN
    parts = framed(turn, body, enter)
    return Around(parts[:-1], parts[-1:])


def _bind_list(keys: KeyBindings, state: Thoughts, buffer: Buffer) -> None:
    """Enter takes what is typed; Esc leaves a when open before it leaves the list."""

    @keys.add("enter")
    @keys.add("c-j")
    def _(event: KeyPressEvent) -> None:
        more = bool(event.app.key_processor.input_queue)
        text = buffer.text

        def take() -> None:
            if state.take(text, with_others=more):
                event.app.exit(result="on")
            else:
                buffer.reset()

        handed_on(event, take)

    @keys.add("escape", eager=True)
    def _(event: KeyPressEvent) -> None:
        if state.back():
            buffer.reset()
        else:
            event.app.exit(result="back")


def _typed(
    buffer: Buffer,
    around: DrawAround,
    keys: KeyBindings,
    keep: Callable[[str], object],
    look: Look | None,
    seat: Seat | None,
) -> Any:
    """Let it be typed until a key ends it."""

    def made() -> Application[Any]:
        from prompt_toolkit.key_binding import merge_key_bindings
        from prompt_toolkit.key_binding.bindings.emacs import load_emacs_bindings

        control = TypedScreen(buffer, around, look or Look())
        app = application(control, merge_key_bindings([load_emacs_bindings(), keys]))
        keep_changes(app, buffer, keep)
        return app

    return run(made, seat)
