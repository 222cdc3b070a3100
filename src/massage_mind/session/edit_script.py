"""Changing a script in the person's own editor: opened, checked when the editor is closed, and opened again as often as wanted.

What was written lies in the file itself from the first time the editor saves it; nothing is held back for its faults.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from massage_mind.errors import UsageError
from massage_mind.session.checked_page import page_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from massage_mind.errors import Fault
    from massage_mind.world import World


def edit_script(world: World, name: str, *, ask: bool) -> int:
    """Open this script, and give how many faults are left in it. A shipped one is copied first, and opened as a copy.

    Without `ask`, or where nobody sits, it is opened once. Raises `UsageError` for a name there is not or no editor, and
    what `edit_file` does.
    """
    _refuse_no_script(world, name)
    _check_editor(world)
    path, shipped = _opened(world, name)
    try:
        if shipped is not None:
            _tell_of_copy(world, name, path)
        left = _edited(world, path, str(path) if _is_path(name) else name, ask=ask)
    finally:
        unchanged = shipped is not None and _same(path, shipped)
        if unchanged:
            path.unlink()
    if unchanged:
        world.note("Nothing was changed, so the copy is gone again and the shipped one stays.")
        return 0
    return left


def _refuse_no_script(world: World, name: str) -> None:
    """Raises `UsageError` for a name there is not: before an editor is asked for."""
    if not _is_path(name):
        world.library().named(name)
    elif not Path(name).is_file():
        raise UsageError(f"There's no file {name}.", "A new script begins so:", command=_NEW)


def _check_editor(world: World) -> None:
    """Raises `UsageError` where there is no editor: before anything is copied."""
    from massage_mind.screen.ask.editor import editor_command

    try:
        editor_command(world.environ)
    except UsageError as error:
        raise UsageError(error.sentence, "Name one, such as nano:", command="export EDITOR=nano") from error


def _is_path(name: str) -> bool:
    from massage_mind.reading.library import is_path

    return is_path(name)


def _opened(world: World, name: str) -> tuple[Path, Path | None]:
    """The file to open, and the shipped one it is a copy of (None: it is no copy)."""
    from massage_mind.reading.starter import own_copy

    library = world.library()
    if _is_path(name):
        return Path(name), None
    found = library.named(name)
    if found.own:
        return found.path, None
    return own_copy(library, world.home.scripts_dir, found.path), found.path


_NEW = "massage-mind scripts new my-evening"


def _tell_of_copy(world: World, name: str, path: Path) -> None:
    from massage_mind.screen.page.page_parts import SAID, Page, Whole, said

    sentence = (
        f"{name} is a shipped script. This is a copy of it, yours to change, and it is used in its place:"
    )
    world.note_page(Page(((said(sentence), Whole(str(path), "bold", SAID)),)))


def _edited(world: World, path: Path, name: str, *, ask: bool) -> int:
    """Edit and check it until it has no fault or nobody wants to go back in; how many faults are left."""
    from massage_mind.reading.check_files import check_files
    from massage_mind.screen.ask.editor import edit_file

    while True:
        edit_file(path, world.environ)
        checked = check_files(world.library(), [str(path)])
        world.show(page_of(world, checked, [name]))
        if not checked.faults:
            return 0
        if not ask or not _goes_back_in(world, checked.faults):
            return len(checked.faults)


def _goes_back_in(world: World, faults: Sequence[Fault]) -> bool:
    """Whether the person wants to, with the faults on the same screen; not where nobody sits, and not for whoever goes away from the question."""
    from massage_mind.perform.asker import Leave, NoMoreAnswers
    from massage_mind.screen.show.show_faults import things_to_look_at

    asker = world.asker_at_hand()
    try:
        said = f"{things_to_look_at(len(faults)).capitalize()}."
        about = [f"line {fault.line}: {fault.message}" for fault in faults]
        return asker is not None and asker.yes("Go back in?", said=said, about=about)
    except (Leave, NoMoreAnswers):
        return False


def _same(path: Path, shipped: Path) -> bool:
    return path.is_file() and path.read_bytes() == shipped.read_bytes()
