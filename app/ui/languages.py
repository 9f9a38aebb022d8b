"""What the window speaks: Qt's own words and ours, in one of two languages."""

import logging

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtWidgets import QApplication

from app.core import resources
from app.core.text import Language

LANGUAGES: dict[Language, str] = {"zh": "中文", "en": "English"}
"""Each in its own words, for whoever cannot read the other."""

log = logging.getLogger("gongkai")


class Languages(QObject):
    """Qt's own words and ours, in one of the two languages."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._installed: list[QTranslator] = []

    def use(self, language: Language) -> None:
        """From now on every new widget speaks this language."""
        self.forget()
        if language == "zh":
            QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
            folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
            self._install("qtbase_zh_CN", folder)
            self._install("qt_zh_CN", str(resources.path("translations")))  # what Qt's file lacks
        else:
            QLocale.setDefault(QLocale(QLocale.Language.English))
            self._install("gongkai_en", str(resources.path("translations")))

    def forget(self) -> None:
        """Speak no language but that of the sources."""
        for translator in self._installed:
            self._app.removeTranslator(translator)
        self._installed.clear()

    def _install(self, name: str, folder: str) -> None:
        translator = QTranslator(self)
        if translator.load(name, folder):
            self._app.installTranslator(translator)
            self._installed.append(translator)
        else:
            log.error("no translation %s in %s", name, folder)
