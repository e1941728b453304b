"""Writing rows: figures to the phrase of a report, the inverse of :mod:`congtin.vietnamese.rows`.

A phrase is written only when it reads back to just the figures it was made from; otherwise the long form is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from congtin.mention import Token, token
from congtin.observation import Aspect
from congtin.vietnamese.mentions import read
from congtin.vietnamese.proposals import reads_as
from congtin.vietnamese.tabular import Line

_KEYS = {
    Aspect.ACTUAL: "actual", Aspect.TARGET: "target", Aspect.PERCENT: "percent",
    Aspect.PREVIOUS: "previous", Aspect.CHANGE: "change",
}  # fmt: skip


def phrase_of(line: Line, *, share: bool = False) -> str | None:
    """The row's phrase for the figures of a table's line; None when no phrase says just that."""
    wanted: Counter[tuple[Aspect, Token]] = Counter()
    for aspect, printed in line.figures:
        bare = printed.lstrip("+-−–") if aspect is Aspect.CHANGE else printed  # "giảm 5" is told without a sign
        found = [item.quantity for item in read(_with_measure(bare, line.measure)) if item.quantity]
        if len(found) != 1 or found[0] is None:
            return None
        wanted[aspect, token(found[0])] += 1
    return next((phrase for phrase in _phrases(line) if reads_as(phrase, wanted, share=share)), None)


def long_form(line: Line) -> list[str]:
    """The lines of the long form of the same figures, the first to stand behind a dash."""
    lines = [f"indicator: {line.name}"]
    lines += [f"{_KEYS[aspect]}: {_change(text) if aspect is Aspect.CHANGE else text}" for aspect, text in line.figures]
    percent = line.measure in ("", "%")
    return lines if percent else [*lines, f"measure: {line.measure}"]


def told(line: Line) -> str:
    """The same figures as a line of prose: "Gia đình văn hóa: 95%, kế hoạch 90%"."""
    return f"{line.name}: {phrase_of(line) or next(_phrases(line), '')}"


def _with_measure(printed: str, measure: str) -> str:
    if not measure or "%" in printed:
        return printed
    return f"{printed}%" if measure == "%" else f"{printed} {measure}"


def _phrases(line: Line) -> Iterator[str]:
    said = {aspect: _with_measure(printed, line.measure) for aspect, printed in line.figures}
    plain = dict(line.figures)
    actual, target = said.get(Aspect.ACTUAL), said.get(Aspect.TARGET)
    percent, previous, change = said.get(Aspect.PERCENT), said.get(Aspect.PREVIOUS), said.get(Aspect.CHANGE)
    end = (f"cùng kỳ {previous}" if previous else "", f"{_change(change)} so với cùng kỳ" if change else "")
    reached = f"đạt {percent}" if percent else ""
    if actual and target and "%" not in actual:
        yield _joined(f"{plain[Aspect.ACTUAL]}/{target}", reached, *end)
    if actual:
        yield _joined(actual, target and f"kế hoạch {target}", reached and f"{reached} kế hoạch", *end)
        yield _joined(actual, reached, *end)
    elif target:
        yield _joined(f"kế hoạch {target}", reached, *end)
    elif percent:
        yield _joined(f"{reached} kế hoạch", *end)


def _joined(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)


def _change(printed: str) -> str:
    """ "+5%" as "tăng 5%", "-3" as "giảm 3"."""
    fallen = printed.startswith(("-", "−", "–"))
    return f"{'giảm' if fallen else 'tăng'} {printed.lstrip('+-−– ')}"
