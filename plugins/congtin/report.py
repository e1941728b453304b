"""Reports: what a check found, and what was counted."""

from __future__ import annotations

from collections.abc import Iterable

from congtin.finding import Coverage, Finding, Severity
from congtin.values import dataclass


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found: findings in the order of every report, and what was counted."""

    findings: tuple[Finding, ...] = ()
    coverage: Coverage = Coverage()
    articles: int = 0
    observations: int = 0
    unlisted: int = 0  # notes that were counted and left out

    @property
    def failed(self) -> bool:
        """Whether an error was found."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)


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
