"""Ctrl+K: every action of the window by name, whatever hides it; with its shortcut, or why not now."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QBrush, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.core.pinyin import initials
from app.ui import theme
from app.ui.actions import Actions, plain
from app.ui.widgets.labels import body, tell

PADDING = 10  # pixels above and below the words of a line, together
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


@dataclass(frozen=True)
class Choice:
    """One line. ``where``: its menu, or the page that its button stands on."""

    id: str
    title: str
    where: str
    words: str
    keys: str
    reason: str
    run: Callable[[], object]


class Palette(QDialog):
    """``recent``: ids of what was chosen before, the latest first; ``used`` is told of a choice."""

    topic = "index"

    def __init__(
        self,
        choices: Sequence[Choice],
        recent: Sequence[str],
        used: Callable[[str], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("全部命令"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        order = {id: place for place, id in enumerate(recent)}
        named: dict[str, Choice] = {}
        for choice in choices:  # a button that does what an action does is named once
            named.setdefault(choice.title, choice)
        self._choices = sorted(named.values(), key=lambda choice: order.get(choice.id, len(order)))
        self._used = used
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("输入名称、拼音首字母或英文"))
        self.field.setAccessibleName(self.tr("查找命令"))
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self._show)
        self.field.installEventFilter(self)
        self.list = QTreeWidget()
        self.list.setAccessibleName(self.tr("命令"))
        self.list.setHeaderHidden(True)
        self.list.setColumnCount(2)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        # Said, not measured: the first line would decide, and Chinese is taller than English.
        self._line = QSize(0, self.fontMetrics().height() + PADDING)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.list.itemClicked.connect(lambda item, _: self._run(item))
        self.list.currentItemChanged.connect(lambda item, _: self._explain(item))
        self.why = body("", "muted")
        layout = QVBoxLayout(self)
        for widget in (self.field, self.list, self.why):
            layout.addWidget(widget)
        self.resize(min(620, parent.width() - 80), min(560, parent.height() - 80))
        self._show("")
        self.field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The cursor stays in the field; up, down and Enter belong to the list."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() in _MOVES:
                self.list.keyPressEvent(event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._run(self.list.currentItem())
                return True
        return super().eventFilter(watched, event)

    def _show(self, typed: str) -> None:
        words = typed.casefold().split()
        found = [c for c in self._choices if all(word in c.words for word in words)]
        if words:  # what begins with it goes before what only holds it
            found.sort(key=lambda c: not any(w.startswith(words[0]) for w in c.words.split()))
        self.list.clear()
        for choice in found:
            item = QTreeWidgetItem([f"{choice.title}  ·  {choice.where}", choice.keys])
            item.setData(0, Qt.ItemDataRole.UserRole, choice)
            item.setSizeHint(0, self._line)
            if choice.reason:
                item.setForeground(0, QBrush(theme.colour("off")))
                item.setText(0, f"{item.text(0)}  —  {choice.reason}")
                item.setToolTip(0, choice.reason)
            self.list.addTopLevelItem(item)
        self.list.setCurrentItem(self.list.topLevelItem(0))
        if not found:
            tell(self.why, self.tr("没有这样的命令"))

    def _explain(self, item: QTreeWidgetItem | None) -> None:
        tell(self.why, _choice(item).reason if item is not None else "")

    def _run(self, item: QTreeWidgetItem | None) -> None:
        if item is None or _choice(item).reason:
            return
        choice = _choice(item)
        self._used(choice.id)
        self.accept()
        choice.run()


def of_actions(actions: Actions) -> Iterable[Choice]:
    """The window's own actions, as things stand now."""
    actions.update()
    for command in actions:
        yield Choice(
            command.id, command.title, actions.menu_title(command.menu), command.words, command.keys,
            command.action.statusTip(), command.action.trigger,
        )  # fmt: skip


def of_buttons(page: QWidget, where: str) -> Iterable[Choice]:
    """The buttons that are in sight on a page."""
    for button in page.findChildren(QPushButton):
        title = plain(button.text())
        if title and button.isVisibleTo(page):
            reason = "" if button.isEnabled() else button.property("why") or "—"
            words = f"{title} {initials(title)} {where}".casefold()
            yield Choice(f"button {title}", title, where, words, "", reason, button.click)


def _choice(item: QTreeWidgetItem) -> Choice:
    choice = item.data(0, Qt.ItemDataRole.UserRole)
    assert isinstance(choice, Choice)  # noqa: S101 — as _show put it there
    return choice
