"""Every page and dialog, in both languages: nothing cut short, everything named and within reach."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.ui import theme
from app.ui.languages import Languages
from tests.pictures import shown
from tests.ui.faults import cut, gaps, nameless, out_of_reach, overlapping


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_can_be_read_and_used(language: str, tmp_path: Path, qapp: QApplication) -> None:
    theme.dress(qapp)
    languages = Languages(qapp)
    languages.use("en" if language == "en" else "zh")
    looks = cut, overlapping, gaps, nameless, out_of_reach
    try:
        found = [
            f"{name}: {look.__name__}: {fault}"
            for name, widget in shown(qapp, tmp_path, language)
            for look in looks
            for fault in look(widget)
        ]
    finally:
        languages.forget()
    assert not found, "\n".join(found)


def test_each_fault_is_seen(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    row = QHBoxLayout(window)
    narrow, mute = QPushButton("很长的按钮文字"), QToolButton()
    label = QLabel("标签上的文字")
    for widget in (narrow, mute, label):
        row.addWidget(widget)
    window.show()
    assert [*cut(window), *overlapping(window)] == []
    assert nameless(window) == ["QToolButton "]
    narrow.setFixedWidth(20)
    label.setFixedWidth(9)
    mute.setFocusPolicy(mute.focusPolicy().ClickFocus)
    window.adjustSize()
    assert len(cut(window)) == 2
    assert len(out_of_reach(window)) == 1
    mute.setGeometry(label.geometry())
    assert len(overlapping(window)) == 1


def test_a_line_in_which_nothing_stands_is_seen(qtbot: QtBot) -> None:
    window, silent = QWidget(), QLabel("")
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(QLabel("一句话"))
    column.addWidget(silent)
    window.show()
    assert gaps(window) == ["QWidget: 1"]
    silent.hide()
    assert gaps(window) == []
