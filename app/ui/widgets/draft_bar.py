"""Undo, redo and throwing away what has not been filed, in one line above a page."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from app.ui.draft import Draft
from app.ui.widgets.labels import caption


class DraftBar(QWidget):
    """``page``: where the shortcuts work. A field that is being typed in undoes its own typing first."""

    def __init__(self, draft: Draft[Any], page: QWidget) -> None:
        super().__init__()
        self._draft = draft
        keys = QKeySequence.StandardKey
        self.undo = self._action(page, self.tr("撤销"), draft.undo, [QKeySequence(keys.Undo)])
        redos = [QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")]
        self.redo = self._action(page, self.tr("重做"), draft.redo, redos)
        self.discard = self._action(page, self.tr("放弃修改"), draft.discard, [])
        self.mark = caption(self.tr("草稿，已自动保存"))
        self.mark.setProperty("tone", "warn")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.mark)
        for action in (self.undo, self.redo, self.discard):
            button = QToolButton()
            button.setDefaultAction(action)
            self._row.addWidget(button)
        draft.signals.changed.connect(self._update)
        self._update()

    def _action(
        self, page: QWidget, title: str, act: Callable[[], None], keys: list[QKeySequence]
    ) -> QAction:
        action = QAction(title, page)
        action.setShortcuts(keys)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(act)
        if keys:
            shown = keys[0].toString(QKeySequence.SequenceFormat.NativeText)
            action.setToolTip(f"{title} ({shown})")
        page.addAction(action)
        return action

    def _update(self) -> None:
        self.undo.setEnabled(self._draft.history.can_undo)
        self.redo.setEnabled(self._draft.history.can_redo)
        self.discard.setEnabled(self._draft.made)
        self.mark.setVisible(self._draft.made)
