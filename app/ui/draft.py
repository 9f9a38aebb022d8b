"""What is being worked on, on one page: every change can be taken back, and is kept as it is made."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.model import Kind
from app.core.workspace import drafts
from app.ui.history import History
from app.ui.session import Session

T = TypeVar("T")

PAUSE = 500  # ms of stillness that end a step, which is then written


class DraftSignals(QObject):
    """``moved``: undo or redo; the page does not show the value that holds. ``changed``: any change."""

    moved = Signal()
    changed = Signal()


class Draft(Generic[T]):
    """The values of one kind of artefact that replaced each other, of the release that is open.

    ``given``: the value that was there to begin with, which is no draft.
    """

    def __init__(self, session: Session, kind: Kind, model: type[T], first: T) -> None:
        self._session, self._kind, self._model = session, kind, model
        self._release = ""
        self._about = ""
        self.given = first
        self.history = History(first)
        self.signals = DraftSignals()
        self._pause = QTimer(self.signals)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._write)
        session.closing.connect(self.flush)

    @property
    def release(self) -> str:
        """The release that is worked on; "" before there is one."""
        return self._release

    @property
    def now(self) -> T:
        return self.history.now

    @property
    def made(self) -> bool:
        """Whether there is a draft: something that no act has filed yet."""
        return bool(self.history.now != self.given)

    def open(self, release: str, given: T) -> T:
        """Begin with what stands, or with the draft that was kept of it; returns what is to be shown.

        A step back from a kept draft leads to ``given``. Where an act has just filed the value that holds,
        or has kept another draft of the same release (a judgement), the steps before it stay.
        """
        self.flush()
        kept = drafts.kept(self._session.ws, release, self._kind, self._model)
        if release != self._release or (kept is None and given != self.now):
            self.history = History(given)
        if kept is not None and kept != self.now:
            self.history.do(kept)
        self._release, self.given = release, given
        self.signals.changed.emit()
        return self.now

    def do(self, value: T, about: str = "") -> None:
        """A change by hand. One change after the other ``about`` the same field is one step."""
        if value == self.now:
            return
        typing = bool(about) and about == self._about and self._pause.isActive()
        self.history.do(value, same_step=typing)
        self._about = about
        self._pause.start()
        self.signals.changed.emit()

    def undo(self) -> None:
        self._move(self.history.undo)

    def redo(self) -> None:
        self._move(self.history.redo)

    def discard(self) -> None:
        """Back to what was given; this can be undone like any other step."""
        self.do(self.given)
        self._move(lambda: None)

    def flush(self) -> None:
        """Write now what waits for a pause."""
        if self._pause.isActive():
            self._write()

    def _move(self, step: Callable[[], None]) -> None:
        step()
        self._about = ""
        self._pause.start()
        self.signals.moved.emit()
        self.signals.changed.emit()

    def _write(self) -> None:
        self._pause.stop()
        if self.made:
            drafts.keep(self._session.ws, self._release, self._kind, self.now)
        else:
            drafts.drop(self._session.ws, self._release, self._kind)
