"""动态复查: stored releases by the rules of today, and what has to be withdrawn."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.core import acts
from app.core.acts import Rechecked
from app.core.workspace.store import Release
from app.ui import wording
from app.ui.dialogs.withdraw_dialog import WithdrawDialog
from app.ui.session import Session
from app.ui.widgets.labels import Notice, body, tell
from app.ui.widgets.record_table import RecordTable


class RecheckDialog(QDialog):
    """Lists what waits to be rechecked and what was held back; the core decides either.

    ``picked``: a release to be looked at.
    """

    topic = "after"

    picked = Signal(str)

    def __init__(self, session: Session, profile: Path | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.session = session
        self._profile = profile
        self._waiting: tuple[Release, ...] = ()
        self._held: list[Rechecked] = []
        self.setWindowTitle(self.tr("动态复查"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(820, 480)
        self.notice = Notice()
        self.list = RecordTable(
            self.tr("复查"),
            [
                self.tr("发布"), self.tr("名称"), self.tr("状态"), self.tr("结论"), self.tr("位置"),
            ],
            self.tr("没有需要复查的发布，也没有需要撤回的数据。"),
        )  # fmt: skip
        self.list.currentCellChanged.connect(lambda *_: self._show_reasons())
        self.list.cellActivated.connect(lambda *_: self._pick())
        self.reasons = body("", "muted")
        self.reasons.hide()  # until there are any
        self.run = QPushButton(self.tr("复查全部"))
        self.run.setProperty("primary", True)
        self.run.clicked.connect(self._run)
        self.withdraw = QPushButton(self.tr("撤回…"))
        self.withdraw.clicked.connect(self.open_withdrawal)
        self.why = body("", "muted")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(self.run)
        row.addWidget(self.withdraw)
        row.addWidget(self.why, 1)
        row.addWidget(buttons)
        layout = QVBoxLayout(self)
        words = self.tr(
            "检测规则更新后，把存档的脱敏结果用今天的规则再检测一遍。未送达的发布如有新发现，"
            "退回到检测步骤；已公开的列在这里，请撤回。"
        )
        layout.addWidget(body(words, "muted"))
        layout.addWidget(self.notice)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.reasons)
        layout.addLayout(row)
        session.busy.connect(self.update_actions)
        session.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Read anew what waits and what is held back."""
        ws = self.session.ws
        self._waiting = acts.outdated(ws)
        public = acts.to_withdraw(ws)
        known = {each.release.id for each in public}
        back = [h for h in self._held if h.release.id not in known and not h.is_public]
        self._held = [*public, *back]
        rows = [self._row(r.release, self._verdict(r), self._places(r)) for r in self._held]
        rows += [self._row(release, self.tr("待复查"), "") for release in self._waiting]
        self.list.fill(rows)
        for row in range(len(self._held)):
            self.list.tint(row, 3, "stop")
        self.list.setCurrentCell(0 if rows else -1, 0)
        if self._waiting:
            n = len(self._waiting)
            told = self.tr("检测规则已更新，{n} 个发布需要复查。", "", n).format(n=n)
            self.notice.say(told, "warn")
        elif public:
            self.notice.say(
                self.tr("有 {n} 个已公开的数据须撤回。", "", len(public)).format(n=len(public)),
                "stop",
            )
        else:
            self.notice.say(self.tr("所有发布都已按今天的规则检测。"), "ok")
        self._show_reasons()

    def update_actions(self) -> None:
        """Only a clerk rechecks and withdraws; the reason why not is the core's."""
        first = self._waiting[0].id if self._waiting else None
        reason = self.session.refusal("recheck", first) if first else ""
        working = self.session.working
        self.run.setEnabled(bool(first) and not reason and not working)
        chosen = self._chosen()
        if chosen is not None and chosen.is_public:
            reason = self.session.refusal("withdraw", chosen.release.id)
            if self._profile is None:
                reason = self.tr("请先在“送达”步骤选择平台")
            self.withdraw.setEnabled(not reason and not working)
        else:
            self.withdraw.setEnabled(False)
        self.why.setText(reason)

    def open_withdrawal(self) -> WithdrawDialog | None:
        """Ask why the chosen release is withdrawn."""
        chosen = self._chosen()
        if chosen is None or self._profile is None:
            return None
        dialog = WithdrawDialog(self.session, chosen.release, self._profile, self)
        dialog.open()
        return dialog

    def _run(self) -> None:
        session, releases = self.session, [release.id for release in self._waiting]
        session.act(
            self.tr("动态复查"),
            lambda job: acts.recheck_all(session.ws, session.actor, releases, job),
            self._checked,
            owner=self,
        )

    def _checked(self, checked: Sequence[Rechecked]) -> None:
        self._held = [each for each in checked if not each.holds]
        self.refresh()

    def _pick(self) -> None:
        row = self.list.currentRow()
        every = [*(each.release for each in self._held), *self._waiting]
        if 0 <= row < len(every):
            self.picked.emit(every[row].id)

    def _chosen(self) -> Rechecked | None:
        row = self.list.currentRow()
        return self._held[row] if 0 <= row < len(self._held) else None

    def _row(self, release: Release, verdict: str, places: str) -> tuple[str, ...]:
        state = wording.state(release.state, self.session.language)
        return release.id, release.name, state, verdict, places

    def _verdict(self, each: Rechecked) -> str:
        return self.tr("须撤回") if each.is_public else self.tr("已退回检测")

    def _places(self, each: Rechecked) -> str:
        return wording.listed(self.session.say(place) for place in each.places)

    def _show_reasons(self) -> None:
        """What was found in the chosen release, masked as the core hands it over."""
        chosen, say, language = self._chosen(), self.session.say, self.session.language
        lines = []
        for finding in chosen.findings if chosen else ():
            kind = wording.finding_type(finding.type, language)
            sample = finding.sample_masked[0] if finding.sample_masked else ""
            reasons = wording.sentences([sample, *map(say, finding.reasons)])
            lines.append(wording.said_of(wording.aside(finding.column, kind), reasons))
        for mark in chosen.marks if chosen else ():
            kind = wording.finding_type(mark.rule, language)
            lines.append(wording.said_of(wording.aside(say(mark.where), kind), mark.text))
        tell(self.reasons, "\n".join(lines))
        self.update_actions()
