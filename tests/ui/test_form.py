"""The dialog that asks a few things: its size."""

from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.dialogs.unlock import UnlockDialog
from app.ui.jobs import JobRunner


def test_what_is_made_before_it_is_shown_has_no_gap(qapp: QApplication, qtbot: QtBot) -> None:
    runner = JobRunner()
    dialog = UnlockDialog(Path("D:/公开"), runner, "zh")
    qtbot.addWidget(dialog)
    qapp.processEvents()
    dialog.show()
    qapp.processEvents()
    assert dialog.height() <= dialog.layout().totalHeightForWidth(dialog.width())
    runner.close()
