"""``congtin check --explain FILE:LINE``: the cases stand in explained.md."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from congtin.cli import CLEAN, FAILED, MISUSE, main
from congtin.cli.explain import BONDS, PHRASES
from congtin.cli.explained_rows import ASPECTS, RELATIONS, VERDICTS
from congtin.mention import Bond
from congtin.observation import Aspect, RelationKind, Verdict
from congtin.story import PhraseKind

CASES = Path(__file__).with_name("explained.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (\d+) \| (.+) \|$", CASES, re.M)
ARTICLE = "content/articles/2024/giai-thich.md"


@pytest.fixture
def site(faulty: Path) -> Path:
    [article] = re.findall(r"^```markdown\n(.*?)^```$", CASES, re.M | re.S)
    (faulty / ARTICLE).write_text(article, encoding="utf-8")
    return faulty


def test_there_are_cases() -> None:
    assert len(ROWS) > 30


@pytest.mark.parametrize("line", sorted({line for line, _ in ROWS}, key=int))
def test_a_line_is_explained(line: str, site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--explain", f"{ARTICLE}:{line}"]) == CLEAN
    told = capsys.readouterr().out
    assert told.startswith(f"{ARTICLE}:{line}\n")
    for number, text in ROWS:
        assert (text in told) or number != line, f"{text}\n{told}"


def test_nothing_is_said_of_another_line(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--explain", f"{ARTICLE}:10"])
    told = capsys.readouterr().out
    assert "446" not in told and "lỗi" not in told


@pytest.mark.parametrize(
    ("target", "code", "said"),
    [
        ("bai.md", MISUSE, "TỆP:DÒNG"),
        ("bai.md:x", MISUSE, "TỆP:DÒNG"),
        (f"{ARTICLE}:0", MISUSE, "TỆP:DÒNG"),
        (f"{ARTICLE}:99", MISUSE, "chỉ có 32 dòng"),
        ("khong-co.md:1", FAILED, "Không tìm thấy khong-co.md"),
        ("pelicanconf.py:1", FAILED, "không phải là một bài viết"),
    ],
)
def test_what_cannot_be_explained_is_said(
    target: str, code: int, said: str, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--explain", target]) == code
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("words", [["--format", "json"], ["--lang", "en"], ["content"]])
def test_it_stands_alone(words: list[str], site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--explain", f"{ARTICLE}:10", *words]) == MISUSE
    assert "đứng một mình" in capsys.readouterr().err


def test_every_bond_aspect_and_relation_has_its_words() -> None:
    assert set(BONDS) == set(Bond)
    assert set(PHRASES) == set(PhraseKind)
    assert set(ASPECTS) == set(Aspect)
    assert set(VERDICTS) == set(Verdict)
    assert {*RELATIONS, RelationKind.SUM, RelationKind.PRODUCT} == set(RelationKind)
