"""Groups whose commands are a name, a module and a line of help until somebody calls one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

import typer
import typer.core
import typer.main

from massage_mind.cli.command import command, world_of
from massage_mind.errors import UsageError

if TYPE_CHECKING:
    from massage_mind.world import World

_ALONE = "massage_mind.alone"


class Command(NamedTuple):
    """Where a command lives and what the list of commands says of it."""

    module: str
    attribute: str
    help: str
    heading: str = "Commands"
    dashes: bool = False
    """Whether what looks like an option may be one of its values, such as -5."""


class LazyGroup(typer.core.TyperGroup):
    """Loads a command's module when it is called, and not to list it."""

    table: ClassVar[Mapping[str, Command]] = {}
    headings: ClassVar[tuple[str, ...]] = ("Commands",)
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
        if isinstance(found, typer.Typer):
            made: Any = typer.main.get_group(found)
        else:
            single = typer.Typer(rich_markup_mode=None, add_completion=False)
            settings = {"ignore_unknown_options": True} if stub.dashes else None
            single.command(cmd_name, context_settings=settings)(command(found))
            made = typer.main.get_command(single)
        made.name = cmd_name
        return made

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        ctx.meta[_ALONE] = not args
        return super().parse_args(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        alone = type(self).alone
        if alone and ctx.meta[_ALONE]:
            return alone[0](world_of(ctx))
        return super().invoke(ctx)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args and not args[0].startswith("-") and args[0] not in self.table:
            raise self._unknown(args[0])
        return super().resolve_command(ctx, args)

    def _unknown(self, word: str) -> UsageError:
        from massage_mind.words.near import unknown

        return unknown("command", word, self.table)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        for heading in self.headings:
            with formatter.section(heading):
                formatter.write_dl(
                    [(name, one.help) for name, one in self.table.items() if one.heading == heading]
                )


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
