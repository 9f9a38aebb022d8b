"""What import asks for: the password of a locked workbook, the encoding of a doubtful text."""

from collections.abc import Callable
from pathlib import Path

import msoffcrypto
import openpyxl
from msoffcrypto.format.ooxml import OOXMLFile
from pytestqt.qtbot import QtBot

from app.ui.dialogs.opening import EncodingDialog, PasswordDialog
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
    window.take_in(locked(tmp_path, "qingxi"))
    for told in ("wrong", "qingxi"):
        qtbot.waitUntil(lambda: bool(open_dialogs(window, PasswordDialog)), timeout=10_000)
        dialog = open_dialogs(window, PasswordDialog)[0]
        dialog.password.setText(told)
        dialog.accept()
        idle()
    assert len(window.session.ws.releases()) == 1


def test_a_doubtful_text_shows_its_lines_in_each_encoding(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, idle: Callable[[], None]
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("名称,数量\n東京都,1\n大阪府,2\n".encode("cp932") + b"\x81")
    window.take_in(path)
    qtbot.waitUntil(lambda: bool(open_dialogs(window, EncodingDialog)), timeout=10_000)
    dialog = open_dialogs(window, EncodingDialog)[0]
    dialog.choice.setCurrentText("cp932")
    assert "東京都" in dialog.lines.toPlainText()
    dialog.accept()
    idle()
    assert len(window.session.ws.releases()) == 1


def open_dialogs(window: MainWindow, kind: type) -> list:
    return [dialog for dialog in window.findChildren(kind) if dialog.isVisible()]
