"""Errors as a person reads them: what happened, what to do next, and details to copy."""

import json
import logging
import platform
import traceback
from pathlib import Path

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
from app.core.errors import Cancelled, GongkaiError, Where
from app.core.text import Language
from app.ui.widgets.labels import body, heading

DEEPEST = 8  # frames of a bug that are told

log = logging.getLogger("gongkai")


def in_words(error: GongkaiError, language: Language) -> str:
    """What happened and what to do next, as one line."""
    stop = "。" if language == "zh" else ". "
    return f"{error.told(language)}{stop}{error.advice(language)}"


class ErrorDialog(QDialog):
    """One error: what happened, where, what to do. The details hold codes and places, never a value."""

    topic = "troubles"

    def __init__(
        self, title: str, place: str, advice: str, details: str, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("公开"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.details = details
        icon = body()
        sign = self.style().standardIcon(QStyle.StandardPixmap.SP_MessageBoxWarning)
        icon.setPixmap(sign.pixmap(40, 40))
        words = QVBoxLayout()
        words.addWidget(heading(title))
        if place:
            words.addWidget(body(self.tr("位置：{place}").format(place=place), "muted"))
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
        title, place, advice = error.told(language), _place(error.where), error.advice(language)
        facts = error.as_json(language)["error"]
    else:
        log.error("unexpected", exc_info=error)
        title, place = translate("errors", "程序出了意外"), ""
        advice = translate(
            "errors",
            "已完成的步骤都已保存。请重试；若再次出现，请把详情和“帮助”菜单里的诊断信息交给维护人员。",
        )
        facts = {"code": "unexpected", "type": type(error).__name__, "frames": _frames(error)}
    facts |= {"version": __version__, "qt": qVersion(), "system": platform.platform()}
    details = json.dumps(facts, ensure_ascii=False, indent=2)
    ErrorDialog(title, place, advice, details, parent).open()


def _place(where: Where) -> str:
    """The place of an error as a person reads it; "" where it has none."""
    parts = (
        (translate("errors", "文件 {it}"), where.file),
        (translate("errors", "工作表 {it}"), where.sheet),
        (translate("errors", "第 {it} 行"), where.row),
        (translate("errors", "“{it}”列"), where.column),
    )
    return translate("errors", "，").join(
        text.format(it=it) for text, it in parts if it is not None
    )


def _frames(error: BaseException) -> list[str]:
    """Where in the program it happened, the innermost last; an exception's own words may hold values."""
    frames = traceback.extract_tb(error.__traceback__)[-DEEPEST:]
    return [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]


translate = QCoreApplication.translate
