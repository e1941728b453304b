"""English findings hold no word of ours in Vietnamese, and no figure is lost."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from congtin.cli import main
from congtin.cli.rulebook import page_of, rulebook

ROOT = Path(__file__).resolve().parents[2]
QUOTATION = re.compile(r"“[^”]*”|`[^`]*`")
MARKED = re.compile(r"[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]", re.IGNORECASE)


def test_every_rule_has_an_english_page() -> None:
    assert set(rulebook("en")) == set(rulebook("vi"))
    assert all(page.title and page.text for page in rulebook("en").values())


LEVELS = {"lỗi": "error", "cần xem lại": "warning", "lưu ý": "note"}


def test_levels_agree_in_both_languages() -> None:
    pages = [(ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("quy-tac.md", "rules.md")]
    vietnamese, english = (dict(re.findall(r"^\| ([A-Z]+\d+) \| ([^|]+) \|", page, re.M)) for page in pages)
    assert {code: LEVELS[level] for code, level in vietnamese.items()} == english


def test_a_rule_without_a_page_still_has_a_name() -> None:
    page = page_of("Z99", "en")
    assert (page.title, page.text, page.family) == ("Z99", "", "Z")


def test_english_findings_are_english(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--format", "json", "--lang", "en"])
    findings = json.loads(capsys.readouterr().out)["findings"]
    assert len(findings) > 7
    for finding in findings:
        for text in (finding["message"], finding["help"], *(item["message"] for item in finding["related"])):
            assert not MARKED.search(QUOTATION.sub("", text)), text


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ("N1", "Percentage and its two numbers; here stands “132,2%”; computed: 505/410 = 123,17%; figures: 123,2%."),
        ("N3", "Total and parts; here stands “446”; computed: 223 + 213 = 436; figures: 10."),
        ("B1", "Numbers without a declaration; here stands “04”; named: “04 lớp tập huấn”; figures: 1."),
        ("B2", "Number differs from the declared one; here stands “464”; named: “464 cuộc”, “Kiểm tra”; figures: 446."),
        ("P2", "Weekday and date; here stands “Thứ Hai”; figures: 12/03/2024."),
    ],
)
def test_computations_quotations_and_figures_come_along(
    rule: str, message: str, faulty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["check", "--format", "json", "--lang", "en", "--select", rule])
    [finding] = json.loads(capsys.readouterr().out)["findings"]
    assert finding["message"] == message
    assert finding["help"] == rulebook("en")[rule].text
    assert all(re.fullmatch(r"here stands “.+”|see here", item["message"]) for item in finding["related"])


def test_text_speaks_english_throughout(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--lang", "en", "content/articles/2024/khop.md"])
    assert capsys.readouterr().out == "2/2 numbers compared, no errors.\n"
    main(["check", "--lang", "en"])
    printed = capsys.readouterr().out
    assert ": error N1: Percentage and its two numbers;" in printed
    assert printed.endswith("6/8 numbers compared, 7 errors, 2 notes.\n")
