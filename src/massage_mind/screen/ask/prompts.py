"""Questions around a session: on quiet screens by single keys, or line by line. Nothing typed here is ever read as markup."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, TextIO, assert_never

from massage_mind.errors import Leave, Stopped, UsageError
from massage_mind.perform.asked_in_turn import (
    Answered,
    Asked,
    AskedOrNot,
    ChoiceAsked,
    FirstScreen,
    MapAsked,
    RatingAsked,
    ReadyAsked,
    ThoughtsAsked,
    Turn,
    WordsAsked,
    walk,
)
from massage_mind.perform.asker import Asker, NoMoreAnswers
from massage_mind.record.checks import check_text
from massage_mind.record.measures import Item
from massage_mind.screen.ask.by_key import Seat, can_ask_by_key, holding
from massage_mind.screen.ask.by_line import PROMPT, LineByLine, choice_meant
from massage_mind.screen.page.page_parts import Page, said
from massage_mind.screen.page.page_parts import dim as styled_dim
from massage_mind.screen.page.setting import aloud_lines, margin, set_lines
from massage_mind.screen.page.showing import Look, carried, themed_console
from massage_mind.screen.terminal.streams import (
    hung_up,
    more_waits,
    same_terminal,
    says_c,
    stuck,
    understands,
)
from massage_mind.screen.text import safe_text
from massage_mind.stops import ending, stopped

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from massage_mind.screen.glyphs import Glyphs

_TRIES = 10


def prompts_at(
    *,
    stdin: TextIO | None,
    stdout: TextIO | None,
    stderr: TextIO | None,
    environ: Mapping[str, str],
    on_stderr: bool = False,
    plain: bool = False,
    look: Look | None = None,
) -> Prompts:
    """Questions at these streams. `on_stderr`: for when standard output goes elsewhere; `plain`: line by line; `look`:
    how that stream is read.
    """
    if look is None:
        look = Look(styled=understands(environ.get("TERM", "")))
    if says_c(environ):
        look = replace(look, encoding="ascii", glyphs=False)
    # Nothing of a screen of its own is left on either stream, so it may be either where both are one terminal.
    seen = not on_stderr or same_terminal(stdout, stderr)
    by_key = seen and not plain and can_ask_by_key(stdin, stdout, environ)
    # A Windows console is read by input(). Elsewhere that does not bear two signals at once, nor a stream that is closed.
    own = sys.platform == "win32" and stdin is sys.stdin
    stream = stderr if on_stderr else stdout
    return Prompts(
        console=themed_console(look, file=stream, stderr=on_stderr),
        stdin=None if own else stdin,
        by_key=by_key,
        seat=Seat(stdin, stdout, environ) if by_key and stdin is not None and stdout is not None else None,
        look=look,
    )


class Prompts(Asker):
    """Asks on a terminal (`asker.Asker`). `stderr` asks there, `plain` asks line by line.

    `console` is where it writes, `stdin` what it reads, `by_key` whether single keys can answer, `seat` where, `look`
    how it is read; where they are not given they are the process's own.
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
        look: Look | None = None,
    ) -> None:
        self.look = look or Look()
        self.console = console or themed_console(self.look, stderr=stderr)
        self._stdin = stdin
        self._by_key = False if plain or stderr else by_key
        self._seat = seat

    def tell(self, text: str = "", *, dim: bool = False) -> None:
        """A paragraph, set for whoever reads it."""
        for line in self._set(text, dim=dim):
            self.console.print(line, soft_wrap=True)

    def _set(self, text: str, *, dim: bool = False) -> list[Text]:
        """A paragraph as lines of the console: broken between words on a terminal, a sentence for somebody who listens."""
        from rich.text import Text

        if self.look.form == "pipe":
            return [Text(carried(safe_text(text), self.look))]
        if self.look.form == "aloud":
            page = Page(((said(text),),))
            return [Text(carried(line, self.look)) for line in aloud_lines(page, self.look.columns)]
        words = said(styled_dim(text) if dim else text)
        lines = set_lines(Page(((words,),)), self.console.width) or [[]]
        return [Text.assemble(*((carried(run.text, self.look), run.style) for run in line)) for line in lines]

    def read(self, prompt: str) -> str:
        """One line, without white space around it.

        A line that is no text, or more than an answer can be, is asked for again. Raises `NoMoreAnswers` at the end of
        input, and `Stopped` where that is so because the window was closed.
        """
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

        left = " " * margin(self.console.width) if self.look.form == "terminal" else ""
        try:
            line = self.console.input(Text(left + safe_text(prompt)), stream=self._stdin)
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

    def safety_list(self, cautions: Sequence[str] = ()) -> None:
        """The safety list as a page that goes away; line by line it is printed, and Enter goes on."""
        from massage_mind.screen.page.safety_page import (
            BY_LINE,
            heard_safety_page,
            safety_page,
            safety_pages,
        )

        if self.by_key:
            from massage_mind.screen.ask.page_screen import show_pages

            if not show_pages(safety_pages(cautions), self.look, self._seat):
                raise Leave
            return
        if self.look.form == "aloud":  # The keys come first: whoever knows the list need not hear it out.
            self.page(heard_safety_page(cautions))
            self.go_on(BY_LINE)
            return
        self.page(safety_page(cautions))
        self.go_on(BY_LINE)

    def page(self, page: Page) -> None:
        """A page to read, which stays."""
        from massage_mind.screen.page.showing import page_text

        self.console.file.write(page_text(page, self.look) + "\n")
        self.console.file.flush()

    def typed_ahead(self) -> bool:
        """Whether more lines were typed, or pasted, than were asked for by now."""
        return more_waits(sys.stdin if self._stdin is None else self._stdin)

    def _end_line(self) -> None:
        """What is said next stands in a line of its own; a terminal that takes none is no reason to stop here."""
        if ending() and stuck(self.console.file):  # type: ignore[arg-type]
            return
        with suppress(OSError):
            self.console.print()

    @property
    def by_key(self) -> bool:
        """Whether single keys can answer here: a terminal on both sides that understands, and nobody asked for plain."""
        if self._by_key is None:
            return can_ask_by_key(sys.stdin, sys.stdout, os.environ)
        return self._by_key

    # ------------------------------------------------------------ a sequence

    def questions(self, asked: Sequence[AskedOrNot], first: FirstScreen | None = None) -> None:
        """Each on a screen of its own, or line by line (`asker.Asker.questions`)."""
        if not self.by_key:
            walk(asked, LineByLine(self, self._say_list).ask, first)
            return
        with holding(self._seat):
            walk(asked, self._on_screen, first)

    def _on_screen(self, asked: Asked, turn: Turn) -> Answered:
        """One question on a screen of its own."""
        match asked:
            case RatingAsked():
                from massage_mind.screen.ask.scale import ask_rating

                return ask_rating(asked, turn, self.look, self._seat)
            case ChoiceAsked() | ReadyAsked():
                from massage_mind.screen.ask.choosing import ask_choice, ask_ready

                if isinstance(asked, ReadyAsked):
                    return ask_ready(asked, turn, self.look, self._seat)
                return ask_choice(asked, turn, self.look, self._seat)
            case WordsAsked() | ThoughtsAsked():
                from massage_mind.screen.ask.few_words import ask_thoughts, ask_words

                if isinstance(asked, WordsAsked):
                    return ask_words(asked, turn, self.look, self._seat)
                return ask_thoughts(asked, turn, self.look, self._seat)
            case MapAsked():
                return self._map_on_screen(asked, turn)
            case _:
                assert_never(asked)

    def _map_on_screen(self, asked: MapAsked, turn: Turn) -> Answered:
        """The body map; marks are handed on also where they were broken off."""
        from massage_mind.screen.ask.bodymap import MarkingBrokenOff, ask_body

        given = dict(turn.given if isinstance(turn.given, Mapping) else asked.given)
        try:
            body, went, kinds = ask_body(given, glyphs=self._glyphs(), look=self.look, seat=self._seat)
        except MarkingBrokenOff as broken_off:
            if broken_off.levels and broken_off.levels != given:
                asked.save(broken_off.levels)
            if broken_off.kinds:
                asked.kinds(broken_off.kinds)
            raise broken_off.why from None
        if body != given or (body and turn.given is None):
            asked.save(body)
        if kinds:
            asked.kinds(kinds)
        return Answered(went, body)

    def _glyphs(self) -> Glyphs:
        from massage_mind.screen.glyphs import glyphs_for

        environ = os.environ if self._seat is None else self._seat.environ
        return glyphs_for(self.look.encoding, environ.get("TERM", ""))

    def _say_list(self) -> None:
        from massage_mind.screen.page.safety_page import safety_page

        self.page(safety_page())

    # ------------------------------------------------------------ single questions

    def ratings(self, items: Sequence[Item], save: Callable[[str, int | None], None]) -> None:
        """Each rating in turn; what is given is handed to `save` at once, None where one is taken back."""
        self.questions([RatingAsked(item, save) for item in items])

    def body_map(
        self, save: Callable[[dict[str, int]], object], given: Mapping[str, int] | None = None
    ) -> None:
        """Where it is tight, if the person wants to say so; marks are handed to `save`, also where they were broken off."""
        self.questions([MapAsked(save, given or {})])

    def choice(self, question: str, choices: Sequence[str]) -> int | None:
        """The index of the answer chosen; None for Enter, and for whoever goes back."""
        found: list[int | None] = []
        try:
            self.questions([ChoiceAsked(question, choices, found.append)])
        except Leave:
            return None
        return found[-1] if found else None

    def lines(
        self, question: str, begin: str = "", keep: Callable[[str], object] | None = None
    ) -> tuple[str, int]:
        """Several lines, and the signal that broke the writing off, 0 for none (`asker.Asker.lines`)."""
        if self.by_key:
            from massage_mind.screen.ask.editor import Unfinished, write_lines

            try:
                return write_lines(question, begin, keep=keep, look=self.look, seat=self._seat), 0
            except Unfinished as unfinished:
                return unfinished.text, unfinished.signum
        return self._lines_by_line(question, begin, keep or (lambda _: None))

    def _lines_by_line(self, question: str, begin: str, keep: Callable[[str], object]) -> tuple[str, int]:
        self.tell(question)
        self.tell("Enter alone ends it.", dim=True)
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

    def yes(
        self,
        question: str,
        *,
        otherwise: bool = True,
        words: tuple[str, str] = ("yes", "no"),
        said: str = "",
        about: Sequence[str] = (),
    ) -> bool:
        """A choice of two, the safe one first. Raises `Leave` for whoever goes back."""
        if not self.by_key:
            for text in filter(None, (said, question, *about)):
                self.tell(text)
            return self._yes_by_line(otherwise, words)
        choices = words if otherwise else words[::-1]
        found = [0]

        def take(at: int | None) -> None:
            found.append(at or 0)

        asked = ChoiceAsked(question, choices, take, said, 0, about)
        self.questions([asked])
        return (found[-1] == 0) == otherwise

    def _yes_by_line(self, otherwise: bool, words: tuple[str, str]) -> bool:
        """Yes and no by their letters as well as by their words."""
        choices = words if otherwise else words[::-1]
        for number, word in enumerate(choices, 1):
            self.tell(f"{number} {word}")
        self.tell("Type a number or a word. Enter alone is the first.", dim=True)
        while True:
            typed = self.read(PROMPT).casefold()
            if typed in ("q", "back", "<"):
                raise Leave
            if typed in ("y", "yes", "n", "no"):
                return typed in ("y", "yes")
            at = choice_meant(typed, choices) if typed else 0
            if at is not None:
                return (at == 0) == otherwise
            self.tell(f"1 or 2, {choices[0]} or {choices[1]}; Enter alone is {choices[0]}.", dim=True)

    def go_on(self, text: str = "Press Enter to go on.") -> None:
        """Wait for Enter. Raises `Leave` for q, which ends things here as it does in a session."""
        if self.read(text + " ").casefold() == "q":
            raise Leave
