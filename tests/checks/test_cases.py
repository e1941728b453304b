"""Every rule against its case file: ``cases/<CODE>.md``, which is also the rule's page for editors.

A case is an article in a ``markdown`` block and, in the ``text`` block after it, the findings it deserves:
``line:column CODE fragment of the message``, or ``không có`` when congtin must be silent.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from congtin.catalogue import Catalogue
from congtin.checks import RULES, check_story, rules_with
from congtin.finding import Finding, Severity
from congtin.organisation import Level, Organisation, Term
from congtin.reading.stories import read_story
from congtin.text import Source, normalise

CASES = Path(__file__).with_name("cases")
TERMS = (Term("III", 2008, 2013), Term("IV", 2013, 2018))
LAST, FIRST = date(2025, 6, 30), date(2025, 7, 1)
CATALOGUE = Catalogue(
    organisations=(
        Organisation("ldld-huyen-minh-hoa", "LĐLĐ huyện Minh Họa", Level.DISTRICT, terms=TERMS),
        Organisation("ben-nuoc", "LĐLĐ huyện Bến Nước", Level.DISTRICT, valid_to=LAST, successors=("phuong-ben-nuoc",)),
        Organisation("song-xa", "LĐLĐ huyện Sông Xa", Level.DISTRICT, valid_to=LAST),
        Organisation(
            "phuong-ben-nuoc", "Công đoàn phường Bến Nước", Level.COMMUNE, valid_from=FIRST, predecessors=("ben-nuoc",)
        ),
        Organisation(
            "xa-song-xa",
            "Công đoàn xã Sông Xa",
            Level.COMMUNE,
            valid_from=FIRST,
            predecessors=("song-xa",),
            splices=("song-xa",),
        ),
    )
)
PAIR = re.compile(r"```markdown\n(.*?)```\s+```text\n(.*?)```", re.DOTALL)


def cases() -> list[tuple[str, int, str, str]]:
    return [
        (file.stem, number, article, expected)
        for file in sorted(CASES.glob("*.md"))
        for number, (article, expected) in enumerate(PAIR.findall(file.read_text(encoding="utf-8")), 1)
    ]


def found(article: str, code: str) -> list[Finding]:
    """What the rules have to say; one that is off speaks in its own case file only."""
    story = read_story(Source("content/articles/2024/bai.md", normalise(article)), CATALOGUE)
    return [
        item
        for item in check_story(story, CATALOGUE, rules_with({code})).findings
        if item.severity is not Severity.NOTE or item.rule[0] != "F"
    ]


@pytest.mark.parametrize(
    ("code", "article", "expected"),
    [(case[0], *case[2:]) for case in cases()],
    ids=[f"{case[0]}-{case[1]}" for case in cases()],
)
def test_case(code: str, article: str, expected: str) -> None:
    findings = found(article, code)
    lines = [line for line in expected.strip().splitlines() if line != "không có"]
    told = "\n".join(
        f"{item.place.line}:{item.place.column} {item.rule} {item.message} | {item.help}" for item in findings
    )
    assert len(findings) == len(lines), told or "silent"
    for item, line in zip(findings, lines, strict=True):
        place, rule, fragment = line.split(" ", 2)
        assert f"{item.place.line}:{item.place.column} {item.rule}" == f"{place} {rule}", told
        assert fragment in f"{item.message} {item.help}", told


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_each_rule_has_a_wrong_and_a_right_case(rule: object) -> None:
    code = rule.code  # type: ignore[attr-defined]
    expectations = [expected for stem, _, _, expected in cases() if stem == code]
    assert any(f" {code} " in expected for expected in expectations), "no case in which the rule speaks"
    assert any("không có" in expected for expected in expectations), "no case in which the rule is silent"


def test_each_finding_names_its_place_reason_and_remedy() -> None:
    for code, _, article, _ in cases():
        for item in found(article, code):
            assert item.message.endswith("."), item
            assert item.help.endswith("."), item
            assert item.place.line > 1
