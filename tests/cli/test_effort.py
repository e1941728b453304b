"""What it costs an editor: lines of front matter, commands from a draft to a clean article, as the guide has them."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from congtin.checks import check_story
from congtin.cli import CLEAN, main
from congtin.finding import Severity
from congtin.reading.catalogue import read_catalogue
from congtin.reading.stories import read_story
from congtin.text import Source

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(
    ("head", "article", "most"),
    [
        ("yen-dinh.md", "2023/yen-dinh-ket-nap-doan-vien.md", 20),
        ("muong-khuong.md", "2018/muong-khuong-chi-tieu-dai-hoi.md", 60),
    ],
)
def test_all_figures_of_two_seeds_are_declared_in_few_lines(head: str, article: str, most: int) -> None:
    """The retellings of seeds 000 and 003, without the note at their end, under the shortest sound front matter."""
    front = (HERE / "effort" / head).read_text(encoding="utf-8")
    body = (ROOT / "content/articles" / article).read_text(encoding="utf-8").split("---\n", 2)[2]
    body = body.partition("**Ghi chú của ban biên tập.**")[0]
    story = read_story(Source(article, front + body), read_catalogue(ROOT, ROOT / "content"))
    report = check_story(story)
    assert front.count("\n") - 2 <= most
    assert [item.message for item in report.findings if item.severity is not Severity.NOTE] == []
    assert report.coverage.unbound == 0
    assert report.coverage.waived == 0
    assert report.coverage.quantities >= most * 3 // 4


def guide() -> tuple[str, list[list[str]]]:
    """The draft and the groups of commands that the editors' guide shows."""
    text = (ROOT / "docs/bien-tap.md").read_text(encoding="utf-8")
    section = text.partition("\n## Từ bản thảo đến bài sạch\n")[2].partition("\n## ")[0]
    fences = FENCE.findall(section)
    [draft] = [body for language, body in fences if language == "text"]
    return draft, [body.splitlines() for language, body in fences if language == "sh"]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772413200")  # in March 2026, the year of the guide
    assert main(["new", "--site", str(tmp_path / "trang")]) == CLEAN
    monkeypatch.chdir(tmp_path / "trang")
    Path("ban-thao.txt").write_text(guide()[0], encoding="utf-8")
    Path("bang.tsv").write_text("Chỉ tiêu\tKế hoạch\tThực hiện\nKết nạp đoàn viên\t410\t505\n", encoding="utf-8")
    capsys.readouterr()
    return tmp_path / "trang"


def run(line: str) -> subprocess.CompletedProcess[str]:
    name, *words = shlex.split(line)
    assert name == "congtin"
    command = [sys.executable, "-m", "congtin", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ)


@pytest.mark.parametrize("number", [0, 1], ids=["draft", "table"])
def test_the_commands_of_the_guide_lead_to_a_clean_article(site: Path, number: int) -> None:
    lines = guide()[1][number]
    assert len(lines) <= 5
    for line in lines:
        done = run(line)
        assert done.returncode == CLEAN, f"{line}\n{done.stdout}{done.stderr}"
    report = json.loads(run("congtin check --format json content/articles").stdout)
    assert report["articles"] == 2
    assert report["findings"] == []
    assert report["coverage"]["unbound"] == 0
    [article] = [file for file in site.glob("content/articles/2026/*.md") if "huyen-minh-hoa" in file.name]
    assert "Kết nạp đoàn viên" in article.read_text(encoding="utf-8")
    assert number or (site / f"phieu-doi-chieu-{article.stem}.html").is_file()
