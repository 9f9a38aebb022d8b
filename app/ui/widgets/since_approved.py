"""与上次批准相比: what differs of the recipe, the entry and the data, so that only this is read anew."""

from collections.abc import Iterator

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core import acts
from app.core.workspace.store import Release
from app.ui import wording
from app.ui.latest import Latest
from app.ui.session import Session
from app.ui.widgets.labels import Notice
from app.ui.widgets.record_table import RecordTable

ASPECT, NAME, BEFORE, AFTER = range(4)


class SinceApprovedPanel(QWidget):
    """One list. Nothing is filed."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._shown: Release | None = None
        self._latest = Latest(session, self)
        self.notice = Notice()
        self.list = RecordTable(
            self.tr("与上次批准相比"),
            [self.tr("方面"), self.tr("项目"), self.tr("上次批准"), self.tr("本次")],
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.addWidget(self.notice)
        layout.addWidget(self.list, 1)

    def show_release(self, release: Release) -> None:
        """Compare a release with the last one of its line that was approved, unless that is done."""
        if release == self._shown:
            return
        self._shown = release
        self.list.empty = ""  # where nothing was compared, nothing is said to be alike
        self.list.fill([])
        self.notice.say(self.tr("正在与上次批准的发布比较…"))
        ws = self.session.ws
        self._latest.fetch(
            lambda job: acts.since_approved(ws, release.id, job), self._show, self._failed
        )

    def _show(self, found: acts.SinceApproved | None) -> None:
        if found is None:
            self.notice.say(self.tr("没有批准过这样的数据：请从头审查。"), "warn")
            return
        rows = list(self._rows(found))
        told = wording.aside(found.before.name, found.before.id)
        words = self.tr("与“{name}”相比有 {n} 处不同。", "", len(rows)).format(
            name=told, n=len(rows)
        )
        self.notice.say(words, "warn" if rows else "ok")
        self.list.empty = self.tr("没有不同")
        self.list.fill(rows)

    def _rows(self, found: acts.SinceApproved) -> Iterator[tuple[str, str, str, str]]:
        say = self.session.say
        parts = {
            "anonymity": self.tr("k-匿名"), "check": self.tr("输出检查"), "layout": self.tr("表格版式"),
            "pack": self.tr("规则包"), "judgement": self.tr("对发现的判断"),
        }  # fmt: skip
        for change in found.recipe:
            part = parts.get(change.subject, "")
            name = " ".join(filter(None, (part, change.name)))
            yield self.tr("处理方案"), name, say(change.before), say(change.after)
        for field in found.entry:
            yield self.tr("目录信息"), say(field.field), field.before, field.after
        for one in found.data:
            now = wording.listed(filter(None, (say(one.message), *one.examples)))
            yield self.tr("数据"), one.column, one.before, now

    def _failed(self, error: Exception) -> None:
        self.notice.say("")
        self._shown = None
        self.session.failed.emit(error)
