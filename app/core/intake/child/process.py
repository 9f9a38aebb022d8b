"""Work on a stranger's file in a process of its own: with limits, and killed when cancelled.

A reader that crashes, hangs or takes all memory (a 5 KB workbook can make each happen) must not
take the window with it. The child tells its progress and its answer through a pipe; nothing that it
or a library prints is kept, and what it tells of a bug holds no values.
"""

import multiprocessing
import os
import queue
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Generic, TypeVar, get_type_hints

import msgspec
import pyarrow as pa

from app.core.errors import ImportFailed
from app.core.intake.child import answer as answers
from app.core.intake.child.answer import Answer, Spill
from app.core.intake.child.inside import TURN, live
from app.core.intake.child.limits import LIMITS, Fence, Limits, out_of_memory, out_of_time
from app.core.intake.child.messages import GARBLED, GaveUp, Message, Progress, Refused, rebuilt
from app.core.jobs import Job
from app.core.text import Text

T = TypeVar("T")

_ASLEEP = 1.0  # s; a turn that took longer was spent in a computer that slept
_ENDING = 1.0  # s that a process may take to end after it has closed its pipe
_LONGEST = 1 << 30  # bytes of one message

CRASHED = Text(
    "读取时程序异常终止，文件可能已损坏或过大",
    "the reading program crashed; the file may be damaged or too large",
)
NO_MEMORY = Text("读取时占用的内存超过上限", "reading it takes more memory than is allowed")
NO_TIME = Text("读取用时超过上限", "reading it takes more time than is allowed")
STALLED = Text("读取长时间没有进展", "reading it made no progress for too long")
NO_ROOM = Text(
    "临时文件夹空间不足或不可写",
    "the folder for temporary files is full or cannot be written",
)
NOT_STARTED = Text("无法启动读取程序", "the reading program cannot be started")


def in_child(
    work: Callable[..., T],
    args: tuple[Any, ...],
    job: Job,
    *,
    name: str,
    limits: Limits = LIMITS,
    folder: Path | None = None,
) -> T:
    """What ``work(*args, job=…)`` returns, when run in a fresh process under ``limits``.

    ``work``: a function of a module, of which the return type is declared: built of the model's
    values, builtins and Arrow tables; ``args`` are pickled. ``job`` is told of the progress and
    may stop the work at any time. ``name``: the file, for errors. ``folder``: where a large answer
    lies while it is in use, in a file without a name; the tables are mapped from it.

    Raises the GongkaiError that the work raised, Cancelled, ImportFailed (the process crashed, or
    went beyond a limit), and RuntimeError for a bug in the work.
    """
    with Standby(work, limits=limits, name=name, folder=folder) as standby:
        return standby.run(args, job, name=name)


class Standby(Generic[T]):
    """A process that has been started for some work before it is known on what.

    To start one takes most of a second; what waits is ready at once. It does one piece of work. The
    thread that made it must outlive it.
    """

    def __init__(
        self,
        work: Callable[..., T],
        *,
        limits: Limits = LIMITS,
        name: str = "",
        folder: Path | None = None,
    ) -> None:
        """See :func:`in_child`. Raises ImportFailed when it cannot be started."""
        self._kind: type[T] = get_type_hints(work)["return"]
        try:
            self._spill = Spill(folder)
        except OSError as error:
            raise ImportFailed(name=name, reason=NO_ROOM) from error
        try:
            self._child = _Child(work, self._spill, name, limits)
        except BaseException:
            self._spill.close()
            raise

    @property
    def lives(self) -> bool:
        """Whether it still waits; something may have ended it meanwhile."""
        return self._child.lives

    def run(self, args: tuple[Any, ...], job: Job, *, name: str) -> T:
        """What :func:`in_child` returns and raises; the process ends with it."""
        with self:
            child = self._child
            answer, body = child.answer(args, job, name)
            child.end()  # it could change what is about to be read
            return _understood(
                answer, body, self._spill, self._kind, lambda: job.report(*child.last), name
            )

    def close(self) -> None:
        """End it."""
        self._child.end()
        self._spill.close()

    def __enter__(self) -> "Standby[T]":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _Child:
    """A running process, and what it says. ``last``: its progress, as (done, total)."""

    def __init__(
        self,
        work: Callable[..., Any],
        spill: Spill,
        name: str,
        limits: Limits,
    ) -> None:
        """Raises ImportFailed when it cannot be started."""
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        self._pipe, self._listening = ours, False
        self._name, self._stall = name, limits.stall
        self.last: tuple[int, int | None] = (0, None)
        self._heard: queue.Queue[bytes | None] = queue.Queue(maxsize=100)
        self._fence: Fence | None = None
        self._ended = False
        self._process = context.Process(
            target=live, args=(work, theirs, spill, limits, os.getpid()), daemon=True
        )
        try:
            self._process.start()
            self._fence = Fence(self._process.sentinel, limits)
        except OSError as error:
            ours.close()
            if self._process.pid is not None:
                self.end()
            raise ImportFailed(name=name, reason=NOT_STARTED) from error
        finally:
            theirs.close()

    @property
    def lives(self) -> bool:
        return not self._ended and self._process.is_alive()

    def answer(self, args: tuple[Any, ...], job: Job, name: str) -> tuple[Answer, bytes]:
        """Let it begin, and wait for the answer and its body; the progress goes to ``job``.

        Raises what :func:`in_child` raises.
        """
        self._name = name
        try:
            self._pipe.send(args)
        except OSError as error:
            raise ImportFailed(name=name, reason=NOT_STARTED) from error
        self._listening = True
        threading.Thread(target=_listen, args=(self._pipe, self._heard), daemon=True).start()
        while True:
            message = self._understand(self._next(job))
            if isinstance(message, Progress):
                self.last = (message.done, message.total)
            elif isinstance(message, Answer):
                return message, b"" if message.spilled else self._next(job)
            elif isinstance(message, Refused):
                raise rebuilt(message, self._name)
            elif isinstance(message, GaveUp):
                reason = NO_MEMORY if message.why == "memory" else NO_ROOM
                raise ImportFailed(name=self._name, reason=reason)
            else:
                raise RuntimeError(f"a bug in the process that imports:\n{message.trace}")

    def end(self) -> None:
        """Kill it, if it still lives."""
        if not self._ended:
            self._ended = True
            if not self._listening:  # else the thread that listens closes it
                self._pipe.close()
            self._process.kill()
            self._process.join()
            self._process.close()
            if self._fence is not None:
                self._fence.close()

    def _next(self, job: Job) -> bytes:
        """Its next message. Raises Cancelled and ImportFailed."""
        silent = 0.0
        while True:
            job.report(*self.last)
            since = time.monotonic()
            try:
                heard = self._heard.get(timeout=TURN)
            except queue.Empty:
                silent += min(time.monotonic() - since, _ASLEEP)
                if silent > self._stall:
                    raise ImportFailed(name=self._name, reason=STALLED) from None
                continue
            if heard is None:
                raise ImportFailed(name=self._name, reason=self._why_it_ended())
            return heard

    def _understand(self, heard: bytes) -> Message:
        try:
            message: Message = msgspec.msgpack.decode(heard, type=Message)
        except answers.INVALID as error:
            raise ImportFailed(name=self._name, reason=GARBLED) from error
        return message

    def _why_it_ended(self) -> Text:
        """The pipe is closed; ``join`` would wait for good if all of the child's files were."""
        until = time.monotonic() + _ENDING
        while (status := self._process.exitcode) is None:
            if time.monotonic() > until:
                return GARBLED  # it lives on
            time.sleep(0.01)
        if out_of_time(status):
            return NO_TIME
        return NO_MEMORY if out_of_memory(status) else CRASHED


def _listen(ours: Connection, heard: "queue.Queue[bytes | None]") -> None:
    """Take messages off the pipe; a thread of its own, for one may stop half-way."""
    with ours:
        try:
            while True:
                heard.put(ours.recv_bytes(_LONGEST))
        except (EOFError, OSError):
            heard.put(None)


def _understood(
    answer: Answer, body: bytes, spill: Spill, kind: type[T], breathe: Callable[[], None], name: str
) -> T:
    try:
        source = spill.map() if answer.spilled else pa.py_buffer(body)
        return answers.read(answer, source, kind, breathe)
    except answers.INVALID as error:
        raise ImportFailed(name=name, reason=GARBLED) from error
