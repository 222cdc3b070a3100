"""Plain lines: one line a cue with its time, for pipes, files, TERM=dumb, screen readers and `--plain`."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterable
from typing import TextIO, assert_never

from massage_mind.errors import MassageMindError
from massage_mind.fit.giver_track import page_at
from massage_mind.fit.timeline import Cue
from massage_mind.learn.help_lines import HelpAtHand
from massage_mind.perform.ports import Lead, View
from massage_mind.perform.step_aside import Grounding
from massage_mind.screen.giver_words import giver_aloud, giver_line
from massage_mind.screen.live.cue_aloud import cue_aloud, units_aloud
from massage_mind.screen.terminal.taken_terminal import Terminal
from massage_mind.screen.text import elapsed_text, encodable, safe_text
from massage_mind.script.breathing import Pattern
from massage_mind.words.reasons import reason_words

_RETRY_MS = 250
KEYS = "Keys: space pauses, g is for when it's too much, q ends, ? says more."
KEYS_ALOUD = "Keys: space pauses, g is for when it's too much, q ends, a question mark says more."
KEY_GROUNDS = " g is for when it's too much,"
LEAD_KEYS = "Enter begins at once, q leaves."
SPOKEN_KEYS = (
    ("Space", "pauses, and goes on"),
    ("The arrows", "the section before and the next one"),
    ("Plus and minus", "five minutes more or less"),
    ("e", "it is ending, on to the closing"),
    ("m", "marks this moment"),
    ("g", "grounding, if it's too much, and back again"),
    ("s", "sound on or off"),
    ("q", "ends, and keeps the record"),
    ("Question mark", "once more for the safety list, and again for where help is"),
)
"""What the keys of a session do, where they are written as lines."""
_CUE_TIME = re.compile(r"\d+:\d\d(?::\d\d)?  ")
_CLOCK_COLON = re.compile(r"(?<=\d):(?=\d)")


class PlainStage:
    """One line a cue (`ports.Stage`), written at its moment, nothing moving, no escape codes.

    `write` takes each line, `tell` each quiet line about the session. With a `terminal` single keys work while the
    session runs. `aloud`: somebody listens to the lines, so the keys are said, and a paced breath once, in words.
    `at_hand`: what the help says besides what it says to everybody.
    """

    def __init__(
        self,
        write: Callable[[str], None],
        tell: Callable[[str], None],
        terminal: Terminal | None = None,
        *,
        aloud: bool = False,
        keys: bool = True,
        at_hand: HelpAtHand | None = None,
    ) -> None:
        self._write = write
        self._tell = tell
        self._terminal = terminal
        self._aloud = aloud
        self._keys = keys
        self._at_hand = at_hand or HelpAtHand()
        self._opened = False
        self._breathed: Pattern | None = None
        self._help = 0
        self._page: tuple[int, str] | None = None
        self._lead: Lead | None = None
        self._heard: Callable[[View], bool] = lambda _: False

    def _help_lines(self, view: View) -> list[str]:
        style = view.timeline.style
        return help_lines(view.help, view.grounding, waits=view.paused, at_hand=self._at_hand, style=style)

    def leave_out(self, heard: Callable[[View], bool]) -> None:
        """Write no line for a cue of which this says, as it starts, that it is heard."""
        self._heard = heard

    def open(self, view: View) -> None:
        """Take the keys, if there are any."""
        self._hold()
        if self._keys and not self._opened:
            keys = KEYS_ALOUD if self._aloud else KEYS
            self._tell(f"{keys if view.grounding != 'none' else keys.replace(KEY_GROUNDS, '')}\n")
        self._opened = True

    def cue(self, view: View) -> None:
        """One line, and one before it where the giver's page turns. Raises BrokenPipeError when nobody reads any more,
        `MassageMindError` when it cannot be written.
        """
        self._hold()
        self._turn(view)
        if self._aloud:
            line = self._aloud_line(view.cue)
        else:
            line = f"{elapsed_text(view.cue.at_ms)}  {line_of_cue(view.cue)}"
        if line and not self._heard(view):
            self._write(f"{line}\n")

    def _turn(self, view: View) -> None:
        """Write the giver's page, where it is another than before: no voice says it, whatever is left to the voice."""
        page = page_at(view.timeline.giver, view.position_ms)
        shown = None if page is None else (page.at_ms, page.text)
        if page is not None and shown != self._page:
            at = elapsed_text(page.at_ms)
            line = giver_aloud(page) if self._aloud else f"{at}  [{_CLOCK_COLON.sub('.', giver_line(page))}]"
            self._write(f"{line}\n")
        self._page = shown

    def _aloud_line(self, cue: Cue) -> str:
        """A cue for somebody who listens: the first of some breaths alike says them all, and the tones do the rest."""
        if cue.kind != "breathe" or cue.breath is None or not cue.breath.paced:
            self._breathed = None if cue.kind in ("say", "ask") else self._breathed
            return cue_aloud(cue)
        again, self._breathed = cue.breath is self._breathed, cue.breath
        return "" if again else cue_aloud(cue)

    def draw(self, view: View) -> None:
        """Nothing moves: what a terminal has not taken yet is offered again, and a page that was opened is written."""
        self._hold()
        if view.lead is not self._lead:
            self._lead = view.lead
            lead = view.lead
            self._tell_all(() if lead is None else (lead.words, lead.beside, LEAD_KEYS * self._keys))
        if view.lead is None:
            self._turn(
                view
            )  # An arrow, or an early end, may have turned the page in the middle of a silence.
        if view.help != self._help:
            self._help = view.help
            self._tell_all(self._help_lines(view))
        if self._terminal is not None:
            self._terminal.ready()

    def help_pages(self, view: View) -> int:
        """The keys, the safety list, where help is."""
        return 3

    def _tell_all(self, lines: Iterable[str]) -> None:
        for line in filter(None, lines):
            self._tell(f"{safe_text(line)}\n")

    def frame_ms(self, view: View) -> int:
        """0: never, unless a terminal has not taken everything yet."""
        return _RETRY_MS if self._terminal is not None and self._terminal.pending else 0

    def say(self, view: View, text: str) -> None:
        """A note about the session, beside the lines."""
        self._tell(f"{safe_text(units_aloud(text) if self._aloud else text)}\n")

    def suspend(self) -> None:
        """Give the keys back, stop, take them again."""
        if self._terminal is not None:
            self._terminal.suspend()
        self._hold()

    def close(self) -> None:
        """Give the keys back."""
        if self._terminal is not None:
            self._terminal.give_back()

    def _hold(self) -> None:
        if self._terminal is not None and self._terminal.doubtful and self._terminal.ours():
            self._terminal.take()


def stream_writer(stream: TextIO | None) -> Callable[[str], None]:
    """Writes lines to a pipe or a file, each flushed at once; nowhere for a stream that is None or closed.

    BrokenPipeError passes through; any other failure becomes a `MassageMindError`. Never fails to encode.
    """
    if stream is None or stream.closed:
        return lambda line: None
    encoding = stream.encoding or "utf-8"

    def write(line: str) -> None:
        try:
            stream.write(encodable(line, encoding))
            stream.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise MassageMindError(
                f"The lines of the session couldn't be written: {reason_words(error)}.",
                "Write to another file, or leave the redirection out.",
            ) from error

    return write


def note_writer(stream: TextIO | None) -> Callable[[str], None]:
    """Like `stream_writer`, for notes: where nobody can be told, the session goes on without."""
    write = stream_writer(stream)

    def tell(line: str) -> None:
        # There is no third place to say that standard error cannot be written.
        with contextlib.suppress(BrokenPipeError, MassageMindError):
            write(line)

    return tell


def terminal_writer(terminal: Terminal, encoding: str) -> Callable[[str], None]:
    """Writes lines to a terminal without ever waiting for it."""
    return lambda line: terminal.send(encodable(line, encoding).encode(encoding, "replace"))


def help_lines(
    page: int,
    grounding: Grounding = "here",
    *,
    waits: bool = False,
    at_hand: HelpAtHand | None = None,
    style: str = "",
) -> list[str]:
    """A page of the help as lines: 1 the keys there are here, 2 the safety list, 3 where help is; 0 says that it is over.

    `waits`: the session is paused. `at_hand`: what the help says besides, with the cautions of this `style`.
    """
    at_hand = at_hand or HelpAtHand()
    from massage_mind.screen.page.safety_page import help_page, safety_page
    from massage_mind.screen.page.setting import aloud_lines

    match page:
        case 0:
            return ["That is all of the help." if waits else "That is all of the help; the session goes on."]
        case 1:
            return [f"{key}: {what}." for key, what in SPOKEN_KEYS if key != "g" or grounding != "none"]
        case 2:
            return aloud_lines(safety_page(at_hand.cautions_of(style)))
        case _:
            return aloud_lines(help_page(lines=at_hand.lines))


def folding(write: Callable[[str], None], columns: Callable[[], int]) -> Callable[[str], None]:
    """Writes lines in as many columns as there are now, broken between words; below the time of a cue stands nothing."""

    def fold(line: str) -> None:
        from massage_mind.screen.page.page_parts import SAID, WIDEST, Page, PageLine
        from massage_mind.screen.page.setting import set_lines

        found = _CUE_TIME.match(line)
        time = found.group() if found else ""
        one = PageLine(line[len(time) :].rstrip("\n"), column=0 if time else SAID, lead=time, widest=WIDEST)
        for row in set_lines(Page(((one,),)), columns()):
            write("".join(span.text for span in row) + "\n")

    return fold


def folding_aloud(write: Callable[[str], None], columns: Callable[[], int]) -> Callable[[str], None]:
    """The same for somebody who listens: each line begins at the edge and is as long as there is room."""

    def fold(line: str) -> None:
        from massage_mind.screen.page.setting import folded

        for row in folded(line.rstrip("\n"), columns()):
            write(f"{row}\n")

    return fold


def line_of_cue(cue: Cue) -> str:
    """A cue in words, on one line, with nothing in it that looks like a clock time ("10:30" becomes "10.30")."""
    return _CLOCK_COLON.sub(".", safe_text(_words(cue)))


def _words(cue: Cue) -> str:
    match cue.kind:
        case "say":
            return cue.text
        case "bell":
            return f"[bell: {cue.text}]"
        case "rest":
            return f"(quiet, {_length_text(cue.length_ms)})"
        case "breathe":
            if cue.breath is None:
                return cue.text
            return f"breathe: {cue.breath.cue_text}" if cue.breath.paced else cue.text or cue.breath.about
        case "ask":
            choices = ", ".join(f"{number} {choice}" for number, choice in enumerate(cue.choices, 1))
            return f"{cue.text} ({choices})" if choices else cue.text
        case _:
            assert_never(cue.kind)


def _length_text(length_ms: int) -> str:
    """A length in words: 0.4 s, 45 s, 2 min, 2 min 30 s, 1 h 5 min."""
    if length_ms < 1000:
        return f"{length_ms / 1000:.1g} s"
    minutes, seconds = divmod(round(length_ms / 1000), 60)
    hours, minutes = divmod(minutes, 60)
    parts = ((hours, "h"), (minutes, "min"), (seconds, "s"))
    return " ".join(f"{count} {unit}" for count, unit in parts if count)
