"""Checks: nouns to findings. The table of rules is the place to read first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from congtin.checks import metrics, periods, prose
from congtin.checks.binding import bind
from congtin.checks.confirmations import settled
from congtin.checks.rules import Examined, Rule
from congtin.finding import Coverage, Finding, Severity
from congtin.story import Story

RULES = (
    Rule("Q1", Severity.ERROR, "Cụm chữ số không đọc được", prose.unreadable),
    Rule("Q2", Severity.NOTE, "Dấu chấm có thể là dấu phẩy", prose.doubtful_separator, asks=True),
    Rule("N1", Severity.ERROR, "Tỷ lệ phần trăm và hai số của nó", metrics.percent_of_plan),
    Rule("N2", Severity.ERROR, "“Đạt” và “vượt” bao nhiêu phần trăm", metrics.exceeds_or_reaches),
    Rule("N3", Severity.ERROR, "Tổng và các phần", metrics.sums),
    Rule("N4", Severity.ERROR, "“Trong đó” không lớn hơn số chung", metrics.subsets),
    Rule("N5", Severity.ERROR, "Số lượng nhân mức", metrics.products),
    Rule("N8", Severity.ERROR, "Mức tăng, giảm và hai số của nó", metrics.growth),
    Rule("P1", Severity.ERROR, "“Bao nhiêu năm” và hai năm đầu, cuối", periods.length_of_period, asks=True),
    Rule("P2", Severity.ERROR, "Thứ trong tuần và ngày", periods.weekdays, asks=True),
    Rule("P3", Severity.ERROR, "Ngày không có trong lịch", periods.impossible_dates),
    Rule("B1", Severity.ERROR, "Số trong bài chưa khai báo", prose.undeclared),
    Rule("B2", Severity.ERROR, "Số trong bài khác số đã khai báo", prose.disagreeing),
    Rule("B3", Severity.ERROR, "Số đã khai báo không có trong bài", prose.unmentioned),
    Rule("B5", Severity.ERROR, "Cụm từ đã khai không còn khớp với bài", prose.stale_phrases),
    Rule("D1", Severity.ERROR, "Tiêu đề, sapo và thân bài", prose.headline),
)


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found: findings in the order of every report, and what was counted."""

    findings: tuple[Finding, ...] = ()
    coverage: Coverage = field(default_factory=Coverage)
    articles: int = 0
    observations: int = 0

    @property
    def failed(self) -> bool:
        """Whether an error was found."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def check_story(story: Story) -> Report:
    """Read problems and rules of one story.

    Where the front matter itself could not be read, the rules would only repeat that: they are not run.
    """
    unread = any(finding.severity is Severity.ERROR for finding in story.problems)
    examined = Examined(story, bind(story))
    found = [*story.problems]
    if not unread:
        found += settled(examined, RULES)
    observations = sum(len(entry.observations) for entry in story.entries)
    findings = tuple(sorted(found, key=lambda finding: finding.order))
    return Report(findings, examined.binding.coverage, 1, observations)


def check_site(stories: Iterable[Story], problems: Iterable[Finding] = ()) -> Report:
    """The report on all stories; ``problems`` are the findings of reading pages, catalogue and settings."""
    return merge((Report(tuple(problems)), *(check_story(story) for story in stories)))


def merge(reports: Iterable[Report]) -> Report:
    """Several reports as one."""
    found = list(reports)
    findings = {finding for report in found for finding in report.findings}
    return Report(
        tuple(sorted(findings, key=lambda finding: finding.order)),
        sum((report.coverage for report in found), Coverage()),
        sum(report.articles for report in found),
        sum(report.observations for report in found),
    )
