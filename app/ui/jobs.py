"""Long work beside the window: one worker thread, progress and results on the UI thread."""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.core.jobs import Job

INTERVAL = 0.05  # seconds between two progress signals: enough for an eye, cheap for a queue

Work = Callable[[Job], Any]


def _nothing(job: Job) -> None:
    """No work."""


class JobSignals(QObject):
    """What a job says, always on the thread of the window.

    ``progress`` (done, total or None), ``succeeded`` (result), ``failed`` (exception), then
    ``finished``. Numbers are objects: a count of bytes does not fit into Qt's 32-bit int. It belongs to
    its parent, so that no worker that lets go of its job last destroys it.
    """

    progress = Signal(object, object)
    succeeded = Signal(object)
    failed = Signal(object)
    finished = Signal()

    _reported = Signal(object, object)
    _ended = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        # Queued, so that the worker never runs a slot: this object lives in the window's thread.
        self._reported.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def report(self, done: int, total: int | None) -> None:
        """Called by the worker."""
        self._reported.emit(done, total)

    def end(self, future: "Future[Any]") -> None:
        """Called by the worker, once."""
        self._ended.emit(future)

    @Slot(object, object)
    def _pass_on(self, done: int, total: int | None) -> None:
        self.progress.emit(done, total)

    @Slot(object)
    def _deliver(self, future: "Future[Any]") -> None:
        error = future.exception()
        if error is None:
            self.succeeded.emit(future.result())
        else:
            self.failed.emit(error)
        self.finished.emit()


class UiJob(Job):
    """A job whose progress reaches the window, at most twenty times a second.

    ``size``: of the file that it reads, in bytes; 0 where it reads none or several.
    """

    def __init__(self, title: str, work: Work, parent: QObject, size: int = 0) -> None:
        super().__init__()
        self.title = title
        self.size = size
        self._work = work
        self.signals = JobSignals(parent)
        self._last: tuple[int, int | None] | None = None
        self._shown_at = 0.0

    def show(self, done: int, total: int | None) -> None:
        now = time.monotonic()
        if now - self._shown_at < INTERVAL and done != total:  # the end of a count is shown
            self._last = done, total
            return
        self._shown_at = now
        self._last = None
        self.signals.report(done, total)

    def run(self) -> Any:
        """The work, on the worker's thread; the last progress is never swallowed."""
        self.report(0)  # a job that was cancelled while it waited does not begin
        try:
            return self._work(self)
        finally:
            if self._last is not None:
                self.signals.report(*self._last)

    def let_go(self) -> None:
        """Drop the work and what it holds of the window: here, as the worker may be the last to hold the job."""
        self._work = _nothing


class JobRunner(QObject):
    """Runs one job after the other. ``started`` and ``ended`` carry the :class:`UiJob`.

    ``stopping``: all of them were asked to stop.
    """

    started = Signal(object)
    stopping = Signal()
    ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="gongkai-job")
        self._jobs: list[UiJob] = []
        self._before: UiJob | None = None

    @property
    def current(self) -> UiJob | None:
        """The job that runs now."""
        return self._jobs[0] if self._jobs else None

    def start(
        self,
        title: str,
        work: Work,
        succeeded: Callable[[Any], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        size: int = 0,
    ) -> UiJob:
        """Run ``work`` when the jobs before it have ended; the callbacks run on this thread."""
        job = UiJob(title, work, self, size)
        if succeeded is not None:
            job.signals.succeeded.connect(succeeded)
        if failed is not None:
            job.signals.failed.connect(failed)
        job.signals.finished.connect(lambda: self._forget(job))
        self._jobs.append(job)
        self.started.emit(job)
        self._pool.submit(job.run).add_done_callback(job.signals.end)
        return job

    def cancel(self) -> None:
        """Ask every job to stop."""
        for job in self._jobs:
            job.cancel()
        self.stopping.emit()

    def close(self) -> None:
        """Stop everything and wait for the worker."""
        self.cancel()
        self._pool.shutdown(wait=True)

    def _forget(self, job: UiJob) -> None:
        self._jobs.remove(job)
        job.let_go()
        # The worker may still be inside the signal that led here, but it has left the job before for certain.
        if self._before is not None:
            self._before.signals.deleteLater()
        self._before = job
        self.ended.emit(job)
