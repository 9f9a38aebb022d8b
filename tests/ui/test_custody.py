"""Ways to open the workspace, and shredding of originals, by clicking."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox

from app.core import acts
from app.core.model import Kind
from app.core.workspace import keys, recovery_key, rekeying, retention
from app.core.workspace.errors import ContentShredded
from app.ui.dialogs.custody_dialog import CustodyDialog
from app.ui.main_window import MainWindow
from app.ui.session import Session

Idle = Callable[[], None]


@pytest.fixture
def dialog(window: MainWindow) -> CustodyDialog:
    window.commands["custody"].trigger()
    found = window.findChild(CustodyDialog)
    assert isinstance(found, CustodyDialog)
    return found


def agree(parent: object) -> None:
    box = parent.findChildren(QMessageBox)[-1]  # type: ignore[attr-defined]
    box.button(QMessageBox.StandardButton.Yes).click()


def test_slot_is_added_changed_and_closed(dialog: CustodyDialog, idle: Idle) -> None:
    panel = dialog.slots
    ws = panel.session.ws
    assert panel.list.rowCount() == 1
    panel.list.selectRow(0)
    assert not panel.remove.isEnabled()  # the last way in
    asked = panel.open_slot(keys.PASSPHRASE)
    asked.label.setText("张承办")
    for line, text in zip(asked.secrets, ("another one", "a slip"), strict=True):
        line.setText(text)
    asked.submit()
    assert "不一致" in asked.problem.text()
    asked.secrets[1].setText("another one")
    asked.submit()
    idle()
    assert [panel.list.item(row, 2).text() for row in range(2)] == ["", "张承办"]
    assert keys.unlock(ws.folder, "another one") == ws.vault.key
    panel.list.selectRow(0)
    panel.remove.click()
    agree(panel)
    idle()
    assert [slot.label for slot in keys.slots(ws.folder)[0]] == ["张承办"]
    assert {event["act"] for event in ws.events()} >= {"slot-added", "slot-removed"}


def test_key_is_changed(dialog: CustodyDialog, idle: Idle) -> None:
    ws = dialog.slots.session.ws
    keys.add(ws.folder, ws.vault.key, keys.PASSPHRASE, "another one", "离职人员")
    before = ws.vault.key
    asked = dialog.slots.open_rotation()
    asked.submit()
    assert "请填写" in asked.problem.text()
    asked.secret.setText("workspace passphrase")
    asked.submit()
    idle()
    assert rekeying.unlock(ws.folder, "workspace passphrase") == ws.vault.key != before
    assert [dialog.slots.list.item(row, 2).text() for row in range(1)] == [""]
    assert dialog.slots.list.rowCount() == 1


def test_recovery_key_of_the_agency_opens_it(
    dialog: CustodyDialog, tmp_path: Path, idle: Idle
) -> None:
    recovery_key.make(tmp_path, "safe")
    asked = dialog.slots.open_slot("recovery")
    asked.secrets[0].setText(str(tmp_path / recovery_key.PUBLIC))
    asked.submit()
    idle()
    ws = dialog.slots.session.ws
    private = recovery_key.read_private(tmp_path / recovery_key.PRIVATE, "safe")
    assert keys.unlock(ws.folder, private, "recovery") == ws.vault.key


def test_originals_that_are_due_are_shredded(
    dialog: CustodyDialog, session: Session, delivered_here: str, idle: Idle
) -> None:
    panel = dialog.retention
    assert not panel.own.limited.isChecked()
    panel.own.limited.setChecked(True)
    panel.own.days.setValue(0)
    panel.own.set.click()
    idle()
    assert retention.retention(session.ws) == 0
    assert panel.list.item(0, 0).text() == delivered_here
    panel.shred.click()
    agree(panel)
    idle()
    with pytest.raises(ContentShredded):
        session.ws.load_table(delivered_here, Kind.TABLE)
    assert not panel.shred.isEnabled()


def test_what_is_laid_down_for_hand_overs_is_kept(
    dialog: CustodyDialog, session: Session, idle: Idle
) -> None:
    panel = dialog.retention
    panel.received.limited.setChecked(True)
    panel.received.days.setValue(7)
    panel.received.set.click()
    idle()
    assert retention.retention(session.ws, "received") == 7
    assert retention.retention(session.ws) is None
    panel.policy.setCurrentIndex(panel.policy.findData("never"))
    panel.policy.activated.emit(panel.policy.currentIndex())
    idle()
    assert acts.originals_policy(session.ws) == "never"
