"""Charts: small, readable without colour, honest about what is missing; nothing in them runs."""

from __future__ import annotations

import re
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest

from congtin.publishing.charts import (
    LARGEST,
    MOST_BARS,
    MOST_PANELS,
    MOST_POINTS,
    Bar,
    Caption,
    Panel,
    Point,
    bars,
    line,
    multiples,
)

CAPTION = Caption("c", "Kết nạp đoàn viên mới, năm 2024 (đoàn viên)", "Thanh đặc là thực hiện. Bảng có đủ số liệu.")
HOSTILE = "\"'><script>alert(1)</script><b onmouseover=x>&amp;"
LONG = "Công đoàn Các khu công nghiệp và khu kinh tế"
FULLEST = {
    "bars": bars(CAPTION, [Bar(LONG, f"{at}.123.456 / 1.234.567", Decimal(at * 10**6), Decimal(1234567), rough=at % 3 == 0)
                           for at in range(MOST_BARS)]),
    "line": line(CAPTION, [Point(f"{at}/2024", "1.123.456", Decimal(at**3), at % 4 == 0, at % 5 == 0)
                           for at in range(MOST_POINTS)]),
    "multiples": multiples(CAPTION, [Panel(LONG, tuple(Point(str(2010 + at), "123.456", Decimal(at**3), at % 4 == 0)
                                                       for at in range(MOST_POINTS))) for _ in range(MOST_PANELS)]),
}  # fmt: skip


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)


def path(svg: str, kind: str) -> str:
    found = re.search(rf'<path class="{kind}"[^>]* d="([^"]*)"', svg)
    return found[1] if found else ""


@pytest.mark.parametrize("name", FULLEST)
def test_a_chart_is_small_however_full(name: str) -> None:
    assert len(FULLEST[name].encode()) <= LARGEST


@pytest.mark.parametrize("name", FULLEST)
def test_a_chart_has_a_name_and_a_description_and_runs_nothing(name: str) -> None:
    root = parsed(FULLEST[name])
    assert root.get("role") == "img"
    title, description = root[0], root[1]
    assert (title.tag, title.text, title.get("id")) == ("title", CAPTION.title, root.get("aria-labelledby"))
    assert (description.tag, description.text, description.get("id")) == (
        "desc",
        CAPTION.description,
        root.get("aria-describedby"),
    )
    for element in root.iter():
        assert element.tag in ("svg", "title", "desc", "g", "path", "text", "pattern")
        assert not [key for key in element.attrib if key == "style" or key.startswith("on") or "href" in key]


@pytest.mark.parametrize("name", FULLEST)
def test_colour_is_the_pages_own(name: str) -> None:
    painted = re.findall(r'(?:fill|stroke)="([^"]*)"', FULLEST[name])
    assert set(painted) <= {"currentColor", "none", "url(#c-h)"}


@pytest.mark.parametrize("name", FULLEST)
def test_all_stands_within_the_frame(name: str) -> None:
    wide, high = map(int, parsed(FULLEST[name]).get("viewBox", "").split()[2:])
    for start, top in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", FULLEST[name]):
        assert 0 <= float(start) <= wide
        assert 0 <= float(top) <= high


def test_what_is_printed_is_escaped() -> None:
    caption = Caption("c", HOSTILE, HOSTILE)
    for svg in (
        bars(caption, [Bar(HOSTILE, HOSTILE, Decimal(1))]),
        line(caption, [Point(HOSTILE, HOSTILE, Decimal(1)), Point("b", "2", Decimal(2))]),
        multiples(caption, [Panel(HOSTILE, (Point(HOSTILE, HOSTILE, Decimal(1)),))]),
    ):
        assert not [element for element in parsed(svg).iter() if element.tag in ("script", "b")]


def test_bars_are_as_long_as_their_figures_and_a_plan_is_a_frame() -> None:
    svg = bars(CAPTION, [Bar("A", "50 / 100", Decimal(50), Decimal(100)), Bar("B", "100", Decimal(100))])
    assert re.findall(r"h([\d.]+)v", path(svg, "done"))[:2] == ["169", "338"]
    assert re.findall(r"h([\d.]+)v", path(svg, "plan"))[0] == "338"
    assert "kế hoạch</text>" in svg
    assert "nói tròn" not in svg
    assert "<pattern" not in svg


def test_what_is_not_known_is_not_zero() -> None:
    missing = bars(CAPTION, [Bar("A", "chưa báo cáo"), Bar("B", "0", Decimal(0)), Bar("C", "9", Decimal(9))])
    assert path(missing, "done").count("z") == 2, "a zero has a bar, if the thinnest; what is not known has none"
    assert path(missing, "axis").startswith("M1 19")
    assert ">chưa báo cáo</text>" in missing


def test_rounded_figures_are_hatched() -> None:
    svg = bars(CAPTION, [Bar("A", "khoảng 50", Decimal(50), rough=True)])
    assert path(svg, "done") == ""
    assert '<pattern id="c-h"' in svg
    assert 'fill="url(#c-h)"' in svg
    assert "số ước hoặc nói tròn</text>" in svg


def test_bars_below_zero_go_to_the_left_of_it() -> None:
    svg = bars(CAPTION, [Bar("A", "-50", Decimal(-50)), Bar("B", "50", Decimal(50))])
    assert re.findall(r"M([\d.]+) [\d.]+h([\d.]+)", path(svg, "done")) == [("1", "169"), ("170", "169")]


def test_a_gap_interrupts_the_line_and_a_break_is_seen() -> None:
    values = [1, 2, None, 3, 4, 5]
    points = [
        Point(str(2018 + at), str(value), Decimal(value) if value else None, breaks=at == 5)
        for at, value in enumerate(values)
    ]
    svg = line(CAPTION, points)
    pieces = [piece.count("L") for piece in path(svg, "line").split("M")[1:]]
    assert pieces == [1, 1, 0], "from 2018 to 2019, from 2021 to 2022, and 2023 alone after the break"
    assert path(svg, "break").count("M") == 1
    assert path(svg, "dot").count("h0") == 5
    assert "None" not in svg


def test_a_figure_that_is_not_exact_is_a_ring() -> None:
    svg = line(CAPTION, [Point("2018", "1", Decimal(1)), Point("2019", "khoảng 2", Decimal(2), rough=True)])
    assert path(svg, "hole") == "M318 22h0"


def test_many_points_say_every_second_figure() -> None:
    points = [Point(str(2010 + at), str(at), Decimal(at)) for at in range(9)]
    assert re.findall(r">(20\d\d)<", line(CAPTION, points)) == ["2010", "2012", "2014", "2016", "2018"]
    assert len(re.findall(r">(20\d\d)<", line(CAPTION, points[:7]))) == 7


def test_small_multiples_share_one_scale_and_say_the_last_figure() -> None:
    low = Panel("Thấp", (Point("2020", "5", Decimal(5)), Point("2021", "10", Decimal(10)), Point("2022")))
    high = Panel("Cao", (Point("2020", "50", Decimal(50)), Point("2021", "100", Decimal(100)), Point("2022")))
    svg = multiples(CAPTION, [low, high])
    heights = [66 - int(y) for y in re.findall(r"[ML]\d+ (\d+)", path(svg, "line"))]
    assert heights == [2, 4, 20, 40]
    assert re.findall(r">(\d+)</text>", svg) == ["10", "100", "2020", "2022"]


def test_one_point_alone_and_nothing_at_all() -> None:
    assert path(line(CAPTION, [Point("2020", "5", Decimal(5))]), "dot") == "M170 22h0"
    assert path(multiples(CAPTION, [Panel("A", (Point("2020", "5", Decimal(5)),))]), "dot").count("h0") == 1
    assert parsed(line(CAPTION, [])).get("role") == "img"
    assert parsed(multiples(CAPTION, [])).get("role") == "img"


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="13 bars"):
        bars(CAPTION, [Bar("A", "1", Decimal(1))] * 13)
    with pytest.raises(ValueError, match="13 points"):
        line(CAPTION, [Point("A")] * 13)
    with pytest.raises(ValueError, match="9 panels"):
        multiples(CAPTION, [Panel("A", ())] * 9)


def test_a_long_name_keeps_the_words_that_tell_it_apart() -> None:
    svg = bars(CAPTION, [Bar("Liên đoàn Lao động thành phố Minh Hoạ", "1.234.567 / 1.234.567 đoàn viên", Decimal(1))])
    (label,) = re.findall(r'text-anchor="start"><text y="13">([^<]*)<', svg)
    assert label.startswith("…")
    assert label.endswith("Minh Hoạ")
