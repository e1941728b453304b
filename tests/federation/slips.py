"""Slips between articles: one article at a time says something that does not agree with what the others say.

Each slip leaves its article consistent in itself, so that only the other articles can give it away.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from congtin.organisation import Level
from federation.articles import ALWAYS, Article, Row, number, percent

_FIRST = re.compile(r"\d[\d.]*")
_RATIO = re.compile(r"^(?P<value>\d[\d.]*)/(?P<target>\d[\d.]*)(?P<rest>.*), đạt [\d.,]+%")
FULL = "song-bac"  # the province all of whose districts publish


@dataclass(frozen=True)
class Slip:
    """An article with a slip: what kind it is, in which row, and which rules may tell of it."""

    kind: str
    article: Article
    row: int
    rules: frozenset[str]


def slips(articles: Iterable[Article]) -> Iterator[Slip]:
    """All slips, kind by kind, that the other articles give away."""
    articles = tuple(articles)
    for article in articles:
        for at, row in enumerate(article.rows):
            yield from _changed(article, at, row)
            yield from _raised(articles, article, at, row)
            yield from _fallen(articles, article, at, row)
        yield from _moved(article)
        yield from _unsaid(article)


# --- a figure changed in one of several articles ---


def _changed(article: Article, at: int, row: Row) -> Iterator[Slip]:
    """Digits changed, swapped and dropped in a figure that others hold."""
    if not _held(article, row):
        return
    match = _FIRST.match(row.phrase)
    assert match
    value = int(match[0].replace(".", ""))
    for kind, other in (
        ("a digit changed", _bumped(value)),
        ("digits swapped", _swapped(value)),
        ("a digit dropped", value // 10),
    ):
        if other != value and other > 0:
            yield Slip(
                kind,
                with_row(article, at, _with_value(row, other)),
                at,
                frozenset({"X1", "X2", "X3", "X4", "X5", "X6"}),
            )
    if "/" in row.phrase and _announced(article):
        ratio = _RATIO.match(row.phrase)
        assert ratio
        target = _bumped(int(ratio["target"].replace(".", "")))
        yield Slip("a plan changed", with_row(article, at, _ratio(row, value, target)), at, frozenset({"X4"}))


def _held(article: Article, row: Row) -> bool:
    """Whether another article says something that holds the first number of a row in its place."""
    parent = article.organisation.parent or article.organisation.id
    if article.target:
        half_time = article.organisation.level is Level.DISTRICT and article.organisation.valid_to == date(2025, 6, 30)
        return row.indicator == "ket-nap" and ("ke-hoach" in article.name or half_time)
    if row.indicator in ALWAYS:
        return parent == FULL and "-quy-" not in article.name and "9-thang" not in article.name
    return row.indicator in ("doan-vien", "cdcs") and parent == FULL


def _announced(article: Article) -> bool:
    return article.organisation.level is Level.PROVINCE or "giua-nhiem-ky" in article.name


def _bumped(value: int) -> int:
    """The leading digit one more, or one less."""
    digits = str(value)
    first = int(digits[0]) + (1 if digits[0] != "9" else -1)
    return int(f"{first}{digits[1:]}")


def _swapped(value: int) -> int:
    """The first two digits the other way round."""
    digits = str(value)
    return int(digits[1] + digits[0] + digits[2:]) if len(digits) > 1 else value


def _with_value(row: Row, value: int) -> Row:
    ratio = _RATIO.match(row.phrase)
    if ratio:
        return _ratio(row, value, int(ratio["target"].replace(".", "")))
    return replace(row, phrase=_FIRST.sub(number(value), row.phrase, count=1))


def _ratio(row: Row, value: int, target: int) -> Row:
    """The row with other numbers and the percentage that they give."""
    text = rf"{number(value)}/{number(target)}\g<rest>, đạt {percent(value, target)}"
    return replace(row, phrase=_RATIO.sub(text, row.phrase))


def with_row(article: Article, at: int, row: Row) -> Article:
    """The article with another row."""
    return replace(article, rows=(*article.rows[:at], row, *article.rows[at + 1 :]))


# --- a child above its parent, a series that falls ---


def _raised(articles: tuple[Article, ...], article: Article, at: int, row: Row) -> Iterator[Slip]:
    """A body with more than the body above it has."""
    above = _same(articles, article, row, lambda other: other.organisation.id == article.organisation.parent)
    if above is not None and not article.target:
        value = _value(above) + 1
        yield Slip("a child above its parent", with_row(article, at, _with_value(row, value)), at, frozenset({"X3"}))


def _fallen(articles: tuple[Article, ...], article: Article, at: int, row: Row) -> Iterator[Slip]:
    """Nine months with less than the first six."""
    if "9 tháng" not in article.keys[0]:
        return
    half = article.keys[0].replace("9 tháng", "6 tháng")
    before = _same(articles, article, row, lambda other: other.organisation is article.organisation, half)
    if before is not None and _value(before) > 1:
        less = with_row(article, at, _with_value(row, _value(before) - 1))
        yield Slip("a falling series", less, at, frozenset({"X5"}))


def _same(
    articles: tuple[Article, ...], article: Article, row: Row, whose: Callable[[Article], bool], period: str = ""
) -> Row | None:
    """The row of another article for the same indicator and period."""
    wanted = period or (article.keys[0] if article.keys else "")
    for other in articles:
        if whose(other) and other.target == article.target and other.keys and other.keys[0] == wanted:
            found = next(
                (item for item in other.rows if item.indicator == row.indicator and item.more == row.more), None
            )
            if found is not None and _FIRST.match(found.phrase) and "%" not in found.phrase.split(",")[0]:
                return found
    return None


def _value(row: Row) -> int:
    match = _FIRST.match(row.phrase)
    assert match
    return int(match[0].replace(".", ""))


# --- bodies out of their time ---


def _moved(article: Article) -> Iterator[Slip]:
    """An article of a body that is no more; figures of one from before it was."""
    last = article.organisation.valid_to
    results = tuple(row for row in article.rows if row.indicator not in ("doan-vien", "cdcs"))
    if last is not None and article.rows and not article.target and article.name.endswith("nam-2024"):
        day = last + timedelta(110)
        late = replace(article, day=day, rows=results, keys=("period: quý III/2025",), opening="Báo cáo quý III.")
        yield Slip("an expired organisation", late, -1, frozenset({"X7"}))
        words = f"{article.organisation.name} tổ chức ngày hội đoàn viên."
        yield Slip("an expired organisation", replace(late, rows=(), keys=(), opening=words), -1, frozenset({"X7"}))
    if article.organisation.level is Level.COMMUNE and article.rows:
        whole = replace(article, rows=results, keys=("period: năm 2025", "as_of: 31/12/2025"))
        yield Slip("a sum across a merger", whole, -1, frozenset({"X8"}))


def _unsaid(article: Article) -> Iterator[Slip]:
    """A correction that does not say so, or names another article."""
    for at, row in enumerate(article.rows):
        if any(key.startswith("supersedes") for key in row.more):
            silent = with_row(article, at, replace(row, more=()))
            yield Slip("a correction that does not say so", silent, at, frozenset({"X1"}))
            elsewhere = with_row(article, at, replace(row, more=("supersedes: huyen-dong-man-mai-am",)))
            yield Slip("a correction of another article", elsewhere, at, frozenset({"X1", "X9"}))
