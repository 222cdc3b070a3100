"""Questions around a session: Rich prompts that Enter always skips. Nothing typed here is ever read as markup."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO

from massage_mind.errors import Stopped, UsageError
from massage_mind.perform.asker import Asker, Leave, NoMoreAnswers
from massage_mind.record.measures import HIGH, LOW, Item
from massage_mind.screen.ask.by_key import Seat, can_ask_by_key
from massage_mind.screen.terminal.streams import hung_up, more_waits, stuck, understands
from massage_mind.screen.text import safe_text
from massage_mind.stops import ending, stopped

if TYPE_CHECKING:
    from rich.console import Console

    from massage_mind.screen.glyphs import Glyphs
    from massage_mind.script.body import PlaceMark


BACK = -1
"""What `Prompts.rating` gives for "the last one again"."""


_TRIES = 10
_OPEN, _NO_MAP = ("y", "yes"), ("", "n", "no")


def prompts_at(
    *,
    stdin: TextIO | None,
    stdout: TextIO | None,
    stderr: TextIO | None,
    environ: Mapping[str, str],
    on_stderr: bool = False,
    plain: bool = False,
) -> Prompts:
    """Questions at these streams. `on_stderr`: for when standard output goes elsewhere; `plain`: line by line."""
    from rich.console import Console as RichConsole

    console = RichConsole(
        file=stderr if on_stderr else stdout,
        stderr=on_stderr,
        markup=False,
        emoji=False,
        highlight=False,
        color_system="auto" if understands(environ.get("TERM", "")) else None,
    )
    by_key = not (plain or on_stderr) and can_ask_by_key(stdin, stdout, environ)
    # A Windows console is read by input(). Elsewhere that does not bear two signals at once, nor a stream that is closed.
    own = sys.platform == "win32" and stdin is sys.stdin
    return Prompts(
        console=console,
        stdin=None if own else stdin,
        by_key=by_key,
        seat=Seat(stdin, stdout, environ) if by_key and stdin is not None and stdout is not None else None,
    )


class Prompts(Asker):
    """Asks on a terminal (`asker.Asker`). `stderr` asks there, `plain` asks line by line.

    `console` is where it writes, `stdin` what it reads, `by_key` whether single keys can answer, `seat` where; where
    they are not given they are the process's own.
    """

    def __init__(
        self,
        *,
        stderr: bool = False,
        plain: bool = False,
        console: Console | None = None,
        stdin: TextIO | None = None,
        by_key: bool | None = None,
        seat: Seat | None = None,
    ) -> None:
        from rich.console import Console as RichConsole

        self.console = console or RichConsole(stderr=stderr, markup=False, emoji=False, highlight=False)
        self._stdin = stdin
        self._by_key = False if plain or stderr else by_key
        self._seat = seat

    def tell(self, text: str = "", *, dim: bool = False) -> None:
        """A paragraph, wrapped to the terminal."""
        self.console.print(safe_text(text), style="dim" if dim else None, soft_wrap=False)

    def read(self, prompt: str) -> str:
        """One line, without white space around it.

        A line that is no text, or more than an answer can be, is asked for again. Raises `NoMoreAnswers` at the end of
        input, and `Stopped` where that is so because the window was closed.
        """
        from massage_mind.record.checks import check_text

        # Not for ever: a stream that ends within a letter says so whenever it is read.
        for _ in range(_TRIES):
            line = self._line(prompt).strip()
            try:
                check_text("An answer", line)
            except UsageError as error:
                self.tell(f"{error.sentence} {error.hint}", dim=True)
                continue
            return line
        raise NoMoreAnswers

    def _line(self, prompt: str) -> str:
        from rich.text import Text

        try:
            line = self.console.input(Text(safe_text(prompt, lines=True)), stream=self._stdin)
            if self._stdin is not None and not line:
                raise EOFError
        except (KeyboardInterrupt, Stopped):
            self._end_line()
            raise
        except UnicodeDecodeError as exc:
            return str(exc.object, "utf-8", "surrogateescape")
        except (EOFError, OSError) as error:
            if hung_up(self._stdin or sys.stdin):
                raise stopped(getattr(signal, "SIGHUP", signal.SIGINT)) from None
            if isinstance(error, OSError):
                raise
            self._end_line()
            raise NoMoreAnswers from None
        return line

    def typed_ahead(self) -> bool:
        """Whether more lines were typed, or pasted, than were asked for by now."""
        return more_waits(sys.stdin if self._stdin is None else self._stdin)

    def _end_line(self) -> None:
        """What is said next stands in a line of its own; a terminal that takes none is no reason to stop here."""
        if ending() and stuck(self.console.file):  # type: ignore[arg-type]
            return
        with suppress(OSError):
            self.console.print()

    def rating(self, item: Item, *, back: bool = False) -> int | None:
        """A whole number from 0 to 10, None for Enter, `BACK` for < where that leads somewhere."""
        while True:
            typed = self.read(f"{item.title} ({LOW} {item.low}, {HIGH} {item.high}): ")
            if not typed:
                return None
            if typed == "<" and back:
                return BACK
            if typed.isascii() and typed.isdecimal() and len(typed) <= 2 and LOW <= int(typed) <= HIGH:
                return int(typed)
            self.tell(f"A whole number from {LOW} to {HIGH}, or Enter to leave it out.", dim=True)

    @property
    def by_key(self) -> bool:
        """Whether single keys can answer here: a terminal on both sides that understands, and nobody asked for plain."""
        if self._by_key is None:
            return can_ask_by_key(sys.stdin, sys.stdout, os.environ)
        return self._by_key

    def ratings(self, items: Sequence[Item], save: Callable[[str, int | None], None]) -> None:
        """Each rating in turn; what is given is handed to `save` at once, None where one is taken back."""
        if self.by_key:
            from massage_mind.screen.ask.scale import ask_ratings

            given = ask_ratings(items, save, seat=self._seat)
            text = ", ".join(f"{item} {value}" for item, value in given.items())
            self.tell(f"  {text}" if text else "  Nothing rated.", dim=True)
            return
        self.tell("A number for each, or Enter to leave it out; < goes back to the last.", dim=True)
        at = 0
        while at < len(items):
            value = self.rating(items[at], back=at > 0)
            if value == BACK:
                at -= 1
                # Asked again from the beginning: Enter leaves it out now, whatever it was.
                save(items[at].key, None)
                continue
            if value is not None:
                save(items[at].key, value)
            at += 1

    def body_map(
        self, save: Callable[[dict[str, int]], object], given: Mapping[str, int] | None = None
    ) -> None:
        """Where it is tight, if the person wants to say so; marks are handed to `save`, also where they were broken off."""
        if self.by_key:
            self._body_by_key(save, given or {})
        else:
            self._body_by_line(save, given or {})

    def _body_by_key(self, save: Callable[[dict[str, int]], object], given: Mapping[str, int]) -> None:
        typed = self.read("Body map? y opens it, or type it, such as jaw 2; Enter leaves it out: ").casefold()
        while typed not in (*_OPEN, *_NO_MAP):
            marks = self._read_marks(typed)
            if marks is not None:
                save({**given, **marks})
                return
            typed = self.read("Body map: ").casefold()
        if typed in _OPEN:
            self._open_body_map(save, given)

    def _open_body_map(self, save: Callable[[dict[str, int]], object], given: Mapping[str, int]) -> None:
        from massage_mind.screen.ask.bodymap import MarkingBrokenOff, ask_body
        from massage_mind.script.body import body_text

        try:
            body = ask_body(given, glyphs=self._glyphs(), seat=self._seat).levels
        except MarkingBrokenOff as broken_off:
            if broken_off.levels and broken_off.levels != dict(given):
                save(broken_off.levels)
            raise broken_off.why from None
        self.tell(f"  {body_text(body)}" if body else "  Nothing marked.", dim=True)
        if body:
            save(body)

    def _body_by_line(self, save: Callable[[dict[str, int]], object], given: Mapping[str, int]) -> None:
        """Line by line, each said back and kept at once, until Enter alone."""
        from massage_mind.script.body import body_text, levels_of, said_aloud, word_sentences

        self.tell("The body. Say a place and a number from 0 to 3, such as: left shoulder 3.")
        self.tell("Enter alone is done. A question mark lists the places.")
        if given:
            self.tell(f"Before: {body_text(given)}.", dim=True)
        levels = dict(given)
        while typed := self.read("> "):
            if typed == "?":
                for sentence in word_sentences():
                    self.tell(sentence)
            elif marks := self._understood(typed):
                levels |= levels_of(marks)
                save(dict(levels))
                self.tell(said_aloud(marks))

    def _read_marks(self, typed: str) -> dict[str, int] | None:
        """What was typed as levels by region, said back; None where it cannot be read, which is said too."""
        from massage_mind.script.body import levels_of, said_back

        marks = self._understood(typed)
        if marks:
            self.tell(f"  {said_back(marks)}", dim=True)
        return None if marks is None else levels_of(marks)

    def _understood(self, typed: str) -> tuple[PlaceMark, ...] | None:
        """The places that were typed; None where they cannot be read, which is said."""
        from massage_mind.screen.ask.bodymap import refusal
        from massage_mind.script.body import read_places

        try:
            return read_places(typed)
        except UsageError as error:
            self.tell(refusal(error), dim=True)
            return None

    def _glyphs(self) -> Glyphs:
        from massage_mind.screen.glyphs import glyphs_for

        environ = os.environ if self._seat is None else self._seat.environ
        return glyphs_for(self.console.encoding, environ.get("TERM", ""))

    def choice(self, question: str, choices: Sequence[str]) -> int | None:
        """The index of the answer chosen by its number or first letters; None for Enter."""
        numbered = [f"{number} {choice}" for number, choice in enumerate(choices, 1)]
        shown = "  ".join(numbered)
        if len(shown) + 6 > self.console.width:  # One a line, rather than a number apart from its words.
            shown = "\n  ".join(numbered) + "\n "
        while True:
            self.tell(question)
            typed = self.read(f"  {shown}: ").casefold()
            if not typed:
                return None
            if typed.isascii() and typed.isdecimal() and 1 <= int(typed) <= len(choices):
                return int(typed) - 1
            near = [n for n, choice in enumerate(choices) if choice.casefold().startswith(typed)]
            if len(near) == 1:
                return near[0]
            self.tell(f"A number from 1 to {len(choices)}, or Enter to leave it out.", dim=True)

    def lines(
        self, question: str, begin: str = "", keep: Callable[[str], object] | None = None
    ) -> tuple[str, int]:
        """Several lines, and the signal that broke the writing off, 0 for none (`asker.Asker.lines`)."""
        if self.by_key:
            from massage_mind.screen.ask.editor import Unfinished, write_lines

            try:
                return write_lines(question, begin, keep=keep, seat=self._seat), 0
            except Unfinished as unfinished:
                return unfinished.text, unfinished.signum
        return self._lines_by_line(question, begin, keep or (lambda _: None))

    def _lines_by_line(self, question: str, begin: str, keep: Callable[[str], object]) -> tuple[str, int]:
        self.tell(f"{question} An empty line ends it.")
        found = begin.splitlines()
        for line in found:
            self.tell(f"> {line}", dim=True)
        signum = 0
        try:
            while line := self.read("> "):
                found.append(line)
                keep("\n".join(found))
        except NoMoreAnswers:
            if not found:
                raise
        except KeyboardInterrupt:
            signum = int(signal.SIGINT)
        except Stopped as why:
            signum = why.signum
        return "\n".join(found), signum

    def yes(self, question: str) -> bool:
        """Yes or no; Enter is yes."""
        return self.read(f"{question} [Y/n] ").casefold() not in ("n", "no")

    def go_on(self, text: str = "Press Enter to go on.") -> None:
        """Wait for Enter. Raises `Leave` for q, which ends things here as it does in a session."""
        if self.read(text + " ").casefold() == "q":
            raise Leave
