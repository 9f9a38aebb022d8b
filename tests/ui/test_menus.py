"""The menus by keyboard."""

import re

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QMenu

from app.core.text import Language
from app.ui.languages import Languages
from app.ui.main_window import MainWindow
from app.ui.session import Session


@pytest.mark.parametrize("language", ["zh", "en"])
def test_in_each_menu_a_letter_means_one_thing(
    session: Session, settings: QSettings, qapp: QApplication, language: Language
) -> None:
    languages = Languages(qapp)
    languages.use(language)
    session.language = language
    try:
        window = MainWindow(session, settings)
        for menu in (window.menuBar(), *window.menuBar().findChildren(QMenu)):
            titles = [action.text() for action in menu.actions()]
            letters = [found[1].upper() for t in titles if (found := re.search(r"&(\w)", t))]
            assert len(letters) == len(set(letters)), titles
    finally:
        languages.forget()
