"""A catalogue that is read without YAML is read as YAML reads it."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from congtin.reading.blocks import Style, read_blocks
from congtin.reading.plainlists import read_plain
from congtin.reading.yamlnodes import read_yaml
from congtin.text import Source

ROOT = Path(__file__).parents[2]
PLAIN = """# Danh mục

- id: doan-vien
  label: Đoàn viên công đoàn
  aliases: [Tổng số đoàn viên, "Đoàn viên, cả nước"]
# số người
- id: don-vi
  label: "Đơn vị"
  splices: []
  note: Có đến ngày chốt.
  terms:
    - name: I
      first_year: 2018
    - name: II
"""

KEYS = st.sampled_from(["id", "label", "tên", "note", "a-b", "c", "d", "e", "<<", "1a", "_"])
SIGNS = "- , \" ' [ ] # : 1 ~ & * ! | > \\ % @ ? ² {} é 😀 null".split()
BLANKS = [" ", "  ", ", ", " #", ": ", "\u00a0", "\u2028", "\x85", "\ufeff", "\t", "\x07"]
BITS = st.sampled_from(["a", "Đoàn viên", "x-1", *SIGNS, *BLANKS])
VALUES = st.one_of(
    st.lists(BITS, max_size=5).map("".join),
    st.lists(BITS, max_size=5).map(lambda bits: f"[{''.join(bits)}]"),
    st.lists(BITS, max_size=5).map(lambda bits: f'"{"".join(bits)}"'),
)
WORDS = st.lists(
    st.sampled_from(["a", "Đoàn viên", "x-1", "–", "TP.HCM", "NN&PTNT", "2020", "(a)", "~", "null"]), min_size=1
)
PLAIN_VALUES = st.one_of(
    WORDS.map(" ".join),
    WORDS.map(lambda words: f"[{', '.join(words)}]"),
    WORDS.map(lambda words: f'"{" ".join(words)}"'),
)
TERMS = "  terms:\n    - name: I\n      first_year: 1\n    - name: II"
PLAIN_LINES = st.one_of(
    st.sampled_from(["- id: c", TERMS, "", "# ghi chú", "    # sâu"]),
    st.tuples(st.sampled_from(["id", "label", "tên", "a-b"]), PLAIN_VALUES).map(lambda pair: f"  {pair[0]}: {pair[1]}"),
)
WILD_LINES = st.one_of(
    st.tuples(st.sampled_from(["- ", "  "]), KEYS, VALUES).map(lambda parts: "{}{}: {}".format(*parts)),
    st.sampled_from(["  ", "---", "  tiếp", "- ", "    sâu: hơn", "-  id: x", "- id:", "        - y: 1"]),
)
LINES = st.tuples(
    st.lists(PLAIN_LINES, max_size=5), st.lists(WILD_LINES, max_size=1), st.lists(PLAIN_LINES, max_size=3)
)


def same(text: str) -> bool:
    """Whether a text was plain; if so it must be what YAML makes of it."""
    plain = read_plain(Source("catalogue/indicators.yaml", text))
    if plain is None:
        return False
    whole = read_yaml(Source("catalogue/indicators.yaml", text))
    assert (plain[0], tuple(plain[1])) == (whole.node, whole.problems)
    return True


@given(LINES.map(lambda parts: "\n".join(["- id: x", *parts[0], *parts[1], *parts[2], ""])))
@example("- id: a\n  id: b\n")
@example("- id: a b\n\n\n# hết\n\n")
@example("- id: a\n  label: b #c\n")
@example("- id: a\n  terms:\n    - name: I\n  note: b\n# hết\n- id: b\n")
@example("- id: a\n  terms:\n    - name: I\n    - name: II\n      terms:\n        - x: y\n\n")
def test_what_is_read_without_yaml_is_what_yaml_reads(text: str) -> None:
    same(text)


@pytest.mark.parametrize("name", ["indicators", "organisations"])
def test_our_own_catalogue_needs_no_yaml(name: str) -> None:
    assert same((ROOT / f"content/catalogue/{name}.yaml").read_text("utf-8"))
    assert same(PLAIN)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# không có gì\n",
        "  id: a\n",
        "id: a\n",
        "- id:\n",
        "- id: a\n    b: c\n",
        "- id: 'a'\n",
        "- id: a: b\n",
        "- a\n",
    ],
)
def test_anything_else_is_for_yaml(text: str) -> None:
    assert not same(text)


@given(st.lists(BITS, max_size=7).map("".join))
@example("a, b")
@example('"a", b c-d')
def test_a_list_in_brackets_is_what_yaml_reads(inside: str) -> None:
    text = f"k: [{inside}]\n"
    source = Source("a.md", text)
    node, problems = read_blocks(source, 0, len(text), Style(lambda path: True, lambda path: False))
    whole = read_yaml(source, 3)
    if not problems and whole.node is not None:
        assert node.pairs[0].value == whole.node
