"""A finding is something else than the scan took it for: of another level, or another type."""

from typing import get_args

from PySide6.QtWidgets import QWidget

from app.core import acts, agency
from app.core.model import GATE_NAMES, LEVEL_NAMES, Finding, Level
from app.core.resources import finding_types
from app.core.review.detector import detectors
from app.core.review.policy import Policy
from app.core.workspace.store import Release
from app.ui import wording
from app.ui.dialogs.form import FormDialog
from app.ui.session import Session
from app.ui.widgets.labels import body, narrow_choice


class ReclassifyDialog(FormDialog):
    """Says before it is said what the rules will then ask for."""

    def __init__(
        self, session: Session, release: Release, finding: Finding, parent: QWidget
    ) -> None:
        super().__init__(session.jobs, session.language, "", parent)
        self.session, self.release, self.finding = session, release, finding
        self._policy: Policy | None = None
        self.setWindowTitle(self.tr("改判发现"))
        kind = wording.finding_type(finding.type, session.language)
        self.intro.setText(
            self.tr(
                "检测结果：{finding}，{level}。改判和理由写入方案，由审查人一并签署；复检按改判后的级别进行。"
            ).format(
                finding=wording.aside(finding.column, kind),
                level=session.say(LEVEL_NAMES[finding.level]),
            )
        )
        self.type = narrow_choice()
        for id, detector in detectors.all().items():
            self.type.addItem(wording.label(session.say(detector.title)), id)
        if self.type.findData(finding.type) < 0:  # one of the agency's own
            self.type.addItem(wording.label(kind), finding.type)
        self.type.setCurrentIndex(self.type.findData(finding.type))
        self.level = narrow_choice()
        for level in get_args(Level):
            self.level.addItem(wording.label(session.say(LEVEL_NAMES[level])), level)
        self.level.setCurrentIndex(self.level.findData(finding.level))
        self.ask(self.tr("类型"), self.type)
        self.ask(self.tr("级别"), self.level)
        self.reason = self.ask_line(self.tr("理由"))
        self.outcome = body("", "muted")
        self.form.addRow(self.outcome)
        self.type.currentIndexChanged.connect(lambda _: self._follow_type())
        self.level.currentIndexChanged.connect(lambda _: self._tell_outcome())
        ws = session.ws
        session.read(self, lambda job: agency.rules(ws).policy(), self._judge_by)

    def submit(self) -> None:
        if not self.complete(self.reason):
            return
        ws, actor, id, found = self.session.ws, self.session.actor, self.release.id, self.finding
        level, as_type = self.level.currentData(), self.type.currentData()
        reason = self.reason.text()
        self.work(
            self.tr("正在登记"),
            lambda job: acts.reclassify(
                ws, actor, id, found.column, found.type, level, reason, as_type
            ),
            lambda _: self.accept(),
        )

    def _judge_by(self, policy: Policy) -> None:
        self._policy = policy
        self._tell_outcome()

    def _follow_type(self) -> None:
        """Another type comes with its usual level."""
        known = finding_types().get(self.type.currentData())
        if known is not None:
            self.level.setCurrentIndex(self.level.findData(known.data["level"]))
        self._tell_outcome()

    def _tell_outcome(self) -> None:
        if self._policy is None:
            return
        type, level = self.type.currentData(), self.level.currentData()
        gate = self.session.say(GATE_NAMES[self._policy.gate(type, level)])
        grade = wording.grade(self._policy.grade(type, level), self.session.language)
        self.outcome.setText(
            self.tr("改判后的处置：{gate}；数据分级：{grade}").format(gate=gate, grade=grade)
        )
