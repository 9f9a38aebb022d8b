"""The window without a screen, and an open session on a new workspace."""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before the first QApplication

from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.core import acts
from app.core.jobs import Job
from app.core.model import Profile
from app.core.trust.identity import Identity
from app.core.workspace.store import Workspace
from app.sandbox.server import Sandbox
from app.ui import theme
from app.ui.garbage import Collector
from app.ui.main_window import MainWindow
from app.ui.session import Session
from tests.releases import submitted

PROVIDER_CODE = "11100000000013127D"


@pytest.fixture(autouse=True)
def windows_go(qapp: QApplication) -> Iterator[None]:
    """No event loop runs that would do it, and every window that is left is styled again with the next."""
    yield
    for window in qapp.topLevelWidgets():
        if window.parent() is None:
            window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(autouse=True, scope="session")
def collector(qapp: QApplication) -> Iterator[None]:
    """As in the program: what Qt's objects leave behind is collected here, and on no thread of a job."""
    collector = Collector(qapp)
    yield
    collector.stop()


@pytest.fixture(autouse=True)
def no_key_is_down(qapp: QApplication) -> None:
    """A Ctrl of the test before would make a choice of rows another one."""
    QTest.keyRelease(QWidget(), Qt.Key.Key_Control)


@pytest.fixture
def session(tmp_path: Path, qapp: QApplication) -> Iterator[Session]:
    theme.dress(qapp)
    ws = Workspace.create(tmp_path / "workspace", "workspace passphrase")
    ws.set_setting("provider", "某市民政局")
    ws.set_setting("provider_code", PROVIDER_CODE)
    clerk = ws.new_identity("张承办", "1001", "clerk", "某市民政局", "clerk passphrase")
    session = Session(ws, clerk)
    yield session
    session.close()


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def window(session: Session, settings: QSettings, qtbot: QtBot) -> MainWindow:
    window = MainWindow(session, settings)
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def idle(session: Session, qtbot: QtBot) -> Callable[[], None]:
    """Wait until nothing runs any more."""

    def quiet() -> bool:
        return not session.working and session.reads.current is None

    def wait() -> None:
        qtbot.waitUntil(quiet, timeout=20_000)
        QCoreApplication.processEvents()  # what the last job had announced may begin another
        qtbot.waitUntil(quiet, timeout=20_000)

    return wait


@pytest.fixture
def reviewer_here(session: Session) -> Identity:
    return session.ws.new_identity("李审查", "2002", "reviewer", "局", "passphrase")


@pytest.fixture
def sealed(session: Session, reviewer_here: Identity, profile: Profile, people_csv: Path) -> str:
    """A release of the session's clerk that is ready for the platform."""
    ws, clerk = session.ws, session.actor
    release = submitted(ws, clerk, people_csv, Job())
    acts.review(ws, reviewer_here, release, "公开", "条例", "无妨")
    acts.seal(ws, clerk, release, profile, Job())
    return release


@pytest.fixture
def delivered_here(session: Session, reviewer_here: Identity, sealed: str, sandbox: Sandbox) -> str:
    """The same with its receipt; the sandbox is the platform that was chosen."""
    sandbox.platform.trust(session.actor.card, reviewer_here.card)
    session.ws.set_setting(acts.UPLOAD_PROFILE, str(sandbox.profile))
    acts.deliver(session.ws, session.actor, sealed, sandbox.profile, Job())
    session.changed.emit()
    return sealed


@pytest.fixture
def messy(tmp_path: Path) -> Path:
    """A sheet as offices make them: title, unit, two made-up persons' details, a total, a note."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "低保"
    sheet.append(["某市城乡低保对象名单"])
    sheet.append(["填报单位：某市民政局"])
    sheet.append(["序号", "姓名", "身份证号", "联系电话", "所在街道", "月保障金（元）"])
    for number, (name, id_number) in enumerate(_people(), 1):
        phone = f"1380013{number:04d}"
        sheet.append([number, name, id_number, phone, f"第{number % 3 + 1}街道", 600 + number])
    sheet.append(["合计", None, None, None, None, 7278])
    sheet.append(["注：数据截至 2026 年 6 月"])
    sheet.merge_cells("A1:F1")
    book.create_sheet("说明").append(["只是说明"])
    path = tmp_path / "低保名单.xlsx"
    book.save(path)
    return path


def _people() -> Iterator[tuple[str, str]]:
    """Made-up names and numbers with the right check digit, of a district that does not exist."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    for number, given in enumerate("伟芳娜敏静丽强磊军洋勇艳", 1):
        body = f"11010119{60 + number}0101{number:03d}"
        check = "10X98765432"[sum(int(c) * w for c, w in zip(body, weights, strict=True)) % 11]
        yield "王李张刘陈杨黄赵吴周徐孙"[number - 1] + given, body + check
