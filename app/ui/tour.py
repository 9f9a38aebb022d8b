"""The guided tour: for each state of a release, what to press next, pointed at in the window itself.

There is no place in a script to lose: where the release stands says which stop it is.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from app.core import pipeline
from app.core.pipeline import State
from app.ui.pages.page import Page
from app.ui.widgets.pointer import Pointer
from app.ui.widgets.tour_bar import TourBar

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow

LOOK = 300  # milliseconds: pages scroll and fold, and no event tells of all of it


@dataclass(frozen=True)
class Stop:
    """``page``: the step where it is done; ``target``: the page's attribute that is pointed at."""

    page: str
    target: str
    text: str


BEGIN = QT_TRANSLATE_NOOP(
    "tour",
    "先导入一张表。点“导入示例”：窗口会画出表格本来的样子，数据以外的行都有底色；看过后点“导入”。",
)
STOPS: dict[State, tuple[Stop, ...]] = {
    State.IMPORTED: (
        Stop("review", "again", QT_TRANSLATE_NOOP("tour", "点“重新检测”，找出不能直接公开的内容。")),
    ),
    State.REVIEWED: (
        Stop(
            "review", "next",
            QT_TRANSLATE_NOOP(
                "tour",
                "这里列出每一列里查到的敏感内容，示例值已遮蔽。看过后点“下一步”。",
            ),
        ),
        Stop(
            "desensitize", "run",
            QT_TRANSLATE_NOOP(
                "tour",
                "每列该怎样处理已有建议，可以改。点“执行脱敏并复检”，结果会再查一遍。",
            ),
        ),
    ),
    State.DESENSITIZED: (
        Stop(
            "catalog", "save",
            QT_TRANSLATE_NOOP(
                "tour",
                "目录信息多半已替您填好，请核对标出的推断值；缺的补上，然后点“保存目录信息”。",
            ),
        ),
    ),
    State.CATALOGUED: (
        Stop("quality", "check", QT_TRANSLATE_NOOP("tour", "点“运行质检”，看看还有哪些差错。")),
    ),
    State.CHECKED: (
        Stop(
            "signoff", "submit",
            QT_TRANSLATE_NOOP(
                "tour", "点“送审并签字”。您签的是看到的这份数据，以后改一个字都会被发现。"
            ),
        ),
    ),
    State.SUBMITTED: (
        Stop(
            "signoff", "following",
            QT_TRANSLATE_NOOP(
                "tour",
                "自己不能审自己。点“审查人登录…”，选李静，口令是 yanlian；"
                "看过左边的依据，写一句理由，点“签署审查意见”。",
            ),
        ),
    ),
    State.RETURNED: (
        Stop(
            "desensitize", "run",
            QT_TRANSLATE_NOOP("tour", "审查人退回了。按批注修改，再执行一次脱敏，重新送审。"),
        ),
    ),
    State.APPROVED: (
        Stop(
            "deliver", "seal",
            QT_TRANSLATE_NOOP("tour", "点“封装”：数据加密并签字，只有平台能打开。"),
        ),
    ),
    State.SEALED: (
        Stop(
            "deliver", "upload",
            QT_TRANSLATE_NOOP("tour", "点“上传”。断了也不要紧，再点一次会接着传。"),
        ),
    ),
    State.DELIVERED: (
        Stop(
            "deliver", "receipt",
            QT_TRANSLATE_NOOP(
                "tour",
                "完成了：这是平台签名的回执。真正办理时，步骤完全一样。可以到处看看，再离开演练。",
            ),
        ),
    ),
}  # fmt: skip


class Tour(QObject):
    """Leads through the window until it is left. ``left``: the person has had enough."""

    left = Signal()

    def __init__(self, window: "MainWindow", bar: TourBar) -> None:
        super().__init__(window)
        self._window, self._bar = window, bar
        self._pointer = Pointer(window)
        self._clock = QTimer(self)
        self._clock.timeout.connect(self.point)
        self._clock.start(LOOK)
        bar.leave.clicked.connect(self.stop)
        self.point()

    def stop(self) -> None:
        """Point at nothing any more."""
        self._clock.stop()
        self._pointer.point_at(None)
        self.left.emit()

    def point(self) -> None:
        """Say and show what comes next."""
        window = self._window
        releases = window.session.ws.releases()
        self._bar.example.setVisible(not releases)
        if not releases:
            self._tell(0, QCoreApplication.translate("tour", BEGIN))
            self._pointer.point_at(self._bar.example)
            return
        shown = window.page.release or releases[0]
        release = window.session.ws.release(shown.id)
        stops = STOPS.get(release.state, STOPS[State.DELIVERED])
        here = window.page.current() if window.list.chosen() else ""
        stop = next((stop for stop in stops if stop.page == here), stops[0])
        order = [step.id for step in pipeline.STEPS]
        place = order.index(stop.page)
        self._tell(place, self._words(stop, place, here))
        target = self._target(stop, here)
        if target is not self._pointer.target:
            _bring_into_view(target)
        self._pointer.point_at(target)

    def _target(self, stop: Stop, here: str) -> QWidget:
        """What is to be pressed: on the page, or the way to the page."""
        window = self._window
        if not here:
            return window.list
        if here != stop.page:
            step = window.page.pages[here]
            return step.next if _leads_to(step, stop.page) else window.page.rail[stop.page]
        target = getattr(window.page.pages[here], stop.target)
        assert isinstance(target, QWidget)  # noqa: S101 — a test walks all stops
        return target

    def _words(self, stop: Stop, place: int, here: str) -> str:
        """What to do at the stop, or how to get there: a button is named where it can be seen."""
        if not here or here == stop.page:
            return QCoreApplication.translate("tour", stop.text)
        title = self._window.session.say(pipeline.STEPS[place].title)
        return QCoreApplication.translate("tour", "接着到“{step}”这一步。").format(step=title)

    def _tell(self, step: int, text: str) -> None:
        title = self._window.session.say(pipeline.STEPS[step].title)
        self._bar.tell(step + 1, len(pipeline.STEPS), title, text)


def _leads_to(page: Page, step: str) -> bool:
    """Whether a page's own way onward ends at a step."""
    order = [each.id for each in pipeline.STEPS]
    return page.next.isEnabled() and order.index(step) == order.index(page.step) + 1


def _bring_into_view(target: QWidget) -> None:
    """Scroll whatever it lies in, once: afterwards a person may look elsewhere."""
    around = target.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(target)
        around = around.parentWidget()
