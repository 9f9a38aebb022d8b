"""Every action of the window, once: menus, shortcuts, the palette and their help are made from it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, QTranslator
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from app.core import resources
from app.core.pinyin import initials
from app.core.text import Language, Text

# The key of a mnemonic stands in brackets behind a Chinese word and inside an English one.
_MNEMONIC = re.compile(r"\(&\w\)|&(?=\w)|…|\.\.\.")
_CONTEXT = "actions"

Reason = Callable[[], str]


@dataclass(frozen=True)
class Command:
    """One action. ``menu``: the id of its menu. ``words``: all that it is found by, in both languages.

    ``reason``: why it cannot be done now, "" when it can.
    """

    action: QAction
    menu: str
    words: str
    reason: Reason

    @property
    def id(self) -> str:
        return self.action.objectName()

    @property
    def title(self) -> str:
        return plain(self.action.text())

    @property
    def keys(self) -> str:
        """Its shortcuts, as they stand on the keyboard."""
        native = QKeySequence.SequenceFormat.NativeText
        return " / ".join(key.toString(native) for key in self.action.shortcuts())


class Actions(QObject):
    """Titles are Chinese sources of the context “actions”, so that both languages can be searched."""

    def __init__(self, window: QWidget, language: Language) -> None:
        super().__init__(window)
        self._window, self._language = window, language
        self._english = QTranslator(self)
        self._english.load("gongkai_en", str(resources.path("translations")))
        self._commands: dict[str, Command] = {}
        self._menus: dict[str, QMenu] = {}

    def __getitem__(self, id: str) -> QAction:
        return self._commands[id].action

    def __iter__(self) -> Iterator[Command]:
        return iter(self._commands.values())

    def menu(self, id: str, title: str, bar: QMenuBar | QMenu) -> QMenu:
        """A menu of the bar, or of another menu, for the actions that name it."""
        menu = bar.addMenu(QCoreApplication.translate(_CONTEXT, title))
        menu.aboutToShow.connect(self.update)
        self._menus[id] = menu
        return menu

    def menu_of(self, id: str) -> QMenu:
        """A menu by its id."""
        return self._menus[id]

    def menu_title(self, id: str) -> str:
        """What a menu is called."""
        return plain(self._menus[id].title())

    def add(
        self,
        menu: str,
        id: str,
        title: str | Text,
        act: Callable[[], object],
        keys: str = "",
        reason: Reason = lambda: "",
    ) -> QAction:
        """An action at the end of its menu. ``keys``: shortcuts, separated by blanks."""
        text = self._both(title)
        action = QAction(text.to(self._language), self._window)
        action.setObjectName(id)
        action.setShortcuts([QKeySequence(key) for key in keys.split()])
        action.triggered.connect(lambda _=False: act())
        self._menus[menu].addAction(action)
        both = plain(text.zh), plain(text.en)
        words = " ".join((*both, initials(both[0]), self.menu_title(menu))).casefold()
        self._commands[id] = Command(action, menu, words, reason)
        return action

    def separate(self, menu: str) -> None:
        """A line between what was added and what follows."""
        self._menus[menu].addSeparator()

    def update(self, _busy: bool = False) -> None:
        """Enable what can be done now; what cannot says why."""
        for command in self._commands.values():
            reason = command.reason()
            command.action.setEnabled(not reason)
            command.action.setStatusTip(reason)

    def _both(self, title: str | Text) -> Text:
        if isinstance(title, Text):
            return title
        return Text(title, self._english.translate(_CONTEXT, title) or title)


def plain(title: str) -> str:
    """A title without its mnemonic and without the dots that promise a question."""
    return _MNEMONIC.sub("", title)
