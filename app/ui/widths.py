"""How wide a person has made the columns, so that they find them so again."""

import json
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHeaderView

MOST = 500  # columns that are remembered, the latest


class ColumnWidths:
    """By table and title, in pixels. ``read`` and ``write``: where they lie, as one text.

    Titles of the program's own tables lie in the computer's settings; column names of data, which may tell
    something, in the workspace.
    """

    def __init__(self, read: Callable[[], str], write: Callable[[str], object]) -> None:
        self._write = write
        told = json.loads(read() or "[]")
        self._widths: dict[tuple[str, str], int] = {
            (table, title): width for table, title, width in told
        }
        self._changed = False

    def of(self, table: str, title: str) -> int | None:
        """The width that a column was left with, None if nobody has changed it."""
        return self._widths.get((table, title))

    def watch(self, table: Callable[[], str], header: QHeaderView) -> None:
        """Remember what is dragged in a header; what the program sets is no wish. ``table``: its name."""

        def resized(section: int, before: int, width: int) -> None:
            stretched = header.stretchLastSection() and section == header.count() - 1
            by_hand = QApplication.mouseButtons() & Qt.MouseButton.LeftButton
            if by_hand and not stretched and width > 0:
                title = header.model().headerData(section, Qt.Orientation.Horizontal)
                self._keep(table(), str(title), width)

        header.sectionResized.connect(resized)

    def save(self) -> None:
        """Write them down, if any has changed."""
        if self._changed:
            kept = list(self._widths.items())[-MOST:]
            self._write(json.dumps([(*key, width) for key, width in kept], ensure_ascii=False))
            self._changed = False

    def _keep(self, table: str, title: str, width: int) -> None:
        self._widths.pop((table, title), None)  # the latest stands last
        self._widths[table, title] = width
        self._changed = True
