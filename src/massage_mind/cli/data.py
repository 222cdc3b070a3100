"""`massage-mind data`: what is stored, where, how large; and deleting all of it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from massage_mind.cli.options import AsJson

app = typer.Typer(
    name="data",
    help="What is stored, where, how large; delete it.",
    no_args_is_help=True,
    rich_markup_mode=None,
    add_completion=False,
)

WORD = "delete"


@app.callback()
def _group() -> None:
    """What is stored, where, how large; delete it."""


@app.command("where")
def where(as_json: AsJson = False) -> None:
    """Say what is stored, where and how large."""
    from massage_mind import app as world
    from massage_mind.cli.given import print_json
    from massage_mind.screen.text import safe_text

    found = [(what, path, *_size(path)) for what, path in _places()]
    if as_json:
        print_json(
            [
                {"what": what, "path": str(path), "exists": path.exists(), "files": files, "bytes": size}
                for what, path, files, size in found
            ]
        )
        return
    for what, path, files, size in found:
        amount = f"{files} file{'s' * (files != 1)}, {_amount(size)}" if path.exists() else "nothing yet"
        world.write(safe_text(f"{what:<9} {amount:<18}  {path}"))


@app.command("delete")
def delete(
    word: Annotated[
        str, typer.Option("--word", metavar="WORD", help=f"Say the word ({WORD}) here instead of typing it.")
    ] = "",
) -> None:
    """Delete everything, after you have typed the word.

    The journal and its copies, the settings, your own scripts, the cache.
    """
    from massage_mind import app as world
    from massage_mind.cli.given import refuse_while_running
    from massage_mind.errors import MassageMindError, UsageError

    there = [(what, path, *_size(path)) for what, path in _places() if path.exists()]
    if not there:
        world.note("Nothing is stored, so there is nothing to delete.")
        return
    for what, path, files, size in there:
        world.note(f"{what:<9} {files} file{'s' * (files != 1)}, {_amount(size)}  {path}")
    world.note("This cannot be undone. `massage-mind journal export -o FILE` would keep a copy.")
    if not word:
        word = _typed_word()
    if word.strip().casefold() != WORD:
        raise UsageError(f"The word was not {WORD!r}.", "Nothing was deleted.")
    refuse_while_running()
    for _, path, _, _ in there:
        if not path.exists():  # On some systems settings lie within the folder of the data.
            continue
        try:
            _remove(path)
        except OSError as exc:
            raise MassageMindError(
                f"{exc.filename or path} cannot be deleted: {exc.strerror or exc}."
            ) from exc
    world.note("Everything is deleted.")


def _remove(path: Path) -> None:
    """A file or a folder with all that is in it; where it is a link, what it points to as well. Raises OSError."""
    import shutil

    if path.is_dir():
        # A journal kept elsewhere through a link, with the files that recovering left beside it.
        for entry in path.iterdir():
            if entry.is_symlink():
                target = Path(os.path.realpath(entry))
                beside = target.parent.glob(f"{target.name}.*") if entry.name == "journal.sqlite3" else ()
                for one in (*beside, target):
                    if one.is_file():
                        one.unlink()
        shutil.rmtree(os.path.realpath(path))
    else:
        Path(os.path.realpath(path)).unlink(missing_ok=True)
    if path.is_symlink():
        path.unlink()


def _typed_word() -> str:
    from massage_mind import app as world
    from massage_mind.errors import UsageError
    from massage_mind.perform.asker import NoMoreAnswers
    from massage_mind.screen.ask.prompts import Prompts

    if world.stdin_is_terminal() and world.stderr_is_terminal():
        try:
            return Prompts(stderr=True).read(f"To delete all of it, type the word {WORD}: ")
        except NoMoreAnswers:
            return ""
    piped = world.stdin_text()
    if piped is None:
        raise UsageError("Nobody is there to type the word.", f"Add --word {WORD}. Nothing was deleted.")
    return piped


def _places() -> list[tuple[str, Path]]:
    from massage_mind import app as world

    home = world.home()
    return [
        ("journal", home.data_dir),
        ("settings", home.config_file),
        ("scripts", home.scripts_dir),
        ("cache", home.cache_dir),
    ]


def _size(path: Path) -> tuple[int, int]:
    """How many files and how many bytes."""
    files = (
        [path]
        if path.is_file()
        else [one for one in path.rglob("*") if one.is_file()]
        if path.is_dir()
        else []
    )
    return len(files), sum(one.stat().st_size for one in files)


def _amount(size: int) -> str:
    for unit in ("bytes", "KB", "MB"):
        if size < 1000:
            return f"{size:.0f} {unit}" if unit == "bytes" else f"{size:.1f} {unit}"
        size /= 1000  # type: ignore[assignment]
    return f"{size:.1f} GB"
