"""The articles of the federation: reports, plans, congresses and corrections, in Vietnamese, with their rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

from congtin.organisation import Level, Organisation
from congtin.quantity import print_decimal
from congtin.text import slugify
from federation.world import (
    FIRST_YEAR,
    LAST_YEAR,
    body,
    catalogue,
    chance,
    end_of,
    flow,
    plan,
    share,
    stock,
    term_target,
)

SILENT = frozenset({"huyen-suoi-may", "huyen-rung-thong"})  # districts that publish nothing
PERIODS = {  # first and last month, in which month of which year the report comes
    "quý I/{}": (1, 3, 4, 0),
    "6 tháng đầu năm {}": (1, 6, 7, 0),
    "9 tháng đầu năm {}": (1, 9, 10, 0),
    "năm {}": (1, 12, 1, 1),
    "6 tháng cuối năm {}": (7, 12, 1, 1),
}
ALWAYS = ("ket-nap", "thoi-sinh-hoat")
OFTEN = (
    *("cdcs-thanh-lap", "gioi-thieu-dang", "tap-huan", "qua-tet", "kinh-phi-cham-lo", "mai-am", "doi-thoai"),
    *("kiem-tra", "giam-sat", "tu-van", "sang-kien", "hien-mau", "cdcs-giai-the"),
)
SHARES = ("cdcs-hoan-thanh-tot", "thoa-uoc", "hoi-nghi-nld")
_OPENINGS = (
    "{body} vừa tổng kết số liệu {period}.",
    "Theo báo cáo {period}, các cấp công đoàn thuộc {body} tiếp tục đổi mới hoạt động.",
    "Ban Chấp hành {body} thông qua báo cáo {period}.",
)
_SENTENCES = ("{label}: {phrase}.", "Kết quả {lower}: {phrase}.", "Về {lower}, báo cáo ghi {phrase}.")
MARK = "Bài minh họa: đơn vị và số liệu do chương trình đặt ra, không có thật."


@dataclass(frozen=True)
class Row:
    """One row: what is counted, and the phrase, which the body tells as well."""

    indicator: str
    phrase: str
    more: tuple[str, ...] = ()  # keys below the row

    @property
    def label(self) -> str:
        """What is counted, as the catalogue calls it."""
        found = catalogue().indicator(self.indicator)
        assert found is not None
        return found.label


@dataclass(frozen=True)
class Article:
    """One article before it is a file."""

    name: str
    title: str
    day: date
    category: str
    organisation: Organisation
    opening: str
    rows: tuple[Row, ...] = ()
    keys: tuple[str, ...] = ()  # further lines of the front matter
    target: bool = False
    told: tuple[str, ...] = field(default=())  # further sentences

    @property
    def text(self) -> str:
        """The file."""
        return "\n".join(
            [*self._head(), *self._metrics(), "---", self.opening, *self._body(), *self.told, "", MARK, ""]
        )

    def _head(self) -> Iterator[str]:
        yield from ("---", f"id: {self.name}", f'title: "{self.title}"', f"date: {self.day:%d/%m/%Y}")
        yield from (f"category: {self.category}", f"organisation: {self.organisation.name}", *self.keys)

    def _metrics(self) -> Iterator[str]:
        if not self.rows:
            return
        yield "metrics:"
        indent = "  "
        if self.target:
            yield from ("  - title: Chỉ tiêu", "    as: target", "    rows:")
            indent = "      "
        for row in self.rows:
            yield f"{indent}- {row.label}: {row.phrase}"
            yield from (f"{indent}  {key}" for key in row.more)

    def _body(self) -> Iterator[str]:
        for number, row in enumerate(self.rows):
            sentence = _SENTENCES[chance(len(_SENTENCES) - 1, self.name, number)]
            lower = row.label if row.label[:2].isupper() else row.label[:1].lower() + row.label[1:]
            yield ""
            yield sentence.format(label=row.label, lower=lower, phrase=row.phrase)


def number(value: int) -> str:
    """In Vietnamese print."""
    return print_decimal(value)


def percent(value: int, whole: int) -> str:
    """A share in percent, with one decimal."""
    return f"{print_decimal(Fraction(100 * value, whole), 1)}%"


def measured(indicator: str, value: int) -> str:
    """A number with the noun that it counts."""
    found = catalogue().indicator(indicator)
    assert found is not None
    return f"{number(value)} {found.measure}"


# --- the articles, kind by kind ---


def bodies(*levels: Level) -> Iterator[Organisation]:
    """The bodies of some levels that publish, in the catalogue's order."""
    return (item for item in catalogue().organisations if item.level in levels and item.id not in SILENT)


def everything() -> Iterator[Article]:
    """All articles."""
    for organisation in bodies(Level.PROVINCE, Level.DISTRICT, Level.COMMUNE):
        yield from congress(organisation)
        for year in range(FIRST_YEAR, LAST_YEAR + 1):
            yield from plans(organisation, year)
            yield from reports(organisation, year)
    yield from news()


def chosen(organisation: Organisation) -> tuple[str, ...]:
    """What a body reports: what all do, and some of the rest; of what is a sum of all below, each reports the same."""
    at = chance(len(OFTEN) - 1, "chosen", organisation.id)
    some = (*OFTEN, *OFTEN)[at : at + 3] if organisation.level is not Level.PROVINCE else OFTEN[:4]
    return (*ALWAYS, *some)


def reports(organisation: Organisation, year: int) -> Iterator[Article]:
    """What a body reports of a year: provinces each quarter, districts twice."""
    for form, (first, last, month, later) in PERIODS.items():
        period = form.format(year)
        end = end_of(year, last)
        whole = organisation.valid_from is None or organisation.valid_from <= date(year, first, 1)
        rest = organisation.valid_from is not None and organisation.valid_from == date(year, first, 1)
        if not (organisation.active_on(end) and organisation.active_on(date(year, first, 1)) and whole):
            continue
        if first > 1 and not rest:
            continue  # the second half alone is reported by those who began with it
        if organisation.level is not Level.PROVINCE and period.startswith(("quý", "9 tháng")):
            continue
        day = date(year + later, month, 4 + chance(15, organisation.id, period))
        yield _report(organisation, period, year, (first, last), day)


def _report(organisation: Organisation, period: str, year: int, months: tuple[int, int], day: date) -> Article:
    name = f"{organisation.id}-{slugify(period)}"
    keys = (f"period: {period}", f"as_of: {end_of(year, months[1]):%d/%m/%Y}")
    opening = _OPENINGS[chance(len(_OPENINGS) - 1, name)].format(body=organisation.name, period=period)
    rows = tuple(_result(organisation, item, year, months) for item in chosen(organisation))
    full = months == (1, 12)
    stocks = tuple(_held(organisation, item, year, months[1]) for item in ("doan-vien", "cdcs") if months[1] in (6, 12))
    shares = tuple(Row(item, f"{share(item, organisation.id, year)}%") for item in SHARES[:2]) if full else ()
    title = f"{organisation.name}: kết quả {period}"
    category = "Tin tỉnh" if organisation.level is Level.PROVINCE else "Tin cơ sở"
    return Article(name, title, day, category, organisation, opening, (*rows, *stocks, *shares), keys)


def _result(organisation: Organisation, indicator: str, year: int, months: tuple[int, int]) -> Row:
    value = flow(indicator, organisation.id, year, *months)
    planned = _plans(organisation, year) and indicator in PLANNED
    target = plan(indicator, organisation.id, year)
    if planned and months == (1, 12):
        noun = measured(indicator, target).split(" ", 1)[1]
        return Row(indicator, f"{number(value)}/{number(target)} {noun}, đạt {percent(value, target)} kế hoạch")
    if planned:
        return Row(indicator, f"{measured(indicator, value)}, đạt {percent(value, target)} kế hoạch năm")
    before = (
        flow(indicator, organisation.id, year - 1, *months) if year > FIRST_YEAR and _lasted(organisation, year) else 0
    )
    if before and value != before and chance(1, "growth", indicator, organisation.id, year, months):
        word = "tăng" if value > before else "giảm"
        rate = percent(abs(value - before), before)
        return Row(indicator, f"{measured(indicator, value)}, {word} {rate} so với cùng kỳ")
    return Row(indicator, measured(indicator, value) if value else "không có")


def _lasted(organisation: Organisation, year: int) -> bool:
    """Whether a body, or those whose figures it goes on with, was there the year before."""
    return organisation.valid_from is None or organisation.valid_from.year < year or bool(organisation.splices)


def _held(organisation: Organisation, indicator: str, year: int, month: int) -> Row:
    end = end_of(year, month)
    return Row(
        indicator, measured(indicator, stock(indicator, organisation.id, year, month)), (f"period: đến {end:%d/%m/%Y}",)
    )


PLANNED = ("ket-nap", "cdcs-thanh-lap")


def _plans(organisation: Organisation, year: int) -> bool:
    """Whether a body makes plans for a year: those that last the whole of it."""
    return organisation.active_on(date(year, 1, 1)) and organisation.active_on(date(year, 12, 31))


def plans(organisation: Organisation, year: int) -> Iterator[Article]:
    """What provinces, and some districts, plan in January."""
    if not _plans(organisation, year) or (organisation.level is Level.DISTRICT and chance(1, organisation.id)):
        return
    rows = tuple(Row(item, measured(item, plan(item, organisation.id, year))) for item in PLANNED)
    day = date(year, 1, 15 + chance(10, organisation.id, year))
    yield Article(
        f"{organisation.id}-ke-hoach-{year}",
        f"{organisation.name} giao chỉ tiêu năm {year}",
        day,
        "Tin tỉnh" if organisation.level is Level.PROVINCE else "Tin cơ sở",
        organisation,
        f"{organisation.name} giao các chỉ tiêu của năm {year}.",
        rows,
        (f"period: năm {year}",),
        target=True,
    )


def congress(organisation: Organisation) -> Iterator[Article]:
    """What a congress resolved in 2023 for the term that begins."""
    term = next((item for item in organisation.terms if item.first_year == 2023), None)
    if term is None:
        return
    rows = tuple(
        Row(item, f"{measured(item, term_target(item, organisation.id))} trở lên")
        for item in ("ket-nap", "gioi-thieu-dang")
    )
    day = date(2023, 5, 3 + chance(25, organisation.id)) + timedelta(60 * (organisation.level is Level.PROVINCE))
    period = f"nhiệm kỳ {term.first_year}-{term.last_year}"
    yield Article(
        f"{organisation.id}-dai-hoi-{term.name.lower()}",
        f"Đại hội Công đoàn lần thứ {term.name}: {organisation.name} đề ra các chỉ tiêu nhiệm kỳ",
        day,
        "Đại hội",
        organisation,
        f"Đại hội {organisation.name} thông qua các chỉ tiêu {period}.",
        rows,
        (f"period: {period}", "as_of: 31/12/2022"),
        target=True,
    )


def news() -> Iterator[Article]:
    """What is told again, corrected, or looked back upon."""
    yield from _retold()
    yield from _revised()
    yield _looking_back()


def _retold() -> Iterator[Article]:
    """Half of the term: the congress's targets, and what came of them, in the words of a later article."""
    for organisation in bodies(Level.DISTRICT):
        if not organisation.terms or organisation.valid_to != date(2025, 6, 30):
            continue
        target = term_target("ket-nap", organisation.id)
        value = sum(flow("ket-nap", organisation.id, year, 1, 12) for year in (2023, 2024))
        phrase = f"{number(value)}/{number(target)} đoàn viên, đạt {percent(value, target)} chỉ tiêu nhiệm kỳ"
        yield Article(
            f"{organisation.id}-giua-nhiem-ky",
            f"{organisation.name} sơ kết giữa nhiệm kỳ",
            date(2025, 3, 3 + chance(20, organisation.id)),
            "Tin cơ sở",
            organisation,
            f"{organisation.name} sơ kết hai năm đầu nhiệm kỳ 2023-2028.",
            (Row("ket-nap", phrase),),
            ("period: giai đoạn 2023-2024", "as_of: 31/12/2024"),
        )


def _revised() -> Iterator[Article]:
    """A figure that a later article puts right, and one that its own article puts right."""
    organisation = body("huyen-dong-man")
    right = flow("hien-mau", organisation.id, 2022, 7, 9)
    period = ("period: quý III/2022",)
    first, later = f"{organisation.id}-hien-mau", f"{organisation.id}-hien-mau-dieu-chinh"
    said = Row("hien-mau", measured("hien-mau", right + 90))
    revised = Row("hien-mau", measured("hien-mau", right), (f"supersedes: {first}",))
    name, category = organisation.name, "Tin cơ sở"
    opening = f"{name} tổng hợp số liệu hiến máu quý III/2022."
    yield Article(
        first, f"{name}: ngày hội hiến máu", date(2022, 10, 9), category, organisation, opening, (said,), period
    )
    opening = "Số liệu hiến máu quý III/2022 được đối chiếu lại với nơi tiếp nhận."
    title = f"{name} điều chỉnh số liệu hiến máu"
    yield Article(later, title, date(2022, 11, 20), category, organisation, opening, (revised,), period)
    value = flow("mai-am", organisation.id, 2022, 7, 9)
    words = (f"said: {value + 4} nhà", f"right: {value} nhà", "why: tính cả nhà đang xây")
    keys = (*period, "corrections:", "  - date: 25/10/2022", *(f"    {line}" for line in words))
    rows = (Row("mai-am", measured("mai-am", value)),)
    title, opening = f"{name} trao mái ấm công đoàn", f"{name} trao nhà cho đoàn viên khó khăn."
    yield Article(f"{organisation.id}-mai-am", title, date(2022, 10, 19), category, organisation, opening, rows, keys)


def _looking_back() -> Article:
    organisation = body("phuong-vinh-ha")
    return Article(
        "phuong-vinh-ha-truyen-thong",
        "Phường Vĩnh Hạ: ngày hội truyền thống công đoàn",
        date(2025, 11, 12),
        "Tin cơ sở",
        organisation,
        "LĐLĐ thị xã Vĩnh Hạ và LĐLĐ huyện Vĩnh Thượng (nay là Công đoàn phường Vĩnh Hạ) từng cùng tổ chức ngày hội này.",
    )
