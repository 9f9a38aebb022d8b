"""By which platform's rules an entry is judged, and whether that platform will take it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.core.acts.platforms import CATALOG_PLATFORM
from app.core.catalog.platforms import Profile, titles
from app.ui import theme, wording
from app.ui.session import Session
from app.ui.widgets.labels import body, caption, narrow_choice
from app.ui.widgets.lock_note import LockNote


class PlatformChoice(QWidget):
    """``chosen`` carries the id of another platform."""

    chosen = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.box = narrow_choice()
        self.box.setMinimumContentsLength(16)
        for id, name in titles().items():
            self.box.addItem(wording.label(session.say(name)), id)
        self.box.activated.connect(lambda _: self.chosen.emit(self.box.currentData()))
        self.lock = LockNote(session, CATALOG_PLATFORM, self.box)
        self.verdict = body()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(caption(self.tr("按哪个平台检查"), self.box))
        row.addWidget(self.box)
        row.addWidget(self.lock)
        row.addWidget(self.verdict, 1)

    def show_platform(self, platform: Profile) -> None:
        """Show which one counts."""
        self.box.setCurrentIndex(self.box.findData(platform.id))
        self.lock.look()

    def judge(self, problems: int) -> None:
        """Whether the platform will refuse the entry, in one sentence."""
        refused = self.tr("平台会退回：{n} 处须改正。", "", problems).format(n=problems)
        self.verdict.setText(refused if problems else self.tr("平台不会因目录退回。"))
        theme.mark(self.verdict, "tone", "stop" if problems else "ok")
