"""Reading of which only the last answer is wanted."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from app.ui.jobs import UiJob, Work
from app.ui.session import Session


class Latest:
    """Fetches for ``owner``, one thing at a time: what was under way is then of no use."""

    def __init__(self, session: Session, owner: QObject) -> None:
        self._session, self._owner = session, owner
        self._job: UiJob | None = None

    def fetch(
        self, work: Work, done: Callable[[Any], None], failed: Callable[[Exception], None]
    ) -> UiJob:
        """Do this beside the window, in place of what was asked for before."""
        self.stop()

        def if_wanted(act: Callable[[Any], None]) -> Callable[[Any], None]:
            def answered(answer: Any) -> None:
                if self._job is job:
                    self._job = None
                    act(answer)

            return answered

        job = self._session.read(self._owner, work, if_wanted(done), if_wanted(failed))
        self._job = job
        return job

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._job is not None

    def stop(self) -> None:
        """Nothing is wanted any more."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
