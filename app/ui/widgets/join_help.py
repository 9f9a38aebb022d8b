"""What a join is, shown on the example tables: two lists that are harmless apart."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core import acts
from app.core.acts import JoinExample
from app.core.acts.example import Rows
from app.ui import wording
from app.ui.session import Session
from app.ui.widgets.labels import body, heading
from app.ui.widgets.record_table import RecordTable


class JoinHelp(QWidget):
    """Works the example out when it is first seen, by the code that judges releases."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._asked = False
        self.explained = body(self.tr("正在准备示例…"))
        self.titles = [body("", "muted"), body("", "muted")]
        name = self.tr("示例：什么是关联")
        self.tables = [RecordTable(name, []), RecordTable(name, [])]
        self.outcome = body()
        both = QHBoxLayout()
        for title, table in zip(self.titles, self.tables, strict=True):
            side = QVBoxLayout()
            side.addWidget(title)
            side.addWidget(table)
            both.addLayout(side, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(heading(name))
        layout.addWidget(self.explained)
        layout.addLayout(both)
        layout.addWidget(self.outcome)
        layout.addWidget(body(self.tr("示例中的人都是虚构的。"), "muted"))
        layout.addStretch(1)

    def prepare(self) -> None:
        """Have the example worked out, once."""
        if not self._asked:
            self._asked = True
            self.session.read(self, acts.join_example, self._show)

    def _show(self, example: JoinExample) -> None:
        say = self.session.say
        self.explained.setText(say(example.explained))
        self.outcome.setText(say(example.link.message))
        for title, table, rows in zip(
            self.titles, self.tables, (example.ours, example.theirs), strict=True
        ):
            title.setText(wording.label(say(rows.title)))
            table.setAccessibleName(say(rows.title))
            _fill(table, rows)


def _fill(table: RecordTable, rows: Rows) -> None:
    table.setColumnCount(len(rows.columns))
    table.setHorizontalHeaderLabels(list(rows.columns))
    table.fill(rows.rows)
    for row in range(len(rows.rows)):
        for column in rows.joined:
            table.tint(row, column, "info")
    rows_height, header = table.verticalHeader().length(), table.horizontalHeader().sizeHint()
    table.setFixedHeight(header.height() + rows_height + 2 * table.frameWidth())
