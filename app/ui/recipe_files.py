"""Recipes as files: opened and saved where a person says, so that offices may share them."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from app.core.errors import GongkaiError
from app.core.files import write_atomically
from app.core.model import Recipe
from app.core.trust import canonical
from app.ui.errors import show_error
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
            self._page, self.tr("打开方案"), self._folder, self._kinds()
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

    def save(self, recipe: Recipe) -> None:
        """Write a recipe where a person says; the dialog asks before it overwrites."""
        name, _ = QFileDialog.getSaveFileName(
            self._page, self.tr("另存方案"), self._folder, self._kinds()
        )
        if not name:
            return
        path = Path(name).with_suffix(".json")
        self._folder = str(path.parent)
        try:
            # Where we have added the suffix, nobody has been asked.
            write_atomically(path, [canonical.pretty(recipe)], overwrite=path == Path(name))
        except GongkaiError as error:
            show_error(self._page, error, self._session.language)

    def _kinds(self) -> str:
        return self.tr("脱敏方案 (*.json)")
