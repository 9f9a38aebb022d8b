"""The classes of an agency's catalog as a tree, with what each has been used for."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from app.core.catalog.classes.tree import ClassTree, above, ancestry

NAME, CODE, USED = range(3)
_CODE = Qt.ItemDataRole.UserRole
_ROOTS = 1  # levels that are open at first


class ClassTreeView(QTreeWidget):
    """Classes that are given up are shown apart: they tell why a code is not given."""

    def __init__(self) -> None:
        super().__init__()
        self.setHeaderLabels([self.tr("名称"), self.tr("分类码"), self.tr("已编代码")])
        self.setAccessibleName(self.tr("分类体系"))
        self.setUniformRowHeights(True)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)

    def show_tree(self, tree: ClassTree, used: Mapping[str, int]) -> None:
        """Show this one; what was open and chosen stays so. ``used``: codes of resources by class."""
        shown = {code: item for code, item in self._items().items() if item.isExpanded()}
        chosen, first = self.chosen(), not self.topLevelItemCount()
        opened = set(shown)
        self.clear()
        items: dict[str, QTreeWidgetItem] = {}
        for one in tree.classes:
            count = sum(n for code, n in used.items() if one.code in ancestry(code))
            name = self.tr("{name}（停用）").format(name=one.name) if one.given_up else one.name
            item = QTreeWidgetItem([name, one.code, f"{count:,}" if count else ""])
            item.setData(NAME, _CODE, one.code)
            item.setDisabled(one.given_up)
            items[one.code] = item
            parent = items.get(above(one.code))
            if parent is None:
                self.addTopLevelItem(item)
            else:
                parent.addChild(item)
        for code, item in items.items():
            item.setExpanded(code in opened or (first and len(ancestry(code)) <= _ROOTS))
        self.choose(chosen)

    def chosen(self) -> str:
        """The code of the chosen class; "" for none."""
        item = self.currentItem()
        return "" if item is None else str(item.data(NAME, _CODE))

    def choose(self, code: str) -> None:
        """Choose a class, and open the way to it; the nearest above, where it is given up."""
        items = self._items()
        for each in reversed(ancestry(code)):
            item = items.get(each)
            if item is not None and not item.isDisabled():
                self.setCurrentItem(item)
                return

    def _items(self) -> dict[str, QTreeWidgetItem]:
        waiting = [self.topLevelItem(n) for n in range(self.topLevelItemCount())]
        found: dict[str, QTreeWidgetItem] = {}
        while waiting:
            item = waiting.pop()
            found[str(item.data(NAME, _CODE))] = item
            waiting += [item.child(n) for n in range(item.childCount())]
        return found
