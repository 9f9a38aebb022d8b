"""The guide in a window of its own: contents or what was found at the left, the page at the right."""

from PySide6.QtCore import QEvent, QObject, Qt, QUrl
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QSplitter,
    QStyle,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.core.text import Language
from app.ui.help.browser import GuideBrowser
from app.ui.help.guide import CONTENTS, SUFFIX, guide

SIZE = 1060, 700
LIST = 300  # pixels of the contents
PLACE = Qt.ItemDataRole.UserRole  # a topic, with “#” and an anchor behind it for a section
_DOWN = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class HelpWindow(QWidget):
    """Does not keep the program running, and does not stand in the way of its windows."""

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.guide = guide(language)
        self.setWindowTitle(self.tr("使用指南"))
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.resize(*SIZE)
        self.page = GuideBrowser()
        self.back = self._arrow(
            QStyle.StandardPixmap.SP_ArrowBack, self.tr("后退"), QKeySequence.StandardKey.Back
        )
        self.forward = self._arrow(
            QStyle.StandardPixmap.SP_ArrowForward, self.tr("前进"), QKeySequence.StandardKey.Forward
        )
        self.back.clicked.connect(self.page.backward)
        self.forward.clicked.connect(self.page.forward)
        self.page.backwardAvailable.connect(self.back.setEnabled)
        self.page.forwardAvailable.connect(self.forward.setEnabled)
        self.home = QToolButton()
        self.home.setText(self.tr("目录"))
        self.home.clicked.connect(lambda: self.go(CONTENTS))
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("在指南中搜索（Ctrl+F）"))
        self.field.setAccessibleName(self.tr("搜索指南"))
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self._list)
        self.field.installEventFilter(self)
        self.list = QTreeWidget()
        self.list.setAccessibleName(self.tr("指南目录"))
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(False)
        self.list.setWordWrap(True)
        self.list.currentItemChanged.connect(self._follow)
        self.page.sourceChanged.connect(self._point)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self.field.setFocus)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.close)
        self._lay_out()
        self._list("")

    def go(self, place: str) -> None:
        """Show a topic; behind a “#”, the anchor of one of its headings."""
        topic, _, section = place.partition("#")
        url = QUrl.fromLocalFile(str(self.guide.file(topic)))
        if section:
            url.setFragment(section)
        if url != self.page.source():
            self.page.setSource(url)

    def here(self) -> str:
        """The topic that is shown."""
        return _topic(self.page.source())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the field, down and Enter lead to what was found."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() in _DOWN
        ):
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
            self.list.setCurrentItem(self.list.currentItem() or self.list.topLevelItem(0))
            return True
        return super().eventFilter(watched, event)

    # ── inside ───────────────────────────────────────────────────────────────────────────

    def _list(self, words: str) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        if words.strip():
            self._list_hits(words)
        else:
            self._list_chapters()
        self.list.blockSignals(False)
        self.page.mark(words)
        self._point(self.page.source())

    def _list_hits(self, words: str) -> None:
        hits = self.guide.search(words)
        for hit in hits:
            title = hit.page if hit.page == hit.heading else f"{hit.page} · {hit.heading}"
            item = QTreeWidgetItem([f"{title}\n{hit.excerpt}"])
            item.setData(0, PLACE, hit.place)
            self.list.addTopLevelItem(item)
        if not hits:
            none = QTreeWidgetItem([self.tr("指南中没有这样的内容")])
            none.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addTopLevelItem(none)

    def _list_chapters(self) -> None:
        for chapter in self.guide.chapters:
            group = QTreeWidgetItem([chapter.title])
            group.setFlags(Qt.ItemFlag.ItemIsEnabled)
            font = group.font(0)
            font.setBold(True)
            group.setFont(0, font)
            for page in chapter.pages:
                item = QTreeWidgetItem(group, [page.title])
                item.setData(0, PLACE, page.topic)
            self.list.addTopLevelItem(group)
        self.list.expandAll()

    def _follow(self, item: QTreeWidgetItem | None) -> None:
        if item is not None and item.data(0, PLACE):
            self.go(item.data(0, PLACE))

    def _point(self, url: QUrl) -> None:
        """The contents show where one is."""
        if self.field.text().strip():
            return
        self.list.blockSignals(True)
        self.list.setCurrentItem(None)
        for number in range(self.list.topLevelItemCount()):
            group = self.list.topLevelItem(number)
            for place in range(group.childCount()):
                if group.child(place).data(0, PLACE) == _topic(url):
                    self.list.setCurrentItem(group.child(place))
        self.list.blockSignals(False)

    def _arrow(
        self, sign: QStyle.StandardPixmap, name: str, keys: QKeySequence.StandardKey
    ) -> QToolButton:
        button = QToolButton()
        button.setIcon(self.style().standardIcon(sign))
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setShortcut(QKeySequence(keys))
        button.setEnabled(False)
        return button

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        for widget in (self.back, self.forward, self.home):
            top.addWidget(widget)
        top.addWidget(self.field, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.list)
        split.addWidget(self.page)
        split.setStretchFactor(1, 1)
        split.setSizes([LIST, SIZE[0] - LIST])
        split.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.addLayout(top)
        layout.addWidget(split, 1)


def _topic(url: QUrl) -> str:
    return url.fileName().removesuffix(SUFFIX)
