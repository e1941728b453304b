"""Pictures for sharing (Open Graph): an SVG with the headline, turned into PNG by resvg.

The only user of resvg. System fonts are left out, so that every machine makes the same picture.
"""

from __future__ import annotations

from functools import cached_property
from html import escape
from pathlib import Path

from congtin.publishing.typeface import Typeface
from congtin.values import dataclass

WIDTH, HEIGHT = 800, 420
MARGIN = 48
FAMILY = "Be Vietnam Pro"
GROUND, INK, SOFT, GOLD = "#0d3f6e", "#ffffff", "#cfdfee", "#e0a82e"  # of the theme, light
SIZES = (46, 40, 35, 30)  # of the headline: the largest at which it takes no more lines than are free
ROOM = 196  # height for the headline
LEADING = 1.32  # two marks above a capital and one below need it
CUT = "…"


@dataclass(frozen=True, slots=True)
class ShareCard:
    """What stands on a card: the site's name above, the section, the headline, a line below."""

    site: str
    section: str
    title: str
    below: str = ""


@dataclass(frozen=True)
class Printer:
    """Makes cards with the two fonts of a folder: ``BeVietnamPro-Regular.ttf`` and ``BeVietnamPro-Bold.ttf``."""

    fonts: Path

    @property
    def files(self) -> tuple[Path, Path]:
        """The fonts: regular, bold."""
        return (self.fonts / "BeVietnamPro-Regular.ttf", self.fonts / "BeVietnamPro-Bold.ttf")

    @cached_property
    def faces(self) -> tuple[Typeface, Typeface]:
        """The fonts' measures: regular, bold."""
        regular, bold = (Typeface(file.read_bytes()) for file in self.files)
        return regular, bold

    def png(self, card: ShareCard) -> bytes:
        """The picture, 800 × 420 pixels; the same bytes for the same card and fonts."""
        import resvg_py

        fonts = [str(file) for file in self.files]
        made = resvg_py.svg_to_bytes(svg_string=self.svg(card), skip_system_fonts=True, font_files=fonts)
        return bytes(made)

    def svg(self, card: ShareCard) -> str:
        """The drawing."""
        regular, bold = self.faces
        size, lines = headline(bold, card.title)
        top = 150 + size
        title = "".join(_text(MARGIN, top + n * size * LEADING, size, INK, line, 700) for n, line in enumerate(lines))
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">'
            f'<path fill="{GROUND}" d="M0 0h{WIDTH}v{HEIGHT}H0z"/><path fill="{GOLD}" d="M0 0h{WIDTH}v10H0z"/>'
            f"{_text(MARGIN, 68, 24, SOFT, _one_line(regular, card.site, 24), 400)}"
            f"{_text(MARGIN, 116, 22, GOLD, _one_line(bold, card.section, 22), 700)}"
            f"{title}{_text(MARGIN, HEIGHT - 32, 20, SOFT, _one_line(regular, card.below, 20), 400)}</svg>"
        )


def headline(face: Typeface, title: str) -> tuple[int, list[str]]:
    """Size and lines of the headline; at the smallest size what does not fit is cut."""
    known, width = face.known(title), WIDTH - 2 * MARGIN
    for size in SIZES:
        lines = face.lines(known, size, width)
        if len(lines) <= _room(size):
            return size, lines
    size, room = SIZES[-1], _room(SIZES[-1])
    lines = face.lines(known, size, width)
    return size, [*lines[: room - 1], _shortened(face, f"{lines[room - 1]} {lines[room]}", size)]


def _room(size: int) -> int:
    """How many lines of a size there is height for."""
    return int(ROOM / (size * LEADING))


def _one_line(face: Typeface, text: str, size: int) -> str:
    known = face.known(text)
    return known if face.width(known, size) <= WIDTH - 2 * MARGIN else _shortened(face, known, size)


def _shortened(face: Typeface, text: str, size: int) -> str:
    """As many whole words as fit with the mark of a cut."""
    words = text.split()
    while len(words) > 1 and face.width(f"{' '.join(words)}{CUT}", size) > WIDTH - 2 * MARGIN:
        words.pop()
    first = face.lines(words[0], size, WIDTH - 2 * MARGIN - face.width(CUT, size))[0] if len(words) == 1 else ""
    return f"{first or ' '.join(words)}{CUT}"


def _text(x: int, y: float, size: int, colour: str, text: str, weight: int) -> str:
    given = f'x="{x}" y="{y:.1f}" font-family="{FAMILY}" font-size="{size}" font-weight="{weight}" fill="{colour}"'
    return f"<text {given}>{escape(text)}</text>" if text else ""
