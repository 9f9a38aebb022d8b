"""The queue of deliveries: where each stands, how fast it goes, and the way to hold it or go on."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QGroupBox, QHBoxLayout, QPushButton, QVBoxLayout

from app.core import acts
from app.core.errors import Cancelled
from app.core.workspace import delivery_queue as queue
from app.core.workspace.delivery_queue import OPEN, STANDINGS, Queued, Standing
from app.ui import rehearsal
from app.ui.jobs import UiJob
from app.ui.session import Session
from app.ui.widgets.labels import body
from app.ui.widgets.pace import Pace
from app.ui.widgets.record_table import RecordTable

LOOK = 20_000  # milliseconds between two looks for what has become due


class QueuePanel(QGroupBox):
    """Shows every delivery of the workspace; sends as the person who is logged in."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setTitle(self.tr("上传队列"))
        self.session = session
        self._job: UiJob | None = None
        self._pace = Pace()
        self.table = RecordTable(
            self.tr("上传队列"),
            [self.tr("发布任务"), self.tr("状态"), self.tr("下次尝试"), self.tr("说明")],
            self.tr("队列是空的"),
        )
        self.table.setMaximumHeight(140)
        self.table.itemSelectionChanged.connect(self._offer)
        self.progress = body("", "muted")
        self.run = self._button(self.tr("开始"), self.start)
        self.pause = self._button(self.tr("暂停"), self.hold)
        self.item = self._button(self.tr("暂停此项"), self._hold_one)
        self.retry = self._button(self.tr("重试"), self._retry)
        self.remove = self._button(self.tr("移除"), self._remove)
        row = QHBoxLayout()
        row.addWidget(self.progress, 1)
        for button in (self.run, self.pause, self.item, self.retry, self.remove):
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.addWidget(self.table)
        layout.addLayout(row)
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._go_on)
        self._clock.start(LOOK)
        session.closing.connect(self._clock.stop)
        self.refresh()

    def refresh(self) -> None:
        """Read the queue anew."""
        self._queued = queue.queue(self.session.ws)
        self.table.fill([self._row(each) for each in self._queued])
        self.setVisible(bool(self._queued))
        self._offer()

    def start(self) -> None:
        """Let the queue go on, and deliver what is due."""
        queue.pause(self.session.ws, paused=False)
        self._send()

    def hold(self) -> None:
        """Stop what is being sent; it goes on later where the platform stands."""
        queue.pause(self.session.ws, paused=True)
        if self._job is not None:
            self._job.cancel()
        self.refresh()

    def _go_on(self) -> None:
        ws, session = self.session.ws, self.session
        idle = not session.working and session.actor.card.role == "clerk"
        if idle and not queue.is_paused(ws) and queue.next_due(ws, queue.now()) is not None:
            self._send()

    def _send(self) -> None:
        session = self.session
        if session.sandbox is not None:
            rehearsal.trust_everyone(session.sandbox, session.ws)
        self._pace = Pace()
        self._job = session.act(
            self.tr("发送上传队列"),
            lambda job: acts.run_queue(session.ws, session.actor, job, wait=False),
            failed=lambda error: isinstance(error, Cancelled),  # paused, which the panel shows
            owner=self,
        )
        self._job.signals.progress.connect(self._progress)
        self._job.signals.finished.connect(self._ended)
        self._offer()

    def _progress(self, done: int, total: int | None) -> None:
        if total and total > 1:
            self.progress.setText(self._pace.told(done, total))

    def _ended(self) -> None:
        self._job = None
        self.progress.setText("")
        self.refresh()

    def _hold_one(self) -> None:
        """Pause the chosen delivery while the others go on, or let it go on."""
        chosen = self._chosen()
        if chosen is not None:
            held = chosen.standing is Standing.HELD
            (queue.go_on if held else queue.hold)(self.session.ws, chosen.id)
            self.refresh()
            self._go_on()

    def _retry(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            queue.retry(self.session.ws, chosen.id)
            self.start()

    def _remove(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            queue.remove(self.session.ws, chosen.id)
            self.refresh()

    def _chosen(self) -> Queued | None:
        row = self.table.currentRow()
        return self._queued[row] if 0 <= row < len(self._queued) else None

    def _offer(self) -> None:
        chosen, sending = self._chosen(), self._job is not None
        waiting = any(each.standing in OPEN for each in self._queued)
        self.run.setEnabled(waiting and not self.session.working)
        self.pause.setEnabled(sending)
        open_ = chosen is not None and chosen.standing is not Standing.DONE
        held = chosen is not None and chosen.standing is Standing.HELD
        self.item.setText(self.tr("继续此项") if held else self.tr("暂停此项"))
        self.item.setEnabled(open_)
        self.retry.setEnabled(open_ and not self.session.working)
        self.remove.setEnabled(chosen is not None and not sending)

    def _row(self, each: Queued) -> tuple[str, str, str, str]:
        due = f"{each.due.astimezone():%m-%d %H:%M}" if each.standing in OPEN else ""
        told = [each.trouble.message, each.trouble.hint] if each.trouble else []
        standing = self.session.say(STANDINGS[each.standing])
        return each.release, standing, due, "  ".join(map(self.session.say, told))

    def _button(self, title: str, clicked: Callable[[], None]) -> QPushButton:
        button = QPushButton(title)
        button.clicked.connect(clicked)
        return button
