"""管理员策略: what holds on this computer, who signed it, until when, and where each setting comes from."""

import datetime
from pathlib import Path

from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFileDialog,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.core import acts, policy_install, span
from app.core.errors import GongkaiError
from app.core.fleet.pack import PolicyPack
from app.core.fleet.settings import SOURCES
from app.core.fleet.signed import Opened
from app.core.fleet.standing import Origin, Standing, standing
from app.core.trust.roles.history import open_document
from app.ui import wording
from app.ui.dialogs.acting import ActingDialog
from app.ui.dialogs.message import message
from app.ui.session import Session
from app.ui.widgets.labels import Facts, caption
from app.ui.widgets.record_table import RecordTable


class PolicyDialog(ActingDialog):
    """Shows; the only thing that can be done here is to install a newer pack."""

    topic = "admin"

    def __init__(self, session: Session, parent: QWidget, own_language: str = "") -> None:
        super().__init__(session, parent, self.tr("管理员策略"))
        self._own_language = own_language
        self.resize(720, 640)
        self.facts = Facts()
        self.settings = RecordTable(
            self.tr("设置的来源"),
            [self.tr("设置"), self.tr("来源"), self.tr("值")],
            self.tr("没有设置"),
        )
        self.forbidden = RecordTable(
            self.tr("策略的限制"),
            [self.tr("限制"), self.tr("允许的")],
            self.tr("策略没有禁止什么"),
        )
        self.forbidden.setMaximumHeight(104)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.install = QPushButton(self.tr("安装策略包…"))
        self.install.clicked.connect(self._choose)
        buttons.addButton(self.install, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.notice)
        layout.addWidget(self.facts)
        layout.addWidget(caption(self.tr("设置的来源"), self.settings))
        layout.addWidget(self.settings, 1)
        layout.addWidget(caption(self.tr("策略的限制"), self.forbidden))
        layout.addWidget(self.forbidden)
        layout.addWidget(buttons)
        self.refresh()

    def refresh(self) -> None:
        """Read what holds."""
        found, say = standing(), self.session.say
        advice = found.advice(datetime.datetime.now(datetime.UTC))
        self.notice.say("\n".join(map(say, advice)), "stop" if found.trouble else "warn")
        self.facts.fill(self._facts(found))
        try:
            settings = acts.settings_in_force(self.session.ws, self._own_language)
        except GongkaiError as error:  # nothing good was ever there
            self.tell(error)
            return
        self.settings.fill(
            [
                (say(each.setting.title), say(SOURCES[each.resolved.source]), say(each.told))
                for each in settings
            ]
        )
        restrictions = acts.restrictions_in_force(self.session.ws)
        self.forbidden.fill([(say(name), say(left)) for name, left in restrictions])

    def look_at(self, file: Path) -> None:
        """Show whose pack a file is, and ask whether it is to hold; a bad one is told in the dialog."""
        self.act(
            self.tr("正在核验策略包"),
            lambda job: policy_install.look_at(file),
            lambda opened: self._ask(file, opened),
        )

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("选择策略包"), "", self.tr("策略包 (*.json)")
        )
        if name:
            self.look_at(Path(name))

    def _ask(self, file: Path, opened: Opened) -> None:
        pack = opened.pack
        box = message(
            self,
            self.tr("启用 {organisation} 的策略第 {version} 版？").format(
                organisation=pack.organisation, version=pack.version
            ),
            self.tr("第一次启用时，请与管理员核对单位名单的摘要：\n{digest}").format(
                digest=opened.issuer
            ),
        )
        box.setStandardButtons(QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No)
        box.setDefaultButton(QMessageBox.StandardButton.No)
        box.accepted.connect(lambda: self._install(file, opened.issuer))
        box.open()

    def _install(self, file: Path, issuer: str) -> None:
        self.act(
            self.tr("正在启用策略"),
            lambda job: policy_install.install(file, issuer),
            lambda _: self._installed(),
        )

    def _installed(self) -> None:
        self.refresh()
        if not self.notice.text():
            self.notice.say(self.tr("已启用。"), "ok")

    def _facts(self, found: Standing) -> list[tuple[str, str]]:
        opened = found.opened
        if opened is None:
            return [(self.tr("策略"), self.tr("本机没有管理员策略，全部设置由使用者决定"))]
        pack = opened.pack
        return [
            (self.tr("制定单位"), pack.organisation),
            (self.tr("版本"), str(pack.version)),
            (self.tr("签署"), wording.listed(card.name for card in opened.signers)),
            (self.tr("到期"), str(span.last_day(pack.expires))),
            (self.tr("来源"), self._origin(found.origin)),
            (self.tr("摘要"), opened.digest),
            *((name, wording.listed(held)) for name, held in self._held(pack) if held),
        ]

    def _held(self, pack: PolicyPack) -> list[tuple[str, list[str]]]:
        """What the pack brings beside settings, by name."""
        agencies = [open_document(document).organisation for document in pack.agencies]
        return [
            (self.tr("平台"), list(pack.platforms)),
            (self.tr("规则包"), list(pack.rules)),
            (self.tr("审查路线"), [self.session.say(route.title) for route in pack.routes]),
            (self.tr("单位名单"), [*agencies, *pack.authorities]),
        ]

    def _origin(self, origin: Origin | None) -> str:
        return {
            "built-in": self.tr("随程序安装"),
            "laid": self.tr("由管理员放置在本机"),
            "kept": self.tr("此前验证过的副本"),
        }[origin or "laid"]
