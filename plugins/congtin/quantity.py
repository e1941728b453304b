"""Quantities: exact intervals of numbers with the text in which they were printed.

Rounding follows XBRL Calculations 1.1 (Recommendation 2023-02-22): a printed number stands for
the interval of all values that round to it; numbers agree when their intervals meet.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal
from fractions import Fraction
from functools import lru_cache

from congtin.values import Word, dataclass, replace

Number = Fraction | Decimal | int
EXACT = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)  # sums and products of decimals without any rounding
_HALF = Decimal("0.5")


class Kind(Word):
    """What sort of quantity a printed number is."""

    COUNT = "count"
    PERCENT = "percent"
    MONEY = "money"
    RATIO = "ratio"
    RANGE = "range"
    MEASURE = "measure"
    DURATION = "duration"


_RANGE = Kind.RANGE  # see `Word`


class Modifier(Word):
    """The words around a number that widen it."""

    APPROX = "approx"  # khoảng, chừng
    LESS_THAN = "less_than"  # gần, dưới
    MORE_THAN = "more_than"  # hơn, trên
    AT_LEAST = "at_least"  # ít nhất, … trở lên
    AT_MOST = "at_most"  # nhiều nhất, không quá, … trở xuống


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers between two ends; an end of None is unbounded, ``*_closed`` includes the end."""

    lo: Fraction | None
    hi: Fraction | None
    lo_closed: bool = True
    hi_closed: bool = True

    @classmethod
    def point(cls, value: Number) -> Interval:
        """The interval that holds ``value`` alone."""
        exact = Fraction(value)
        return cls(exact, exact)

    @property
    def is_empty(self) -> bool:
        """Whether no number lies in it."""
        if self.lo is None or self.hi is None:
            return False
        return self.lo > self.hi or (self.lo == self.hi and not (self.lo_closed and self.hi_closed))

    def __contains__(self, value: Number) -> bool:
        return not (self & Interval.point(value)).is_empty

    def __and__(self, other: Interval) -> Interval:
        """The numbers in both. At equal ends the open one binds."""
        lo, lo_closed = self.lo, self.lo_closed
        if lo is None or (other.lo is not None and other.lo > lo):
            lo, lo_closed = other.lo, other.lo_closed
        elif other.lo == lo:
            lo_closed = lo_closed and other.lo_closed
        hi, hi_closed = self.hi, self.hi_closed
        if hi is None or (other.hi is not None and other.hi < hi):
            hi, hi_closed = other.hi, other.hi_closed
        elif other.hi == hi:
            hi_closed = hi_closed and other.hi_closed
        return Interval(lo, hi, lo_closed, hi_closed)

    def meets(self, other: Interval) -> bool:
        """Whether some number lies in both."""
        return not (self & other).is_empty

    def __add__(self, other: Interval) -> Interval:
        return Interval(
            None if self.lo is None or other.lo is None else self.lo + other.lo,
            None if self.hi is None or other.hi is None else self.hi + other.hi,
            self.lo_closed and other.lo_closed,
            self.hi_closed and other.hi_closed,
        )

    def __neg__(self) -> Interval:
        return Interval(
            None if self.hi is None else -self.hi,
            None if self.lo is None else -self.lo,
            self.hi_closed,
            self.lo_closed,
        )

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __mul__(self, other: Interval) -> Interval:
        """The product of two intervals of numbers not below zero.

        Raises:
            ValueError: when either may be negative.
        """
        if self.lo is None or other.lo is None or self.lo < 0 or other.lo < 0:
            raise ValueError("products are defined for intervals of numbers not below zero")
        if self.hi == 0 or other.hi == 0:
            return Interval.point(0)
        zero = (self.lo == 0 and self.lo_closed) or (other.lo == 0 and other.lo_closed)  # reached whatever the other is
        return Interval(
            self.lo * other.lo,
            None if self.hi is None or other.hi is None else self.hi * other.hi,
            zero or (self.lo_closed and other.lo_closed),
            self.hi_closed and other.hi_closed,
        )

    def __truediv__(self, other: Interval) -> Interval:
        """The quotient of two intervals of numbers not below zero; a divisor that may be 0 has no upper end.

        Raises:
            ValueError: when either may be negative, or the divisor is 0 alone.
        """
        if self.lo is None or other.lo is None or self.lo < 0 or other.lo < 0 or other.hi == 0:
            raise ValueError("quotients are defined for intervals of numbers not below zero")
        if self.hi == 0:
            return Interval.point(0)
        zero = self.lo == 0 and self.lo_closed  # reached whatever the divisor is
        return Interval(
            Fraction(0) if other.hi is None else self.lo / other.hi,
            None if self.hi is None or other.lo == 0 else self.hi / other.lo,
            zero or (self.lo_closed and other.hi is not None and other.hi_closed),
            self.hi_closed and (other.lo == 0 or other.lo_closed),
        )


SAID = {  # a printed number with the usual word for its modifier
    None: "{}",
    Modifier.MORE_THAN: "trên {}",
    Modifier.LESS_THAN: "gần {}",
    Modifier.APPROX: "khoảng {}",
    Modifier.AT_LEAST: "{} trở lên",
    Modifier.AT_MOST: "không quá {}",
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A printed number with all that its print says.

    ``value`` is in base measures: dong for money, percent points for a percent, the printed measure
    otherwise; for a ratio it is the numerator, for a range its lower end. ``step`` is one unit of the
    last printed digit in the same measure, 0 for a count written in full.
    """

    text: str
    kind: Kind
    value: Decimal
    step: Decimal = Decimal(0)
    modifier: Modifier | None = None
    measure: str = ""  # the unit of measure or counted noun as printed
    parts: tuple[Decimal, ...] = ()  # of a ratio (numerator, denominator), of a range (lower, upper)

    @property
    def interval(self) -> Interval:
        """The numbers it may stand for, rounded to nearest (Calculations 1.1), modifier included."""
        if self.kind is _RANGE:
            return Interval(Fraction(self.parts[0]), Fraction(self.parts[1]))
        return _interval(self.value, self.step, self.modifier)

    @property
    def bounds(self) -> tuple[Decimal, Decimal] | None:
        """The ends of its interval, both included, where nothing but rounding widens it; None otherwise."""
        if self.modifier is not None or self.kind is _RANGE:
            return None
        value = self.value
        if not self.step:
            return value, value
        half = EXACT.multiply(self.step, _HALF)
        return EXACT.subtract(value, half), EXACT.add(value, half)

    @property
    def truncated(self) -> Interval:
        """The numbers that print so when digits are cut off instead of rounded."""
        value, step = Fraction(self.value), Fraction(self.step)
        if self.modifier is not None or not step:
            return self.interval
        if value > 0:
            return Interval(value, value + step, hi_closed=False)
        if value < 0:
            return Interval(value - step, value, lo_closed=False)
        return Interval(-step, step, lo_closed=False, hi_closed=False)

    @property
    def said(self) -> str:
        """The printed number with the word for its modifier: "trên 3.000", "400 trở lên"."""
        return SAID[self.modifier].format(self.text)

    def part(self, index: int) -> Quantity:
        """The numerator (0) or denominator (1) of a ratio as a count of its own."""
        return replace(self, kind=Kind.COUNT, value=self.parts[index], parts=(), text=print_decimal(self.parts[index]))


def adds_up(parts: Sequence[Quantity], whole: Quantity) -> bool:
    """Whether parts may make a whole."""
    low = high = Decimal(0)
    for part in parts:
        bounds = part.bounds
        if bounds is None:
            break
        low, high = EXACT.add(low, bounds[0]), EXACT.add(high, bounds[1])
    else:
        if its := whole.bounds:
            return low <= its[1] and its[0] <= high
    total = Interval.point(0)
    for part in parts:
        total = total + part.interval
    return total.meets(whole.interval)


@lru_cache(maxsize=4096)  # many rules look at the same figures
def _interval(number: Decimal, step: Decimal, modifier: Modifier | None) -> Interval:
    value = Fraction(number)
    if modifier is None:
        half = Fraction(step) / 2
        return Interval(value - half, value + half) if half else Interval(value, value)
    width = _width(value, number)
    match modifier:
        case Modifier.MORE_THAN:
            return Interval(value, value + width, lo_closed=False)
        case Modifier.LESS_THAN:
            return Interval(value - width, value, hi_closed=False)
        case Modifier.APPROX:
            return Interval(value - width, value + width)
        case Modifier.AT_LEAST:
            return Interval(value, None)
        case Modifier.AT_MOST:
            return Interval(None, value)


def _width(value: Fraction, printed: Decimal) -> Fraction:
    """How far a modifier may reach: the place of the last non-zero digit, at least 10 % of the value."""
    exponent = printed.normalize().as_tuple().exponent
    place = Fraction(10) ** (exponent if isinstance(exponent, int) else 0)
    return max(min(place, abs(value) / 10), abs(value) / 10) or Fraction(1)


def print_decimal(value: Number, places: int | None = None) -> str:
    """A number in Vietnamese print, ``11.490`` or ``123,2``: the inverse of reading digits.

    ``places`` rounds half up to so many decimals; without it a Decimal or int prints exactly and a
    Fraction with at most two decimals.
    """
    if places is not None:
        exact = _rounded(Fraction(value), places)
    elif isinstance(value, Fraction):
        exact = _rounded(value, 2).normalize()
    else:
        exact = Decimal(value)
    sign, digits = ("-", f"{-exact:f}") if exact < 0 else ("", f"{exact:f}")
    whole, _, decimals = digits.partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    return f"{sign}{grouped},{decimals}" if decimals else f"{sign}{grouped}"


_SCALES = ((10**9, "tỷ đồng"), (10**6, "triệu đồng"), (1, "đồng"))


def print_money(value: Number) -> str:
    """An amount in dong as it is said: ``6,25 tỷ đồng``, in the largest scale that takes at most two decimals."""
    exact = Fraction(value)
    for size, words in _SCALES:
        if abs(exact) >= size and (exact / size * 100).denominator == 1:
            return f"{print_decimal(exact / size)} {words}"
    return f"{print_decimal(exact)} đồng"


def _rounded(value: Fraction, places: int) -> Decimal:
    scaled = abs(value) * 10**places
    units = int(scaled + Fraction(1, 2))
    rounded = Decimal(units).scaleb(-places)
    return -rounded if value < 0 and units else rounded
