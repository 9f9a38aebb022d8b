"""The child's side: silent, confined, and telling its progress and its answer through the pipe."""

import errno
import os
import signal
import time
from collections.abc import Callable
from dataclasses import asdict
from multiprocessing.connection import Connection
from typing import Any, BinaryIO

import msgspec
import pyarrow as pa

from app.core.errors import GongkaiError, Where
from app.core.intake.child import answer as answers
from app.core.intake.child.limits import Limits, confine
from app.core.intake.child.messages import Bug, GaveUp, Message, Progress, Refused, plain
from app.core.jobs import Job
from app.core.traces import trace
from app.core.withheld import withhold

TURN = 0.1  # s between two looks at the pipe, and between two words of progress


class Told(Job):
    """Progress goes through the pipe, at most ten times a second."""

    def __init__(self, pipe: Connection) -> None:
        super().__init__()
        self._pipe = pipe
        self._last: tuple[int, int | None] = (0, None)
        self._next = 0.0

    def show(self, done: int, total: int | None) -> None:
        self._last = (done, total)
        now = time.monotonic()
        if now >= self._next or done == total:  # the end of a count is never swallowed
            self._next = now + TURN
            self._pipe.send_bytes(msgspec.msgpack.encode(Progress(done, total)))

    def breathe(self) -> None:
        """Say that the work goes on, though its own units are all done."""
        self.report(*self._last)


def live(
    work: Callable[..., Any],
    pipe: Connection,
    spill: BinaryIO,
    limits: Limits,
    parent: int,
) -> None:
    """The whole life of the child. What to work on comes last, when the parent has its fence up."""
    _be_silent()
    withhold()
    confine(limits, parent)
    args = pipe.recv()  # of the parent, so it may be unpickled
    message, body = attempt(work, args, Told(pipe), spill)
    pipe.send_bytes(msgspec.msgpack.encode(message))
    if body is not None:
        pipe.send_bytes(body)


def _be_silent() -> None:
    """Nothing printed is kept; the interrupt key is the parent's business."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def attempt(
    work: Callable[..., Any], args: tuple[Any, ...], job: Told, spill: BinaryIO
) -> tuple[Message, pa.Buffer | None]:
    """What to tell the parent; the memory of work that failed is free again when this returns."""
    try:
        value = work(*args, job=job)
        try:
            answer, body = answers.write(value, spill, job.breathe)
        except OSError as error:
            if error.errno not in (errno.ENOSPC, errno.EDQUOT):
                raise
            return GaveUp("room"), None
        return answer, None if answer.spilled else body
    except GongkaiError as error:
        params = {key: plain(value) for key, value in error.params.items()}
        where = {key: plain(value) for key, value in asdict(error.where).items()}
        return Refused(error.code, msgspec.convert(where, Where), params), None
    except MemoryError:
        return GaveUp("memory"), None
    except BaseException as error:  # noqa: BLE001 — a library in Rust panics beside Exception
        return Bug(trace(error)), None
