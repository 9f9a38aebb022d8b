"""The classes in the window: added, moved, given up, undone, brought in, and what entries make of them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QInputDialog, QLineEdit
from pytestqt.qtbot import QtBot

from app.core import acts
from app.core.acts.classes import own_tree
from app.core.catalog.classes.table import HEADERS, read_classes
from app.core.catalog.classes.tree import ClassTree, shipped
from app.ui.dialogs.classes_dialog import ClassesDialog
from app.ui.main_window import MainWindow
from app.ui.session import Session
from app.ui.widgets.class_tree_view import USED
from tests.core.catalog.test_validate import changed
from tests.ui.test_catalog_page import CatalogPage, step  # noqa: F401 — a fixture

Idle = Callable[[], None]
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def dialog(window: MainWindow, session: Session, idle: Idle) -> ClassesDialog:
    acts.register(session.ws, session.actor, [changed(code="301/000001")])
    register = window.open_register()
    idle()
    return register.open_classes()


def test_figures_stand_below_their_title(dialog: ClassesDialog) -> None:
    tree = dialog.tree
    header = tree.headerItem().textAlignment(USED)
    figures = {tree.topLevelItem(n).textAlignment(USED) for n in range(tree.topLevelItemCount())}
    assert figures == {header}


def test_a_tree_is_edited_undone_and_saved(
    dialog: ClassesDialog,
    session: Session,
    monkeypatch: pytest.MonkeyPatch,
    idle: Idle,
    qtbot: QtBot,
) -> None:
    assert "仅供选用" in dialog.told.text()
    assert not dialog.save.isEnabled()
    dialog.tree.choose("301")
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: ("民政", True))
    dialog.below.click()
    assert dialog.tree.chosen() == "301001"
    monkeypatch.setattr(QInputDialog, "getItem", lambda *_: ("部门/计划单列市及以下", True))
    dialog.moving.click()
    assert dialog.history.now.code_of("部门/计划单列市及以下/民政") == "302001"
    dialog.undoing.click()
    assert dialog.history.now.code_of("部门/省级及以下/民政") == "301001"
    qtbot.keyClick(dialog, Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert dialog.history.now.code_of("部门/计划单列市及以下/民政") == "302001"
    dialog.undoing.click()
    dialog.tree.choose("212")
    dialog.giving_up.click()
    assert dialog.history.now.code_of("主题/应急维稳") is None
    dialog.save.click()
    idle()
    assert own_tree(session.ws) == dialog.history.now
    assert "须符合" in dialog.told.text()
    assert not dialog.save.isEnabled()


def test_a_class_with_codes_says_why_it_stays(dialog: ClassesDialog) -> None:
    dialog.tree.choose("301")
    dialog.giving_up.click()
    assert "301" in dialog.notice.text()
    assert dialog.history.now == shipped()


def test_a_table_goes_out_and_comes_in_or_tells_its_cells(
    dialog: ClassesDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, idle: Idle
) -> None:
    for name in ("分类.xlsx", "分类.csv"):
        file = tmp_path / name
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, file=file: (str(file), ""))
        dialog.export.click()
        idle()
        assert read_classes(file, ClassTree(())).tree == shipped()
    wrong = tmp_path / "错.csv"
    wrong.write_text("\n".join((",".join(HEADERS), "3,部门,,,,", "9x,主题,,,,")), "utf-8")
    dialog.take(wrong)
    idle()
    assert dialog.problems.item(0, 0).text() == "A3"
    assert dialog.history.now == shipped()
    wrong.write_text("\n".join((",".join(HEADERS), "3,部门,,,,", "301,,省直,,,")), "utf-8")
    dialog.take(wrong)
    idle()
    assert dialog.problems.isHidden()
    assert dialog.history.now.paths() == ("部门", "部门/省直")


def test_an_entry_follows_the_class_that_is_picked(
    step: CatalogPage,  # noqa: F811
    window: MainWindow,
    idle: Idle,
) -> None:
    line = step.form.editor("classification")
    code = step.form.editor("code")
    assert isinstance(line, QLineEdit)
    assert isinstance(code, QLineEdit)
    line.setText("主题/公共服务")
    line.completer().activated[str].emit("主题/公共服务")
    assert code.text() == "201/000001"
    classes = window.open_register().open_classes()
    classes.add_below("301", "民政")
    classes.save.click()
    idle()
    line.setText("部门/省级及以下/民正")
    assert not step.save.isEnabled()
    line.setText("部门/省级及以下/民政")
    step.form.mend("code").click()
    assert code.text() == "301001/000001"
    assert not step.form.mend("code").isVisibleTo(step)
