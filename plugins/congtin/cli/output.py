"""Printing reports: text for people, JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from congtin.checks import Report
from congtin.finding import Finding, Severity
from congtin.text import Place, Source

WORDS = {Severity.ERROR: "lỗi", Severity.WARNING: "cần xem lại", Severity.NOTE: "lưu ý"}
COUNTED = {Severity.ERROR: "lỗi phải sửa", Severity.WARNING: "điểm cần xem lại", Severity.NOTE: "lưu ý"}
WIDTH = 100  # code points of a source line shown around a finding

Sources = Mapping[str, Source]


def text(report: Report, sources: Sources) -> str:
    """One line a finding, the source line with carets below it, then the other places; a closing line."""
    parts = [part for finding in report.findings for part in (*_finding(finding, sources), "")]
    return "\n".join([*parts, closing(report), ""])


def closing(report: Report) -> str:
    """ "Đã đối chiếu n/m số", and how many findings of each severity."""
    coverage = report.coverage
    counts = [
        f"{number} {words}"
        for severity, words in COUNTED.items()
        if (number := sum(finding.severity is severity for finding in report.findings))
    ]
    waived = f" (thêm {coverage.waived} số không theo dõi)" if coverage.waived else ""
    compared = f"{coverage.bound}/{coverage.bound + coverage.unbound}"
    return f"Đã đối chiếu {compared} số{waived}, {', '.join(counts) or 'không có lỗi'}."


def as_json(report: Report, sources: Sources) -> str:
    """The object of the contract: findings, coverage, articles, observations."""
    return (
        json.dumps(
            {
                "findings": [_plain(finding) for finding in report.findings],
                "coverage": asdict(report.coverage),
                "articles": report.articles,
                "observations": report.observations,
            },
            ensure_ascii=False,
            indent=1,
        )
        + "\n"
    )


FORMATS: dict[str, Callable[[Report, Sources], str]] = {"text": text, "json": as_json}


def _finding(finding: Finding, sources: Sources) -> Iterator[str]:
    yield f"{finding.place}: {WORDS[finding.severity]} {finding.rule}: {finding.message} {finding.help}".rstrip()
    yield from _excerpt(finding.place, sources)
    for related in finding.related:
        yield f"  {related.place}: {related.message}"
        yield from _excerpt(related.place, sources)


def _excerpt(place: Place, sources: Sources) -> Iterator[str]:
    """The source line, cut to a window around the place, with carets below."""
    source = sources.get(place.path)
    if source is None or not 0 < place.line <= len(source.lines):
        return
    line = source.lines[place.line - 1].replace("\t", " ")
    start = place.column - 1
    end = place.end_column - 1 if place.end_line == place.line else len(line)
    left = max(0, min(start - WIDTH // 3, len(line) - WIDTH))
    window = line[left : left + WIDTH]
    before, after = "…" if left else "", "…" if left + WIDTH < len(line) else ""
    carets = "^" * max(1, min(end, left + WIDTH) - start)
    yield f"    {place.line:>4} | {before}{window}{after}"
    yield f"         | {' ' * (len(before) + start - left)}{carets}"


def _plain(finding: Finding) -> dict[str, Any]:
    place = finding.place
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "message": finding.message,
        "help": finding.help,
        "related": [
            {
                "path": related.place.path,
                "line": related.place.line,
                "column": related.place.column,
                "message": related.message,
            }
            for related in finding.related
        ],
    }
