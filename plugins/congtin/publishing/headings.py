"""The columns of indicator tables and what they are called (editors.md §8)."""

from __future__ import annotations

from congtin.observation import Aspect, Group

MEASURE, TARGET, ACTUAL, PERCENT, PREVIOUS, CHANGE, VERDICT = (
    "measure", "target", "actual", "percent", "previous", "change", "verdict",
)  # fmt: skip
HEADINGS = {
    MEASURE: "ĐVT",
    TARGET: "Kế hoạch",
    ACTUAL: "Thực hiện",
    PERCENT: "% so với kế hoạch",
    PREVIOUS: "Cùng kỳ",
    CHANGE: "So cùng kỳ",
    VERDICT: "Đánh giá",
}
OF_PLAN = (TARGET, PERCENT, VERDICT)
PLANS = ("kế hoạch", "chỉ tiêu", "mục tiêu")
LONGEST = 32  # characters of a basis that still makes a heading


def plan_heading(group: Group) -> str:
    """The heading over the plans of a group: named by their basis when they share one.

    "kế hoạch năm" → "Kế hoạch năm", "tỉnh giao" → "Chỉ tiêu tỉnh giao", "Nghị quyết" → "Chỉ tiêu Nghị quyết".
    """
    bases = {entry.basis or group.basis for entry in group.entries if entry.of(Aspect.TARGET)}
    shared = bases.pop() if len(bases) == 1 else ""
    if not shared or shared.casefold() in PLANS or len(shared) > LONGEST:
        return "Mức phấn đấu" if group.as_target else HEADINGS[TARGET]
    if shared.casefold().startswith(PLANS):
        return f"{shared[0].upper()}{shared[1:]}"
    return f"Chỉ tiêu {shared}"


def says_basis(heading: str, basis: str) -> bool:
    """Whether a heading says all that a basis does; "kế hoạch" and "chỉ tiêu" go without saying."""
    return not basis or set(basis.casefold().split()) <= {*heading.casefold().split(), *" ".join(PLANS).split()}
