"""By which hierarchy a column is generalised: one of the program's, one from a file, or one edited here."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox

from app.core.acts import Climbable
from app.core.model import Ladder
from app.core.text import Language


class LadderChoice(QComboBox):
    """``chosen``: another hierarchy; ``edit_wanted``, ``file_wanted``: the person wants to make one, or to
    pick a file for one.
    """

    chosen = Signal()
    edit_wanted = Signal()
    file_wanted = Signal()

    def __init__(self, one: Climbable, given: Ladder | None, language: Language) -> None:
        super().__init__()
        self._column = one.column
        self._ladders: list[Ladder] = []
        self.setAccessibleName(self.tr("“{column}”的泛化层次").format(column=one.column))
        self.addItem(self.tr("编辑层次…"))
        self.addItem(self.tr("自选层次文件…"))
        for ladder in one.ladders:
            self._add(ladder.title.to(language), Ladder(one.column, ladder.id))
        if given is not None and given.document is not None:
            self._add(self.tr("自选层次"), given)
        self.setCurrentIndex(self._ladders.index(given) if given in self._ladders else 0)
        if not self._ladders:
            self.setCurrentIndex(-1)
            self.setPlaceholderText(self.tr("请选层次文件"))
        self._last = self.currentIndex()
        self.activated.connect(self._picked)

    def ladder(self) -> Ladder | None:
        """What is chosen; None where there is nothing to choose yet."""
        place = self.currentIndex()
        return self._ladders[place] if 0 <= place < len(self._ladders) else None

    def take(self, name: str, ladder: Ladder) -> None:
        """Choose a hierarchy of one's own."""
        self._add(name, ladder)
        self._last = len(self._ladders) - 1
        self.setCurrentIndex(self._last)
        self.chosen.emit()

    def _add(self, name: str, ladder: Ladder) -> None:
        self.insertItem(len(self._ladders), name)
        self._ladders.append(ladder)

    def _picked(self, place: int) -> None:
        if place < len(self._ladders):
            self._last = place
            self.chosen.emit()
        else:
            self.setCurrentIndex(self._last)
            wanted = self.edit_wanted if place == len(self._ladders) else self.file_wanted
            wanted.emit()
