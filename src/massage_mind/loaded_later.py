"""What a library imports and most commands never use, loaded when it is first used.

Typer imports modules whole, by itself and through others, that a command line which is right never asks for; they take
a fifth of the time to start. While Typer loads, each name stands for a module that is found when something is asked of
it, or when what is taken out of it is called. Afterwards the names are as they were: who imports one gets the real one.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

SELDOM_USED = (
    "bz2", "fnmatch", "ipaddress", "linecache", "locale", "lzma", "ntpath", "platform", "selectors", "shellingham",
    "subprocess", "textwrap", "tokenize", "zlib",
)  # fmt: skip
"""What Typer and what it loads import whole, and use in few of their functions."""
SELDOM_CALLED: Mapping[str, Sequence[str]] = {
    "difflib": ("get_close_matches",),
    "gettext": ("gettext",),
    "traceback": ("FrameSummary", "StackSummary"),
    "uuid": ("UUID",),
}
"""What is taken out of a module by name and used in few functions. What stands for it is no class: no option here is a `UUID`."""
_MAY_LACK = {"bz2": "_bz2", "lzma": "_lzma", "zlib": "zlib"}
"""What a Python can be built without, and by what it is seen: who tries to import one of these learns that."""


class _Later(ModuleType):
    """Stands for a module until something is asked of it. Safe in threads: importing is."""

    def __getattr__(self, name: str) -> Any:
        if sys.modules.get(self.__name__) is self:
            called = SELDOM_CALLED.get(self.__name__, ())
            if called and name == "__path__":  # What `from` asks first: none of these is a package.
                raise AttributeError(name)
            if name in called:
                return _Taken(self.__name__, name)
            sys.modules.pop(self.__name__, None)
        return _real(self.__name__, name)


class _Taken:
    """Stands for what was taken out of a module, until it is called or something is asked of it."""

    def __init__(self, module: str, name: str) -> None:
        self._real = module, name

    def __call__(self, *values: Any, **named: Any) -> Any:
        return _real(*self._real)(*values, **named)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):  # Also of one that is only being made, as when it's copied.
            raise AttributeError(name)
        return getattr(_real(*self._real), name)


def _real(module: str, name: str) -> Any:
    return getattr(import_module(module), name)


@contextmanager
def loaded_later(names: Sequence[str] = (*SELDOM_USED, *SELDOM_CALLED)) -> Iterator[None]:
    """What is imported in here does not load these modules, unless it uses them at once; those that are loaded stay."""
    standing = {name: _Later(name) for name in names if name not in sys.modules and _is_there(name)}
    sys.modules.update(standing)
    try:
        yield
    finally:
        for name, module in standing.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]


def _is_there(name: str) -> bool:
    return name not in _MAY_LACK or find_spec(_MAY_LACK[name]) is not None
