"""Where a file goes: what was asked may be overwritten, what was not asked stays."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from app.core.errors import OutputExists
from app.ui.saving import Place, ask_where

KINDS = {".html": "网页", ".xlsx": "工作簿"}


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


@pytest.mark.parametrize(
    ("typed", "kind", "name", "asked"),
    [
        ("报告.xlsx", "网页 (*.html)", "报告.xlsx", True),
        ("报告", "工作簿 (*.xlsx)", "报告.xlsx", False),
        ("报告.v2", "", "报告.v2.html", False),
    ],
)
def test_a_suffix_is_added_where_none_fits(
    window: QWidget, monkeypatch: pytest.MonkeyPatch, typed: str, kind: str, name: str, asked: bool
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (typed, kind))
    assert ask_where(window, "保存", "报告", KINDS) == Place(Path(name), overwrite=asked)


def test_thinking_better_of_it(window: QWidget, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    assert ask_where(window, "保存", "报告", KINDS) is None


def test_nothing_is_overwritten_unasked(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_bytes(b"mine")
    with pytest.raises(OutputExists):
        Place(file, overwrite=False).write(b"new")
    assert file.read_bytes() == b"mine"
    Place(file, overwrite=True).write(b"new")
    assert file.read_bytes() == b"new"
