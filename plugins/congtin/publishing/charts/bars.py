"""Bars: one figure of each body, or of each period, and the plan beside it where there is one (a bullet chart)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from congtin.publishing.charts.drawing import (
    FIGURE,
    WIDTH,
    Caption,
    Scale,
    box,
    drawn,
    filled,
    fitted,
    group,
    svg,
    text,
)
from congtin.values import dataclass

MOST_BARS = 12
ROW, THICK, INSIDE = 40, 13, 3  # user units: a bar with its label above it, the bar alone, its distance from the frame
WORDS = {"done": "thực hiện", "plan": "kế hoạch", "rough": "số ước hoặc nói tròn"}
BETWEEN = 12  # at least, between label and figure


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: whose it is, its figure as printed and as a number, its plan; ``rough`` when it is not exact.

    Without a ``value`` nothing is drawn, and ``said`` says why ("chưa báo cáo"): that is not zero.
    """

    label: str
    said: str
    value: Decimal | None = None
    target: Decimal | None = None
    rough: bool = False


def bars(caption: Caption, rows: Sequence[Bar]) -> str:
    """Horizontal bars in the order given; a frame is the plan.

    Raises:
        ValueError: more than ``MOST_BARS`` rows.
    """
    if len(rows) > MOST_BARS:
        raise ValueError(f"{len(rows)} bars do not fit into one chart")
    scale = Scale.over((value for row in rows for value in (row.value, row.target) if value is not None), WIDTH - 2)
    shapes = dict.fromkeys(WORDS, "")
    for place, row in enumerate(rows):
        for kind, shape in _shapes(row, place * ROW + ROW - THICK - 8, scale):
            shapes[kind] += shape
    height = len(rows) * ROW
    key: list[str] = []
    if shapes["plan"] or shapes["rough"]:
        key, height = list(_key(shapes, height + 14)), height + 24
    zero = scale(Decimal(0)) + 1
    parts = [
        group("label", "start", (text(0, at * ROW + 13, _label(row)) for at, row in enumerate(rows))),
        group("v", "end", (text(WIDTH, at * ROW + 13, row.said) for at, row in enumerate(rows))),
        drawn("axis", "".join(f"M{zero} {at * ROW + 19}v{THICK}" for at, row in enumerate(rows) if row.value is None)),
        drawn("plan", shapes["plan"]),
        filled("done", shapes["done"]),
        filled("rough", shapes["rough"], f"url(#{caption.id}-h)"),
        group("k", "start", key),
    ]
    return svg(caption, height, parts, hatched=bool(shapes["rough"]))


def _label(row: Bar) -> str:
    return fitted(row.label, WIDTH - len(row.said) * FIGURE - BETWEEN)


def _shapes(row: Bar, top: float, scale: Scale) -> Iterator[tuple[str, str]]:
    zero = scale(Decimal(0)) + 1
    if row.target is not None:
        yield "plan", box(zero, scale(row.target) + 1, top, THICK)
    if row.value is not None:
        inside = INSIDE if row.target is not None else 0
        yield "rough" if row.rough else "done", box(zero, scale(row.value) + 1, top + inside, THICK - 2 * inside)


def _key(shapes: dict[str, str], y: float) -> Iterator[str]:
    """What frame and hatching mean, where they occur; adds their samples to the shapes."""
    x = 0.0
    for kind, said in WORDS.items():
        if shapes[kind]:
            shapes[kind] += box(x + 1, x + 13, y - 8, 9)
            yield text(x + 18, y, said)
            x += 30 + len(said) * 6.4
