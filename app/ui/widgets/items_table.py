"""信息项: the columns of the publication as the catalog describes them."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidgetItem,
    QWidget,
)

from app.core.catalog import schema
from app.core.catalog.marks import item_mark, marked_item
from app.core.catalog.platforms import Profile, profile
from app.core.model import InfoItem, Problem
from app.ui.widgets.record_table import RecordTable, tip

PARTS = (
    "name", "type", "length", "sensitive", "description", "share", "open", "key", "timestamp", "unit",
    "technical_name", "value_range", "code_table", "standard", "secret",
)  # fmt: skip
FURTHER = PARTS[5:]  # asked for by some platforms only
FLAGS = ("sensitive", "key", "timestamp", "secret")
LIST = 110  # pixels for a word and the arrow of its list
Index = QModelIndex | QPersistentModelIndex


class ItemsTable(RecordTable):
    """One row an item, one column an attribute. Attributes that only some platforms ask for keep out
    of the way until they are filled, wrong, or asked for. What was inferred is marked until a person
    edits or confirms it. ``edited`` after every change by hand.
    """

    edited = Signal()
    shares = False  # as many columns as no window has room for

    def __init__(self) -> None:
        super().__init__("", [""] * len(PARTS))
        self.setAccessibleName(self.tr("信息项"))
        self.setHorizontalHeaderLabels(
            [
                self.tr("名称"), self.tr("类型"), self.tr("长度"), self.tr("已脱敏"), self.tr("说明"),
                self.tr("共享属性"), self.tr("开放属性"), self.tr("主键"), self.tr("时间戳"),
                self.tr("计量单位"), self.tr("技术名称"), self.tr("值域"), self.tr("代码表"),
                self.tr("遵循标准"), self.tr("涉密"),
            ]
        )  # fmt: skip
        types = {letter: f"{letter} {name}" for letter, name in schema.item_types().items()}
        # Qt does not keep a delegate alive.
        self._lists = {
            part: _WordList(self, types if part == "type" else {})
            for part in ("type", "share", "open")
        }
        self.least = {PARTS.index(part): LIST for part in self._lists}
        for part, words in self._lists.items():
            self.setItemDelegateForColumn(PARTS.index(part), words)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self._all = False
        self._reasons: dict[tuple[str, str], str] = {}
        self._marks: list[str] = []
        self.look_at_it = self.tr("推断的值，请核对：改正，或者选中此行后按 Ctrl+Enter 确认。")
        self.confirm = QAction(self.tr("确认所选行的推断值"), self)
        self.confirm.setShortcut(QKeySequence("Ctrl+Return"))
        self.confirm.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.confirm.triggered.connect(self.confirm_selected)
        self.addAction(self.confirm)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._needed: set[str] = set()
        self.keep_to(profile())
        self._show_needed()
        self.cellChanged.connect(self._changed)

    def keep_to(self, platform: Profile) -> None:
        """Show the words of a platform."""
        for part in ("share", "open"):
            field = f"{part}_type"
            words = {code: platform.written(field, code) for code in schema.codes(field)}
            self._lists[part].words = {"": self.tr("随目录")} | words
        self.viewport().update()

    def explain(self, reasons: Mapping[tuple[str, str], str]) -> None:
        """Why something is proposed, by item and attribute, for the items that are shown next."""
        self._reasons = dict(reasons)

    def show_items(self, items: tuple[InfoItem, ...], inferred: Sequence[str] = ()) -> None:
        """Show these items and nothing else; ``inferred`` as in their entry."""
        self.blockSignals(True)
        self.fill([["" if p in FLAGS else str(getattr(i, p)) for p in PARTS] for i in items])
        for row, item in enumerate(items):
            self.item(row, 0).setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            for part in FLAGS:
                self.setItem(row, PARTS.index(part), _tick(getattr(item, part)))
        for (name, part), reason in self._reasons.items():
            for row in (row for row, item in enumerate(items) if item.name == name):
                self.item(row, PARTS.index(part)).setToolTip(tip(reason))
        self._marks = [mark for mark in inferred if marked_item(mark)]
        for row in range(len(items)):
            self._show_marks(row)
        self.blockSignals(False)
        self._needed = {p for p in FURTHER if any(getattr(item, p) for item in items)}
        self._show_needed()
        self.viewport().update()

    def inferred(self) -> tuple[str, ...]:
        """The attributes that no person has confirmed yet, as marks of the entry."""
        return tuple(self._marks)

    def confirm_all(self) -> None:
        """A person has looked at every attribute that was inferred."""
        self._confirm(range(self.rowCount()))

    def confirm_selected(self) -> None:
        """A person has looked at the selected items."""
        self._confirm({index.row() for index in self.selectedIndexes()})
        self.edited.emit()

    def changeEvent(self, event: QEvent) -> None:
        self.blockSignals(True)  # another palette is no edit
        super().changeEvent(event)
        self.blockSignals(False)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show the columns in which something is wrong."""
        self._needed |= {problem.part for problem in problems} & set(FURTHER)
        self._show_needed()

    def show_all(self, shown: bool) -> None:
        """Show every attribute, or only what is needed."""
        self._all = shown
        self._show_needed()

    def info_items(self) -> tuple[InfoItem, ...]:
        """What stands in the table; a length that is no number counts as none."""
        return tuple(self._read(row) for row in range(self.rowCount()))

    def _read(self, row: int) -> InfoItem:
        cells = {part: self.item(row, place) for place, part in enumerate(PARTS)}
        texts = {p: cell.text() for p, cell in cells.items() if p not in FLAGS}
        flags = {p: cells[p].checkState() is Qt.CheckState.Checked for p in FLAGS}
        length = texts.pop("length").strip()
        return InfoItem(
            texts.pop("name"),
            texts.pop("type"),
            int(length) if length.isdecimal() else 0,
            flags.pop("sensitive"),
            **texts,
            **flags,
        )

    def _changed(self, row: int, place: int) -> None:
        """What a person has written is inferred no more."""
        mark = item_mark(self.item(row, 0).text(), PARTS[place])
        if mark in self._marks:
            self._marks.remove(mark)
            self._unmark(row, place)
        self.edited.emit()

    def _confirm(self, rows: Iterable[int]) -> None:
        for row in rows:
            for place in self._marked(row):
                self._marks.remove(item_mark(self.item(row, 0).text(), PARTS[place]))
                self._unmark(row, place)

    def _marked(self, row: int) -> list[int]:
        name = self.item(row, 0).text()
        return [n for n, part in enumerate(PARTS) if item_mark(name, part) in self._marks]

    def _show_marks(self, row: int) -> None:
        for place in self._marked(row):
            cell = self.item(row, place)
            if PARTS[place] in FLAGS:
                cell.setText(self.tr("推断"))
            font = cell.font()
            font.setItalic(True)
            cell.setFont(font)
            told = (self._reasons.get((self.item(row, 0).text(), PARTS[place]), ""),)
            cell.setToolTip(tip("\n".join(filter(None, (self.look_at_it, *told)))))
            self.tint(row, place, "warn")

    def _unmark(self, row: int, place: int) -> None:
        """A cell like any other."""
        self.blockSignals(True)
        cell = self.item(row, place)
        if PARTS[place] in FLAGS:
            cell.setText("")
        font = cell.font()
        font.setItalic(False)
        cell.setFont(font)
        cell.setToolTip(tip(self._reasons.get((self.item(row, 0).text(), PARTS[place]), "")))
        self.tint(row, place, "text")
        self.blockSignals(False)

    def _show_needed(self) -> None:
        for part in FURTHER:
            self.setColumnHidden(PARTS.index(part), not self._all and part not in self._needed)


def _tick(on: bool) -> QTableWidgetItem:
    box = QTableWidgetItem()
    box.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
    box.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
    return box


class _WordList(QStyledItemDelegate):
    """A code is stored as it is, and shown in the ``words`` for it."""

    def __init__(self, table: QWidget, words: dict[str, str]) -> None:
        super().__init__(table)
        self.words = words

    def displayText(self, value: str, locale: object) -> str:
        return self.words.get(value, value)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        combo = QComboBox(parent)
        for code, word in self.words.items():
            combo.addItem(word, code)
        return combo

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(index.data()))

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        if isinstance(editor, QComboBox):
            index.model().setData(index, editor.currentData())
