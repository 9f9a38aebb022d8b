"""紧急下架: everything of a domain or a provider that is public on the platform, by one signature."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.core import acts
from app.core.acts import Scope, Stopped
from app.core.errors import GongkaiError
from app.core.jobs import Job
from app.core.model import Entry, Kind, Profile
from app.core.trust import canonical
from app.core.workspace.store import Release
from app.ui import rehearsal
from app.ui.session import Session, in_words
from app.ui.widgets.labels import Notice, body, caption
from app.ui.widgets.record_table import RecordTable

RELEASE, NAME, THEME, PROVIDER, OUTCOME = range(5)


class StopDialog(QDialog):
    """What would be taken down is listed first; afterwards the same list says what became of each."""

    topic = "after"

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.session = session
        self._public: list[tuple[Release, Entry]] = []
        self.setWindowTitle(self.tr("紧急下架"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(760, 480)
        self.notice = Notice()
        self.theme, self.provider = QComboBox(), QComboBox()
        self.reason = QLineEdit()
        self.list = RecordTable(
            self.tr("将下架的数据"),
            [self.tr("发布"), self.tr("名称"), self.tr("主题分类"), self.tr("提供方"), self.tr("结果")],
            self.tr("这个平台上没有符合条件的已公开数据"),
        )  # fmt: skip
        self.stop = QPushButton()
        self.stop.clicked.connect(self._stop)
        self._lay_out()
        for box in (self.theme, self.provider):
            box.currentIndexChanged.connect(lambda _: self._show())
        self.reason.textChanged.connect(lambda _: self._update())
        session.busy.connect(self._update)
        self._read()

    def scope(self) -> Scope:
        """What is chosen."""
        return Scope(self.theme.currentData() or "", self.provider.currentData() or "")

    def _profile(self) -> Path:
        return acts.upload_profile_at_hand(self.session.ws)

    def _read(self) -> None:
        ws = self.session.ws

        def public(job: Job) -> list[tuple[Release, Entry]]:
            platform = canonical.read_document(self._profile(), Profile)
            return [
                (ws.release(id), ws.load(id, Kind.ENTRY, Entry))
                for id, _ in acts.public_on(ws, platform, Scope())
            ]

        if acts.upload_profile(ws) is None:
            self.notice.say(self.tr("请先在“送达”页选择平台配置。"), "warn")
            self._update()
            return
        self.session.read(self, public, self._fill, self._failed)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, GongkaiError):
            self.notice.say(in_words(error, self.session.language), "stop")
        else:
            self.session.failed.emit(error)

    def _fill(self, public: list[tuple[Release, Entry]]) -> None:
        self._public = public
        for box, field in ((self.theme, "theme"), (self.provider, "provider")):
            box.addItem(self.tr("全部"), "")
            for value in sorted({entry.fields.get(field, "") for _, entry in public} - {""}):
                box.addItem(value, value)
        self._show()

    def _chosen(self) -> list[tuple[Release, Entry]]:
        scope = self.scope()
        return [(release, entry) for release, entry in self._public if scope.holds(entry)]

    def _show(self) -> None:
        self.list.fill(
            [
                (r.id, r.name, e.fields.get("theme", ""), e.fields.get("provider", ""), "")
                for r, e in self._chosen()
            ]
        )
        self._update()

    def _update(self) -> None:
        count = len(self._chosen())
        self.stop.setText(self.tr("签字并下架 {n} 个").format(n=count))
        ready = bool(count and self.reason.text().strip()) and not self.session.working
        self.stop.setEnabled(ready)

    def _stop(self) -> None:
        session, scope, reason, file = (
            self.session, self.scope(), self.reason.text(), self._profile(),
        )  # fmt: skip
        if session.sandbox is not None:
            rehearsal.trust_everyone(session.sandbox, session.ws)
        session.act(
            self.tr("紧急下架"),
            lambda job: acts.emergency_stop(session.ws, session.actor, scope, reason, file, job),
            self._stopped,
            owner=self,
        )

    def _stopped(self, each: tuple[Stopped, ...]) -> None:
        """What is still public stays in the list, to be tried again."""
        language = self.session.language
        told = {
            one.release.id: one.error.told(language) if one.error else self.tr("已下架")
            for one in each
        }
        left = [one for one in each if one.error is not None]
        for row in range(self.list.rowCount()):
            id = self.list.item(row, RELEASE).text()
            self.list.item(row, OUTCOME).setText(told.get(id, ""))
        public = {one.release.id for one in left}
        self._public = [(r, e) for r, e in self._public if r.id not in told or r.id in public]
        text = self.tr("已下架 {done} 个，仍公开 {left} 个。")
        text = text.format(done=len(each) - len(left), left=len(left))
        self.notice.say(text, "stop" if left else "ok")
        self._update()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow(caption(self.tr("主题分类"), self.theme), self.theme)
        form.addRow(caption(self.tr("提供方"), self.provider), self.provider)
        form.addRow(caption(self.tr("下架的理由"), self.reason), self.reason)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.stop, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(
            body(
                self.tr("一次签字，平台即下架所选范围内的全部数据；连不上的会列出，可以再试。"),
                "muted",
            )
        )
        layout.addLayout(form)
        layout.addWidget(self.notice)
        layout.addWidget(self.list, 1)
        layout.addWidget(buttons)
