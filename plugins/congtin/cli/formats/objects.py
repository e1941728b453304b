"""JSON: the object of the contract (findings, coverage, articles, observations)."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from congtin.cli.formats import Sheet
from congtin.finding import Finding


def render(sheet: Sheet) -> str:
    """The report as one JSON object."""
    report = sheet.report
    printed = {
        "findings": [_plain(finding) for finding in report.findings],
        "coverage": asdict(report.coverage),
        "articles": report.articles,
        "observations": report.observations,
    }
    return json.dumps(printed, ensure_ascii=False, indent=1) + "\n"


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
