"""准标识符: the columns that lead to a person, as the core proposes them and a person ticks them."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core import acts
from app.core.model import KIND_NAMES, Kind, QuasiIdentifier
from app.core.workspace.store import Release
from app.ui.session import Session
from app.ui.widgets.check_list import CheckList
from app.ui.widgets.labels import body


class IdentifierChoice(QWidget):
    """Of the table of a release that is at hand. ``turned``: another table is meant, and nothing is
    proposed for it yet; ``proposed`` carries what then is.
    """

    turned = Signal()
    proposed = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.release: Release | None = None
        self.table = ""  # the digest of the table that is meant
        self.kind = Kind.TABLE  # which one of the release that is
        self.about = body("", "muted")
        self.columns = CheckList(
            self.tr("准标识符"),
            [self.tr("准标识符"), self.tr("为什么")],
            self.tr("正在查看各列…"),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.about)
        column.addWidget(self.columns, 1)

    def show_release(self, release: Release) -> None:
        """Propose for a release as it stands, unless that is done."""
        ws = self.session.ws
        kind = acts.table_at_hand(ws, release.id)
        table = ws.standing(release.id).get(kind, "")
        if table == self.table:
            return
        self.release, self.table, self.kind = release, table, kind
        self.about.setText(
            self.tr("计算对象：{table}").format(table=self.session.say(KIND_NAMES[kind]))
        )
        self.columns.offer([], [])
        self.turned.emit()
        if table:
            self.session.read(
                self,
                lambda job: acts.propose_identifiers(ws, release.id, job),
                lambda found: self._offer(table, found),
            )

    def _offer(self, table: str, found: Sequence[QuasiIdentifier]) -> None:
        if table != self.table:
            return
        say = self.session.say
        self.columns.offer(
            [(each.column, say(each.reason)) for each in found], [each.proposed for each in found]
        )
        self.proposed.emit(found)
