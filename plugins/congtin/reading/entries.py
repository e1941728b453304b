"""Rows to entries: the phrase read, each figure with its indicator, body, period and place."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from congtin.catalogue import Catalogue
from congtin.finding import Finding
from congtin.indicator import Indicator, IndicatorKind
from congtin.observation import Aspect, Entry, Observation
from congtin.organisation import Term
from congtin.period import Period, PeriodKind
from congtin.quantity import Kind, Quantity
from congtin.reading.bodies import read_organisation
from congtin.reading.fields import Fields
from congtin.reading.indicators import read_indicator
from congtin.reading.keys import Key, KeyTable, Shape
from congtin.reading.metrics_problems import FORMS, UNREAD, problem
from congtin.reading.nodes import Mapping, Pair, Scalar
from congtin.reading.problems import problem as general_problem
from congtin.text import Passage, Place, squeeze
from congtin.values import dataclass, replace
from congtin.vietnamese.flows import flow_of
from congtin.vietnamese.mentions import read as read_mentions
from congtin.vietnamese.periods import read_period
from congtin.vietnamese.rows import Doubt, Figure, RowReading, read_lone, read_row
from congtin.vietnamese.spheres import sphere_of

PERIOD = Key("period", spellings=("kỳ", "kỳ số liệu", "thời gian"))
ORGANISATION = Key("organisation", spellings=("đơn vị", "tổ chức"))
BASIS = Key("basis", spellings=("căn cứ",))
OPTIONS = (
    PERIOD,
    ORGANISATION,
    BASIS,
    Key("id", spellings=("mã",)),
    Key("mentions", spellings=("số lần nhắc", "số lần")),
    Key("note", spellings=("ghi chú",)),
    Key("supersedes", Shape.TEXTS, ("thay số liệu của", "điều chỉnh số liệu của")),
)
ROW = KeyTable(OPTIONS)
UNREPORTED = ("chưa báo cáo", "chưa có báo cáo", "chưa có số liệu")  # nobody knows yet: not "không có", which is zero
_RESULTS = (Aspect.ACTUAL, Aspect.PERCENT, Aspect.PREVIOUS, Aspect.CHANGE)


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for an entry unless it says otherwise."""

    catalogue: Catalogue
    organisation: str
    period: Period | None
    as_of: date | None
    basis: str = ""
    as_target: bool = False

    @property
    def terms(self) -> tuple[Term, ...]:
        """The congress terms of the body."""
        body = self.catalogue.organisation(self.organisation)
        return body.terms if body else ()

    def narrowed(self, fields: Fields, problems: list[Finding]) -> Setting:
        """The setting with the period, body and basis that a group or an entry names."""
        setting = self
        organisation = fields.scalar("organisation")
        if organisation is not None:
            body = read_organisation(organisation, self.catalogue, problems, self.as_of)
            setting = replace(setting, organisation=body)
        period, basis = fields.scalar("period"), fields.text("basis")
        own = _period(period, setting, problems) if period is not None else None
        if not (own or basis):
            return setting
        return Setting(
            setting.catalogue,
            setting.organisation,
            own or setting.period,
            setting.as_of,
            basis or setting.basis,
            setting.as_target,
        )

    def period_of(self, own: Period | None) -> Period | None:
        """A figure's period; one without any stands as of the article's ``as_of``."""
        if own is not None or self.period is not None:
            return own or self.period
        return Period(None, self.as_of, PeriodKind.AS_OF) if self.as_of else None


def _period(scalar: Scalar, setting: Setting, problems: list[Finding]) -> Period | None:
    text = squeeze(scalar.text)
    found = read_period(text, setting.as_of, setting.terms)
    if found is None:
        problems.append(
            general_problem(
                "F29",
                scalar.place,
                f"Không đọc được kỳ “{text}”.",
                "Xin viết như: năm 2020; quý III/2019; 6 tháng đầu năm 2021; nhiệm kỳ 2020-2025; đến 31/10/2020.",
            )
        )
    return found


def read_row_entry(row: Pair, options: Mapping, setting: Setting, problems: list[Finding]) -> Entry | None:
    """The entry of a row; ``options`` are the keys below it ("mentions", "period" …)."""
    if not isinstance(row.value, Scalar):
        problems.append(
            problem(
                "F31",
                row.value.place,
                f"Sau “{squeeze(row.key.text)}:” cần một cụm số liệu viết trên một dòng.",
                f"Xin viết như {FORMS}.",
            )
        )
        return None
    name = squeeze(row.key.text)
    if not squeeze(row.value.text):
        problems.append(
            problem("F31", row.key.place, f"Dòng “{name}” chưa có số liệu.", "Xin điền số liệu, hoặc bỏ dòng này.")
        )
        return None
    fields = Fields(options, ROW, row.key.place, problems)
    setting = setting.narrowed(fields, problems)
    indicator = read_indicator(row.key, setting.catalogue, problems)
    passage = row.value.passage
    reading = read_phrase(passage.text, indicator, setting)
    problems.extend(doubts(reading.doubts, name, passage, bool(reading.figures)))
    if setting.as_target:
        problems.extend(_results_among_targets(reading, passage))
    observations = tuple(observe(figure, indicator, passage, setting) for figure in reading.figures)
    unreported = reading.absent and reading.remark.casefold().startswith(UNREPORTED)
    entry = Entry(
        label=name,
        place=spanned(row.key.place, row.value.place),
        label_place=row.key.place,
        observations=observations,
        relations=reading.relations,
        indicator=indicator if indicator.id else None,
        verdict=reading.verdict,
        basis=reading.basis or setting.basis,
        estimated=reading.estimated,
        absent=reading.absent and not unreported,
        unreported=unreported,
        note="" if unreported else reading.remark,
        organisation=setting.organisation,
        period=setting.period_of(None),
    )
    return with_options(entry, fields, problems)


def read_phrase(text: str, indicator: Indicator, setting: Setting) -> RowReading:
    """A report phrase, read for its indicator in its setting; bare numbers are in the indicator's measure."""
    lone = read_lone(text, Aspect.TARGET if setting.as_target else Aspect.ACTUAL, setting.period)
    reading = (
        RowReading((lone,))
        if lone
        else read_row(
            text,
            as_target=setting.as_target,
            share=indicator.kind is IndicatorKind.SHARE,
            as_of=setting.as_of,
            terms=setting.terms,
            period=setting.period,
        )
    )
    scale = scale_of(indicator.measure) if indicator.measure else None
    if scale is None:
        return reading
    return replace(reading, figures=tuple(_scaled(figure, scale) for figure in reading.figures))


@lru_cache(maxsize=256)
def scale_of(measure: str) -> Quantity | None:
    """One of a measure that is more than a counted noun ("triệu đồng"), None for a noun or nothing."""
    found = read_mentions(f"1 {measure}") if measure else ()
    one = found[0].quantity if len(found) == 1 else None
    return None if one is None or one.kind is Kind.COUNT else one


def _scaled(figure: Figure, one: Quantity) -> Figure:
    """A bare number of an indicator that is counted in "triệu đồng" or "km"."""
    number = figure.quantity
    if number.kind is not Kind.COUNT or number.measure:
        return figure
    step = (number.step or 1) * one.value if one.value != 1 else number.step
    scaled = replace(number, kind=one.kind, value=number.value * one.value, step=step, measure=one.measure)
    return replace(figure, quantity=scaled)


def observe(figure: Figure, indicator: Indicator, passage: Passage, setting: Setting) -> Observation:
    """A figure of a phrase as an observation, placed in the file."""
    return Observation(  # by position: a fifth cheaper than by name
        indicator.id or indicator.label,
        setting.organisation,
        setting.period_of(figure.period),
        figure.aspect,
        figure.quantity,
        passage.place(figure.start, figure.end),
        figure.label,
        flow_of(indicator.label, figure.label, figure.aspect),
        sphere_of(figure.quantity.measure),
    )


def doubts(found: tuple[Doubt, ...], name: str, passage: Passage, read: bool) -> list[Finding]:
    """What could not be read: an error where a number is concerned, a note where words alone are left over."""
    return [_doubt(doubt, name, passage, read) for doubt in found]


def _doubt(doubt: Doubt, name: str, passage: Passage, read: bool) -> Finding:
    quoted = squeeze(passage.text[doubt.start : doubt.end])
    place = passage.place(doubt.start, doubt.end)
    if read and not any(char.isdecimal() for char in quoted):
        return problem(
            "F44",
            place,
            f"Dòng “{name}”: phần “{quoted}” không phải số liệu nên không vào bảng. {doubt.understood}",
            "Nếu cần giữ, xin ghi vào `note`; nếu là số liệu, xin viết lại cho rõ.",
        )
    return problem(
        UNREAD,
        place,
        f"Dòng “{name}”: chưa đọc được “{quoted}” ({doubt.reason}). {doubt.understood}",
        f"Xin viết như {FORMS}; hai số liệu khác nhau thì tách thành hai dòng.",
    )


def _results_among_targets(reading: RowReading, passage: Passage) -> list[Finding]:
    """Design contract: a result in a table of targets is an error."""
    remedy = "Xin bỏ phần kết quả, hoặc chuyển dòng này sang nhóm không có `as: target`."
    found = [
        problem(
            "F36",
            passage.place(figure.start, figure.end),
            f"Nhóm này là chỉ tiêu kế hoạch (`as: target`), nhưng “{figure.quantity.text}” ở đây là kết quả thực hiện.",
            remedy,
        )
        for figure in reading.figures
        if figure.aspect in _RESULTS
    ]
    if reading.verdict and not found:
        message = "Nhóm này là chỉ tiêu kế hoạch (`as: target`), nhưng dòng này đã nói kết quả đạt hay chưa."
        found.append(problem("F36", passage.place(), message, remedy))
    return found


def with_options(entry: Entry, fields: Fields, problems: list[Finding]) -> Entry:
    """The entry with its `id`, `mentions`, `note` and `supersedes`."""
    if not any(map(fields.written, ("mentions", "note", "supersedes", "id"))):
        return entry
    scalar = fields.scalar("mentions")
    mentions: int | None = None
    if scalar is not None:
        text = squeeze(scalar.text)
        if text.isascii() and text.isdigit() and len(text) < 4:
            mentions = int(text)
        else:
            message = f"`mentions` cho biết số được nhắc mấy lần trong bài; “{text}” không phải số lần."
            problems.append(problem("F40", scalar.place, message, "Xin ghi một số nguyên, ví dụ `mentions: 2`."))
    note = "; ".join(text for text in (entry.note, fields.text("note")) if text)
    supersedes = tuple(squeeze(item.text) for item in fields.texts("supersedes"))
    return replace(entry, mentions=mentions, note=note, supersedes=supersedes, id=_id(fields.scalar("id"), problems))


def _id(scalar: Scalar | None, problems: list[Finding]) -> str:
    if scalar is None:
        return ""
    text = squeeze(scalar.text)
    if not all(char.isascii() and (char.isalnum() or char in "-_") for char in text):
        problems.append(
            problem(
                "F41",
                scalar.place,
                f"Mã “{text}” có ký tự không dùng được.",
                "Xin chỉ dùng chữ không dấu, chữ số và dấu gạch nối, ví dụ `ket-nap`.",
            )
        )
        return ""
    return text


def spanned(first: Place, last: Place) -> Place:
    """From the start of one place to the end of another."""
    return replace(first, end_line=last.end_line, end_column=last.end_column)
