"""A sheet as it stands in its file, each row in the colour of what it is taken for."""

from collections.abc import Sequence
from typing import Any

import pyarrow as pa
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QColor, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QLabel

from app.core.intake.picture import Laid
from app.core.intake.sheet import Merge
from app.core.text import Language
from app.ui import theme, wording
from app.ui.widgets.record_table import tip
from app.ui.widgets.table_model import MEASURED, ArrowTableModel, ArrowTableView, Index

GROUNDS = {
    "header": "row-header", "group": "row-group", "total": "row-total", "hidden": "row-out",
    "by-hand": "row-out", "data": "base", "outside": "window",
}  # fmt: skip
FAINT = frozenset(("outside", "by-hand", "hidden"))  # kinds of rows that are written in grey
ASIDE = "row-aside"  # titles, units, notes, blanks and whatever else stands around a table
AROUND = frozenset(("title", "unit", "note", "group"))
RUNNING = 500  # rows in which texts run on over blank cells
SPANS = 2000  # merged ranges that are drawn; more would make the view slow


class PictureModel(ArrowTableModel):
    """The cells of a picture, and what each of its rows is taken for."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self.language = language
        self._kinds: Sequence[str] = ()

    def set_kinds(self, kinds: Sequence[str]) -> None:
        """What each row is from now on; the cells stay."""
        self._kinds = kinds
        if self.rowCount() and self.columnCount():
            self.dataChanged.emit(
                self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1)
            )
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, self.rowCount() - 1)

    def set_table(self, data: pa.Table) -> None:
        self._kinds = ()
        super().set_table(data)

    def kind(self, row: int) -> str:
        """What a row (from 0) is taken for."""
        return self._kinds[row] if row < len(self._kinds) else "outside"

    def head(self, row: int) -> str:
        """A row's number, from 1, and in a word what it is if it is no data."""
        kind = self.kind(row)
        said = "" if kind in ("data", "blank") else wording.row_kind(kind, self.language)
        return f"{row + 1}  {said}".rstrip()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.ToolTipRole:
            text = self.text(index.row(), index.column()) or ""
            return tip(
                f"{wording.row_kind(self.kind(index.row()), self.language)}\n{text}".rstrip()
            )
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return wording.row_kind(self.kind(index.row()), self.language)
        return super().data(index, role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Vertical:
            kind = self.kind(section)
            if role == Qt.ItemDataRole.DisplayRole:
                return self.head(section)
            if role == Qt.ItemDataRole.ToolTipRole:
                return tip(wording.row_kind(kind, self.language))
        return super().headerData(section, orientation, role)


class PictureView(ArrowTableView):
    """Whole rows are chosen; ``corrected`` carries what they are said to be, and their numbers.

    What can be said stands in the context menu, and each has a key.
    """

    corrected = Signal(str, object)

    def __init__(self, name: str, language: Language) -> None:
        self.picture = PictureModel(language)
        super().__init__(name, self.picture)
        self.setAlternatingRowColors(False)
        self.verticalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.words = {
            "header": self._action("header", self.tr("这是表头行"), "H"),
            "from": self._action("from", self.tr("从此行开始是数据"), "B"),
            "to": self._action("to", self.tr("到此行结束"), "E"),
            "keep": self._action("keep", self.tr("保留此行"), "K"),
            "leave": self._action("leave", self.tr("去掉此行"), "Delete"),
        }

    def show_picture(self, table: Laid) -> None:
        """Show a sheet with one table's rows told apart; the place in it stays if it is the same."""
        if table.sheet.cells is not self.picture.table:
            telling = [row for row, kind in enumerate(table.kinds) if kind in ("header", "data")]
            # Titles run on over blank cells, if there are any; what else there is must be read.
            told = 2 * len(telling) > table.sheet.rows and table.sheet.cells.num_columns > 1
            self.show_table(table.sheet.cells, telling if told else None)
        self.picture.set_kinds(table.kinds)
        said = (
            wording.row_kind(kind, self.picture.language)
            for kind in set(table.kinds) - {"data", "blank"}
        )
        self.heads.fit(f"{table.sheet.rows}  {max(said, key=len, default='')}")
        self.clearSpans()
        self._span(table.sheet.merges)
        self._let_run(table.sheet.merges)

    def ground(self, row: int) -> QColor:
        return theme.colour(ground(self.picture.kind(row)))

    def ink(self, row: int) -> QColor:
        return theme.colour("muted" if self.picture.kind(row) in FAINT else "text")

    def rows(self) -> list[int]:
        """The numbers of the chosen rows, from 1."""
        return sorted({index.row() + 1 for index in self.selectionModel().selectedIndexes()})

    def _action(self, what: str, title: str, key: str) -> QAction:
        action = QAction(title, self)
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setToolTip(wording.aside(title, action.shortcut().toString()))
        action.triggered.connect(lambda: self._say(what))
        self.addAction(action)
        return action

    def _say(self, what: str) -> None:
        if rows := self.rows():
            self.corrected.emit(what, rows)

    def _span(self, merges: Sequence[Merge]) -> None:
        rows, columns = self.picture.rowCount(), self.picture.columnCount()
        for merge in merges[:SPANS]:
            high = min(merge.bottom, rows) - merge.top + 1
            wide = min(merge.right, columns) - merge.left + 1
            if high > 0 and wide > 0 and high * wide > 1:
                self.setSpan(merge.top - 1, merge.left - 1, high, wide)

    def _let_run(self, merges: Sequence[Merge]) -> None:
        """Texts around the table run on over the blank cells beside them, as in the sheet."""
        merged = {row for merge in merges for row in range(merge.top - 1, merge.bottom)}
        columns = min(self.picture.columnCount(), MEASURED)
        for row in range(min(self.picture.rowCount(), RUNNING)):
            if row in merged or self.picture.kind(row) not in AROUND:
                continue
            filled = [c for c in range(columns) if self.picture.text(row, c)]
            for place, after in zip(filled, [*filled[1:], columns], strict=True):
                if after - place > 1:
                    self.setSpan(row, place, 1, after - place)


class Legend(QLabel):
    """The colours that are on show, with their meaning."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self.setTextFormat(Qt.TextFormat.RichText)  # our own words alone
        self.setWordWrap(True)

    def explain(self, kinds: Sequence[str]) -> None:
        """Name these kinds of rows, each once."""
        self.setText(" &nbsp; ".join(_chip(kind, self._language) for kind in dict.fromkeys(kinds)))


def ground(kind: str) -> str:
    """The name of the colour that rows of a kind stand on."""
    return GROUNDS.get(kind, ASIDE)


def _chip(kind: str, language: Language) -> str:
    colour = theme.colour(ground(kind)).name()
    line = theme.colour("line").name()
    return (
        f"<span style='background:{colour}; border:1px solid {line}'>&nbsp;&nbsp;&nbsp;</span>"
        f"&nbsp;{wording.row_kind(kind, language).replace(' ', '&nbsp;')}"
    )
