"""The "Phiếu đối chiếu số liệu": every figure of an article on paper, to be ticked against its report and signed.

One HTML file that needs nothing else: no script, no font, no request; styles for A4 paper inside.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from congtin.mention import Bond, Declared, Mention
from congtin.publishing.dates import day_text, period_text
from congtin.story import Scope, Story
from congtin.text import squeeze
from congtin.values import dataclass
from congtin.vietnamese.rows import ASPECT_NAMES

MARK = "<!-- congtin: phiếu đối chiếu số liệu -->"
AROUND = 45  # code points of the sentence shown on each side of a number

_BONDS = {
    Bond.SECOND: "nhắc lại",
    Bond.RETOLD: "nói tròn",
    Bond.FACT: "số kể thêm",
    Bond.WAIVED: "không theo dõi",
    Bond.COMPUTED: "tính ra từ",
    Bond.PERIOD: "độ dài của kỳ",
    Bond.SPELLED: "viết bằng chữ",
    Bond.NAME: "trong tên dòng",
    Bond.TABLE: "bảng tự giữ",
    Bond.UNBOUND: "chưa khai báo",
}
_SCOPES = {
    Scope.HEADLINE: "tiêu đề", Scope.SUMMARY: "sapo", Scope.KICKER: "tít phụ", Scope.HEADING: "tiêu đề mục",
    Scope.CAPTION: "chú thích ảnh", Scope.QUOTATION: "trích dẫn", Scope.LIST: "danh sách", Scope.TABLE: "bảng",
}  # fmt: skip
_SIGNERS = ("Người viết", "Người đối chiếu", "Người duyệt")
_NO_SOURCE = """\
<p class="warn">Bài chưa ghi báo cáo nguồn (data_from). Xin ghi tên báo cáo vào cột Nguồn khi đối chiếu.</p>
"""
_STYLE = """
@page { size: A4; margin: 15mm 12mm; }
body { font: 11pt/1.35 "Times New Roman", "Liberation Serif", serif; color: #000; background: #fff; margin: 1rem auto;
  max-width: 186mm; }
h1 { font-size: 15pt; text-align: center; text-transform: uppercase; margin: 0 0 .6rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem .8rem; margin: 0 0 .8rem; }
dt { font-weight: bold; } dd { margin: 0; }
table { border-collapse: collapse; width: 100%; margin: 0 0 .8rem; }
caption { text-align: left; font-weight: bold; padding: .3rem 0; }
th, td { border: 1px solid #000; padding: .2rem .35rem; vertical-align: top; text-align: left; }
th { background: #eee; } thead { display: table-header-group; } tr { break-inside: avoid; }
td.n, td.tick { text-align: center; white-space: nowrap; } td.tick { font-size: 15pt; line-height: 1; }
td.note { min-width: 22mm; } mark { background: none; font-weight: bold; text-decoration: underline; }
.warn { border: 2px solid #000; padding: .4rem .6rem; }
.sign { display: grid; grid-template-columns: repeat(3, 1fr); gap: 1rem; text-align: center; break-inside: avoid; }
.sign p { margin: 0 0 22mm; } .sign small { display: block; font-style: italic; }
"""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the sheet: the figure, where and in which words it stands, what it is."""

    printed: str
    place: str
    before: str
    after: str
    meaning: str


def sheet(story: Story, body_name: str, retold: Sequence[Mention], mentions: Sequence[Mention]) -> str:
    """The sheet of a story as HTML; ``retold`` are the numbers of headline and summary, ``mentions`` the body's."""
    figures = [_line(mention) for mention in (*retold, *mentions)]
    seen = {id(mention.declared.observation) for mention in mentions if mention.declared}
    seen |= {id(other) for mention in mentions for other in _under(mention)}
    unprinted = [
        Declared(entry, item) for entry in story.entries for item in entry.observations if id(item) not in seen
    ]
    parts = [
        '<!doctype html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n',
        f"<title>Phiếu đối chiếu số liệu: {escape(story.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n",
        f"{MARK}\n<h1>Phiếu đối chiếu số liệu</h1>\n",
        _head(story, body_name, len(figures)),
        _table("Số trong bài, theo thứ tự", figures, story.data_from),
        _table("Số kê khai mà bài không in", [_unprinted(item) for item in unprinted], story.data_from),
        _signatures(),
        "</body>\n</html>\n",
    ]
    return "".join(parts)


def _under(mention: Mention) -> Iterator[object]:
    """What stands below the line of a printed ratio is declared by the same row."""
    if mention.declared and len(mention.quantity.parts) > 1:
        for item in mention.declared.entry.observations:
            if item.quantity.value == mention.quantity.parts[1]:
                yield item


def _head(story: Story, body_name: str, count: int) -> str:
    facts = (
        ("Bài", story.title),
        ("Tệp", story.path),
        ("Ngày đăng", day_text(story.date)),
        ("Đơn vị", body_name),
        ("Số liệu tính đến", day_text(story.as_of) if story.as_of else ""),
        ("Nguồn số liệu", story.data_from),
        ("Cần đối chiếu", f"{count} số"),
    )
    rows = "".join(f"<dt>{name}</dt><dd>{escape(value)}</dd>\n" for name, value in facts if value)
    return f"<dl>\n{rows}</dl>\n{'' if story.data_from else _NO_SOURCE}"


def _table(caption: str, lines: Iterable[Line], source: str) -> str:
    rows = "".join(_row(number, line, source) for number, line in enumerate(lines, 1))
    if not rows:
        return ""
    heads = ("TT", "Số", "Nơi trong bài", "Là số liệu gì", "Nguồn", "Khớp", "Ghi chú")
    heading = "".join(f'<th scope="col">{head}</th>' for head in heads)
    return (
        f"<table>\n<caption>{caption}</caption>\n<thead><tr>{heading}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n"
    )


def _row(number: int, line: Line, source: str) -> str:
    context = f"{escape(line.before)}<mark>{escape(line.printed)}</mark>{escape(line.after)}"
    where = f"{escape(line.place)}: {context}" if line.before or line.after else escape(line.place)
    cells = (
        f'<td class="n">{number}</td><td><strong>{escape(line.printed)}</strong></td><td>{where}</td>'
        f"<td>{escape(line.meaning)}</td><td>{escape(source)}</td>"
        '<td class="tick">☐</td><td class="note"></td>'
    )
    return f"<tr>{cells}</tr>\n"


def _line(mention: Mention) -> Line:
    item = mention.expression
    text = mention.block.passage.text
    start = item.outer_start if item.outer_start >= 0 else item.start
    end = max(item.outer_end, item.end)
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    scope = _SCOPES.get(mention.block.scope, "")
    return Line(
        mention.printed,
        f"dòng {mention.place.line}{f' ({scope})' if scope else ''}",
        _shortened(before, start > AROUND, at_start=True),
        _shortened(after, end + AROUND < len(text), at_start=False),
        "" if mention.block.scope.repeats else _meaning(mention),
    )


def _shortened(text: str, cut: bool, *, at_start: bool) -> str:
    """The words beside a number on one line; where they were cut, from the next whole word, with an ellipsis."""
    said = " ".join(text.split())
    lead = " " if text[:1].isspace() and not at_start else ""
    tail = " " if text[-1:].isspace() and at_start else ""
    if cut:
        said = f"…{said.partition(' ')[2]}" if at_start else f"{said.rpartition(' ')[0]}…"
    return f"{lead}{said}{tail}"


def _meaning(mention: Mention) -> str:
    kind = _BONDS.get(mention.bond, "")
    if mention.declared is None:
        return kind
    said = _declared(mention.declared)
    return f"{said} ({kind})" if kind else said


def _unprinted(item: Declared) -> Line:
    quantity = item.observation.quantity
    printed = squeeze(f"{quantity.said} {quantity.measure}") if quantity.measure not in quantity.said else quantity.said
    return Line(printed, f"khai ở dòng {item.observation.place.line}", "", "", _declared(item))


def _declared(item: Declared) -> str:
    observation = item.observation
    period = period_text(observation.period) if observation.period else ""
    parts = (item.entry.label, f"{ASPECT_NAMES[observation.aspect]} {observation.label}", period)
    return "; ".join(squeeze(part) for part in parts if squeeze(part))


def _signatures() -> str:
    boxes = "".join(f"<div><p>{who}<small>(ngày, ký, ghi rõ họ tên)</small></p></div>" for who in _SIGNERS)
    return f'<div class="sign">{boxes}</div>\n'
