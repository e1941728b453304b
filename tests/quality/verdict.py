"""What a judge says, and the table of all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Verdict:
    """A goal, what was measured, whether it is reached, and the evidence when it is not."""

    judge: str
    measured: str
    goal: str
    reached: bool
    evidence: tuple[str, ...] = field(default=())


def count(judge: str, faults: Sequence[str], looked_at: str) -> Verdict:
    """A verdict of a judge that must find nothing."""
    return Verdict(judge, f"{len(faults)} in {looked_at}", "0", not faults, tuple(faults))


def table(verdicts: Sequence[Verdict]) -> str:
    """All verdicts in columns, then the evidence of those below their goal."""
    rows = [
        ("judge", "measured", "goal", ""),
        *((v.judge, v.measured, v.goal, "ok" if v.reached else "BELOW") for v in verdicts),
    ]
    widths = [max(len(row[n]) for row in rows) for n in range(4)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    for verdict in verdicts:
        if not verdict.reached and verdict.evidence:
            lines += ["", f"{verdict.judge}:", *(f"  {line}" for line in verdict.evidence[:40])]
            more = len(verdict.evidence) - 40
            lines += [f"  … and {more} more"] if more > 0 else []
    return "\n".join(lines)
