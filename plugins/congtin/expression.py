"""Expressions: every numeric expression of a text, quantity or not."""

from __future__ import annotations

from datetime import date

from congtin.period import Period
from congtin.quantity import Kind, Modifier, Quantity
from congtin.values import Word, dataclass


class Sort(Word):
    """What an expression is when it is no quantity."""

    DATE = "date"
    DATETIME = "datetime"
    TIME = "time"
    PERIOD = "period"
    YEAR = "year"
    ORDINAL = "ordinal"
    DOCREF = "docref"
    ARTICLE_REF = "article_ref"
    PHONE = "phone"
    ADDRESS = "address"
    OTHER = "other"


class Cue(Word):
    """What the words around an expression of prose say of it; a detail stands behind a colon."""

    REACH = "reach"  # đạt, bằng p %: of the plan
    EXCEED = "exceed"  # vượt p %: above the plan
    RISE = "rise"
    FALL = "fall"
    AIM = "aim"  # phấn đấu, dự kiến
    AMONG = "among"  # trong đó
    INTRODUCED = "introduced"  # giới thiệu cho Đảng
    ADMITTED = "admitted"  # được kết nạp (Đảng)
    VERDICT = "verdict"  # verdict:met|exceeded|missed, told behind the number
    LISTS = "lists"  # lists:2 items are named behind the announced number; lists:0 when they follow in paragraphs
    ITEM = "item"  # "Một là", "Hai là"
    ANNIVERSARY = "anniversary"  # kỷ niệm n năm
    SEXAGENARY = "sexagenary"  # sexagenary:37, Tân Sửu counted from Giáp Tý 0; sexagenary:-1 for a pair that is none
    CONGRESS = "congress"  # congress:<body> of the ordinal of a congress or term
    LUNAR = "lunar"  # a day of the lunar calendar
    SHIFT = "shift"  # rút ngắn, kéo dài n tháng
    AS_OF = "as_of"  # tính đến ngày
    FUTURE = "future"  # sẽ … ngày
    FRAME = "frame"  # opens its sentence: "Năm 2020, …"
    FAX = "fax"


@dataclass(frozen=True, slots=True)
class Expression:
    """A numeric expression at ``text[start:end]``: digits or numerals with percent mark, scale and currency.

    Offsets are code points of the text it was read from, end exclusive. ``outer_start`` and ``outer_end``
    also take in the modifier and the counted noun. ``value`` is printed form free: decimal strings, ISO
    dates (``2026-04``, ``--05-11``), ``(from, to)`` for periods, ``weekday:7``.
    """

    start: int
    end: int
    text: str
    kind: Kind | Sort
    value: str | tuple[str, ...]
    modifier: Modifier | None = None
    unit: str = ""
    outer_start: int = -1
    outer_end: int = -1
    quantity: Quantity | None = None  # of quantities
    day: date | None = None  # of a date with day, month and year that exists
    period: Period | None = None  # of dates, years and periods with known ends
    spelled: bool = False  # written in words
    cue: str = ""  # what the words around it say of it: a word of `Cue`, some with a detail behind a colon
    sphere: str = ""  # what sort of thing its noun counts: person, body, event, gift, home, turn
    doubt: str = ""  # why it may be misread: "separator", "impossible date", "unreadable"; empty when sure
