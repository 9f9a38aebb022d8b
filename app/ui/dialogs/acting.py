"""A dialog that stays open while its acts run, and tells in its own notice what kept one from being done."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from app.core.errors import GongkaiError
from app.ui.errors import in_words
from app.ui.jobs import Work
from app.ui.session import Session
from app.ui.widgets.labels import Notice, Tone


class ActingDialog(QDialog):
    """Acts on the session's lane, one after another; gone by the end of one, it is not told.

    A dialog that asks, acts once and closes is a :class:`~app.ui.dialogs.form.FormDialog`.
    """

    def __init__(self, session: Session, parent: QWidget, title: str) -> None:
        super().__init__(parent)
        self.session = session
        self.notice = Notice()
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def act(self, title: str, work: Work, done: Callable[[Any], None]) -> None:
        """Do it; ``done`` gets the result."""
        self.session.act(title, work, done, self._gave_up, owner=self)

    def tell(self, error: GongkaiError, tone: Tone = "stop") -> None:
        """What happened, and what to do next."""
        self.notice.say(in_words(error, self.session.language), tone)

    def _gave_up(self, error: Exception) -> bool:
        """Whether the error is one that a person can deal with here."""
        if not isinstance(error, GongkaiError):
            return False
        self.tell(error)
        return True
