"""Rows proposed from prose, by the cases of ``proposals``; what they say reads back to the prose's own numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from congtin.reading.catalogue import read_catalogue
from congtin.vietnamese.mentions import read
from congtin.vietnamese.proposals import Names, Setting, propose_rows
from reading.fixture_cases import Case, cases

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


@pytest.fixture(scope="module")
def names() -> Names:
    return Names(read_catalogue(ROOT, ROOT / "content"))


def proposed(text: str, names: Names, setting: Setting) -> list[str]:
    found = read(text)
    return [f"{row.name}: {row.phrase}" for row in propose_rows(text, found, found, names, setting)]


@pytest.mark.parametrize("case", list(cases(HERE / "proposals")), ids=lambda case: case.title)
def test_rows_of_the_case(case: Case, names: Names) -> None:
    assert proposed(case.parts["text"].rstrip("\n"), names, Setting()) == case.parts["rows"].splitlines()


def test_a_heading_of_aims_makes_its_numbers_plans(names: Names) -> None:
    aims = Setting(context="Phương hướng nhiệm kỳ tới")
    assert proposed("Kết nạp 400 đoàn viên.", names, aims) == ["Kết nạp đoàn viên: kế hoạch 400 đoàn viên"]
    assert proposed("Đã kết nạp 400 đoàn viên.", names, aims) == ["Kết nạp đoàn viên: 400 đoàn viên"]
