"""The command line as it was typed, and as it would run: with the right word in the place of a wrong one."""

from __future__ import annotations

import os
from collections.abc import Sequence

_LONGEST = 400
"""A longer line is not said back: nobody would look through it for the word that is different."""


def with_word(args: Sequence[str], wrong: str, right: str) -> str:
    """The line with the one word in the place of the other; empty where it does not stand in it as a word.

    `wrong` as an option with its sign, "--minutes=", gives that option this value; as nothing, the other is added.
    """
    if not wrong:
        return line_of([*args, right])
    if wrong.startswith("-") and wrong.endswith("="):
        return _with_value(args, wrong[:-1], right)
    for at, arg in enumerate(args):
        name, sign, value = arg.partition("=")
        if arg.strip() == wrong.strip():
            return line_of([*args[:at], right, *args[at + 1 :]])
        if sign and name.strip() == wrong.strip() and not name.startswith("-"):
            return line_of([*args[:at], f"{right}={value}", *args[at + 1 :]])
        if sign and name.startswith("-") and wrong.strip() in (name, value.strip()):
            mended = f"{right}={value}" if name == wrong else f"{name}={right}"
            return line_of([*args[:at], mended, *args[at + 1 :]])
    return ""


def _with_value(args: Sequence[str], option: str, value: str) -> str:
    """The line with this value for the option, wherever it says another, or at its end."""
    for at, arg in enumerate(args):
        if arg == option:
            return line_of([*args[: at + 1], value, *args[at + 2 :]])
        if arg.startswith(f"{option}="):
            return line_of([*args[:at], f"{option}={value}", *args[at + 1 :]])
    return line_of([*args, option, value])


def with_rating(args: Sequence[str], option: str, key: str) -> str:
    """The line with `--rate KEY=N` in the place of what was typed as an option of its own; empty where that has no number."""
    for at, arg in enumerate(args):
        name, sign, value = arg.partition("=")
        if name != option:
            continue
        rest = args[at + 1 :] if sign else args[at + 2 :]
        value = value if sign else next(iter(args[at + 1 :]), "")
        return line_of([*args[:at], "--rate", f"{key}={value}", *rest]) if value.isdecimal() else ""
    return ""


def without_words(args: Sequence[str], words: Sequence[str]) -> str:
    """The line without these words, the last of each; empty where they do not stand in it."""
    left = list(args)
    for word in words:
        if word not in left:
            return ""
        del left[len(left) - 1 - left[::-1].index(word)]
    return line_of(left)


def line_of(args: Sequence[str]) -> str:
    """The words as one types them, each between quotes where a shell would part it; empty where that cannot be shown."""
    if any(not arg.isprintable() for arg in args) or sum(map(len, args)) > _LONGEST:
        return ""
    return " ".join(("massage-mind", *map(_word, args)))


def _word(arg: str) -> str:
    if os.name == "nt":
        from subprocess import list2cmdline

        return list2cmdline([arg])
    from shlex import quote

    quoted = quote(arg)
    return f'"{arg}"' if quoted != arg and not set(arg) & set('"$`\\!') else quoted
