"""Every rule across articles against its case file: ``cases/X….md``, which is also the rule's page for editors.

A case is some articles, each in a ``markdown`` block with a name, and in the ``text`` block after them the findings
they deserve: ``name:line:column CODE fragment of the message``, or ``không có``.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from congtin.catalogue import Catalogue
from congtin.checks.across import RULES, check_lines
from congtin.finding import Finding
from congtin.indicator import Indicator, IndicatorKind
from congtin.ledger import Ledger
from congtin.organisation import Level, Organisation, Term
from congtin.portal.postings import postings
from congtin.reading.stories import read_story
from congtin.story import Story
from congtin.text import Source

CASES = Path(__file__).with_name("cases")
CATALOGUE = Catalogue(
    (
        Indicator("ket-nap", "Kết nạp đoàn viên", "đoàn viên", IndicatorKind.FLOW),
        Indicator("thoi", "Đoàn viên thôi sinh hoạt", "đoàn viên", IndicatorKind.FLOW),
        Indicator(
            "doan-vien",
            "Tổng số đoàn viên",
            "đoàn viên",
            IndicatorKind.STOCK,
            inflows=("ket-nap",),
            outflows=("thoi",),
        ),
        Indicator("cdcs", "CĐCS trực thuộc", "đơn vị", IndicatorKind.STOCK),
        Indicator("qua-tet", "Quà Tết", "suất", IndicatorKind.FLOW),
    ),
    (
        Organisation("tinh", "LĐLĐ tỉnh Minh Họa", Level.PROVINCE),
        Organisation("ben-nuoc", "LĐLĐ huyện Bến Nước", Level.DISTRICT, "tinh", terms=(Term("V", 2018, 2023),)),
        Organisation("song-xa", "LĐLĐ huyện Sông Xa", Level.DISTRICT, "tinh"),
        Organisation("nui-cao", "LĐLĐ huyện Núi Cao", Level.DISTRICT, valid_to=date(2024, 12, 31)),
        Organisation("nui-thap", "LĐLĐ huyện Núi Thấp", Level.DISTRICT, valid_to=date(2024, 12, 31)),
        Organisation(
            "hai-nui",
            "LĐLĐ huyện Hai Núi",
            Level.DISTRICT,
            valid_from=date(2025, 1, 1),
            predecessors=("nui-cao", "nui-thap"),
            splices=("nui-cao", "nui-thap"),
        ),
    ),
)
PART = re.compile(
    r"^## (?P<title>[^\n]*)$|```markdown (?P<name>[\w-]+)\n(?P<article>.*?)```|```text\n(?P<told>.*?)```", re.M | re.S
)


def cases() -> list[tuple[str, str, dict[str, str], list[str]]]:
    """Code, title, articles by name, and what is to be told."""
    found = []
    for file in sorted(CASES.glob("X*.md")):
        title, articles = "", dict[str, str]()
        for part in PART.finditer(file.read_text(encoding="utf-8")):
            if part["title"]:
                title, articles = part["title"], {}
            elif part["name"]:
                articles[part["name"]] = part["article"]
            elif articles:
                lines = part["told"].strip().splitlines()
                found.append((file.stem, title, articles, [line for line in lines if line != "không có"]))
    return found


def read(name: str, article: str) -> Story:
    story = read_story(Source(f"{name}.md", article), CATALOGUE)
    assert not story.problems, story.problems
    return story


def found(articles: dict[str, str], focus: tuple[str, ...] = ()) -> list[Finding]:
    stories = [read(name, article) for name, article in articles.items()]
    ledger = Ledger.of(item for story in stories for item in postings(story))
    told = check_lines(ledger, CATALOGUE, ledger.lines, focus)
    return sorted((item for items in told.values() for item in items), key=lambda item: item.order)


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case[0]}-{case[1]}")
def test_case(case: tuple[str, str, dict[str, str], list[str]]) -> None:
    findings = found(case[2])
    told = "\n".join(
        f"{item.place.path.removesuffix('.md')}:{item.place.line}:{item.place.column} {item.rule}"
        f" {item.message} | {item.help}"
        for item in findings
    )
    assert len(findings) == len(case[3]), told or "silent"
    for line, want in zip(told.splitlines(), case[3], strict=True):
        place, code, fragment = want.split(" ", 2)
        assert line.startswith(f"{place} {code} "), told
        assert fragment in line, told


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_each_rule_has_a_wrong_and_a_right_case(rule: object) -> None:
    told = [told for code, _, _, told in cases() if code == rule.code]  # type: ignore[attr-defined]
    assert any(told) and not all(told)


@pytest.mark.parametrize("case", [case for case in cases() if case[3]], ids=lambda case: f"{case[0]}-{case[1]}")
def test_a_finding_stands_at_the_article_that_is_asked_about(case: tuple[str, str, dict[str, str], list[str]]) -> None:
    """And it points to every other place that has a part in it, with whole sentences."""
    for item in found(case[2]):
        places = [item.place, *(other.place for other in item.related)]
        assert item.message.endswith(".") and item.help.endswith(".")
        assert item.rule == "X9" or len({place.path for place in places}) > 1
        for place in places:
            turned = [other for other in found(case[2], (place.path,)) if other.rule == item.rule]
            if item.rule in ("X1", "X4") and case[1] != "Điểm cần sửa":
                continue  # growth and shares are told where they are told
            assert [other.place.path for other in turned] == [place.path]
