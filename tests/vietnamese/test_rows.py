"""Report phrases: fixtures in Markdown (one heading a phrase, its figures as a table), and what holds of any text."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from congtin.observation import Aspect, RelationKind
from congtin.organisation import Term
from congtin.period import Period, PeriodKind
from congtin.vietnamese.rows import Figure, RowReading, read_row

FIXTURES = Path(__file__).parent / "rows"
AS_OF = date(2023, 5, 29)
HEADER = ["aspect", "value", "kind", "modifier", "measure", "label", "period"]


@dataclass
class Case:
    """A heading of a fixture with the lines below it."""

    name: str
    phrase: str
    setting: dict[str, object] = field(default_factory=dict)
    expected: list[str] = field(default_factory=list)


def cases() -> Iterator[Case]:
    for path in sorted(FIXTURES.glob("*.md")):
        found: list[Case] = []
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if heading := re.fullmatch(r"### `(.*)`", line):
                found.append(Case(f"{path.stem}:{number}", heading[1]))
            elif setting := re.fullmatch(r"_(.*)_", line):
                found[-1].setting = read_setting(setting[1])
            elif found and line.strip() and not line.startswith(("#", "|---", "| aspect")):
                found[-1].expected.append(normal(line))
        yield from found


def read_setting(line: str) -> dict[str, object]:
    setting: dict[str, object] = {}
    for item in line.split("; "):
        name, _, value = item.partition(" ")
        match name:
            case "target":
                setting["as_target"] = True
            case "share":
                setting["share"] = True
            case "as_of":
                setting["as_of"] = date.fromisoformat(value)
            case "period":
                setting["period"] = read_days(value)
            case "term":
                first, last = value.split("-")
                setting["terms"] = (Term("X", int(first), int(last)),)
            case _:
                raise ValueError(f"unknown setting {item!r}")
    return setting


def read_days(text: str) -> Period:
    kind, days = text.split(" ")
    first, last = (date.fromisoformat(day) if day != "…" else None for day in days.split(".."))
    return Period(first, last, PeriodKind(kind))


def normal(line: str) -> str:
    return re.sub(r"\s*\|\s*", "|", line.strip()).strip("|") if line.startswith("|") else line.strip()


def written(phrase: str, reading: RowReading) -> list[str]:
    """The reading in the form of the fixtures."""
    lines = [normal("| " + " | ".join(cells(figure)) + " |") for figure in reading.figures]
    lines += ["- " + " ".join([relation.kind, *map(str, relation.members)]) for relation in reading.relations]
    lines += [f"- verdict: {reading.verdict}"] if reading.verdict else []
    lines += [f"- basis: {reading.basis}"] if reading.basis else []
    lines += ["- estimated"] if reading.estimated else []
    lines += [f"- absent: {reading.remark}"] if reading.absent else []
    lines += [f"- doubt: {phrase[doubt.start : doubt.end]} — {doubt.reason}" for doubt in reading.doubts]
    return lines


def cells(figure: Figure) -> list[str]:
    quantity, period = figure.quantity, figure.period
    values = quantity.parts or (quantity.value,)
    value = "–".join(f"{part.normalize():f}" for part in values)
    days = ""
    if period is not None:
        days = f"{period.kind} {period.first or '…'}..{period.last or '…'}{' each year' if period.each_year else ''}"
    return [figure.aspect, value, quantity.kind, quantity.modifier or "", quantity.measure, figure.label, days]


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.name)
def test_row(case: Case) -> None:
    reading = read_row(case.phrase, **{"as_of": AS_OF, **case.setting})  # type: ignore[arg-type]
    assert written(case.phrase, reading) == case.expected


def test_there_are_fixtures() -> None:
    assert len(list(cases())) > 150


def test_a_phrase_too_long_is_one_doubt() -> None:
    reading = read_row("12 đoàn viên, " * 20_000)
    assert not reading.figures
    assert [doubt.reason for doubt in reading.doubts] == ["dòng dài hơn 2000 ký tự; xin tách thành nhiều dòng"]


def _calls(phrase: str) -> int:
    """Calls while reading, each step of a generator counted: a clock that no other work disturbs."""
    count = 0

    def tick(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(tick)
    try:
        read_row(phrase)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("piece", ["12 người, ", "5/6; ", "nam 3 + ", "tăng 5%, ", "1.20.0 ", "(3 A) "])
def test_work_grows_in_step_with_the_phrase(piece: str) -> None:
    short, long = (piece * (length // len(piece)) for length in (900, 1800))
    read_row(long)  # what is compiled at first use is no work of the phrase
    assert _calls(long) < 2.6 * _calls(short)


# --- what holds of any phrase ---

WORDS = (
    "12 10 505 410 123,2% 20% 05 1.026 2.628 11.490 250,5 400 0 1 31/10/2020 505/410 05/05 1.20.0 ba hai mười "
    "đạt vượt chưa đạt chiếm tỷ lệ tăng giảm bằng so với kế hoạch chỉ tiêu nghị quyết thực hiện mục tiêu cùng kỳ "
    "năm trước trong đó gồm riêng mỗi tổng trong tổng số nâng tổng số lên từ còn không có ước hằng năm và với cho "
    "đoàn viên người đơn vị cuộc suất hộ triệu đồng đồng trở lên trên gần ít nhất khoảng nữ cấp tỉnh năm 2019 "
    "quý III đến nay nhiệm kỳ tháng , , , ; ( ) = + × x / : - . Điều 14 COVID-19 % "
).split()
PHRASES = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)


@given(st.one_of(PHRASES, st.text(max_size=60)), st.booleans(), st.booleans())
@settings(max_examples=500, deadline=None)
def test_any_text_is_read_without_losing_a_digit(phrase: str, as_target: bool, share: bool) -> None:
    reading = read_row(phrase, as_target=as_target, share=share, as_of=AS_OF)
    for figure in reading.figures:
        assert phrase[figure.start : figure.end] == figure.quantity.text
    spans = [(figure.start, figure.end) for figure in reading.figures]
    assert sorted(spans) == spans
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    spans += list(reading.asides) + [(doubt.start, doubt.end) for doubt in reading.doubts]
    lost = [char for at, char in enumerate(phrase) if char.isdecimal() and not any(s <= at < e for s, e in spans)]
    assert lost == []
    assert reading.figures or reading.verdict or reading.absent or reading.doubts


PRINTED = st.from_regex(r"[0-9]{1,3}(\.[0-9]{3}){0,4}(,[0-9]{1,4})?[ \u00a0]?%?", fullmatch=True)


@given(PRINTED, st.sampled_from(["", " "]), st.booleans(), st.booleans())
@settings(max_examples=500, deadline=None)
def test_a_lone_number_reads_as_one_before_a_separator(number: str, before: str, as_target: bool, share: bool) -> None:
    lone, separated = (read_row(before + number + behind, as_target=as_target, share=share) for behind in ("", ";"))
    assert lone == separated


@given(PHRASES)
@settings(max_examples=500, deadline=None)
def test_relations_tie_figures_of_fitting_aspects(phrase: str) -> None:
    reading = read_row(phrase, as_of=AS_OF)
    for relation in reading.relations:
        figures = [reading.figures[index] for index in relation.members]
        assert len(set(relation.members)) == len(relation.members)
        match relation.kind:
            case RelationKind.PERCENT | RelationKind.EXCEEDS:
                assert [figure.aspect for figure in figures] == [Aspect.ACTUAL, Aspect.TARGET, Aspect.PERCENT]
            case RelationKind.SHARE | RelationKind.GROWTH:
                assert len(figures) == 3
            case RelationKind.SUM:
                assert len(figures) > 1 and {figure.aspect for figure in figures[1:]} == {Aspect.PART}
            case RelationKind.SUBSET:
                assert len(figures) == 2 and figures[0].quantity.kind is figures[1].quantity.kind
            case RelationKind.PRODUCT:
                assert len(figures) % 2 == 1 and {figure.aspect for figure in figures[2::2]} == {Aspect.EACH}
