"""Several files at once: each a release of its own, or all of them one table."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.core.errors import FileProtected, GongkaiError, PasswordWrong
from app.core.intake.gather import gather
from app.core.intake.merge import SOURCE_COLUMN
from app.core.jobs import Job
from app.core.text import Text
from app.ui.dialogs.opening import PasswordDialog
from app.ui.errors import in_words
from app.ui.session import Session
from app.ui.widgets.gauge import Gauge
from app.ui.widgets.labels import Notice, heading
from app.ui.widgets.record_table import RecordTable

Contents = tuple[list[str], list[tuple[str, Text]]]


class FilesDialog(QDialog):
    """``chosen`` carries whether all become one table, whether columns may differ, the password."""

    chosen = Signal(bool, bool, object)

    def __init__(
        self, session: Session, paths: Sequence[Path], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("导入多个文件"))
        self.resize(620, 420)
        self.session, self.paths = session, list(paths)
        self.password: str | None = None
        self.title = heading(self.tr("正在查看文件…"))
        self.bar = QProgressBar()
        self.bar.setAccessibleName(self.tr("正在查看文件…"))
        self.bar.setRange(0, 0)
        self.notice = Notice()
        self.files = RecordTable(self.tr("文件"), [self.tr("文件"), self.tr("说明")])
        self.merged = QRadioButton(
            self.tr("合并为一张表，加一列“{column}”(&M)").format(column=SOURCE_COLUMN)
        )
        self.each = QRadioButton(self.tr("每个文件各建一个发布(&E)"))
        self.union = QCheckBox(self.tr("各文件的列不同时，取全部的列，缺少的留空(&U)"))
        self.merged.toggled.connect(self.union.setEnabled)
        together = len(self.paths) == 1  # a folder or an archive
        (self.merged if together else self.each).setChecked(True)
        self.union.setEnabled(together)
        self.take = QPushButton(self.tr("导入(&I)"))
        self.take.setProperty("primary", True)
        self.take.setDefault(True)
        self.take.setEnabled(False)
        self.cancel = QPushButton(self.tr("取消"))
        self.cancel.setAutoDefault(False)
        self.take.clicked.connect(self._take)
        self.cancel.clicked.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (self.title, self.bar, self.notice):
            layout.addWidget(widget)
        layout.addWidget(self.files, 1)
        for choice in (self.merged, self.union, self.each):
            layout.addWidget(choice)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.take)
        layout.addLayout(row)
        self._look()

    def reject(self) -> None:
        self._job.cancel()
        super().reject()

    def _look(self) -> None:
        paths, password = self.paths, self.password

        def work(job: Job) -> Contents:
            with gather(paths, job, password, self.session.ws.scratch()) as found:
                return [member.name for member in found.members], list(found.skipped)

        self.bar.show()
        self._job = self.session.read(self, work, self._seen, self._unseen)
        self._job.signals.progress.connect(Gauge(self.bar).show)
        self._job.signals.finished.connect(self.bar.hide)

    def _seen(self, found: Contents) -> None:
        names, skipped = found
        self.title.setText(self.tr("{n} 个数据文件", "", len(names)).format(n=len(names)))
        self.files.fill(
            [(name, "") for name in names]
            + [
                (name, self.tr("不导入：{reason}").format(reason=self.session.say(reason)))
                for name, reason in skipped
            ]
        )
        self.take.setEnabled(bool(names))
        if not names:
            self.notice.say(self.tr("其中没有能导入的文件。"), "stop")
        self.take.setFocus()

    def _unseen(self, error: Exception) -> None:
        if isinstance(error, FileProtected | PasswordWrong):
            dialog = PasswordDialog(error, self.session.language, self)
            dialog.given.connect(self._open_with)
            dialog.rejected.connect(self.reject)
            dialog.open()
        elif isinstance(error, GongkaiError):
            self.title.setText("")
            self.notice.say(in_words(error, self.session.language), "stop")
        else:
            self.session.failed.emit(error)

    def _open_with(self, password: str) -> None:
        self.password = password
        self._look()

    def _take(self) -> None:
        self.chosen.emit(self.merged.isChecked(), self.union.isChecked(), self.password)
        self.accept()
