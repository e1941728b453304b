"""Documents cannot drift: what they say of rules, keys, commands, settings and examples is held against the code."""

from __future__ import annotations

import argparse
import ast
import importlib
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent
DOCS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
WORDS = {"error": "lỗi", "warning": "cần xem lại", "note": "lưu ý"}
CODE = re.compile(r"[A-Z]\d{1,2}")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def modules() -> Iterator[ModuleType]:
    """Every module of the package; Pelican comes in with some of them."""
    package = importlib.import_module("congtin")
    for found in pkgutil.walk_packages(package.__path__, "congtin."):
        if not found.name.endswith("__main__"):
            yield importlib.import_module(found.name)


def rules() -> dict[str, tuple[str, str]]:
    """Code → severity and title, of all tables called RULES, whichever module they stand in."""
    found: dict[str, tuple[str, str]] = {}
    for module in modules():
        for row in getattr(module, "RULES", ()):
            code, severity, title = row if isinstance(row, tuple) else (row.code, row.severity, row.title)
            assert found.setdefault(code, (WORDS[severity], title)) == (WORDS[severity], title), code
    return found


def codes_in_source() -> set[str]:
    """Every text of the source that has the form of a rule's code."""
    trees = (ast.parse(file.read_text(encoding="utf-8")) for file in (ROOT / "plugins").rglob("*.py"))
    texts = (node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {text for text in texts if isinstance(text, str) and CODE.fullmatch(text)}


def documented() -> dict[str, tuple[str, str]]:
    rows = re.findall(r"^\| (\w+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", read("docs/quy-tac.md"), re.M)
    table = [(code, severity, title) for code, severity, title, _ in rows if CODE.fullmatch(code)]
    assert len({code for code, _, _ in table}) == len(table), "a code stands twice"
    return {code: (severity, title) for code, severity, title in table}


def test_every_rule_is_documented_as_the_code_has_it() -> None:
    known = documented()
    assert {code: known.get(code) for code in rules()} == rules()


def test_every_code_of_the_source_is_documented_and_no_other() -> None:
    assert codes_in_source() == set(documented())


def test_every_key_of_front_matter_is_in_the_editors_guide() -> None:
    keys = importlib.import_module("congtin.reading.keys")
    guide = read("docs/bien-tap.md")
    tables = [table for table in vars(keys).values() if isinstance(table, keys.KeyTable)]
    assert tables
    names = {key.name for table in tables for key in table.keys}
    assert not {name for name in names if f"`{name}`" not in guide and f"{name}:" not in guide}


def commands() -> dict[str, argparse.ArgumentParser]:
    cli = importlib.import_module("congtin.cli")
    parser = argparse.ArgumentParser()
    subparsers = parser.add_subparsers()
    for name in cli.COMMANDS:
        importlib.import_module(f"congtin.cli.{name}").add_parser(subparsers)
    return dict(subparsers.choices)


def test_every_command_and_option_is_documented() -> None:
    text = read("docs/settings.md")
    rows = re.findall(r"^\| `(--[\w-]+)` \| ([\w, ]+) \|", text, re.M)
    written = {(option, name) for option, names in rows for name in names.split(", ")}
    existing = {
        (option, name)
        for name, parser in commands().items()
        for action in parser._actions
        for option in action.option_strings
        if option.startswith("--") and option != "--help"
    }
    assert written == existing
    for name in commands():
        assert f"`congtin {name}" in text
        assert f"`congtin {name}" in read("README.md")


def test_every_setting_is_documented() -> None:
    settings = importlib.import_module("congtin.portal.settings")
    text = read("docs/settings.md")
    rows = set(re.findall(r"^\| `(\w+)` \|", text, re.M))
    assert rows - {name for name, _ in commands().items()} == {*settings.KEYS, *settings.FOOTER_KEYS}


def test_every_make_target_is_documented() -> None:
    phony = re.search(r"^\.PHONY: (.*)$", read("Makefile"), re.M)
    assert phony
    assert not {target for target in phony[1].split() if f"`make {target}`" not in read("README.md")}


@pytest.mark.parametrize("file", DOCS, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_links_between_documents_lead_somewhere(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)\s]+)\)", FENCE.sub("", text)):
        path, _, anchor = target.partition("#")
        if "://" in target:
            continue
        goal = file.parent / path if path else file
        assert goal.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.*)$", goal.read_text(encoding="utf-8"), re.M)
            slugs = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
            assert anchor in slugs, target


def test_decision_records_are_numbered_and_listed() -> None:
    files = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    assert [int(file.name[:4]) for file in files] == list(range(1, len(files) + 1))
    index = read("docs/decisions/README.md")
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert text.startswith(f"# {file.name[:4]} ")
        assert "\nStatus: " in text
        assert f"]({file.name})" in index


def site_of(article: str, folder: Path) -> Path:
    """A site of that one article."""
    (folder / "content" / "articles").mkdir(parents=True)
    (folder / "pelicanconf.py").write_text(
        'SITENAME = "Công đoàn"\nSITEURL = "https://congdoan.example"\nPATH = "content"\n', encoding="utf-8"
    )
    file = folder / "content" / "articles" / "bai.md"
    file.write_text(article, encoding="utf-8")
    return file


def check(article: str, folder: Path) -> subprocess.CompletedProcess[str]:
    site_of(article, folder)
    command = [sys.executable, "-m", "congtin", "check"]
    environment = {"PYTHONPATH": str(ROOT / "plugins"), "PYTHONUTF8": "1"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def articles(name: str) -> list[str]:
    return [text for language, text in FENCE.findall(read(name)) if language == "markdown" and text.startswith("---\n")]


def test_the_readme_shows_what_the_check_really_says(tmp_path: Path) -> None:
    [article] = articles("README.md")
    [shown] = [text for language, text in FENCE.findall(read("README.md")) if language == "text"]
    done = check(article, tmp_path)
    assert done.returncode == 1, done.stderr
    assert done.stdout == shown


@pytest.mark.parametrize("article", articles("docs/bien-tap.md"), ids=lambda text: text.splitlines()[1])
def test_articles_of_the_editors_guide_are_sound(article: str, tmp_path: Path) -> None:
    done = check(article, tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert " lỗi " not in done.stdout


def rows_of_the_guide() -> list[str]:
    return re.findall(r"^\| `([^`]+: [^`]+)` \|", read("docs/bien-tap.md"), re.M)


def test_rows_of_the_editors_guide_are_read(tmp_path: Path) -> None:
    rows = rows_of_the_guide()
    assert len(rows) > 5
    listing = "\n".join(f"  - {row}" for row in rows)
    article = f"---\ntitle: Các dòng mẫu\ndate: 01/01/2024\ncategory: Mẫu\nmetrics:\n{listing}\n---\n\nBài mẫu.\n"
    done = check(article, tmp_path)
    unread = [line for line in done.stdout.splitlines() if re.search(r" lỗi (F|Q|N)\d", line)]
    assert not unread
