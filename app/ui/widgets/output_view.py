"""要公开的数据: everything that is to be published, for the reviewer to search, narrow and order."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.model import Kind, Table
from app.core.workspace.store import Release
from app.ui.latest import Latest
from app.ui.session import Session
from app.ui.widgets.explorer import Explorer
from app.ui.widgets.labels import Notice


class OutputView(QWidget):
    """All rows of the output, not a sample; read once it is looked at."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._shown = ""
        self._latest = Latest(session, self)
        self.notice = Notice()
        self.explorer = Explorer(self.tr("要公开的数据"), session)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.addWidget(self.notice)
        layout.addWidget(self.explorer, 1)

    def show_release(self, release: Release, output: str) -> None:
        """Show the output of this digest, "" where there is none yet."""
        if output == self._shown:
            return
        self._shown = output
        self.explorer.setVisible(bool(output))
        if not output:
            self.notice.say(self.tr("还没有脱敏结果。"))
            return
        self.notice.say(self.tr("正在读取数据表"))
        ws = self.session.ws
        self._latest.fetch(
            lambda job: ws.load_table(release.id, Kind.OUTPUT), self._show, self._failed
        )

    def _show(self, table: Table) -> None:
        told = self.tr("全部 {rows} 行，{columns} 列：签署后公开的就是这些。可查找、筛选和排序。")
        self.notice.say(told.format(rows=f"{table.rows:,}", columns=len(table.columns)))
        self.explorer.show_table(table.data)

    def _failed(self, error: Exception) -> None:
        self._shown = ""
        self.notice.say("")
        self.session.failed.emit(error)
