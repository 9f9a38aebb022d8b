"""What stands in the window, and where; what it does is in :mod:`main_window`."""

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.ui.memory import Memory
from app.ui.pages.home_page import HomePage
from app.ui.recent_files import RecentFiles
from app.ui.release_page import ReleasePage
from app.ui.session import Session
from app.ui.widgets.job_strip import JobStrip
from app.ui.widgets.record_table import RecordTable
from app.ui.widgets.rehearsal_band import RehearsalBand
from app.ui.widgets.side import Side
from app.ui.widgets.tour_bar import TourBar


class MainFrame(QMainWindow):
    """Releases at the left, the chosen one or what waits at the right, work in progress at the bottom.

    ``training``: nothing that is done here is real, and a tour leads through it.
    """

    def __init__(self, session: Session, settings: QSettings, *, training: bool) -> None:
        super().__init__()
        self.training = training
        self.session = session
        self.settings = settings
        self.memory = Memory(settings, session.ws)
        RecordTable.widths = self.memory.widths  # before any is made
        self.recent = RecentFiles(session.ws, self)
        self.side = Side(session)
        self.list = self.side.list
        self.page = ReleasePage(session)
        self.home = HomePage(session, self.recent)
        self.empty = self.home.empty
        self.right = QStackedWidget()
        self.right.addWidget(self.home)
        self.right.addWidget(self.page)
        self.strip = JobStrip(session.jobs)
        self._lay_out()

    def _lay_out(self) -> None:
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.addWidget(self.side)
        self.split.addWidget(self.right)
        self.split.setStretchFactor(1, 1)
        self.split.setSizes([230, 1050])
        self.split.setChildrenCollapsible(False)
        central = QWidget()
        layout = QVBoxLayout(central)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.band = RehearsalBand()
        self.tour_bar = TourBar()
        self.tour_bar.setVisible(self.training)
        layout.addWidget(self.band)
        layout.addWidget(self.tour_bar)
        layout.addWidget(self.split, 1)
        layout.addWidget(self.strip)
        self.setCentralWidget(central)
