"""What is told to whoever maintains the program: read first, then saved."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, qVersion
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QPlainTextEdit,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.core.acts.support import save_bundle, support_bundle
from app.core.errors import GongkaiError
from app.ui.session import Session, in_words
from app.ui.widgets.labels import Notice, body


class SupportDialog(QDialog):
    """One tab a file of the bundle; what is shown is what is saved."""

    topic = "troubles"

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.session = session
        self.parts: dict[str, str] = {}
        self.setWindowTitle(self.tr("导出诊断信息"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        told = body(
            self.tr(
                "以下是将要保存的全部内容：版本、设置、操作记录和自检结果。"
                "不含姓名、文件名、数据集名称、口令和任何数据。请过目后再保存。"
            )
        )
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.notice = Notice()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.save = QPushButton(self.tr("保存为 zip…"))
        self.save.setEnabled(False)
        self.save.clicked.connect(self._ask_where)
        buttons.addButton(self.save, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (told, self.tabs, self.notice, buttons):
            layout.addWidget(widget)
        layout.setStretchFactor(self.tabs, 1)
        self.resize(760, 540)
        window = {"qt": qVersion(), "platform": QGuiApplication.platformName(),
                  "language": session.language}  # fmt: skip
        session.read(self, lambda job: support_bundle(session.ws, window, job), self._show)

    def save_to(self, path: Path) -> None:
        """Save what is shown."""
        try:
            save_bundle(path, self.parts)
        except GongkaiError as error:
            self.notice.say(in_words(error, self.session.language), "stop")
            return
        self.notice.say(self.tr("已保存：{path}").format(path=path), "ok")

    def _show(self, parts: dict[str, str]) -> None:
        self.parts = parts
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        for name, text in parts.items():
            view = QPlainTextEdit(text)
            view.setReadOnly(True)
            view.setFont(font)
            view.setAccessibleName(name)
            self.tabs.addTab(view, name)
        self.save.setEnabled(True)

    def _ask_where(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("保存诊断信息"), str(Path(folder) / "gongkai-support.zip"), "zip (*.zip)"
        )
        if name:
            self.save_to(Path(name))
