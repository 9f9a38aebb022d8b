"""Tab goes through every page and dialog as a person reads it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QTabWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.core.jobs import Job
from app.core.model import Role
from app.ui.dialogs.login import LoginDialog
from app.ui.dialogs.new_identity import NewIdentityDialog
from app.ui.dialogs.welcome import WelcomeDialog
from app.ui.main_window import MainWindow
from app.ui.session import Session
from tests.releases import submitted
from tests.ui.faults import out_of_order

Idle = Callable[[], None]


def test_each_page_as_it_is_read(
    window: MainWindow, session: Session, messy: Path, idle: Idle
) -> None:
    release = submitted(session.ws, session.actor, messy, Job())
    window.resize(1280, 800)
    session.changed.emit()
    idle()
    found = [("home", fault) for fault in out_of_order(window)]
    for step, page in window.page.pages.items():
        window.go_to(release, step)
        idle()
        tabs = page.findChild(QTabWidget)
        for tab in range(tabs.count() if tabs is not None else 1):
            if tabs is not None:
                tabs.setCurrentIndex(tab)
                idle()
            found += [(f"{step} {tab}", fault) for fault in out_of_order(window)]
    assert found == []


@pytest.mark.parametrize(
    "name", ["recheck", "agency", "inbox", "register", "log", "support", "shortcuts", "palette"]
)
def test_each_dialog_of_the_menus_as_it_is_read(window: MainWindow, name: str, idle: Idle) -> None:
    dialog: QDialog = getattr(window, f"open_{name}")()
    idle()
    assert out_of_order(dialog) == []
    dialog.close()


@pytest.mark.parametrize("role", ["clerk", "reviewer"])
def test_each_form_as_it_is_read(session: Session, role: Role, qtbot: QtBot) -> None:
    for form in (
        LoginDialog(session, role),
        NewIdentityDialog(session, role),
        WelcomeDialog(Path("公开"), session.reads, "zh"),
    ):
        qtbot.addWidget(form)
        form.show()
        assert out_of_order(form) == []


def test_the_import_as_it_is_read(window: MainWindow, messy: Path, idle: Idle) -> None:
    window.look_at(messy)
    idle()
    dialog = next(d for d in window.findChildren(QDialog) if d.isVisible())
    assert out_of_order(dialog) == []
    dialog.reject()


def test_to_go_back_is_seen(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    one, two, below = (QPushButton(name) for name in ("一", "二", "三"))
    row = QHBoxLayout()
    row.addWidget(one)
    row.addWidget(two)
    column = QVBoxLayout(window)
    column.addLayout(row)
    column.addWidget(below)
    window.show()
    assert out_of_order(window) == []
    QWidget.setTabOrder(two, one)
    assert out_of_order(window) == ["三 → 二"]
