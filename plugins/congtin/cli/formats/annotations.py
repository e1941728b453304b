"""Workflow commands of GitHub Actions: each finding stands as an annotation at its line of a change."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from congtin.cli.formats import Sheet
from congtin.cli.rulebook import page_of
from congtin.finding import Finding, Severity

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = {**_DATA, ":": "%3A", ",": "%2C"}


def render(sheet: Sheet) -> str:
    """One command a finding, then the closing line, which GitHub leaves in the log."""
    return "\n".join([*_commands(sheet), sheet.wording.closing(sheet.report), ""])


def _commands(sheet: Sheet) -> Iterator[str]:
    prefix = _prefix(sheet.root)
    for finding in sheet.report.findings:
        properties = {
            "file": f"{prefix}{finding.place.path}",
            **_region(finding),
            "title": f"{finding.rule} {page_of(finding.rule, sheet.wording.language).title}",
        }
        written = ",".join(f"{key}={_escaped(str(value), _PROPERTY)}" for key, value in properties.items())
        yield f"::{COMMANDS[finding.severity]} {written}::{_escaped(_message(finding, prefix), _DATA)}"


def _region(finding: Finding) -> dict[str, int]:
    """Lines always; columns only within one line, as GitHub wants it."""
    place = finding.place
    if place.line != place.end_line:
        return {"line": place.line, "endLine": place.end_line}
    return {"line": place.line, "col": place.column, "endLine": place.end_line, "endColumn": place.end_column}


def _message(finding: Finding, prefix: str) -> str:
    others = [f"{prefix}{related.place}: {related.message}" for related in finding.related]
    return "\n".join([f"{finding.message} {finding.help}".rstrip(), *others])


def _prefix(root: Path) -> str:
    """The way from the checkout's root to the site's: paths of annotations count from the former."""
    top = Path(os.environ.get("GITHUB_WORKSPACE") or Path.cwd()).resolve()
    root = root.resolve()
    inner = root.relative_to(top).as_posix() if root.is_relative_to(top) else "."
    return "" if inner == "." else f"{inner}/"


def _escaped(text: str, signs: dict[str, str]) -> str:
    return "".join(signs.get(sign, sign) for sign in text)
