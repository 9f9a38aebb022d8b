"""与上期比较: what the table of this period has that the last one had not, and the other way."""

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from app.core import acts
from app.core.quality.drift.values import Change, RowChanges
from app.core.workspace.store import Release
from app.ui import wording
from app.ui.session import Session
from app.ui.widgets.labels import Notice, body, caption
from app.ui.widgets.record_table import RecordTable

MARK, COLUMN, MESSAGE, EXAMPLES = range(4)


class DriftPanel(QWidget):
    """Columns and values in a list, rows by a key that a person may change. Nothing is filed."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._release: Release | None = None
        self.notice = Notice()
        self.list = RecordTable(
            self.tr("与上期的不同"),
            [self.tr("须确认"), self.tr("列"), self.tr("不同"), self.tr("例如")],
        )
        self.key = QComboBox()
        self.key.setAccessibleName(self.tr("区分各行的列"))
        self.key.activated.connect(lambda _: self._compare(self.key.currentData()))
        self.rows = body("", "muted")
        self.asked = QWidget()
        line = QHBoxLayout(self.asked)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(caption(self.tr("区分各行的列"), self.key))
        line.addWidget(self.key)
        line.addWidget(self.rows, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.addWidget(self.notice)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.asked)

    def show_release(self, release: Release) -> None:
        """Compare a release with the period before, unless that is done."""
        if self._release is None or self._release != release:
            self._release = release
            self._show_nothing(self.tr("正在与上期比较…"))
            self._compare(None)

    def _compare(self, key: str | None) -> None:
        release, ws = self._release, self.session.ws
        if release is None:
            return

        def show(found: acts.SinceLast | None) -> None:
            if self._release == release:
                self._show(found)

        self.session.read(self, lambda job: acts.drift_since_last(ws, release.id, job, key), show)

    def _show(self, found: acts.SinceLast | None) -> None:
        if found is None:
            self._show_nothing(self.tr("没有可比的上一期：这是第一次导入这样的表。"))
            return
        told = wording.aside(found.before.name, wording.when(found.before.created))
        if found.drift.asks:
            self.notice.say(self.tr("与“{name}”相比有须确认的不同。").format(name=told), "warn")
        else:
            self.notice.say(self.tr("与“{name}”相比没有须确认的不同。").format(name=told), "ok")
        self.list.empty = self.tr("没有不同")
        self._fill(found.drift.changes)
        self.key.clear()
        self.key.addItem(self.tr("不比较各行"), "")
        for name in found.keys:
            self.key.addItem(name, name)
        self.key.setCurrentIndex(max(self.key.findData(found.key), 0))
        self.asked.show()
        self.rows.setText(self._told(found.drift.rows))

    def _show_nothing(self, why: str) -> None:
        self.notice.say(why, "info")
        self.list.empty = ""  # where nothing was compared, nothing is said to be alike
        self._fill(())
        self.asked.hide()

    def _fill(self, changes: tuple[Change, ...]) -> None:
        say, yes = self.session.say, self.tr("是")
        self.list.fill(
            [
                (yes if c.asks else "", c.column, say(c.message), wording.listed(c.examples))
                for c in changes
            ]
        )
        for row, change in enumerate(changes[: self.list.rowCount()]):
            if change.asks:
                self.list.tint(row, MARK, "warn")

    def _told(self, rows: RowChanges | None) -> str:
        if rows is None:
            return ""
        text = self.tr("新增 {added} 行，减少 {removed} 行，改动 {changed} 行，不变 {same} 行")
        return text.format(
            added=f"{rows.added_count:,}",
            removed=f"{rows.removed_count:,}",
            changed=f"{rows.changed_count:,}",
            same=f"{rows.same:,}",
        )
