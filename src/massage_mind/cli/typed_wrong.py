"""What Typer finds wrong with a command line, in our words: what and where, what to do, a line that runs."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from massage_mind.cli.lazy import command_words
from massage_mind.cli.mended_line import line_of, with_rating, with_word, without_words
from massage_mind.errors import UsageError
from massage_mind.words.lengths import count_word
from massage_mind.words.near import is_near, nearest, quoted

if TYPE_CHECKING:
    from typer.exceptions import TyperException

    from massage_mind.world import World

NOUNS = {
    "N": "a number",
    "S": "a style, such as swedish",
    "G": "dense, guided, sparse or silent",
    "V": "the name of a voice",
    "HH:MM": "a time of the clock, such as 15:00",
    "WHEN": "a time, such as friday 15:00",
    "[ID] WHEN": "a time, such as friday 15:00",
    "ID": "an id",
    "[ID]": "an id",
    "ID...": "an id",
    "APPOINTMENT": "the id of an appointment",
    "SCRIPT": "the name of a script",
    "NAME": "a name",
    "NAME|FILE": "a sound: its name, or a file",
    "KEY": "the name of a setting",
    "VALUE": "the value it is to have",
    "WORDS": "some words",
    "TEXT": "some words",
    "MAP": 'places and numbers, such as "l shoulder 3, jaw 2"',
    "FILE": "the name of a file",
    "[FILE]": "the name of a file",
    "TAG": "a tag",
    "ITEM=N": "a rating, such as stress=4",
    "WAY": "lower, higher or neither",
    "TIMES": "some of before, after, next-day and ordinary-day, such as before,after",
    "[NAME]": "a name",
    "NAME=N": "a measure and a number from 0 to 10, such as headache=3",
}
"""What is wanted where a value is called so in the help."""
_ELSEWHERE = {
    "--length": "--minutes", "--duration": "--minutes", "--time": "--minutes", "--mute": "--no-sound",
    "--quiet": "--no-sound", "--silent": "--no-sound", "--output": "--out", "--with": "--therapist",
    "--where": "--place", "--force": "--yes",
}  # fmt: skip
"""What an option is called elsewhere."""
_VALUE = r"(?P<value>.*) is not (?:a valid|in the range)"
_EXTRA = r"Got unexpected extra argument(?:\(s\)|s)? \((?P<words>.*)\)"


def in_our_words(error: TyperException, args: Sequence[str], world: Callable[[], World]) -> UsageError:
    """The error as one of ours. What it does not know becomes a sentence that names the help of the command.

    `world` is asked for only where a person's own measures may be meant.
    """
    ctx: Any = getattr(error, "ctx", None)
    match type(error).__name__:
        case "NoSuchOption":
            name = str(getattr(error, "option_name", ""))
            return _own_rating(name, ctx, args, world) or _no_option(name, ctx, args)
        case "MissingParameter":
            return _missing(getattr(error, "param", None), ctx)
        case "BadParameter":
            return _bad_value(str(error), getattr(error, "param", None), ctx)
        case "BadOptionUsage":
            return _bad_option(str(getattr(error, "option_name", "")), ctx, args)
        case _:
            return _other(str(error), ctx, args)


def _help_line(ctx: Any) -> str:
    return line_of([*command_words(ctx).split(), "--help"])


def _no_option(name: str, ctx: Any, args: Sequence[str]) -> UsageError:
    there = [one for one in _option_names(ctx) if one.startswith("--") or len(name) == 2]
    near = _ELSEWHERE.get(name, "")
    near = near if near in there else nearest(name, there)
    of = command_words(ctx)
    sentence = f"There's no option {quoted(name, 40)}" + (f" for {of}." if of else ".")
    if near:
        line = with_word(args, name, near)
        return UsageError(f"{sentence} {is_near(near)}", command=line or _help_line(ctx))
    return UsageError(f"{sentence} What there is:", command=_help_line(ctx))


def _own_rating(name: str, ctx: Any, args: Sequence[str], world: Callable[[], World]) -> UsageError | None:
    """A measure of the person's own typed as if it had an option, as the built-in ones have; None where it is none."""
    if command_words(ctx) != "checkin" or not name.startswith("--"):
        return None
    from massage_mind.diary.own_measures import own_key

    key = own_key(world(), name[2:], besides=[one[2:] for one in _option_names(ctx)])
    if not key:
        return None
    exact = "" if key == name[2:] else f" {is_near(key)}"
    sentence = f"There's no option {quoted(name, 40)} for checkin.{exact} A measure of your own is rated so:"
    line = with_rating(args, name, key) or line_of(["checkin", "--rate", f"{key}=3"])
    return UsageError(sentence, command=line)


def _option_names(ctx: Any) -> list[str]:
    if ctx is None:
        return []
    params = ctx.command.get_params(ctx)
    return [name for one in params for name in (*one.opts, *one.secondary_opts) if name.startswith("-")]


def _missing(param: Any, ctx: Any) -> UsageError:
    of, metavar = command_words(ctx), str(getattr(param, "metavar", None) or "")
    wanted = NOUNS.get(metavar, metavar or "a word more")
    line = which_there_are(ctx, param) or example_line(ctx)
    return UsageError(f"{of} needs {wanted}." if of else f"It needs {wanted}.", command=line)


def which_there_are(ctx: Any, param: Any) -> str:
    """Where an id is wanted, the line that shows which there are, rather than one that there need not be."""
    is_id = getattr(param, "metavar", None) in ("ID", "[ID]", "ID...")
    return line_of([command_words(ctx).split()[0], "list"]) if is_id else ""


def _bad_value(message: str, param: Any, ctx: Any) -> UsageError:
    found = re.match(_VALUE, message, re.DOTALL)
    value = found["value"].strip("'") if found else ""
    name = _called(param)
    said = f"; {quoted(value, 40)} isn't one." if value else "."
    return UsageError(f"{name} takes {wanted_words(param)}{said}", command=example_line(ctx))


def wanted_words(param: Any) -> str:
    """What a parameter takes, in words: a whole number from 0 to 10."""
    kind = getattr(param, "type", None)
    least, most = getattr(kind, "min", None), getattr(kind, "max", None)
    if least is not None and most is not None:
        return f"a whole number from {least} to {most:,}"
    if least is not None:
        return f"a whole number from {least} up"
    return NOUNS.get(str(getattr(param, "metavar", None) or ""), "a value")


def _called(param: Any) -> str:
    """What a parameter is called on the command line."""
    long = [name for name in getattr(param, "opts", ()) if name.startswith("--")]
    return long[0] if long else str(getattr(param, "metavar", None) or getattr(param, "name", None) or "It")


def _bad_option(name: str, ctx: Any, args: Sequence[str]) -> UsageError:
    if ctx is None:
        ctx_name, param = "", None
    else:
        ctx_name = command_words(ctx)
        param = next(
            (one for one in ctx.command.get_params(ctx) if name in (*one.opts, *one.secondary_opts)), None
        )
    if param is not None and not getattr(param, "is_flag", False):
        wanted, such, example = wanted_words(param).partition(", such as ")
        return UsageError(f"{name} needs {wanted} after it{such}{example}.", command=example_line(ctx))
    whole = next((arg for arg in args if arg.startswith(f"{name}=")), "")
    line = with_word(args, whole, name) if whole else ""
    return UsageError(
        f"{name} takes nothing after it.", command=line or line_of([*ctx_name.split(), "--help"])
    )


def _other(message: str, ctx: Any, args: Sequence[str]) -> UsageError:
    if extra := re.fullmatch(_EXTRA, message, re.DOTALL):
        return _too_much(extra["words"], ctx, args)
    of = command_words(ctx)
    return UsageError(f"{of or 'massage-mind'} needs a command.", command=_help_line(ctx))


def _too_much(words: str, ctx: Any, args: Sequence[str]) -> UsageError:
    of = command_words(ctx) or "it"
    parts = words.split(" ")
    last = [one for one in ctx.command.get_params(ctx) if getattr(one, "param_type_name", "") == "argument"][
        -1:
    ]
    if last and last[0].metavar in ("VALUE", "NAME"):
        kept = len(args) - len(parts) - 1
        if kept >= 0 and list(args[kept + 1 :]) == parts:
            line = line_of([*args[:kept], " ".join(args[kept:])])
            return UsageError(f"{of} takes what is of several words between quotes.", command=line)
    many = "is one word" if len(parts) == 1 else f"are {count_word(len(parts))} words"
    return UsageError(f"{quoted(words)} {many} more than {of} takes.", command=without_words(args, parts))


def example_line(ctx: Any) -> str:
    """A line of this command that runs, or the one that shows its help."""
    found = getattr(getattr(ctx, "command", None), "example", None)
    return found.line if found else _help_line(ctx)
