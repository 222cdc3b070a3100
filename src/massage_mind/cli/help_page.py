"""The help of a group and of a command, as pages: made from the tables of commands and the options themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from inspect import cleandoc
from typing import TYPE_CHECKING, Any

from massage_mind.cli.help_words import MORE, REST, headings_of, rare_in, said_of
from massage_mind.cli.lazy import command_words
from massage_mind.screen.page.page_parts import (
    UNDER,
    WIDEST,
    Page,
    PageLine,
    Part,
    Styled,
    bold,
    command,
    heading,
    said,
    under,
)
from massage_mind.screen.page.setting import FOLDS

if TYPE_CHECKING:
    from massage_mind.cli.lazy import Command, Example
    from massage_mind.world import World

_LEAST_LEAD, _FULL, _MOST_LEAD = 8, 18, 22
"""How wide the column of names is, in cells; a longer name has its line to itself."""


_Row = tuple[str, str, str]
"""What is typed, what it is for, and what holds unless it is set."""


def show_help(world: World, ctx: Any, *, instead_of_answer: bool = False) -> None:
    """The help of the command of this context; on standard error where it stands in the place of an answer."""
    look = world.look(world.stderr if instead_of_answer else world.stdout)
    aloud = look.form == "aloud"
    columns = look.form == "terminal" and look.columns >= FOLDS
    table = getattr(ctx.command, "table", None)
    page = (
        _command_page(ctx, columns=columns, aloud=aloud)
        if table is None
        else _group_page(ctx, table, aloud=aloud)
    )
    if instead_of_answer:
        world.note_page(page)
    else:
        world.show(page, paged=True)


# ---------------------------------------------------------------- a group


def _group_page(ctx: Any, table: dict[str, Command], *, aloud: bool) -> Page:
    words = command_words(ctx)
    which = "COMMAND" if ctx.command.no_args_is_help else "[COMMAND]"
    lead = max(map(len, table)) + 3
    rows = [_row(name, one.help, lead, aloud=aloud) for name, one in table.items()]
    more = said(f"massage-mind {words} COMMAND --help says more, with an example.")
    title = heading(f"massage-mind {words} {which}")
    return Page(((title, said(ctx.command.help or "")), rows, (more,)))


def _row(name: str, about: str, lead: int, *, aloud: bool) -> PageLine:
    return under(_ended(about, aloud=aloud), lead=_lead(name, lead, aloud=aloud))


def _lead(name: str, lead: int, *, aloud: bool) -> list[Styled]:
    """A name before what it is; heard, it ends with a colon."""
    return [bold(f"{name}:" if aloud else name.ljust(lead))]


def _ended(about: str, *, aloud: bool) -> str:
    """A line of a list has no stop at its end; what is heard has."""
    bare = about.removesuffix(".")
    return f"{bare}." if aloud else bare


# ---------------------------------------------------------------- a command


def _command_page(ctx: Any, *, columns: bool, aloud: bool) -> Page:
    words = command_words(ctx)
    arguments, options = _params(ctx)
    usage = " ".join(["massage-mind", words, *(str(one.metavar) for one in arguments)])
    text = ctx.command.help or ""
    about = [said(" ".join(line.split()), widest=WIDEST) for line in cleandoc(text).split("\n\n")]
    taken = [_option_row(words, one) for one in arguments if _typed(one) not in text]
    named = {_long(one): _option_row(words, one) for one in options}
    few = [name for name in rare_in(words) if name in named]
    rare = [named.pop(name) for name in few]
    here = partial(_set_rows, columns=columns, aloud=aloud)
    lead = _lead_of([*taken, *named.values()])
    parts: list[Part] = [[heading(usage), *about], here([_without(row) for row in taken], lead)]
    parts += [[heading(title), *here(rows, lead)] for title, rows in _by_heading(words, named)]
    parts += _example_parts(getattr(ctx.command, "example", None))
    parts += [[heading(MORE), *here(rare, _lead_of(rare, 2))]] if rare else []
    return Page(parts, below=tuple(re.split("[ /]", name.rpartition(", ")[2])[0] for name, _, _ in rare))


def _without(row: _Row) -> _Row:
    """The row of an argument, with what is taken without it in words."""
    name, about, unless_set = row
    return (name, f"{about}; {unless_set} without", "") if unless_set else row


def _example_parts(example: Example | None) -> list[Part]:
    if example is None:
        return []
    told = f"For example, {example.words}:" if example.words else "For example:"
    return [[said(told)], [command(example.line)]]


def _params(ctx: Any) -> tuple[list[Any], list[Any]]:
    """The arguments and the options of this command."""
    shown = [one for one in ctx.command.params if not getattr(one, "hidden", False)]
    arguments = [one for one in shown if one.param_type_name == "argument"]
    return arguments, [one for one in shown if one not in arguments]


def _long(option: Any) -> str:
    return next((one for one in option.opts if one.startswith("--")), str(option.opts[0]))


def _option_row(words: str, param: Any) -> _Row:
    name = _typed(param)
    said_here = said_of(words, str(param.metavar) if param.param_type_name == "argument" else _long(param))
    about = said_here.about or _in_a_list(param.help or "")
    default = param.default
    worth = isinstance(default, (str, int)) and not isinstance(default, bool) and default != "-"
    plain = str(default) if worth else ""
    return name, about, said_here.unless_set or plain


def _typed(param: Any) -> str:
    """What one types: `-n, --limit N`; of a switch that is on, what turns it off."""
    if param.param_type_name == "argument":
        return str(param.metavar or param.name).replace("[", "").replace("]", "")
    if param.secondary_opts:
        return (
            param.secondary_opts[0] if param.default is True else f"{param.opts[0]}/{param.secondary_opts[0]}"
        )
    names = ", ".join(sorted(param.opts, key=len))
    if getattr(param, "is_flag", False):
        return names
    return f"{names} {param.metavar or _METAVARS.get(param.type.name, 'TEXT')}"


_METAVARS = {"integer": "N", "integer range": "N", "int": "N", "int range": "N"}


def _in_a_list(about: str) -> str:
    """A sentence as it stands in a list: with a small letter, without its stop."""
    bare = about.strip().removesuffix(".")
    return bare[:1].lower() + bare[1:] if not bare[1:2].isupper() else bare


def _by_heading(words: str, named: dict[str, _Row]) -> Iterator[tuple[str, list[_Row]]]:
    left = dict(named)
    some = False
    for title, options in headings_of(words):
        if rows := [left.pop(one) for one in options if one in left]:
            some = True
            yield title, rows
    if left:
        yield REST if some else "It takes", list(left.values())


def _lead_of(rows: Sequence[_Row], gap: int = 1) -> int:
    """How wide the column of names is: with some room after them, and as narrow as the widest and `gap` allow."""
    longest = max((len(row[0]) for row in rows if len(row[0]) <= _MOST_LEAD), default=_LEAST_LEAD)
    return longest + gap if longest >= _FULL else min(longest + 3, _FULL + 1)


def _set_rows(rows: Sequence[_Row], lead: int, *, columns: bool, aloud: bool) -> list[PageLine]:
    aside = max((len(row[2]) for row in rows), default=0)
    return [_set_row(row, lead, aside, columns=columns, aloud=aloud) for row in rows]


def _set_row(row: _Row, lead: int, aside: int, *, columns: bool, aloud: bool) -> PageLine:
    name, about, unless_set = row
    if unless_set and not columns:
        about, unless_set = f"{about}; {unless_set} unless set", ""
    return PageLine(
        _ended(about, aloud=aloud),
        UNDER,
        _lead(name, lead, aloud=aloud),
        aside=unless_set.ljust(aside) if unless_set else "",
        widest=WIDEST,
        aside_style="",
    )
