"""通读: running text before a person's eyes, with what the program found in it marked."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from html import escape

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from app.core import acts
from app.core.errors import Cancelled
from app.core.jobs import Job
from app.core.model import Kind
from app.core.review.reading import SUSPECTED, Marking, Reading, ReadText, read_again
from app.core.trust.identity import Identity
from app.ui import theme, wording
from app.ui.jobs import UiJob
from app.ui.session import Session
from app.ui.widgets.gauge import Gauge
from app.ui.widgets.labels import body, heading

PAGE = 50  # texts
UNASKED = 200_000  # characters that the network reads again without being asked: some ten seconds


class ReadingDialog(QDialog):
    """The texts of a column, a page at a time, in the order of their first rows."""

    topic = "reviewer"

    def __init__(
        self,
        session: Session,
        reader: Identity,
        release: str,
        kind: Kind,
        column: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.session, self.reader = session, reader
        self.release, self.kind, self.column = release, kind, column
        self.reading: Reading | None = None
        self._once: Reading | None = None  # without the network, and with it
        self._twice: Reading | None = None
        self._job: UiJob | None = None
        self.first = 0
        self.setWindowTitle(self.tr("通读"))
        self.resize(860, 600)
        self.found = body("", "muted")
        self.progress = QProgressBar()
        self.gauge = Gauge(self.progress)
        self.only_marked = QCheckBox(self.tr("只看有标记的(&M)"))
        self.only_marked.toggled.connect(lambda: self._turn_to(0))
        self.deep = QCheckBox(self.tr("用识别模型再查姓名，较慢(&D)"))
        self.deep.setEnabled(False)
        self.deep.toggled.connect(self._look_again)
        self.texts = QTextBrowser()
        self.texts.setOpenLinks(False)
        self.texts.setAccessibleName(self.tr("文字"))
        self.back = _turner(self.tr("上一页"), QKeySequence.StandardKey.Back, self._back)
        self.on = _turner(self.tr("下一页"), QKeySequence.StandardKey.Forward, self._on)
        self.where = QLabel()
        self._lay_out()
        self._read()

    def done(self, result: int) -> None:
        if self._job is not None:
            self._job.cancel()
        super().done(result)

    def _read(self) -> None:
        session = self.session
        self._begin(
            lambda job: acts.read_through(
                session.ws, self.reader, self.release, self.kind, self.column, job
            ),
            self._show_once,
        )

    def _show_once(self, reading: Reading) -> None:
        self._once = reading
        self.deep.setEnabled(True)
        self._show(reading)
        self.deep.setChecked(reading.characters <= UNASKED)

    def _look_again(self, deep: bool) -> None:
        """Let the network look for names as well, or do without it; until it has, the page stays."""
        first = self._once
        if first is None:
            return
        if not deep and self._job is not None:
            self._job.cancel()
            self.progress.hide()
        known = self._twice if deep else first
        if known is not None:
            self._show(known)
        else:
            self._begin(lambda job: read_again(first, job), self._show_twice)

    def _show_twice(self, reading: Reading) -> None:
        self._twice = reading
        if self.deep.isChecked():
            self._show(reading)

    def _begin(self, work: Callable[[Job], Reading], done: Callable[[Reading], None]) -> None:
        self.gauge.begin()
        self.progress.show()
        self._job = self.session.read(self, work, done, self._failed)
        self._job.signals.progress.connect(self.gauge.show)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, Cancelled):
            self.progress.hide()
            self.session.failed.emit(error)

    def _show(self, reading: Reading) -> None:
        """Show a reading, from the text on that stood first on the page."""
        stood = self._shown()[self.first : self.first + 1]
        scrolled = self.texts.verticalScrollBar().value()
        self.reading = reading
        self.progress.hide()
        self.found.setText(
            self.tr("{texts} 条不同的文字，{marked} 条中有标记").format(
                texts=f"{len(reading):,}", marked=f"{len(reading.marked):,}"
            )
        )
        self.only_marked.setEnabled(bool(len(reading.marked)))
        self._turn_to(bisect_left(self._shown(), stood[0]) if stood else 0)
        self.texts.verticalScrollBar().setValue(scrolled)

    def _shown(self) -> Sequence[int]:
        """The places of the texts that are turned over."""
        if self.reading is None:
            return ()
        if self.only_marked.isChecked():
            return self.reading.marked.tolist()
        return range(len(self.reading))

    def _back(self) -> None:
        self._turn_to(self.first - PAGE)

    def _on(self) -> None:
        self._turn_to(self.first + PAGE)

    def _turn_to(self, first: int) -> None:
        """Show the page that begins with one of the texts shown."""
        reading, shown = self.reading, self._shown()
        if reading is None:
            return
        self.first = max(first, 0)
        page = shown[self.first : self.first + PAGE]
        self.texts.setHtml("".join(self._paragraph(text) for text in reading.page(page)))
        self.back.setEnabled(self.first > 0)
        self.on.setEnabled(self.first + PAGE < len(shown))
        self.where.setText(
            self.tr("第 {first}—{last} 条，共 {all} 条").format(
                first=self.first + 1, last=self.first + len(page), all=f"{len(shown):,}"
            )
            if page
            else self.tr("没有文字")
        )

    def _paragraph(self, text: ReadText) -> str:
        """A text as markup: it is escaped, so that no cell can bring markup of its own."""
        row = self.tr("第 {row} 行").format(row=f"{text.row:,}")
        if text.cells > 1:
            row += self.tr("，共 {n} 格").format(n=f"{text.cells:,}")
        parts, place = [], 0
        for marking in text.markings:
            parts.append(escape(text.text[place : marking.start]))
            parts.append(self._marked(text.text[max(place, marking.start) : marking.end], marking))
            place = max(place, marking.end)
        parts.append(escape(text.text[place:]))
        muted = theme.colour("muted").name()
        return (
            f'<p style="white-space:pre-wrap"><span style="color:{muted}">{escape(row)}</span><br>'
            f"{''.join(parts)}</p>"
        )

    def _marked(self, text: str, marking: Marking) -> str:
        if marking.type == SUSPECTED:
            name = self.tr("很可能是姓名") if marking.agreed else self.tr("疑似姓名")
            tone = "warn"
        else:
            name, tone = wording.finding_type(marking.type, self.session.language), "stop"
        ground, ink = theme.colour(f"{tone}-ground").name(), theme.colour(tone).name()
        return (
            f'<span style="background:{ground};color:{ink};font-weight:600">{escape(text)}</span>'
            f'<span style="background:{ground};color:{ink};font-size:small"> {escape(name)}</span>'
        )

    def _lay_out(self) -> None:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        options = QHBoxLayout()
        options.addWidget(self.only_marked)
        options.addWidget(self.deep)
        options.addStretch(1)
        turning = QHBoxLayout()
        turning.addWidget(self.back)
        turning.addWidget(self.on)
        turning.addWidget(self.where)
        turning.addStretch(1)
        turning.addWidget(buttons)
        layout = QVBoxLayout(self)
        layout.addWidget(heading(self.column))
        layout.addWidget(self.found)
        layout.addWidget(
            body(
                self.tr(
                    "离线程序找不全文字中的姓名。请逐条看过：红色是检测发现，黄色是疑似姓名，没有标记的也可能涉及个人。"
                )
            )
        )
        layout.addLayout(options)
        layout.addWidget(self.progress)
        layout.addWidget(self.texts, 1)
        layout.addLayout(turning)
        self.texts.setFocus()


def _turner(text: str, key: QKeySequence.StandardKey, turn: Callable[[], None]) -> QPushButton:
    button = QPushButton(text)
    button.setShortcut(QKeySequence(key))
    button.setAutoDefault(False)
    button.clicked.connect(turn)
    button.setEnabled(False)
    return button
