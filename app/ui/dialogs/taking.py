"""Taking the picture of a file, with what a person says of it: its password, how its text reads."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.core.errors import EncodingUnknown
from app.core.intake.apart import picture_file
from app.core.intake.picture import ROWS, Laid, Picture, find_in
from app.core.intake.sheet import Wish
from app.core.jobs import Job
from app.ui.jobs import Work
from app.ui.latest import Latest
from app.ui.session import Session

MORE = 10  # times as many rows, when more are asked for
LARGE = 16 << 20  # bytes; to look a larger file through takes time


class Taking(QObject):
    """``begun``: looking takes a while. ``progress``: bytes read, of how many. ``taken``: a picture
    and the tables in it. ``refused``: an error.

    Where the encoding is in doubt, the picture is taken in the likeliest one; ``doubt`` is then the
    error that says so, until a person has chosen. Of a large file a glance comes first.
    """

    begun = Signal()
    progress = Signal(object, object)
    taken = Signal(object, object)
    refused = Signal(object)

    def __init__(
        self, session: Session, path: Path, wish: Wish, sheet: str | None, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.path, self.wish, self.sheet = path, wish, sheet
        self.doubt: EncodingUnknown | None = None
        self._session = session
        self._rows = ROWS
        self._seen = False
        self._latest = Latest(session, self)

    def look(self) -> None:
        """Take the picture; of a large file a glance first, so that there is something to see."""
        self.begun.emit()
        self._take(glance=not self._seen and size_of(self.path) > LARGE)

    def look_further(self) -> None:
        """Take it of more rows."""
        self._rows *= MORE
        self.look()

    def unlock(self, password: str) -> None:
        """Try this password."""
        self.wish = replace(self.wish, password=password)
        self.look()

    def reread(self, wish: Wish) -> None:
        """A person says how the text reads."""
        self.wish = wish
        if wish.encoding:
            self.doubt = None
        self.look()

    def stop(self) -> None:
        """No picture is wanted any more."""
        self._latest.stop()

    def _take(self, *, glance: bool) -> None:
        job = self._latest.fetch(self._work(glance=glance), self._took, self._refused)
        job.signals.progress.connect(self.progress)

    def _work(self, *, glance: bool) -> Work:
        path, rows, wanted = self.path, self._rows, self.sheet
        pictures, wish = self._session.pictures, self.wish
        if self.doubt is not None:
            wish = replace(wish, encoding=str(self.doubt.proposal))

        def work(job: Job) -> tuple[Picture, tuple[Laid, ...]]:
            with pictures.process() as standby:
                picture = picture_file(path, job, wish, rows, glance=glance, standby=standby)
            return picture, find_in(picture, job, wanted)

        return work

    def _took(self, found: tuple[Picture, tuple[Laid, ...]]) -> None:
        self._seen = True
        picture, tables = found
        self.taken.emit(picture, tables)
        if picture.is_glance:
            self._take(glance=False)

    def _refused(self, error: Exception) -> None:
        proposed = isinstance(error, EncodingUnknown) and error.proposal
        if isinstance(error, EncodingUnknown) and proposed and not self.wish.encoding:
            self.doubt = error
            self.look()
        else:
            self.refused.emit(error)


def size_of(path: Path) -> int:
    """In bytes; 0 where it cannot be told."""
    try:
        return path.stat().st_size
    except OSError:  # the reader will say why
        return 0
