"""Tables from rows as editors write them: the cases are in tables.md, the views are printed as plain text."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from congtin.publishing.tables import Table, tables
from congtin.reading.stories import read_story
from congtin.text import Source
from publishing.samples import CATALOGUE

CASES = Path(__file__).with_name("tables.md")
HEAD = "---\ntitle: Bài minh hoạ\ndate: 15/01/2026\ncategory: Minh hoạ\norganisation: LĐLĐ tỉnh Minh Hoạ\n"


def cases() -> list[tuple[str, str, str]]:
    """Name, front matter and expected print of each case."""
    pattern = r"^## (.+?)\n.*?^```yaml\n(.*?)^```\n.*?^```text\n(.*?)^```$"
    return re.findall(pattern, CASES.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)


def printed(front: str) -> str:
    """The tables of an article with this front matter, as plain text."""
    story = read_story(Source("content/articles/minh-hoa.md", f"{HEAD}{front}---\nMinh hoạ.\n"), CATALOGUE)
    return "\n".join(line for table in tables(story, CATALOGUE) for line in _lines(table))


def _lines(table: Table) -> list[str]:
    lines = [table.caption, " | ".join(["TT", "Chỉ tiêu", *(column.title for column in table.columns)])]
    for row in table.rows:
        label = f"{'– ' * row.level}{row.label}{f' ({row.detail})' if row.detail else ''}"
        lines.append(" | ".join([row.ordinal or "·", label, *(cell.text or "·" for cell in row.cells)]))
    return [*lines, *table.notes]


@pytest.mark.parametrize(("front", "expected"), [pytest.param(*case[1:], id=case[0]) for case in cases()])
def test_case(front: str, expected: str) -> None:
    assert printed(front) == expected.strip()


def test_the_case_file_is_read_whole() -> None:
    assert len(cases()) == len(re.findall("^## ", CASES.read_text(encoding="utf-8"), re.MULTILINE)) >= 20


def test_no_table_without_figures() -> None:
    assert printed("summary: Không có số liệu.\n") == ""


def test_anchors_are_unique() -> None:
    story = read_story(
        Source(
            "content/articles/minh-hoa.md",
            f"{HEAD}metrics:\n  - Một: 1 người\n  - title: Hai\n    rows:\n      - Hai: 2 người\n---\n",
        ),
        CATALOGUE,
    )
    assert [table.anchor for table in tables(story, CATALOGUE)] == ["bang-1", "bang-2"]
    assert story.date.date() == date(2026, 1, 15)
