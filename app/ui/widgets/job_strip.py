"""The strip at the bottom: what is being done, how far it is, and a way to stop it."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from app.ui.jobs import JobRunner, UiJob
from app.ui.widgets.gauge import Gauge
from app.ui.widgets.labels import caption

PATIENCE = 250  # milliseconds; what is done sooner would only make the window flicker


class JobStrip(QWidget):
    """Follows one runner; out of sight while it rests."""

    def __init__(self, runner: JobRunner) -> None:
        super().__init__()
        self._runner = runner
        self._job: UiJob | None = None
        self.title = caption("")
        self.bar = QProgressBar()
        self.bar.setMaximumHeight(18)
        self.gauge = Gauge(self.bar)
        self.cancel = QPushButton(self.tr("取消"))
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self._cancel)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 12, 4)
        layout.addWidget(self.title)
        layout.addWidget(self.bar, 1)
        layout.addWidget(self.cancel)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(PATIENCE)
        self._late.timeout.connect(self.show)
        self.hide()
        runner.started.connect(self._follow)
        runner.ended.connect(self._follow)
        runner.stopping.connect(self._stopping)
        self._follow()

    def _follow(self, _: object = None) -> None:
        job = self._runner.current
        if job is None:
            self._late.stop()
            self.hide()
        elif not self.isVisible() and not self._late.isActive():
            self._late.start()
        if job is None or job is self._job:
            return
        self._job = job
        self.title.setText(job.title)
        self.bar.setAccessibleName(job.title)
        self.cancel.setEnabled(True)
        self.cancel.setText(self.tr("取消"))
        self.gauge.begin(job.size)
        job.signals.progress.connect(self.gauge.show)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._stopping()

    def _stopping(self) -> None:
        self.cancel.setEnabled(False)
        self.cancel.setText(self.tr("正在停止"))
