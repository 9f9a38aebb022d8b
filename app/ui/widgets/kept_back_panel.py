"""不予开放: what the register keeps back, on which basis, and when that is to be judged anew."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.core.catalog.reevaluation import Reevaluation
from app.ui import wording
from app.ui.widgets.labels import body
from app.ui.widgets.record_table import RecordTable

DUE, TERM, JUDGED, BASIS, NAME = range(5)


class KeptBackPanel(QWidget):
    """The longest overdue first. ``wanted`` carries those of the selected rows that are judged anew."""

    wanted = Signal(tuple)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Reevaluation, ...] = ()
        self.table = RecordTable(
            self.tr("不开放的资源"),
            [
                self.tr("应重新评估"),
                self.tr("期限"),
                self.tr("上次评估"),
                self.tr("法律依据"),
                self.tr("名称"),
            ],
            self.tr("没有登记为不予开放的资源"),
        )
        self.judge = QPushButton(self.tr("重新评估…"))
        self.judge.clicked.connect(lambda: self.wanted.emit(self.selected()))
        self.table.cellDoubleClicked.connect(lambda *_: self.wanted.emit(self.selected()))
        self.table.itemSelectionChanged.connect(self._update)
        row = QHBoxLayout()
        hint = self.tr(
            "不予开放的资源每年重新评估一次（条例第十八条）。可以开放的，请在“逐格填写”中改开放类型。"
        )
        row.addWidget(body(hint, "muted"), 1)
        row.addWidget(self.judge)
        layout = QVBoxLayout(self)
        layout.addLayout(row)
        layout.addWidget(self.table, 1)
        self._update()

    def show_kept_back(self, found: Sequence[Reevaluation]) -> None:
        """Show these and nothing else."""
        self._shown = tuple(found)
        none = self.tr("未注明")
        self.table.fill(
            [
                (str(o.due), wording.term(o.left), str(o.judged), o.basis or none, o.name)
                for o in found
            ]
        )
        for row, one in enumerate(found[: self.table.rowCount()]):
            if one.is_near:
                self.table.tint(row, TERM, "stop" if one.left < 0 else "warn")
            if not one.basis:
                self.table.tint(row, BASIS, "stop")
        self._update()

    def selected(self) -> tuple[Reevaluation, ...]:
        """Those of the selected rows."""
        rows = sorted({index.row() for index in self.table.selectedIndexes()})
        return tuple(self._shown[row] for row in rows)

    def _update(self) -> None:
        self.judge.setEnabled(bool(self.selected()))
        self.judge.setToolTip("" if self.selected() else self.tr("请先选择资源"))
