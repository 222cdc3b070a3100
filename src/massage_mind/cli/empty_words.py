"""Words that are there and empty, as of a variable of the shell that is not set: nothing is guessed from them."""

from __future__ import annotations

from typing import Any

from massage_mind.cli.lazy import command_words
from massage_mind.errors import UsageError

_OPTIONS = frozenset(
    ("--appointment", "--at", "--out", "--from", "--all-for", "--ics", "--book", "--html", "--pdf", "--qr")
)
"""What something is done to, or where it goes. An empty length or style is the usual one."""


def refuse_empty(ctx: Any) -> None:
    """Raise `UsageError` where an id, a file, a time or a length was given and is empty."""
    from massage_mind.cli.typed_wrong import example_line, wanted_words, which_there_are

    for param in ctx.command.get_params(ctx):
        if not _is_empty(ctx.params.get(param.name)) or not _was_typed(ctx, param):
            continue
        wanted = wanted_words(param)
        if param.param_type_name == "argument" and str(param.metavar).strip("[].") in ("ID", "FILE"):
            sentence = f"{command_words(ctx)} needs {wanted}; here it's empty."
            raise UsageError(sentence, command=which_there_are(ctx, param) or example_line(ctx))
        for name in _OPTIONS.intersection(param.opts):
            raise UsageError(f"{name} needs {wanted}; here it's empty.", command=example_line(ctx))


def _is_empty(value: object) -> bool:
    if isinstance(value, (list, tuple)):
        return any(isinstance(one, str) and not one.strip() for one in value)
    return isinstance(value, str) and not value.strip()


def _was_typed(ctx: Any, param: Any) -> bool:
    source = ctx.get_parameter_source(param.name)
    return getattr(source, "name", "") == "COMMANDLINE"
