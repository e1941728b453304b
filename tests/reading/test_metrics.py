"""`metrics:` of an article: fixtures in Markdown (front matter, then its entries and findings with their places)."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from congtin.catalogue import Catalogue
from congtin.finding import Finding, Severity
from congtin.indicator import Indicator, IndicatorKind
from congtin.observation import Aspect, Group
from congtin.organisation import Level, Organisation, Term
from congtin.period import Period, PeriodKind
from congtin.reading.frontmatter import read_front_matter
from congtin.reading.metrics import read_metrics
from congtin.reading.metrics_problems import RULES, UNREAD
from congtin.reading.nodes import Mapping, Pair, Scalar, Sequence
from congtin.text import Passage, Place, Source

FIXTURES = Path(__file__).parent / "metrics"
CATALOGUE = Catalogue(
    (
        Indicator(
            "doan-vien-ket-nap", "Kết nạp đoàn viên mới", "đoàn viên", IndicatorKind.FLOW, ("Kết nạp đoàn viên",)
        ),
        Indicator("doi-thoai", "Doanh nghiệp tổ chức đối thoại", "doanh nghiệp", IndicatorKind.SHARE),
    ),
    (
        Organisation("ldld-huyen-yen-dinh", "LĐLĐ huyện Yên Định", Level.DISTRICT, terms=(Term("X", 2018, 2023),)),
        Organisation("ldld-tinh-thanh-hoa", "LĐLĐ tỉnh Thanh Hóa", Level.PROVINCE),
    ),
)
AS_OF = date(2023, 5, 29)
YEAR = Period(date(2022, 1, 1), date(2022, 12, 31), PeriodKind.YEAR, "năm 2022")


def read(
    text: str, period: Period | None = YEAR, as_of: date | None = AS_OF
) -> tuple[tuple[Group, ...], tuple[Finding, ...]]:
    source = Source("content/articles/bai.md", text)
    front = read_front_matter(source)
    assert front.mapping is not None
    pair = next(pair for pair in front.mapping.pairs if pair.key.text == "metrics")
    groups, findings = read_metrics(
        pair.value,
        catalogue=CATALOGUE,
        organisation="ldld-huyen-yen-dinh",
        period=period,
        as_of=as_of,
        key_place=pair.key.place,
    )
    return groups, (*front.problems, *findings)


def written(text: str) -> list[str]:
    """Groups, entries, observations, findings, one a line."""
    groups, findings = read(text)
    lines: list[str] = []
    for group in groups:
        lines.append(f"- group “{group.title}”{' as target' if group.as_target else ''}")
        for entry in group.entries:
            known = f" = {entry.indicator.id}" if entry.indicator else ""
            extra = [
                f"{name} {value}"
                for name in ("id", "mentions", "note", "basis", "verdict")
                if (value := getattr(entry, name))
            ]
            extra += [name for name in ("estimated", "absent") if getattr(entry, name)]
            lines.append(f"  - {at(entry.label_place)} {entry.label}{known}{' · ' if extra else ''}{', '.join(extra)}")
            for item in entry.observations:
                own = [item.organisation] if item.organisation != "ldld-huyen-yen-dinh" else []
                own += [item.label] if item.label else []
                days = f"{item.period.first or '…'}..{item.period.last or '…'}" if item.period else "no period"
                each = " each year" if item.period and item.period.each_year else ""
                said = f"{item.quantity.said} {item.quantity.measure}".strip()
                lines.append(f"    - {at(item.place)} {item.aspect} {said}, {'; '.join([*own, days])}{each}")
            lines += [f"    - {relation.kind} {' '.join(map(str, relation.members))}" for relation in entry.relations]
    lines += [f"- {finding.rule} {at(finding.place)} {finding.message} → {finding.help}" for finding in findings]
    return lines


def at(place: Place) -> str:
    return f"{place.line}:{place.column}-{place.end_column}"


def cases() -> list[tuple[str, str, list[str]]]:
    found = []
    for path in sorted(FIXTURES.glob("*.md")):
        for part in path.read_text(encoding="utf-8").split("\n## ")[1:]:
            name, _, rest = part.partition("\n")
            block = re.search(r"```yaml\n(.*?)```\n?(.*)", rest, re.DOTALL)
            assert block, name
            found.append((f"{path.stem}: {name}", block[1], [line for line in block[2].splitlines() if line.strip()]))
    return found


@pytest.mark.parametrize(
    ("name", "text", "expected"), cases(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_metrics(name: str, text: str, expected: list[str]) -> None:
    assert written(text) == expected


def test_every_rule_has_a_case() -> None:
    shown = {match[1] for _, _, lines in cases() for line in lines if (match := re.match(r"- ([FQ]\d+) ", line))}
    assert {code for code, _, _ in RULES} | {UNREAD} <= shown


def test_codes_are_in_order_and_have_titles() -> None:
    codes = [int(code[1:]) for code, _, _ in RULES]
    assert codes == sorted(set(codes)) and codes[0] == 30 and codes[-1] < 50
    assert all(title and isinstance(severity, Severity) for _, severity, title in RULES)


def test_a_figure_without_any_period_stands_as_of_the_day_of_the_data() -> None:
    groups, _ = read("---\nmetrics:\n  - Giám sát: 35 cuộc\n---\n", period=None)
    assert groups[0].entries[0].observations[0].period == Period(None, AS_OF, PeriodKind.AS_OF)
    groups, _ = read("---\nmetrics:\n  - Giám sát: 35 cuộc\n---\n", period=None, as_of=None)
    assert groups[0].entries[0].observations[0].period is None


def test_places_quote_the_printed_figures() -> None:
    text = "---\nmetrics:\n  - Kết nạp đoàn viên: 505/410, đạt 123,2%\n---\n"
    groups, _ = read(text)
    lines = text.split("\n")
    for item in groups[0].entries[0].observations:
        assert lines[item.place.line - 1][item.place.column - 1 : item.place.end_column - 1] == item.quantity.text


KEYS = st.sampled_from(
    "title period organisation basis as rows indicator label actual target percent previous change parts of each "
    "measure id mentions note Giám_sát Kết_nạp_đoàn_viên ket-nap kế_hoạch actal".split()
).map(lambda key: key.replace("_", " "))
VALUES = st.sampled_from(
    [
        "505/410, đạt 123,2%",
        "35 cuộc",
        "target",
        "năm 2020",
        "",
        "1.2.3",
        "không có yếu kém",
        "120%",
        "giảm 5%",
        "LĐLĐ tỉnh X",
        "2",
    ]
)


@st.composite
def nodes(draw: st.DrawFn, depth: int = 0) -> Scalar | Sequence | Mapping:
    place = Place("a.md", 1, 1, 1, 1)
    kind = draw(st.sampled_from(["scalar", "scalar", "sequence", "mapping"] if depth < 4 else ["scalar"]))
    if kind == "scalar":
        text = draw(VALUES)
        return Scalar(Passage.of(Source("a.md", text), 0, len(text)))
    if kind == "sequence":
        return Sequence(tuple(draw(st.lists(nodes(depth + 1), max_size=3))), place)
    keys = draw(st.lists(KEYS, max_size=4, unique=True))
    pairs = [Pair(Scalar(Passage.of(Source("a.md", key), 0, len(key))), draw(nodes(depth + 1))) for key in keys]
    return Mapping(tuple(pairs), place)


@given(nodes())
@settings(max_examples=300, deadline=None)
def test_any_nodes_are_read_or_named(node: Scalar | Sequence | Mapping) -> None:
    groups, findings = read_metrics(
        node, catalogue=CATALOGUE, organisation="", period=None, as_of=AS_OF, key_place=Place("a.md")
    )
    entries = [entry for group in groups for entry in group.entries]
    if isinstance(node, Sequence) and node.items:
        assert entries or findings
    for entry in entries:
        assert entry.observations or entry.verdict or entry.absent or findings
        assert all(item.aspect in Aspect for item in entry.observations)
        for relation in entry.relations:
            assert all(0 <= member < len(entry.observations) for member in relation.members)
    assert all(finding.message.strip() and finding.help.strip() for finding in findings)
