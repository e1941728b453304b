"""For people: each finding with its source line and carets, the other places, and a closing line."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from congtin.cli.formats import Sheet
from congtin.finding import Finding, Severity
from congtin.text import Place

WIDTH = 100  # code points of a source line shown around a finding
COLOURS = {Severity.ERROR: "31;1", Severity.WARNING: "33;1", Severity.NOTE: "36;1"}
BOLD, FAINT = "1", "2"


def render(sheet: Sheet) -> str:
    """The report for a terminal or a log."""
    lines = _by_file(sheet) if sheet.quiet else _findings(sheet)
    return "\n".join([*lines, sheet.wording.closing(sheet.report), ""])


def _by_file(sheet: Sheet) -> Iterator[str]:
    """One line a file, with its counts."""
    for path, group in groupby(sheet.report.findings, key=lambda finding: finding.place.path):
        yield f"{path}: {sheet.wording.counts(tuple(group))}"


def _findings(sheet: Sheet) -> Iterator[str]:
    for finding in sheet.report.findings:
        yield from _finding(finding, sheet)
        yield ""


def _finding(finding: Finding, sheet: Sheet) -> Iterator[str]:
    colour = COLOURS[finding.severity]
    place = _painted(f"{finding.place}:", BOLD, sheet)
    verdict = _painted(f"{sheet.wording.severities[finding.severity]} {finding.rule}:", colour, sheet)
    yield f"{place} {verdict} {finding.message} {finding.help}".rstrip()
    yield from excerpt(finding.place, sheet, colour)
    for related in finding.related:
        yield f"  {related.place}: {related.message}"
        yield from excerpt(related.place, sheet, FAINT)


def excerpt(place: Place, sheet: Sheet, colour: str = FAINT) -> Iterator[str]:
    """The source line, cut to a window around the place, with carets below."""
    source = sheet.sources.get(place.path)
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
    yield f"         | {' ' * (len(before) + start - left)}{_painted(carets, colour, sheet)}"


def _painted(text: str, colour: str, sheet: Sheet) -> str:
    return f"\x1b[{colour}m{text}\x1b[0m" if sheet.colour else text
