"""Nouns as plain JSON and back, by the types that their fields declare.

What is stored is lists, texts, numbers and null: nothing that runs when it is read. A dataclass is the list of its
fields, in order; what two codecs could both read (``Kind | Sort``) carries a tag.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo


class Codec(NamedTuple):
    """Two functions that undo each other."""

    encode: Callable[[Any], Any]
    decode: Callable[[Any], Any]


def _same(value: Any) -> Any:
    return value


PLAIN = Codec(_same, _same)


@cache
def codec(kind: Any) -> Codec:
    """The codec of a type.

    Raises:
        TypeError: nobody has said how to store such a thing.
    """
    if kind in (str, int, bool, type(None)):
        return PLAIN
    if kind is Decimal:
        return Codec(str, Decimal)
    if kind is datetime:
        return Codec(_moment, _read_moment)
    if kind is date:
        return Codec(date.isoformat, date.fromisoformat)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return Codec(lambda value: value.value, kind)
    if hasattr(kind, "__match_args__"):
        return _record(kind)
    if typing.get_origin(kind) is tuple:
        return _tuple(typing.get_args(kind))
    if typing.get_origin(kind) in (types.UnionType, typing.Union):
        return _union(typing.get_args(kind))
    raise TypeError(f"no codec for {kind}")


def fields(kind: type) -> dict[str, Codec]:
    """The codec of each field of a dataclass, in order."""
    hints = typing.get_type_hints(kind)
    return {name: codec(hints[name]) for name in typing.cast(Any, kind).__match_args__}


def _record(kind: type) -> Codec:
    known: list[tuple[str, Codec]] = []

    def parts() -> list[tuple[str, Codec]]:
        if not known:  # only now, for a type may hold itself
            known.extend(fields(kind).items())
        return known

    def encode(value: Any) -> list[Any]:
        return [part.encode(getattr(value, name)) for name, part in parts()]

    def decode(value: list[Any]) -> Any:
        return kind(*[part.decode(item) for (_, part), item in zip(parts(), value, strict=True)])

    return Codec(encode, decode)


def _tuple(members: tuple[Any, ...]) -> Codec:
    if len(members) == 2 and members[1] is Ellipsis:
        item = codec(members[0])
        if item is PLAIN:
            return Codec(list, tuple)
        return Codec(lambda value: [item.encode(one) for one in value], lambda value: tuple(map(item.decode, value)))
    parts = tuple(map(codec, members))
    return Codec(
        lambda value: [part.encode(one) for part, one in zip(parts, value, strict=True)],
        lambda value: tuple(part.decode(one) for part, one in zip(parts, value, strict=True)),
    )


def _union(members: tuple[Any, ...]) -> Codec:
    others = tuple(member for member in members if member is not type(None))
    if len(others) == 1:
        inner = codec(others[0])
        if inner is PLAIN:
            return PLAIN
        return Codec(
            lambda value: None if value is None else inner.encode(value),
            lambda value: None if value is None else inner.decode(value),
        )
    kinds = tuple((typing.get_origin(member) or member, codec(member)) for member in others)

    def encode(value: Any) -> Any:
        if value is None:
            return None
        number = next(number for number, (kind, _) in enumerate(kinds) if isinstance(value, kind))
        return [number, kinds[number][1].encode(value)]

    def decode(value: Any) -> Any:
        return None if value is None else kinds[value[0]][1].decode(value[1])

    return Codec(encode, decode)


def _moment(value: datetime) -> str:
    """ISO form; a zone that has a name keeps it, for its offset alone says less."""
    if isinstance(value.tzinfo, ZoneInfo) and value.tzinfo.key:
        return f"{value.replace(tzinfo=None).isoformat()}[{value.tzinfo.key}]{value.fold}"
    return value.isoformat()


def _read_moment(text: str) -> datetime:
    plain, bracket, rest = text.partition("[")
    found = datetime.fromisoformat(plain)
    if not bracket:
        return found
    zone, _, fold = rest.partition("]")
    return found.replace(tzinfo=ZoneInfo(zone), fold=int(fold))
