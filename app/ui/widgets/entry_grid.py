"""A grid that is worked in like a spreadsheet: type, copy, paste a block, fill down, clear."""

import csv
import io

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.ui.widgets.entry_model import Cells, EntryModel
from app.ui.widgets.tall_rows import TallRows

Index = QModelIndex | QPersistentModelIndex
WIDEST, NAMES_WIDEST = 260, 220  # pixels


class EntryGrid(QTableView):
    """Of an :class:`EntryModel`. What is wider than its column goes on below."""

    def __init__(self, model: EntryModel) -> None:
        super().__init__()
        self.entries = model
        self.setModel(model)
        self._words = WordDelegate(self)  # Qt does not keep a delegate alive
        self.setItemDelegate(self._words)
        self.setAccessibleName(self.tr("已登记目录"))
        self.setAlternatingRowColors(True)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 12)
        self.verticalHeader().setMaximumWidth(NAMES_WIDEST)
        self._tall = TallRows(self)
        model.edited.connect(self._tall.measure)
        model.modelReset.connect(self._tall.measure)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )

    def fit(self) -> None:
        """Columns as wide as what they hold, within reason."""
        self.resizeColumnsToContents()
        for column in range(self.entries.columnCount()):
            self.setColumnWidth(column, min(self.columnWidth(column) + 8, WIDEST))
        self._tall.measure()

    def copy(self) -> None:
        """The selected block as a spreadsheet takes it."""
        rows, columns = self._block()
        lines = io.StringIO()
        writer = csv.writer(lines, delimiter="\t", lineterminator="\n")
        for row in rows:
            indices = [self.entries.index(row, column) for column in columns]
            writer.writerow([index.data(Qt.ItemDataRole.EditRole) for index in indices])
        QApplication.clipboard().setText(lines.getvalue())

    def paste(self) -> None:
        """A block from the cell that is looked at; one cell fills everything that is selected.

        A block that is longer than the grid brings rows along.
        """
        text = QApplication.clipboard().text()
        block = [row for row in csv.reader(io.StringIO(text), delimiter="\t") if row]
        if not self.entries.rowCount():
            self.add_row()
        if not block or not self.currentIndex().isValid():
            return
        rows, columns = self._block()
        if len(block) == len(block[0]) == 1:
            cells = {(r, c): block[0][0] for r in rows for c in columns}
        else:
            cells = {
                (rows[0] + down, columns[0] + right): cell
                for down, row in enumerate(block)
                for right, cell in enumerate(row)
            }
        self._write(cells, self.tr("粘贴"))

    def add_row(self) -> None:
        """One more entry, with the cursor in its name."""
        self.entries.add(1, self.tr("新增一行"))
        self.setCurrentIndex(self.entries.index(self.entries.rowCount() - 1, 0))
        self.setFocus()

    def fill_down(self) -> None:
        """What stands at the top of the selection into all cells below; of one row, from the row above."""
        rows, columns = self._block()
        if len(rows) == 1 and rows[0] > 0:
            rows = [rows[0] - 1, *rows]
        if len(rows) < 2:
            return
        top = {c: self.entries.index(rows[0], c).data(Qt.ItemDataRole.EditRole) for c in columns}
        self._write({(r, c): top[c] for r in rows[1:] for c in columns}, self.tr("向下填充"))

    def clear_cells(self) -> None:
        """Nothing in the selected cells any more."""
        cells = {(index.row(), index.column()): "" for index in self.selectedIndexes()}
        self._write(cells, self.tr("清空"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = QKeySequence.StandardKey
        for key, act in ((keys.Copy, self.copy), (keys.Paste, self.paste)):
            if event.matches(key):
                act()
                return
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear_cells()
            return
        super().keyPressEvent(event)

    def _write(self, cells: Cells, title: str) -> None:
        """Cells beyond the last row are of new entries; those beyond the last column fall away."""
        inside = {at: text for at, text in cells.items() if at[1] < self.entries.columnCount()}
        missing = max((row for row, _ in inside), default=-1) + 1 - self.entries.rowCount()
        if missing <= 0:
            self.entries.write(inside, title)
            return
        self.entries.undo.beginMacro(title)  # rows and what is in them: one step back
        self.entries.add(missing, title)
        self.entries.write(inside, title)
        self.entries.undo.endMacro()

    def _block(self) -> tuple[list[int], list[int]]:
        """Rows and columns of the selection, from the first to the last."""
        chosen = self.selectedIndexes() or [self.currentIndex()]
        rows, columns = [i.row() for i in chosen], [i.column() for i in chosen]
        return list(range(min(rows), max(rows) + 1)), list(range(min(columns), max(columns) + 1))


class WordDelegate(QStyledItemDelegate):
    """Fields with a code list are chosen from it, in the platform's words."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = index.model()
        if isinstance(model, EntryModel):
            field = model.fields[index.column()].id
            codes = model.platform.codes.get(field, ())
            if codes:
                box = QComboBox(parent)
                for code in ("", *codes):
                    box.addItem(model.platform.written(field, code), code)
                box.setAccessibleName(
                    str(model.headerData(index.column(), Qt.Orientation.Horizontal))
                )
                box.activated.connect(lambda _: self.commitData.emit(box))
                return box
        return super().createEditor(parent, option, index)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(index.data(Qt.ItemDataRole.EditRole)))
            return
        super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        if isinstance(editor, QComboBox) and isinstance(model, EntryModel):
            model.setData(index, editor.currentData() or "")
            return
        super().setModelData(editor, model, index)  # type: ignore[arg-type]
