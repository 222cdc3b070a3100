"""The group of all commands. Each is a name, a module and a line of help until somebody calls it."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING, TextIO

import typer
import typer.main
from typer.exceptions import TyperException

from massage_mind._version import __version__
from massage_mind.cli.command import world_of
from massage_mind.cli.command_table import COMMANDS
from massage_mind.cli.command_words import OTHER_WORDS
from massage_mind.cli.lazy import LazyGroup
from massage_mind.errors import EXIT_EARLY, EXIT_FAILED, LEFT_BEFORE, Leave, MassageMindError, Stopped
from massage_mind.stops import settle, stop_behind, stopping

if TYPE_CHECKING:
    from massage_mind.world import World


_LONGEST_LINE = 10_000
"""More than any path, of what is said in one line where something went wrong."""

_SIGNALLED = 128
HUNG_UP = 129
"""The exit code where the terminal was closed: as by SIGHUP, which need not have come."""


class AllCommands(LazyGroup):
    """The group of all commands."""

    table = COMMANDS
    aliases = OTHER_WORDS


app = typer.Typer(
    cls=AllCommands,
    rich_markup_mode=None,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"massage-mind {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def home(
    ctx: typer.Context,
    version: bool = typer.Option(
        False, "--version", "-V", callback=_version, is_eager=True, help="Show the version."
    ),
    traceback: bool = typer.Option(
        False, "--traceback", help="Show where in the program an error came from."
    ),
) -> None:
    """A quiet companion for before, during and after a massage."""
    if ctx.invoked_subcommand is None:
        from massage_mind.cli.commands.home_command import home as show_home

        show_home(world_of(ctx))


def run(args: Sequence[str], open_world: Callable[[], World]) -> int:
    """Run one command line in the world that `open_world` gives, and return its exit code.

    The world is made when somebody first asks for it: the help needs none. Errors of ours become a sentence on
    standard error.
    """
    world = cache(open_world)
    with stopping():
        try:
            code = _ended(args, world)
        except (
            Stopped,
            Exception,
        ) as error:  # A signal while a fault was told, or what a library made of one.
            if not (signum := stop_behind(error)):
                raise
            code = _SIGNALLED + signum
    _flush_messages(code)
    return code


def _ended(args: Sequence[str], world: Callable[[], World]) -> int:
    """The exit code of this command line, after what went wrong has been said."""
    try:
        code = _called(args, world)
    except SystemExit as ended:
        if isinstance(ended.__context__, BrokenPipeError):  # Typer made an exit of it.
            world().note_kept()
        return _flushed(world, ended.code if isinstance(ended.code, int) else int(ended.code is not None))
    except MassageMindError as error:
        if "--traceback" in args:
            raise
        code, signum = tell(world(), error, args), stop_behind(error)
        world().note_kept()
        return _flushed(world, _SIGNALLED + signum if signum else code)
    except (Stopped, Leave) as left:
        return _flushed(world, _left(world, left))
    except OSError as error:
        return _refused(args, world, error)
    return _flushed(world, code)


def _called(args: Sequence[str], world: Callable[[], World]) -> int:
    """The exit code of the command that this line calls; what Typer finds wrong with it is raised as an error of ours."""
    if list(args[:1]) == ["help"]:
        args = [*args[1:], "--help"]
    _refuse_unprintable(args)
    try:
        found = typer.main.get_command(app).main(
            args=list(args), prog_name="massage-mind", standalone_mode=False, obj=world
        )
    except TyperException as error:
        from massage_mind.cli.typed_wrong import in_our_words

        raise in_our_words(error, args, world) from error
    except typer.Abort:  # Whoever was to answer has gone.
        return EXIT_FAILED
    finally:
        settle()  # The terminal is as it was before a word is said on it.
    return found if isinstance(found, int) else 0


def _refused(args: Sequence[str], world: Callable[[], World], error: OSError) -> int:
    """The exit code where the system did not do what it was asked, which is said. Raises it again where it is no answer."""
    if isinstance(error, BrokenPipeError):
        world().note_kept()
        return _quietly()
    if error.errno == errno.EIO and not stop_behind(error) and _hung_up():
        return _quietly(HUNG_UP)
    if "--traceback" in args or stop_behind(error):
        raise error
    where = f" ({error.filename})" if error.filename else ""
    from massage_mind.words.reasons import reason_words

    code = tell(world(), MassageMindError(f"The system refused: {reason_words(error)}{where}."))
    world().note_kept()
    return _flushed(world, code)


def _left(world: Callable[[], World], left: Stopped | Leave) -> int:
    """The exit code where a signal ended it, or the person left at a question, which is said."""
    if isinstance(left, Stopped):
        return _SIGNALLED + left.signum
    world().suggest(*left.args or (LEFT_BEFORE,))
    return EXIT_EARLY


def _refuse_unprintable(args: Sequence[str]) -> None:
    """The name of an option is said back in messages; nothing in it may act on the terminal."""
    from massage_mind.errors import UsageError

    for arg in args:
        name = arg.partition("=")[0]
        if name.startswith("-") and not name.isascii() and not name.isprintable():
            from massage_mind.words.near import quoted

            raise UsageError(f"There's no option {quoted(name, 40)}.", command="massage-mind --help")


def tell(world: World, error: MassageMindError, args: Sequence[str] = ()) -> int:
    """Say what went wrong and what to do, and a line that does it, alone; gives the exit code.

    Where one word of what was typed (`args`) was likely meant otherwise, that line is what was typed, with the other.
    """
    from massage_mind.screen.page.page_parts import Page, command, said

    line, hint = error.command, error.hint
    if error.instead and args:
        from massage_mind.cli.mended_line import with_word

        if mended := with_word(args, *error.instead):
            beside = not error.instead[0] or error.instead[0].endswith("=")
            line, hint = mended, hint if beside else ""
    hint = hint if line else hint.removesuffix(":") + "." * hint.endswith(":")
    found, hints = error.sentence.splitlines(), [one for one in hint.splitlines() if one]
    if len(found) == len(hints) == 1:
        found, hints = [f"{found[0]} {hints[0]}"], []
    told = [said(_bounded(text)) for text in (*found, *hints) if text]
    world.note_page(Page((told, (command(line),) if line else ())))
    return error.exit_code


def _bounded(text: str) -> str:
    """A line that says back what was typed, however much that was."""
    if len(text) <= _LONGEST_LINE:
        return text
    return f"{text[: _LONGEST_LINE // 2]} … {text[-_LONGEST_LINE // 10 :]}"


def _flushed(world: Callable[[], World], code: int) -> int:
    """The exit code, or another where standard output turns out to be full or closed at the end."""
    try:
        if sys.stdout is not None:
            if code > _SIGNALLED and _stuck(sys.stdout):
                return _quietly(code)
            sys.stdout.flush()
    except BrokenPipeError:
        world().note_kept()
        return _quietly()
    except (OSError, ValueError) as error:
        if isinstance(error, OSError) and error.errno == errno.EIO and _hung_up():
            return _quietly(code or HUNG_UP)
        from massage_mind.words.reasons import reason_words

        reason = reason_words(error) if isinstance(error, OSError) else "it's closed"
        tell(world(), MassageMindError(f"Standard output couldn't be written: {reason}."))
        world().note_kept()
        _to_nowhere(sys.stdout)
        return code or 1
    return code


def _quietly(code: int = 1) -> int:
    """Whoever read our output has gone; that is no reason for a message."""
    _to_nowhere(sys.stdout)
    return code


def _flush_messages(code: int) -> None:
    """What standard error did not take is let go of: there is nobody to tell, and it changes no exit code."""
    try:
        if sys.stderr is not None:
            if code > _SIGNALLED and _stuck(sys.stderr):
                _to_nowhere(sys.stderr)
            sys.stderr.flush()
    except (OSError, ValueError):
        _to_nowhere(sys.stderr)


def _stuck(stream: TextIO) -> bool:
    """Whether flushing this would wait for a terminal that takes nothing."""
    from massage_mind.screen.terminal.streams import stuck

    return stuck(stream)


def _hung_up() -> bool:
    """Whether standard output is a terminal that was closed: it is one no more, and is no pipe or file either."""
    from massage_mind.screen.terminal.streams import hung_up

    return hung_up(sys.stdout)


def _to_nowhere(stream: TextIO | None) -> None:
    """Keep the interpreter from complaining when it flushes this at its exit: what it holds goes to nowhere."""
    try:
        if stream is not None:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    except (OSError, ValueError, AttributeError):
        if stream is sys.stdout:
            sys.stdout = None
        else:
            sys.stderr = None
