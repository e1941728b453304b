"""Front matter against the case files of ``frontmatter/``: the tree that is read, the findings, the text after mending.

A ``tree`` prints nodes like YAML (⏎ is a line break); ``findings`` are ``line:column CODE fragment``; ``fixed`` is the
front matter after all edits; ``body`` is where the body starts.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from congtin.finding import Edit, Finding
from congtin.reading.frontmatter import FrontMatter, read_front_matter
from congtin.reading.nodes import Mapping, Node, Scalar, Sequence
from congtin.reading.scalars import plain_in_yaml, quote, read_scalar
from congtin.text import Source, normalise
from reading.fixture_cases import Case, cases

CASES = list(cases(Path(__file__).with_name("frontmatter")))
IDS = [f"{case.file.stem}: {case.title}" for case in CASES]


def read(text: str) -> FrontMatter:
    return read_front_matter(Source("content/articles/bai.md", normalise(text)))


def tree(node: Node) -> Iterator[str]:
    match node:
        case Scalar():
            yield node.text.replace("\n", "⏎")
        case Sequence():
            for item in node.items:
                first, *rest = tree(item)
                yield f"- {first}".rstrip() if not isinstance(item, Sequence) else "-"
                yield from (f"  {line}" for line in ((first, *rest) if isinstance(item, Sequence) else rest))
            if not node.items:
                yield "[]"
        case Mapping():
            for pair in node.pairs:
                if isinstance(pair.value, Scalar):
                    yield f"{pair.key.text}: {next(tree(pair.value))}".rstrip()
                else:
                    yield f"{pair.key.text}:"
                    yield from (f"  {line}" for line in tree(pair.value))


def mended(text: str, findings: tuple[Finding, ...]) -> str:
    edits = [edit for finding in findings for edit in finding.edits]
    for edit in sorted(edits, key=lambda edit: (edit.place.line, edit.place.column), reverse=True):
        text = replaced(text, edit)
    return text


def replaced(text: str, edit: Edit) -> str:
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    place = edit.place
    start, end = starts[place.line - 1] + place.column - 1, starts[place.end_line - 1] + place.end_column - 1
    return text[:start] + edit.text + text[end:]


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_case(case: Case) -> None:
    text = normalise(case.parts["markdown"])
    front = read(text)
    shown = "\n".join(tree(front.mapping)) if front.mapping else ""
    assert shown == case.parts["tree"].rstrip("\n")
    found = sorted(front.problems, key=lambda finding: finding.order)
    told = "\n".join(f"{item.place.line}:{item.place.column} {item.rule} {item.message}" for item in found)
    wanted = case.parts["findings"].splitlines()
    assert len(found) == len(wanted), told
    for item, line in zip(found, wanted, strict=True):
        place, code, fragment = line.split(" ", 2)
        assert f"{item.place.line}:{item.place.column} {item.rule}" == f"{place} {code}", told
        assert fragment in item.message, told
    if "fixed" in case.parts:
        after = mended(text, front.problems)
        assert after.lstrip("\n") == f"---\n{case.parts['fixed']}---\n{front.body.text}"
        assert not read(after).problems
    if "body" in case.parts:
        place, words = case.parts["body"].rstrip("\n").split(" ", 1)
        assert f"{front.body.place().line}:{front.body.place().column}" == place
        assert front.body.text.startswith(words)


def scalars(node: Node) -> Iterator[Scalar]:
    match node:
        case Scalar():
            yield node
        case Sequence():
            for item in node.items:
                yield from scalars(item)
        case Mapping():
            for pair in node.pairs:
                yield pair.key
                yield from scalars(pair.value)


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_every_scalar_knows_where_it_stands(case: Case) -> None:
    source = Source("bai.md", normalise(case.parts["markdown"]))
    mapping = read_front_matter(source).mapping
    for scalar in scalars(mapping) if mapping else ():
        for index, char in enumerate(scalar.text):
            there = source.text[scalar.passage.offset(index)]
            assert there in (char, "\n", "\\"), f"{scalar.text!r} at {index}"


LINE = st.text(st.sampled_from("ađ05 .,:#-'\"[]{}&*!|>%@`?=<\\/()"), min_size=1, max_size=12).map(str.strip)


@given(LINE.filter(bool))
@example("- a")
@example("a: b")
@example("a #b")
@example("a:")
def test_plain_in_yaml_is_what_yaml_says(text: str) -> None:
    """A line that passes as plain is read by PyYAML as the same text; all others it reads otherwise or not at all."""
    try:
        read_by_yaml = yaml.load(f"k: {text}\n", Loader=yaml.BaseLoader)
    except yaml.YAMLError:
        read_by_yaml = None
    if plain_in_yaml(text):
        assert read_by_yaml == {"k": text}
    else:
        assert read_by_yaml != {"k": text}


@given(LINE.filter(bool))
def test_one_line_values_are_read_back_as_written(text: str) -> None:
    """Verbatim or quoted, congtin reads the text; quoted, YAML does too."""
    quoted = quote(text)
    source = Source("bai.md", quoted)
    assert read_scalar(source, 0, len(quoted)) == (read_scalar(source, 0, len(quoted))[0], [])
    assert read_scalar(source, 0, len(quoted))[0].text == text
    assert yaml.load(f"k: {quoted}\n", Loader=yaml.BaseLoader) == {"k": text}


FRONT = st.text(st.sampled_from("ab :#-–|>[]{}'\"&*!,05\t\n\n  \\"), max_size=80)


@given(FRONT)
def test_nothing_is_lost_without_a_word(text: str) -> None:
    """Never raises; each line with something on it is read into the tree, or a finding stands on or spans it."""
    source = Source("bai.md", f"---\n{text}\n---\n")
    front = read_front_matter(source)
    if front.mapping is None:
        assert front.problems
        return
    end = source.text.index("\n---\n", 3) + 1 if "\n---\n" in source.text[3:] else len(source.text)
    last = source.place(end).line - 1
    seen = {line for item in front.problems for line in range(item.place.line, item.place.end_line + 1)}
    for scalar in scalars(front.mapping):
        place = scalar.place
        seen |= set(range(place.line, place.end_line + 1))
    for number in range(2, last + 1):
        line = source.lines[number - 1].strip()
        if line and not line.startswith("#") and line.strip("-[]{},: ") and number not in seen:
            raise AssertionError(f"line {number} {line!r} was lost")
