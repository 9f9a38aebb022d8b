"""修复: what would be rewritten for programs to read, before and after, and the choice of it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from app.core.acts.repairing import Preview, repair
from app.core.workspace.store import Release
from app.ui.session import Session
from app.ui.widgets.check_list import CheckList
from app.ui.widgets.labels import body, heading
from app.ui.widgets.record_table import RecordTable

BEFORE, AFTER = range(2)


class RepairDialog(QDialog):
    """The chosen repairs become steps of the recipe; entry and quality report follow."""

    topic = "quality"

    def __init__(
        self, session: Session, release: Release, found: Sequence[Preview], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.session, self._release, self._found = session, release, found
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("修复机器读取的障碍"))
        self.resize(760, 520)
        self.choice = CheckList(
            self.tr("可以修复的列"),
            [self.tr("列"), self.tr("改写"), self.tr("不变"), self.tr("怎样改写")],
        )
        self.examples = RecordTable(self.tr("改写前后"), [self.tr("改写前"), self.tr("改写后")])
        kinds = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        self.ok = buttons.button(kinds.Ok)
        self.ok.setText(self.tr("修复"))
        self.ok.setProperty("primary", True)
        buttons.accepted.connect(self._repair)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(
            body(
                self.tr(
                    "只改写法，不猜、不舍入；改不了的值不变。修复写入处理方案，随后重新处理、编目和质检，下一期照样沿用。"
                )
            )
        )
        layout.addWidget(self.choice, 1)
        layout.addWidget(heading(self.tr("改写前后")))
        layout.addWidget(self.examples, 1)
        layout.addWidget(buttons)
        self.choice.changed.connect(self._update)
        self.choice.currentCellChanged.connect(lambda row, *_: self._show_examples(row))
        session.busy.connect(self._update)
        rows = [
            (p.treatment.column, f"{p.cells:,}", f"{p.stay:,}", session.say(p.told)) for p in found
        ]
        self.choice.offer(rows, [True] * len(rows))
        self.choice.setCurrentCell(0, 0)

    def _show_examples(self, row: int) -> None:
        if 0 <= row < len(self._found):
            self.examples.fill(self._found[row].examples)

    def _update(self, *_: object) -> None:
        self.ok.setEnabled(bool(self.choice.ticked()) and not self.session.working)

    def _repair(self) -> None:
        session, release, chosen = self.session, self._release, self.choice.ticked()
        treatments = [p.treatment for p in self._found if p.treatment.column in chosen]
        session.act(
            self.tr("修复 {name}").format(name=release.name),
            lambda job: repair(session.ws, session.actor, release.id, treatments, job),
        )
        self.accept()
