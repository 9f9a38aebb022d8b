"""Work on a stranger's file in a process of its own: with limits, and killed when cancelled.

A reader that crashes, hangs or takes all memory (a 5 KB workbook can make each happen) must not
take the window with it. The child tells its progress and its answer through a pipe; nothing that it
or a library prints is kept, and what it tells of a bug holds no values.
"""

import errno
import importlib.abc
import multiprocessing
import os
import queue
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import asdict
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, BinaryIO, Generic, Literal, TypeVar, get_type_hints

import msgspec
import pyarrow as pa

from app.core.errors import GongkaiError, ImportFailed, Where
from app.core.intake.child import answer as answers
from app.core.intake.child.answer import Answer, Spill
from app.core.intake.child.limits import LIMITS, Fence, Limits, confine, out_of_memory, out_of_time
from app.core.jobs import Job
from app.core.text import Text

T = TypeVar("T")

TURN = 0.1  # s between two looks at the pipe, and between two words of progress
_ASLEEP = 1.0  # s; a turn that took longer was spent in a computer that slept
_ENDING = 1.0  # s that a process may take to end after it has closed its pipe
_LONGEST = 1 << 30  # bytes of one message
_WIDE = 1 << 63  # MessagePack has no whole numbers beyond

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
GARBLED = Text("读取程序的答复无效", "the reading program gave no valid answer")

_Plain = None | bool | int | str | Text


class _Progress(msgspec.Struct, tag=True):
    done: int
    total: int | None


class _Refused(msgspec.Struct, tag=True):
    """A :class:`GongkaiError` by its code."""

    code: str
    where: Where
    params: dict[str, _Plain]


class _GaveUp(msgspec.Struct, tag=True):
    why: Literal["memory", "room"]


class _Bug(msgspec.Struct, tag=True):
    """An error that nobody meant: types and lines of code, no message, for it may hold values."""

    trace: str


_Message = _Progress | Answer | _Refused | _GaveUp | _Bug


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


# ── the parent's side ────────────────────────────────────────────────────────────────────────


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
            target=_live, args=(work, theirs, spill, limits, os.getpid()), daemon=True
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
            if isinstance(message, _Progress):
                self.last = (message.done, message.total)
            elif isinstance(message, Answer):
                return message, b"" if message.spilled else self._next(job)
            elif isinstance(message, _Refused):
                raise _rebuilt(message, self._name)
            elif isinstance(message, _GaveUp):
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

    def _understand(self, heard: bytes) -> _Message:
        try:
            message: _Message = msgspec.msgpack.decode(heard, type=_Message)
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


def _rebuilt(refused: _Refused, name: str) -> GongkaiError:
    """The error that the child met; it must be one of ours, and have all that its words need."""
    known = {error.__dict__.get("code"): error for error in _tree(GongkaiError)}
    try:
        return known[refused.code](refused.where, **refused.params)
    except (LookupError, TypeError, ValueError):
        return ImportFailed(name=name, reason=GARBLED)


def _tree(base: type[GongkaiError]) -> Iterator[type[GongkaiError]]:
    for error in base.__subclasses__():
        yield error
        yield from _tree(error)


# ── the child's side ─────────────────────────────────────────────────────────────────────────


class _NoPandas(importlib.abc.MetaPathFinder):
    """Arrow imports pandas to ask whether a list is one of its series: half of the start."""

    def find_spec(self, fullname: str, *_: object) -> None:
        if fullname == "pandas":
            raise ModuleNotFoundError(name=fullname)


class _Told(Job):
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
            self._pipe.send_bytes(msgspec.msgpack.encode(_Progress(done, total)))

    def breathe(self) -> None:
        """Say that the work goes on, though its own units are all done."""
        self.report(*self._last)


def _live(
    work: Callable[..., Any],
    pipe: Connection,
    spill: BinaryIO,
    limits: Limits,
    parent: int,
) -> None:
    """The whole life of the child. What to work on comes last, when the parent has its fence up."""
    _be_silent()
    sys.meta_path.insert(0, _NoPandas())
    confine(limits, parent)
    args = pipe.recv()  # of the parent, so it may be unpickled
    message, body = _attempt(work, args, _Told(pipe), spill)
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


def _attempt(
    work: Callable[..., Any], args: tuple[Any, ...], job: _Told, spill: BinaryIO
) -> tuple[_Message, pa.Buffer | None]:
    """What to tell the parent; the memory of work that failed is free again when this returns."""
    try:
        value = work(*args, job=job)
        try:
            answer, body = answers.write(value, spill, job.breathe)
        except OSError as error:
            if error.errno not in (errno.ENOSPC, errno.EDQUOT):
                raise
            return _GaveUp("room"), None
        return answer, None if answer.spilled else body
    except GongkaiError as error:
        params = {key: _plain(value) for key, value in error.params.items()}
        where = {key: _plain(value) for key, value in asdict(error.where).items()}
        return _Refused(error.code, msgspec.convert(where, Where), params), None
    except MemoryError:
        return _GaveUp("memory"), None
    except BaseException as error:  # noqa: BLE001 — a library in Rust panics beside Exception
        return _Bug(_trace(error)), None


def _plain(value: object) -> _Plain:
    """A parameter of an error as it can travel: whole numbers, phrases, and text of all else."""
    if value is None or isinstance(value, Text) or (isinstance(value, int) and abs(value) < _WIDE):
        return value
    return str(value).encode(errors="replace").decode()  # a file name may hold half a character


def _trace(error: BaseException) -> str:
    """The error and its causes, the first one last: types and lines of code, no messages."""
    parts = []
    link: BaseException | None = error
    while link is not None:
        parts += [f"{type(link).__module__}.{type(link).__qualname__}\n"]
        parts += traceback.format_list(traceback.extract_tb(link.__traceback__))
        link = link.__cause__ or link.__context__
    return "".join(parts)
