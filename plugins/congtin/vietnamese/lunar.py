"""The Vietnamese lunar new year.

The first month is the lunar month, counted in UTC+7, in which the sun reaches 330° of longitude.
Mean formulae with the main periodic terms of J. Meeus,
*Astronomical Algorithms*, are exact to minutes, which suffices for the years 1900 to 2199 but for moons
within minutes of midnight.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from math import floor, pi, sin

_ZONE = 7 / 24
_LUNATION = 29.530588853
_RAD = pi / 180
_RAIN_WATER = 330  # degrees of the sun's longitude that the first month always holds


@lru_cache(maxsize=64)
def new_year(year: int) -> date:
    """The day of Tết, the first of the first lunar month, in a solar year."""
    rain = next(
        day for day in (date(year, 2, number) for number in range(17, 22)) if _sun_longitude(day) >= _RAIN_WATER
    )
    index = _month_index(rain) + 1
    while (day := _new_moon_day(index)) > rain:
        index -= 1
    return day


def season(day: date) -> tuple[date, date]:
    """First and last day of the time called "dịp Tết": the month before it, and half a month after."""
    return day - timedelta(days=30), day + timedelta(days=14)


def _sun_longitude(day: date) -> float:
    """The sun's apparent longitude in degrees at the end of a day of late February, Vietnam's time."""
    days = (day - date(2000, 1, 1)).days + 0.5 - _ZONE  # midnight that ends the day, from noon of 1 January 2000
    t = days / 36525
    anomaly = (357.52911 + 35999.05029 * t) * _RAD
    centre = 1.914602 * sin(anomaly) + 0.019993 * sin(2 * anomaly) + 0.000289 * sin(3 * anomaly)
    return (280.46646 + 36000.76983 * t + centre - 0.00569) % 360


def _month_index(day: date) -> int:
    """The number of lunations from the new moon of 6 January 2000."""
    return floor((day - date(2000, 1, 6)).days / _LUNATION)


def _new_moon_day(index: int) -> date:
    julian = _new_moon(index) + 0.5 + _ZONE
    return date(2000, 1, 1) + timedelta(days=floor(julian) - 2451545)


def _new_moon(k: int) -> float:
    """The Julian day of the k-th new moon after 6 January 2000 (universal time)."""
    t = k / 1236.85
    mean = 2451550.09766 + _LUNATION * k + 0.00015437 * t * t
    sun = (2.5534 + 29.10535670 * k - 0.0000014 * t * t) * _RAD
    moon = (201.5643 + 385.81693528 * k + 0.0107582 * t * t) * _RAD
    node = (160.7108 + 390.67050284 * k - 0.0016118 * t * t) * _RAD
    e = 1 - 0.002516 * t
    periodic = (
        -0.40720 * sin(moon) + 0.17241 * e * sin(sun) + 0.01608 * sin(2 * moon) + 0.01039 * sin(2 * node)
        + 0.00739 * e * sin(moon - sun) - 0.00514 * e * sin(moon + sun) + 0.00208 * e * e * sin(2 * sun)
    )  # fmt: skip
    return mean + periodic - (64 + 60 * (t - 0.2)) / 86400
