"""``congtin sheet``: every figure of an article on paper, with its place, its meaning, its source and a box to tick."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest

from congtin.cli import CLEAN, FAILED, MISUSE, main

ARTICLE = """---
id: thu
title: Kết nạp 505 đoàn viên & hơn thế
date: 02/03/2024
category: Thử
organisation: LĐLĐ huyện Thử
data_from: Báo cáo số 12/BC-LĐLĐ
period: năm 2023
metrics:
  - Kết nạp đoàn viên: 505/410 đoàn viên, đạt 123,2%
  - Quà: 12/10 suất, đạt 120%
facts:
  - 03 lớp <em>
waive:
  - trên 25 lao động: ngưỡng
---

Huyện kết nạp 505/410 đoàn viên, đạt 123,2%. Mở 03 lớp &lt;em> ở ba tổ.

- Nơi có trên 25 lao động.

Trao 12 suất quà, đạt 120%; 12 suất quà ấy vượt 2 suất so với kế hoạch.
"""


class Cells(HTMLParser):
    """The cells of the tables, row by row; whatever a page may not hold."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings = 'SITENAME = "Thử"\nSITEURL = "https://example.org"\nPATH = "content"\nPLUGINS = ["congtin"]\n'
    (tmp_path / "pelicanconf.py").write_text(settings, encoding="utf-8")
    file = tmp_path / "content/articles/bai.md"
    file.parent.mkdir(parents=True)
    file.write_text(ARTICLE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return file


def test_every_figure_has_its_line(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == CLEAN
    capsys.readouterr()
    assert main(["sheet", str(article), "--output", "-"]) == CLEAN
    page = capsys.readouterr().out
    cells = Cells()
    cells.feed(page)
    printed = [(row[1], row[3]) for row in cells.rows if row[0].isdigit()]
    assert printed == [
        ("505 đoàn viên", ""),
        ("505/410 đoàn viên", "Kết nạp đoàn viên; thực hiện; năm 2023"),
        ("123,2%", "Kết nạp đoàn viên; tỷ lệ; năm 2023"),
        ("03 lớp", "số kể thêm"),
        ("ba tổ", "viết bằng chữ"),
        ("trên 25 lao động", "không theo dõi"),
        ("12 suất quà", "Quà; thực hiện; năm 2023"),
        ("120%", "Quà; tỷ lệ; năm 2023"),
        ("12 suất quà", "Quà; thực hiện; năm 2023 (nhắc lại)"),
        ("2 suất", "Quà; thực hiện; năm 2023 (tính ra từ)"),
        ("10 suất", "Quà; kế hoạch; năm 2023"),
    ]
    assert cells.rows[1][2] == "dòng 3 (tiêu đề): Kết nạp 505 đoàn viên & hơn thế"
    assert all(row[4:6] == ["Báo cáo số 12/BC-LĐLĐ", "☐"] for row in cells.rows if row[0].isdigit())
    assert not cells.tags & {"script", "link", "img", "em"}
    assert page.count("ký, ghi rõ họ tên") == 3
    assert "@page { size: A4" in page


def test_without_a_report_it_asks_for_one(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article.write_text(ARTICLE.replace("data_from: Báo cáo số 12/BC-LĐLĐ\n", ""), encoding="utf-8")
    assert main(["sheet", str(article), "--output", "-"]) == CLEAN
    assert "Bài chưa ghi báo cáo nguồn (data_from)" in capsys.readouterr().out


def test_it_is_written_again_but_over_nothing_else(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        assert main(["sheet", str(article)]) == CLEAN
    assert "Đã ghi phieu-doi-chieu-bai.html" in capsys.readouterr().out
    Path("khac.html").write_text("của tôi", encoding="utf-8")
    assert main(["sheet", str(article), "--output", "khac.html"]) == FAILED
    assert Path("khac.html").read_text(encoding="utf-8") == "của tôi"


def test_what_is_no_article_is_told(
    article: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    outside = tmp_path_factory.mktemp("ngoai") / "bai.md"
    outside.write_text(ARTICLE, encoding="utf-8")
    assert main(["sheet", "khong-co.md"]) == FAILED
    assert main(["sheet", "pelicanconf.py"]) == MISUSE
    assert main(["sheet", str(outside)]) == MISUSE
    told = capsys.readouterr().err
    assert "Không tìm thấy khong-co.md" in told
    assert "pelicanconf.py không phải bài viết của trang này" in told
    assert "Không thấy pelicanconf.py ở thư mục trên" in told
