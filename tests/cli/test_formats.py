"""The faces of a report: for people, for GitHub, for SARIF's readers; each says what the JSON says."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft4Validator, FormatChecker

from congtin.cli import CLEAN, FAILED, MISUSE, main
from congtin.cli.formats import Sheet, render
from congtin.cli.quoting import quoted
from congtin.cli.rulebook import rulebook
from congtin.finding import Finding, Severity
from congtin.report import Report
from congtin.text import Place, Source

Capture = pytest.CaptureFixture[str]
SCHEMA = Path(__file__).parent.parent / "fixtures/sarif/sarif-schema-2.1.0.json"


def check(capsys: Capture, *words: str) -> str:
    """What ``congtin check`` prints."""
    main(["check", *words])
    return capsys.readouterr().out


def findings(capsys: Capture, *words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(check(capsys, "--format", "json", *words))["findings"]
    return found


@pytest.fixture
def sarif(faulty: Path, capsys: Capture) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(check(capsys, "--format", "sarif"))
    return log


def test_sarif_obeys_its_schema(sarif: dict[str, Any]) -> None:
    validator = Draft4Validator(json.loads(SCHEMA.read_text(encoding="utf-8")), format_checker=FormatChecker())
    assert [error.message for error in validator.iter_errors(sarif)] == []
    sarif["runs"][0]["results"][0]["level"] = "grave"
    assert list(validator.iter_errors(sarif)), "the schema sees nothing"


def test_sarif_of_a_clean_site_obeys_it_too(faulty: Path, capsys: Capture) -> None:
    log = json.loads(check(capsys, "--format", "sarif", "content/articles/2024/khop.md"))
    assert list(Draft4Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).iter_errors(log)) == []
    assert log["runs"][0]["results"] == []


def test_sarif_says_what_the_json_says(sarif: dict[str, Any], capsys: Capture) -> None:
    [run] = sarif["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    listed = []
    for result in run["results"]:
        [location] = result["locations"]
        physical = location["physicalLocation"]
        region = physical["region"]
        listed.append(
            {
                "rule": result["ruleId"],
                "severity": result["level"],
                "path": unquote(physical["artifactLocation"]["uri"]),
                "line": region["startLine"],
                "column": region["startColumn"],
                "end_line": region["endLine"],
                "end_column": region["endColumn"],
                "text": result["message"]["text"],
                "related": [
                    (item["physicalLocation"]["region"]["startLine"], item["message"]["text"])
                    for item in result.get("relatedLocations", [])
                ],
            }
        )
    expected = [
        {
            **{key: item[key] for key in ("rule", "severity", "path", "line", "column", "end_line", "end_column")},
            "text": f"{item['message']} {item['help']}",
            "related": [(other["line"], other["message"]) for other in item["related"]],
        }
        for item in findings(capsys)
    ]
    assert {item["rule"] for item in expected} >= {"B1", "B2", "B5", "D1", "F16", "F27", "N1", "N3", "P2"}
    assert listed == expected


def test_sarif_names_its_rules_in_vietnamese_with_a_text_of_help(sarif: dict[str, Any]) -> None:
    driver = sarif["runs"][0]["tool"]["driver"]
    rules = {rule["id"]: rule for rule in driver["rules"]}
    assert rules["N1"]["shortDescription"]["text"] == "Tỷ lệ phần trăm và hai số của nó"
    assert rules["N1"]["help"]["text"] == rulebook()["N1"].text
    for result in sarif["runs"][0]["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_sarif_carries_the_mends(sarif: dict[str, Any], faulty: Path) -> None:
    """A reader that makes the first mend of F16 writes what ``--fix`` writes."""
    [result] = [item for item in sarif["runs"][0]["results"] if item["ruleId"] == "F16"]
    [change] = result["fixes"][0]["artifactChanges"]
    file = faulty / unquote(change["artifactLocation"]["uri"])
    lines = file.read_text(encoding="utf-8").split("\n")
    for edit in reversed(change["replacements"]):
        region = edit["deletedRegion"]
        assert region["startLine"] == region["endLine"]
        line = lines[region["startLine"] - 1]
        new = edit["insertedContent"]["text"]
        lines[region["startLine"] - 1] = line[: region["startColumn"] - 1] + new + line[region["endColumn"] - 1 :]
    assert main(["check", "--select", "F16", "--fix"]) == CLEAN
    assert file.read_text(encoding="utf-8") == "\n".join(lines)


def test_fingerprints_stay_when_lines_move_and_part_what_is_alike(
    sarif: dict[str, Any], faulty: Path, capsys: Capture
) -> None:
    def prints(log: dict[str, Any]) -> list[str]:
        return [item["partialFingerprints"]["congtinFinding/v1"] for item in log["runs"][0]["results"]]

    before = prints(sarif)
    assert len(set(before)) == len(before)
    file = faulty / "content/articles/2024/lech số.md"
    file.write_text(file.read_text(encoding="utf-8").replace("---\n", "---\n# ghi chú\n", 1), encoding="utf-8")
    assert prints(json.loads(check(capsys, "--format", "sarif"))) == before


COMMAND = re.compile(r"::(error|warning|notice) file=([^,]*),line=(\d+),(.*?)title=([^,:]*)::(.*)")


def test_github_gets_one_escaped_command_a_finding(faulty: Path, capsys: Capture) -> None:
    expected = findings(capsys)
    *commands, closing = check(capsys, "--format", "github").splitlines()
    assert closing.startswith("Đã đối chiếu ")
    assert len(commands) == len(expected)
    for command, finding in zip(commands, expected, strict=True):
        match = COMMAND.fullmatch(command)
        assert match, command
        kind, file, line, columns, title, text = (unquote(part) for part in match.groups())
        assert (kind.replace("notice", "note"), file, int(line)) == (
            finding["severity"],
            finding["path"],
            finding["line"],
        )
        assert columns == f"col={finding['column']},endLine={finding['end_line']},endColumn={finding['end_column']},"
        assert title == f"{finding['rule']} {rulebook()[finding['rule']].title}"
        assert text.split("\n")[0] == f"{finding['message']} {finding['help']}"
        assert len(text.split("\n")) == 1 + len(finding["related"])


def test_github_paths_count_from_the_checkout(faulty: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_WORKSPACE", str(faulty.parent))
    assert "::error file=trang%2C tin/content/articles/2024/lech số.md,line=" in check(capsys, "--format", "github")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(faulty / "content"))
    assert "::error file=content/articles/2024/lech số.md,line=" in check(capsys, "--format", "github")


def test_github_gets_no_columns_where_a_finding_spans_lines() -> None:
    spanning = Finding("F50", Severity.WARNING, Place("a.md", 3, 5, 4, 2), "Hai dòng:\nmột, hai.", "")
    printed = render("github", Sheet(Report((spanning,)), {}, Path.cwd()))
    assert "::warning file=a.md,line=3,endLine=4,title=F50 Thẻ HTML chạy được::Hai dòng:%0Amột, hai.\n" in printed


def test_quiet_counts_by_file(faulty: Path, capsys: Capture) -> None:
    assert check(capsys, "--quiet").splitlines() == [
        "content/articles/2024/lech số.md: 7 lỗi phải sửa, 2 lưu ý",
        "Đã đối chiếu 6/8 số, 7 lỗi phải sửa, 2 lưu ý.",
    ]
    assert check(capsys, "--quiet", "--lang", "en", "--select", "F").splitlines() == [
        "content/articles/2024/lech số.md: 2 notes",
        "6/8 numbers compared, 2 notes.",
    ]


def test_programs_get_their_object_alone_and_people_the_closing_line(faulty: Path, capsys: Capture) -> None:
    for name in ("json", "sarif"):
        main(["check", "--format", name])
        shown = capsys.readouterr()
        json.loads(shown.out)
        assert shown.err == "Đã đối chiếu 6/8 số, 7 lỗi phải sửa, 2 lưu ý.\n"


@pytest.mark.parametrize(
    ("terminal", "environment", "coloured"),
    [
        (True, {}, True),
        (False, {}, False),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"NO_COLOR": ""}, True),
        (True, {"TERM": "dumb"}, False),
    ],
)
def test_colour_is_for_terminals(
    terminal: bool,
    environment: dict[str, str],
    coloured: bool,
    faulty: Path,
    capsys: Capture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plain = check(capsys)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: terminal)
    printed = check(capsys)
    assert ("\x1b[31;1mlỗi N1:\x1b[0m" in printed) is coloured
    assert re.sub("\x1b\\[[0-9;]*m", "", printed) == plain


@pytest.mark.parametrize(
    ("words", "rules"),
    [
        (["--select", "N"], {"N1", "N3"}),
        (["--select", "n1,B2"], {"N1", "B2"}),
        (["--select", "N", "--select", "P2"], {"N1", "N3", "P2"}),
        (["--select", "N", "--ignore", "N3"], {"N1"}),
        (["--ignore", "N,B,F,P"], {"D1"}),
        (["--select", "F3"], set()),
    ],
)
def test_select_and_ignore_take_codes_and_families(
    words: list[str], rules: set[str], faulty: Path, capsys: Capture
) -> None:
    assert {item["rule"] for item in findings(capsys, *words)} == rules
    assert main(["check", *words]) == (FAILED if rules else CLEAN)


def test_a_rule_that_is_off_runs_where_its_code_is_written_out(faulty: Path, capsys: Capture) -> None:
    article = faulty / "content" / "articles" / "2024" / "khop.md"
    article.write_text(
        article.read_text(encoding="utf-8") + "\nNgày 02/03/2021, hội nghị khai mạc.\n", encoding="utf-8"
    )
    assert {item["rule"] for item in findings(capsys, "--select", "P6")} == {"P6"}
    assert "P6" not in {item["rule"] for item in findings(capsys, "--select", "P")}
    assert "P6" not in {item["rule"] for item in findings(capsys)}


@pytest.mark.parametrize(
    ("name", "said"),
    [("N41", "Có phải là N1?"), ("f161", "Có phải là F1"), ("xyz", "Các họ mã: B, D, F, N, P, Q, R, S")],
)
def test_an_unknown_code_is_misuse(name: str, said: str, faulty: Path, capsys: Capture) -> None:
    assert main(["check", "--select", name]) == MISUSE
    assert main(["check", "--ignore", f"N1,{name}"]) == MISUSE
    shown = capsys.readouterr()
    assert shown.err.count(said) == 2
    assert shown.out == ""


def test_what_stands_at_a_place() -> None:
    sources = {"a.md": Source("a.md", "một hai\nba bốn\nnăm")}
    assert quoted(Place("a.md", 1, 5, 1, 8), sources) == "hai"
    assert quoted(Place("a.md", 1, 5, 3, 2), sources) == "hai\nba bốn\nn"
    assert quoted(Place("a.md", 9, 1, 9, 2), sources) == quoted(Place("b.md"), sources) == ""
