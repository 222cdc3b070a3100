"""How a function becomes a command: it is handed the world, and bundles of options are spread out for Typer.

    @dataclass(frozen=True, slots=True)
    class HowLong(Options):
        minutes: Minutes = ""
        until: Until = ""

    def before(world: World, script: ScriptName = "", length: HowLong = HowLong()) -> None: ...

Typer sees `[SCRIPT] --minutes --until`, in this order, as if each stood in the signature itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from inspect import Parameter, Signature, signature
from typing import Any, get_type_hints

import typer


class Options:
    """Base of a bundle of options: a frozen dataclass whose fields are annotated as parameters of a command are."""


def command(function: Callable[..., None]) -> Callable[..., None]:
    """The function as Typer takes it: without its first parameter, the world, and with its bundles spread out."""
    hints = _hints(function)
    own = [one for one in signature(function).parameters.values() if one.name != "world"]
    bundles: dict[str, type[Any]] = {}
    spread = [Parameter("ctx", Parameter.KEYWORD_ONLY, annotation=typer.Context)]
    for one in own:
        hint = hints[one.name]
        if isinstance(hint, type) and issubclass(hint, Options):
            bundles[one.name] = hint
            spread += _parameters(hint)
        else:
            spread.append(one.replace(annotation=hint, kind=Parameter.KEYWORD_ONLY))

    def called(ctx: typer.Context, **values: Any) -> None:
        function(world_of(ctx), **{**_bundled(bundles, values), **values})

    called.__name__, called.__doc__, called.__module__ = (
        function.__name__,
        function.__doc__,
        function.__module__,
    )
    called.__signature__ = Signature(spread)  # type: ignore[attr-defined]
    called.__annotations__ = {one.name: one.annotation for one in spread}
    return called


def _hints(function: Callable[..., None]) -> dict[str, Any]:
    """What the parameters are annotated as, but for the world, whose class only the type checker loads."""
    given = dict(function.__annotations__)
    assert next(iter(given)) == "world", f"{function.__name__} is not handed the world"
    del given["world"]
    holder = type("Annotated", (), {"__annotations__": given})
    return get_type_hints(holder, globalns=function.__globals__, include_extras=True)


def world_of(ctx: Any) -> Any:
    """The world that `main.run` was given, made when it is first asked for."""
    return ctx.obj()


def _parameters(bundle: type[Any]) -> list[Parameter]:
    hints = get_type_hints(bundle, include_extras=True)
    return [
        Parameter(
            one.name,
            Parameter.KEYWORD_ONLY,
            annotation=hints[one.name],
            default=Parameter.empty if one.default is MISSING else one.default,
        )
        for one in fields(bundle)
    ]


def _bundled(bundles: Mapping[str, type[Any]], values: dict[str, Any]) -> dict[str, Any]:
    """The bundles, made of the values that are theirs, which are taken out."""
    return {
        name: bundle(**{one.name: values.pop(one.name) for one in fields(bundle)})
        for name, bundle in bundles.items()
    }
