"""From files that a person picks or drops to a release: looking, asking, importing."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from app.core import acts
from app.core.errors import (
    ColumnsDiffer,
    EncodingUnknown,
    FileProtected,
    GongkaiError,
    PasswordWrong,
)
from app.core.intake.gather import is_archive
from app.core.intake.layout.renames import of_lines, with_renames
from app.core.intake.picture import check_unchanged
from app.core.intake.sheet import NO_WISH, Wish
from app.core.jobs import Job
from app.core.model import LayoutPlan
from app.ui import wording
from app.ui.dialogs.files_dialog import FilesDialog
from app.ui.dialogs.import_dialog import ImportDialog
from app.ui.dialogs.message import message
from app.ui.dialogs.opening import PasswordDialog
from app.ui.dialogs.taking import size_of
from app.ui.errors import in_words
from app.ui.session import Session

# What people look for; any other file may be chosen too, and is told by its bytes.
SUFFIXES = (
    "*.xlsx *.xlsm *.xls *.xlsb *.et *.ods *.fods *.csv *.tsv *.txt *.dbf *.json *.jsonl *.xml "
    "*.parquet *.zip"
)
SIZE = "import-size"  # of the import dialog, in the settings

Again = Callable[[dict[str, str], bool], None]


class Importing(QObject):
    """``taken_in`` carries the new release and the one file that it came from, if it was one."""

    taken_in = Signal(str, object)

    def __init__(self, session: Session, settings: QSettings, window: QWidget) -> None:
        super().__init__(window)
        self.session, self.settings, self.window = session, settings, window

    # ── picking files ────────────────────────────────────────────────────────────────────

    def folder(self) -> str:
        """Where to look for the next file: where the last one lay, at first the documents."""
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        return str(self.settings.value("folder", QStandardPaths.writableLocation(documents)))

    def ask_for_file(self) -> None:
        """Let the person pick files."""
        paths, _ = QFileDialog.getOpenFileNames(
            self.window, self.tr("导入文件"), self.folder(), self._kinds()
        )
        if paths:
            self._remember_folder(Path(paths[0]))
            self.look_at_all([Path(path) for path in paths])

    def ask_for_folder(self) -> None:
        """Let the person pick a folder of files."""
        name = QFileDialog.getExistingDirectory(self.window, self.tr("导入文件夹"), self.folder())
        if name:
            self._remember_folder(Path(name))
            self.look_at_all([Path(name)])

    def ask_for_next(self, release: str) -> None:
        """Let the person pick the new period of a release."""
        name, _ = QFileDialog.getOpenFileName(
            self.window, self.tr("追加新一期"), self.folder(), self._kinds()
        )
        if name:
            self._remember_folder(Path(name))
            self.look_at_next(release, Path(name))

    # ── looking at them ──────────────────────────────────────────────────────────────────

    def look_at(self, path: Path, sheet: str | None = None, wish: Wish = NO_WISH) -> None:
        """Show what a file holds and what becomes of it; from there it is imported."""
        dialog = ImportDialog(self.session, path, wish, sheet, parent=self.window)
        dialog.chosen.connect(lambda *how: self.take_in(path, *how))
        self.open(dialog)

    def look_at_next(self, release: str, path: Path) -> None:
        """Show a new period as the plan of the one before reads it; from there it is appended."""
        session = self.session

        def show(before: tuple[str, LayoutPlan | None]) -> None:
            sheet, plan = before
            dialog = ImportDialog(session, path, sheet=sheet, plan=plan, parent=self.window)
            dialog.chosen.connect(lambda *how: self.take_in_next(release, path, *how))
            self.open(dialog)

        session.read(self, lambda job: acts.reading_of(session.ws, release), show)

    def look_at_all(self, paths: Sequence[Path]) -> None:
        """Files that were chosen or dropped together; of several, ask what they are to become."""
        if len(paths) == 1 and not _holds_files(paths[0]):
            self.look_at(paths[0])
        elif paths:
            dialog = FilesDialog(self.session, paths, self.window)
            dialog.chosen.connect(lambda *how: self._take_in_files(paths, *how))
            dialog.open()

    # ── importing them ───────────────────────────────────────────────────────────────────

    def take_in(
        self,
        path: Path,
        sheet: str | None = None,
        wish: Wish = NO_WISH,
        plan: LayoutPlan | None = None,
    ) -> None:
        """Import a file; the new release is then shown. What is needed to open it is asked for."""
        session = self.session

        def work(job: Job) -> str:
            if plan is not None:
                check_unchanged(path, plan)
            return acts.take_in(session.ws, session.actor, path, job, sheet, wish, plan)

        session.act(
            self.tr("导入 {name}").format(name=path.name),
            work,
            lambda release: self.taken_in.emit(release, path),
            lambda error: self._ask_how_to_open(error, path, sheet, wish),
            size_of(path),
        )

    def take_in_many(
        self,
        paths: Sequence[Path],
        wish: Wish = NO_WISH,
        union: bool = False,
        plan: LayoutPlan | None = None,
    ) -> None:
        """Import several files as one table."""
        session = self.session

        def again(renames: dict[str, str], union: bool) -> None:
            self.take_in_many(paths, wish, union, with_renames(plan, renames))

        session.act(
            self._of_files(paths),
            lambda job: acts.take_in_many(
                session.ws, session.actor, paths, job, wish=wish, plan=plan, union=union
            ),
            lambda release: self.taken_in.emit(release, None),
            lambda error: (
                self._ask_how_to_join(error, again)
                or self._ask_password(
                    error,
                    lambda password: self.take_in_many(
                        paths, replace(wish, password=password), union, plan
                    ),
                )
            ),
        )

    def take_in_next(
        self,
        release: str,
        path: Path,
        sheet: str | None = None,
        wish: Wish = NO_WISH,
        plan: LayoutPlan | None = None,
        *,
        union: bool = False,
    ) -> None:
        """Import a new period under the table of a release."""
        session = self.session

        def work(job: Job) -> str:
            if plan is not None:
                check_unchanged(path, plan)
            return acts.take_in_next(
                session.ws, session.actor, release, path, job, sheet, wish, plan, union=union
            )

        def again(renames: dict[str, str], union: bool) -> None:
            laid = with_renames(plan or acts.plan_of(session.ws, release), renames)
            self.take_in_next(release, path, sheet, wish, laid, union=union)

        session.act(
            self.tr("导入 {name}").format(name=path.name),
            work,
            lambda release: self.taken_in.emit(release, None),
            lambda error: self._ask_how_to_join(error, again),
            size_of(path),
        )

    # ── inside ───────────────────────────────────────────────────────────────────────────

    def _kinds(self) -> str:
        """What a dialog offers to look for."""
        return self.tr("数据文件 ({suffixes});;所有文件 (*)").format(suffixes=SUFFIXES)

    def open(self, dialog: ImportDialog) -> None:
        """Open a dialog that looks at a file, as large as it was the last time."""
        size = self.settings.value(SIZE)
        if size is not None:
            dialog.resize(dialog.room(size))
        dialog.finished.connect(lambda _: self.settings.setValue(SIZE, dialog.size()))
        dialog.open()

    def _remember_folder(self, path: Path) -> None:
        """The next file is likely to lie where this one does."""
        self.settings.setValue("folder", str(path.parent))

    def _take_in_files(
        self, paths: Sequence[Path], merged: bool, union: bool, password: str | None
    ) -> None:
        session, wish = self.session, Wish(password=password)
        if merged:
            self.take_in_many(paths, wish, union)
            return
        session.act(
            self._of_files(paths),
            lambda job: acts.take_in_each(session.ws, session.actor, paths, job, wish),
            self._tell_of_each,
        )

    def _of_files(self, paths: Sequence[Path]) -> str:
        """What the strip says of importing them."""
        if len(paths) == 1:
            return self.tr("导入 {name}").format(name=paths[0].name)
        return self.tr("导入 {n} 个文件", "", len(paths)).format(n=len(paths))

    def _tell_of_each(self, told: tuple[list[str], list[tuple[str, GongkaiError]]]) -> None:
        """How importing each file by itself went."""
        releases, failed = told
        if releases:
            self.taken_in.emit(releases[-1], None)
        if not failed:
            return
        language = self.session.language
        told = self.tr("已导入 {n} 个文件，{m} 个未导入", "", len(releases)).format(
            n=len(releases), m=len(failed)
        )
        more = "\n".join(wording.said_of(name, in_words(e, language)) for name, e in failed)
        message(self.window, told, more, self.tr("导入")).open()

    def _ask_how_to_open(self, error: Exception, path: Path, sheet: str | None, wish: Wish) -> bool:
        """Ask for what only a person knows; whether the error was such a one."""
        asks = isinstance(error, FileProtected | PasswordWrong | EncodingUnknown)
        if asks:
            self.look_at(path, sheet, wish)
        return asks

    def _ask_password(self, error: Exception, again: Callable[[str], None]) -> bool:
        """Where one of several files is locked, ask for the password that they are tried with."""
        if not isinstance(error, FileProtected | PasswordWrong):
            return False
        dialog = PasswordDialog(error, self.session.language, self.window)
        dialog.given.connect(again)
        dialog.open()
        return True

    def _ask_how_to_join(self, error: Exception, again: Again) -> bool:
        """Where columns differ: are some of them only renamed, are missing ones to be blank?"""
        if not isinstance(error, ColumnsDiffer):
            return False
        renames = of_lines(str(error.params["renames"]).splitlines())
        told = self.tr("“{now}”即“{name}”")
        pairs = wording.listed(told.format(now=now, name=name) for now, name in renames.items())
        more = self.tr("似乎只是改了名：{pairs}。").format(pairs=pairs) if renames else ""
        asked = more + self.tr("要怎样合并？")
        title = self.tr("各文件的列不同")
        box = message(self.window, error.told(self.session.language), asked, title)
        box.setIcon(QMessageBox.Icon.Question)
        if renames:
            same = box.addButton(self.tr("改名的列视为同一列(&R)"), box.ButtonRole.AcceptRole)
            same.clicked.connect(lambda: again(renames, False))
        union = box.addButton(self.tr("取全部列，缺少的留空(&U)"), box.ButtonRole.AcceptRole)
        union.clicked.connect(lambda: again({}, True))
        nothing = box.addButton(self.tr("不导入(&N)"), box.ButtonRole.RejectRole)
        box.setDefaultButton(nothing)
        box.setEscapeButton(nothing)
        box.open()
        return True


def _holds_files(path: Path) -> bool:
    """Whether a folder or an archive of files; what cannot be told is for the reader to explain."""
    try:
        return path.is_dir() or is_archive(path)
    except GongkaiError:
        return False
