"""Groups whose commands are a name, a module and a line of help until somebody calls one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

import typer
import typer.core
import typer.main
from typer.exceptions import TyperException

from massage_mind.cli.command import command, world_of
from massage_mind.errors import EXIT_USAGE, UsageError

if TYPE_CHECKING:
    from massage_mind.world import World

_ALONE = "massage_mind.alone"


class Example(NamedTuple):
    """A line that runs as it is copied, and what it is for: "until the door opens"."""

    line: str
    words: str = ""


class Command(NamedTuple):
    """Where a command lives, what the list of commands says of it, and a line that calls it.

    A group has no line of its own: its commands have.
    """

    module: str
    attribute: str
    help: str
    heading: str = ""
    example: Example | None = None
    dashes: bool = False
    """Whether what looks like an option may be one of its values, such as -5."""


class _Helped:
    """A command whose help is a page of ours."""

    example: Example | None = None

    def get_help_option(self, ctx: Any) -> Any:
        """Typer's own, showing our page."""
        option = super().get_help_option(ctx)  # type: ignore[misc]  # of the command it is mixed into
        if option is not None:
            option.callback = _answer_help
        return option

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """As Typer does it; what it finds wrong is told of this command."""
        try:
            found: list[str] = super().parse_args(ctx, args)  # type: ignore[misc]
        except TyperException as error:
            if getattr(error, "ctx", None) is None:
                error.ctx = ctx  # type: ignore[attr-defined]
            raise
        return found


def _answer_help(ctx: Any, _param: Any, wanted: bool) -> None:
    if not wanted or ctx.resilient_parsing:
        return
    if ctx.parent is None:
        from massage_mind.cli.help_first import show_first_page

        show_first_page(world_of(ctx), ctx.command.table)
    else:
        from massage_mind.cli.help_page import show_help

        show_help(world_of(ctx), ctx)
    raise typer.Exit


class HelpedCommand(_Helped, typer.core.TyperCommand):
    """A command of ours, with its help as a page and a line that calls it."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        empty = any(not arg.rpartition("=")[2].strip() for arg in args)
        rest = super().parse_args(ctx, args)
        if empty and not ctx.resilient_parsing:
            from massage_mind.cli.empty_words import refuse_empty

            refuse_empty(ctx)
        return rest


_USUAL = {
    "new": ("add",), "create": ("add",), "write": ("add",), "put": ("add",), "remove": ("delete", "drop"),
    "rm": ("delete", "drop"), "del": ("delete", "drop"), "erase": ("delete",), "cancel": ("skip",),
    "reschedule": ("move",), "postpone": ("move",), "change": ("edit",), "modify": ("edit",), "find": ("search",),
    "view": ("show",), "see": ("show",), "read": ("show",), "ls": ("list",), "all": ("list",), "log": ("list",),
    "undo": ("restore",), "finish": ("done",), "finished": ("done",), "show": ("list",), "print": ("show", "list"),
    "path": ("where",), "save": ("backup",), "load": ("import",), "repair": ("recover",),
}  # fmt: skip
"""What such commands are called elsewhere, and ours in the order of what is likely; offered, not obeyed."""


def _usual_words(table: Mapping[str, Command]) -> dict[str, str]:
    found = {word: [one for one in ours if one in table] for word, ours in _USUAL.items()}
    return {word: ours[0] for word, ours in found.items() if ours}


class LazyGroup(_Helped, typer.core.TyperGroup):
    """Loads a command's module when it is called, and not to list it."""

    table: ClassVar[Mapping[str, Command]] = {}
    aliases: ClassVar[Mapping[str, str]] = {}
    """What its commands are called elsewhere; offered, not obeyed."""
    alone: ClassVar[tuple[Callable[[World], None], ...]] = ()
    """What it does without a command: one function, or none."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(self.table)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        stub = self.table.get(cmd_name)
        if stub is None:
            return None
        found = getattr(import_module(f"massage_mind.cli.{stub.module}"), stub.attribute)
        if isinstance(found, LazyGroup):
            found.name = cmd_name
            return found
        single = typer.Typer(rich_markup_mode=None, add_completion=False)
        settings = {"ignore_unknown_options": True} if stub.dashes else None
        single.command(cmd_name, cls=HelpedCommand, context_settings=settings)(command(found))
        made: Any = typer.main.get_command(single)
        made.name, made.example = cmd_name, stub.example
        return made

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        ctx.meta[_ALONE] = not args
        if not args and self.no_args_is_help and not ctx.resilient_parsing:
            from massage_mind.cli.help_page import show_help

            show_help(world_of(ctx), ctx, instead_of_answer=True)
            raise typer.Exit(EXIT_USAGE)
        return super().parse_args(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        alone = type(self).alone
        if alone and ctx.meta[_ALONE]:
            return alone[0](world_of(ctx))
        return super().invoke(ctx)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args and not args[0].startswith("-") and args[0] not in self.table:
            raise self._unknown(args, ctx)
        return super().resolve_command(ctx, args)

    def _unknown(self, args: list[str], ctx: Any) -> UsageError:
        from massage_mind.cli.mended_line import line_of
        from massage_mind.words.near import unknown

        of = command_words(ctx).split()
        told = line_of([*of, "--help"])
        aliases = {**_usual_words(self.table), **self.aliases}
        error = unknown(" ".join([*of, "command"]), args[0], self.table, aliases=aliases, command=told)
        if error.instead:
            right = error.instead[1].split(" ")
            error.command, error.instead, error.hint = line_of([*of, *right, *args[1:]]) or told, None, ""
        return error


def command_words(ctx: Any) -> str:
    """The words that call the command, such as "journal add"; empty for the program itself."""
    words: list[str] = []
    while ctx is not None and ctx.parent is not None:
        words.insert(0, ctx.info_name or "")
        ctx = ctx.parent
    return " ".join(words)


def lazy_group(
    name: str, about: str, table: Mapping[str, Command], *, bare: Callable[[World], None] | None = None
) -> LazyGroup:
    """A group of commands under one name. `bare` is what it does without a command; otherwise that shows the help.

    Made without a `typer.Typer`, whose look at a callback costs every command of the group a moment at its start.
    """
    cls = type(f"Lazy{name.title()}", (LazyGroup,), {"table": table, "alone": (bare,) if bare else ()})
    group: LazyGroup = cls(
        name=name,
        help=about,
        no_args_is_help=bare is None,
        invoke_without_command=bare is not None,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    return group
