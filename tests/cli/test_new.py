"""``congtin new``: an article from a title, a draft or a table, and a site that builds; nothing is overwritten."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from congtin.cli import CLEAN, FAILED, MISUSE, main
from congtin.reading.insertion import UNVERIFIED

NOW = ["--now", "2026-03-02T08:00"]
DRAFT = """Huyện Minh Họa: kết nạp vượt kế hoạch

Năm 2025, Liên đoàn Lao động huyện Minh Họa kết nạp mới 505 đoàn viên; mở 03 lớp tập huấn.
"""
TABLE = "Chỉ tiêu\tĐVT\tKế hoạch\tThực hiện\tTỷ lệ (%)\nKết nạp đoàn viên\tđoàn viên\t410\t505\t123,2\n"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """A new site, made the current folder."""
    assert main(["new", "--site", str(tmp_path / "trang"), *NOW]) == CLEAN
    capsys.readouterr()
    monkeypatch.chdir(tmp_path / "trang")
    return tmp_path / "trang"


def written(site: Path, name: str) -> str:
    return (site / "content/articles/2026" / name).read_text(encoding="utf-8")


def test_a_title_is_enough(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "Đại", "hội:", "LĐLĐ huyện Minh Họa", *NOW]) == CLEAN
    assert written(site, "dai-hoi-ldld-huyen-minh-hoa.md") == (
        "---\nid: dai-hoi-ldld-huyen-minh-hoa-2026-03-02\ntitle: 'Đại hội: LĐLĐ huyện Minh Họa'\ndate: 02/03/2026\n"
        "category: Tin công đoàn\norganisation: LĐLĐ huyện Minh Họa\nstatus: draft\n---\n\nNội dung bài viết ở đây.\n"
    )
    told = capsys.readouterr().out
    assert "Đã viết bài nháp content/articles/2026/dai-hoi-ldld-huyen-minh-hoa.md. Muốn bỏ thì xóa tệp ấy." in told
    assert main(["check"]) == CLEAN


def test_section_and_organisation_may_be_said(site: Path) -> None:
    assert main(["new", "Bài", "--section", "Đời sống", "--organisation", "LĐLĐ tỉnh", *NOW]) == CLEAN
    assert "category: Đời sống\norganisation: LĐLĐ tỉnh\n" in written(site, "bai.md")


def test_nothing_is_overwritten(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "Bài", *NOW]) == CLEAN
    before = written(site, "bai.md")
    assert main(["new", "Bài", *NOW]) == FAILED
    assert "Đã có tệp bai.md" in capsys.readouterr().err
    assert written(site, "bai.md") == before
    assert main(["new", "--site", str(site)]) == FAILED
    assert "đã có và không trống" in capsys.readouterr().err


def test_an_id_that_is_taken_is_not_given_again(site: Path) -> None:
    assert main(["new", "Bài", *NOW]) == CLEAN
    (site / "content/articles/2026/bai.md").rename(site / "content/articles/2026/khac.md")
    assert main(["new", "Bài", *NOW]) == CLEAN
    assert "id: bai-2026-03-02-2\n" in written(site, "bai.md")


def test_a_draft_brings_rows_and_facts_unverified(site: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(DRAFT, encoding="utf-8")
    assert main(["new", "--from", str(tmp_path / "a.txt"), *NOW]) == CLEAN
    text = written(site, "huyen-minh-hoa-ket-nap-vuot-ke-hoach.md")
    assert "organisation: LĐLĐ huyện Minh Họa\nperiod: Năm 2025\n" in text
    assert f"metrics:\n  {UNVERIFIED}\n  - Kết nạp đoàn viên mới: 505 đoàn viên\nfacts:\n  {UNVERIFIED}\n" in text
    assert "  - 03 lớp tập huấn\n---\n" in text
    assert main(["check"]) == CLEAN


def test_markdown_with_front_matter_keeps_it(site: Path, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "---\ntitle: Bài cũ\nkicker: Tin\ndate: 01/02/2025\n---\n\nMở 03 lớp.\n", encoding="utf-8"
    )
    assert main(["new", "--from", str(tmp_path / "a.md"), *NOW]) == CLEAN
    text = written(site, "bai-cu.md")
    assert text.startswith("---\ntitle: Bài cũ\nkicker: Tin\ndate: 01/02/2025\nid: bai-cu-2026-03-02\ncategory:")
    assert main(["check"]) == CLEAN


def test_a_table_is_a_source_of_its_own(site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "b.tsv").write_bytes(TABLE.encode("utf-16"))  # "Unicode text", as Excel saves it
    assert main(["new", "Bảng", "--table", str(tmp_path / "b.tsv"), *NOW]) == CLEAN
    text = written(site, "bang.md")
    row = "Kết nạp đoàn viên: 505/410 đoàn viên, đạt 123,2%"
    assert f"metrics:\n  # từ bảng b.tsv\n  - {row}\n---\n\n- {row}\n" in text
    assert UNVERIFIED not in text
    assert "Từ bảng: 1 dòng số liệu." in capsys.readouterr().out
    assert main(["check"]) == CLEAN


def test_titles_of_a_table_make_groups_and_what_no_row_says_is_long(site: Path, tmp_path: Path) -> None:
    cells = "Chỉ tiêu;ĐVT;Cùng kỳ;Thực hiện\nTổ chức: cán bộ;;;\nKết nạp;người;966;\nKiểm tra;cuộc;20;25\n"
    (tmp_path / "b.csv").write_text(cells, encoding="utf-8")
    assert main(["new", "Bảng", "--table", str(tmp_path / "b.csv"), *NOW]) == CLEAN
    assert (
        "  - title: 'Tổ chức: cán bộ'\n    rows:\n      - indicator: Kết nạp\n        previous: 966\n        measure: người\n"
        "      - Kiểm tra: 25 cuộc, cùng kỳ 20 cuộc\n---\n\n## Tổ chức: cán bộ\n"
    ) in written(site, "bang.md")


def test_a_draft_is_held_against_a_table(site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = TABLE + "Kiểm tra\tcuộc\t\t12\t\n"
    (tmp_path / "b.tsv").write_text(table, encoding="utf-8")
    (tmp_path / "a.txt").write_text(DRAFT.replace("505", "550"), encoding="utf-8")
    words = ["new", "--from", str(tmp_path / "a.txt"), "--table", str(tmp_path / "b.tsv"), *NOW]
    assert main(words) == CLEAN
    text = written(site, "huyen-minh-hoa-ket-nap-vuot-ke-hoach.md")
    assert "\n## Số liệu trong bảng mà bài chưa nêu\n\n- Kiểm tra: 12 cuộc\n" in text
    capsys.readouterr()
    assert main(["check"]) == FAILED
    assert "lỗi B2: Bài viết ghi “550 đoàn viên”, phần số liệu" in capsys.readouterr().out


def test_a_table_may_come_by_the_clipboard(site: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "congtin", "new", "Bảng", "--table", "-", *NOW], input=TABLE.encode(), check=False
    )
    assert done.returncode == CLEAN
    assert "# từ bảng dán vào\n" in written(site, "bang.md")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ([], MISUSE, "Chưa có tiêu đề"),
        (["!!!"], MISUSE, "không có chữ cái hay chữ số nào"),
        (["Bài", "--from", "khong-co.txt"], FAILED, "Không tìm thấy tệp"),
        (["Bài", "--from", "a.pdf"], MISUSE, "Chưa đọc được tệp .pdf"),
        (["Bài", "--from", "hong.docx"], FAILED, "hong.docx: Tệp này không phải tệp Word"),
        (["Bài", "--from", "cu.txt"], FAILED, "không phải văn bản UTF-8"),
        (["Bài", "--from", "trong.txt"], FAILED, "không có nội dung nào"),
        (["Bài", "--table", "trong.txt"], FAILED, "Bảng chưa đọc được"),
        (["Bài", "--now", "hôm nay"], MISUSE, "hôm nay"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_done_is_told(
    site: Path, words: list[str], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / "hong.docx").write_bytes(b"x")
    (site / "cu.txt").write_bytes("Đại hội".encode("utf-16-le"))
    (site / "trong.txt").write_bytes(b"\n")
    (site / "a.pdf").write_bytes(b"x")
    before = sorted(site.rglob("*.md"))
    assert main(["new", *words]) == code
    assert said in capsys.readouterr().err
    assert sorted(site.rglob("*.md")) == before


def test_a_draft_beyond_all_measure_is_refused(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with open(site / "to.txt", "wb") as file:
        file.truncate(30 * 1024 * 1024)
    assert main(["new", "--from", "to.txt"]) == FAILED
    assert "lớn quá 20 MB" in capsys.readouterr().err


def test_outside_a_site_there_are_no_articles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["new", "Bài"]) == MISUSE
    assert "pelicanconf.py" in capsys.readouterr().err


def test_a_new_site_checks_clean_and_builds(site: Path) -> None:
    assert main(["check"]) == CLEAN
    done = subprocess.run([sys.executable, "-m", "congtin", "build", *NOW], capture_output=True, text=True, check=False)
    assert done.returncode == CLEAN, done.stderr
    assert (site / "output/2026/03/bai-minh-hoa/index.html").is_file()
    assert (site / "output/rss.xml").is_file()


def test_without_a_body_in_the_text_that_of_the_site_is_taken(site: Path) -> None:
    articles = site / "content/articles/2026"
    assert main(["new", "Bài", *NOW]) == CLEAN
    assert "organisation: LĐLĐ huyện Minh Họa\n" in written(site, "bai.md")
    (articles / "khac.md").write_text(
        written(site, "bai.md").replace("huyện Minh Họa", "tỉnh").replace("id: bai", "id: x"), encoding="utf-8"
    )
    assert main(["new", "Bài hai", *NOW]) == CLEAN
    assert "organisation" not in written(site, "bai-hai.md")
