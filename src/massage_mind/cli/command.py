"""How a function becomes a command: it is handed the world, and bundles of options are spread out for Typer.

    @dataclass(frozen=True, slots=True)
    class HowLong(Options):
        minutes: Minutes = ""
        until: Until = ""

    def before(world: World, script: ScriptName = "", length: HowLong = HowLong()) -> None: ...

Typer sees `[SCRIPT] --minutes --until`, in this order, as if each stood in the signature itself. A bundle may hold others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import MISSING, Field, fields
from inspect import Parameter, Signature, signature
from typing import Any, ClassVar, get_type_hints

import typer

from massage_mind.cli.given_words import refuse_no_text


class Options:
    """Base of a bundle of options: a frozen dataclass whose fields are annotated as parameters of a command are."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


def command(function: Callable[..., None]) -> Callable[..., None]:
    """The function as Typer takes it: without its first parameter, the world, and with its bundles spread out."""
    hints = _hints(function)
    own = [one for one in signature(function).parameters.values() if one.name != "world"]
    bundles = {one.name: hints[one.name] for one in own if _is_bundle(hints[one.name])}
    spread = [Parameter("ctx", Parameter.KEYWORD_ONLY, annotation=typer.Context)]
    for one in own:
        spread += _spread(one.name, hints[one.name], one.default)

    def called(ctx: typer.Context, **values: Any) -> None:
        refuse_no_text(spread, values)
        made = {name: _bundled(bundle, values) for name, bundle in bundles.items()}
        function(world_of(ctx), **made, **values)

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


def _is_bundle(hint: Any) -> bool:
    return isinstance(hint, type) and issubclass(hint, Options)


def _spread(name: str, hint: Any, default: Any) -> Iterator[Parameter]:
    """The parameters that one stands for: itself, or all that a bundle holds."""
    if not _is_bundle(hint):
        yield Parameter(name, Parameter.KEYWORD_ONLY, annotation=hint, default=default)
        return
    hints = get_type_hints(hint, include_extras=True)
    for one in fields(hint):
        yield from _spread(
            one.name, hints[one.name], Parameter.empty if one.default is MISSING else one.default
        )


def _bundled(bundle: type[Options], values: dict[str, Any]) -> Options:
    """The bundle, made of the values that are its own, which are taken out."""
    hints = get_type_hints(bundle)
    return bundle(
        **{
            one.name: _bundled(hints[one.name], values)
            if _is_bundle(hints[one.name])
            else values.pop(one.name)
            for one in fields(bundle)
        }
    )
