"""What a column holds, in figures."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from app.core.exploring import Holding
from app.ui.widgets.labels import Facts, heading
from app.ui.widgets.record_table import RecordTable


class ColumnDialog(QDialog):
    """Blanks, distinct values, the least and the most, and the commonest."""

    def __init__(self, name: str, told: Holding, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("列统计"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(440, 460)
        self.facts = Facts()
        self.facts.fill(self._facts(told))
        self.top = RecordTable(
            self.tr("最常见的值"), [self.tr("值"), self.tr("单元格"), self.tr("占比")]
        )
        self.top.fill(
            [(text, f"{count:,}", f"{count / told.rows:.1%}") for text, count in told.top]
        )
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(heading(name))
        layout.addWidget(self.facts)
        layout.addWidget(self.top, 1)
        layout.addWidget(buttons)

    def _facts(self, told: Holding) -> list[tuple[str, str]]:
        share = f" ({told.blank / told.rows:.1%})" if told.rows else ""
        facts = [
            (self.tr("行"), f"{told.rows:,}"),
            (self.tr("空值"), f"{told.blank:,}{share}"),
            (self.tr("不同值"), f"{told.distinct:,}"),
        ]
        if told.distinct:
            how = self.tr("按数值") if told.are_numbers else self.tr("按文字")
            facts += [
                (self.tr("最小（{how}）").format(how=how), told.least),
                (self.tr("最大（{how}）").format(how=how), told.most),
            ]
        return facts
