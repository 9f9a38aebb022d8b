"""The quality rules that this workspace's tables are held to, beside those of the program."""

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget

from app.core import acts
from app.core.model import Kind
from app.core.workspace.store import Release
from app.ui.dialogs.form import FormDialog
from app.ui.session import Session


class QualityRulesDialog(FormDialog):
    """A file of rules takes the place of those that stand; the core reads and keeps it."""

    def __init__(self, session: Session, release: Release, parent: QWidget) -> None:
        super().__init__(session.jobs, session.language, "", parent)
        self.session = session
        self.setWindowTitle(self.tr("自定义质量规则"))
        self.intro.setText(
            self.tr(
                "规则文件（JSON）可写：范围、样式、清单、非空、唯一、列间关系、外键。下一次质检起生效；更改记入日志。"
            )
        )
        self.file = self.ask_path(self.tr("规则文件"), self.tr("选择文件…"), self._choose)
        self.drop = QCheckBox(self.tr("停用自定义规则"))
        self.drop.toggled.connect(self.file.setDisabled)
        self.form.addRow("", self.drop)
        self._tell(release)

    def submit(self) -> None:
        ws, actor, name = self.session.ws, self.session.actor, self.file.text().strip()
        path = None if self.drop.isChecked() else Path(name)
        if path is not None and not self.complete(self.file):
            return
        self.work(
            self.tr("正在检查规则"),
            lambda job: acts.keep_quality_rules(ws, actor, path, job),
            lambda _: self.accept(),
        )

    def _tell(self, release: Release) -> None:
        ws = self.session.ws
        rules = acts.quality_rules(ws).rules
        columns = ws.load_front(release.id, Kind.OUTPUT).columns
        self.drop.setEnabled(bool(rules))
        self.file.setPlaceholderText(
            self.tr("正在使用 {n} 条，其中 {here} 条适用于本表", "", len(rules)).format(
                n=len(rules), here=len(acts.kept_checks(ws, columns))
            )
            if rules
            else self.tr("没有自定义规则")
        )

    def _choose(self) -> str:
        title, kinds = self.tr("规则文件"), self.tr("质量规则 (*.json)")
        return QFileDialog.getOpenFileName(self, title, self.file.text(), kinds)[0]
