"""A request's route as a line of persons, and below it what each of them has said."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.core.approval.values import Level, Verdict
from app.core.model import Opinion
from app.core.trust.statements import Answered
from app.ui import wording
from app.ui.session import Session
from app.ui.widgets.flow import Flow
from app.ui.widgets.labels import Facts, Tone, caption

SIGNS: dict[Opinion, tuple[str, Tone]] = {"公开": ("✓", "ok"), "需报审": ("?", "warn")}
"""How an opinion is shown; whatever else it is returns the release."""


class AnswersView(QWidget):
    """Who has signed, who is awaited, who comes after."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.line = QWidget()
        self.said = Facts()
        self._labels: list[QLabel] = []
        self._flow = Flow(self.line)
        self._flow.setSpacing(12)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.line)
        layout.addWidget(self.said)

    def show_answers(self, given: Answered | None) -> None:
        """Fill both; None is for a release that was not submitted."""
        for label in self._labels:
            self._flow.removeWidget(label)
            label.hide()
            label.deleteLater()
        self._labels.clear()
        self.said.fill([] if given is None else self._facts(given))
        if given is None:
            return
        self._stop("✓", self.tr("承办人"), given.request.signer.name, "ok")
        for number, level in enumerate(given.request.route.levels, 1):
            self._level(given, number, level)

    def texts(self) -> list[str]:
        """The stops of the line, as they are shown."""
        return [label.text() for label in self._labels]

    def _level(self, given: Answered, number: int, level: Level) -> None:
        here = [verdict for verdict in given.verdicts if verdict.level == number]
        position = given.round.position
        title = wording.label(self.session.say(level.title))
        if level.organisation:
            title = wording.aside(title, level.organisation)
        for verdict in here:
            sign, tone = SIGNS.get(verdict.opinion, ("✗", "stop"))
            self._stop(sign, title, verdict.signer.name, tone)
        missing = position.missing if number == position.level else level.signatures - len(here)
        passed = given.round.outcome != "awaiting" or number < position.level
        for _ in range(0 if passed else missing):
            awaited = number == position.level
            whom = self.tr("待签署") if awaited else self.tr("未到")
            if level.only_unsure and not awaited:
                whom = self.tr("拿不准时")
            self._stop("●" if awaited else "○", title, whom, "info" if awaited else "muted")

    def _stop(self, sign: str, title: str, name: str, tone: Tone) -> None:
        label = caption(f"{sign} {wording.said_of(title, name)}")
        label.setProperty("tone", tone)
        self._labels.append(label)
        self._flow.addWidget(label)
        label.show()

    def _facts(self, given: Answered) -> list[tuple[str, str]]:
        asked = given.request
        facts = [(self.tr("送审"), f"{asked.signer.name}  {wording.when(asked.at)}")]
        for verdict in given.verdicts:
            facts += self._verdict(verdict)
        return facts

    def _verdict(self, verdict: Verdict) -> list[tuple[str, str]]:
        return [
            (self.tr("审查"), f"{verdict.signer.name}  {wording.when(verdict.at)}"),
            (self.tr("意见"), wording.opinion(verdict.opinion)),
            (self.tr("依据"), verdict.basis),
            (self.tr("理由"), verdict.reason),
        ]
