"""Closing the window while something is under way: a person is asked, and what runs is ended first."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox, QWidget

from app.ui.dialogs.message import message
from app.ui.session import Session


class Leaving(QObject):
    """Asked by the window that is to be closed; closes it once that is safe."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._window = session, window
        self._decided = False
        session.jobs.ended.connect(self._go)

    def may(self) -> bool:
        """Whether nothing runs; otherwise whoever wants to leave is asked what is to become of it."""
        job = self._session.jobs.current
        if job is None:
            return True
        box = message(
            self._window,
            self.tr("“{work}”还在进行。要停止它并退出吗？").format(work=job.title),
            self.tr("停止不会留下做了一半的结果；上传会在下次从断点继续。"),
        )
        box.setStandardButtons(QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No)
        box.setDefaultButton(QMessageBox.StandardButton.No)
        box.accepted.connect(self._stop)
        box.open()
        return False

    def _stop(self) -> None:
        self._decided = True
        self._session.jobs.cancel()
        self._go()

    def _go(self) -> None:
        if self._decided and not self._session.working:
            self._window.close()
