"""Rows: report phrases ("505/410, đạt 123,2%") read to figures and the relations between them.

The grammar is that of the prose: numbers by :mod:`congtin.vietnamese.mentions`, periods by
:mod:`congtin.vietnamese.periods`; this module only decides what each number is of its indicator.
What cannot be read, or fits nothing, is a doubt; nothing is dropped.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache

from congtin.observation import Aspect, Relation, Verdict
from congtin.organisation import Term
from congtin.period import Period
from congtin.quantity import Kind, Quantity
from congtin.text import squeeze
from congtin.values import dataclass, replace
from congtin.vietnamese.casting import Casting
from congtin.vietnamese.clauses import Clause, read_clauses
from congtin.vietnamese.cues import Sign, Token, read_tokens
from congtin.vietnamese.figures import Draft, head_noun, label_of
from congtin.vietnamese.patterns import Pattern
from congtin.vietnamese.relations import relate
from congtin.vietnamese.respectively import paired
from congtin.vietnamese.rows_periods import base_period, own_period, plan_period
from congtin.vietnamese.spheres import sphere_of
from congtin.vietnamese.standing import Cast, Unread

ASPECT_NAMES = {
    Aspect.ACTUAL: "thực hiện",
    Aspect.TARGET: "kế hoạch",
    Aspect.PERCENT: "tỷ lệ",
    Aspect.PREVIOUS: "kỳ trước",
    Aspect.CHANGE: "tăng, giảm",
    Aspect.PART: "một phần",
    Aspect.WHOLE: "tổng số",
    Aspect.EACH: "mức cho mỗi phần",
}
LONGEST = 2000  # characters; every figure is weighed against every other, and no reader takes in more either
_TOO_LONG = f"dòng dài hơn {LONGEST} ký tự; xin tách thành nhiều dòng"
_DIGITS = Pattern(r"\d+")
_LONE = Pattern(
    r"\s*(?P<print>(?P<whole>[0-9]{1,3}(?:\.[0-9]{3}){0,4})(?:,(?P<decimals>[0-9]{1,4}))?(?P<sign>\s?%)?)\s*"
)
_PERCENT, _COUNT = Kind.PERCENT, Kind.COUNT  # see `Word`
_ZERO, _PLACES = Decimal(0), tuple(Decimal(1).scaleb(-places) for places in range(5))
_REASONS = {"unreadable": "không rõ đây là số gì", "impossible date": "ngày này không có trong lịch"}
_VERDICT_NAMES = {Verdict.MET: "đạt kế hoạch", Verdict.EXCEEDED: "vượt kế hoạch", Verdict.MISSED: "chưa đạt kế hoạch"}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the phrase, ``phrase[start:end]`` its digits as printed; ``period`` None where unknown."""

    aspect: Aspect
    quantity: Quantity
    start: int
    end: int
    label: str = ""
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """A stretch that could not be read: why, and in a Vietnamese sentence what was understood instead."""

    start: int
    end: int
    reason: str
    understood: str


@dataclass(frozen=True, slots=True)
class RowReading:
    """What a report phrase says.

    ``relations`` name figures by index. ``asides`` are spans of numeric expressions that are no figures of
    their own: periods, and names in labels ("Điều 14"). ``remark`` is what "không có" is said of.
    """

    figures: tuple[Figure, ...] = ()
    relations: tuple[Relation, ...] = ()
    verdict: Verdict | None = None
    basis: str = ""
    estimated: bool = False
    absent: bool = False
    remark: str = ""
    doubts: tuple[Doubt, ...] = ()
    asides: tuple[tuple[int, int], ...] = ()


def read_row(
    phrase: str,
    *,
    as_target: bool = False,
    share: bool = False,
    as_of: date | None = None,
    terms: tuple[Term, ...] = (),
    period: Period | None = None,
) -> RowReading:
    """Read a report phrase; never raises.

    ``as_target``: plain numbers are targets. ``share``: the indicator is a share, so that percentages are
    results and ``A/B`` is a part of its whole. ``as_of``: the day "đến nay" means. ``terms``: of the body,
    for "nhiệm kỳ". ``period``: what figures without a period of their own are for.
    """
    if lone := read_lone(phrase, Aspect.TARGET if as_target else Aspect.ACTUAL, period):
        return RowReading((lone,))
    if len(phrase) > LONGEST:
        doubt = Doubt(0, len(phrase), _TOO_LONG, "Chưa hiểu được số nào trong dòng này.")
        return RowReading(doubts=(doubt,))
    tokens = paired(phrase, read_tokens(phrase, as_of))
    clauses = read_clauses(tokens)
    cast = Casting(phrase, as_target=as_target, share=share).read(clauses)
    drafts = sorted(cast.drafts, key=lambda draft: (draft.start, draft.end))
    _name_terms(drafts, cast)
    _share_measures(drafts)
    _set_periods(phrase, clauses, cast, drafts, period)
    _tell_apart(drafts, cast)
    _set_plan_period(phrase, cast, drafts, period, as_of, terms)
    relations = relate(drafts, cast.equations)
    figures = tuple(
        Figure(draft.aspect, draft.quantity, draft.start, draft.end, draft.label, draft.period) for draft in drafts
    )
    basis = label_of(phrase, cast.basis)
    reading = RowReading(
        figures, relations, cast.verdict, basis, cast.estimated, bool(cast.absent), squeeze(cast.absent)
    )
    return _with_doubts(phrase, tokens, cast, reading)


def read_lone(phrase: str, aspect: Aspect, period: Period | None) -> Figure | None:
    """The quick way for what most values of long entries are: "505", "11.490", "110,5%"; None for all else."""
    lone = _lone(phrase) if len(phrase) <= LONGEST else None
    if lone is None:
        return None
    start, quantity = lone
    return Figure(aspect, quantity, start, start + len(quantity.text), "", period)


@lru_cache(4096)  # small numbers and shares of a plan are the same in many articles
def _lone(phrase: str) -> tuple[int, Quantity] | None:
    """Where the only number of a phrase begins, and what it is."""
    match = _LONE.fullmatch(phrase)
    if match is None:
        return None
    printed, whole, decimals, sign = match.groups()
    value = Decimal(whole.replace(".", "") + "." + decimals if decimals else whole.replace(".", ""))
    step = _PLACES[len(decimals or "")] if decimals or sign else _ZERO
    return match.start(1), Quantity(printed, _PERCENT if sign else _COUNT, value, step)


# --- measures ---


def _name_terms(drafts: list[Draft], cast: Cast) -> None:
    """Terms of a sum count what their total counts; a noun of their own is their label: "800 khu vực nhà nước"."""
    for equation in cast.equations:
        total = next((draft for draft in drafts if draft.clause is equation.total), None)
        for draft in drafts:
            if draft.clause in equation.parts and draft.kind is Kind.COUNT:
                measure = total.quantity.measure if total is not None else ""
                if measure and draft.quantity.measure.casefold() != measure.casefold():
                    draft.label = f"{draft.quantity.measure} {draft.label}".strip()
                    draft.quantity = replace(draft.quantity, measure=measure)


def _share_measures(drafts: list[Draft]) -> None:
    """A counted noun printed once holds for the neighbours that lack one: "giải thể 05, sáp nhập 07 đơn vị"."""
    counts = [draft for draft in drafts if draft.kind is Kind.COUNT and draft.aspect is not Aspect.EACH]
    named = {index: draft.quantity.measure for index, draft in enumerate(counts) if draft.quantity.measure}
    for index, draft in enumerate(counts):
        if named and not draft.quantity.measure:
            behind = (measure for at, measure in named.items() if at > index and _takes(draft.label, measure))
            measure = next(behind, None) or next((it for it in named.values() if _takes(draft.label, it)), "")
            draft.quantity = replace(draft.quantity, measure=measure)


def _takes(label: str, measure: str) -> bool:
    """Whether what a label tells can be done to what a noun counts: bodies are founded, people are admitted."""
    sphere = sphere_of(measure)
    fitting = next((spheres for verbs, spheres in _DONE_TO if label.casefold().startswith(verbs)), None)
    return not sphere or fitting is None or sphere in fitting


_DONE_TO = (
    (("kết nạp", "giới thiệu", "bồi dưỡng", "tập huấn", "tuyển", "khen thưởng cá nhân"), ("person", "turn")),
    (("thành lập", "giải thể", "sáp nhập", "hợp nhất", "chia tách"), ("body",)),
)


def _tell_apart(drafts: list[Draft], cast: Cast) -> None:
    """Several results of one measure and period: parts when each has its own label, otherwise a doubt."""
    plain = [draft for draft in drafts if draft.plain and draft.aspect in (Aspect.ACTUAL, Aspect.TARGET)]
    _peel(plain)
    groups: dict[tuple[object, ...], list[Draft]] = {}
    for draft in plain:
        period = draft.period.key if draft.period else None
        groups.setdefault((draft.kind, draft.quantity.measure.casefold(), draft.aspect, period), []).append(draft)
    for group in groups.values():
        labels = {draft.label.casefold() for draft in group}
        counted = all(any(other.count is draft for other in drafts) for draft in group)
        if len(group) < 2:
            continue
        if counted or ("" not in labels and len(labels) == len(group)):
            for draft in group:
                planned = any(
                    d.clause is draft.clause and d.aspect in (Aspect.TARGET, Aspect.WHOLE)
                    for d in drafts
                    if d is not draft
                )
                draft.aspect = draft.aspect if planned else Aspect.PART
            continue
        reason = "chưa rõ số này là một phần của số trước hay là số khác; nếu là một phần, xin viết “trong đó”"
        cast.unread.extend(Unread(draft.start, draft.end, reason) for draft in group[1:])


def _peel(drafts: list[Draft]) -> None:
    """Nouns with the same head tell parts apart: "01 cá nhân cấp tỉnh, 699 cá nhân cấp cơ sở"."""
    if len(drafts) < 2:
        return
    heads = [head_noun(draft.quantity.measure) if draft.kind is Kind.COUNT else "" for draft in drafts]
    measures: dict[str, set[str]] = {}
    for draft, head in zip(drafts, heads, strict=True):
        measures.setdefault(head.casefold(), set()).add(draft.quantity.measure.casefold())
    for draft, head in zip(drafts, heads, strict=True):
        if head and len(measures[head.casefold()]) > 1:
            draft.label = f"{draft.quantity.measure[len(head) :].strip()} {draft.label}".strip()
            draft.quantity = replace(draft.quantity, measure=draft.quantity.measure[: len(head)])


# --- periods ---


def _set_periods(phrase: str, clauses: list[Clause], cast: Cast, drafts: list[Draft], default: Period | None) -> None:
    """A period holds for its clause and those behind it; at the end of the phrase also for those before."""
    own: dict[int, Period] = {}
    for clause, tokens in cast.periods:
        found = own_period(tokens, default)
        if found is not None:
            own.setdefault(id(clause), found)
    current: Period | None = None
    holding: dict[int, Period | None] = {}
    for clause in clauses:
        current = own.get(id(clause), current)
        holding[id(clause)] = current
    trailing = next(iter(own.values())) if len(own) == 1 else None
    for draft in drafts:
        draft.period = holding.get(id(draft.clause)) or trailing or default
        if draft.aspect is Aspect.PREVIOUS:
            draft.period = base_period(phrase, _base_of(draft, cast), draft.period)


def _base_of(draft: Draft, cast: Cast) -> tuple[Token, ...]:
    """What a previous figure is of: named in its own clause, else anywhere."""
    named = [tokens for clause, tokens in cast.bases if clause is draft.clause]
    named += [tokens for _, tokens in cast.bases]
    return named[0] if named else ()


def _set_plan_period(
    phrase: str, cast: Cast, drafts: list[Draft], default: Period | None, as_of: date | None, terms: tuple[Term, ...]
) -> None:
    results = (Aspect.ACTUAL, Aspect.PERCENT)
    actual = next((draft.period for draft in drafts if draft.aspect in results and draft.period), default)
    period = plan_period(phrase, cast.basis, actual, as_of, terms)
    if period is None:
        return
    for draft in drafts:
        if (draft.aspect is Aspect.PERCENT and not draft.share) or draft.aspect is Aspect.TARGET:
            draft.period = period


# --- doubts ---


def _with_doubts(phrase: str, tokens: list[Token], cast: Cast, reading: RowReading) -> RowReading:
    """Add what was not read, and whatever digit no one accounts for."""
    asides = [
        (token.start, token.end)
        for token in tokens
        if token.sign in (Sign.PERIOD, Sign.BEFORE) or (token.sign is Sign.NAME and not _unreadable(token))
    ]
    unread = list(cast.unread)
    unread += [Unread(token.start, token.end, why) for token in tokens if (why := _unreadable(token))]
    unread += [
        Unread(found.clauses[0].lead[0].start if found.clauses[0].lead else found.clauses[0].tokens[0].start,
               found.clauses[-1].tokens[-1].end, "phép tính này chưa đọc được")
        for found in cast.equations if found.unread
    ]  # fmt: skip
    covered = asides + [(item.start, item.end) for item in unread]
    covered += [(figure.start, figure.end) for figure in reading.figures]
    unread += _bare_digits(phrase, covered)
    unread = list(_outermost(unread))
    if not unread and not (reading.figures or reading.verdict or reading.absent):
        unread.append(Unread(0, len(phrase), "không thấy số liệu nào"))
    said = _understood(phrase, reading) if unread else ""
    doubts = tuple(Doubt(item.start, item.end, item.reason, said) for item in unread)
    return replace(reading, doubts=doubts, asides=tuple(asides))


def _outermost(unread: list[Unread]) -> Iterator[Unread]:
    """The stretches that lie in no longer one, in order."""
    reach = last = (-1, -1)
    for item in sorted(unread, key=lambda item: (item.start, -item.end)):
        span = item.start, item.end
        if item.end > reach[1] or span == last:
            yield item
            reach = last = span


def _unreadable(token: Token) -> str:
    """Why a numeric expression cannot be used; empty when it can."""
    return _REASONS.get(token.expression.doubt, "") if token.expression is not None else ""


def _bare_digits(phrase: str, covered: list[tuple[int, int]]) -> list[Unread]:
    """Runs of digits, or what is left of one, that no figure, aside or doubt holds."""
    held = bytearray(len(phrase))
    for start, end in covered:
        held[start:end] = b"\1" * (end - start)
    found: list[Unread] = []
    for run in _DIGITS.finditer(phrase):
        bare = [at for at in range(*run.span()) if not held[at]]
        if bare:
            found.append(Unread(bare[0], bare[-1] + 1, _REASONS["unreadable"]))
    return found


def _understood(phrase: str, reading: RowReading) -> str:
    """ "Đã hiểu: thực hiện 505, kế hoạch 410." """
    said = [
        f"{ASPECT_NAMES[figure.aspect]} {figure.label + ' ' if figure.label else ''}{phrase[figure.start : figure.end]}"
        for figure in reading.figures
    ]
    if reading.verdict:
        said.append(_VERDICT_NAMES[reading.verdict])
    return f"Đã hiểu: {', '.join(said)}." if said else "Chưa hiểu được số nào trong dòng này."
