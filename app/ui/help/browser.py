"""A page of the guide on the screen: Markdown, its pictures as wide as there is room, links by heading."""

from typing import Any

from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import QImage, QTextBlock, QTextBlockFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QTextEdit

from app.ui import theme
from app.ui.help.guide import anchor

SPACING = 135  # per cent of a line: Han characters stand dense
ABOVE = {1: 4.0, 2: 18.0, 3: 12.0}  # pixels before a heading, by its level
MARGIN = 18


class GuideBrowser(QTextBrowser):
    """Follows the theme; back and forward are QTextBrowser's own."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("指南正文"))
        self.document().setDocumentMargin(MARGIN)
        # One that comes and goes would take its room from a picture.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._sought = ""
        self._dark: bool | None = None  # how the page was written; None before there is one
        self.sourceChanged.connect(self._arrived)

    def mark(self, words: str) -> None:
        """Mark the first of these words wherever it stands on the page; "" for none."""
        self._sought = (words.split() or [""])[0]
        self._show_marks()

    def loadResource(self, type: int, name: QUrl) -> Any:
        if type != QTextDocument.ResourceType.ImageResource.value:
            return super().loadResource(type, name)
        image = QImage(self.source().resolved(name).toLocalFile())
        ratio = self.devicePixelRatioF()
        room = int((self.viewport().width() - 2 * MARGIN) * ratio)
        if 0 < room < image.width():
            image = image.scaledToWidth(room, Qt.TransformationMode.SmoothTransformation)
        image.setDevicePixelRatio(ratio)
        return image

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self._dark not in (None, theme.is_dark()):
            place = self.verticalScrollBar().value()
            self.reload()  # the colour of a link is written into the page
            self.verticalScrollBar().setValue(place)

    # ── inside ───────────────────────────────────────────────────────────────────────────

    def _arrived(self, url: QUrl) -> None:
        self._dark = theme.is_dark()
        self._space_out()
        if url.hasFragment():
            self._scroll_to(url.fragment(QUrl.ComponentFormattingOption.FullyDecoded))
        self._show_marks()

    def _blocks(self) -> list[QTextBlock]:
        blocks, block = [], self.document().begin()
        while block.isValid():
            blocks.append(block)
            block = block.next()
        return blocks

    def _space_out(self) -> None:
        proportional = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
        for block in self._blocks():
            looks = block.blockFormat()
            looks.setLineHeight(SPACING, proportional)
            if looks.headingLevel():
                looks.setTopMargin(ABOVE.get(looks.headingLevel(), 0.0))
            QTextCursor(block).setBlockFormat(looks)

    def _scroll_to(self, wanted: str) -> None:
        for block in self._blocks():
            if block.blockFormat().headingLevel() and anchor(block.text()) == wanted:
                top = self.document().documentLayout().blockBoundingRect(block).top()
                self.verticalScrollBar().setValue(int(top))
                return

    def _show_marks(self) -> None:
        marks = []
        cursor = self.document().find(self._sought) if self._sought else QTextCursor()
        while not cursor.isNull():
            mark = QTextEdit.ExtraSelection()
            mark.cursor = cursor
            mark.format.setBackground(theme.colour("warn-ground"))
            mark.format.setForeground(theme.colour("warn"))
            marks.append(mark)
            cursor = self.document().find(self._sought, cursor)
        self.setExtraSelections(marks)
