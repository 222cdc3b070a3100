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

from massage_mind._version import __version__
from massage_mind.cli.command import world_of
from massage_mind.cli.lazy import Command, LazyGroup
from massage_mind.errors import EXIT_EARLY, Leave, MassageMindError, Stopped
from massage_mind.stops import stop_behind, stopping

if TYPE_CHECKING:
    from massage_mind.world import World


_LONGEST_LINE = 10_000
"""More than any path, of what is said in one line where something went wrong."""

_SIGNALLED = 128
HUNG_UP = 129
"""The exit code where the terminal was closed: as by SIGHUP, which need not have come."""
HEADINGS = ("A session", "Around it", "The record", "Scripts and settings")

COMMANDS: dict[str, Command] = {
    "session": Command(
        "commands.session_command", "session", "All of it: before, during and after.", "A session"
    ),
    "before": Command(
        "commands.before_command", "before", "Arrive, recall your intention, put things down.", "A session"
    ),
    "during": Command(
        "commands.during_command", "during", "On the table: a few words and much silence.", "A session"
    ),
    "after": Command(
        "commands.after_command", "after", "Come back gently, look at what changed.", "A session"
    ),
    "breathe": Command(
        "commands.breathe_command", "breathe", "A breathing practice on its own.", "A session"
    ),
    "ground": Command(
        "commands.ground_command",
        "ground",
        "Five, four, three, two, one: steady yourself, at once.",
        "A session",
    ),
    "appointment": Command(
        "appointment_group", "app", "The massage itself: when, with whom, how it went.", "Around it"
    ),
    "intention": Command(
        "commands.intention_command", "intention", "What you want from this appointment.", "Around it"
    ),
    "park": Command("park_group", "app", "Put a thought down, and have it back afterwards.", "Around it"),
    "checkin": Command(
        "commands.checkin_command", "checkin", "How it is now, in numbers and on a body map.", "Around it"
    ),
    "preview": Command(
        "commands.preview_command",
        "preview",
        "See a session as a table, text or JSON before taking it.",
        "Around it",
    ),
    "render": Command(
        "commands.render_command", "render", "A session as a sound file, for a phone.", "Around it"
    ),
    "journal": Command("journal", "app", "Write, look back, search; carry it out and in.", "The record"),
    "data": Command("data_group", "app", "What is stored, where, how large; delete it.", "The record"),
    "scripts": Command(
        "scripts_group", "app", "The library of scripts, and writing your own.", "Scripts and settings"
    ),
    "sound": Command(
        "sound_group", "app", "Try out what you hear: voices, bells, devices.", "Scripts and settings"
    ),
    "config": Command("config_group", "app", "Your settings.", "Scripts and settings"),
}


class AllCommands(LazyGroup):
    """The group of all commands."""

    table = COMMANDS
    headings = HEADINGS


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


@app.callback(
    invoke_without_command=True, epilog="Nothing leaves this machine. Each command has its own --help."
)
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
        _refuse_unprintable(args)
        typer.main.get_command(app).main(args=list(args), prog_name="massage-mind", obj=world)
    except SystemExit as ended:
        return _flushed(world, ended.code if isinstance(ended.code, int) else int(ended.code is not None))
    except MassageMindError as error:
        if "--traceback" in args:
            raise
        code, signum = tell(world(), error), stop_behind(error)
        return _flushed(world, _SIGNALLED + signum if signum else code)
    except (Stopped, Leave) as left:
        return _flushed(world, _left(world, left))
    except BrokenPipeError:
        return _quietly()
    except OSError as error:
        if stop_behind(error):
            raise
        if error.errno == errno.EIO and _hung_up():
            return _quietly(HUNG_UP)
        if "--traceback" in args:
            raise
        where = f" ({error.filename})" if error.filename else ""
        return _flushed(
            world, tell(world(), MassageMindError(f"The system refused: {error.strerror or error}{where}."))
        )
    return _flushed(world, 0)


def _left(world: Callable[[], World], left: Stopped | Leave) -> int:
    """The exit code where a signal ended it, or the person left at a question, which is said."""
    if isinstance(left, Stopped):
        return _SIGNALLED + left.signum
    world().note(str(left) or "Left before it began; nothing is kept of it.")
    return EXIT_EARLY


def _refuse_unprintable(args: Sequence[str]) -> None:
    """The name of an option is said back in messages; nothing in it may act on the terminal."""
    from massage_mind.errors import UsageError

    for arg in args:
        name = arg.partition("=")[0]
        if name.startswith("-") and not name.isascii() and not name.isprintable():
            raise UsageError(f"There is no option {name[:40]!r}.")


def tell(world: World, error: MassageMindError) -> int:
    """Say what went wrong and what to do, as plain text; gives the exit code."""
    from massage_mind.screen.page.page_parts import Page, command, said

    told = [said(_bounded(text)) for text in (*error.sentence.splitlines(), *error.hint.splitlines()) if text]
    todo = (command(error.command),) if error.command else ()
    world.note_page(Page((told, todo)))
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
        return _quietly()
    except (OSError, ValueError) as error:
        if isinstance(error, OSError) and error.errno == errno.EIO and _hung_up():
            return _quietly(code or HUNG_UP)
        reason = error.strerror if isinstance(error, OSError) else "it is closed"
        tell(world(), MassageMindError(f"Standard output could not be written: {reason}."))
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
