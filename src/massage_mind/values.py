"""Values: frozen dataclasses with slots, whose code is not written before it is needed.

`@dataclass(frozen=True, slots=True)` means here what it means in the standard library: fields, defaults, equality,
hashes, `replace`, `match`. That one writes up to seven methods for a class as text and compiles them, which takes a
third to half of a millisecond, and a short command loads forty classes and makes values of ten. Here classes share
their methods, all but `__init__`, which is written when the first value is made; it sets the slots themselves, and
so takes a third of the time. What the standard library knows of a class, it is asked when somebody wants to know.
Type checkers read the name as that of the standard library.

What can change is made by the standard library, and so is what has an `InitVar` or an `__init__` of its own.
"""

from __future__ import annotations

import dataclasses
import operator
from _thread import RLock
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, Field, FrozenInstanceError
from typing import TYPE_CHECKING, Any, NoReturn

__all__ = ["dataclass"]

_Class = type[Any]
_Method = Callable[..., Any]
_Fields = Mapping[str, Field[Any]]
_NO_FIELD = ("ClassVar", "typing.ClassVar")

_fields_of: dict[_Class, _Fields] = {}
"""The fields of each class made here, those it inherits first."""
_asking = RLock()


def _dataclass(
    *, frozen: bool, slots: bool, order: bool = False, kw_only: bool = False
) -> Callable[[_Class], _Class]:
    """The decorator `dataclass` of this module."""
    assert frozen and slots, "what can change is made by the dataclass of the standard library"

    def decorate(cls: _Class) -> _Class:
        own = _own_fields(cls, kw_only=kw_only)
        fields: dict[str, Field[Any]] = {}
        for base in cls.__mro__[:0:-1]:
            fields |= _fields_of.get(base, {})
        inherited, fields = set(fields), fields | own
        content = {name: value for name, value in cls.__dict__.items() if name not in own}
        for name in ("__dict__", "__weakref__"):
            content.pop(name, None)
        content["__slots__"] = tuple(name for name in own if name not in inherited)
        of: Any = type(cls)
        made: _Class = of(cls.__name__, cls.__bases__, content)
        made.__qualname__ = cls.__qualname__
        _fields_of[made] = fields
        methods: dict[str, Any] = {
            name: _Standard(name, made, cls, kw_only=kw_only) for name in _Standard.NAMES
        }
        methods |= _SHARED | _comparing(fields, order=order) | {"__init__": _initializer(made, fields)}
        for name, method in methods.items():
            if content.get(name) is None:  # A class with an __eq__ is given a __hash__ of None.
                type.__setattr__(made, name, method)
        return made

    return decorate


def _own_fields(cls: _Class, *, kw_only: bool) -> dict[str, Field[Any]]:
    """The fields that the body of this class names."""
    found: dict[str, Field[Any]] = {}
    for name, kind in cls.__annotations__.items():
        if not str(kind).startswith(_NO_FIELD):
            given = cls.__dict__.get(name, MISSING)
            one: Field[Any] = given if isinstance(given, Field) else dataclasses.field(default=given)
            one.name = name
            if one.kw_only is MISSING:
                one.kw_only = kw_only
            found[name] = one
    return found


class _Standard:
    """An attribute that the standard library would have set; it is asked when somebody first wants one, as `replace` does."""

    NAMES = ("__dataclass_fields__", "__dataclass_params__", "__match_args__")

    def __init__(self, name: str, made: _Class, bare: _Class, *, kw_only: bool) -> None:
        """`made` is the class, `bare` the same as it was written, which the library does its work on."""
        self._name, self._made, self._bare, self._kw_only = name, made, bare, kw_only

    def __get__(self, _one: object, _owner: _Class | None = None) -> Any:
        with _asking:
            if self._made.__dict__[self._name] is self:  # Nobody was quicker: the library does its work once.
                as_usual = dataclasses.dataclass(init=False, repr=False, eq=False, kw_only=self._kw_only)
                done = as_usual(self._bare)
                for name in self.NAMES:
                    type.__setattr__(self._made, name, getattr(done, name))
        return getattr(self._made, self._name)


def _initializer(cls: _Class, fields: _Fields) -> _Method:
    """What stands for `__init__` until the first value is made."""

    def first(self: Any, *given: Any, **named: Any) -> None:
        initialize = _written(cls, fields.values())
        type.__setattr__(cls, "__init__", initialize)
        initialize(self, *given, **named)

    return first


def _written(cls: _Class, fields: Iterable[Field[Any]]) -> _Method:
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
    names = [name for name, one in fields.items() if one.compare]
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
