"""Errors as a person reads them: what happened, what to do next, and details to copy."""

import json
import logging
import platform

from PySide6.QtCore import QCoreApplication, Qt, qVersion
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QPushButton,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from app import __version__
from app.core.errors import Cancelled, GongkaiError
from app.core.text import Language
from app.ui.widgets.labels import body, heading

log = logging.getLogger("gongkai")


def in_words(error: GongkaiError, language: Language) -> str:
    """What happened and what to do next, as one line."""
    stop = "。" if language == "zh" else ". "
    return f"{error.told(language)}{stop}{error.advice(language)}"


class ErrorDialog(QDialog):
    """One error. The details hold codes and places, never a cell's value."""

    def __init__(self, title: str, advice: str, details: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("公开"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.details = details
        icon = body()
        sign = self.style().standardIcon(QStyle.StandardPixmap.SP_MessageBoxWarning)
        icon.setPixmap(sign.pixmap(40, 40))
        words = QVBoxLayout()
        words.addWidget(heading(title))
        words.addWidget(body(advice))
        words.addStretch(1)
        top = QHBoxLayout()
        top.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(words, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok)
        copy = QPushButton(self.tr("复制详情"))
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QApplication.clipboard().setText(self.details))
        buttons.accepted.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.addLayout(top)
        layout.addWidget(buttons)
        self.setMinimumWidth(460)


def show_error(parent: QWidget | None, error: BaseException, language: Language) -> None:
    """Show an error without waiting for the answer. A person's own cancelling is no news."""
    if isinstance(error, Cancelled):
        return
    if isinstance(error, GongkaiError):
        title, advice = error.told(language), error.advice(language)
        facts = error.as_json(language)["error"]
    else:
        log.error("unexpected", exc_info=error)
        title = translate("errors", "程序出了意外")
        advice = translate(
            "errors", "已完成的步骤都已保存。请重试；若再次出现，请把详情和日志交给维护人员。"
        )
        facts = {"code": "unexpected", "type": type(error).__name__}
    facts |= {"version": __version__, "qt": qVersion(), "system": platform.platform()}
    details = json.dumps(facts, ensure_ascii=False, indent=2)
    ErrorDialog(title, advice, details, parent).open()


translate = QCoreApplication.translate
