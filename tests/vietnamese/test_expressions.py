"""Every numeric expression of the invented texts in fixtures/*.md is found, and nothing else."""

import re
from pathlib import Path

import pytest

from congtin.vietnamese.mentions import read

FIXTURES = sorted((Path(__file__).parent / "fixtures").glob("*.md"))
NAMES = {"reports", "forms", "quantities", "dates", "documents", "names", "words", "news"}
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


def test_enough_cases():
    assert len(list(_cases())) >= 60
