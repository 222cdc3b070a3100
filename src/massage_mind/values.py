"""Values: frozen dataclasses with slots, whose code is not written before it is needed.

`@dataclass(frozen=True, slots=True)` means here what it means in the standard library: fields, defaults, equality,
hashes, `replace`, `match`. That one writes up to seven methods for a class as text and compiles them, which takes a
third to half of a millisecond, and a short command loads thirty classes and makes values of ten. Here classes share
their methods, all but `__init__`, which is written when the first value is made; it sets the slots themselves, and
so takes a third of the time. Type checkers read the name as that of the standard library.

What can change is made by the standard library, and so is what has an `InitVar` or an `__init__` of its own.
"""

from __future__ import annotations

import dataclasses
import operator
from collections.abc import Callable, Sequence
from dataclasses import MISSING, Field, FrozenInstanceError
from typing import TYPE_CHECKING, Any, NoReturn

__all__ = ["dataclass"]

_Class = type[Any]
_Method = Callable[..., Any]
_Fields = Sequence[Field[Any]]


def _dataclass(
    *, frozen: bool, slots: bool, order: bool = False, kw_only: bool = False
) -> Callable[[_Class], _Class]:
    """The decorator `dataclass` of this module."""
    assert frozen, "what can change is made by the dataclass of the standard library"
    without_code = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots, kw_only=kw_only)

    def decorate(cls: _Class) -> _Class:
        own = cls.__dict__
        made = without_code(cls)
        fields = dataclasses.fields(made)
        methods = _SHARED | _comparing(fields, order=order) | {"__init__": _initializer(made, fields)}
        for name, method in methods.items():
            if own.get(name) is None:  # A class with an __eq__ is given a __hash__ of None.
                type.__setattr__(made, name, method)
        return made

    return decorate


def _initializer(cls: _Class, fields: _Fields) -> _Method:
    """What stands for `__init__` until the first value is made."""

    def first(self: Any, *given: Any, **named: Any) -> None:
        initialize = _written(cls, fields)
        type.__setattr__(cls, "__init__", initialize)
        initialize(self, *given, **named)

    return first


def _written(cls: _Class, fields: _Fields) -> _Method:
    """`__init__`, with the fields for parameters."""
    scope: dict[str, Any] = {"_absent": MISSING}
    parameters, body = ["_self"], []
    for one in sorted(fields, key=lambda one: one.kw_only is True):
        name, value = one.name, one.name
        scope[f"_set_{name}"] = getattr(cls, name).__set__
        if one.kw_only and "*" not in parameters:
            parameters.append("*")
        if one.default_factory is not MISSING:
            scope[f"_make_{name}"] = one.default_factory
            value = f"_make_{name}() if {name} is _absent else {name}"
            name += "=_absent"
        elif one.default is not MISSING:
            scope[f"_of_{name}"] = one.default
            name += f"=_of_{name}"
        parameters.append(name)
        body.append(f"_set_{one.name}(_self, {value})")
    if hasattr(cls, "__post_init__"):
        body.append("_self.__post_init__()")
    exec(f"def __init__({', '.join(parameters)}):\n  {'; '.join(body) or 'pass'}", scope)
    initialize: _Method = scope["__init__"]
    initialize.__qualname__ = f"{cls.__qualname__}.__init__"
    return initialize


def _comparing(fields: _Fields, *, order: bool) -> dict[str, _Method]:
    """The methods that compare: two of one class are what their fields are, in order."""
    names = [one.name for one in fields if one.compare]
    read: Callable[[Any], Any] = operator.attrgetter(*names) if names else lambda _: ()

    def by(compare: Callable[[Any, Any], Any]) -> _Method:
        def compared(self: Any, other: object) -> Any:
            if other.__class__ is not self.__class__:
                return NotImplemented
            return compare(read(self), read(other))

        return compared

    methods: dict[str, _Method] = {"__eq__": by(operator.eq), "__hash__": lambda self: hash(read(self))}
    if order:
        methods |= {f"__{name}__": by(getattr(operator, name)) for name in ("lt", "le", "gt", "ge")}
    return methods


def _shown(self: Any) -> str:
    said = (f"{one.name}={getattr(self, one.name)!r}" for one in dataclasses.fields(self) if one.repr)
    return f"{type(self).__qualname__}({', '.join(said)})"


def _refuse_to_set(_self: Any, name: str, _value: object) -> NoReturn:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_self: Any, name: str) -> NoReturn:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    """All fields, for `copy` and `pickle`, which know no other way around the two refusals."""
    return [getattr(self, one.name) for one in dataclasses.fields(self)]


def _restore(self: Any, state: Sequence[Any]) -> None:
    for one, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, one.name, value)


_SHARED: dict[str, _Method] = {
    "__repr__": _shown,
    "__setattr__": _refuse_to_set,
    "__delattr__": _refuse_to_delete,
    "__getstate__": _state,
    "__setstate__": _restore,
}

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    dataclass = _dataclass
