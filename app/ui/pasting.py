"""A table from the clipboard: what a spreadsheet copies is looked at and imported like a file."""

import shutil
from pathlib import Path
from tempfile import mkdtemp

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from app.core import acts
from app.core.files import write_atomically
from app.core.intake.picture import check_unchanged
from app.core.intake.sheet import Wish
from app.core.jobs import Job
from app.core.model import LayoutPlan
from app.ui.dialogs.import_dialog import ImportDialog
from app.ui.dialogs.message import message
from app.ui.dropped import files
from app.ui.importing import Importing
from app.ui.session import Session


class Pasting(QObject):
    """A pasted table lies in the workspace's scratch folder until it is imported or given up.

    Spreadsheets copy what their cells show, with tabs between them: text, as import wants it.
    """

    def __init__(self, session: Session, importing: Importing) -> None:
        super().__init__(importing)
        self._session, self._importing = session, importing

    def paste(self) -> list[Path]:
        """Show the table that was copied; files that were copied instead are for the caller to open."""
        data = QGuiApplication.clipboard().mimeData()
        copied = files(data)
        if copied:
            return copied
        if _is_table(text := data.text()):
            self.look_at(text)
        else:
            told = self.tr("剪贴板里没有表格")
            more = self.tr("请先在 Excel 或 WPS 里选中要公开的部分，复制。")
            message(self._importing.window, told, more).open()
        return []

    def look_at(self, text: str) -> ImportDialog:
        """Show what a text with tabs between its cells holds; from there it is imported."""
        folder = Path(mkdtemp(dir=self._session.ws.scratch()))
        path = folder / (self.tr("粘贴的表格") + ".tsv")
        write_atomically(path, [text.encode()], private=True)
        dialog = ImportDialog(self._session, path, parent=self._importing.window)
        dialog.chosen.connect(lambda *how: self._take_in(path, *how))
        dialog.rejected.connect(lambda: shutil.rmtree(folder))
        self._importing.open(dialog)
        return dialog

    def _take_in(self, path: Path, sheet: str | None, wish: Wish, plan: LayoutPlan | None) -> None:
        session = self._session

        def work(job: Job) -> str:
            try:
                if plan is not None:
                    check_unchanged(path, plan)
                return acts.take_in(session.ws, session.actor, path, job, sheet, wish, plan)
            finally:
                shutil.rmtree(path.parent)

        session.act(
            self.tr("导入粘贴的表格"),
            work,
            lambda release: self._importing.taken_in.emit(release, None),
        )


def _is_table(text: str) -> bool:
    """More than one cell: a tab between two, or a line below another."""
    return "\t" in text or len(text.split("\n")) > 2
