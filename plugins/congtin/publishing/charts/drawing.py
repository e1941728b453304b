"""What all charts share: the frame with title and description, coordinates, scales, texts that fit."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from html import escape

from congtin.values import dataclass

WIDTH = 340  # user units: about the CSS pixels of a narrow telephone's column, so that texts keep their size there
LARGEST = 3000  # bytes of a chart
LETTER, FIGURE = 7.2, 7.6  # user units: a common letter and a bold one, rather too wide than too narrow

HATCHING = (
    '<pattern id="{0}-h" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<path d="M0 0v5" stroke="currentColor" stroke-width="4"/></pattern>'
)


@dataclass(frozen=True, slots=True)
class Caption:
    """What a chart is called: an id unique on its page, a title, and a description for who cannot see it."""

    id: str
    title: str
    description: str


@dataclass(frozen=True, slots=True)
class Scale:
    """Values to lengths: ``low`` at 0, ``high`` at ``length``; zero is always within."""

    low: Decimal
    high: Decimal
    length: int

    @classmethod
    def over(cls, values: Iterable[Decimal], length: int) -> Scale:
        """The scale that holds all these values, and zero."""
        found = [Decimal(0), *values]
        low, high = min(found), max(found)
        return cls(low, high if high > low else low + 1, length)

    def __call__(self, value: Decimal) -> int:
        """How far from the lower end a value lies."""
        return round((value - self.low) / (self.high - self.low) * self.length)


def svg(caption: Caption, height: int, parts: Iterable[str], *, hatched: bool = False) -> str:
    """The whole drawing; its texts are read out by title and description, for they make no sense one by one."""
    name = caption.id
    return (
        f'<svg class="chart" viewBox="0 0 {WIDTH} {height}" fill="currentColor" role="img"'
        f' aria-labelledby="{name}-t" aria-describedby="{name}-d">'
        f'<title id="{name}-t">{_escaped(caption.title)}</title>'
        f'<desc id="{name}-d">{_escaped(caption.description)}</desc>'
        f"{HATCHING.format(name) if hatched else ''}{''.join(parts)}</svg>"
    )


def filled(kind: str, data: str, fill: str = "") -> str:
    """An area; nothing for no data."""
    return f'<path class="{kind}"{f""" fill="{fill}" """.rstrip() if fill else ""} d="{data}"/>' if data else ""


def drawn(kind: str, data: str, more: str = "") -> str:
    """Strokes without an area; nothing for no data. ``more`` are further attributes."""
    return f'<path class="{kind}" fill="none" stroke="currentColor"{more} d="{data}"/>' if data else ""


def box(start: float, end: float, top: float, height: float) -> str:
    """The outline of a box between two ends, whichever is further right; never so thin that it is not seen."""
    left, wide = min(start, end), max(abs(end - start), 1)
    return f"M{number(left)} {number(top)}h{number(wide)}v{number(height)}h-{number(wide)}z"


def text(x: float, y: float, said: str) -> str:
    """A text at a place; which of its letters stands at x, its group says."""
    at = f' x="{number(x)}"' if x else ""
    return f'<text{at} y="{number(y)}">{_escaped(said)}</text>'


def group(kind: str, anchor: str, texts: Iterable[str]) -> str:
    """Texts of a kind, their first, middle or last letters (``anchor`` "start", "middle", "end") at their places."""
    inner = "".join(texts)
    return f'<g class="{kind}" text-anchor="{anchor}">{inner}</g>' if inner else ""


def fitted(said: str, room: float) -> str:
    """A name cut to its room; its last words, which tell bodies of a kind apart, stay. The table says it in full."""
    most = int(room / LETTER)
    return said if len(said) <= most else f"…{said[len(said) - most + 1 :].lstrip()}"


def number(value: float) -> str:
    """A coordinate: short, at most one decimal."""
    return f"{value:.1f}".removesuffix(".0")


def _escaped(said: str) -> str:
    return escape(said, quote=False)
