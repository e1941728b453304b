"""``congtin check`` with --fix, --suggest, --diff, --undo: what is written, what is told, what is never lost."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from congtin.cli import CLEAN, FAILED, main
from congtin.cli.fix import Change, changes, diff, write
from congtin.finding import Edit
from congtin.portal.failure import Failure
from congtin.reading.insertion import UNVERIFIED
from congtin.text import Source

SETTINGS = 'SITENAME = "Thử"\nSITEURL = "https://example.org"\nPATH = "content"\nPLUGINS = ["congtin"]\n'
CATALOGUE = """\
- id: ket-nap
  label: Kết nạp đoàn viên mới
  aliases: [Kết nạp đoàn viên]
- id: van-hoa
  label: Gia đình văn hóa
  kind: share
"""
HEAD = "---\nid: thu\ntitle: Bài thử\ndate: 02/03/2024\ncategory: Thử\n{}---\n\n{}\n"
PROSE = (
    "Năm 2023, huyện kết nạp mới 505/410 đoàn viên, đạt 123,2%.\n\nHuyện mở 03 lớp tập huấn cho trên 2.000 lượt cán bộ."
)


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An article that declares nothing, in a site that is the current folder."""
    (tmp_path / "pelicanconf.py").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "content/catalogue").mkdir(parents=True)
    (tmp_path / "content/catalogue/indicators.yaml").write_text(CATALOGUE, encoding="utf-8")
    file = tmp_path / "content/articles/bai.md"
    file.parent.mkdir()
    file.write_text(HEAD.format("", PROSE), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return file


def text(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def test_suggest_prints_and_writes_nothing(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = text(article)
    assert main(["check", "--suggest", str(article)]) == FAILED
    printed = capsys.readouterr().out
    assert printed.startswith(
        f"content/articles/bai.md: đề xuất 1 dòng số liệu, 2 cụm kể thêm\n"
        f"metrics:\n  {UNVERIFIED}\n  - Kết nạp đoàn viên mới: 505/410 đoàn viên, đạt 123,2%, năm 2023\n"
        f"facts:\n  {UNVERIFIED}\n  - 03 lớp tập huấn\n  - trên 2.000 lượt cán bộ\n\nĐề xuất lấy từ chính bài viết"
    )
    assert text(article) == before


def test_with_fix_it_is_written_and_final_and_undone(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = text(article)
    article.chmod(0o640)
    assert main(["check", "--suggest", "--fix", str(article)]) == CLEAN
    told = capsys.readouterr().err
    assert "Đã sửa 1 chỗ trong content/articles/bai.md" in told
    assert "congtin check --undo content/articles/bai.md" in told
    assert "bài nhầm đâu thì đề xuất nhầm đó" in told
    written = text(article)
    assert written == HEAD.format(
        f"metrics:\n  {UNVERIFIED}\n  - Kết nạp đoàn viên mới: 505/410 đoàn viên, đạt 123,2%, năm 2023\n"
        f"facts:\n  {UNVERIFIED}\n  - 03 lớp tập huấn\n  - trên 2.000 lượt cán bộ\n",
        PROSE,
    )
    assert article.stat().st_mode & 0o777 == 0o640
    assert main(["check", "--suggest", "--fix", str(article)]) == CLEAN
    assert text(article) == written
    assert main(["check", "--undo", str(article)]) == FAILED
    assert text(article) == before
    assert main(["check", "--undo", str(article)]) == CLEAN
    assert text(article) == written


def test_the_mark_goes_when_the_report_is_named(article: Path) -> None:
    assert main(["check", "--suggest", "--fix"]) == CLEAN
    named = text(article).replace("category: Thử\n", "category: Thử\ndata_from: Báo cáo số 12/BC-LĐLĐ\n")
    article.write_text(named, encoding="utf-8")
    assert main(["check", "--fix"]) == CLEAN
    assert text(article) == "".join(line for line in named.splitlines(keepends=True) if line.strip() != UNVERIFIED)
    article.write_text(f"{text(article)}\nMở thêm 04 buổi.\n", encoding="utf-8")
    assert main(["check", "--fix", "--suggest"]) == CLEAN
    assert UNVERIFIED not in text(article)
    assert "  - 04 buổi\n" in text(article)


def test_diff_shows_what_would_change_and_can_be_applied(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = text(article)
    assert main(["check", "--suggest", "--fix", "--diff", str(article)]) == FAILED
    shown = capsys.readouterr().out
    patch, _, _ = shown.partition("content/articles/bai.md:")
    assert "+facts:\n" in patch
    assert text(article) == before
    subprocess.run(["patch", "-p1", "--quiet"], input=patch, text=True, check=True)
    assert main(["check", "--suggest", "--fix"]) == CLEAN
    assert "Đã sửa" not in capsys.readouterr().err


def test_diff_alone_shows_the_mechanical_mends(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article.write_text(text(article).replace("id: thu\n", ""), encoding="utf-8")
    main(["check", "--diff"])
    shown = capsys.readouterr().out
    assert "+id: content/articles/bai.md\n" in shown
    assert "facts" not in shown.partition("content/articles/bai.md:")[0]


def test_mends_and_proposals_go_together(article: Path) -> None:
    article.write_text(text(article).replace("id: thu\n", ""), encoding="utf-8")
    assert main(["check", "--suggest", "--fix"]) == CLEAN
    assert "id: content/articles/bai.md\n" in text(article)
    assert "facts:\n" in text(article)


def test_for_programs_the_report_stands_alone(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--suggest", "--format", "json"])
    printed = capsys.readouterr()
    assert json.loads(printed.out)["coverage"]["unbound"] == 4
    assert "facts:" in printed.err


def test_facts_told_again_are_listed_again_and_fewer_are_left_to_people(article: Path) -> None:
    facts = "facts:\n  - 03 lớp\n  - trên 2.000 lượt\n  - 505/410 đoàn viên, đạt 123,2%\n"
    article.write_text(HEAD.format(facts, f"{PROSE} Mở 03 lớp nữa."), encoding="utf-8")
    assert main(["check", "--fix"]) == CLEAN
    assert text(article).count("  - 03 lớp\n") == 2
    once = text(article)
    assert main(["check", "--fix"]) == CLEAN
    assert text(article) == once
    article.write_text(once.replace(" Mở 03 lớp nữa.", ""), encoding="utf-8")
    assert main(["check", "--fix"]) == FAILED
    assert text(article).count("  - 03 lớp\n") == 2


def test_lists_that_are_there_are_continued(article: Path) -> None:
    head = "metrics:\n- Gia đình văn hóa: 95%\nfacts:\n# đã hỏi\n- 03 lớp tập huấn\nperiod: năm 2023\n"
    article.write_text(HEAD.format(head, f"{PROSE}\n\nCó 95% gia đình văn hóa."), encoding="utf-8")
    assert main(["check", "--suggest", "--fix"]) == CLEAN
    assert (
        f"metrics:\n- Gia đình văn hóa: 95%\n{UNVERIFIED}\n- Kết nạp đoàn viên mới: 505/410 đoàn viên, đạt 123,2%\n"
        f"facts:\n# đã hỏi\n- 03 lớp tập huấn\n{UNVERIFIED}\n- trên 2.000 lượt cán bộ\nperiod: năm 2023\n"
    ) in text(article)


def test_an_empty_key_is_filled(article: Path) -> None:
    article.write_text(HEAD.format("facts:\n", "Mở 03 lớp."), encoding="utf-8")
    assert main(["check", "--suggest", "--fix"]) == CLEAN
    assert f"facts:\n  {UNVERIFIED}\n  - 03 lớp\n---" in text(article)


@pytest.mark.parametrize("facts", ["facts: [04 buổi]\n", "facts: 04 buổi\n"])
def test_a_list_in_brackets_or_on_one_line_is_left_alone(
    article: Path, facts: str, capsys: pytest.CaptureFixture[str]
) -> None:
    article.write_text(HEAD.format(facts, "Mở 03 lớp, 04 buổi."), encoding="utf-8")
    before = text(article)
    assert main(["check", "--suggest", "--fix"]) == FAILED
    assert text(article) == before
    assert "còn 1 số không đề xuất được" in capsys.readouterr().err


def test_a_slip_of_a_declared_figure_is_not_declared_away(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article.write_text(
        HEAD.format("metrics:\n  - Kết nạp đoàn viên: 1.245\n", "Kết nạp 1.254 đoàn viên."), encoding="utf-8"
    )
    before = text(article)
    assert main(["check", "--suggest", "--fix"]) == FAILED
    assert text(article) == before
    assert "lỗi B2" in capsys.readouterr().out


def test_a_contradiction_of_the_prose_is_shown_not_hidden(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article.write_text(HEAD.format("", PROSE.replace("123,2%", "132,2%")), encoding="utf-8")
    assert main(["check", "--suggest", "--fix"]) == FAILED
    assert "lỗi N1: 505/410 = 123,17%" in capsys.readouterr().out


TABLE = "| Chỉ tiêu | ĐVT | Kế hoạch | Thực hiện |\n|---|---|---|---|\n| Kết nạp đoàn viên | người | 410 | 505 |"


def test_a_table_of_the_body_is_read_by_its_headings(article: Path) -> None:
    article.write_text(HEAD.format("", f"{TABLE}\n\nKết nạp mới 505 đoàn viên trong năm nay."), encoding="utf-8")
    assert main(["check", "--suggest", "--fix"]) == CLEAN
    article.write_text(HEAD.format("", TABLE), encoding="utf-8")
    assert main(["check", "--suggest", "--fix"]) == CLEAN
    assert f"metrics:\n  {UNVERIFIED}\n  - Kết nạp đoàn viên: 505/410 người\n---" in text(article)


def test_aims_below_a_heading_or_behind_a_colon_are_plans(article: Path) -> None:
    prose = "## Phương hướng năm tới\n\nĐại hội đề ra:\n\n- Kết nạp 400 đoàn viên;\n- có 95% gia đình văn hóa."
    article.write_text(HEAD.format("", prose), encoding="utf-8")
    assert main(["check", "--suggest", "--fix"]) == CLEAN
    rows = "  - Kết nạp đoàn viên: kế hoạch 400 đoàn viên\n  - Gia đình văn hóa: kế hoạch 95%\n"
    assert rows in text(article)


def test_a_period_that_is_not_declared_is_quoted_whole(article: Path) -> None:
    prose = "Trong 6 tháng đầu năm 2023, họp ba lần; 6 tháng đầu năm 2023 là kỳ của báo cáo."
    article.write_text(HEAD.format("", prose), encoding="utf-8")
    assert main(["check", "--suggest", "--fix"]) == CLEAN
    assert text(article).count("  - 6 tháng đầu năm 2023\n") == 2


def test_an_unreadable_article_gets_no_proposal(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article.write_text("Mở 03 lớp.", encoding="utf-8")
    assert main(["check", "--suggest", "--fix"]) == FAILED
    assert text(article) == "Mở 03 lớp."


def test_a_file_changed_meanwhile_is_not_written(article: Path) -> None:
    source = Source("content/articles/bai.md", text(article))
    article.write_text(text(article) + "Thêm.\n", encoding="utf-8")
    with pytest.raises(Failure, match="vừa được sửa ở nơi khác"):
        write(Path.cwd(), Change(source, "khác", 1))
    assert text(article).endswith("Thêm.\n")
    assert not list(Path.cwd().rglob("*.congtin"))


def test_nothing_to_take_back_is_told(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--undo", str(article)]) == FAILED
    assert "Không có bản trước nào của content/articles/bai.md" in capsys.readouterr().err


def test_of_two_edits_that_overlap_the_first_wins() -> None:
    source = Source("a.md", "một hai ba")
    edits = [Edit(source.place(0, 7), "x"), Edit(source.place(4, 7), "y"), Edit(source.place(8, 10), "z")]
    [change] = changes(edits, {"a.md": source})
    assert (change.text, change.count) == ("x z", 2)
    assert diff([change]).splitlines()[-2:] == ["+x z", "\\ No newline at end of file"]
    assert changes([Edit(source.place(0, 3), "một")], {"a.md": source}) == []
