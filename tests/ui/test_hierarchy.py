"""A hierarchy edited in the window: by keys and by dragging, undone, begun anew, saved."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from PySide6.QtWidgets import QInputDialog
from pytestqt.qtbot import QtBot

from app.core.acts import LadderDraft
from app.core.desensitize.hierarchies.builtin import propose
from app.core.desensitize.hierarchies.files import read_file
from app.core.desensitize.hierarchies.hierarchy import from_rows
from app.ui.dialogs.hierarchy_dialog import HierarchyDialog
from app.ui.session import Session
from app.ui.widgets.hierarchy_tree import Place

ROWS = [["甲", "东", "*"], ["乙", "东", "*"], ["丙", "西", "*"], ["丁", "西", "*"]]


@pytest.fixture
def dialog(session: Session, qtbot: QtBot) -> HierarchyDialog:
    values = pa.array([row[0] for row in ROWS])
    draft = LadderDraft(
        "窗口", values, np.array([9, 5, 3, 1]), from_rows("窗口", ROWS), propose(values)
    )
    dialog = HierarchyDialog(session, draft, None)  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    return dialog


def labels(dialog: HierarchyDialog, level: int) -> list[str]:
    found: list[str] = dialog.hierarchy.labels(level).to_pylist()
    return found


def choose(dialog: HierarchyDialog, *places: Place) -> None:
    dialog.tree.clearSelection()
    for place in places:
        dialog.tree.find(place).setSelected(True)


def test_dragged_undone_and_done_again(dialog: HierarchyDialog) -> None:
    choose(dialog, Place(0, "甲"), Place(0, "乙"))
    dialog.tree.drop(Place(1, "西"))
    assert labels(dialog, 1) == ["西"] * 4
    assert not dialog.redoing.isEnabled()
    dialog.undoing.click()
    assert labels(dialog, 1) == ["东", "东", "西", "西"]
    dialog.redoing.click()
    assert labels(dialog, 1) == ["西"] * 4
    dialog.undoing.click()
    choose(dialog, Place(0, "甲"))
    dialog.tree.drop(Place(0, "丙"))  # beside a value: into its group
    assert labels(dialog, 1) == ["西", "东", "西", "西"]


def test_what_is_let_go_elsewhere_stays(dialog: HierarchyDialog) -> None:
    choose(dialog, Place(0, "甲"))
    for target in (None, Place(2, "*")):
        dialog.tree.drop(target)
    choose(dialog)
    dialog.tree.drop(Place(1, "西"))
    assert not dialog.undoing.isEnabled()


def test_by_the_keyboard(dialog: HierarchyDialog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QInputDialog, "getItem", lambda *_: ("西", True))
    choose(dialog, Place(0, "乙"))
    dialog.move.click()
    assert labels(dialog, 1) == ["东", "西", "西", "西"]
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: ("其余", True))
    choose(dialog, Place(1, "西"))
    dialog.rename.click()
    assert labels(dialog, 1) == ["东", "其余", "其余", "其余"]
    assert not dialog.group.isEnabled()  # the group of the old name is gone
    choose(dialog, Place(1, "其余"))
    dialog.group.click()
    assert [len(level.labels) for level in dialog.hierarchy.levels] == [4, 2, 2, 1]
    choose(dialog, Place(2, "东"))
    dialog.drop.click()
    assert [len(level.labels) for level in dialog.hierarchy.levels] == [4, 2, 1]
    choose(dialog, Place(1, "东"), Place(1, "其余"))
    dialog.merge.click()
    assert labels(dialog, 1) == ["其余"] * 4


def test_what_makes_no_tree_is_told_and_changes_nothing(
    dialog: HierarchyDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: ("西", True))
    choose(dialog, Place(1, "东"))
    dialog.rename.click()
    assert "西" in dialog.problem.text()
    assert labels(dialog, 1) == ["东", "东", "西", "西"]
    assert not dialog.undoing.isEnabled()


def test_only_what_makes_sense_is_offered(dialog: HierarchyDialog) -> None:
    choose(dialog, Place(2, "*"))
    assert not dialog.move.isEnabled()
    choose(dialog, Place(0, "甲"))
    assert dialog.move.isEnabled()
    assert not dialog.drop.isEnabled()
    choose(dialog, Place(0, "甲"), Place(1, "西"))
    assert not dialog.move.isEnabled()
    assert not dialog.merge.isEnabled()


def test_begun_anew_and_saved(dialog: HierarchyDialog, tmp_path: Path) -> None:
    dialog.start.setCurrentIndex(dialog.start.findData("rare"))
    dialog.setting.setText("4")
    dialog.begin.click()
    assert labels(dialog, 1) == ["甲", "乙", "其他", "其他"]
    dialog.setting.setText("viele")
    dialog.begin.click()
    assert dialog.problem.text()
    assert labels(dialog, 1) == ["甲", "乙", "其他", "其他"]
    dialog.save(tmp_path / "窗口.csv")
    again = read_file(tmp_path / "窗口.csv", "窗口")
    assert again.labels(1) == dialog.hierarchy.labels(1)
    got: list[object] = []
    dialog.adopted.connect(got.append)
    dialog.ok.click()
    assert got == [dialog.hierarchy]
