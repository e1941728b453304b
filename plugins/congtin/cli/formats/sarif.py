"""SARIF 2.1.0 (OASIS), for code scanning and editors: rules, results with regions, other places, mends."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Any
from urllib.parse import quote

from congtin import __version__
from congtin.cli.formats import Sheet
from congtin.cli.quoting import quoted
from congtin.cli.rulebook import RulePage, page_of
from congtin.finding import Edit, Finding
from congtin.text import Place

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
BASE = "%SRCROOT%"  # the site's root, by the name under which programs look for it
FINGERPRINT = "congtinFinding/v1"

_Json = dict[str, Any]


def render(sheet: Sheet) -> str:
    """The report as a SARIF log of one run; columns are code points."""
    codes = sorted({finding.rule for finding in sheet.report.findings})
    run = {
        "tool": {"driver": _driver(codes, sheet)},
        "invocations": [{"executionSuccessful": True}],
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {BASE: {"description": {"text": "the folder that holds pelicanconf.py"}}},
        "results": list(_results(codes, sheet)),
        "properties": {
            "coverage": asdict(sheet.report.coverage),
            "articles": sheet.report.articles,
            "observations": sheet.report.observations,
        },
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def _driver(codes: Sequence[str], sheet: Sheet) -> _Json:
    return {
        "name": "congtin",
        "semanticVersion": __version__,
        "language": sheet.wording.language,
        "rules": [_rule(page_of(code, sheet.wording.language)) for code in codes],
    }


def _rule(page: RulePage) -> _Json:
    text = page.text or page.title
    return {
        "id": page.code,
        "shortDescription": {"text": page.title},
        "fullDescription": {"text": text},
        "help": {"text": text, "markdown": f"**{page.code}** {page.title}\n\n{text}"},
        "properties": {"tags": [page.family]},
    }


def _results(codes: Sequence[str], sheet: Sheet) -> Iterator[_Json]:
    seen: Counter[str] = Counter()
    for finding in sheet.report.findings:
        digest = _fingerprint(finding, sheet)
        seen[digest] += 1
        result: _Json = {
            "ruleId": finding.rule,
            "ruleIndex": codes.index(finding.rule),
            "level": finding.severity.value,
            "message": {"text": f"{finding.message} {finding.help}".rstrip()},
            "locations": [{"physicalLocation": _location(finding.place, sheet)}],
            "partialFingerprints": {FINGERPRINT: f"{digest}:{seen[digest]}"},
        }
        if finding.related:
            result["relatedLocations"] = [
                {
                    "id": index,
                    "physicalLocation": _location(related.place, sheet),
                    "message": {"text": related.message},
                }
                for index, related in enumerate(finding.related)
            ]
        if finding.edits:
            result["fixes"] = [_fix(finding)]
        yield result


def _location(place: Place, sheet: Sheet) -> _Json:
    region = _region(place)
    text = quoted(place, sheet.sources)
    if text:
        region["snippet"] = {"text": text}
    return {"artifactLocation": _artifact(place.path), "region": region}


def _artifact(path: str) -> _Json:
    return {"uri": quote(path), "uriBaseId": BASE}


def _region(place: Place) -> _Json:
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }


def _fix(finding: Finding) -> _Json:
    edits = sorted(finding.edits, key=lambda edit: edit.place)
    changes = [
        {"artifactLocation": _artifact(path), "replacements": [_replacement(edit) for edit in group]}
        for path, group in groupby(edits, key=lambda edit: edit.place.path)
    ]
    return {"description": {"text": finding.help or finding.message}, "artifactChanges": changes}


def _replacement(edit: Edit) -> _Json:
    return {"deletedRegion": _region(edit.place), "insertedContent": {"text": edit.text}}


def _fingerprint(finding: Finding, sheet: Sheet) -> str:
    """The same for the same finding wherever its line has moved to: rule, file, what stands there, the line's words."""
    source = sheet.sources.get(finding.place.path)
    lines = source.lines if source else []
    line = lines[finding.place.line - 1] if finding.place.line <= len(lines) else ""
    parts = (finding.rule, finding.place.path, quoted(finding.place, sheet.sources), " ".join(line.split()))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]
