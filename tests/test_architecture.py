"""The house rules that a reader relies on: which way the arrows point, who may use what, how large a file may grow."""

from __future__ import annotations

import ast
import importlib
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, is_dataclass
from functools import cached_property
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "plugins" / "congtin"
LONGEST_FILE = 400  # lines: a smell alarm, not a goal; then split by noun

# Each part, and the parts that it may import. A file at the top of the package is a noun unless it is named here.
MAY_IMPORT = {
    "noun": {"noun"},
    "vietnamese": {"vietnamese", "noun"},
    "reading": {"reading", "vietnamese", "noun"},
    "checks": {"checks", "noun"},
    "publishing": {"publishing", "vietnamese", "noun"},
    "resources": {"resources"},
    "portal": {"portal", "reading", "checks", "publishing", "resources", "vietnamese", "noun"},
    "cli": {"cli", "portal", "reading", "checks", "publishing", "resources", "vietnamese", "noun"},
    "__main__": {"cli"},
    "__init__": {"portal"},
}
PLUGIN_FACE = {"__init__", "__main__", "resources"}

# Packages from outside the standard library, and where alone each may be imported.
HOMES = {
    "yaml": ("reading/",),
    "markdown": ("reading/",),
    "bs4": ("reading/",),
    "nh3": ("reading/",),
    "feedgen": ("publishing/feeds/",),
    "resvg_py": ("publishing/share_cards.py",),
    "xlsxwriter": ("publishing/downloads/workbook.py",),
    "pelican": ("portal/", "cli/build.py", "cli/serve.py"),
    "jinja2": ("portal/",),
    "markupsafe": ("portal/",),
    "rich": ("cli/progress.py",),
    "watchfiles": ("cli/serve.py",),
}


@dataclass(frozen=True)
class Import:
    """One import statement: what it names, where it stands, whether it runs when the module is loaded."""

    module: str
    path: str  # of the importing file, from the package's folder
    line: int
    at_load: bool

    def __str__(self) -> str:
        return f"{self.path}:{self.line} imports {self.module}"


def part_of(path: str) -> str:
    """The part of the house that a file of the package belongs to."""
    first, _, rest = path.partition("/")
    name = first.removesuffix(".py")
    return first if rest else name if name in PLUGIN_FACE else "noun"


def imports_of(source: str, path: str) -> Iterator[Import]:
    """Every import of a file; those for type checkers only count as well, since they show what it knows."""
    tree = ast.parse(source)
    lazy = {id(inner) for outer in ast.walk(tree) if isinstance(outer, ast.FunctionDef) for inner in ast.walk(outer)}
    for node in ast.walk(tree):
        at_load = id(node) not in lazy
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(alias.name, path, node.lineno, at_load)
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            if node.level:  # from .x import y
                folder = ["congtin", *Path(path).parent.parts][: len(Path(path).parts) - node.level + 1]
                module = ".".join([*folder, *filter(None, [module])])
            if module == "congtin":
                yield from (Import(f"congtin.{alias.name}", path, node.lineno, at_load) for alias in node.names)
            else:
                yield Import(module, path, node.lineno, at_load)


def all_imports() -> list[Import]:
    files = sorted(PACKAGE.rglob("*.py"))
    return [
        item
        for file in files
        for item in imports_of(file.read_text(encoding="utf-8"), file.relative_to(PACKAGE).as_posix())
    ]


def wrong_way(item: Import) -> bool:
    """Whether an import of our own package points up or sideways."""
    top, _, inner = item.module.partition(".")
    if top != "congtin" or inner in ("", "__version__"):
        return False
    target = inner.split(".")[0]
    part = target if target in MAY_IMPORT else "noun"
    return part not in MAY_IMPORT[part_of(item.path)]


def homeless(item: Import) -> bool:
    """Whether a package from outside is imported where it does not belong."""
    top = item.module.split(".")[0]
    if top == "congtin" or top in sys.stdlib_module_names:
        return False
    return not item.path.startswith(HOMES.get(top, ()))


@pytest.mark.parametrize(
    ("source", "path", "wrong"),
    [
        ("from congtin.checks import RULES", "reading/stories.py", True),
        ("from congtin import checks", "reading/stories.py", True),
        ("from ..checks import RULES", "reading/stories.py", True),
        ("from congtin.vietnamese.periods import read", "checks/metrics.py", True),
        ("from congtin.portal.site import Site", "publishing/feeds.py", True),
        ("def f():\n    from congtin.cli import main", "portal/site.py", True),
        ("from congtin.vietnamese.rows import read", "story.py", True),
        ("from congtin.text import fold", "vietnamese/rows.py", False),
        ("from .scanner import scan", "vietnamese/rows.py", False),
        ("from congtin.checks import RULES", "cli/check.py", False),
        ("import congtin", "cli/check.py", False),
    ],
)
def test_a_wrong_arrow_is_seen(source: str, path: str, wrong: bool) -> None:
    assert any(map(wrong_way, imports_of(source, path))) is wrong


@pytest.mark.parametrize(
    ("source", "path", "wrong"),
    [
        ("import yaml", "text.py", True),
        ("import yaml", "vietnamese/rows.py", True),
        ("import yaml", "reading/nodes.py", False),
        ("from feedgen.feed import FeedGenerator", "publishing/data.py", True),
        ("from feedgen.feed import FeedGenerator", "publishing/feeds/rss.py", False),
        ("from pelican import signals", "cli/check.py", True),
        ("import requests", "portal/site.py", True),
    ],
)
def test_a_package_away_from_home_is_seen(source: str, path: str, wrong: bool) -> None:
    assert any(map(homeless, imports_of(source, path))) is wrong


def test_arrows_point_down() -> None:
    assert not [str(item) for item in all_imports() if wrong_way(item)]


def test_packages_from_outside_stay_at_home() -> None:
    assert not [str(item) for item in all_imports() if homeless(item)]


def test_pelican_waits_until_it_is_needed() -> None:
    """The settings of a site can be read, and its numbers checked, without paying for Pelican's start."""
    eager = {"portal/site.py", "cli/build.py", "cli/serve.py"}
    assert not [
        str(item)
        for item in all_imports()
        if item.at_load and item.module.split(".")[0] == "pelican" and item.path in eager
    ]


def test_checking_numbers_loads_no_pelican() -> None:
    code = "import sys, congtin.cli, congtin.portal.site; sys.exit('pelican' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT / "plugins", check=False).returncode == 0


def test_checking_one_article_loads_nothing_heavy(tmp_path: Path) -> None:
    """Neither parsers that only tests and feeds use, nor what shows progress."""
    heavy = ("bs4", "feedgen", "jinja2", "lxml", "pelican", "rich", "watchfiles")
    article = next((ROOT / "content" / "articles").rglob("*.md"))
    code = (
        f"import sys; from congtin.cli import main; main(['check', {str(article)!r}]);"
        f"sys.exit(', '.join(name for name in {heavy!r} if name in sys.modules) or 0)"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT / "plugins", capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


# What is filled step by step while one text is read; everything else of the nouns, the language and the rules is a value.
WORKING = {"Cast", "Clause", "Draft"}


def values() -> Iterator[type]:
    """Every dataclass of the nouns, the language and the rules."""
    for file in sorted(PACKAGE.rglob("*.py")):
        name = file.relative_to(PACKAGE).with_suffix("").as_posix()
        if part_of(f"{name}.py") in ("noun", "vietnamese", "checks"):
            module = importlib.import_module("congtin." + name.removesuffix("/__init__").replace("/", "."))
            own = (value for value in vars(module).values() if getattr(value, "__module__", "") == module.__name__)
            yield from (value for value in own if isinstance(value, type) and is_dataclass(value))


def test_values_stay_as_they_were_made() -> None:
    open_ended = {value.__name__ for value in values() if not value.__dataclass_params__.frozen}  # type: ignore[attr-defined]
    assert open_ended == WORKING
    loose = [value for value in values() if "__slots__" not in vars(value)]
    # cached_property needs a place of its own in the instance
    assert [
        value for value in loose if not any(isinstance(item, cached_property) for item in vars(value).values())
    ] == []


def test_no_file_grows_past_the_alarm() -> None:
    code = [*PACKAGE.rglob("*.py"), *(ROOT / "tests").rglob("*.py")]
    lengths = {file.relative_to(ROOT).as_posix(): file.read_text(encoding="utf-8").count("\n") for file in code}
    assert not {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE}


def test_no_file_is_called_utils() -> None:
    assert not [file for file in PACKAGE.rglob("*.py") if file.stem in ("utils", "util", "helpers", "common", "misc")]


@pytest.mark.parametrize("tool", [["ruff", "check", "--output-format=concise"], ["mypy"]], ids=lambda tool: tool[0])
def test_strict_tools_are_content(tool: list[str]) -> None:
    done = subprocess.run([sys.executable, "-m", *tool], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
