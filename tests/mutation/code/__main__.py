"""``python -m mutation.code``: a sample of the mutants of our own code, with those that no test sees; see ``code.md``."""

from __future__ import annotations

import argparse
import ast
import os
import resource
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from mutation.code.drawing import Mutant, drawn
from mutation.code.equivalents import change_of, is_told, listed, stale
from mutation.code.judging import KILLED, LOADING, SURVIVED, TIMEOUT, Run, judge, prepare, trace

ROOT = Path(__file__).parents[3]
PACKAGE = ROOT / "plugins" / "congtin"
GOAL = 0.9
HOUSE = "tests/test_architecture.py::test_values_stay_as_they_were_made"
# The tests of each part; of these, each mutant meets the ones that run its line.
TESTS = {
    "vietnamese": ["tests/vietnamese", "tests/property", "tests/checks", HOUSE],
    "checks": ["tests/checks/test_cases.py", "tests/checks/test_texts.py", HOUSE],
    "checks/across": ["tests/checks", HOUSE],
}
SLOW = [
    "tests/checks/test_one_digit.py",
    "tests/checks/test_across_slips.py",
    "tests/property/test_mentions.py",
    "tests/property/test_suggestions.py",
]
EQUIVALENT = "equivalent"


def main() -> int:
    """Print each survivor and the counts; exit 1 below the goal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("modules", nargs="+", help="vietnamese, checks, or a module as vietnamese/dates.py")
    parser.add_argument("--sample", type=int, default=9, help="mutants of each module (default 9)")
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    os.chdir(ROOT)
    prepare()
    total: Counter[str] = Counter()
    lost = stale(PACKAGE)
    for module, gone, _ in sorted(lost):
        print(f"equivalents.md names what {module} no longer holds: {gone}")
    for part in TESTS:
        paths = [path for path in _paths(part) if {part, f"{part}/{path.name}"} & set(wanted.modules)]
        tests = trace([*TESTS[part], *(f"--ignore={path}" for path in SLOW)], PACKAGE) if paths else {}
        counts = Counter({KILLED: 0})
        for path in paths:
            counts += _judged(path, wanted.sample, wanted.seed, tests)
        if paths:
            print(f"{part}: {_told(counts)}", flush=True)
        total += counts
    seconds = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"all: {_told(total)}; {seconds.ru_utime + seconds.ru_stime:.0f} CPU seconds")
    return 0 if _share(total) >= GOAL and not lost else 1


def _paths(part: str) -> list[Path]:
    return sorted((PACKAGE / part).glob("*.py"))


def _judged(path: Path, sample: int, seed: int, tests: Mapping[str, Run]) -> Counter[str]:
    """The outcomes of the first mutants of a module; equivalents come on top."""
    known = listed()
    counts: Counter[str] = Counter()
    for mutant in drawn(path, seed):
        if is_told(mutant) or change_of(mutant, PACKAGE) in known:
            counts[EQUIVALENT] += 1
            continue
        outcome = judge(path, mutant.code, _tests_of(mutant, tests))
        counts[outcome] += 1
        if outcome != KILLED:
            print(f"{outcome}: {mutant}", flush=True)
        if counts.total() - counts[EQUIVALENT] == sample:
            break
    print(f"{path.relative_to(PACKAGE)}: {_told(counts)}", flush=True)
    return counts


def _tests_of(mutant: Mutant, tests: Mapping[str, Run]) -> Mapping[str, Run]:
    """The tests that run what a mutant changes: for what a module does once, when it is loaded, all of them."""
    lines, name = _statement(mutant), str(mutant.path)
    loading = tests[LOADING].lines.get(name, frozenset())
    tests = {key: run for key, run in tests.items() if key != LOADING}
    if lines is None or lines & loading:
        return tests
    return {key: run for key, run in tests.items() if lines & run.lines.get(name, frozenset())}


def _statement(mutant: Mutant) -> frozenset[int] | None:
    """The lines of the innermost statement that is changed, without its body; None when no function holds it."""
    tree = ast.parse(mutant.path.read_text(encoding="utf-8"))
    inner = [
        node
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for statement in function.body
        for node in ast.walk(statement)
        if isinstance(node, ast.stmt) and mutant.line in _span(node)
    ]
    return frozenset(_span(min(inner, key=lambda node: len(_span(node))))) if inner else None


def _span(node: ast.stmt) -> range:
    body = getattr(node, "body", None)
    end = body[0].lineno - 1 if body else node.end_lineno or node.lineno
    return range(node.lineno, max(end, node.lineno) + 1)


def _share(counts: Counter[str]) -> float:
    judged = counts[KILLED] + counts[TIMEOUT] + counts[SURVIVED]
    return (counts[KILLED] + counts[TIMEOUT]) / judged if judged else 1.0


def _told(counts: Counter[str]) -> str:
    killed = counts[KILLED] + counts[TIMEOUT]
    return (
        f"{killed} of {killed + counts[SURVIVED]} killed ({_share(counts):.0%}), of these {counts[TIMEOUT]} by time;"
        f" {counts[EQUIVALENT]} equivalent left out"
    )


if __name__ == "__main__":
    sys.exit(main())
