"""送达: choose the platform, seal, upload, and keep the receipt."""

import datetime
from pathlib import Path

from PySide6.QtWidgets import (
    QFileDialog,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.core import acts
from app.core.acts.ways_out import UPLOAD_PLATFORM
from app.core.delivery.deliver import Delivery
from app.core.delivery.failures import ReceiptAwaited
from app.core.delivery.record import DeliveryRecord
from app.core.errors import GongkaiError
from app.core.jobs import Job
from app.core.model import Kind, Profile
from app.core.pipeline import State
from app.core.trust import canonical
from app.core.workspace.store import Release
from app.sandbox.server import Sandbox
from app.ui import rehearsal
from app.ui.dialogs.withdraw_dialog import WithdrawDialog
from app.ui.pages.page import Page, emphasise
from app.ui.session import Session
from app.ui.widgets.labels import Facts, body
from app.ui.widgets.lock_note import LockNote
from app.ui.widgets.offline_panel import OfflinePanel
from app.ui.widgets.queue_panel import QueuePanel
from app.ui.widgets.receipt_panel import ReceiptPanel
from app.ui.widgets.scrolling import Scrolling


class DeliverPage(Page):
    """Three steps from top to bottom; each button is open when the core admits its act."""

    step = "deliver"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._profile: Profile | None = None
        self.platform = Facts()
        self.choose = QPushButton(self.tr("选择平台配置…"))
        self.choose.clicked.connect(self._browse)
        self.rehearse = QPushButton(self.tr("启动演练平台"))
        self.rehearse.setToolTip(
            self.tr("在本机启动一个微型平台，只供演练：数据不会离开这台电脑，也不会真正公开。")
        )
        self.rehearse.clicked.connect(self.start_rehearsal)
        self.lock = LockNote(session, UPLOAD_PLATFORM, self.choose, self.rehearse)
        self.seal = QPushButton(self.tr("封装"))
        self.seal.clicked.connect(self._seal)
        self.seal_why = body("", "muted")
        self.upload = QPushButton(self.tr("上传"))
        self.upload.clicked.connect(self._upload)
        self.upload_why = body("", "muted")
        self.later = QPushButton(self.tr("放入队列"))
        self.later.setToolTip(self.tr("按允许的时段和速度自动发送，断电、重启后继续。"))
        self.later.clicked.connect(self._enqueue)
        self.queue = QueuePanel(session)
        self.offline = OfflinePanel(session)
        self.offline.told.connect(lambda text: self.notice.say(text, "ok"))
        self.receipt = ReceiptPanel(session)
        self.receipt.told.connect(self.notice.say)
        self.withdraw = self.receipt.withdraw
        self.withdraw.clicked.connect(self.open_withdrawal)
        self._lay_out()

    def load(self, release: Release) -> None:
        self._read_profile()
        self.receipt.show_release(release)
        self.queue.refresh()

    def update_actions(self) -> None:
        super().update_actions()
        missing, asleep = self._missing()
        for button, why, act, proof, done in (
            (self.seal, self.seal_why, "seal", Kind.PACKAGE, self.tr("已封装并签字")),
            (self.upload, self.upload_why, "deliver", Kind.RECEIPT, self.tr("已上传，回执见下")),
        ):
            reason = self.offer(button, act)
            if act == "deliver" and self._is_to_be_sealed():
                reason = self.enable(button, self.tr("请先封装"))
            reason = reason or self.enable(button, missing)
            why.setText(done if proof in self.standing else reason)
        sealed, delivered = Kind.PACKAGE in self.standing, Kind.RECEIPT in self.standing
        emphasise(self.choose, bool(missing) and not asleep)
        emphasise(self.rehearse, asleep)
        emphasise(self.seal, not missing and not sealed)
        emphasise(self.upload, not missing and sealed and not delivered)
        self.later.setEnabled(self.upload.isEnabled())
        self.offline.offer(self.release, self._profile, self.upload.toolTip())
        if not self.offer(self.withdraw, "withdraw"):
            self.enable(self.withdraw, missing)
        self.withdraw.setVisible(delivered)
        self.why.setText("")
        running = self.session.sandbox is not None
        self.rehearse.setEnabled(not running and not self.session.working)
        self.rehearse.setText(self.tr("演练平台已启动") if running else self.tr("启动演练平台"))
        self.lock.look()

    def use_profile(self, path: Path) -> None:
        """Deliver with this profile, now and next time."""
        try:
            acts.choose_upload_profile(self.session.ws, path)
        except GongkaiError as error:
            self.session.failed.emit(error)
            return
        self._read_profile()
        self.update_actions()
        self.session.changed.emit()  # the window marks it if nothing will be real

    def start_rehearsal(self) -> None:
        """A platform in miniature, on this computer only."""
        self.session.act(
            self.tr("启动演练平台"),
            lambda job: rehearsal.start(self.session.ws),
            self._rehearsal_started,
        )

    def open_withdrawal(self) -> WithdrawDialog | None:
        """Ask why the release is withdrawn."""
        if self.release is None:
            return None
        dialog = WithdrawDialog(self.session, self.release, self._profile_file(), self)
        dialog.open()
        return dialog

    def _missing(self) -> tuple[str, bool]:
        """What there must be before anything is sent, and whether it is the miniature that sleeps."""
        if self._profile is None:
            return self.tr("请先选择平台"), False
        awake = self.session.sandbox is not None
        if not awake and rehearsal.is_rehearsal(self.session.ws, self._profile_file()):
            return self.tr("请先启动演练平台"), True
        return "", False

    def _is_to_be_sealed(self) -> bool:
        """Whether that is what keeps it from being uploaded."""
        approved = self.release is not None and self.release.state is State.APPROVED
        return approved and not self.session.working

    def _rehearsal_started(self, sandbox: Sandbox) -> None:
        self.session.sandbox = sandbox
        self.use_profile(sandbox.profile)

    def _browse(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self, self.tr("选择平台配置"), "", self.tr("平台配置 (*.json)")
        )
        if path:
            self.use_profile(Path(path))

    def _profile_file(self) -> Path:
        return acts.upload_profile_at_hand(self.session.ws)

    def _read_profile(self) -> None:
        self._profile = None
        facts = [(self.tr("平台"), self.tr("尚未选择"))]
        chosen = acts.upload_profile(self.session.ws)
        if chosen is not None:
            try:
                self._profile = canonical.read_document(chosen, Profile)
            except GongkaiError as error:
                facts = [(self.tr("平台"), error.told(self.session.language))]
        if self._profile is not None:
            signer = self._profile.platform
            facts = [
                (self.tr("平台"), self._profile.name),
                (self.tr("地址"), self._profile.address),
                (self.tr("回执签署"), signer.name if signer else self.tr("平台不签回执")),
            ]
            if chosen is not None and rehearsal.is_rehearsal(self.session.ws, chosen):
                word = self.tr("演练：数据不会离开这台电脑，也不会真正公开。")
                if self.session.sandbox is None:
                    word = self.tr("演练：请先启动演练平台，它不会在下次登录时自己启动。")
                facts.append((self.tr("注意"), word))
        now = datetime.datetime.now(datetime.UTC)
        facts += [
            (self.tr("证书"), self.session.say(held.told()))
            for path, held in acts.expiring(self.session.ws, now)
            if path == chosen
        ]
        self.platform.fill(facts)

    def _awaited(self, release: Release, error: Exception) -> bool:
        """A receipt that is still to come is no failure."""
        if not isinstance(error, ReceiptAwaited):
            return False
        if self.is_current(release):
            self.receipt.show_release(release)
        return True

    def _seal(self) -> None:
        release, session, profile = self.release, self.session, self._profile
        if release is not None and profile is not None:
            session.act(
                self.tr("封装 {name}").format(name=release.name),
                lambda job: acts.seal(session.ws, session.actor, release.id, profile, job),
            )

    def _upload(self) -> None:
        release, session, profile_file = self.release, self.session, self._profile_file()
        if release is None:
            return

        def deliver(job: Job) -> Delivery | DeliveryRecord:
            if session.sandbox is not None:
                rehearsal.trust_everyone(session.sandbox, session.ws)
            return acts.hand_over(session.ws, session.actor, release.id, profile_file, job)

        session.act(
            self.tr("上传 {name}").format(name=release.name),
            deliver,
            lambda delivery: self._delivered(release, delivery),
            lambda error: self._awaited(release, error),
        )

    def _enqueue(self) -> None:
        session, release = self.session, self.release
        if release is None:
            return
        try:
            acts.enqueue(session.ws, session.actor.card, release.id, self._profile_file())
        except GongkaiError as error:
            session.failed.emit(error)
        self.queue.refresh()

    def _delivered(self, release: Release, delivery: Delivery | DeliveryRecord) -> None:
        resumed = isinstance(delivery, Delivery) and delivery.sent.resumed_from
        if self.is_current(release) and resumed:
            self.notice.say(
                self.tr("已送达（从第 {n} 字节续传）。").format(n=f"{resumed:,}"),
                "ok",
            )

    def _lay_out(self) -> None:
        place = QGroupBox(self.tr("一、平台"))
        row = QHBoxLayout(place)
        row.addWidget(self.platform, 1)
        buttons = QVBoxLayout()
        buttons.addWidget(self.choose)
        buttons.addWidget(self.rehearse)
        buttons.addWidget(self.lock)
        buttons.addStretch(1)
        row.addLayout(buttons)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(place)
        for title, why, *buttons_of in (
            (self.tr("二、封装：加密并签字，只有平台和本单位能打开"), self.seal_why, self.seal),
            (
                self.tr("三、上传：断点续传；中断后再点一次即可继续"),
                self.upload_why,
                self.upload,
                self.later,
            ),
        ):
            column.addWidget(_part(title, why, *buttons_of))
        column.addWidget(self.queue)
        column.addWidget(self.offline)
        column.addWidget(self.receipt)
        column.addStretch(1)
        self.content.addWidget(Scrolling(inside))


def _part(title: str, why: QLabel, first: QPushButton, *others: QPushButton) -> QGroupBox:
    box = QGroupBox(title)
    row = QHBoxLayout(box)
    first.setProperty("primary", True)
    first.setMinimumWidth(120)
    for button in (first, *others):
        row.addWidget(button)
    row.addWidget(why, 1)
    return box
