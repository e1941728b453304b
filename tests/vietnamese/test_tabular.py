"""Tables to rows, by the cases of ``tables``; each phrase that is written reads back to the cells it was made from."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congtin.observation import Aspect
from congtin.quantity import print_decimal
from congtin.vietnamese.rows import read_row
from congtin.vietnamese.tabular import Line, read_table, split_table
from congtin.vietnamese.wording import long_form, phrase_of, told
from reading.fixture_cases import Case, cases

HERE = Path(__file__).parent
CASES = list(cases(HERE / "tables"))


def written(cells: str) -> tuple[list[str], list[str]]:
    table = read_table(split_table(cells))
    lines: list[str] = []
    for section in table.sections:
        lines += [f"# {section.title}"] if section.title else []
        for line in section.lines:
            phrase = phrase_of(line)
            lines += [f"{line.name}: {phrase}"] if phrase else long_form(line)
    return lines, list(table.doubts)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_table_of_the_case(case: Case) -> None:
    rows, doubts = written(case.parts["cells"])
    assert rows == case.parts.get("rows", "").splitlines()
    assert doubts == case.parts.get("doubts", "").splitlines()


def test_tabs_and_markdown_bars_part_cells_as_well() -> None:
    expected = [["Chỉ tiêu", "Thực hiện"], ["Quà; bánh", "12"]]
    assert split_table("Chỉ tiêu\tThực hiện\n\n Quà; bánh \t12\n") == expected
    assert split_table("| Chỉ tiêu | Thực hiện |\n|---|:---:|\n| Quà, bánh | 12 |\n")[1] == ["Quà, bánh", "12"]
    assert split_table('"Chỉ tiêu";"Thực hiện"\n')[0] == ["Chỉ tiêu", "Thực hiện"]
    assert split_table("một cột") == [["một cột"]]


def test_what_has_no_phrase_is_told_in_full_all_the_same() -> None:
    line = Line("Đại biểu", "người", ((Aspect.PREVIOUS, "90"), (Aspect.ACTUAL, "120 (45 nữ)")))
    assert phrase_of(line) is None
    assert told(line) == "Đại biểu: 120 (45 nữ) người, cùng kỳ 90 người"
    assert phrase_of(Line("Kết nạp", "", ())) is None
    assert long_form(Line("Tăng", "", ((Aspect.CHANGE, "+5%"),))) == ["indicator: Tăng", "change: tăng 5%"]
    assert phrase_of(Line("Kết nạp", "", ((Aspect.TARGET, "12"), (Aspect.CHANGE, "+5%")))) is not None


numbers = st.integers(1, 2_000_000)


@given(numbers, numbers, st.sampled_from(["người", "cuộc", "suất", "triệu đồng", ""]))
def test_a_phrase_reads_back_to_its_cells(actual: int, target: int, measure: str) -> None:
    line = Line("Kết nạp", measure, ((Aspect.ACTUAL, print_decimal(actual)), (Aspect.TARGET, print_decimal(target))))
    phrase = phrase_of(line)
    assert phrase is not None
    scale = 1_000_000 if "triệu" in measure else 1
    read = {figure.aspect: figure.quantity.value for figure in read_row(phrase).figures}
    assert read == {Aspect.ACTUAL: actual * scale, Aspect.TARGET: target * scale}
