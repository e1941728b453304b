"""P: anniversaries, lunar years, terms of congresses, shifted months, days that lie wrong of the article's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from congtin.checks.evidence import words
from congtin.checks.rules import Examined, Remark
from congtin.checks.telling import cue, detail
from congtin.expression import Cue, Expression, Sort
from congtin.finding import Related, Severity
from congtin.organisation import Organisation, Term
from congtin.story import Block, Scope

REACH = 110  # code points behind a number in which the years it speaks of stand
NEAR = 24  # between the ordinal of a congress and the years of its term
CYCLE = 60
_SENTENCE_END = re.compile(r"[.!?;](?=\s)")
_MONTH = re.compile(r"(?:(\d{4})|-)-(\d{2})(?:-\d{2})?")
_SIMPLE_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-]\d{4}")
_UNIONS = frozenset({"cong", "doan", "ldld", "lien", "lao", "dong"})


def calendar(examined: Examined) -> Iterator[Remark]:
    """P4: numbers that years and months must bear out."""
    congresses: dict[int, Block] = {}
    for block, at, item in examined.cued:
        match cue(item):
            case Cue.ANNIVERSARY:
                yield from _anniversary(examined, block, item, _behind(block, item, block.expressions[at + 1 :]))
            case Cue.SEXAGENARY:
                yield from _sexagenary(block, item)
            case Cue.SHIFT:
                yield from _shift(block, item, _behind(block, item, block.expressions[at + 1 :]))
            case Cue.CONGRESS:
                congresses[id(block)] = block
    for block in congresses.values():
        yield from _terms(block, examined.organisation)


def _behind(block: Block, item: Expression, following: Sequence[Expression]) -> list[Expression]:
    """The expressions behind one in its sentence, as far as REACH."""
    text = block.passage.text
    near = [other for other in following if other.start - item.end <= REACH]
    return [other for other in near if not _SENTENCE_END.search(text, item.end, other.start)]


def _at(block: Block, item: Expression) -> Related:
    return Related(block.passage.place(item.start, item.end), f"ở đây ghi {item.text}")


# --- anniversaries ---


def _anniversary(examined: Examined, block: Block, item: Expression, behind: list[Expression]) -> Iterator[Remark]:
    """ "Kỷ niệm 135 năm … (19/5/1890 - 19/5/2025)"; with one year only, against the article's year or a named one."""
    assert item.quantity is not None
    length = item.quantity.value
    dated = [other for other in behind if (year := _year(other)) and year > 1000][:2]
    spans = [other for other in behind if isinstance(other.value, tuple) and other.period and other.period.years]
    if spans and spans[0].period is not None and spans[0].period.years is not None:
        first, last = spans[0].period.years
        if last - first != length:
            yield _wrong_anniversary(block, item, first, last, spans[:1])
    elif len(dated) == 2 and dated[1].start - dated[0].end <= 6:
        first, last = (_year(other) or 0 for other in dated)
        if last - first != length:
            yield _wrong_anniversary(block, item, first, last, dated)
    elif dated and dated[0].kind is Sort.DATE and dated[0].start - item.end <= REACH:
        first, published = _year(dated[0]) or 0, examined.story.date.year
        named = {_year(other) for other in block.expressions}
        begins = 2 * (published - first) >= length  # a day of late is no day of founding
        if begins and int(length) + first not in named | {published, published + 1}:
            yield _wrong_anniversary(block, item, first, published, dated[:1])


def _year(item: Expression) -> int | None:
    """The year of a date or year, None when it has none or several."""
    if item.kind not in (Sort.DATE, Sort.YEAR) or not isinstance(item.value, str) or not item.value[:4].isdigit():
        return None
    return int(item.value[:4])


def _wrong_anniversary(block: Block, item: Expression, first: int, last: int, years: list[Expression]) -> Remark:
    return Remark(
        block.passage.place(item.start, item.end),
        f"Từ năm {first} đến năm {last} là {last - first} năm, trong bài ghi kỷ niệm {item.text} năm.",
        "Xin xem lại số năm kỷ niệm và hai mốc thời gian.",
        tuple(_at(block, year) for year in years),
    )


# --- lunar years ---


def _sexagenary(block: Block, item: Expression) -> Iterator[Remark]:
    """ "Tân Sửu 2021": the year of the cycle of sixty; 4 is a year of Giáp Tý."""
    index, year = int(detail(item)), int(str(item.value)[:4])
    if index >= 0 and (year - 4 - index) % CYCLE == 0:
        return
    place = block.passage.place(item.start, item.end)
    name = _lunar_name(year)
    if index < 0:
        message = f"Không có năm âm lịch nào mang tên ghi cạnh “{item.text}”; năm {year} là {name}."
    else:
        near = year + (index - (year - 4) + CYCLE // 2) % CYCLE - CYCLE // 2
        message = f"Năm {year} là {name}; {_lunar_name(near)} là năm {near}."
    yield Remark(place, message, "Xin xem lại tên năm âm lịch và năm dương lịch.")


def _lunar_name(year: int) -> str:
    stems = "Giáp Ất Bính Đinh Mậu Kỷ Canh Tân Nhâm Quý".split()
    branches = "Tý Sửu Dần Mão Thìn Tỵ Ngọ Mùi Thân Dậu Tuất Hợi".split()
    return f"{stems[(year - 4) % 10]} {branches[(year - 4) % 12]}"


# --- shifted months ---


def _shift(block: Block, item: Expression, behind: list[Expression]) -> Iterator[Remark]:
    """ "Rút ngắn 3 tháng, từ tháng 7 sang tháng 4": both months against the length."""
    months = [(other, told) for other in behind if (told := _month(other))][:2]
    if item.quantity is None or not item.unit.casefold().startswith("tháng") or len(months) < 2:
        return
    (one, (year, month)), (other, (other_year, other_month)) = months
    if year is None or other_year is None:
        difference = min((month - other_month) % 12, (other_month - month) % 12)
    else:
        difference = abs((year - other_year) * 12 + month - other_month)
    if difference != item.quantity.value:
        yield Remark(
            block.passage.place(item.start, item.end),
            f"Từ tháng {month} đến tháng {other_month} cách nhau {difference} tháng, trong bài ghi {item.text} tháng.",
            "Xin xem lại hai tháng và khoảng cách.",
            (_at(block, one), _at(block, other)),
        )


def _month(item: Expression) -> tuple[int | None, int] | None:
    match = _MONTH.fullmatch(item.value) if isinstance(item.value, str) and item.kind is Sort.DATE else None
    return (int(match[1]) if match[1] else None, int(match[2])) if match else None


# --- terms of congresses ---


def _terms(block: Block, organisation: Organisation | None) -> Iterator[Remark]:
    """Ordinals of congresses beside the years of their terms, against the catalogue and against one another."""
    found = list(_congresses(block))
    for ordinal, span, years in found:
        if organisation is not None and _is_of(ordinal, organisation):
            yield from _against_catalogue(block, ordinal, span, years, organisation)
    for (one, _, earlier), (other, span, later) in pairwise(found):
        if _same_body(one, other) and earlier[1] == later[0] and _number(other) != _number(one) + 1:
            yield Remark(
                block.passage.place(other.start, other.end),
                f"Sau khóa {one.text} ({earlier[0]}-{earlier[1]}) là khóa {_number(one) + 1}; trong bài,"
                f" {later[0]}-{later[1]} ghi {other.text}.",
                "Xin xem lại số thứ tự của khóa (đại hội) và năm của nhiệm kỳ.",
                (_at(block, one), _at(block, span)),
            )


def _congresses(block: Block) -> Iterator[tuple[Expression, Expression, tuple[int, int]]]:
    for item, other in pairwise(block.expressions):
        spanned = isinstance(other.value, tuple) and other.period is not None and other.start - item.end <= NEAR
        if cue(item) is Cue.CONGRESS and spanned and other.period is not None and other.period.years:
            yield item, other, other.period.years


def _same_body(one: Expression, other: Expression) -> bool:
    """Whether two ordinals are of congresses of one body: the shorter words end the longer ones."""
    short, full = sorted((detail(one), detail(other)), key=len)
    return short == full or (bool(short) and full.endswith(f" {short}"))


def _number(item: Expression) -> int:
    return int(str(item.value))


def _is_of(ordinal: Expression, organisation: Organisation) -> bool:
    """Whether the congress is the organisation's own: the words name a union, and nothing that its names lack."""
    body = words(detail(ordinal))
    named = frozenset().union(*(words(name) for name in organisation.names))
    return bool(body & {"doan", "ldld"}) and body - _UNIONS <= named


def _against_catalogue(
    block: Block, ordinal: Expression, span: Expression, years: tuple[int, int], organisation: Organisation
) -> Iterator[Remark]:
    known = {_roman(term.name): term for term in organisation.terms}
    same = known.get(_number(ordinal))
    of_years = next((term for term in organisation.terms if (term.first_year, term.last_year) == years), None)
    wrong = same if same is not None and (same.first_year, same.last_year) != years else None
    if wrong is None and of_years is not None and same is None:
        wrong = of_years
    if wrong is not None:
        yield Remark(
            block.passage.place(ordinal.start, span.end),
            f"Theo danh mục, Đại hội {wrong.name} của {organisation.name} ứng với nhiệm kỳ {_years(wrong)};"
            f" trong bài ghi {ordinal.text} và {span.text}.",
            "Xin xem lại số thứ tự đại hội và nhiệm kỳ, hoặc cập nhật `terms` trong danh mục đơn vị.",
        )


def _years(term: Term) -> str:
    return f"{term.first_year}-{term.last_year}"


def _roman(name: str) -> int:
    """The value of a Roman numeral or of digits; 0 for anything else."""
    if name.isdigit():
        return int(name)
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}.get(char, 0) for char in name.upper()]
    if not values or 0 in values:
        return 0
    return sum(-value if value < following else value for value, following in pairwise([*values, 0]))


# --- days beside the article's ---


def later_days(examined: Examined) -> Iterator[Remark]:
    """P5: figures as of a day after publication; days told as still to come that had passed."""
    story = examined.story
    published = story.date.date()
    if story.as_of is not None and story.as_of > published:
        yield Remark(
            story.place("as_of"),
            f"Số liệu tính đến {story.as_of:%d/%m/%Y}, sau ngày đăng bài ({published:%d/%m/%Y}).",
            "Xin xem lại `as_of` và ngày đăng.",
        )
    for block, _, item in examined.cued:
        word = cue(item)
        if item.day is None or block.scope is Scope.QUOTATION:
            continue
        if word is Cue.AS_OF and item.day > published:
            yield _late(block, item, published)
        if word is Cue.FUTURE and item.day < published:
            yield _passed(block, item, published)


def _late(block: Block, item: Expression, published: date) -> Remark:
    return Remark(
        block.passage.place(item.start, item.end),
        f"Bài ghi số liệu tính đến {item.text}, sau ngày đăng bài ({published:%d/%m/%Y}).",
        "Xin xem lại ngày chốt số liệu; nếu là số ước đến ngày ấy, xin viết “ước”.",
    )


def _passed(block: Block, item: Expression, published: date) -> Remark:
    return Remark(
        block.passage.place(item.start, item.end),
        f"Bài viết “sẽ … {item.text}”, nhưng ngày đăng là {published:%d/%m/%Y}: ngày ấy đã qua.",
        "Xin xem lại ngày, hoặc đổi câu sang thì đã diễn ra.",
        severity=Severity.NOTE,
    )


def either_order(examined: Examined) -> Iterator[Remark]:
    """P6: dates that a reader used to month-first order would read otherwise. Off: the house writes day first."""
    for told in examined.sorts.get(Sort.DATE, ()):
        match = _SIMPLE_DATE.fullmatch(told.item.text)
        if match and int(match[1]) <= 12 and match[1].lstrip("0") != match[2].lstrip("0"):
            yield Remark(
                told.place(),
                f"“{told.item.text}” được đọc là ngày {int(match[1])} tháng {int(match[2])}.",
                "Nếu đúng thì để nguyên; nếu nguồn viết tháng trước, xin đổi lại.",
            )
