"""Every numeric expression of the invented texts in fixtures/*.md is found, and nothing else."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from congtin.expression import Sort
from congtin.vietnamese.mentions import read

FIXTURES = sorted((Path(__file__).parent / "fixtures").glob("*.md"))
NAMES = {"reports", "forms", "quantities", "dates", "documents", "names", "words", "news", "borders", "unseen"}
MARK = re.compile(
    r"\[([^\[\]]+)\]\{([a-z_]+) ([^}]*?)(?: (approx|less_than|more_than|at_least"
    r"|at_most))?(?: «([^»]*)»)?(?: !([a-z ]+))?\}"
)


def _cases():
    for path in FIXTURES:
        if path.stem not in NAMES:
            continue
        for section in path.read_text(encoding="utf-8").split("\n## ")[1:]:
            title, _, body = section.partition("\n")
            yield pytest.param(body.strip(), id=f"{path.stem}: {title}")


def _unmark(marked):
    """The plain text, and what is expected of it as (start, text, kind, value, modifier, unit, doubt)."""
    text, expected, at = "", [], 0
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        span, kind, value, modifier, unit, doubt = match.groups(default="")
        expected.append((len(text), span, kind, value, modifier, unit, doubt))
        text += span
        at = match.end()
    return text + marked[at:], expected


@pytest.mark.parametrize("marked", list(_cases()))
def test_expressions(marked):
    text, expected = _unmark(marked)
    found = [
        (
            item.start, item.text, str(item.kind), ",".join(item.value) if isinstance(item.value, tuple) else item.value,
            str(item.modifier or ""), item.unit, item.doubt,
        )
        for item in read(text)
    ]  # fmt: skip
    assert found == expected


@pytest.mark.parametrize("marked", list(_cases()))
def test_a_time_is_the_days_that_its_value_names(marked):
    for item in read(_unmark(marked)[0]):
        if (
            item.kind in (Sort.DATE, Sort.DATETIME, Sort.YEAR, Sort.PERIOD)
            and item.period is not None
            and not item.doubt
        ):
            ends = item.value if isinstance(item.value, tuple) else (item.value, item.value)
            assert (item.period.first, item.period.last) == (_days(ends[0])[0], _days(ends[1])[1]), item
        if item.kind in (Sort.DATE, Sort.DATETIME) and item.day is not None:
            assert item.day.isoformat() == item.value[:10]


def _days(value):
    """The first and the last day of "2020", "2020-05", "2020-05-31" or "2020-05-31T08:15"."""
    parts = [int(part) for part in value[:10].split("-")]
    if len(parts) == 3:
        return date(*parts), date(*parts)
    after = date(parts[0] + 1, 1, 1) if len(parts) == 1 or parts[1] == 12 else date(parts[0], parts[1] + 1, 1)
    return date(*parts, *[1] * (3 - len(parts))), after - timedelta(days=1)


def test_enough_cases():
    assert len(list(_cases())) >= 60
