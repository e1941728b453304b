"""Workers: processes that share a heap of work, a batch in and bytes out.

Tickets for all pieces wait in a pipe before the first worker is sent, and each takes the next one when it has done its
last, so that all end at about the same time; the caller puts the answers in order. What a worker was given is what the
parent knew when it forked: nothing is sent but answers.
"""

from __future__ import annotations

import fcntl
import gc
import json
import os
import resource
import selectors
import signal
import struct
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from types import FrameType
from typing import TypeVar

from congtin.portal.failure import Failure

PAYS_FROM = 40  # pieces: below, a fork costs more than it gives
ROOM = 1 << 18  # bytes of answers that wait for the caller, so that its other work keeps no worker waiting
MEMORY = 1_000_000_000  # bytes that a worker may take beyond what it began with
TICKETS = 1024  # at most: so many any pipe holds
EASE = 50_000  # objects made before a worker looks for circles of garbage: hardly any are left behind
_HEADER = struct.Struct("<qI")
_TICKET = struct.Struct("<I")  # the first of a few pieces
_FAILED, _BROKEN, _TROUBLED, _DONE = -1, -2, -3, -4
Item = TypeVar("Item")


class Overdue(BaseException):
    """A piece of work took longer than it may; no ``except Exception`` on the way holds it up."""


class WorkerDied(Exception):
    """A worker met a bug of ours, or was killed; the text is its traceback."""


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(
    work: Callable[[Item], bytes], items: Sequence[Item], jobs: int, least: int = PAYS_FROM
) -> Iterator[tuple[int, bytes]]:
    """The number of each item and the answer to it, in any order; in this process when there are not the ``least``.

    Raises:
        Failure: as ``work`` raised it.
        OSError: likewise; or no worker could be sent.
        WorkerDied: a worker ended in another way.
    """
    if jobs < 2 or len(items) < least or not hasattr(os, "fork"):
        yield from ((number, work(item)) for number, item in enumerate(items))
        return
    children: list[tuple[int, int]] = []
    tickets, numbers = _tickets(len(items))
    try:
        for _ in range(jobs):
            children.append(_fork(work, items, numbers))
        yield from _answers([pipe for _, pipe in children])
    finally:
        os.close(tickets)
        for pid, pipe in children:
            os.close(pipe)
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)  # all answers are here, or no one waits for them any more
            os.waitpid(pid, 0)


def _tickets(count: int) -> tuple[int, Iterator[int]]:
    """A pipe with a ticket for every few pieces, and the numbers of those that one takes from it."""
    outlet, inlet = os.pipe()
    few = -(-count // TICKETS)
    os.write(inlet, b"".join(map(_TICKET.pack, range(0, count, few))))
    os.close(inlet)

    def taken() -> Iterator[int]:
        while ticket := os.read(outlet, _TICKET.size):
            (first,) = _TICKET.unpack(ticket)
            yield from range(first, min(first + few, count))

    return outlet, taken()


def _fork(work: Callable[[Item], bytes], items: Sequence[Item], numbers: Iterator[int]) -> tuple[int, int]:
    outlet, inlet = os.pipe()
    with suppress(OSError, AttributeError):  # only Linux has room to give, and not to everybody
        fcntl.fcntl(inlet, fcntl.F_SETPIPE_SZ, ROOM)
    pid = os.fork()
    if pid:
        os.close(inlet)
        return pid, outlet
    try:
        os.close(outlet)
        _toil(work, items, numbers, inlet)
    finally:
        os._exit(0)


def _toil(work: Callable[[Item], bytes], items: Sequence[Item], numbers: Iterator[int], inlet: int) -> None:
    """What a worker does; never returns an exception to the code that forked."""
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # the parent has gone
    try:
        gc.freeze()  # what was there at the fork is looked through no more
        gc.set_threshold(EASE)
        _limit_memory()
        for number in numbers:
            _send(inlet, number, work(items[number]))
    except Failure as failure:
        _send(inlet, _FAILED, json.dumps([str(failure), failure.code]).encode())
    except OSError as error:
        _send(inlet, _TROUBLED, json.dumps([error.errno, error.strerror, str(error.filename or "")]).encode())
    except BaseException:
        _send(inlet, _BROKEN, traceback.format_exc().encode(errors="replace"))
    else:
        _send(inlet, _DONE, b"")
    os.close(inlet)


def _limit_memory() -> None:
    with suppress(OSError, ValueError):  # only Linux tells how much there is, and keeps to a limit
        with open("/proc/self/statm", encoding="ascii") as file:
            used = int(file.read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (used + MEMORY, resource.RLIM_INFINITY))


def _send(inlet: int, number: int, data: bytes) -> None:
    view = memoryview(_HEADER.pack(number, len(data)) + data)
    while view:
        view = view[os.write(inlet, view) :]


def _answers(pipes: list[int]) -> Iterator[tuple[int, bytes]]:
    with selectors.DefaultSelector() as selector:
        for pipe in pipes:
            selector.register(pipe, selectors.EVENT_READ, bytearray())
        buffer = bytearray(ROOM)
        while selector.get_map():
            for key, _ in selector.select():
                length = os.readv(key.fd, [buffer])
                if not length:
                    raise WorkerDied("a worker was killed")
                key.data.extend(memoryview(buffer)[:length])
                for number, answer in _frames(key.data):
                    if number == _FAILED:
                        message, code = json.loads(answer)
                        raise Failure(message, code)
                    if number == _TROUBLED:
                        raise OSError(*json.loads(answer))
                    if number == _BROKEN:
                        raise WorkerDied(answer.decode())
                    if number == _DONE:
                        selector.unregister(key.fd)
                    else:
                        yield number, answer


def _frames(waiting: bytearray) -> list[tuple[int, bytes]]:
    """The whole frames at the beginning of what came in; they are taken out."""
    at, found = 0, []
    with memoryview(waiting) as view:
        while len(view) - at >= _HEADER.size:
            number, length = _HEADER.unpack_from(view, at)
            start, end = at + _HEADER.size, at + _HEADER.size + length
            if len(view) < end:
                break
            found.append((number, bytes(view[start:end])))
            at = end
    del waiting[:at]
    return found


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Raise :class:`Overdue` in the code inside when it takes longer; where there are no alarms, wait.

    Regular expressions in C look for signals too, so that none runs on for ever.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def ring(number: int, frame: FrameType | None) -> None:
        raise Overdue

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
