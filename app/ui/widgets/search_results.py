"""What was found, in groups; a line leads to where it is seen."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem

from app.core.acts.searching import GROUP_NAMES, Answer, Line
from app.ui import wording
from app.ui.session import Session
from app.ui.widgets.record_table import tip

LINE = int(Qt.ItemDataRole.UserRole)


class SearchResults(QTreeWidget):
    """``followed`` carries release and step of a line, either may be ""."""

    followed = Signal(str, str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.setAccessibleName(self.tr("搜索结果"))
        self.setHeaderLabels([self.tr("名称"), self.tr("位置")])
        self.setUniformRowHeights(True)
        self.itemActivated.connect(lambda item, _: self._follow(item))
        self.itemClicked.connect(lambda item, _: self._follow(item))

    def show_answers(self, answers: Sequence[Answer]) -> None:
        """Show these, the first line chosen."""
        self.clear()
        say = self._session.say
        for answer in answers:
            count = str(answer.total)
            if answer.total > len(answer.lines):
                count = self.tr("前 {n} 条，共 {total} 条").format(
                    n=len(answer.lines), total=answer.total
                )
            group = QTreeWidgetItem([wording.aside(say(GROUP_NAMES[answer.group]), count)])
            group.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.addTopLevelItem(group)
            group.setFirstColumnSpanned(True)
            group.setExpanded(True)
            for line in answer.lines:
                group.addChild(self._item(line))
        self.setColumnWidth(0, max(240, self.width() * 2 // 5))
        if not answers:
            nothing = QTreeWidgetItem([self.tr("没有找到。可试试名称、代码、拼音首字母或日期。")])
            nothing.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.addTopLevelItem(nothing)
            nothing.setFirstColumnSpanned(True)
        else:
            self.setCurrentItem(self.topLevelItem(0).child(0))

    def follow_current(self) -> None:
        """Go where the chosen line leads."""
        self._follow(self.currentItem())

    def _item(self, line: Line) -> QTreeWidgetItem:
        title, detail = self._session.say(line.title), self._session.say(line.detail)
        item = QTreeWidgetItem([title, detail])
        item.setToolTip(0, tip(title))
        item.setToolTip(1, tip(detail))
        item.setData(0, LINE, (line.release, line.step))
        return item

    def _follow(self, item: QTreeWidgetItem | None) -> None:
        place = item.data(0, LINE) if item is not None else None
        if place is not None:
            self.followed.emit(*place)
