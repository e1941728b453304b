"""Checks: nouns to findings. The table of rules is the place to read first."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from congtin.catalogue import Catalogue
from congtin.checks import (
    bearings,
    dates,
    directions,
    metrics,
    periods,
    plans,
    plausible,
    prose,
    references,
    repeats,
    sentences,
    stocks,
    tables,
    validity,
)
from congtin.checks.binding import Binding, bind
from congtin.checks.confirmations import settled
from congtin.checks.rules import Examined, Rule
from congtin.finding import Finding, Severity
from congtin.report import Report, merge
from congtin.story import Story

RULES = (
    Rule("Q1", Severity.ERROR, "Cụm chữ số không đọc được", prose.unreadable),
    Rule("Q2", Severity.NOTE, "Dấu chấm có thể là dấu phẩy", prose.doubtful_separator, asks=True),
    Rule("Q3", Severity.NOTE, "Hai cách viết số trong một bài", references.mixed_style, off=True),
    Rule("N1", Severity.ERROR, "Tỷ lệ phần trăm và hai số của nó", metrics.percent_of_plan),
    Rule("N2", Severity.ERROR, "“Đạt” và “vượt” bao nhiêu phần trăm", plans.exceeds_or_reaches),
    Rule("N3", Severity.ERROR, "Tổng và các phần", metrics.sums),
    Rule("N4", Severity.ERROR, "“Trong đó” không lớn hơn số chung", stocks.subsets),
    Rule("N5", Severity.ERROR, "Số lượng nhân mức", metrics.products),
    Rule("N6", Severity.ERROR, "Tỷ lệ phải có một kế hoạch là số nguyên", plans.infeasible, asks=True),
    Rule("N7", Severity.NOTE, "“Đạt”, “vượt” mà chưa nêu chỉ tiêu", plans.unfounded_verdicts, asks=True),
    Rule("N8", Severity.ERROR, "Mức tăng, giảm; “đạt”, “vượt” và hai số của nó", directions.directions),
    Rule("N9", Severity.NOTE, "Chỉ tiêu mới thấp hơn kết quả kỳ trước", plausible.lowered_targets, off=True),
    Rule("N10", Severity.NOTE, "Số lớn, nhỏ khác thường", plausible.odd_sizes, asks=True),
    Rule("N11", Severity.NOTE, "Hai số gần bằng nhau, tên gọi gần giống nhau", plausible.near_equal, asks=True),
    Rule("N12", Severity.ERROR, "Số đầu kỳ, tăng, giảm và số cuối kỳ", stocks.stock_and_flows),
    Rule("N13", Severity.ERROR, "Bảng trong bài: ô tổng và cột phần trăm", tables.totals_and_percentages),
    Rule("N14", Severity.WARNING, "Phép tính ngay trong câu", sentences.sentences, asks=True),
    Rule("P1", Severity.ERROR, "“Bao nhiêu năm” và hai năm đầu, cuối", periods.length_of_period, asks=True),
    Rule("P2", Severity.ERROR, "Thứ trong tuần và ngày", periods.weekdays, asks=True),
    Rule("P3", Severity.ERROR, "Ngày không có trong lịch", periods.impossible_dates),
    Rule("P4", Severity.ERROR, "Năm kỷ niệm, năm âm lịch, khóa và nhiệm kỳ", dates.calendar, asks=True),
    Rule("P5", Severity.WARNING, "Ngày chốt số liệu và ngày đăng bài", dates.later_days, asks=True),
    Rule("P6", Severity.NOTE, "Ngày có thể đọc hai cách", dates.either_order, off=True),
    Rule("P7", Severity.NOTE, "Số của một kỳ chưa kết thúc", plans.unfinished, asks=True),
    Rule("B1", Severity.ERROR, "Số trong bài chưa khai báo", prose.undeclared),
    Rule("B2", Severity.ERROR, "Số trong bài khác số đã khai báo", prose.disagreeing),
    Rule("B3", Severity.ERROR, "Số đã khai báo không có trong bài", prose.unmentioned),
    Rule("B5", Severity.ERROR, "Cụm từ đã khai không còn khớp với bài", prose.stale_phrases),
    Rule("B6", Severity.ERROR, "Đơn vị tính, thời gian trong bài khác dòng số liệu", bearings.against_row),
    Rule("D1", Severity.ERROR, "Tiêu đề, sapo và thân bài", repeats.retold),
    Rule("D2", Severity.ERROR, "Số mục nêu trước và các mục kể sau", repeats.announced, asks=True),
    Rule("X7", Severity.WARNING, "Đơn vị đã kết thúc hoạt động", validity.ended_bodies, asks=True),
    Rule("X8", Severity.WARNING, "Số liệu nối qua lần sắp xếp đơn vị", validity.across_reorganisation, asks=True),
    Rule("R1", Severity.WARNING, "Số hiệu văn bản", references.document_numbers, asks=True),
    Rule("R2", Severity.NOTE, "Số fax trùng số điện thoại", references.telephones, asks=True),
)


def rules_with(codes: Container[str] = ()) -> tuple[Rule, ...]:
    """The rules that run by themselves, and those that are off but asked for by these codes."""
    return tuple(rule for rule in RULES if not rule.off or rule.code in codes)


STANDARD = rules_with()
_NO_CATALOGUE = Catalogue()


def check_story(
    story: Story,
    catalogue: Catalogue = _NO_CATALOGUE,
    rules: Sequence[Rule] = STANDARD,
    binding: Binding | None = None,
) -> Report:
    """Read problems and rules of one story; the catalogue knows the terms of its organisation.

    ``binding`` is the story's, where somebody has bound it already.

    Where the front matter itself could not be read, the rules would only repeat that: they are not run.
    """
    unread = any(finding.severity is Severity.ERROR for finding in story.problems)
    examined = Examined.of(story, binding or bind(story), catalogue)
    found = [*story.problems]
    if not unread:
        found += settled(examined, rules)
    observations = sum(len(entry.observations) for entry in story.entries)
    findings = tuple(sorted(found, key=lambda finding: finding.order))
    return Report(findings, examined.binding.coverage, 1, observations)


def check_site(
    stories: Iterable[Story],
    problems: Iterable[Finding] = (),
    catalogue: Catalogue = _NO_CATALOGUE,
    rules: Sequence[Rule] = STANDARD,
) -> Report:
    """The report on all stories; ``problems`` are the findings of reading pages, catalogue and settings."""
    return merge((Report(tuple(problems)), *(check_story(story, catalogue, rules) for story in stories)))
