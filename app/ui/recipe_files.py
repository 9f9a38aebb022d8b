"""Recipes as files: opened and saved where a person says, so that offices may share them."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from app.core.errors import GongkaiError
from app.core.model import Recipe
from app.core.trust import canonical
from app.ui.errors import show_error
from app.ui.saving import ask_where
from app.ui.session import Session


class RecipeFiles(QObject):
    """``last``: the name of the file that was opened last."""

    def __init__(self, page: QWidget, session: Session) -> None:
        super().__init__(page)
        self._page, self._session = page, session
        self._folder = ""
        self.last = ""

    def open(self) -> Recipe | None:
        """The recipe of a file that a person picks; None if there is none, or not one."""
        name, _ = QFileDialog.getOpenFileName(
            self._page, self.tr("打开方案"), self._folder, self.tr("脱敏方案") + " (*.json)"
        )
        if not name:
            return None
        path = Path(name)
        self._folder, self.last = str(path.parent), path.name
        try:
            return canonical.read_document(path, Recipe)
        except GongkaiError as error:
            show_error(self._page, error, self._session.language)
            return None

    def _name(self) -> str:
        return self.tr("脱敏方案") + ".json"

    def save(self, recipe: Recipe) -> None:
        """Write a recipe where a person says; the dialog asks before it overwrites."""
        kinds = {".json": self.tr("脱敏方案")}
        place = ask_where(self._page, self.tr("另存方案"), self._name(), kinds)
        if place is None:
            return
        self._folder = str(place.path.parent)
        try:
            place.write(canonical.pretty(recipe))
        except GongkaiError as error:
            show_error(self._page, error, self._session.language)
