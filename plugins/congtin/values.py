"""Values: words of closed lists, and frozen dataclasses with slots that cost little to define and little to make.

Reading an article makes a thousand of them. The standard library fills a frozen one by ``object.__setattr__``, at
five times the price of an open one, and compiles half a dozen methods for each class. Here a value is filled while
it is of an open class with the same slots, and only then takes its own; all methods but that one are shared.
"""

from __future__ import annotations

import dataclasses
from enum import StrEnum
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NoReturn

__all__ = ["Word", "dataclass", "replace"]


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

    def dataclass(*, frozen: bool, slots: bool, order: bool = False) -> Any:
        """As in the standard library, for fields with plain defaults or none, and without ``__post_init__``."""
        assert frozen and slots
        plain = dataclasses.dataclass(init=False, repr=False, eq=order, order=order, slots=True)

        def defined(cls: type) -> type:
            made = plain(cls)
            made.__dataclass_params__.frozen = True
            made.__new__ = _maker(made)
            made.__eq__, made.__hash__, made.__reduce__ = _methods(made)
            made.__repr__ = _told
            made.__setattr__ = made.__delattr__ = _refused
            return made

        return defined


def _maker(made: Any) -> Any:
    """The ``__new__`` of a class: fill an open twin, then let it be of the class."""
    known: dict[str, Any] = {"make": object.__new__, "Open": type("Open", (), {"__slots__": made.__match_args__})}
    heads, fills = ["cls"], []
    for field in dataclasses.fields(made):
        assert field.init and field.default_factory is dataclasses.MISSING
        default = field.default is not dataclasses.MISSING
        known[f"default_{field.name}"] = field.default
        heads.append(f"{field.name}=default_{field.name}" if default else field.name)
        fills.append(f"self.{field.name} = {field.name}")
    lines = ["self = make(Open)", *fills, "self.__class__ = cls", "return self"]
    exec(f"def __new__({', '.join(heads)}):\n " + "\n ".join(lines), known)
    known["__new__"].__qualname__ = f"{made.__qualname__}.__new__"
    return known["__new__"]


def _methods(made: Any) -> tuple[Any, Any, Any]:
    """Equality, hash and pickling by the fields."""
    content = attrgetter(*made.__match_args__)
    names = made.__match_args__

    def __eq__(self: Any, other: Any) -> Any:
        return content(self) == content(other) if other.__class__ is self.__class__ else NotImplemented

    def __hash__(self: Any) -> int:
        return hash(content(self))

    def __reduce__(self: Any) -> Any:
        return self.__class__, tuple(getattr(self, name) for name in names)

    return __eq__, __hash__, __reduce__


def _told(self: Any) -> str:
    fields = (f"{name}={getattr(self, name)!r}" for name in self.__match_args__)
    return f"{self.__class__.__qualname__}({', '.join(fields)})"


def _refused(self: Any, name: str, value: Any = None) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")
