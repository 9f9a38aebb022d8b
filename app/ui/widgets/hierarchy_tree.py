"""A hierarchy as a tree, the coarsest level outermost. Groups and values are dragged into other groups."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from app.core.desensitize.hierarchies.forms import to_document
from app.core.desensitize.hierarchies.hierarchy import Hierarchy

LIMIT = 500  # members of one group that are shown, each an object
_PLACE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Place:
    """One group, or at level 0 one value."""

    level: int
    label: str


class HierarchyTree(QTreeWidget):
    """``moved``: places of one level were dropped on a group, whose level is the next above theirs."""

    moved = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self.setHeaderLabels([self.tr("组和值"), self.tr("含几个值")])
        self.setAccessibleName(self.tr("泛化层次"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setUniformRowHeights(True)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def show_hierarchy(self, hierarchy: Hierarchy) -> None:
        """Show this one; what was open and chosen stays so where it is still there."""
        known = {self._place(item): item.isExpanded() for item in self._items()}
        chosen = set(self.chosen())
        self.clear()
        top = len(hierarchy.levels) - 1
        self._fill(hierarchy, top)
        for item in self._items():
            place = self._place(item)
            if place is not None:
                item.setExpanded(known.get(place, place.level == top))
                item.setSelected(place in chosen)

    def chosen(self) -> list[Place]:
        """The chosen places, in the order of the tree."""
        places = (self._place(item) for item in self._items() if item.isSelected())
        return [place for place in places if place is not None]

    def find(self, place: Place) -> QTreeWidgetItem:
        """The item of a place that is shown."""
        return next(item for item in self._items() if self._place(item) == place)

    def dropEvent(self, event: QDropEvent) -> None:
        """Nothing moves by itself: who owns the hierarchy changes it, and shows it anew."""
        target = self._place(self.itemAt(event.position().toPoint()))
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        self.drop(target)

    def drop(self, target: Place | None) -> None:
        """Let go of what is chosen above ``target``; a place beside others means their group."""
        places = self.chosen()
        if target is None or not places:
            return
        level = places[0].level
        if target.level == level:
            parent = self.find(target).parent()
            target = self._place(parent) if parent is not None else None
        if target is None or target.level != level + 1:
            return
        self.moved.emit([place for place in places if place.level == level], target)

    def _fill(self, hierarchy: Hierarchy, top: int) -> None:
        steps = to_document(hierarchy).levels
        above: list[QTreeWidgetItem] = []
        for level in range(top, -1, -1):
            found = hierarchy.levels[level]
            counts = np.bincount(found.groups, minlength=len(found.labels))
            items = []
            for number, label in enumerate(found.labels.to_pylist()):
                item = QTreeWidgetItem([label or self.tr("（空白）"), str(counts[number])])
                item.setData(0, _PLACE, Place(level, label))
                if level == top:
                    self.addTopLevelItem(item)
                else:
                    self._append(above[steps[level].above[number]], item)
                items.append(item)
            above = items

    def _append(self, group: QTreeWidgetItem, item: QTreeWidgetItem) -> None:
        """Put an item into a group, of which no more than so many are shown."""
        if group.childCount() < LIMIT:
            group.addChild(item)
        elif group.childCount() == LIMIT:
            rest = QTreeWidgetItem([self.tr("……其余不逐个列出"), ""])
            rest.setFlags(Qt.ItemFlag.NoItemFlags)
            group.addChild(rest)

    def _items(self) -> list[QTreeWidgetItem]:
        found: list[QTreeWidgetItem] = []
        waiting = [self.topLevelItem(n) for n in reversed(range(self.topLevelItemCount()))]
        while waiting:
            item = waiting.pop()
            found.append(item)
            waiting += [item.child(n) for n in reversed(range(item.childCount()))]
        return found

    @staticmethod
    def _place(item: QTreeWidgetItem | None) -> Place | None:
        return None if item is None else item.data(0, _PLACE)
