"""A package that is opened from the desktop: our own shows its release, any other is judged."""

import shutil
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QMessageBox

from app.core import acts
from app.core.jobs import Job
from app.core.model import Profile
from app.ui.main_window import MainWindow
from app.ui.session import Session
from tests import releases
from tests.offices import desk

Idle = Callable[[], None]


def opened(window: MainWindow, path: Path, idle: Idle) -> str:
    """What the window says of the file; "" where it shows a release instead."""
    window.open_files([path])
    idle()
    boxes = [box for box in window.findChildren(QMessageBox) if box.isVisible()]
    return "\n".join(f"{box.text()}\n{box.informativeText()}" for box in boxes)


def test_our_own_package_opens_at_its_delivery(
    window: MainWindow, session: Session, sealed: str, idle: Idle, tmp_path: Path
) -> None:
    session.changed.emit()
    window.go_home()
    copy = shutil.copy(session.ws.outbox(sealed), tmp_path / "a copy.GKP")
    assert opened(window, copy, idle) == ""
    assert window.list.chosen() == sealed
    assert window.page.current() == "deliver"


def test_damaged_package_is_told_and_no_release_shown(
    window: MainWindow, session: Session, sealed: str, idle: Idle, tmp_path: Path
) -> None:
    session.changed.emit()
    window.go_home()
    content = bytearray(session.ws.outbox(sealed).read_bytes())
    content[len(content) // 2] ^= 1
    broken = tmp_path / "broken.gkp"
    broken.write_bytes(content)
    assert "未通过核验" in opened(window, broken, idle)
    assert window.list.chosen() is None


def test_file_of_that_name_that_is_no_package_is_told(
    window: MainWindow, idle: Idle, tmp_path: Path
) -> None:
    other = tmp_path / "x.gkp"
    other.write_bytes(b"PK")
    assert "未通过核验" in opened(window, other, idle)


def test_package_of_another_office_is_judged_by_its_signer(
    window: MainWindow,
    session: Session,
    profile: Profile,
    people_csv: Path,
    idle: Idle,
    tmp_path: Path,
) -> None:
    there = desk(tmp_path, "王承办", "009", "clerk", "另一局")
    with there.ws as ws:
        reviewer = ws.new_identity("李审查", "2002", "reviewer", "局", "passphrase")
        release = releases.submitted(ws, there.who, people_csv, Job())
        acts.review(ws, reviewer, release, "公开", "条例", "无妨")
        package = acts.seal(ws, there.who, release, profile, Job())
        said = opened(window, package, idle)
        assert "未通过核验" in said
        assert "封装人不在受信名单中" in said
