"""Values: words of closed lists, and frozen dataclasses with slots that cost little to define and little to make.

Reading an article makes a thousand of them. The standard library fills a frozen one by ``object.__setattr__``, at
five times the price of an open one, and compiles half a dozen methods for each class: a tenth of what a short command
costs. Here a value is filled while it is of an open class of the same shape, and only then takes its own. That is the
one method compiled for a class, when many values of it are made; all others are shared.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import cache
from operator import attrgetter, ge, gt, le, lt
from typing import TYPE_CHECKING, Any, NoReturn

__all__ = ["Word", "dataclass", "replace"]

FEW = 30  # values of a class for which no method of its own is worth compiling


class Word(StrEnum):
    """One of a closed list, written as its value. It has no order: that "error" sorts before "note" means nothing.

    To reach one by its class costs as much as five look-ups in Python 3.11: what is asked a thousand times in an
    article keeps it under a name of its own.
    """

    def __lt__(self, other: str) -> NoReturn:
        raise TypeError(f"{self!r} has no order")

    __le__ = __gt__ = __ge__ = __lt__


if TYPE_CHECKING:
    from dataclasses import dataclass, replace
else:

    def replace(item: Any, **changes: Any) -> Any:
        """As in the standard library, for values made here, at half its price."""
        names = item.__match_args__
        values = [getattr(item, name) for name in names]
        for name, value in changes.items():
            values[names.index(name)] = value
        return item.__class__(*values)

    def dataclass(*, frozen: bool, slots: bool = False, order: bool = False) -> Any:
        """As in the standard library, for fields with plain defaults or none, without ``__post_init__`` or heirs."""
        assert frozen
        return lambda cls: _defined(cls, slots, order)


def _defined(cls: Any, slots: bool, order: bool) -> Any:
    own = vars(cls)
    names = tuple(own["__annotations__"])
    defaults = {name: own[name] for name in names if name in own}
    assert cls.__bases__ == (object,) and all(
        type(default).__module__ != "dataclasses" for default in defaults.values()
    )
    made = _slotted(cls, names) if slots else cls
    made.__eq__, made.__hash__, made.__reduce__ = _methods(names)
    made.__repr__ = _told
    made.__setattr__ = made.__delattr__ = _refused
    for name, told in {"__match_args__": names, **{name: _Asked(name, defaults) for name in _ASKED}}.items():
        setattr(made, name, told)
    made.__new__ = _first(made, defaults, slots)
    if order:
        made.__lt__, made.__le__, made.__gt__, made.__ge__ = (_by(compare, names) for compare in (lt, le, gt, ge))
    return made


def _slotted(cls: Any, names: tuple[str, ...]) -> Any:
    left_out = {*names, "__dict__", "__weakref__"}
    content = {name: value for name, value in vars(cls).items() if name not in left_out}
    made = type(cls)(cls.__name__, cls.__bases__, {**content, "__slots__": names})
    made.__qualname__ = cls.__qualname__
    return made


def _first(made: Any, defaults: dict[str, Any], slots: bool) -> Any:
    """The ``__new__`` of a class of which few values are made: one more, and a method is compiled for it."""
    names, left = made.__match_args__, iter(range(FEW))
    fields = frozenset(names)

    def __new__(cls: Any, *values: Any, **named: Any) -> Any:
        content = {**defaults, **dict(zip(names, values, strict=False)), **named}
        fits = content.keys() == fields and len(values) <= len(names) and named.keys().isdisjoint(names[: len(values)])
        if not fits or next(left, None) is None:
            made.__new__ = _maker(made, defaults, slots)
            return made.__new__(cls, *values, **named)  # which refuses what does not fit
        self: Any = object.__new__(_open(names if slots else None))
        for name in names:
            setattr(self, name, content[name])
        self.__class__ = cls
        return self

    return __new__


@cache
def _open(names: tuple[str, ...] | None) -> type:
    """A class of one shape whose fields can be set."""
    return type("Open", (), {} if names is None else {"__slots__": names})


def _maker(made: Any, defaults: dict[str, Any], slots: bool) -> Any:
    """The ``__new__`` of a class: fill an open twin, then let it be of the class."""
    names = made.__match_args__
    known: dict[str, Any] = {
        "__make": object.__new__,
        "__open": _open(names if slots else None),
    }  # no field is called so
    known |= {f"__{name}": default for name, default in defaults.items()}
    heads = ["cls", *(f"{name}=__{name}" if name in defaults else name for name in names)]
    lines = [
        "self = __make(__open)",
        *(f"self.{name} = {name}" for name in names),
        "self.__class__ = cls",
        "return self",
    ]
    exec(f"def __new__({', '.join(heads)}):\n " + "\n ".join(lines), known)
    known["__new__"].__qualname__ = f"{made.__qualname__}.__new__"
    return known["__new__"]


def _methods(names: tuple[str, ...]) -> tuple[Any, Any, Any]:
    """Equality, hash and pickling by the fields."""
    content = attrgetter(*names)

    def __eq__(self: Any, other: Any) -> Any:
        return content(self) == content(other) if other.__class__ is self.__class__ else NotImplemented

    def __hash__(self: Any) -> int:
        return hash(content(self))

    def __reduce__(self: Any) -> Any:
        return self.__class__, tuple(getattr(self, name) for name in names)

    return __eq__, __hash__, __reduce__


def _by(compare: Callable[[Any, Any], Any], names: tuple[str, ...]) -> Any:
    content = attrgetter(*names)

    def method(self: Any, other: Any) -> Any:
        return compare(content(self), content(other)) if other.__class__ is self.__class__ else NotImplemented

    return method


_ASKED = ("__dataclass_fields__", "__dataclass_params__")


class _Asked:
    """What the standard library knows of its own dataclasses, found out when someone asks for it."""

    def __init__(self, name: str, defaults: dict[str, Any]) -> None:
        self._name = name
        self._defaults = defaults

    def __get__(self, item: object, kind: Any) -> Any:
        from dataclasses import field, make_dataclass

        defaults = self._defaults
        fields = [
            (name, kind.__annotations__[name], field(default=defaults[name]) if name in defaults else field())
            for name in kind.__match_args__
        ]
        twin: Any = make_dataclass(kind.__name__, fields, init=False, repr=False, eq=False)
        twin.__dataclass_params__.frozen = True
        for name in _ASKED:
            setattr(kind, name, getattr(twin, name))
        return getattr(twin, self._name)


def _told(self: Any) -> str:
    fields = (f"{name}={getattr(self, name)!r}" for name in self.__match_args__)
    return f"{self.__class__.__qualname__}({', '.join(fields)})"


def _refused(self: Any, name: str, value: Any = None) -> NoReturn:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot assign to field {name!r}")
