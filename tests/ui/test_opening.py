"""What import asks for: the password of a locked workbook, the encoding of a doubtful text."""

from collections.abc import Callable
from pathlib import Path

import msoffcrypto
import openpyxl
from msoffcrypto.format.ooxml import OOXMLFile
from pytestqt.qtbot import QtBot

from app.core.model import Kind
from app.ui.dialogs.import_dialog import ImportDialog
from app.ui.dialogs.opening import PasswordDialog
from app.ui.errors import ErrorDialog
from app.ui.main_window import MainWindow


def locked(folder: Path, password: str) -> Path:
    book = openpyxl.Workbook()
    for row in (["名称", "数量"], ["甲", 1], ["乙", 2]):
        book.active.append(row)
    book.save(folder / "plain.xlsx")
    path = folder / "locked.xlsx"
    with (folder / "plain.xlsx").open("rb") as plain, path.open("wb") as sink:
        OOXMLFile(plain).encrypt(password, sink)
    with path.open("rb") as file:
        assert msoffcrypto.OfficeFile(file).is_encrypted()
    return path


def test_a_locked_workbook_asks_until_the_password_fits(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, idle: Callable[[], None]
) -> None:
    window.look_at(locked(tmp_path, "qingxi"))
    for told in ("wrong", "qingxi"):
        qtbot.waitUntil(lambda: bool(open_dialogs(window, PasswordDialog)), timeout=10_000)
        dialog = open_dialogs(window, PasswordDialog)[0]
        dialog.password.setText(told)
        dialog.accept()
        idle()
    open_dialogs(window, ImportDialog)[0].take.click()
    idle()
    assert len(window.session.ws.releases()) == 1


def test_who_knows_no_password_opens_nothing(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    window.look_at(locked(tmp_path, "qingxi"))
    qtbot.waitUntil(lambda: bool(open_dialogs(window, PasswordDialog)), timeout=10_000)
    open_dialogs(window, PasswordDialog)[0].reject()
    assert not open_dialogs(window, ImportDialog)


def test_a_doubtful_text_is_shown_in_the_encoding_that_is_chosen(
    window: MainWindow, tmp_path: Path, idle: Callable[[], None]
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("名称,数量\n東京都,1\n大阪府,2\n".encode("cp932") + b"\x81")
    window.look_at(path)
    idle()
    dialog = open_dialogs(window, ImportDialog)[0]
    assert "cp932" in dialog.notice.text()
    assert not dialog.take.isEnabled()
    for encoding, text in (("cp949", "名称"), ("cp932", "東京都")):
        dialog.text.encoding.setCurrentText(encoding)
        dialog.text.encoding.activated.emit(dialog.text.encoding.currentIndex())
        idle()
        seen = [dialog.view.picture.text(row, 0) for row in range(3)]
        assert (text in seen) == (encoding == "cp932")
    dialog.take.click()
    idle()
    assert len(window.session.ws.releases()) == 1


def open_dialogs(window: MainWindow, kind: type) -> list:
    return [dialog for dialog in window.findChildren(kind) if dialog.isVisible()]


def test_a_doubtful_text_is_shown_as_it_most_likely_reads(
    window: MainWindow, tmp_path: Path, idle: Callable[[], None]
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("name,city\nJosé,Málaga\nZoë,Orléans\n".encode("cp1252"))
    window.look_at(path)
    idle()
    dialog = open_dialogs(window, ImportDialog)[0]
    assert dialog.result.arrow.table["city"].to_pylist() == ["Málaga", "Orléans"]
    assert "cp1252" in dialog.notice.text()
    assert not dialog.take.isEnabled()
    assert dialog.text.encoding.hasFocus()
    assert dialog.text.encoding.currentData() is None  # a person has not chosen yet
    dialog.text.encoding.setCurrentText("cp1252")
    dialog.text.encoding.activated.emit(dialog.text.encoding.currentIndex())
    idle()
    assert dialog.notice.isHidden()
    assert dialog.take.isEnabled()


def test_a_locked_workbook_among_several_is_asked_for_its_password(
    window: MainWindow, tmp_path: Path, idle: Callable[[], None]
) -> None:
    secret = locked(tmp_path, "qingxi")
    window.importing.take_in_many([tmp_path / "plain.xlsx", secret])
    idle()
    dialog = open_dialogs(window, PasswordDialog)[0]
    dialog.password.setText("qingxi")
    dialog.accept()
    idle()
    assert window.session.ws.load_table("R0001", Kind.TABLE).rows == 4


def test_a_damaged_or_empty_file_is_explained_at_once(
    window: MainWindow, tmp_path: Path, idle: Callable[[], None]
) -> None:
    damaged = locked(tmp_path, "x").with_name("plain.xlsx")
    damaged.write_bytes(damaged.read_bytes()[:300])
    empty = tmp_path / "empty.csv"
    empty.touch()
    for path, code in ((damaged, "file-unreadable"), (empty, "file-empty")):
        window.importing.look_at_all([path])
        idle()
        (dialog,) = open_dialogs(window, ErrorDialog)
        assert code in dialog.details
        dialog.accept()
