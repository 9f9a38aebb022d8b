"""How a text file is read: its encoding and its delimiter, guessed unless a person says."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from app.core.intake.encoding.decide import CHOICES
from app.core.intake.sheet import Wish
from app.ui import wording
from app.ui.widgets.labels import beside, caption


class TextChoice(QWidget):
    """``changed``: a person has said something else."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.encoding = QComboBox()
        self.delimiter = QComboBox()
        self.encoding.addItem("", None)
        for name in CHOICES:
            self.encoding.addItem(name, name)
            place = self.encoding.count() - 1
            self.encoding.setItemData(place, wording.encoding(name), Qt.ItemDataRole.ToolTipRole)
        for title, mark in (
            (self.tr("自动识别"), None), (self.tr("逗号 ,"), ","), (self.tr("制表符"), "\t"),
            (self.tr("分号 ;"), ";"), (self.tr("竖线 |"), "|"), (self.tr("全角逗号 ，"), "，"),
        ):  # fmt: skip
            self.delimiter.addItem(title, mark)
        self.parting = beside(caption(self.tr("分隔符(&D)"), self.delimiter), self.delimiter)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(caption(self.tr("编码(&E)"), self.encoding))
        row.addWidget(self.encoding)
        row.addWidget(self.parting)
        for combo in (self.encoding, self.delimiter):
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            combo.activated.connect(self.changed)
        self.tell(None, delimited=False)

    def tell(self, encoding: str | None, *, delimited: bool) -> None:
        """What was found in the file: its encoding, and whether a delimiter parts its cells."""
        guessed = self.tr("自动识别")
        if encoding and self.encoding.currentData() is None:
            guessed = self.tr("自动识别（{encoding}）").format(encoding=encoding)
        self.encoding.setItemText(0, guessed)
        self.parting.setVisible(delimited)

    def say(self, wish: Wish) -> None:
        """Show what was wished elsewhere."""
        self.encoding.setCurrentIndex(max(self.encoding.findData(wish.encoding), 0))
        self.delimiter.setCurrentIndex(max(self.delimiter.findData(wish.delimiter), 0))

    def said(self, wish: Wish) -> Wish:
        """``wish`` with what is chosen here."""
        encoding, delimiter = self.encoding.currentData(), self.delimiter.currentData()
        return replace(wish, encoding=encoding, delimiter=delimiter)
