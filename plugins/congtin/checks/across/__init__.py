"""Checks across articles, bodies and years: from the ledger to findings, line by line."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from congtin.catalogue import Catalogue
from congtin.checks.across.agreement import agreement
from congtin.checks.across.bench import AcrossRule, Bench
from congtin.checks.across.hierarchy import hierarchy
from congtin.checks.across.plans import plans
from congtin.checks.across.revisions import stale_revisions
from congtin.checks.across.series import pieces, running_totals
from congtin.checks.across.stocks import stocks
from congtin.finding import Finding, Severity
from congtin.ledger import Ledger
from congtin.posting import Line

RULES = (
    AcrossRule("X1", Severity.ERROR, "Cùng một số liệu, các bài ghi khác nhau", agreement),
    AcrossRule("X2", Severity.ERROR, "Số đầu kỳ, tăng, giảm và số cuối kỳ ở các bài", stocks),
    AcrossRule("X3", Severity.ERROR, "Số của cấp trên và của các đơn vị trực thuộc", hierarchy),
    AcrossRule("X4", Severity.ERROR, "Kế hoạch, chỉ tiêu đã công bố", plans),
    AcrossRule("X5", Severity.ERROR, "Số cộng dồn không giảm", running_totals),
    AcrossRule("X6", Severity.ERROR, "Tháng, quý, nửa năm và cả năm", pieces),
    AcrossRule("X9", Severity.ERROR, "Số được điều chỉnh không tìm thấy", stale_revisions),
)
Told = dict[Line, tuple[Finding, ...]]


def check_lines(ledger: Ledger, catalogue: Catalogue, lines: Iterable[Line], focus: Collection[str] = ()) -> Told:
    """What the rules say of these lines of a ledger, which must hold what is :func:`needed` to judge them.

    ``focus`` are the articles at which findings stand where they have a part in them; else it is the newest article.
    """
    bench = Bench(ledger, catalogue, frozenset(focus))
    found: Told = {}
    for line in lines:
        if catalogue.indicator(line[0]) and catalogue.organisation(line[1]):
            told = tuple(finding for rule in RULES for finding in rule.findings(bench, line))
            if told:
                found[line] = told
    return found


def judged(touched: Iterable[Line], catalogue: Catalogue) -> frozenset[Line]:
    """The lines of which something else may be said when these change: also bodies above and after, and stocks."""
    found: set[Line] = set()
    for indicator, organisation in touched:
        if catalogue.indicator(indicator) is None:  # of one article alone
            continue
        stocks = [item.id for item in catalogue.indicators if indicator in (*item.inflows, *item.outflows)]
        body = catalogue.organisation(organisation)
        found.update((name, organisation) for name in (indicator, *stocks))
        heirs = [heir.id for heir in catalogue.organisations if organisation in heir.splices]
        found.update((indicator, name) for name in (*heirs, body.parent if body else None) if name)
    return frozenset(found)


def needed(lines: Iterable[Line], catalogue: Catalogue) -> frozenset[Line]:
    """The lines that must be known to judge these: also bodies below and before, and the flows of a stock."""
    found: set[Line] = set()
    for indicator, organisation in lines:
        item = catalogue.indicator(indicator)
        flows = (*item.inflows, *item.outflows) if item else ()
        found.update((name, organisation) for name in (indicator, *flows))
        found.update((indicator, below.id) for below in catalogue.children(organisation))
        body = catalogue.organisation(organisation)
        found.update((indicator, name) for name in (body.splices if body else ()))
    return frozenset(found)
