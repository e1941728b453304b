"""The catalogue against ``catalogue/cases.md``: the two files, what they hold, the findings."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from congtin.catalogue import Catalogue
from congtin.reading.catalogue import read_catalogue

sys.path.insert(0, str(Path(__file__).parent))
from fixture_cases import Case, cases

CASES = list(cases(Path(__file__).with_name("catalogue")))


def shown(catalogue: Catalogue) -> Iterator[str]:
    for item in catalogue.indicators:
        values = (item.id, item.label, item.measure, item.kind, "; ".join(item.aliases), item.definition)
        flows = [f"{sign}{name}" for sign, names in (("+", item.inflows), ("-", item.outflows)) for name in names]
        yield " | ".join(map(str, (*values, " ".join(flows)) if flows else values))
    for body in catalogue.organisations:
        lists = (body.predecessors, body.successors, [f"{t.name} {t.first_year}-{t.last_year}" for t in body.terms])
        values = (body.id, body.name, body.level, body.parent, "; ".join(body.aliases), body.valid_from, body.valid_to)
        more = [f"= {' + '.join(body.splices)}"] * bool(body.splices) + ["partial"] * body.partial
        yield " | ".join(map(str, (*values, *("; ".join(part) for part in lists), body.note, *more)))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_case(case: Case, tmp_path: Path) -> None:
    folder = tmp_path / "content" / "catalogue"
    folder.mkdir(parents=True)
    for name in ("indicators", "organisations"):
        if name in case.parts:
            (folder / f"{name}.yaml").write_text(case.parts[name], encoding="utf-8")
    catalogue = read_catalogue(tmp_path, tmp_path / "content")
    told = [
        f"{item.place.path.rpartition('/')[2]}:{item.place.line}:{item.place.column} {item.rule} {item.message}"
        for item in catalogue.problems
    ]
    assert list(shown(catalogue)) == case.parts["catalogue"].splitlines(), "\n".join(told)
    wanted = case.parts["findings"].splitlines()
    assert len(told) == len(wanted), "\n".join(told)
    for line, want in zip(told, wanted, strict=True):
        place, code, fragment = want.split(" ", 2)
        assert line.startswith(f"{place} {code} "), "\n".join(told)
        assert fragment in line


def test_without_files_it_is_empty(tmp_path: Path) -> None:
    assert read_catalogue(tmp_path, tmp_path / "content") == Catalogue()


def test_a_link_to_nothing_is_no_empty_catalogue(tmp_path: Path) -> None:
    folder = tmp_path / "content" / "catalogue"
    folder.mkdir(parents=True)
    (folder / "indicators.yaml").symlink_to(tmp_path / "nothing.yaml")
    assert [item.rule for item in read_catalogue(tmp_path, tmp_path / "content").problems] == ["F1"]


def test_a_file_that_is_not_read_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "content" / "catalogue"
    folder.mkdir(parents=True)
    (folder / "indicator.yaml").write_text("- id: a\n", encoding="utf-8")
    (folder / "organisations.yml").write_text("", encoding="utf-8")
    found = read_catalogue(tmp_path, tmp_path / "content").problems
    assert [item.rule for item in found] == ["F3", "F3"]
    assert "Có phải là `indicators.yaml`" in found[0].message
    assert "Có phải là `organisations.yaml`" in found[1].message
