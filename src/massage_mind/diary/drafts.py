"""What is being written lies in a file of the owner's own until the journal has it: nothing written is lost.

There is one draft for new entries and one for each record whose words are being changed; whoever writes while another
does has one beside it. What was broken off begins the next writing.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from massage_mind.diary.being_written import being_written, keeper, path_at_hand
from massage_mind.stops import held

if TYPE_CHECKING:
    from massage_mind.world import World


@dataclass(frozen=True, slots=True)
class Draft:
    """One such file, which need not exist. `goes_on` is the command that begins with what is in it."""

    path: Path
    goes_on: str

    def text(self) -> str:
        """What was broken off the last time; empty where nothing was. Raises OSError."""
        try:
            return self.path.read_text(encoding="utf-8", errors="replace")
        except FileNotFoundError:
            return ""

    def keep(self, text: str, *, durable: bool = True) -> None:
        """This is what has been written by now; not `durable`: without waiting for the disk. Raises OSError."""
        from massage_mind.home import private_folder, whole_file

        private_folder(self.path.parent)
        with whole_file(Path(os.path.realpath(self.path)), over=True, durable=durable) as file:
            file.write(text.encode("utf-8", "replace"))

    def drop(self) -> None:
        """The journal has it, or nobody wants it."""
        self.path.unlink(missing_ok=True)

    @property
    def safe_in(self) -> str:
        """The sentence that says where the words are."""
        return f"What you wrote is safe in {self.path}."

    # ------------------------------------------------------------ writing into it

    def write(self, world: World, begin: str, question: str, *, editor: bool) -> str:
        """What the person makes of this beginning, at the terminal under a question or in their own editor.

        It stays in the draft. Raises `Stopped` where it is broken off, `MassageMindError` where the editor fails,
        `UsageError` where none is named.
        """
        if editor:
            from massage_mind.screen.ask.editor import editor_command

            editor_command(world.environ)
        with being_written(self.path):
            return self._in_editor(world, begin) if editor else self._at_terminal(world, question, begin)

    def _at_terminal(self, world: World, question: str, begin: str) -> str:
        from massage_mind.errors import Stopped

        text, signum = world.asker().lines(question, begin, keeper(self, begin))
        if text.strip() and (not signum or text != begin):
            with held():
                self.keep(text)
        if signum:
            if text.strip() and self.path.exists():
                world.note(f"What you wrote waits; the next `massage-mind {self.goes_on}` goes on with it.")
            raise Stopped(signum)
        return text

    def _in_editor(self, world: World, begin: str) -> str:
        from massage_mind.errors import MassageMindError, Stopped
        from massage_mind.screen.ask.editor import edit_file

        earlier = self.text()
        self.keep(begin)
        try:
            edit_file(self.path, world.environ)
            text = self.path.read_text(encoding="utf-8", errors="replace").strip("\n")
        except (MassageMindError, OSError, Stopped) as error:
            self._put_back(earlier, begin)
            if isinstance(error, OSError):
                raise MassageMindError(
                    f"The editor left nothing to read: {error.strerror or error}."
                ) from error
            raise
        if not text.strip():
            self.drop()
        return text

    def _put_back(self, earlier: str, begin: str) -> None:
        """The editor failed: what was written into the draft stays, and otherwise it is as it was before."""
        try:
            written = self.path.exists() and self.text() != begin
        except OSError:
            return
        if written:
            return
        if earlier:
            self.keep(earlier)
        else:
            self.drop()


def draft_of_new(world: World) -> Draft:
    """Where a new entry lies until it is kept."""
    return Draft(path_at_hand(world.home.data_dir / "draft.txt"), "journal add")


def draft_of_change(world: World, record_id: str) -> Draft:
    """Where other words for this record lie until they are kept."""
    path = path_at_hand(world.home.data_dir / f"draft-{record_id}.txt")
    return Draft(path, f"journal edit {record_id}")
