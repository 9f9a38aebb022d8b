"""The import page: what it tells of the file."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from app.ui.main_window import MainWindow
from app.ui.pages.import_page import ImportPage
from tests.ui.test_whole_day import page


@pytest.fixture
def imported(window: MainWindow, messy: Path, idle: Callable[[], None]) -> ImportPage:
    """The page of a file that was just taken in."""
    window.take_in(messy)
    idle()
    window.page.go("import")
    idle()
    return page(window, ImportPage)


def test_the_checksum_of_the_file_is_shown_whole(imported: ImportPage, messy: Path) -> None:
    told = [label.text() for label in imported.facts.findChildren(QLabel)]
    digest = hashlib.sha256(messy.read_bytes()).hexdigest()
    assert digest in ["".join(text.split()) for text in told]


def test_another_sheet_of_the_workbook_is_offered(imported: ImportPage) -> None:
    assert imported.sheets.itemText(0) == "说明"
