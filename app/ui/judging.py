"""What is said of the finding that is looked at: its buttons, its keys, and what stands of it so far."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QPushButton

from app.core import acts
from app.core.judgements import told
from app.core.model import Finding, Judgement
from app.ui import wording
from app.ui.dialogs.judging_dialogs import DismissDialog, RevealDialog
from app.ui.dialogs.reclassify_dialog import ReclassifyDialog
from app.ui.draft import Draft
from app.ui.latest import Latest
from app.ui.pages.page import Page
from app.ui.widgets.findings_table import FindingsTable, Said


def said_in(proposal: acts.Proposal) -> tuple[tuple[Judgement, ...], dict[str, str]]:
    """What a recipe says of the findings: its judgements, and why columns are kept as they are."""
    recipe = proposal.recipe
    kept = {one.column: one.reason for one in recipe.treatments if one.operator == "keep"}
    return recipe.judgements, kept


class Judging(QObject):
    """Belongs to the page of the findings. ``judged``: the recipe's draft says something else of a finding."""

    judged = Signal()
    _draft: Draft[acts.Proposal]

    def __init__(self, page: Page, table: FindingsTable) -> None:
        super().__init__(page)
        self._page, self._table, self._session = page, table, page.session
        self._latest = Latest(page.session, self)
        table.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.show_cells = self._button(self.tr("查看原值…"), "V", self.open_reveal)
        self.confirm = self._button(self.tr("确认"), "A", self.accept)
        self.change = self._button(self.tr("改判…"), "R", self.open_reclassification)
        self.drop = self._button(self.tr("排除…"), "D", self.open_dismissal)
        self.take_back = self._button(self.tr("撤回判断"), "U", self.retract)
        for button, help in (
            (self.confirm, self.tr("检测结果无误：随方案签署，审查人可见")),
            (self.change, self.tr("级别或类型不对：写明理由，按改判后的级别处理和复检")),
            (self.drop, self.tr("不是敏感内容，或依法可以公开：写明理由，整列原样公开")),
        ):
            key = button.property("action").shortcut().toString()
            button.setToolTip(wording.aside(help, key))

    def work_on(self, draft: Draft[acts.Proposal]) -> None:
        """What is said stands in this draft, which the recipe's own page shows whole."""
        self._draft = draft
        draft.signals.moved.connect(self._moved)

    def show_buttons(self, shown: bool) -> None:
        """Show the buttons, or put them away while something else than the findings is looked at."""
        for button in (self.show_cells, self.confirm, self.change, self.drop, self.take_back):
            button.setVisible(shown)

    def refresh(self) -> None:
        """Show what the recipe that is worked on says of each finding."""
        release, ws = self._page.release, self._session.ws
        if release is not None and self._table.total:
            self._latest.fetch(
                lambda job: acts.applied(ws, release.id),
                lambda applied: self._open_draft(release.id, applied),
                self._failed,
            )

    def offer(self) -> None:
        """Enable what can be said of the finding that is looked at, and say why the rest cannot."""
        finding, page = self._table.current(), self._page
        none = "" if finding else self.tr("没有发现敏感内容")
        said = self._table.said(finding) if finding else ""
        blocked = finding is not None and finding.gate == "block"
        stands = self.tr("依规定不得公开，不能由承办人排除") if blocked else ""
        unsaid = "" if said else self.tr("对这个发现还没有作出判断")
        refused = none or self._refusal()
        for button, reason in (
            (self.show_cells, none), (self.confirm, refused), (self.change, refused),
            (self.drop, refused or stands), (self.take_back, refused or unsaid),
        ):  # fmt: skip
            button.setEnabled(not reason)
            button.setProperty("why", reason)
            button.property("action").setEnabled(not reason)
        page.why.setText("")

    def accept(self) -> None:
        """The finding is right."""
        self._act(
            self.tr("正在登记"),
            lambda release, found: acts.accept(
                self._session.ws, self._session.actor, release, found.column, found.type
            ),
            self.tr("“{column}”的发现已确认，写入脱敏方案的草稿；执行脱敏后生效。"),
        )

    def retract(self) -> None:
        """Nothing is said of the finding any more."""
        self._act(
            self.tr("正在登记"),
            lambda release, found: acts.retract(
                self._session.ws, self._session.actor, release, found.column, found.type
            ),
            self.tr("对“{column}”的判断已撤回，仍按检测结果处理。"),
        )

    def open_reveal(self) -> RevealDialog | None:
        """The cells of the finding, unmasked; the log tells of it."""
        return self._open(RevealDialog)

    def open_dismissal(self) -> DismissDialog | None:
        """Ask why the finding may be public."""
        text = self.tr("“{column}”将原样公开，理由已写入脱敏方案的草稿；执行脱敏后生效。")
        return self._open(DismissDialog, text)

    def open_reclassification(self) -> ReclassifyDialog | None:
        """Ask what the finding is, and why."""
        text = self.tr("“{column}”已改判，理由已写入脱敏方案的草稿；执行脱敏后生效。")
        return self._open(ReclassifyDialog, text)

    def _open(self, kind: Callable[..., Any], text: str = "") -> Any:
        finding, release = self._table.current(), self._page.release
        if release is None or finding is None:
            return None
        self._draft.flush()
        dialog: QDialog = kind(self._session, release, finding, self._page)
        if text:
            dialog.accepted.connect(lambda: self._said(finding, text))
        dialog.open()
        return dialog

    def _act(self, title: str, act: Callable[[str, Finding], object], text: str) -> None:
        finding, release = self._table.current(), self._page.release
        if release is None or finding is None:
            return
        self._draft.flush()
        self._session.act(
            title,
            lambda job: act(release.id, finding),
            lambda _: self._said(finding, text),
            owner=self,
        )

    def _said(self, finding: Finding, text: str) -> None:
        self._page.notice.say(text.format(column=finding.column), "warn")
        self.judged.emit()
        self.refresh()

    def _open_draft(self, release: str, applied: acts.Proposal) -> None:
        self._draft.open(release, applied)
        self._show()

    def _moved(self) -> None:
        """Undo or redo, here or on the recipe's own page."""
        release = self._page.release
        if release is not None and release.id == self._draft.release:
            text = self.tr("对发现的判断已改动，写入脱敏方案的草稿；执行脱敏后生效。")
            self._page.notice.say(text, "warn")
            self._show()

    def _show(self) -> None:
        say, (judgements, kept) = self._session.say, said_in(self._draft.now)
        said: Said = {(one.column, one.type): say(told(one)) for one in judgements}
        self._table.show_said(
            said, {name: wording.aside(self.tr("已排除"), why) for name, why in kept.items()}
        )
        self.offer()

    def _failed(self, error: Exception) -> None:
        self._session.failed.emit(error)

    def _refusal(self) -> str:
        release = self._page.release
        if self._session.working:
            return self.tr("正在处理，请稍候。")
        return self._session.refusal("desensitize", release.id) if release else ""

    def _button(self, title: str, key: str, act: Callable[[], object]) -> QPushButton:
        """A button, and the same in the table's menu and under a key."""
        button = self._page.button(title, act, primary=False)
        action = QAction(title, self._table.table)
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda _=False: act())
        self._table.table.addAction(action)
        button.setProperty("action", action)
        return button
