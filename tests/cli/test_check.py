"""``congtin check``: contract of its output, exit codes, mends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from congtin.cli import BUG, CLEAN, FAILED, MISUSE, main

ARTICLE = """---
title: Bài minh họa
id: minh-hoa
date: 02/03/2024
category: Minh họa
metrics:
  - Kết nạp đoàn viên: 505/410 đoàn viên, đạt {percent}
---
Thị xã kết nạp 505/410 đoàn viên, đạt {percent} kế hoạch.
"""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "pelicanconf.py").write_text(
        'SITENAME = "Cổng tin minh họa"\nSITEURL = "https://example.org"\nPATH = "content"\n'
        'PLUGINS = ["congtin"]\nTIMEZONE = "Asia/Ho_Chi_Minh"\nDEFAULT_LANG = "vi"\n',
        encoding="utf-8",
    )
    articles = tmp_path / "content" / "articles" / "2024"
    articles.mkdir(parents=True)
    (articles / "khop.md").write_text(ARTICLE.format(percent="123,2%"), encoding="utf-8")
    wrong = ARTICLE.replace("minh-hoa", "minh-hoa-2").format(percent="132,2%")
    (articles / "lech.md").write_text(wrong, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_json_is_the_object_of_the_contract(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--format", "json"]) == FAILED
    report = json.loads(capsys.readouterr().out)
    assert report["articles"] == 2
    assert report["observations"] == 6
    assert report["coverage"] == {"quantities": 4, "bound": 4, "facts": 0, "waived": 0, "unbound": 0}
    (finding,) = [item for item in report["findings"] if item["severity"] == "error"]
    assert finding["rule"] == "N1"
    assert finding["path"] == "content/articles/2024/lech.md"
    assert (finding["line"], finding["column"], finding["end_line"], finding["end_column"]) == (7, 47, 7, 53)
    assert "505/410 = 123,17%" in finding["message"]
    assert finding["help"]
    assert {"path", "line", "column", "message"} == set(finding["related"][0])


def test_a_path_narrows_findings_and_counts(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "content/articles/2024/khop.md", "--format", "json"]) == CLEAN
    report = json.loads(capsys.readouterr().out)
    assert (report["findings"], report["articles"], report["observations"]) == ([], 1, 3)


def test_text_shows_place_source_line_carets_and_counts(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == FAILED
    printed = capsys.readouterr().out
    assert "content/articles/2024/lech.md:7:47: lỗi N1: 505/410 = 123,17%" in printed
    line, carets = printed.splitlines()[1:3]
    assert line[carets.index("^") : carets.rindex("^") + 1] == "132,2%"
    assert printed.rstrip().endswith("Đã đối chiếu 4/4 số, 1 lỗi phải sửa.")


def test_a_folder_outside_any_site_and_a_missing_file_say_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["check"]) == MISUSE
    assert "pelicanconf.py" in capsys.readouterr().err
    assert main(["check", "khong-co.md"]) == FAILED
    assert "khong-co.md" in capsys.readouterr().err


def test_misuse_is_2(capsys: pytest.CaptureFixture[str]) -> None:
    for words in ([], ["xyz"], ["check", "--format", "xml"]):
        with pytest.raises(SystemExit) as stop:
            main(words)
        assert stop.value.code == MISUSE


def test_fix_writes_what_is_mechanical_and_keeps_the_rest(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = site / "content/articles/2024/khop.md"
    file.write_text(file.read_text(encoding="utf-8").replace("id: minh-hoa\n", ""), encoding="utf-8")
    before = file.read_text(encoding="utf-8")
    assert main(["check", "--fix", str(file)]) == CLEAN
    after = file.read_text(encoding="utf-8")
    assert "\nid: " in after
    assert [line for line in after.splitlines() if not line.startswith("id:")] == before.splitlines()
    assert main(["check", "--fix", str(file)]) == CLEAN
    assert file.read_text(encoding="utf-8") == after


def test_a_bug_of_ours_is_70_with_a_report_and_no_traceback(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TMPDIR", str(site))
    monkeypatch.setattr("tempfile.tempdir", None)
    monkeypatch.setattr("congtin.cli.examining.examine", lambda *_: 1 / 0)
    assert main(["check"]) == BUG
    shown = capsys.readouterr()
    assert "Traceback" not in shown.out + shown.err
    (report,) = site.glob("congtin-*.txt")
    assert "ZeroDivisionError" in report.read_text(encoding="utf-8")


def test_input_that_cannot_be_read_is_named(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied", "bai.md")

    monkeypatch.setattr("congtin.cli.examining.examine", refuse)
    assert main(["check"]) == FAILED
    assert "bai.md" in capsys.readouterr().err
