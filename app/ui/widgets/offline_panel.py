"""Where no network reaches: the package leaves on a medium, the receipt comes back as a file."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QGroupBox, QHBoxLayout, QPushButton

from app.core import acts
from app.core.delivery.ticket import Ticket
from app.core.model import Profile, Receipt
from app.core.workspace.store import Release
from app.ui.session import Session
from app.ui.widgets.labels import body


class OfflinePanel(QGroupBox):
    """``told``: what came of it, in words; the page says it."""

    told = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setTitle(self.tr("没有网络时：用移动介质导出，再导入平台的回执"))
        self.session = session
        self._release: Release | None = None
        self._platform: Profile | None = None
        self.export = QPushButton(self.tr("导出到介质…"))
        self.export.clicked.connect(self._ask_medium)
        self.bring = QPushButton(self.tr("导入回执…"))
        self.bring.clicked.connect(self._ask_receipt)
        row = QHBoxLayout(self)
        row.addWidget(self.export)
        row.addWidget(self.bring)
        row.addWidget(
            body(self.tr("介质上只有加密的封装包；交给平台的人请一并带上核对码。"), "muted"), 1
        )

    def offer(self, release: Release | None, platform: Profile | None, reason: str) -> None:
        """``reason``: why the release cannot be delivered now; a receipt is of any release that waits."""
        self._release, self._platform = release, platform
        self.export.setEnabled(release is not None and not reason)
        self.export.setToolTip(reason)
        self.bring.setEnabled(platform is not None and not self.session.working)

    def export_to(self, medium: Path) -> None:
        """Copy the sealed package of the release to a folder of the medium."""
        session, release = self.session, self._release
        if release is not None:
            session.act(
                self.tr("导出 {name}").format(name=release.name),
                lambda job: acts.export(session.ws, session.actor, release.id, medium, job),
                self._exported,
                owner=self,
            )

    def import_from(self, file: Path) -> None:
        """File a receipt; the release that it is for is then delivered."""
        session, platform = self.session, self._platform
        if platform is not None:
            session.act(
                self.tr("导入回执"),
                lambda job: acts.import_receipt(session.ws, session.actor, file, platform, job),
                lambda done: self._imported(*done),
                owner=self,
            )

    def _exported(self, ticket: Ticket) -> None:
        self.told.emit(self.session.say(ticket.text))

    def _imported(self, release: str, receipt: Receipt) -> None:
        text = self.tr("“{release}”的回执已核验并存档：{name}")
        self.told.emit(text.format(release=release, name=receipt.signer.name))

    def _ask_medium(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("选择移动介质上的文件夹"))
        if folder:
            self.export_to(Path(folder))

    def _ask_receipt(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("导入回执"), "", self.tr("平台回执") + " (*.json)"
        )
        if name:
            self.import_from(Path(name))
