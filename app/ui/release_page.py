"""One release: the rail of its steps, and the page of the step that is looked at."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.core import pipeline
from app.core.workspace.store import Release
from app.ui import theme, wording
from app.ui.help.asking import show_help
from app.ui.pages.catalog_page import CatalogPage
from app.ui.pages.deliver_page import DeliverPage
from app.ui.pages.desensitize_page import DesensitizePage
from app.ui.pages.import_page import ImportPage
from app.ui.pages.page import Page
from app.ui.pages.quality_page import QualityPage
from app.ui.pages.review_page import ReviewPage
from app.ui.pages.signoff_page import SignoffPage
from app.ui.session import Session
from app.ui.widgets.labels import caption, heading

PAGES: dict[str, type[Page]] = {
    page.step: page
    for page in (
        ImportPage, ReviewPage, DesensitizePage, CatalogPage, QualityPage, SignoffPage, DeliverPage,
    )
}  # fmt: skip


class ReleasePage(QWidget):
    """The rail follows the pipeline's table; a step that is not reached yet says what it waits for.

    ``answering``: its verdicts are to go back to the computer that it came from.
    ``sheet_wanted``: another sheet of the release's workbook is to be imported. ``stepped``: another
    step is looked at.
    """

    sheet_wanted = Signal(str)
    answering = Signal(object)
    stepped = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.release: Release | None = None
        self.title = heading()
        self.state = caption("")
        self.rail: dict[str, QToolButton] = {}
        self.pages: dict[str, Page] = {}
        self._stack = QStackedWidget()
        self._group = QButtonGroup(self)
        top = QHBoxLayout()
        top.setContentsMargins(16, 8, 16, 0)
        top.addWidget(self.title, 1)
        top.addWidget(self.state)
        rail = QHBoxLayout()
        rail.setContentsMargins(10, 0, 10, 0)
        rail.setSpacing(0)
        for step in pipeline.STEPS:
            rail.addWidget(self._rail_button(step.id, session.say(step.title)))
            page = PAGES[step.id](session)
            page.end_with_actions()
            page.onward.connect(self._onward)
            if isinstance(page, ImportPage):
                page.sheet_wanted.connect(self.sheet_wanted)
            if isinstance(page, SignoffPage):
                page.clerk.handover.answering.connect(self.answering)
            self.pages[step.id] = page
            self._stack.addWidget(page)
        review, recipe = self.pages["review"], self.pages["desensitize"]
        if isinstance(review, ReviewPage) and isinstance(recipe, DesensitizePage):
            review.work_on(recipe.draft)
            review.judging.judged.connect(recipe.forget)
        self.help = QToolButton()
        self.help.setText(self.tr("帮助 F1"))
        self.help.setProperty("rail", True)
        self.help.clicked.connect(lambda: show_help(self.current()))
        rail.addStretch(1)
        rail.addWidget(self.help)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(top)
        layout.addLayout(rail)
        layout.addWidget(self._stack, 1)
        session.busy.connect(self._update_actions)

    def show_release(self, release: Release, *, step: str | None = None) -> None:
        """Show a release; another one than before opens at the step that it waits for."""
        fresh = self.release is None or self.release.id != release.id
        self.release = release
        self.title.setText(release.name)
        self.state.setText(f"{release.id} · {wording.state(release.state, self.session.language)}")
        if step is None and fresh:
            waiting = pipeline.next_step(release.state)
            step = waiting.id if waiting else pipeline.STEPS[-1].id
        self._mark_rail(release)
        self.go(step or self.current())

    def current(self) -> str:
        """The step that is looked at."""
        return next(id for id, page in self.pages.items() if page is self._stack.currentWidget())

    def go(self, step: str) -> None:
        """Look at a step."""
        self._stack.setCurrentWidget(self.pages[step])
        self.rail[step].setChecked(True)
        if self.release is not None:
            self.pages[step].show_release(self.release)
        self.stepped.emit()

    def closed(self, step: str) -> str:
        """Why a step cannot be looked at yet; "" where it can."""
        button = self.rail[step]
        return "" if button.isEnabled() else button.toolTip()

    def title_of(self, step: str) -> str:
        """What a step is called."""
        return next(self.session.say(each.title) for each in pipeline.STEPS if each.id == step)

    def _rail_button(self, id: str, name: str) -> QToolButton:
        button = QToolButton()
        button.setAccessibleName(name)
        button.setCheckable(True)
        button.setProperty("rail", True)
        button.clicked.connect(lambda: self.go(id))
        self._group.addButton(button)
        self.rail[id] = button
        return button

    def _mark_rail(self, release: Release) -> None:
        waiting = pipeline.next_step(release.state)
        standing = self.session.ws.standing(release.id)
        order = [step.id for step in pipeline.STEPS]
        here = order.index(waiting.id) if waiting else len(order)
        for place, step in enumerate(pipeline.STEPS):
            stands = step.proof in standing
            how = "current" if place == here else "done" if place < here else "blocked"
            sign = {"done": "✓", "current": "●", "blocked": "○"}[how]
            button = self.rail[step.id]
            name = self.session.say(step.title)
            button.setText(f"{sign} {name}")
            button.setEnabled(place <= here or stands)
            button.setToolTip("" if button.isEnabled() else self._waits_for(here))
            words = {
                "done": self.tr("已完成"), "current": self.tr("当前步骤"), "blocked": self.tr("未到"),
            }  # fmt: skip
            button.setAccessibleName(wording.aside(name, words[how]))
            theme.mark(button, "step", how)

    def _waits_for(self, here: int) -> str:
        title = self.session.say(pipeline.STEPS[here].title)
        return self.tr("请先完成：{step}").format(step=title)

    def _onward(self) -> None:
        order = list(self.pages)
        place = order.index(self.current()) + 1
        if place < len(order):
            self.go(order[place])

    def _update_actions(self) -> None:
        page = self._stack.currentWidget()
        if isinstance(page, Page) and self.release is not None:
            page.update_actions()
