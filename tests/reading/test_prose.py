"""Bodies as documents: ``prose/*.md`` holds what is written, the HTML, the blocks with their places, the findings."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from congtin.finding import Severity
from congtin.reading import limits
from congtin.reading.prose import Prose, read_prose
from congtin.story import Block, Scope
from congtin.text import Passage, Source

sys.path.insert(0, str(Path(__file__).parent))
from fixture_cases import Case, cases

CASES = list(cases(Path(__file__).parent / "prose"))


def read(text: str) -> Prose:
    source = Source("bai.md", text)
    return read_prose(Passage.of(source, 0, len(text)))


def told(block: Block) -> str:
    place = block.passage.place()
    cell = f" [{','.join(map(str, block.cell))}]" if block.cell else ""
    marks = "".join(f" {{{o.start}-{o.end} {o.target}}}" for o in block.overrides)
    text = block.passage.text.replace("\n", "⏎")
    where = f"{place.line}:{place.column}-{place.end_line}:{place.end_column}"
    return f"{block.scope}{cell} {where} {text}{marks}\n"


def findings(prose: Prose) -> str:
    return "".join(f"{p.place.line}:{p.place.column} {p.rule} {p.severity} {p.message}\n" for p in prose.problems)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file.stem}: {case.title}")
def test_case(case: Case) -> None:
    prose = read(case.parts["markdown"])
    assert prose.html + "\n" == case.parts["html"]
    assert "".join(map(told, prose.blocks)) == case.parts.get("blocks", "")
    assert findings(prose) == case.parts.get("findings", "")


def test_places_point_into_the_file_not_into_the_body() -> None:
    source = Source("bai.md", "---\ntitle: a\n---\nCó **5** người.\n")
    start = source.text.index("Có")
    (block,) = read_prose(Passage.of(source, start, len(source.text))).blocks
    assert block.passage.place(3, 4) == source.place(start + 5, start + 6)


def test_a_body_put_together_from_pieces_keeps_its_places() -> None:
    source = Source("bai.md", "Có **5** | người, *7* nhà.")
    body = Passage("Có **5** người, *7* nhà.", source, ((0, 0), (9, 11)))
    (block,) = read_prose(body).blocks
    text = block.passage.text
    assert text == "Có 5 người, 7 nhà."
    assert [source.text[block.passage.offset(text.index(sign))] for sign in "5n7"] == ["5", "n", "7"]


def test_an_accent_written_as_an_entity_is_composed() -> None:
    (block,) = read("doan vie&#770;n 5").blocks
    assert block.passage.text == "doan viên 5"


def test_too_long_a_body_is_refused_at_once() -> None:
    prose = read("a " * (limits.SIZE // 2 + 1))
    assert [problem.rule for problem in prose.problems] == [limits.TOO_LARGE]
    assert (prose.html, prose.blocks) == ("", ())


# Each takes Python-Markdown minutes, or its stack, when it is let in.
HEAPS = {
    "opening brackets": "[" * 13_000,
    "quotations": ">" * 331 + " 5",
    "quotations apart": "> " * 331 + "5",
    "list in list": "".join(" " * 4 * depth + f"- {depth}\n" for depth in range(200)),
    "back-ticks": "".join("`" * (1 + i % 60) + "a " for i in range(3_000)),
    "stars": "*a **b " * 5_000,
    "underscores": "_a __b " * 5_000,
    "comments": "<!--\n\n" * 40_000,
    "inline tags": "<b>x\n\n" * 40_000,
    "definitions": "".join(f"[a{i}]: b\n\n" for i in range(20_000)),
    "blanks": "a" + " " * 100_000 + "b",
    "tabs": "a\n" + "\t" * 25_000 + "b",
    "headings": "# a\n" * 15_000,
    "underlined headings": "a\n-\n" * 15_000,
    "rules": "***\n" * 19_000,
    "cells": "|a" * 60_000 + "\n" + "|-" * 60_000 + "\n",
    "ampersands": "&" * 25_000,
    "pictures": "![a](b)\n\n" * 15_000,
}


@pytest.mark.parametrize("text", HEAPS.values(), ids=HEAPS)
def test_heaps_are_refused_in_time(text: str) -> None:
    before = time.process_time()
    prose = read(text)
    assert time.process_time() - before < 5
    assert {limits.TOO_DEEP} <= {problem.rule for problem in prose.problems}
    assert all(problem.severity is Severity.ERROR for problem in prose.problems)


# The same, just inside each limit.
FULL = {
    "marks in a paragraph": "*a **b " * 600,
    "brackets in a paragraph": "[" * limits.MARKS,
    "back-ticks in a paragraph": "".join("`" * (1 + i % 60) + "a " for i in range(65)),
    "tags": "<b>x\n\n" * 4_900,
    "comments": "<!--\n\n" * 4_900,
    "definitions": "".join(f"[a{i}]: b\n\n" for i in range(limits.TOTALS[-1][1])),
    "headings in a paragraph": "# a\n" * 2_200,
    "underlined headings in a paragraph": "a\n-\n" * 2_200,
    "quotations": ">" * limits.NESTING + " 5\n\n" + "> " * limits.NESTING + "5",
    "blanks": ("a" + " " * limits.BLANKS + "b\n") * 1_000,
    "lines": "- a\n" * 19_900,
    "links": "x [b](c) y\n\n" * 4_900,
}


@pytest.mark.parametrize("text", FULL.values(), ids=FULL)
def test_what_the_limits_let_in_is_read_in_time(text: str) -> None:
    before = time.process_time()
    prose = read(text)
    assert time.process_time() - before < 8
    assert limits.TOO_DEEP not in {problem.rule for problem in prose.problems}


def test_what_runs_out_of_stack_in_spite_of_the_limits_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    def fall(text: str) -> None:
        raise RecursionError

    monkeypatch.setattr("congtin.reading.prose.render", fall)
    prose = read("Có 5 <b>người</b>.")
    assert [problem.rule for problem in prose.problems] == [limits.TOO_DEEP]
    assert prose.blocks[0].passage.text == "Có 5 <b>người</b>."


def test_every_scope_of_a_body_is_met_in_the_cases() -> None:
    met = {block.scope for case in CASES for block in read(case.parts["markdown"]).blocks}
    assert met == {scope for scope in Scope if not scope.repeats}
