"""The live view: the stage on a terminal that can show one."""

from __future__ import annotations

from massage_mind.fit.timeline import Cue, Timeline
from massage_mind.perform.ports import View
from massage_mind.screen.live.frame import Painter
from massage_mind.screen.live.giver_picture import giver_changes_ms, giver_page
from massage_mind.screen.live.layout import compose
from massage_mind.screen.live.scene import Appearance, Scene, frame_ms, words_at
from massage_mind.screen.terminal.taken_terminal import Terminal

NOTE_MS = 8_000
"""How long a quiet line about the session stays, in session time (it stays through a pause)."""
_RETRY_MS = 250
_BACKGROUND_MS = 1_000
_IN_PARTS_MS = 1_000
_SMALL_ROWS = 8
_SMALL_PAGE_ROWS = 14


class LiveStage:
    """A calm full-screen view (`ports.Stage`). A frame the terminal has no room for is dropped, never waited for."""

    def __init__(
        self, terminal: Terminal, appearance: Appearance, *, colour: bool = True, encoding: str = "utf-8"
    ) -> None:
        self._terminal = terminal
        self._appearance = appearance
        self._encoding = encoding
        self._painter = Painter(colour=colour)
        self._size = (0, 0)
        self._view: View | None = None
        self._note = ""
        self._note_at_ms = 0
        self._words_of: tuple[Timeline, Cue] | None = None
        self._words = ""

    def open(self, view: View) -> None:
        """Take the terminal, with the first picture in the same write."""
        self.draw(view)

    def cue(self, view: View) -> None:
        """A new cue starts."""
        self.draw(view)

    def draw(self, view: View) -> None:
        """Show it as it is now, or drop the frame."""
        self._view = view
        terminal = self._terminal
        if not terminal.ready():
            return
        # Looked at once: a signal may set it at any time, and then the next frame has to be the fresh one.
        doubtful = terminal.doubtful
        size = terminal.size()
        fresh = doubtful or size != self._size
        self._size = size
        picture = self._painter.paint(compose(self._scene(view), *size, self._appearance), fresh=fresh)
        data = picture.encode(self._encoding, "replace")
        if doubtful:
            terminal.take(data)
        elif data:
            terminal.send(data)

    def frame_ms(self, view: View) -> int:
        """Milliseconds until the picture changes by itself; 0 for never."""
        if not self._terminal.ours():
            return _BACKGROUND_MS
        next_ms = frame_ms(self._scene(view), still=self._appearance.still)
        if view.paused:
            changes = [next_ms]
        else:
            changes = [next_ms, giver_changes_ms(view), self._note_left_ms(view)]
            changes.append(_IN_PARTS_MS * self._in_parts(view))
        changes.append(_RETRY_MS if self._terminal.pending else 0)
        return min(filter(None, changes), default=0)

    def help_pages(self, view: View) -> int:
        """The keys, and what comes behind them in a window of this size."""
        from massage_mind.screen.live.help_sheets import help_sheets

        columns, rows = self._terminal.size()
        return 1 + len(help_sheets(columns, rows, self._appearance.at_hand, view.timeline.style))

    def say(self, view: View, text: str) -> None:
        """A quiet line about the session, for a few seconds."""
        self._note, self._note_at_ms = text, view.position_ms
        self.draw(view)

    def suspend(self) -> None:
        """Main screen and cooked while stopped; the same picture again after it."""
        self._terminal.suspend()
        if self._view is not None:
            self.draw(self._view)

    def close(self) -> None:
        """Give the terminal back."""
        self._terminal.give_back()

    def _scene(self, view: View) -> Scene:
        if (
            self._words_of is None
            or self._words_of[0] is not view.timeline
            or self._words_of[1] is not view.cue
        ):
            self._words_of = (view.timeline, view.cue)
            self._words = words_at(view.timeline, view.cue)
        return Scene(view, self._words, view.notice or (self._note if self._note_left_ms(view) else ""))

    def _note_left_ms(self, view: View) -> int:
        since = view.position_ms - self._note_at_ms
        return NOTE_MS - since if self._note and 0 <= since < NOTE_MS else 0

    def _in_parts(self, view: View) -> bool:
        """On a very small screen long words are shown part by part as they are spoken, and a giver's page in turn."""
        rows = self._size[1]
        return (view.cue.kind == "say" and rows < _SMALL_ROWS) or (
            giver_page(view) is not None and rows < _SMALL_PAGE_ROWS
        )
