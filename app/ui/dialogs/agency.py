"""What this workspace keeps to: the province's grades, the agency's own rules, and who has to sign."""

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget

from app.core import agency
from app.core.errors import GongkaiError
from app.core.jobs import Job
from app.core.review.own_rules import OwnRules
from app.core.review.policy import installed
from app.ui import wording
from app.ui.dialogs.form import FormDialog
from app.ui.errors import in_words
from app.ui.session import Session
from app.ui.widgets.lock_note import LockNote


class AgencyDialog(FormDialog):
    """The core checks a folder of rules before it takes the place of those that stand."""

    topic = "admin"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session.jobs, session.language, "", parent)
        self.session = session
        self.setWindowTitle(self.tr("分级和本单位规则"))
        self.intro.setText(
            self.tr("从下一次检测起生效；更改记入日志。规则包须通过自带的例子才会启用。")
        )
        own = self._own()
        self.province = self.ask_choice(
            self.tr("分级规则"),
            {
                wording.label(session.say(p.title)): p.id
                for p in (*installed(), *own.provinces.values())
            },
        )
        self.province.setCurrentIndex(max(self.province.findData(own.province), 0))
        self.form.addRow("", LockNote(session, agency.PROVINCE, self.province))
        known = {
            wording.label(session.say(route.title)): route.id
            for route in agency.known_routes(session.ws)
        }
        self.route = self.ask_choice(self.tr("审查路线"), known)
        self.route.setCurrentIndex(self.route.findData(agency.route(session.ws).id))
        self.form.addRow("", LockNote(session, agency.ROUTE, self.route))
        self.folder = self.ask_path(self.tr("本单位规则包"), self.tr("选择文件夹…"), self._choose)
        names = wording.listed(pack.name for pack in own.packs)
        self.folder.setPlaceholderText(
            self.tr("正在使用：{names}").format(names=names) if names else self.tr("没有本单位规则")
        )
        self.drop = QCheckBox(self.tr("停用本单位规则"))
        self.drop.toggled.connect(self.folder.setDisabled)
        self.form.addRow("", self.drop)
        self._close_to_own_rules()

    def submit(self) -> None:
        ws, actor, province = self.session.ws, self.session.actor, self.province.currentData()
        drop, folder = self.drop.isChecked(), self.folder.text().strip()
        packs = Path(folder) if folder and not drop else None
        route = self.route.currentData()

        def change(job: Job) -> None:
            agency.change(ws, actor, province=province, packs=packs, drop=drop)
            agency.choose_route(ws, actor, route)

        self.work(self.tr("正在检查规则"), change, lambda _: self._changed())

    def _close_to_own_rules(self) -> None:
        """Where the policy leaves no room for own rules, say so at their place."""
        try:
            agency.check_own_rules(self.session.ws)
        except GongkaiError as error:
            self.folder.parentWidget().setEnabled(False)
            self.folder.setPlaceholderText(error.told(self.language))

    def _own(self) -> OwnRules:
        """The rules that stand; where they no longer can be used, the person sees why."""
        try:
            return agency.rules(self.session.ws)
        except GongkaiError as error:
            self.problem.say(in_words(error, self.language), "stop")
            return OwnRules()

    def _choose(self) -> str:
        return QFileDialog.getExistingDirectory(self, self.tr("本单位规则包"), self.folder.text())

    def _changed(self) -> None:
        self.accept()
        self.session.changed.emit()
