"""What the platform has answered: the receipt, the code it is waited for under, or the withdrawal."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGroupBox, QHBoxLayout, QPushButton, QWidget

from app.core import acts
from app.core.delivery.notices import read_notice
from app.core.delivery.record import DeliveryRecord, proof_of
from app.core.model import Envelope, Kind, Recall, Receipt
from app.core.workspace.store import Release
from app.ui import wording
from app.ui.session import Session
from app.ui.widgets.labels import Facts, Tone


class ReceiptPanel(QGroupBox):
    """``told`` carries what the page has to say of it, and how it is meant.

    ``withdraw``: the button beside the receipt; what it does is the page's.
    """

    told = Signal(str, str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTitle(self.tr("四、平台回执"))
        self._ws = session.ws
        self.facts = Facts()
        self.withdraw = QPushButton(self.tr("撤回…"))
        layout = QHBoxLayout(self)
        layout.addWidget(self.facts, 1)
        layout.addWidget(self.withdraw, 0, Qt.AlignmentFlag.AlignTop)

    def show_release(self, release: Release) -> None:
        """Read how far the platform is with it."""
        standing = self._ws.standing(release.id)
        if Kind.RECEIPT not in standing:
            self._show_awaited(release)
            return
        receipt = proof_of(self._ws.load(release.id, Kind.RECEIPT, Envelope))
        self._show_receipt(
            receipt, self._withdrawal(release) if Kind.WITHDRAWAL in standing else []
        )

    def _show_receipt(
        self, receipt: Receipt | DeliveryRecord, withdrawal: list[tuple[str, str]]
    ) -> None:
        signed = isinstance(receipt, Receipt)
        arrived = (
            self.tr("已送达。平台“{name}”签署的回执已核验并存档。")
            if signed
            else self.tr("已发布。平台未签回执，已由“{name}”读回核对并签署交付记录。")
        )
        if withdrawal:
            self._tell(self.tr("已撤回，平台已下架。"), "warn")
        else:
            self._tell(arrived.format(name=receipt.signer.name), "ok")
        self.facts.fill(
            [
                (self.tr("平台"), receipt.signer.name if signed else receipt.platform),
                (self.tr("收到时间"), wording.when(receipt.received)),
                (self.tr("资源代码"), receipt.dataset),
                (self.tr("封装包"), receipt.package),
                (self.tr("大小"), self.tr("{n} 字节").format(n=f"{receipt.size:,}")),
                ("SHA-256", receipt.sha256),
                *withdrawal,
            ]
        )

    def _withdrawal(self, release: Release) -> list[tuple[str, str]]:
        """Who has withdrawn it, when and why."""
        asked = read_notice(self._ws.load(release.id, Kind.WITHDRAWAL, Recall).notice)
        return [
            (self.tr("撤回"), f"{asked.signer.name}  {wording.when(asked.at)}"),
            (self.tr("撤回的理由"), asked.reason),
        ]

    def _show_awaited(self, release: Release) -> None:
        """No receipt yet: whether the package is out of the house, and by which code it is known there."""
        ticket = acts.awaiting(self._ws, release.id)
        if ticket is None:
            self._tell("", "info")
            self.facts.fill([(self.tr("回执"), self.tr("上传后显示在这里"))])
            return
        self._tell(self.tr("已导出，待平台回执；取回前不算送达。"), "info")
        self.facts.fill(
            [
                (self.tr("核对码"), ticket.code),
                (self.tr("导出时间"), wording.when(ticket.at)),
                ("SHA-256", ticket.sha256),
            ]
        )

    def _tell(self, text: str, tone: Tone) -> None:
        self.told.emit(text, tone)
