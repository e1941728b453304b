"""The words of reports about findings, in Vietnamese and English."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from congtin.finding import Finding, Severity
from congtin.report import Report
from congtin.values import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one language; ``counted`` are (one, several)."""

    language: str
    severities: Mapping[Severity, str]
    counted: Mapping[Severity, tuple[str, str]]
    compared: str
    waived: str
    clean: str

    def counts(self, findings: tuple[Finding, ...], unlisted: int = 0) -> str:
        """How many findings of each severity, with notes that are not listed; empty when there are none."""
        numbers = Counter(item.severity for item in findings)
        numbers[Severity.NOTE] += unlisted
        found = ((numbers[severity], words) for severity, words in self.counted.items())
        return ", ".join(f"{number} {words[number != 1]}" for number, words in found if number)

    def closing(self, report: Report) -> str:
        """ "Đã đối chiếu n/m số", and how many findings of each severity."""
        coverage = report.coverage
        compared = self.compared.format(coverage.bound, coverage.bound + coverage.unbound)
        waived = self.waived.format(coverage.waived) if coverage.waived else ""
        return f"{compared}{waived}, {self.counts(report.findings, report.unlisted) or self.clean}."


VIETNAMESE = Wording(
    "vi",
    {Severity.ERROR: "lỗi", Severity.WARNING: "cần xem lại", Severity.NOTE: "lưu ý"},
    {
        Severity.ERROR: ("lỗi phải sửa",) * 2,
        Severity.WARNING: ("điểm cần xem lại",) * 2,
        Severity.NOTE: ("lưu ý",) * 2,
    },
    "Đã đối chiếu {}/{} số",
    " (thêm {} số không theo dõi)",
    "không có lỗi",
)
ENGLISH = Wording(
    "en",
    {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"},
    {
        Severity.ERROR: ("error", "errors"),
        Severity.WARNING: ("warning", "warnings"),
        Severity.NOTE: ("note", "notes"),
    },
    "{}/{} numbers compared",
    " ({} more not tracked)",
    "no errors",
)
WORDINGS = {wording.language: wording for wording in (VIETNAMESE, ENGLISH)}
