"""What is being written lies in a file of the owner's own until the journal has it: nothing written is lost.

There is one draft for new entries and one for each record whose words are being changed; whoever writes while another
does has one beside it. What was broken off begins the next writing.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from massage_mind.diary.being_written import being_written, keeper, path_at_hand
from massage_mind.stops import held
from massage_mind.values import dataclass
from massage_mind.words.reasons import reason_words

if TYPE_CHECKING:
    from massage_mind.errors import MassageMindError
    from massage_mind.world import World


@dataclass(frozen=True, slots=True)
class Draft:
    """One such file, which need not exist. `goes_on` is the command that begins with what is in it."""

    path: Path
    goes_on: str

    def text(self) -> str:
        """What was broken off the last time; empty where nothing was.

        Raises OSError, `MassageMindError` where no file lies there, and `UsageError` where what lies there is no text,
        or more than one can be; it stays there.
        """
        from massage_mind.decoding import text_of
        from massage_mind.errors import MassageMindError, UsageError
        from massage_mind.record.bounds import MOST_BYTES, MOST_CHARACTERS

        try:
            if self.path.exists() and not self.path.is_file():
                raise MassageMindError(
                    f"There's no file, but something else, where your draft should be: {self.path}.",
                    "Move it away.",
                )
            with open(self.path, "rb") as file:
                data = file.read(MOST_BYTES + 1)
            if len(data) > MOST_BYTES:
                raise UsageError(
                    f"{self.path} holds more than a text can be: {MOST_CHARACTERS:,} characters.",
                    "Part it in two.",
                )
            text = text_of(data, str(self.path))
        except FileNotFoundError:
            return ""
        except UsageError as error:
            raise UsageError(
                error.sentence,
                f"{error.hint} What you wrote lies there as it is. To open it:",
                command=f"massage-mind {self.goes_on} --editor",
            ) from error
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def begin(self, *, editor: bool) -> str | None:
        """What the next writing begins with; None for the file as it lies there, which only an editor can take.

        Raises OSError, and `UsageError` where there is no editor to take it.
        """
        from massage_mind.errors import UsageError

        try:
            return self.text()
        except UsageError:
            if not editor:
                raise
            return None

    def keep(self, text: str, *, durable: bool = True) -> None:
        """This is what has been written by now; not `durable`: without waiting for the disk. Raises OSError."""
        from massage_mind.decoding import bytes_of
        from massage_mind.home import private_folder
        from massage_mind.whole_files import whole_file

        private_folder(self.path.parent)
        with whole_file(Path(os.path.realpath(self.path)), over=True, durable=durable) as file:
            # A byte that was typed and is no letter stays that byte.
            file.write(bytes_of(text))

    def drop(self) -> None:
        """The journal has it, or nobody wants it."""
        self.path.unlink(missing_ok=True)

    def kept_with(self, error: MassageMindError, text: str) -> MassageMindError:
        """The journal did not take it: the words go into the draft, after what waits there already. The error to raise."""
        from massage_mind.errors import UsageError

        try:
            earlier = self.text()
            if text not in earlier:
                self.keep("\n".join(filter(None, (earlier.rstrip("\n"), text))))
        except UsageError:
            if text not in self._as_it_lies():
                return error
        except OSError:
            return error
        hint = f"{self.safe_in} {error.hint}".strip()
        return type(error)(error.sentence, hint, command=error.command, instead=error.instead)

    def _as_it_lies(self) -> str:
        """What lies there with every byte that is no letter as Python hands those on."""
        from massage_mind.record.bounds import MOST_BYTES

        with open(self.path, "rb") as file:
            return file.read(MOST_BYTES).decode("utf-8", "surrogateescape")

    @property
    def safe_in(self) -> str:
        """The sentence that says where the words are."""
        return f"What you wrote is safe in {self.path}."

    # ------------------------------------------------------------ writing into it

    def write(self, world: World, begin: str | None, question: str, *, editor: bool) -> str:
        """What the person makes of this beginning, at the terminal under a question or in their own editor.

        They see it as it is shown everywhere, and what they leave as it is stays so. None: what lies in the draft, as
        it is. It stays there. Raises `Stopped` where it is broken off, `MassageMindError` where the editor fails,
        `UsageError` where none is named and for what it left that is no text.
        """
        from massage_mind.diary.shown_words import restored, shown_words

        if editor:
            from massage_mind.screen.ask.editor import editor_command

            editor_command(world.environ)
        with being_written(self.path):
            if begin is None:
                return self._in_editor(world, None)
            shown = shown_words(begin)
            back = self._in_editor(world, shown) if editor else self._at_terminal(world, question, shown)
        return restored(begin, back) if back.strip() else back

    def _at_terminal(self, world: World, question: str, begin: str) -> str:
        from massage_mind.errors import Leave, Stopped
        from massage_mind.perform.asker import NoMoreAnswers

        try:
            text, signum = world.asker().lines(question, begin, keeper(self, begin))
        except Leave:
            raise Leave(*self._goes_on_with() if self.path.exists() else ("Left as it was.",)) from None
        except NoMoreAnswers:  # Ctrl-D at the first line leaves it empty, as Enter alone does.
            return ""
        if text.strip() and (not signum or text != begin):
            with held():
                self.keep(text)
        if signum:
            if text.strip() and self.path.exists():
                world.suggest(*self._goes_on_with())
            raise Stopped(signum)
        return text

    def _goes_on_with(self) -> tuple[str, str]:
        """What there is to say, and the command that goes on with it."""
        return "What you wrote waits. To go on with it:", f"massage-mind {self.goes_on}"

    def _in_editor(self, world: World, begin: str | None) -> str:
        from massage_mind.errors import MassageMindError, Stopped
        from massage_mind.screen.ask.editor import edit_file

        earlier = "" if begin is None else self.text()
        if begin is not None:
            self.keep(begin)
        try:
            edit_file(self.path, world.environ)
            text = self._left()
        except (MassageMindError, OSError, Stopped) as error:
            if begin is not None:
                self._put_back(earlier, begin)
            if isinstance(error, OSError):
                raise MassageMindError(f"The editor left nothing to read: {reason_words(error)}.") from error
            raise
        if not text.strip():
            self.drop()
        return text

    def _left(self) -> str:
        """What the editor left. Raises OSError where that is nothing at all, `UsageError` where it is no text."""
        self.path.stat()
        return self.text().strip("\n")

    def _put_back(self, earlier: str, begin: str) -> None:
        """The editor failed: what was written into the draft stays, and otherwise it is as it was before."""
        from massage_mind.errors import MassageMindError

        try:
            written = self.path.exists() and self.text() != begin
        except (MassageMindError, OSError):
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
