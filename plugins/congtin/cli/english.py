"""Findings in English: the rule's English page, and what needs no translation (decision 0008).

The rules speak Vietnamese, once. What an English finding tells is taken from the rule's page in ``docs/rules.md``,
from the sources, and from the parts of the message that are no words of ours: computations, quotations, figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from congtin.cli.quoting import quoted
from congtin.cli.rulebook import page_of
from congtin.finding import Finding, Related
from congtin.report import Report
from congtin.text import Source, squeeze

_QUOTED = re.compile(r"“([^”]+)”|`([^`]+)`")
_CLAUSE = re.compile(r"[;:?]\s|[.,](?=\s|$)\s?")
_FIGURE = re.compile(r"(?<!\w)\d[\d.,/]*\d%?|(?<!\w)\d%?(?!\w)")
_LINE = re.compile(r"\(?dòng [\d, ]+\)?")  # references to lines of the file are no figures
_LONGEST = 80  # code points of a source that are quoted


def in_english(report: Report, sources: Mapping[str, Source]) -> Report:
    """The report with its findings told in English."""
    return replace(report, findings=tuple(_translated(finding, sources) for finding in report.findings))


def _translated(finding: Finding, sources: Mapping[str, Source]) -> Finding:
    page = page_of(finding.rule, "en")
    here = _shown(quoted(finding.place, sources))
    parts = [page.title, *_told(finding.message, here)]
    related = tuple(Related(item.place, _stands(_shown(quoted(item.place, sources)))) for item in finding.related)
    return replace(finding, message=f"{'; '.join(parts)}.", help=page.text, related=related)


def _told(message: str, here: str) -> Iterator[str]:
    """What the message says without words of ours."""
    if here:
        yield f"here stands “{here}”"
    computations = tuple(_computations(message))
    if computations:
        yield f"computed: {', '.join(computations)}"
    names = _others(_QUOTED.findall(message), here)
    if names:
        yield f"named: {', '.join(names)}"
    told = " ".join((here, *computations, *names))
    figures = [figure for figure in _figures(message) if figure not in told]
    if figures:
        yield f"figures: {', '.join(dict.fromkeys(figures))}"


def _computations(message: str) -> Iterator[str]:
    """The clauses that are equations, as printed: "505/410 = 123,17%"."""
    for clause in _CLAUSE.split(_QUOTED.sub("", message)):
        if " = " in clause and any(sign.isdigit() for sign in clause):
            yield clause.strip()


def _others(quotations: list[tuple[str, str]], here: str) -> list[str]:
    """What the message quotes beside the place itself, each once."""
    texts = dict.fromkeys(_shown(text or code) for text, code in quotations)
    return [f"“{text}”" for text in texts if text != here]


def _figures(message: str) -> list[str]:
    return _FIGURE.findall(_LINE.sub("", _QUOTED.sub("", message)))


def _stands(text: str) -> str:
    return f"here stands “{text}”" if text else "see here"


def _shown(text: str) -> str:
    text = squeeze(text)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
