"""The world as one value: clock, streams, environment, places, and the doors to everything heavy.

Made once by whoever starts the program (`app`, or a test), handed down, never looked up. What opens something heavy is
a function in `Doors`: nothing is loaded before it is called, and a test hands in another one.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import field
from typing import TYPE_CHECKING, TextIO, TypeVar

from massage_mind.values import dataclass

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from datetime import datetime

    from massage_mind.home import Home
    from massage_mind.journal.file.journal_file import Kept
    from massage_mind.journal.store import Store
    from massage_mind.perform.asker import Asker
    from massage_mind.perform.ports import Clock, Speaker
    from massage_mind.reading.library import Library
    from massage_mind.screen.front import Front
    from massage_mind.screen.page.page_parts import Page
    from massage_mind.screen.page.showing import Look
    from massage_mind.settings import Settings
    from massage_mind.sound.sounds import Sounds
    from massage_mind.sound.voice.patience import Patience
    from massage_mind.sound.voice.voices import VoicePlaces


_T = TypeVar("_T", bool, str)

SHORT_WAIT_MS = 300
"""How long the beginning of a session may wait for somebody else's lock on the journal."""
_MOST_NAMED = 3
"""Records that are named one by one where they could not be printed."""


@dataclass(frozen=True, slots=True)
class Doors:
    """How what is heavy is opened; each is handed the world it belongs to. `World`'s methods say what each gives."""

    store: Callable[[World, bool, int | None], Store]
    library: Callable[[World], Library]
    speaker: Callable[[World, str, int, Sounds], Speaker]
    warm_up: Callable[[str], None]
    front: Callable[[World, bool], AbstractContextManager[Front]]
    asker: Callable[[World, bool, bool], Asker]
    voices: Callable[[World], VoicePlaces]
    piped: Callable[[World], bytes | None]
    lot: Callable[[], int | None]
    one_key: Callable[[World, Callable[[], object]], str | None]


@dataclass(frozen=True, slots=True)
class World:
    """Everything a program may touch. `zone` is the person's own: an IANA name, or an offset such as +02:00."""

    clock: Clock
    zone: str
    environ: Mapping[str, str]
    stdin: TextIO | None
    stdout: TextIO | None
    stderr: TextIO | None
    doors: Doors
    _patience: list[Patience] = field(default_factory=list, repr=False, compare=False)
    _kept: list[Kept] = field(default_factory=list, repr=False, compare=False)
    _air: list[bool] = field(default_factory=list, repr=False, compare=False)

    # ------------------------------------------------------------ time and places

    def wall_ms(self) -> int:
        """UTC now, in milliseconds since 1970."""
        return self.clock.wall()

    def local_now(self) -> datetime:
        """Now, on the clock of this machine."""
        from datetime import UTC, datetime

        return datetime.fromtimestamp(self.wall_ms() / 1000, tz=UTC).astimezone()

    @property
    def home(self) -> Home:
        """Where config, data, cache and scripts are. Creates nothing. Raises `SettingsError`."""
        from massage_mind.home import find_home

        return find_home(self.environ)

    def settings(self) -> Settings:
        """The settings of this person. Raises `SettingsError` naming the line at fault."""
        from massage_mind.settings import load_settings

        return load_settings(self.home)

    def lot(self) -> int | None:
        """A seed by lot, at most `names.LARGEST_SEED`; None in a world without chance, where words come as they are written."""
        return self.doors.lot()

    # ------------------------------------------------------------ what is opened

    def open_store(self, *, writing: bool, wait_ms: int | None = None) -> Store:
        """The journal; a context manager. For reading it creates nothing. `wait_ms` bounds the wait for a lock."""
        store = self.doors.store(self, writing, wait_ms)
        self._kept.append(store.file.kept)
        return store

    def library(self) -> Library:
        """The scripts and styles: the person's own folder first, then the shipped ones."""
        return self.doors.library(self)

    def speaker(self, player: str, volume: int, sounds: Sounds) -> Speaker:
        """What plays the sounds; "off" touches no audio at all. `volume` from 0 to 100."""
        return self.doors.speaker(self, player, volume, sounds)

    def warm_up_sound(self, player: str) -> None:
        """Load in the background what plays, while a person answers questions."""
        self.doors.warm_up(player)

    def front(self, *, plain: bool) -> AbstractContextManager[Front]:
        """The stage and the keys that fit this terminal, pipe or file."""
        self._air.clear()
        return self.doors.front(self, plain)

    def asker(self, *, stderr: bool = False, plain: bool = False) -> Asker:
        """Where questions are asked; on standard error with `stderr`, line by line with `plain`."""
        self._air.clear()
        return self.doors.asker(self, stderr, plain)

    def asker_at_hand(self, *, beside: bool = False, plain: bool = False) -> Asker | None:
        """Where questions can be asked and answered; None where they cannot be.

        What it needs is a terminal to type at and one to read on: standard output, or standard error where that is
        none; with `beside` first standard error, for what has nothing to do with what is printed.
        """
        on_stderr = self.stderr_is_terminal() if beside else not self.stdout_is_terminal()
        return self.asker(stderr=on_stderr, plain=plain) if self.somebody() else None

    def one_key(self, show_again: Callable[[], object]) -> str | None:
        """The next key under a page that was printed: "enter", a character, "" for any other; None where nobody can.

        `show_again` prints the page once more after Ctrl-Z. Raises `Stopped`.
        """
        return self.doors.one_key(self, show_again)

    def voices_room(self) -> VoicePlaces:
        """Where voices are on this machine: the person's own, and what was spoken before."""
        from dataclasses import replace

        patience = self.patience()
        return replace(self.doors.voices(self), run=patience.run, hung=frozenset(patience.hung))

    def patience(self) -> Patience:
        """How long programs that speak are waited for in this world, and which of them did not answer: always the same."""
        if not self._patience:
            from massage_mind.sound.voice.patience import Patience

            self._patience.append(Patience(self.clock.now))
        return self._patience[0]

    def forget_spoken(self) -> None:
        """Delete what was spoken before: it may hold the words of what was deleted. It is made again when needed."""
        from massage_mind.sound.voice.clips import bound_cache

        for path in bound_cache(self.voices_room().cache_dir, now_s=self.wall_ms() / 1000, most=0):
            self.note(f"What was spoken of it may still lie in {path}, which can't be deleted now.")

    def bound_voice_cache(self) -> None:
        """Keep what was spoken before within its bounds."""
        from massage_mind.sound.voice.clips import bound_cache

        bound_cache(self.voices_room().cache_dir, now_s=self.wall_ms() / 1000)

    # ------------------------------------------------------------ who is there

    def stdin_is_terminal(self) -> bool:
        """Whether somebody could type."""
        return _is_terminal(self.stdin)

    def stdout_is_terminal(self) -> bool:
        """Whether what is printed is seen at once, by a person."""
        return _is_terminal(self.stdout)

    def stderr_is_terminal(self) -> bool:
        """Whether messages are seen at once, by a person."""
        return _is_terminal(self.stderr)

    def somebody(self) -> bool:
        """Whether there is somebody at a terminal to ask."""
        return self.stdin_is_terminal() and (self.stdout_is_terminal() or self.stderr_is_terminal())

    def read_at_once(self) -> bool:
        """Whether a person reads standard output as it comes, at a terminal or aloud; else a program or a file takes it."""
        return self.stdout_is_terminal() or self.accessible()

    def rich_wanted(self) -> bool:
        """Whether standard output is a terminal that shows more than plain lines."""
        from massage_mind.screen.terminal.streams import understands

        return self.stdout_is_terminal() and understands(self.environ.get("TERM", ""))

    def shows_live(self, *, plain: bool) -> bool:
        """Whether a session is shown as the live view; `plain`: plain lines were asked for."""
        return not plain and self.rich_wanted() and not self.accessible()

    def colour_wanted(self) -> bool:
        """Whether colours are wanted: NO_COLOR is not set."""
        return not self.environ.get("NO_COLOR")

    def columns(self) -> int:
        """How wide the terminal is: COLUMNS where it is set, what the terminal says, or 80."""
        said = self.environ.get("COLUMNS", "")
        if said.isascii() and said.isdecimal() and 0 < int(said) < 10_000:
            return int(said)
        import shutil

        return shutil.get_terminal_size().columns

    # ------------------------------------------------------------ what is said

    def note(self, text: str) -> None:
        """One line to standard error, for messages. A closed standard error is no reason to stop."""
        from massage_mind.screen.text import safe_text

        text = safe_text(text, lines=True)
        self._note(self._set(text, self.stderr) if self.stderr_is_terminal() else text)

    def _note(self, text: str) -> None:
        if self.stderr is None:
            return
        from massage_mind.screen.terminal.streams import stuck
        from massage_mind.stops import ending

        if ending() and stuck(self.stderr):
            return  # Whoever asked it to end does not wait for a terminal that nobody reads.
        try:
            self.stderr.write(_encodable(text, self.stderr) + "\n")
            self.stderr.flush()
            self._air[:] = [text.endswith("\n")]
        except (OSError, ValueError):
            return

    def write(self, text: str) -> None:
        """One line to standard output, in whatever characters it can carry."""
        self.out().write(self.carried(text) + "\n")
        self._air[:] = [text.endswith("\n")]

    def byte_sink(self) -> Callable[[bytes], object]:
        """Takes what another program reads: it goes to standard output with its line ends and letters as they are."""
        out = self.out()
        raw = getattr(out, "buffer", None)
        if raw is None:
            return lambda body: out.write(body.decode())
        out.flush()

        def sink(body: bytes) -> object:
            return out.buffer.write(body)  # The stream is held by this: one that nobody holds is closed.

        return sink

    def say(self, text: str) -> None:
        """Sentences to standard output, as a page of their own."""
        from massage_mind.screen.page.page_parts import Page, said

        self.show(Page(((said(text),),)))

    def show(self, page: Page, *, paged: bool = False) -> None:
        """A page to standard output, set for whoever reads it; `paged`: window by window where it is longer than one."""
        from massage_mind.screen.page.showing import by_windows

        look = self.look(self.stdout)
        if not (paged and by_windows(page, look, self.stdin, self.stdout, self.clock)):
            self.write(self._page_text(page, look))

    def note_page(self, page: Page) -> None:
        """A page to standard error, for what went wrong and what to do."""
        self._note(self._page_text(page, self.look(self.stderr)))

    def _page_text(self, page: Page, look: Look) -> str:
        """The page, without its first line of air where what was written before it ends in one."""
        from massage_mind.screen.page.showing import page_text

        return page_text(page, look).removeprefix("\n" * (self._air == [True]))

    def suggest(self, text: str, *lines: str) -> None:
        """A sentence to standard error, and lines that do what it says, each alone as it can be copied."""
        from massage_mind.screen.page.page_parts import Page, command, said

        self.note_page(Page(((said(text),), tuple(map(command, lines)))))

    def look(self, stream: TextIO | None) -> Look:
        """How this stream is read: on a terminal, on a pipe, or aloud; and in which colours."""
        from massage_mind.screen.glyphs import glyphs_for
        from massage_mind.screen.page.showing import Look
        from massage_mind.screen.terminal.streams import understands

        encoding = getattr(stream, "encoding", None) or "utf-8"
        aloud, term = self.accessible(), self.environ.get("TERM", "")
        terminal = _is_terminal(stream)
        return Look(
            "aloud" if aloud else "terminal" if terminal else "pipe",
            self.columns() if terminal or not aloud else 0,
            encoding,
            styled=terminal and not aloud and understands(term),
            glyphs=not aloud and encoding.lower().startswith("utf") and not (terminal and term == "linux"),
            accent=self._accent() if terminal and self.colour_wanted() else "",
            drawn=glyphs_for(encoding, term if terminal else ""),
        )

    def accessible(self) -> bool:
        """Whether somebody listens rather than looks: ACCESSIBLE in the environment, or the setting `accessible`."""
        said = self.environ.get("ACCESSIBLE")
        return self._set_to("accessible", usual=False) if said is None else said not in ("", "0")

    def moves(self) -> bool:
        """Whether something may move on the screen by itself: the breath does, unless `motion` is off."""
        return self._set_to("motion", usual=True)

    def _accent(self) -> str:
        from massage_mind.names import ACCENTS

        colour = self._set_to("accent", usual=ACCENTS[0])
        return "" if colour == "none" else colour

    def _set_to(self, name: str, *, usual: _T) -> _T:
        """What the settings say of this, or what is usual: it is looked for first, and a fault in them is as good as none here."""
        from massage_mind.errors import SettingsError

        try:
            if name.encode() not in self.home.config_file.read_bytes():
                return usual
            value: _T = getattr(self.settings(), name)
        except (OSError, SettingsError):
            return usual
        return value

    def print_json(self, document: object) -> None:
        """One document, as ASCII: every other letter is escaped, so that no terminal acts on one."""
        import json

        self.write(json.dumps(document, indent=2))

    def out(self) -> TextIO:
        """Standard output; a sink where it is closed."""
        return self.stdout if self.stdout is not None else open(os.devnull, "w", encoding="utf-8")

    def note_kept(self) -> None:
        """Say what was kept in this world, where it could not be printed or what came after it failed; once."""
        ids = [one for kept in self._kept for one in kept.ids]
        changed = any(kept.changed for kept in self._kept)
        self._kept.clear()
        if 0 < len(ids) <= _MOST_NAMED:
            self.note(f"It is kept all the same, as {', '.join(ids)}.")
        elif ids or changed:
            self.suggest("What was done before that is kept all the same:", "massage-mind journal list")

    def carried(self, text: str) -> str:
        """The text in whatever characters standard output can carry."""
        return _encodable(text, self.out())

    def _set(self, text: str, stream: TextIO | None) -> str:
        """Sentences as a terminal shows them, each line of the text by itself."""
        from massage_mind.screen.page.page_parts import Page, said
        from massage_mind.screen.page.showing import page_text

        look = self.look(stream)
        return "\n".join(
            page_text(Page(((said(line),),)), look, air=False) if line.strip() else ""
            for line in text.splitlines()
        )

    # ------------------------------------------------------------ what is piped in

    def stdin_text(self) -> str | None:
        """What is piped in, or None where nothing is: a terminal, /dev/null, a closed standard input.

        Raises `UsageError` for bytes that are no text, and for more of them than one can be.
        """
        from massage_mind.standard_input import text_piped

        data = self.doors.piped(self)
        return None if data is None else text_piped(data)


def _is_terminal(stream: TextIO | None) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # closed
        return False


def _encodable(text: str, stream: TextIO) -> str:
    if text.isascii():
        return text
    from massage_mind.screen.text import encodable

    return encodable(text, getattr(stream, "encoding", None) or "utf-8")
