"""Generated expressions of quantities, dates and times with the values that they were made from; seeded, so repeatable."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from congtin.quantity import print_decimal
from congtin.vietnamese.number_words import to_words

SCALES = {"nghìn": 10**3, "triệu": 10**6, "tỷ": 10**9}


@dataclass(frozen=True, slots=True)
class Made:
    """An expression, the class of form that it belongs to, and its value."""

    form: str
    text: str
    value: Decimal


def expressions(count: int, seed: int = 1) -> Iterator[Made]:
    """``count`` expressions, the forms in turn."""
    chance = random.Random(seed)
    for index in range(count):
        form = FORMS[index % len(FORMS)]
        yield Made(form.__name__.strip("_"), *form(chance))


def _any_size(chance: random.Random) -> int:
    return chance.randrange(10 ** chance.randint(1, 12))


def _grouped(chance: random.Random) -> tuple[str, Decimal]:
    value = Decimal(1000 + _any_size(chance))
    return print_decimal(value), value


def _bare(chance: random.Random) -> tuple[str, Decimal]:
    value = Decimal(chance.choice((chance.randrange(1000), chance.randrange(2100, 10**7))))  # no years
    return str(value), value


def _decimal(chance: random.Random) -> tuple[str, Decimal]:
    value = Decimal(chance.randrange(1, 10**5)) / 10 ** chance.randint(1, 2)
    return print_decimal(value), value


def _grouped_decimal(chance: random.Random) -> tuple[str, Decimal]:
    value = 1000 + Decimal(chance.randrange(1, 10**7)) / 10
    return print_decimal(value), value


def _words(chance: random.Random) -> tuple[str, Decimal]:
    value = 11 + _any_size(chance)
    return to_words(value, chance.choice(("lẻ", "linh", "ngàn"))), Decimal(value)


def _decimal_words(chance: random.Random) -> tuple[str, Decimal]:
    value = Decimal(chance.randrange(1, 10**4)) / 100
    return to_words(value), value


def _scaled(chance: random.Random) -> tuple[str, Decimal]:
    number, (name, scale) = chance.randrange(1, 1000), chance.choice(list(SCALES.items()))
    return f"{number} {name}", Decimal(number * scale)


def _scaled_decimal(chance: random.Random) -> tuple[str, Decimal]:
    number, (name, scale) = Decimal(chance.randrange(11, 9999)) / 10, chance.choice(list(SCALES.items()))
    return f"{print_decimal(number)} {name}", number * scale


def _money(chance: random.Random) -> tuple[str, Decimal]:
    value = Decimal(1000 + _any_size(chance))
    return f"{print_decimal(value)} {chance.choice(('đồng', 'đ', 'VNĐ', 'VND'))}", value


def _half(chance: random.Random) -> tuple[str, Decimal]:
    number, (name, scale) = chance.randrange(1, 100), chance.choice(list(SCALES.items()))
    return f"{number} {name} rưỡi", (number + Decimal("0.5")) * scale


FORMS = (_grouped, _bare, _decimal, _grouped_decimal, _words, _decimal_words, _scaled, _scaled_decimal, _money, _half)
