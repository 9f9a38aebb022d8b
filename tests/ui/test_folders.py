"""Where dialogs that ask for a file begin."""

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QApplication

from app.ui import folders


def test_without_documents_they_begin_at_home(
    tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = QStandardPaths.StandardLocation.HomeLocation
    monkeypatch.setattr(
        QStandardPaths,
        "writableLocation",
        lambda place: str(tmp_path if place == home else tmp_path / "Documents"),
    )
    folders.begin_in_documents()
    assert folders.proposed("a.xlsx") == str(tmp_path / "a.xlsx")
    (tmp_path / "Documents").mkdir()
    folders.begin_in_documents()
    assert folders.proposed("a.xlsx") == str(tmp_path / "Documents" / "a.xlsx")
