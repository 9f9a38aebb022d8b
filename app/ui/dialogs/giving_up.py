"""Leaving an import whose layout was corrected by hand: nothing of that is lost without a question."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QMessageBox

translate = QCoreApplication.translate


def ask(parent: QDialog, take: Callable[[], None] | None, discard: Callable[[], None]) -> None:
    """Ask, without waiting for the answer. ``take``: imports it as it was corrected, if that can be done."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(parent.windowTitle())
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(translate("giving_up", "版面已经改动，但还没有导入。"))
    box.setInformativeText(translate("giving_up", "不导入而关闭，改动就会丢失。"))
    if take is not None:
        bring = box.addButton(
            translate("giving_up", "按改动后的版面导入(&I)"), box.ButtonRole.AcceptRole
        )
        bring.clicked.connect(take)
    away = box.addButton(translate("giving_up", "放弃改动(&D)"), box.ButtonRole.DestructiveRole)
    away.clicked.connect(discard)
    stay = box.addButton(translate("giving_up", "继续核对(&C)"), box.ButtonRole.RejectRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
