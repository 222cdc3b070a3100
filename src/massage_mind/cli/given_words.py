"""Words as a shell hands them over: refused where they are no text, or more than anything takes.

An argument is bytes. Those that are no UTF-8 come as halves of characters, which no record can hold; only the name of a
file may have them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from inspect import Parameter
from typing import Any, get_args

_FILES = ("FILE", "SCRIPT")
"""What the value of a parameter is called in the help where it can be the name of a file."""


def refuse_no_text(parameters: Iterable[Parameter], values: Mapping[str, Any]) -> None:
    """Raise `UsageError` naming the first of these values that is no text, or longer than any text can be."""
    for one in parameters:
        value = values.get(one.name)
        for text in value if isinstance(value, list) else (value,):
            if isinstance(text, str) and text:
                _refuse(one, text)


def _refuse(parameter: Parameter, text: str) -> None:
    from massage_mind.record.bounds import MOST_CHARACTERS

    if len(text) <= MOST_CHARACTERS and text.isascii():
        return
    from massage_mind.decoding import bytes_of
    from massage_mind.errors import UsageError
    from massage_mind.record.checks import check_text

    name, metavar = _called(parameter)
    if len(text) > MOST_CHARACTERS:
        check_text(name, text)
    if any(word in metavar for word in _FILES):
        return
    data = bytes_of(text)
    try:
        data.decode()
    except UnicodeDecodeError as exc:
        at = exc.start
        raise UsageError(
            f"{name} isn't UTF-8 text: byte {at + 1:,} is 0x{data[at]:02X}, after “{data[:at].decode()[-20:]}”.",
            "Type it once more, or convert it first, with iconv for example. Nothing was kept.",
        ) from None


def _called(parameter: Parameter) -> tuple[str, str]:
    """What the parameter is called on the command line, and what its value is called in the help."""
    info = next(iter(get_args(parameter.annotation)[1:]), None)
    metavar = str(getattr(info, "metavar", None) or parameter.name.upper())
    if type(info).__name__ == "ArgumentInfo":
        return metavar.strip("[]."), metavar
    options = [name for name in getattr(info, "param_decls", None) or () if name.startswith("--")]
    return next(iter(options), "--" + parameter.name.replace("_", "-")), metavar
