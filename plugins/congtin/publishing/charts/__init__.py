"""Charts: static SVG, drawn at build beside a table that says the same, never instead of one.

No script, no style attribute (the content policy forbids both): ``currentColor`` and classes of the style sheet. What
colour tells, shape tells too: a plan is a frame, a rounded or estimated figure is hatched, a missing one is a gap.
"""

from congtin.publishing.charts.bars import MOST_BARS, Bar, bars
from congtin.publishing.charts.drawing import LARGEST, Caption
from congtin.publishing.charts.lines import MOST_PANELS, MOST_POINTS, Panel, Point, line, multiples

__all__ = [
    "LARGEST",
    "MOST_BARS",
    "MOST_PANELS",
    "MOST_POINTS",
    "Bar",
    "Caption",
    "Panel",
    "Point",
    "bars",
    "line",
    "multiples",
]
