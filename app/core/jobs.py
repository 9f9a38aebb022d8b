"""Long work: how it says where it is, and how it is told to stop.

A job is a plain function whose first parameter is a :class:`Job`. It calls :meth:`Job.report` at
least ten times a second. The window and the command line pass their own subclass.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from threading import Event, Thread
from typing import TypeVar

from app.core.errors import Cancelled

In = TypeVar("In")
Out = TypeVar("Out")
_PATIENCE = 0.05  # seconds between two reports


class Job:
    """Progress and cancellation of one piece of work; silent unless :meth:`show` is overridden."""

    def __init__(self) -> None:
        self._cancelled = Event()

    def cancel(self) -> None:
        """Ask the work to stop; any thread may call it."""
        self._cancelled.set()

    def report(self, done: int, total: int | None = None) -> None:
        """Say that ``done`` of ``total`` units are behind us.

        Raises :class:`Cancelled` when the work has been asked to stop.
        """
        if self._cancelled.is_set():
            raise Cancelled
        self.show(done, total)

    def show(self, done: int, total: int | None) -> None:
        """Bring the progress before a person's eyes."""


def attended(work: Callable[[], Out], report: Callable[[], None]) -> Out:
    """What ``work`` returns, on a thread of its own, while ``report`` is called again and again.

    For work that may stand still at somebody else's, who cannot be told to stop: what ``report`` raises is
    raised at once, and the work is left to end by itself; it holds up no end of the program either.
    """
    future: Future[Out] = Future()

    def run() -> None:
        try:
            future.set_result(work())
        except BaseException as error:  # noqa: BLE001 — raised where the answer is waited for
            future.set_exception(error)

    Thread(target=run, name="gongkai-attended", daemon=True).start()
    while wait((future,), _PATIENCE).not_done:
        report()
    return future.result()


def in_order(
    work: Callable[[In], Out], items: Iterable[In], workers: int, ahead: int = 1
) -> Iterator[Out]:
    """What ``work`` makes of each item, in their order. ``ahead``: so many beside those that the workers
    are at may be done, or wait.
    """
    waiting: deque[Future[Out]] = deque()
    with ThreadPoolExecutor(workers) as pool:
        try:
            for item in items:
                waiting.append(pool.submit(work, item))
                if len(waiting) == workers + ahead:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


def heaviest_first(
    work: Callable[[In], Out],
    items: Sequence[In],
    weights: Sequence[float],
    workers: int,
    report: Callable[[], None],
) -> Iterator[Out]:
    """What ``work`` makes of each item, in their order; begun in the order of their weights, so that none
    of the workers is left with a heavy one alone. What is made waits for its turn: let it be small.

    ``report`` is called again and again while an answer is waited for; what it raises ends the work.
    """
    heaviest = sorted(range(len(items)), key=weights.__getitem__, reverse=True)
    with ThreadPoolExecutor(workers) as pool:
        waiting = {place: pool.submit(work, items[place]) for place in heaviest}
        try:
            for place in range(len(items)):
                future = waiting.pop(place)
                report()
                while wait((future,), _PATIENCE).not_done:
                    report()
                yield future.result()
        finally:
            for future in waiting.values():
                future.cancel()
