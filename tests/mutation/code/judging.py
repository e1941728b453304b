"""Runs tests in forked children, which find all that is not under test imported already."""

from __future__ import annotations

import gc
import importlib
import json
import os
import resource
import sys
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType

import coverage
import pytest
from hypothesis import Phase, is_hypothesis_test, settings

EXAMPLES = 40  # of a property, which mostly asks for hundreds
MEMORY = 2 << 30  # bytes that a mutant may take
PATIENCE = 4  # times the CPU seconds that the tests take without a mutant
FLAGS = ["-q", "-x", "-p", "no:cacheprovider", "-p", "no:xdist", "--no-header", "--tb=no", "-W", "ignore"]
# Imported once, in the parent; nothing of the package may be among them.
OUTSIDE = ("bs4", "hypothesis.strategies", "jsonschema", "markdown", "nh3", "pelican", "playwright.sync_api", "yaml")
LOADING = ""  # what runs before any test
KILLED, SURVIVED, TIMEOUT = "killed", "survived", "timeout"


@dataclass(frozen=True, slots=True)
class Run:
    """What one test takes in CPU seconds, and the lines that it runs, by file."""

    seconds: float
    lines: Mapping[str, frozenset[int]]


class Few:
    """A pytest plugin: ``names`` alone, in their order (None: all), and few examples of each property.

    The name of a test that fails is left in ``note``.
    """

    def __init__(self, names: list[str] | None = None, note: Path | None = None) -> None:
        self.note = note
        self.order = None if names is None else {name: at for at, name in enumerate(names)}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and self.note is not None:
            self.note.write_text(report.nodeid, encoding="utf-8")

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        order = self.order
        if order is not None:
            items[:] = sorted((item for item in items if item.nodeid in order), key=lambda item: order[item.nodeid])
        for item in items:
            test = getattr(item, "obj", None)
            if is_hypothesis_test(test):
                asked = test._hypothesis_internal_use_settings
                test._hypothesis_internal_use_settings = settings(
                    asked,
                    max_examples=min(asked.max_examples, EXAMPLES),
                    phases=(Phase.explicit, Phase.generate),  # a failure need not be small
                    derandomize=True,
                    database=None,
                )


@dataclass(slots=True)
class Tracing:
    """A pytest plugin: what each test runs and takes, without what others before it left in caches."""

    coverage: coverage.Coverage
    seconds: dict[str, float] = field(default_factory=dict)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        for name, module in list(sys.modules.items()):
            for value in vars(module).values() if name.startswith("congtin.") else ():
                if hasattr(value, "cache_clear"):
                    value.cache_clear()
        self.coverage.switch_context(item.nodeid)
        start = time.process_time()
        try:
            return (yield)
        finally:
            self.seconds[item.nodeid] = time.process_time() - start


def prepare() -> None:
    """Import what children need from outside; the package under test stays out."""
    for name in OUTSIDE:
        importlib.import_module(name)
    assert not any(name.split(".")[0] == "congtin" for name in sys.modules)


def trace(arguments: list[str], package: Path) -> dict[str, Run]:
    """Run tests without a mutant: each by its name, and what runs before them; RuntimeError when one fails."""
    with tempfile.NamedTemporaryFile("w+", suffix=".json") as file:

        def run() -> int:
            tracing = Tracing(coverage.Coverage(data_file=None, source=[str(package)], config_file=False))
            tracing.coverage.start()
            code = pytest.main([*FLAGS, *arguments], plugins=[tracing, Few()])
            tracing.coverage.stop()
            data = tracing.coverage.get_data()
            tracing.seconds[LOADING] = 0
            lines: dict[str, dict[str, list[int]]] = {name: {} for name in tracing.seconds}
            for path in data.measured_files():
                for line, contexts in data.contexts_by_lineno(path).items():
                    for context in contexts:
                        lines[context].setdefault(path, []).append(line)
            Path(file.name).write_text(json.dumps([tracing.seconds, lines]), encoding="utf-8")
            return int(code)

        if _in_child(run, 1200) != 0:
            raise RuntimeError(f"these tests fail without any mutant: {' '.join(arguments)}")
        seconds, lines = json.load(file)
    return {
        name: Run(seconds[name], {path: frozenset(found) for path, found in lines[name].items()}) for name in seconds
    }


def judge(path: Path, code: str, tests: Mapping[str, Run]) -> str:
    """Whether ``tests`` see that the module at ``path`` is ``code``: killed, survived or timeout."""
    if not tests:
        return SURVIVED  # no test runs the line
    names = sorted(tests, key=lambda name: (-_KILLERS[name], tests[name].seconds))
    files = sorted({name.split("::")[0] for name in names})
    with tempfile.NamedTemporaryFile("w+", encoding="utf-8") as file:

        def run() -> int:
            _exchange(path, code)
            return int(pytest.main([*FLAGS, *files], plugins=[Few(names, Path(file.name))]))

        outcome = _in_child(run, 5 + PATIENCE * sum(test.seconds for test in tests.values()))
        _KILLERS[file.read()] += 1
    return TIMEOUT if outcome is None else SURVIVED if outcome == 0 else KILLED


_KILLERS: Counter[str] = Counter()  # what killed before is tried first


def _exchange(path: Path, code: str) -> None:
    """Let imports find ``code`` at ``path``."""
    get_code = SourceFileLoader.get_code
    place = str(path.resolve())

    def exchanged(loader: SourceFileLoader, name: str) -> CodeType | None:
        if loader.path != place:
            return get_code(loader, name)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return compile(code, place, "exec", dont_inherit=True)

    SourceFileLoader.get_code = exchanged  # type: ignore[method-assign]


def _in_child(run: Callable[[], int], seconds: float) -> int | None:
    """What ``run`` gives in a child without a voice, or None when it takes more CPU seconds than given."""
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        code = 70
        try:
            silence = os.open(os.devnull, os.O_WRONLY)
            os.dup2(silence, 1)
            os.dup2(silence, 2)
            resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 1, int(seconds) + 3))
            resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
            gc.disable()
            code = run()
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    return os.WEXITSTATUS(status) if os.WIFEXITED(status) else None
