"""X9: what is said to correct an earlier figure must find one."""

from __future__ import annotations

from collections.abc import Iterator

from congtin.checks.across.bench import Bench
from congtin.checks.rules import Remark
from congtin.posting import Line, Posting


def stale_revisions(bench: Bench, line: Line) -> Iterator[Remark]:
    """X9: a row with ``supersedes`` takes the place of a figure of the articles that it names."""
    replaced = {item.by for item in bench.ledger.published(line) if not item.stands}
    rows: dict[tuple[str, int], list[Posting]] = {}
    for item in bench.ledger.lines.get(line, ()):
        if item.supersedes:
            rows.setdefault((item.origin.path, item.row), []).append(item)
    for items in rows.values():
        if not any(item.address in replaced for item in items):
            yield Remark(
                items[0].place,
                f"Dòng này ghi `supersedes: {', '.join(items[0].supersedes)}`, nhưng bài ấy không có số liệu nào cùng"
                " chỉ tiêu, đơn vị và kỳ, hoặc không đăng trước bài này.",
                "Xin xem lại mã bài, kỳ và đơn vị của hai dòng; nếu không điều chỉnh số nào, xin bỏ `supersedes`.",
            )
