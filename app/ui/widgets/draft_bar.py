"""Undo, redo and throwing away what has not been filed, in one line above a page."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from app.ui.draft import Draft
from app.ui.pages.page import Page
from app.ui.widgets.field_undo import FieldUndo
from app.ui.widgets.labels import caption


class UndoBar(QWidget):
    """``page``: where the shortcuts work. A field that is being typed in undoes its own typing first.

    ``sees``: what the page shows of a draft; a step that changes nothing of it is not taken back here.
    """

    def __init__(
        self, draft: Draft[Any], page: Page, sees: Callable[[Any], object] = lambda value: value
    ) -> None:
        super().__init__()
        self._draft, self._page, self._sees = draft, page, sees
        keys = QKeySequence.StandardKey
        self.undo = self._action(self.tr("撤销"), draft.undo, [QKeySequence(keys.Undo)])
        redos = [QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")]
        self.redo = self._action(self.tr("重做"), draft.redo, redos)
        FieldUndo(page)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for action in (self.undo, self.redo):
            self._add(action)
        draft.signals.changed.connect(self._update)
        self._update()

    def _action(self, title: str, act: Callable[[], None], keys: list[QKeySequence]) -> QAction:
        action = QAction(title, self._page)
        action.setShortcuts(keys)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _=False: self._do(act))
        if keys:
            shown = keys[0].toString(QKeySequence.SequenceFormat.NativeText)
            action.setToolTip(f"{title} ({shown})")
        self._page.addAction(action)
        return action

    def _do(self, act: Callable[[], None]) -> None:
        """Unless the draft of another release is still open, because the page's own is being read."""
        if self._page.release is not None and self._page.release.id == self._draft.release:
            act()

    def _add(self, action: QAction) -> None:
        button = QToolButton()
        button.setDefaultAction(action)
        self._row.addWidget(button)

    def _update(self) -> None:
        history = self._draft.history
        now = self._sees(history.now)
        self.undo.setEnabled(self._sees(history.before) != now)
        self.redo.setEnabled(self._sees(history.after) != now)


class DraftBar(UndoBar):
    """For the page that shows the whole draft, and files it."""

    def __init__(self, draft: Draft[Any], page: Page) -> None:
        super().__init__(draft, page)
        self.mark = caption(self.tr("草稿，已自动保存"))
        self.mark.setProperty("tone", "warn")
        self.discard = self._action(self.tr("放弃修改"), draft.discard, [])
        self._row.insertWidget(0, self.mark)
        self._add(self.discard)
        draft.signals.changed.connect(self._show_state)
        self._show_state()

    def _show_state(self) -> None:
        self.discard.setEnabled(self._draft.made)
        self.mark.setVisible(self._draft.made)
