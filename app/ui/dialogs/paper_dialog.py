"""A paper as it will be printed: looked at, printed, and saved as PDF or Word."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.core import acts
from app.core.errors import GongkaiError
from app.core.jobs import Job
from app.core.workspace.store import Release, Workspace
from app.ui.latest import Latest
from app.ui.saving import ask_where
from app.ui.session import Session, in_words
from app.ui.widgets.labels import Notice, caption
from app.ui.widgets.scrolling import Scrolling

PPI = 200  # of the pages: sharp on paper, and small enough to be set in a second
WIDE = 760  # pixels of a page on the screen


@dataclass(frozen=True)
class Paper:
    """One paper to choose. ``pages``: as pictures (PNG); ``file``: by its suffix, pdf or docx."""

    title: str
    pages: Callable[[Job], Sequence[bytes]]
    file: Callable[[str, Job], bytes]


class PaperDialog(QDialog):
    """Papers of which one is shown. Nothing is filed."""

    topic = "reviewer"

    def __init__(
        self, session: Session, title: str, which: str, papers: Sequence[Paper], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.session = session
        self._papers = list(papers)
        self._images: list[QImage] = []
        self._latest = Latest(session, self)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(WIDE + 60, 660)
        self.which = QComboBox()
        self.which.addItems([paper.title for paper in papers])
        self.which.currentIndexChanged.connect(lambda _: self._fetch())
        self.notice = Notice()
        self._sheet = QWidget()
        self._column = QVBoxLayout(self._sheet)
        self.print = QPushButton(self.tr("打印…"))
        self.print.clicked.connect(self._ask_printer)
        self.save = QPushButton(self.tr("另存为 PDF 或 Word…"))
        self.save.clicked.connect(self._save)
        self._lay_out(which)
        self._fetch()

    def pages(self) -> int:
        """How many pages are shown."""
        return len(self._images)

    def print_on(self, printer: QPrinter) -> None:
        """Every page, as large as the sheet is."""
        painter = QPainter(printer)
        for number, image in enumerate(self._images):
            if number:
                printer.newPage()
            painter.drawImage(painter.viewport(), image)
        painter.end()

    def _fetch(self) -> None:
        """Have the chosen paper set; what was being set before is of no use."""
        self._show(())
        if not self._papers:
            self.notice.say(self.tr("还没有签署过审查意见。"))
            return
        self.notice.say(self.tr("正在排版…"))
        self._latest.fetch(
            self._papers[self.which.currentIndex()].pages,
            self._set,
            self._failed,
        )

    def _set(self, pages: Sequence[bytes]) -> None:
        self.notice.say("")
        self._show(pages)

    def _failed(self, error: Exception) -> None:
        self.notice.say("")
        if isinstance(error, GongkaiError):
            self.notice.say(in_words(error, self.session.language), "stop")
        else:
            self.session.failed.emit(error)

    def _show(self, pages: Sequence[bytes]) -> None:
        while self._column.count():
            widget = self._column.takeAt(0).widget()
            if widget is not None:
                widget.deleteLater()
        self._images = [QImage.fromData(page) for page in pages]
        for number, image in enumerate(self._images, 1):
            label = QLabel()
            ratio = self.devicePixelRatioF()
            shown = image.scaledToWidth(
                round(WIDE * ratio), Qt.TransformationMode.SmoothTransformation
            )
            shown.setDevicePixelRatio(ratio)
            label.setPixmap(QPixmap.fromImage(shown))
            label.setAccessibleName(self.tr("第 {n} 页").format(n=number))
            self._column.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        for button in (self.print, self.save):
            button.setEnabled(bool(self._images))

    def _ask_printer(self) -> None:
        dialog = QPrintDialog(QPrinter(QPrinter.PrinterMode.HighResolution), self)
        dialog.printer().setFullPage(True)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.print_on(dialog.printer()))
        dialog.open()

    def _save(self) -> None:
        paper = self._papers[self.which.currentIndex()]
        kinds = {".pdf": "PDF", ".docx": self.tr("Word 文档")}
        place = ask_where(self, self.windowTitle(), f"{paper.title}.pdf", kinds)
        if place is not None:
            suffix, said = place.path.suffix.lower()[1:], self.tr("已导出：{name}")
            self.session.read(
                self,
                lambda job: place.write(paper.file(suffix, job)),
                lambda _: self.notice.say(said.format(name=place.path.name), "ok"),
            )

    def _lay_out(self, which: str) -> None:
        row = QHBoxLayout()
        row.addWidget(caption(which, self.which))
        row.addWidget(self.which, 1)
        row.addWidget(self.print)
        row.addWidget(self.save)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(row)
        layout.addWidget(self.notice)
        layout.addWidget(Scrolling(self._sheet), 1)
        layout.addWidget(buttons)


def papers_of_release(ws: Workspace, release: Release, titles: dict[str, str]) -> list[Paper]:
    """The papers on one release. ``titles``: by paper, what it is called."""

    def one(paper: str, title: str) -> Paper:
        return Paper(
            title,
            lambda job: acts.release_pages(ws, release.id, paper, PPI, job),
            lambda suffix, job: acts.release_paper(ws, release.id, paper, suffix, job),
        )

    return [one(paper, title) for paper, title in titles.items()]


def open_months(session: Session, parent: QWidget) -> PaperDialog:
    """Show the summary of a month, of those in which something was judged; the latest first."""
    ws = session.ws

    def one(month: str) -> Paper:
        return Paper(
            month,
            lambda job: acts.month_pages(ws, month, PPI),
            lambda suffix, job: acts.month_paper(ws, month, suffix),
        )

    papers = [one(month) for month in acts.judged_months(ws)]
    translate = QCoreApplication.translate
    title = translate("PaperDialog", "每月审查汇总表")
    dialog = PaperDialog(session, title, translate("PaperDialog", "月份"), papers, parent)
    dialog.open()
    return dialog
