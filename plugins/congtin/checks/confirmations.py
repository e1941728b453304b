"""Confirmations: doubted figures that were asked about, and stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from congtin.checks.phrases import Quoted
from congtin.checks.rules import Examined, Rule
from congtin.finding import Finding, Severity
from congtin.story import PhraseKind
from congtin.text import Place


def settled(examined: Examined, rules: Sequence[Rule]) -> Iterator[Finding]:
    """The rules' findings, less those of asking rules on a confirmed phrase; a needless confirmation is a note."""
    confirmed = [quoted for quoted in examined.binding.quoted if quoted.listings[0].kind is PhraseKind.CONFIRMATION]
    if not confirmed:
        yield from (finding for rule in rules for finding in rule.findings(examined))
        return
    printed = {item.declared.observation.place: item.place for item in examined.binding.mentions if item.declared}
    used: set[int] = set()
    for rule in rules:
        for finding in rule.findings(examined):
            place = printed.get(finding.place, finding.place)  # a row is confirmed where the text prints its figure
            settles = [index for index, quoted in enumerate(confirmed) if rule.asks and _covers(quoted, place)]
            used.update(settles)
            if not settles:
                yield finding
    for index, quoted in enumerate(confirmed):
        if index not in used and quoted.occurrences:
            yield _needless(quoted)


def _covers(quoted: Quoted, place: Place) -> bool:
    return any(
        (item.place.line, item.place.column) <= (place.line, place.column)
        and (place.end_line, place.end_column) <= (item.place.end_line, item.place.end_column)
        for item in quoted.occurrences
    )


def _needless(quoted: Quoted) -> Finding:
    listed = quoted.listings[0]
    return Finding(
        "B5",
        Severity.NOTE,
        listed.place,
        f"Cụm “{listed.text}” đã được xác nhận, nhưng hiện không có điểm nào cần hỏi ở đó.",
        "Có thể bỏ dòng này, hoặc giữ làm ghi chú.",
    )
