"""Export to a medium and the receipt's way back; taking down in an emergency; corrections."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt

from app.core import acts
from app.core.jobs import Job
from app.core.pipeline import State
from app.sandbox.server import Sandbox
from app.ui.dialogs.stop_dialog import OUTCOME, StopDialog
from app.ui.main_window import MainWindow
from app.ui.pages.deliver_page import DeliverPage
from app.ui.pages.signoff_page import SignoffPage
from app.ui.session import Session
from tests.releases import checked
from tests.ui.test_whole_day import page

Idle = Callable[[], None]


def test_package_goes_out_on_a_medium(
    window: MainWindow, session: Session, sealed: str, sandbox: Sandbox, tmp_path: Path, idle: Idle
) -> None:
    session.ws.set_setting(acts.UPLOAD_PROFILE, str(sandbox.profile))
    session.changed.emit()
    window.go_to(sealed, "deliver")
    idle()
    step = page(window, DeliverPage)
    medium = tmp_path / "stick"
    medium.mkdir()
    assert step.offline.export.isEnabled()
    step.offline.export_to(medium)
    idle()
    ticket = acts.awaiting(session.ws, sealed)
    assert ticket is not None
    assert ticket.code in step.notice.text()
    assert any(path.stat().st_size for path in medium.rglob("*.gkp*"))


def test_receipt_that_is_none_says_so(
    window: MainWindow, session: Session, sealed: str, sandbox: Sandbox, tmp_path: Path, idle: Idle
) -> None:
    session.ws.set_setting(acts.UPLOAD_PROFILE, str(sandbox.profile))
    session.changed.emit()
    window.go_to(sealed, "deliver")
    idle()
    step = page(window, DeliverPage)
    file = tmp_path / "回执.json"
    file.write_text("{}", "utf-8")
    told: list[object] = []
    session.failed.connect(told.append)
    step.offline.import_from(file)
    idle()
    assert len(told) == 1
    assert session.ws.release(sealed).state is State.SEALED


def test_emergency_stop_takes_down_what_is_listed(
    window: MainWindow, session: Session, delivered_here: str, idle: Idle
) -> None:
    window.commands["stop"].trigger()
    dialog = window.findChild(StopDialog)
    assert isinstance(dialog, StopDialog)
    idle()
    assert dialog.list.rowCount() == 1
    assert not dialog.stop.isEnabled()  # no reason yet
    dialog.theme.setCurrentIndex(dialog.theme.findData("社会救助"))
    dialog.reason.setText("发现不当公开")
    dialog.stop.click()
    idle()
    assert dialog.list.item(0, OUTCOME).text() == "已下架"
    assert session.ws.release(delivered_here).state is State.WITHDRAWN
    assert not dialog.stop.isEnabled()


def test_correction_is_said_before_review(
    window: MainWindow, session: Session, delivered_here: str, people_csv: Path, idle: Idle
) -> None:
    again = checked(session.ws, session.actor, people_csv, Job())
    window.refresh()
    window.go_to(again, "signoff")
    idle()
    step = page(window, SignoffPage)
    dialog = step.clerk.correction.open_dialog()
    assert dialog is not None
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.submit()
    assert "更正的理由" in dialog.problem.text()
    dialog.reason.setText("有一行录错")
    dialog.submit()
    idle()
    kept = acts.correction_of(session.ws, again)
    assert kept is not None
    assert (kept.corrects, kept.reason) == (delivered_here, "有一行录错")
    assert delivered_here in step.clerk.correction.text()
