"""Lines: one series over time, alone or as one of many small ones on the same scale.

A period without a figure interrupts the line; where the series broke (a reorganisation), a dashed upright stands and
the line starts anew. Dots are strokes of no length with round ends: the shortest way to write them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from congtin.publishing.charts.drawing import (
    FIGURE,
    WIDTH,
    Caption,
    Scale,
    drawn,
    fitted,
    group,
    number,
    svg,
    text,
)

MOST_POINTS, MOST_PANELS = 12, 8
HEIGHT, TOP, SIDE = 110, 22, 22  # of the area that a line has: its height, what is above it, what is beside it
EVERY = 7  # with more points than this, every second one says its figure
PANEL_WIDE, PANEL_HIGH, PANEL_AREA = 160, 78, 40


@dataclass(frozen=True, slots=True)
class Point:
    """A period's name, its figure as printed and as a number (None: there is none), whether a break is before it."""

    label: str
    said: str = ""
    value: Decimal | None = None
    rough: bool = False
    breaks: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """One of many small charts: whose series it is."""

    label: str
    points: tuple[Point, ...]


@dataclass(slots=True)
class _Strokes:
    """The pieces of a chart's lines, by what they mean."""

    axis: str = ""
    line: str = ""
    breaks: str = ""
    dots: str = ""
    rings: str = ""

    def parts(self) -> tuple[str, ...]:
        return (
            drawn("axis", self.axis),
            drawn("break", self.breaks, ' stroke-dasharray="3 3"'),
            drawn("line", self.line),
            drawn("dot", self.dots + self.rings),
            drawn("hole", self.rings),
        )


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a series is drawn: the corner, the width, the floor and what is above it."""

    left: float
    wide: float
    top: float
    floor: float
    scale: Scale

    def of(self, points: Sequence[Point]) -> list[tuple[int, int]]:
        """Where the points stand; those without a figure too, on the line of zero."""
        gap = self.wide / max(len(points) - 1, 1)
        start = self.left if len(points) > 1 else self.left + self.wide / 2
        heights = (self.scale(Decimal(0) if point.value is None else point.value) for point in points)
        return [(round(start + at * gap), round(self.floor - height)) for at, height in enumerate(heights)]


def line(caption: Caption, points: Sequence[Point]) -> str:
    """One series, its periods from left to right, at even distances.

    Raises:
        ValueError: more than ``MOST_POINTS`` points.
    """
    if len(points) > MOST_POINTS:
        raise ValueError(f"{len(points)} points do not fit into one chart")
    scale = Scale.over((point.value for point in points if point.value is not None), HEIGHT)
    floor = TOP + HEIGHT
    place = _Place(SIDE, WIDTH - 2 * SIDE, TOP, floor, scale)
    strokes = _Strokes(axis=f"M0 {number(floor - scale(Decimal(0)))}H{WIDTH}")
    _draw(strokes, points, place, dotted=True)
    texts: dict[str, list[str]] = {"start": [], "middle": [], "end": []}
    names: dict[str, list[str]] = {"start": [], "middle": [], "end": []}
    last = len(points) - 1
    for at, (point, (x, y)) in enumerate(zip(points, place.of(points), strict=True)):
        if (last - at) % (2 if len(points) > EVERY else 1) == 0:
            side = "start" if at == 0 < last else "end" if at == last > 0 else "middle"
            across = {"start": 0, "end": WIDTH}.get(side, x)
            names[side].append(text(across, floor + 16, point.label))
            if point.value is not None:
                texts[side].append(text(across, y - 8, point.said))
    parts = [*strokes.parts(), *(group("v", side, items) for side, items in texts.items())]
    return svg(caption, floor + 22, [*parts, *(group("k", side, items) for side, items in names.items())])


def multiples(caption: Caption, panels: Sequence[Panel]) -> str:
    """Many small series, two abreast, all on one scale and over the same periods; each says its last figure.

    Raises:
        ValueError: more than ``MOST_PANELS`` panels.
    """
    if len(panels) > MOST_PANELS:
        raise ValueError(f"{len(panels)} panels do not fit into one chart")
    values = (point.value for panel in panels for point in panel.points if point.value is not None)
    scale, strokes = Scale.over(values, PANEL_AREA), _Strokes()
    labels, figures = [], []
    for at, panel in enumerate(panels):
        left, top = at % 2 * (WIDTH - PANEL_WIDE), at // 2 * PANEL_HIGH
        floor = top + 26 + PANEL_AREA
        said = next((point.said for point in reversed(panel.points) if point.value is not None), "")
        labels.append(text(left, top + 13, fitted(panel.label, PANEL_WIDE - len(said) * FIGURE - 6)))
        figures.append(text(left + PANEL_WIDE, top + 13, said))
        strokes.axis += f"M{left} {floor - scale(Decimal(0))}h{PANEL_WIDE}"
        _draw(strokes, panel.points, _Place(left + 4, PANEL_WIDE - 8, top + 22, floor, scale), dotted=False)
    bottom = (len(panels) + 1) // 2 * PANEL_HIGH
    parts = [*strokes.parts(), group("label", "start", labels), group("v", "end", figures)]
    return svg(caption, bottom + 14, [*parts, *_ends(panels, bottom + 4)])


def _ends(panels: Sequence[Panel], y: float) -> Iterator[str]:
    """The first and the last period, below the first column."""
    points = panels[0].points if panels else ()
    if points:
        yield group("k", "start", [text(0, y, points[0].label)])
        yield group("k", "end", [text(PANEL_WIDE, y, points[-1].label)] if len(points) > 1 else [])


def _draw(strokes: _Strokes, points: Sequence[Point], place: _Place, *, dotted: bool) -> None:
    """Add a series: its line in pieces, the breaks between them; a dot for each figure, or only where it needs one."""
    spots = place.of(points)
    joined = False
    for at, (point, (x, y)) in enumerate(zip(points, spots, strict=True)):
        if point.breaks and at:
            strokes.breaks += f"M{round((spots[at - 1][0] + x) / 2)} {number(place.top)}V{number(place.floor)}"
        if point.value is not None:
            starts = not joined or point.breaks
            strokes.line += f"{'M' if starts else 'L'}{x} {y}"
            following = points[at + 1] if at + 1 < len(points) else None
            ends = following is None or following.value is None or following.breaks
            if point.rough:
                strokes.rings += f"M{x} {y}h0"
            elif dotted or (starts and ends) or following is None:
                strokes.dots += f"M{x} {y}h0"
        joined = point.value is not None
