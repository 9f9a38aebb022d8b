"""The columns that can be generalised: which are, and by which hierarchies."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox

from app.core import acts
from app.core.acts import Climbable, LadderDraft, OwnLadder
from app.core.model import Anonymity, Ladder
from app.core.workspace.store import Release
from app.ui.dialogs.hierarchy_dialog import HierarchyDialog
from app.ui.session import Session
from app.ui.widgets.check_list import CheckList
from app.ui.widgets.ladder_choice import LadderChoice
from app.ui.widgets.record_table import WIDEST

COLUMN, LADDER, REASON = range(3)


class LadderList(CheckList):
    """``changed``: other columns, or another hierarchy of one."""

    def __init__(self, session: Session, release: Release) -> None:
        super().__init__(
            self.tr("准标识符"),
            [self.tr("准标识符"), self.tr("泛化层次"), self.tr("为什么")],
            self.tr("正在查看各列…"),
        )
        self.session, self.release = session, release
        self._found: tuple[Climbable, ...] = ()
        self._folder = ""

    def offer_columns(self, found: Sequence[Climbable], plan: Anonymity | None) -> None:
        """Columns, ticked as the plan that there is has them; without one, those that are proposed."""
        say = self.session.say
        given = None if plan is None else {ladder.column: ladder for ladder in plan.ladders}
        self.empty = self.tr("没有可以泛化的列")
        ticks = [one.proposed if given is None else one.column in given for one in found]
        self._found = ()  # while they are put in, none can be asked for
        self.offer([(one.column, "", say(one.reason)) for one in found], ticks)
        for row, one in enumerate(found):
            self.setCellWidget(
                row, LADDER, self._ladders(one, given.get(one.column) if given else None)
            )
        self._found = tuple(found)
        widest = max((self.choice(row).sizeHint().width() for row in range(len(found))), default=0)
        self.least = {LADDER: min(widest, WIDEST)}
        self._fit()

    def chosen(self) -> list[tuple[str, Ladder | None]]:
        """The ticked columns, each with its hierarchy, if it has one yet."""
        ticked = set(self.ticked())
        return [
            (one.column, self.choice(row).ladder())
            for row, one in enumerate(self._found)
            if one.column in ticked
        ]

    def choice(self, row: int) -> LadderChoice:
        """Where the hierarchy of a column is chosen."""
        box = self.cellWidget(row, LADDER)
        assert isinstance(box, LadderChoice)  # noqa: S101 — put there by offer_columns
        return box

    def take(self, column: str, path: Path) -> None:
        """Look at a file with a hierarchy for a column, and ask whether to use it."""
        ws, release = self.session.ws, self.release
        self.session.read(
            self,
            lambda job: acts.own_ladder(ws, release.id, column, path),
            lambda own: self._ask_whether(own, path.name),
        )

    def _ladders(self, one: Climbable, given: Ladder | None) -> LadderChoice:
        box = LadderChoice(one, given, self.session.language)
        box.chosen.connect(self.changed)
        box.file_wanted.connect(lambda: self._ask_which(one.column))
        box.edit_wanted.connect(lambda: self._edit(one.column, box.ladder()))
        return box

    def _edit(self, column: str, ladder: Ladder | None) -> None:
        """Make or change a hierarchy by hand."""
        ws, release = self.session.ws, self.release
        self.session.read(
            self,
            lambda job: acts.drafted_ladder(ws, release.id, column, ladder),
            self._open_editor,
        )

    def _open_editor(self, draft: LadderDraft) -> None:
        dialog = HierarchyDialog(self.session, draft, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        name = self.tr("编辑过的层次")
        dialog.adopted.connect(lambda tree: self._use(acts.ladder_of(tree), name))
        dialog.open()

    def _ask_which(self, column: str) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("“{column}”的层次文件").format(column=column),
            self._folder,
            self.tr("层次文件，各级用分号隔开") + " (*.csv)",
        )
        if name:
            self._folder = str(Path(name).parent)
            self.take(column, Path(name))

    def _ask_whether(self, own: OwnLadder, name: str) -> None:
        """What is to be said of the hierarchy comes before it is used; one that lacks values is not."""
        kinds = QMessageBox.StandardButton
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle(self.tr("自选层次"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setInformativeText("\n".join(map(self.session.say, own.told)))
        column = own.ladder.column
        if own.fits:
            text = self.tr("用“{name}”作“{column}”的泛化层次吗？")
            box.setStandardButtons(kinds.Yes | kinds.No)
            box.accepted.connect(lambda: self._use(own.ladder, name))
        else:
            text = self.tr("“{name}”不能用作“{column}”的泛化层次。")
            box.setStandardButtons(kinds.Ok)
        box.setText(text.format(name=name, column=column))
        box.open()

    def _use(self, ladder: Ladder, name: str) -> None:
        row = [one.column for one in self._found].index(ladder.column)
        self.item(row, COLUMN).setCheckState(Qt.CheckState.Checked)
        self.choice(row).take(name, ladder)
