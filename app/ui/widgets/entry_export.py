"""A catalog entry for other systems: one button, every format."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton

from app.core.catalog.format import formats, render
from app.core.files import safe_name
from app.core.model import Entry
from app.ui.saving import ask_where
from app.ui.session import Session


class EntryExport(QPushButton):
    """Writes the ``entry`` as it stands. ``exported`` carries the name of the file."""

    exported = Signal(str)

    def __init__(self, session: Session, entry: Callable[[], Entry]) -> None:
        super().__init__()
        self._session, self._entry = session, entry
        self.setText(self.tr("导出目录"))
        menu = QMenu(self)
        for id, form in formats.all().items():
            action = menu.addAction(session.say(form.title))
            action.triggered.connect(lambda _=False, id=id: self.export(id))
        self.setMenu(menu)

    def export(self, id: str) -> None:
        """Ask where, and write the entry in one of the formats."""
        entry, form = self._entry(), formats.get(id)
        stem, dot, suffix = form.file_name.partition(".")
        name = safe_name(entry.fields.get("name", ""))
        place = ask_where(
            self,
            self.tr("导出目录"),
            f"{name}-{stem}{dot}{suffix}",
            {dot + suffix: self._session.say(form.title)},
        )
        if place is not None:
            self._session.read(
                self,
                lambda job: place.write(render(id, entry)),
                lambda _: self.exported.emit(place.path.name),
            )
