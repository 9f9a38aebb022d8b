"""The strip at the bottom: what is being done, how far it is, and a way to stop it."""

from PySide6.QtCore import QLocale, QTimer
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from app.ui.jobs import JobRunner, UiJob
from app.ui.widgets.labels import caption

PATIENCE = 250  # milliseconds; what is done sooner would only make the window flicker
STEPS = 1000  # of the bar; a count of bytes does not fit into its 32-bit range


class JobStrip(QWidget):
    """Follows one runner; out of sight while it rests."""

    def __init__(self, runner: JobRunner) -> None:
        super().__init__()
        self._runner = runner
        self._job: UiJob | None = None
        self.title = caption("")
        self.bar = QProgressBar()
        self.bar.setMaximumHeight(18)
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
        self.bar.setRange(0, 0)
        self.cancel.setEnabled(True)
        self.cancel.setText(self.tr("取消"))
        job.signals.progress.connect(self._progress)

    def _progress(self, done: int, total: int | None) -> None:
        size = self._job.size if self._job is not None else 0
        show_progress(self.bar, done, total, size)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self.cancel.setEnabled(False)
            self.cancel.setText(self.tr("正在停止"))


def show_progress(bar: QProgressBar, done: int, total: int | None, size: int = 0) -> None:
    """How far a job is. Rows are counted on the way too, with no end in sight: they do not show.

    ``size``: of the file that is read; a job that counts up to it counts bytes, and they are told.
    """
    if total:
        in_bytes = total == size
        bar.setFormat(f"{_amount(done)} / {_amount(total)}" if in_bytes else "%p%")
        bar.setRange(0, STEPS)
        bar.setValue(min(STEPS, done * STEPS // total))
    elif bar.value() == bar.maximum():
        bar.setRange(0, 0)


def _amount(size: int) -> str:
    return QLocale().formattedDataSize(size, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat)
