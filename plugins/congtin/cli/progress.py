"""How far a long run has come: a bar on a terminal, after a second; nothing anywhere else."""

from __future__ import annotations

import sys
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE = 1.0  # seconds before anything is shown
EVERY = 0.1  # seconds between two drawings


class Bar:
    """Told how much is done of how much, shows it on standard error where that is a terminal; a context manager.

    rich, which comes with Pelican, is loaded only when there is something to show: most runs are over before.
    """

    def __init__(self, words: str) -> None:
        self.words = words
        self._start = monotonic()
        self._drawn = 0.0
        self._shown: Progress | None = None

    def __call__(self, done: int, total: int) -> None:
        """So much is done."""
        if not sys.stderr.isatty() or monotonic() - self._start < PATIENCE:
            return
        if self._shown is None:
            self._shown = _progress()
            self._shown.add_task(self.words)
            self._shown.start()
        self._shown.update(self._shown.task_ids[0], completed=done, total=total)
        if done == total or monotonic() - self._drawn >= EVERY:
            self._drawn = monotonic()
            self._shown.refresh()

    def __enter__(self) -> Bar:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """Take the bar away."""
        if self._shown is not None:
            self._shown.stop()
            self._shown = None


class Steps:
    """A bar for each step of a long run, one after the other; a context manager.

    A bar is drawn when it is told something, by no thread of its own: the steps fork workers.
    """

    def __init__(self) -> None:
        self._bar = Bar("")

    def __call__(self, words: str, done: int, total: int) -> None:
        """So much of a step is done."""
        if self._bar.words != words:
            self._bar.stop()
            self._bar = Bar(words)
        self._bar(done, total)
        if done == total:
            self._bar.stop()

    def __enter__(self) -> Steps:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()


def _progress() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    return Progress(*columns, console=Console(file=sys.stderr), transient=True, auto_refresh=False)
