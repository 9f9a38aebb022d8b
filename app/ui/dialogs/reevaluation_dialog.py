"""重新评估: resources that stay closed for another year, and on what legal basis."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.core import acts
from app.core.catalog import schema
from app.core.catalog.reevaluation import Reevaluation
from app.ui import wording
from app.ui.dialogs.form import FormDialog
from app.ui.session import Session


class ReevaluationDialog(FormDialog):
    """One basis for all that were chosen; where they had several, it is to be picked."""

    def __init__(self, session: Session, chosen: Sequence[Reevaluation], parent: QWidget) -> None:
        super().__init__(session.jobs, session.language, "", parent)
        self.session, self._names = session, [one.name for one in chosen]
        self.setWindowTitle(self.tr("重新评估不开放的资源"))
        told = self.tr("评估后仍不予开放：{names}。下一次评估在一年后；评估记入日志。")
        self.intro.setText(told.format(names=wording.listed(self._names)))
        self.basis = self.ask_choice(
            self.tr("法律依据"), {code: code for code in schema.codes("not_open_basis")}
        )
        bases = {one.basis for one in chosen}
        self.basis.setCurrentIndex(self.basis.findData(bases.pop()) if len(bases) == 1 else -1)
        self.basis.currentIndexChanged.connect(lambda _: self._update())
        self._update()

    def submit(self) -> None:
        ws, actor, names = self.session.ws, self.session.actor, self._names
        basis = self.basis.currentData()
        self.work(
            self.tr("正在登记"),
            lambda job: acts.keep_closed(ws, actor, names, basis),
            lambda _: self._kept(),
        )

    def _update(self) -> None:
        self.ok.setEnabled(self.basis.currentIndex() >= 0)
        self.ok.setToolTip("" if self.ok.isEnabled() else self.tr("请选择法律依据"))

    def _kept(self) -> None:
        self.accept()
        self.session.changed.emit()
