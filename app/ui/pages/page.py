"""What every page has: a release to show, an action with its reason, a way onward."""

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.core import pipeline
from app.core.model import Card, Kind
from app.core.workspace.store import Release
from app.ui import theme
from app.ui.session import Session
from app.ui.widgets.labels import Notice, body
from app.ui.widgets.record_table import tip


class Page(QWidget):
    """One step of one release. A page calls the core's acts and shows what comes back.

    ``onward``: the person wants the next step.
    """

    onward = Signal()
    step: ClassVar[str]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.release: Release | None = None
        self.standing: dict[Kind, str] = {}
        self.notice = Notice()
        self.content = QVBoxLayout()
        self.content.setSpacing(8)
        self.why = body("", "muted")
        self.next = QPushButton(self.tr("下一步"))
        self.next.clicked.connect(self.onward)
        self.action_row = QHBoxLayout()
        self.action_row.addWidget(self.why, 1)
        self.action_row.addWidget(self.next)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 10)
        layout.addWidget(self.notice)
        layout.addLayout(self.content, 1)

    def end_with_actions(self) -> None:
        """The row of actions comes below what the page holds, once it holds all: Tab follows the order in
        which widgets came into the page.
        """
        self.layout().addLayout(self.action_row)

    def show_release(self, release: Release) -> None:
        """Show where ``release`` stands; what is being typed stays while nothing has changed."""
        standing = self.session.ws.standing(release.id)
        known = self.release
        fresh = known is None or known.id != release.id or standing != self.standing
        if fresh and known is not None:
            self.put_aside(known)
        self.release, self.standing = release, standing
        if fresh:
            self.load(release)
        self.update_actions()

    def forget(self) -> None:
        """What is shown is out of date: the next look reads it anew."""
        self.release = None

    def put_aside(self, release: Release) -> None:
        """Another release is about to be shown: keep what was typed, if anything."""

    def load(self, release: Release) -> None:
        """Fill the page from the workspace."""
        raise NotImplementedError

    def update_actions(self) -> None:
        """Enable what is possible now, and say why the rest is not."""
        self.why.setText("")
        self._offer_next()

    def is_done(self) -> bool:
        """Whether the release waits for a later step than this one; a refusal takes it back."""
        if self.release is None:
            return False
        steps = [step.id for step in pipeline.STEPS]
        waiting = pipeline.next_step(self.release.state)
        return waiting is None or steps.index(waiting.id) > steps.index(self.step)

    def is_current(self, release: Release) -> bool:
        """Whether a result that was fetched for ``release`` still belongs on this page."""
        return self.release is not None and self.release.id == release.id

    def button(
        self, title: str, clicked: Callable[[], None], *, primary: bool = True
    ) -> QPushButton:
        """A button in the row of actions."""
        button = QPushButton(title)
        button.setProperty("primary", primary)
        button.clicked.connect(clicked)
        self.action_row.insertWidget(self.action_row.count() - 1, button)
        return button

    def offer(self, button: QPushButton, act: str, card: Card | None = None) -> str:
        """Enable a button if the core admits its act; returns the reason why not."""
        if self.release is None:
            return ""
        reason = self.session.refusal(act, self.release.id, card)
        reason = reason and (self._too_early() or reason)
        if self.session.working:
            reason = self.tr("正在处理，请稍候。")
        return self.enable(button, reason)

    def _too_early(self) -> str:
        """The step that has to be done before this one, in words, which says more than all that could be
        done instead; "" where it is this one's turn.
        """
        steps = [step.id for step in pipeline.STEPS]
        waiting = pipeline.next_step(self.release.state) if self.release is not None else None
        if waiting is None or steps.index(waiting.id) >= steps.index(self.step):
            return ""
        return self.tr("请先完成：{step}").format(step=self.session.say(waiting.title))

    def enable(self, button: QPushButton, reason: str) -> str:
        """Enable a button unless there is a reason against it, which is then shown."""
        button.setEnabled(not reason)
        button.setToolTip(tip(reason))
        button.setProperty("why", reason)  # for the palette
        if reason:
            self.why.setText(reason)
        return reason

    def emphasise_until_done(self, button: QPushButton) -> None:
        """The eye goes to the step's own button first, then to the way onward."""
        emphasise(button, not self.is_done())

    def _offer_next(self) -> None:
        """The way onward is open once this step is behind the release."""
        steps = [step.id for step in pipeline.STEPS]
        place = steps.index(self.step)
        last = place == len(steps) - 1
        self.next.setVisible(not last)
        if last:
            return
        following = pipeline.STEPS[place + 1]
        title = self.session.say(following.title)
        self.next.setText(self.tr("下一步：{step}").format(step=title))
        done = self.is_done()
        emphasise(self.next, done)
        self.next.setEnabled(done)
        self.next.setToolTip("" if done else self.tr("请先完成本步骤"))


def emphasise(button: QPushButton, on: bool) -> None:
    """Make a button the one that is meant to be pressed, or one among others."""
    theme.mark(button, "primary", on)
