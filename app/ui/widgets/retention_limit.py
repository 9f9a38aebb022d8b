"""For how many days one kind of originals is kept."""

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QSpinBox, QVBoxLayout, QWidget

from app.core.workspace import retention
from app.core.workspace.retention import Whose
from app.ui.session import Session
from app.ui.widgets.lock_note import LockNote

USUAL, MOST = 180, 36_500  # days


class RetentionLimit(QWidget):
    """One line; the time applies once it is set."""

    def __init__(self, session: Session, whose: Whose, title: str) -> None:
        super().__init__()
        self.session = session
        self.whose: Whose = whose
        self.limited = QCheckBox(title)
        self.days = QSpinBox()
        self.days.setRange(0, MOST)
        self.days.setSuffix(self.tr(" 天"))
        self.days.setAccessibleName(title + " " + self.tr("保留天数"))
        self.set = QPushButton(self.tr("采用"))
        self.set.setAccessibleName(title + " " + self.tr("采用"))
        self.set.clicked.connect(self._set)
        self.lock = LockNote(session, retention.SETTINGS[whose], self.limited, self.days, self.set)
        row = QHBoxLayout()
        for widget in (self.limited, self.days, self.set):
            row.addWidget(widget)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(row)
        layout.addWidget(self.lock)
        self.limited.toggled.connect(self.days.setEnabled)

    def refresh(self) -> None:
        """Read the time that is set."""
        days = retention.retention(self.session.ws, self.whose)
        self.limited.setChecked(days is not None)
        self.days.setEnabled(days is not None)
        self.days.setValue(USUAL if days is None else days)
        self.lock.look()

    def _set(self) -> None:
        session, days = self.session, self.days.value() if self.limited.isChecked() else None
        session.act(
            self.tr("留存期限"),
            lambda job: retention.set_retention(session.ws, session.actor.card, days, self.whose),
            owner=self,
        )
