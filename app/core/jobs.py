"""Long work: how it says where it is, and how it is told to stop.

A job is a plain function whose first parameter is a :class:`Job`. It calls :meth:`Job.report` at
least ten times a second. The window and the command line pass their own subclass.
"""

from threading import Event

from app.core.errors import Cancelled


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
