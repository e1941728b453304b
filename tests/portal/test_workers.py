"""Workers: all answers come, whoever gives them; what goes wrong in one is told in the parent."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable

import pytest

from congtin.portal.failure import Failure
from congtin.portal.workers import TICKETS, Overdue, WorkerDied, deadline, processors, spread

ITEMS = list(range(100))


def told(number: int) -> bytes:
    return f"{number} {'x' * number * 1000}".encode()


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_all_answers_come(jobs: int) -> None:
    assert dict(spread(told, ITEMS, jobs)) == {number: told(number) for number in ITEMS}


def test_the_work_is_shared() -> None:
    def work(number: int) -> bytes:
        time.sleep(0.002)
        return str(os.getpid()).encode()

    assert len({answer for _, answer in spread(work, ITEMS, 3)}) == 3
    assert processors() > 0


def test_nobody_waits_for_who_has_much_to_do() -> None:
    def work(number: int) -> bytes:
        time.sleep(0.3 if number == 0 else 0.002)
        return str(os.getpid()).encode()

    answers = dict(spread(work, ITEMS, 2))
    assert sum(answer == answers[0] for answer in answers.values()) < len(ITEMS) / 4


def test_there_may_be_more_pieces_than_tickets() -> None:
    many = range(3 * TICKETS + 1)
    answers = dict(spread(lambda number: str(number).encode(), many, 2))
    assert answers == {number: str(number).encode() for number in many}


def refuse(number: int) -> bytes:
    raise Failure("Không được.", 3) if number == 41 else ZeroDivisionError


def stumble(number: int) -> bytes:
    return str(1 // (number - 41)).encode()


def die(number: int) -> bytes:
    if number == 41:
        os.kill(os.getpid(), signal.SIGKILL)
    return b"x"


@pytest.mark.parametrize(
    ("work", "error", "message"),
    [(stumble, WorkerDied, "ZeroDivisionError"), (die, WorkerDied, "killed")],
)
def test_what_goes_wrong_is_told(work: Callable[[int], bytes], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        list(spread(work, ITEMS, 2))


def spoil(number: int) -> bytes:
    raise OSError(28, "No space left on device", "bai.md")


def test_trouble_with_the_disk_stays_that() -> None:
    with pytest.raises(OSError, match=r"No space left on device: 'bai\.md'"):
        list(spread(spoil, ITEMS, 2))


def test_who_cannot_be_sent_leaves_nobody_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    fork, sent = os.fork, []

    def once() -> int:
        if sent:
            raise BlockingIOError(11, "Resource temporarily unavailable")
        sent.append(fork())
        return sent[0]

    monkeypatch.setattr(os, "fork", once)
    with pytest.raises(BlockingIOError):
        list(spread(told, ITEMS, 3))
    with pytest.raises(ChildProcessError):
        os.waitpid(sent[0], 0)


def test_without_a_limit_to_memory_the_work_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on macOS, which has no /proc."""

    def fail(*_: object) -> None:
        raise ValueError("current limit exceeds maximum limit")

    monkeypatch.setattr("congtin.portal.workers.resource.setrlimit", fail)
    assert dict(spread(told, ITEMS, 2)) == {number: told(number) for number in ITEMS}


def test_a_failure_stays_one() -> None:
    with pytest.raises(Failure, match=r"Không được\.") as found:
        list(spread(lambda _: refuse(41), ITEMS, 2))
    assert found.value.code == 3


def test_a_worker_may_not_take_all_memory() -> None:
    with pytest.raises(WorkerDied, match="MemoryError"):
        list(spread(lambda _: bytes(2_000_000_000), ITEMS, 2))


def test_no_work_is_waited_for_when_no_one_asks() -> None:
    answers = spread(lambda number: time.sleep(number) or b"x", ITEMS, 2)
    assert next(answers) == (0, b"x")
    answers.close()  # type: ignore[attr-defined]


def test_a_deadline() -> None:
    with pytest.raises(Overdue), deadline(0.05):
        sum(number for number in range(10**12))
    with deadline(5):
        pass
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_no_deadline_away_from_the_main_thread() -> None:
    done = []

    def work() -> None:
        with deadline(0.001):
            time.sleep(0.01)
            done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [True]
