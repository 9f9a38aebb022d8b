"""The entries of the register as cells: a row an entry, a column a field; every change can be undone.

New entries are rows at the end. Their name and their items are cells like others; of an entry that is
registered already both stay: another name would be another entry, and its items were told one by one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QUndoCommand, QUndoStack

from app.core.catalog import named_items, schema
from app.core.catalog.platforms import Profile
from app.core.catalog.schema import Field
from app.core.model import Entry, Problem
from app.core.text import Language, Text
from app.ui import theme, wording
from app.ui.widgets.record_table import tip

Index = QModelIndex | QPersistentModelIndex
Cells = dict[tuple[int, int], str]  # texts by row and column
NAME = "name"  # the field that an entry is known by
ITEMS = Field(
    "items", "", "信息项", "information items", True,
    Text(
        "用顿号隔开；括号里可写类型和长度，例如：企业名称、成立日期(D)、注册资本(N 16)",
        "Separated by commas; type and length may follow in brackets, e.g. 企业名称、成立日期(D)、注册资本(N 16)",
    ),
)  # fmt: skip
WARNING = "⚠"


class EntryModel(QAbstractTableModel):
    """``edited``: a cell differs, or a row has come or gone."""

    edited = Signal()

    def __init__(self, language: Language, platform: Profile) -> None:
        super().__init__()
        self._language: Language = language
        self.platform = platform
        self.fields: tuple[Field, ...] = ()
        self.undo = QUndoStack(self)
        self._given: list[Entry | None] = []  # None: a row that was added here
        self._rows: list[dict[str, str]] = []
        self._problems: list[dict[str, str]] = []

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these; nothing is left to undo. Fields that nobody asks for and none has stay away."""
        self.beginResetModel()
        self.undo.clear()
        self._given = list(entries)
        self._rows = [
            {**entry.fields, ITEMS.id: named_items.written(entry.items)} for entry in entries
        ]
        filled = {field for row in self._rows for field, text in row.items() if text}
        fields = [
            field
            for field in self.platform.fields
            if field.element != "extra" or field.required or field.id in filled
        ]
        self.fields = (*sorted(fields, key=lambda field: field.id != NAME), ITEMS)
        self._problems = [{} for _ in entries]
        self.endResetModel()

    def entries(self) -> list[Entry]:
        """The entries as they now stand, without rows in which nothing stands. What a person has written
        is inferred no more.
        """
        return [_entry(self._given[row], self._rows[row]) for row in self._filled()]

    def show_problems(self, problems: Sequence[Sequence[Problem]]) -> int:
        """Mark the cells that are wrong, each with the reason; returns how many problems there are."""
        self._problems = [{} for _ in self._rows]
        for row, found in zip(self._filled(), problems, strict=False):
            for one in found:
                said = one.message.to(self._language)
                before = self._problems[row].get(one.field)
                self._problems[row][one.field] = wording.sentences(filter(None, (before, said)))
        if self._rows and self.fields:
            last = self.index(len(self._rows) - 1, len(self.fields) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(self._rows) - 1)
        return sum(map(len, problems))

    def next_problem(self, after: Index) -> Index:
        """The next cell that is wrong, from the first again behind the last; invalid without any."""
        columns = {field.id: place for place, field in enumerate(self.fields)}
        wrong = sorted(
            (row, columns.get(field, 0))
            for row, found in enumerate(self._problems)
            for field in found
        )
        if not wrong:
            return QModelIndex()
        here = after.row(), after.column()
        return self.index(*next((place for place in wrong if place > here), wrong[0]))

    def add(self, count: int, title: str) -> None:
        """Add rows at the end, which can be undone."""
        self.undo.push(_Added(self, title, count))

    def lengthen(self, count: int) -> None:
        """So many rows more, or less."""
        here = len(self._rows)
        if count > 0:
            self.beginInsertRows(QModelIndex(), here, here + count - 1)
            self._given += [None] * count
            self._rows += [{} for _ in range(count)]
            self._problems += [{} for _ in range(count)]
            self.endInsertRows()
        else:
            self.beginRemoveRows(QModelIndex(), here + count, here - 1)
            for rows in (self._given, self._rows, self._problems):
                del rows[count:]
            self.endRemoveRows()
        self.edited.emit()

    def is_open(self, row: int, column: int) -> bool:
        """Whether a cell can be written."""
        return self._given[row] is None or self.fields[column].id not in (NAME, ITEMS.id)

    def write(self, cells: Cells, title: str) -> None:
        """Change some cells in one step, which can be undone; platforms' words are read as the Guide's."""
        new = {}
        for (row, column), text in cells.items():
            field = self.fields[column]
            value = self.platform.read(field.id, _on_one_line(text))
            if self.is_open(row, column) and value != _on_one_line(
                self._rows[row].get(field.id, "")
            ):
                new[row, column] = value
        if new:
            self.undo.push(_Written(self, title, new))

    def put(self, cells: Cells) -> Cells:
        """Change cells, and return what stood there."""
        old = {}
        for (row, column), text in cells.items():
            field = self.fields[column].id
            old[row, column] = self._rows[row].get(field, "")
            self._rows[row][field] = text
            self.dataChanged.emit(self.index(row, column), self.index(row, column))
        self.edited.emit()
        return old

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.fields)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal:
            return self._field_name(self.fields[section], role)
        said = wording.sentences(
            text for field, text in self._problems[section].items() if self._is_apart(field)
        )
        name = self._rows[section].get(NAME, "") or str(section + 1)
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{WARNING} {name}" if said else name
        return tip(said or name) if role == Qt.ItemDataRole.ToolTipRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if self.is_open(index.row(), index.column()):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        field = self.fields[index.column()]
        text = self._rows[index.row()].get(field.id, "")
        problem = self._problems[index.row()].get(field.id, "")
        if role == Qt.ItemDataRole.EditRole:
            return text
        if role == Qt.ItemDataRole.DisplayRole:
            shown = self.platform.written(field.id, text)
            return f"{WARNING} {shown}".rstrip() if problem else shown
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return tip(problem) if role == Qt.ItemDataRole.ToolTipRole else problem
        if role == Qt.ItemDataRole.ForegroundRole and problem:
            return QBrush(theme.colour("stop"))
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole:
            return False
        field = self.fields[index.column()].title.to(self._language)
        self.write({(index.row(), index.column()): str(value)}, field)
        return True

    def reason(self, index: Index) -> str:
        """Why a cell is wrong, "" where it is not."""
        if not index.isValid():
            return ""
        return self._problems[index.row()].get(self.fields[index.column()].id, "")

    def _filled(self) -> list[int]:
        """The rows that are entries: one that was added and left blank is none."""
        return [
            row
            for row, texts in enumerate(self._rows)
            if self._given[row] is not None or any(texts.values())
        ]

    def _is_apart(self, field: str) -> bool:
        """Whether a problem is of no column here: of the name, say, or of an information item."""
        return all(field != shown.id for shown in self.fields)

    def _field_name(self, field: Field, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return wording.label(field.title.to(self._language)) + (" *" if field.required else "")
        hint = field.hint.to(self._language)
        return tip(hint) if role == Qt.ItemDataRole.ToolTipRole else None


def _entry(given: Entry | None, row: Mapping[str, str]) -> Entry:
    """What a row says; its items are those that it had, or those that a new one names."""
    fields = {field: text for field, text in row.items() if text and field != ITEMS.id}
    if given is None:
        share, opened = fields.get("share_type", ""), fields.get("open_type", "")
        items = named_items.read(row.get(ITEMS.id, ""), share, opened)
        return Entry(schema.data()["schema"], fields, items)
    inferred = tuple(f for f in given.inferred if fields.get(f) == given.fields.get(f))
    return replace(given, fields=fields, inferred=inferred)


def _on_one_line(text: str) -> str:
    """As a cell holds it; who leaves a text as it is has not changed its line breaks."""
    return " ".join(text.split())


class _Written(QUndoCommand):
    """Some cells written."""

    def __init__(self, model: EntryModel, title: str, cells: Mapping[tuple[int, int], str]) -> None:
        super().__init__(title)
        self._model, self._cells = model, dict(cells)

    def redo(self) -> None:
        self._cells = self._model.put(self._cells)

    def undo(self) -> None:
        self._cells = self._model.put(self._cells)


class _Added(QUndoCommand):
    """Rows at the end."""

    def __init__(self, model: EntryModel, title: str, count: int) -> None:
        super().__init__(title)
        self._model, self._count = model, count

    def redo(self) -> None:
        self._model.lengthen(self._count)

    def undo(self) -> None:
        self._model.lengthen(-self._count)
