"""The files that were imported last. Their names may tell of people, so they lie sealed in the workspace."""

import json
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from app.core.workspace.store import Workspace

SETTING = "recent-files"
MOST = 8


class RecentFiles(QObject):
    """``wanted`` carries the path that a person chose again; ``changed``: there is another one."""

    wanted = Signal(Path)
    changed = Signal()

    def __init__(self, ws: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._ws = ws

    def paths(self) -> list[Path]:
        """The latest first; what has gone since is left out."""
        kept = [Path(name) for name in json.loads(self._ws.sealed_setting(SETTING) or "[]")]
        return [path for path in kept if path.exists()]

    def remember(self, path: Path) -> None:
        """It was imported just now."""
        path = path.resolve()
        others = [one for one in self.paths() if one != path]
        kept = [str(one) for one in [path, *others][:MOST]]
        self._ws.seal_setting(SETTING, json.dumps(kept, ensure_ascii=False))
        self.changed.emit()

    def forget(self) -> None:
        """Remember none of them."""
        self._ws.seal_setting(SETTING, "")
        self.changed.emit()

    def fill(self, menu: QMenu) -> None:
        """Show them in a menu, whenever it opens."""
        menu.aboutToShow.connect(lambda: self._show(menu))

    def _show(self, menu: QMenu) -> None:
        menu.clear()
        for number, path in enumerate(self.paths(), 1):
            name = path.name.replace("&", "&&")
            action = menu.addAction(f"&{number}  {name}")
            action.setStatusTip(str(path))
            action.triggered.connect(lambda _=False, path=path: self.wanted.emit(path))
        if menu.isEmpty():
            menu.addAction(self.tr("（没有）")).setEnabled(False)
            return
        menu.addSeparator()
        menu.addAction(self.tr("清除记录")).triggered.connect(self.forget)
