"""The import page: what it tells of the file."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QLabel

from app.ui.main_window import MainWindow
from app.ui.pages.import_page import ImportPage
from tests.ui.test_whole_day import page


def test_the_checksum_of_the_file_is_shown_whole(
    window: MainWindow, messy: Path, idle: Callable[[], None]
) -> None:
    window.take_in(messy)
    idle()
    window.page.go("import")
    idle()
    told = [label.text() for label in page(window, ImportPage).facts.findChildren(QLabel)]
    digest = hashlib.sha256(messy.read_bytes()).hexdigest()
    assert digest in ["".join(text.split()) for text in told]
