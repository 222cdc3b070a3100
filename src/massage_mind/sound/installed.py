"""Whether a library is there, without loading it."""

from __future__ import annotations

from importlib.util import find_spec


def installed(module: str) -> bool:
    """Whether this top-level module could be imported. Does not import it."""
    try:
        return find_spec(module) is not None
    except (ImportError, ValueError):  # what find_spec raises for a module that is half there
        return False
