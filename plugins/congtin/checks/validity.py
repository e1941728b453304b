"""X7, X8: bodies and their time: who is no more, and figures that reach across a reorganisation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from congtin.catalogue import Catalogue
from congtin.checks.rules import Examined, Remark
from congtin.indicator import IndicatorKind
from congtin.observation import Aspect, Entry, Observation
from congtin.organisation import Organisation
from congtin.period import PeriodKind
from congtin.story import Block

_LOOKS_BACK = re.compile(
    r"\b(?:nay là|nay thuộc|nay đổi|trước đây|trước kia|cũ|nguyên|khi đó|lúc đó|hồi đó|thời đó|sáp nhập|hợp nhất"
    r"|sắp xếp|kết thúc hoạt động|giải thể)\b",
    re.IGNORECASE,
)
_NEXT = re.compile(r"\s+(\w)")
_YEAR = re.compile(r"(?<![\d.,/])(?:19|20)\d\d(?![\d.,]\d)")
_SENTENCE = re.compile(r"[.!?;](?=\s)|\n")
_OF_ITS_OWN = (Aspect.ACTUAL, Aspect.PREVIOUS, Aspect.WHOLE)


def ended_bodies(examined: Examined) -> Iterator[Remark]:
    """X7: an article that speaks of a body as active after the body has ended."""
    today, own = examined.story.date.date(), examined.organisation
    spoken: set[str] = set()
    for body, item in _figures_after(examined):
        if body.id not in spoken:
            spoken.add(body.id)
            yield Remark(item.place, _of_later(body, item), _instead(body, examined.catalogue))
    if own and own.id not in spoken and _over(own, today) and not _looks_back(examined, own):
        yield Remark(examined.story.place("organisation"), _ended(own, today), _instead(own, examined.catalogue))
        spoken.add(own.id)
    for body in examined.catalogue.organisations:
        if _over(body, today) and body.id not in spoken and body is not own:
            yield from _named(examined, body, today)


def _over(body: Organisation, day: date) -> bool:
    return body.valid_to is not None and body.valid_to < day


def _figures_after(examined: Examined) -> Iterator[tuple[Organisation, Observation]]:
    """Results of bodies for days after their end."""
    as_of = examined.story.as_of or examined.story.date.date()
    for entry in examined.entries:
        for item in entry.observations:
            body = examined.catalogue.organisation(item.organisation) if item.organisation else None
            if body is None or item.period is None or item.aspect not in _OF_ITS_OWN:
                continue
            last = min(item.period.last or as_of, as_of)
            if _over(body, last):
                yield body, item


def _looks_back(examined: Examined, body: Organisation) -> bool:
    """Whether an article of a body that is no more tells of its time: by its figures, or in words."""
    items = [item for entry in examined.entries for item in entry.observations if item.organisation == body.id]
    told = [item for item in items if item.period is not None and item.period.label]
    return bool(told) or any(_LOOKS_BACK.search(block.passage.text) for block in examined.story.blocks)


def _named(examined: Examined, body: Organisation, today: date) -> Iterator[Remark]:
    """The first sentence that names the body and does not look back."""
    names = [name for name in body.names[1:] if examined.catalogue.organisation(name, today) is body]
    for block in examined.story.blocks:
        for start, end in _occurrences(block, names):
            if not _retrospective(_sentence(block.passage.text, start, end), body):
                place = block.passage.place(start, end)
                yield Remark(place, _ended(body, today), _instead(body, examined.catalogue))
                return


def _occurrences(block: Block, names: Iterable[str]) -> Iterator[tuple[int, int]]:
    text = block.passage.text
    for name in names:
        if name in text:
            for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
                following = _NEXT.match(text, found.end())
                if not (following and following[1].isupper()):  # a name that goes on: "huyện Minh" in "huyện Minh Hóa"
                    yield found.span()


def _sentence(text: str, start: int, end: int) -> str:
    before = [found.end() for found in _SENTENCE.finditer(text, 0, start)]
    after = _SENTENCE.search(text, end)
    return text[before[-1] if before else 0 : after.start() if after else len(text)]


def _retrospective(sentence: str, body: Organisation) -> bool:
    assert body.valid_to is not None
    years = [int(year) for year in _YEAR.findall(sentence)]
    return bool(_LOOKS_BACK.search(sentence)) or any(year <= body.valid_to.year for year in years)


def _of_later(body: Organisation, item: Observation) -> str:
    assert item.period is not None
    period = item.period.label or "đến ngày chốt số liệu"
    return (
        f"{body.name} kết thúc hoạt động ngày {body.valid_to:%d/%m/%Y}; số liệu {item.quantity.said} ({period}) là của"
        " thời gian sau đó."
    )


def _ended(body: Organisation, today: date) -> str:
    return f"{body.name} kết thúc hoạt động ngày {body.valid_to:%d/%m/%Y}, trước ngày đăng bài ({today:%d/%m/%Y})."


def _instead(body: Organisation, catalogue: Catalogue) -> str:
    heirs = [heir.name for name in body.successors if (heir := catalogue.organisation(name))]
    now = f"Đơn vị kế tiếp: {', '.join(heirs)}; xin ghi tên ấy. " if heirs else "Xin ghi đơn vị đang hoạt động. "
    back = f"nay là {heirs[0]}" if heirs else "nay là …"
    return f"{now}Nếu bài nói về thời đơn vị còn hoạt động, xin viết rõ thời gian, hoặc thêm “({back})”."


# --- X8: figures across a reorganisation ---


def across_reorganisation(examined: Examined) -> Iterator[Remark]:
    """X8: a figure of a body for days before it was, when nothing says that its predecessors' figures add up to it."""
    told: set[str] = set()
    for entry in examined.entries:
        for item in entry.observations:
            body = examined.catalogue.organisation(item.organisation) if item.organisation else None
            if body is None or body.id in told or not body.predecessors or body.splices:
                continue
            if item.aspect in _OF_ITS_OWN and _reaches_back(entry, item, body):
                told.add(body.id)
                yield _unspliced(body, item, examined.catalogue)


def _reaches_back(entry: Entry, item: Observation, body: Organisation) -> bool:
    period, born = item.period, body.valid_from
    if period is None or born is None:
        return False
    if period.kind is PeriodKind.TERM and period.first and period.first.year == born.year:
        return False  # a term begins with its congress, some day of its first year
    stock = entry.indicator is not None and entry.indicator.kind is IndicatorKind.STOCK
    begin = period.last if stock or period.first is None else period.first
    return begin is not None and begin < born


def _unspliced(body: Organisation, item: Observation, catalogue: Catalogue) -> Remark:
    assert item.period is not None
    before = [known.name for name in body.predecessors if (known := catalogue.organisation(name))]
    return Remark(
        item.place,
        f"{body.name} hoạt động từ {body.valid_from:%d/%m/%Y}; số liệu {item.quantity.said} ({item.period.label}) gồm"
        f" cả thời gian trước đó, của {', '.join(before)}.",
        "Nếu số liệu các đơn vị trước cộng lại đúng là của đơn vị này, xin khai `splices` trong danh mục đơn vị; nếu"
        " không, xin tách số liệu trước và sau khi sắp xếp.",
    )
