"""Periods: stretches of days that figures belong to (SDMX TIME_PERIOD)."""

from __future__ import annotations

from datetime import date

from congtin.values import Word, dataclass


class PeriodKind(Word):
    """What sort of stretch a period is."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    SCHOOL_YEAR = "school_year"
    YEAR_TO_DATE = "year_to_date"
    RANGE = "range"
    TERM = "term"
    AS_OF = "as_of"


@dataclass(frozen=True, slots=True)
class Period:
    """The days from ``first`` to ``last``, both included; an unknown end is None.

    ``label`` is the printed form ("nhiệm kỳ 2017-2023 (5 năm)"), ``length`` the years that it says the period has.
    ``each_year`` says that the figure holds for every year of the period ("hằng năm").
    """

    first: date | None
    last: date | None
    kind: PeriodKind
    label: str = ""
    each_year: bool = False
    length: int | None = None

    def __contains__(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def holds(self, other: Period) -> bool:
        """Whether the other period lies wholly within this one; unknown ends of the other do not count."""
        return (other.first is None or other.first in self) and (other.last is None or other.last in self)

    @property
    def years(self) -> tuple[int, int] | None:
        """First and last calendar year, None when an end is unknown."""
        if self.first is None or self.last is None:
            return None
        return self.first.year, self.last.year

    @property
    def key(self) -> tuple[PeriodKind, date | None, date | None, bool]:
        """What makes two periods the same, however they were printed."""
        return (self.kind, self.first, self.last, self.each_year)
