"""审查: the clerk submits, another person weighs the evidence and signs."""

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTabWidget, QVBoxLayout, QWidget

from app.core import acts
from app.core.approval.round import SIGNERS
from app.core.approval.values import Comment
from app.core.model import ROLES, Kind, Role
from app.core.pipeline import State
from app.core.trust.identity import Identity
from app.core.workspace.store import Release
from app.ui import wording
from app.ui.dialogs.comments_dialog import CommentsDialog
from app.ui.dialogs.convergence_dialog import ConvergenceDialog
from app.ui.dialogs.effect_dialog import EffectDialog
from app.ui.dialogs.login import LoginDialog
from app.ui.dialogs.new_identity import NewIdentityDialog
from app.ui.dialogs.paper_dialog import PaperDialog, papers_of_release
from app.ui.dialogs.reading_dialog import ReadingDialog
from app.ui.pages.page import Page, emphasise
from app.ui.reading_duty import ReadingDuty
from app.ui.session import Session
from app.ui.widgets.answers_view import AnswersView
from app.ui.widgets.evidence_tree import EvidenceTree
from app.ui.widgets.output_view import OutputView
from app.ui.widgets.scrolling import Scrolling
from app.ui.widgets.since_approved import SinceApprovedPanel
from app.ui.widgets.submit_panel import SubmitPanel
from app.ui.widgets.verdict_form import VerdictForm


class SignoffPage(Page):
    """Evidence at the left, signatures at the right. The core decides who may sign."""

    step = "signoff"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._reviewer: Identity | None = None
        self._duty = ReadingDuty(session)
        self._shown: tuple[str, State, str] | None = None
        self._drafts: list[Comment] = []
        self._remarks = 0
        self._awaited: Role = "reviewer"
        self.evidence = EvidenceTree(session)
        self.since = SinceApprovedPanel(session)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setAccessibleName(self.tr("审查依据"))
        self.tabs.addTab(self.evidence, self.tr("审查依据"))
        self.tabs.addTab(self.since, self.tr("与上次批准相比"))
        self.data = OutputView(session)
        self.tabs.addTab(self.data, self.tr("要公开的数据"))
        self.tabs.currentChanged.connect(lambda _: self._show_tab())
        self.answers = AnswersView(session)
        self.clerk = SubmitPanel(session)
        self.clerk.wanted.connect(self._submit)
        self.verdict = VerdictForm()
        for button, clicked in (
            (self.verdict.login, self.open_login),
            (self.verdict.new_reviewer, self.open_new_reviewer),
            (self.verdict.compare, self.open_convergence),
            (self.verdict.effect, self.open_effect),
            (self.verdict.papers, self.open_papers),
            (self.verdict.comments, self.open_comments),
            (self.verdict.read, self.open_reading),
            (self.verdict.sign, self.ask_to_sign),
        ):
            button.clicked.connect(clicked)
        self.verdict.edited.connect(self.update_actions)
        self._lay_out()

    def load(self, release: Release) -> None:
        # A new report on convergence is the reviewer's own work: who has logged in stays.
        shown = release.id, release.state, self.standing.get(Kind.VERDICT, "")
        if self._shown != shown:
            self._reviewer = None
            self._drafts = []
            self.verdict.begin()
        self._shown = shown
        self.evidence.show_release(release)
        self._show_tab()
        self._show_answers(release)

    def _show_tab(self) -> None:
        """To compare and to read takes a while: only once it is looked at."""
        shown = self.tabs.currentWidget()
        if self.release is not None and shown is self.since:
            self.since.show_release(self.release)
        elif self.release is not None and shown is self.data:
            self.data.show_release(self.release, self.standing.get(Kind.OUTPUT, ""))

    @property
    def following(self) -> QWidget:
        """What whoever signs has to press or to fill in next."""
        if self._signer() is None:
            return self.verdict.login
        return self.verdict.sign if self.verdict.sign.isEnabled() else self.verdict.reason

    @property
    def submit(self) -> QPushButton:
        """What the clerk has to press."""
        return self.clerk.submit

    def update_actions(self) -> None:
        super().update_actions()
        if self.release is None:
            return
        form, standing, state = self.verdict, self.standing, self.release.state
        self.clerk.show_release(self.release, standing, self.offer(self.submit, "submit"))
        if self.clerk.handover.from_elsewhere:  # it goes on where it came from
            emphasise(self.next, False)
            self.next.setEnabled(False)
            self.next.setToolTip(self.tr("由送审的电脑送达，请交回审查意见"))
        reviewer = self._signer()
        card = reviewer.card if reviewer else self.session.actor.card
        reason = self.offer(form.sign, "refuse", card)  # who may sign at all may do so
        if not reason:
            reason = self.enable(form.sign, "" if all(form.said) else self.tr("请写明依据和理由"))
        reason = self._offer_reading(reviewer) or reason
        if state is State.CHECKED:
            reason = self.tr("送审之后才能签署")
        over = Kind.VERDICT in standing and state is not State.SUBMITTED
        form.tell(self.tr("已签署") if over else reason)
        self.why.setText("")
        form.offer_evidence(standing)
        form.who.setText(self._who(reviewer, over=over))
        waiting = state is State.SUBMITTED
        form.open_for_signing(waiting)
        said = self._remarks + len(self._drafts)
        form.comments.setText(self.tr("逐格批注（{n}）…").format(n=said))
        form.comments.setEnabled(bool(said) or waiting)

    def open_reading(self) -> ReadingDialog | None:
        """The next column of running text that the reviewer has not read."""
        release, reader = self.release, self._signer()
        if release is None or reader is None:
            return None
        waiting = self._duty.left(release, self.standing, reader)
        if not waiting:
            return None
        dialog = ReadingDialog(self.session, reader, release.id, Kind.OUTPUT, waiting[0], self)
        dialog.finished.connect(self._has_read)
        dialog.open()
        return dialog

    def _has_read(self) -> None:
        self._duty.forget()
        self.update_actions()

    def _offer_reading(self, reviewer: Identity | None) -> str:
        """Who wants the data to be public reads its running text first; says what is left to read."""
        form, waiting = self.verdict, ()
        if self.release is not None and reviewer is not None:
            waiting = self._duty.left(self.release, self.standing, reviewer)
        form.read.setVisible(bool(waiting))
        if not waiting:
            return ""
        form.read.setText(self.tr("通读“{column}”…").format(column=waiting[0].replace("&", "&&")))
        if form.opinion.currentData() != "公开":
            return ""
        return self.enable(
            form.sign, self.tr("请先通读：{columns}").format(columns=wording.listed(waiting))
        )

    def open_login(self) -> LoginDialog:
        """Ask whoever is awaited for their own passphrase."""
        dialog = LoginDialog(self.session, self._awaited, self)
        dialog.unlocked.connect(self._logged_in)
        dialog.open()
        return dialog

    def open_new_reviewer(self) -> NewIdentityDialog:
        """Let whoever is awaited make their key."""
        dialog = NewIdentityDialog(self.session, self._awaited, self)
        dialog.created.connect(self._logged_in)
        dialog.open()
        return dialog

    def open_convergence(self) -> ConvergenceDialog | None:
        """Show what the release tells together with what is public; the reviewer may add files."""
        if self.release is None:
            return None
        dialog = ConvergenceDialog(self.session, self.release, self._signer(), self)
        dialog.open()
        return dialog

    def open_effect(self) -> EffectDialog | None:
        """Show how well the output is de-identified, and what it is still worth."""
        if self.release is None:
            return None
        dialog = EffectDialog(self.session, self.release, self)
        dialog.open()
        return dialog

    def open_papers(self) -> PaperDialog | None:
        """The papers of the review as they will be printed."""
        if self.release is None:
            return None
        titles = {"review-form": self.tr("保密审查表"), "risk-report": self.tr("风险评估报告")}
        papers = papers_of_release(self.session.ws, self.release, titles)
        dialog = PaperDialog(
            self.session, self.tr("审查表和风险报告"), self.tr("文书"), papers, self
        )
        dialog.open()
        return dialog

    def open_comments(self) -> CommentsDialog | None:
        """What was said of single cells; whoever signs next adds to it."""
        if self.release is None:
            return None
        signs = self._signer() is not None and self.release.state is State.SUBMITTED
        drafts = self._drafts if signs else None
        dialog = CommentsDialog(self.session, self.release, drafts, self)
        dialog.finished.connect(self.update_actions)
        dialog.open()
        return dialog

    def _logged_in(self, identity: Identity) -> None:
        self._reviewer = identity
        self.update_actions()

    def _signer(self) -> Identity | None:
        if self._reviewer is not None:
            return self._reviewer
        actor = self.session.actor
        return actor if actor.card.role in SIGNERS else None

    def _who(self, reviewer: Identity | None, *, over: bool) -> str:
        """Who sits here; ``over``: nobody has to sign any more."""
        if reviewer is None:
            role = self.session.say(ROLES[self.session.actor.card.role])
            if over:
                return self.tr("当前登录的是{role}。").format(role=role)
            return self.tr("当前登录的是{role}。审查须由另一人用本人的密钥签署。").format(role=role)
        card = reviewer.card
        return self.tr("审查人：{name}（{person}）").format(name=card.name, person=card.person)

    def _show_answers(self, release: Release) -> None:
        given = acts.answers(self.session.ws, release.id)
        waits = acts.still_awaited(given) if given else None
        self.answers.show_answers(given)
        self._remarks = len(acts.remarks(self.session.ws, release.id))
        self._awaited = waits.level.role if waits else "reviewer"
        if waits is not None:
            text = self.tr("已送审，等待{level}签署意见，期限 {due}。")
            level = self.session.say(waits.level.title)
            text = text.format(level=level, due=waits.due.isoformat())
            if waits.overdue:
                text += self.tr("已逾期 {n} 个工作日。", "", waits.overdue).format(n=waits.overdue)
            self.notice.say(text, "warn" if waits.overdue else "info")
        elif given is not None:
            opinion = given.verdicts[-1].opinion
            text = self.tr("审查意见：{opinion}").format(opinion=wording.opinion(opinion))
            self.notice.say(text, "ok" if given.round.outcome == "approved" else "stop")
        else:
            self.notice.say("")

    def _submit(self) -> None:
        release, session = self.release, self.session
        if release is not None:
            files = session.outside_files.get(release.id, [])
            joint = session.joint.get(release.id, [])
            session.act(
                self.tr("送审 {name}").format(name=release.name),
                lambda job: acts.submit(
                    session.ws, session.actor, release.id, job, tuple(files), tuple(joint)
                ),
                lambda _: (files.clear(), joint.clear()),
            )

    def ask_to_sign(self) -> LoginDialog | None:
        """A key that has been open since the morning signs nothing: its owner is asked at the desk.

        Who has logged in for this release has just been asked.
        """
        if self._reviewer is not None:
            self._sign(self._reviewer)
            return None
        card = self.session.actor.card
        dialog = LoginDialog(self.session, card.role, self, only=card.name)
        dialog.setWindowTitle(self.tr("签署审查意见"))
        dialog.unlocked.connect(self._sign)
        dialog.open()
        return dialog

    def _sign(self, reviewer: Identity) -> None:
        release, session = self.release, self.session
        if release is None:
            return
        opinion, basis, reason = self.verdict.said
        ws, said = session.ws, tuple(self._drafts)
        session.act(
            self.tr("签署 {name}").format(name=release.name),
            lambda job: acts.review(ws, reviewer, release.id, opinion, basis, reason, said),
        )

    def _lay_out(self) -> None:
        side = QWidget()
        right = QVBoxLayout(side)
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(self.clerk)
        right.addWidget(self.verdict)
        right.addWidget(self.answers)
        right.addStretch(1)
        row = QHBoxLayout()
        row.addWidget(self.tabs, 1)
        row.addWidget(Scrolling(side, 400))
        self.content.addLayout(row, 1)
