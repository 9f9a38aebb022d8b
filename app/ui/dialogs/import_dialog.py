"""导入前核对: the file as it stands beside the table that it becomes, to be corrected by hand."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.core import acts
from app.core.errors import EncodingUnknown, FileProtected, GongkaiError, PasswordWrong
from app.core.files import write_atomically
from app.core.intake.apart import picture_file
from app.core.intake.layout import edits
from app.core.intake.picture import ROWS, Laid, Picture, find_in, lay
from app.core.intake.sheet import NO_WISH, Wish
from app.core.jobs import Job
from app.core.model import FileEdits, LayoutPlan, Notice
from app.core.trust import canonical
from app.ui import wording
from app.ui.dialogs.import_frame import ImportFrame
from app.ui.dialogs.opening import PasswordDialog
from app.ui.history import History
from app.ui.jobs import UiJob, Work
from app.ui.session import Session, in_words
from app.ui.widgets.job_strip import show_progress

MORE = 10  # times as many rows, when more are asked for
TOLD = 3  # notices that are shown
LARGE = 16 << 20  # bytes; to look a larger file through takes time


class ImportDialog(ImportFrame):
    """``chosen`` carries the sheet's name, the wish, and the plan or None: import it so.

    A picture of the file is taken once for each wish; every correction is laid over the picture.
    ``plan``: what the file is to be read by, if it fits. Where the encoding is in doubt, the picture
    is taken in the likeliest one, and nothing can be imported until a person has chosen.
    """

    chosen = Signal(str, object, object)

    def __init__(
        self,
        session: Session,
        path: Path,
        wish: Wish = NO_WISH,
        sheet: str | None = None,
        plan: LayoutPlan | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(path.name, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.session, self.path, self.wish = session, path, wish
        self.picture: Picture | None = None
        self.tables: tuple[Laid, ...] = ()
        self.shown: Laid | None = None
        self.history: History[LayoutPlan | None] = History(None)
        self._wanted, self._rows = sheet, ROWS
        self.recalled_plan: LayoutPlan | None = None
        self._wanted_plan = plan
        self._doubt = ""  # why a person must choose the encoding
        self._supposed: str | None = None  # the encoding of the picture until they have
        self._job: UiJob | None = None
        self._connect()
        self.text.say(wish)
        self._look()

    def reject(self) -> None:
        self._stop()
        super().reject()

    # ── looking at the file ──────────────────────────────────────────────────────────────

    def _look(self) -> None:
        """Take the picture; of a large file a glance first, so that there is something to see."""
        self.stack.setCurrentWidget(self.waiting)
        glance = self.picture is None and size_of(self.path) > LARGE
        job = self._start(self._picturing(glance=glance), self._seen, self._unseen)
        size = size_of(self.path)
        job.signals.progress.connect(lambda done, total: show_progress(self.bar, done, total, size))

    def _picturing(self, *, glance: bool) -> Work:
        path, rows, wanted = self.path, self._rows, self._wanted
        pictures = self.session.pictures
        wish = replace(self.wish, encoding=self._supposed) if self._supposed else self.wish

        def work(job: Job) -> tuple[Picture, tuple[Laid, ...]]:
            with pictures.process() as standby:
                picture = picture_file(path, job, wish, rows, glance=glance, standby=standby)
            return picture, find_in(picture, job, wanted)

        return work

    def _seen(self, found: tuple[Picture, tuple[Laid, ...]]) -> None:
        self.picture, self.tables = found
        source = self.picture.source
        self.text.setVisible(source.encoding is not None)
        found = None if self._doubt else source.encoding
        self.text.tell(found, delimited=source.kind == "csv")
        self.stack.setCurrentWidget(self.sides)
        self.choice.clear()
        self.choice.addItems([table.name for table in self.tables])
        for widget in (self.choice_name, self.choice):
            widget.setVisible(len(self.tables) > 1)
        if not self.tables:
            self.notice.say(self.tr("文件里没有内容。"), "stop")
            return
        names = [table.name for table in self.tables]
        full = [table.name for table in self.tables if table.data.num_rows]
        place = names.index(self._wanted if self._wanted in names else (full or names)[0])
        first, self._wanted = self.shown is None, names[place]
        self.choice.setCurrentIndex(place)
        self.shown = self.tables[place]
        self._lay()
        if self._doubt:
            self.text.encoding.setFocus()
        elif first:
            self.take.setFocus()
        if self.picture.is_glance:
            self._job = self._read(self._picturing(glance=False), self._seen, self._unseen)
        elif self._wanted_plan is not None:
            plan, self._wanted_plan = self._wanted_plan, None
            self._change(replace(plan, edits=None))
        elif self.history.now is None:
            self._recall(self.shown)

    def _unseen(self, error: Exception) -> None:
        language = self.session.language
        if isinstance(error, FileProtected | PasswordWrong):
            self._ask_password(error)
        elif isinstance(error, EncodingUnknown) and error.proposal and not self.wish.encoding:
            self._suppose(error)
        elif isinstance(error, EncodingUnknown) or (
            self.picture is not None and isinstance(error, GongkaiError)
        ):
            self.shown = None
            self.view.show_table(pa.table({}))
            self.result.show_table(pa.table({}))
            self.text.setVisible(True)
            self.stack.setCurrentWidget(self.sides)
            self.notice.say(in_words(error, language), "stop")
            self.text.encoding.setFocus()
        else:
            self.session.failed.emit(error)
            super().reject()

    def _suppose(self, error: EncodingUnknown) -> None:
        """Show the text as it most likely reads; a person has the last word."""
        advice = self.tr("现按 {encoding} 显示。请对照内容，在上方“编码”中选定后再导入")
        told = error.told(self.session.language), advice.format(encoding=error.proposal)
        self._doubt, self._supposed = "\n".join(told), error.proposal
        self._look()

    def _ask_password(self, error: GongkaiError) -> None:
        dialog = PasswordDialog(error, self.session.language, self)
        dialog.given.connect(self._open_with)
        dialog.rejected.connect(self.reject)
        dialog.open()

    def _open_with(self, password: str) -> None:
        self.wish = replace(self.wish, password=password)
        self._look()

    def _reread(self) -> None:
        """A person says how the text reads; what was corrected in another reading is void."""
        self.wish = self.text.said(self.wish)
        if self.wish.encoding:
            self._doubt, self._supposed = "", None
        self.history = History(None)
        self._look()

    def _look_further(self) -> None:
        self._rows *= MORE
        self._look()

    # ── correcting the layout ────────────────────────────────────────────────────────────

    def _pick(self, place: int) -> None:
        """Another table of the file."""
        self._wanted, self.history = self.tables[place].name, History(None)
        self._show(self.tables[place])
        if self.picture is not None and not self.picture.is_glance:
            self._recall(self.tables[place])

    def _plan(self) -> LayoutPlan:
        """The plan that holds, or the one that was found."""
        if self.history.now is not None:
            return self.history.now
        if self.shown is None or self.shown.layout.plan is None:
            return LayoutPlan(())
        plan = self.shown.layout.plan
        if self.shown.name == self.shown.sheet.name:
            return plan
        # The second table of a sheet may have the names of the first: only its rows tell it.
        return replace(
            plan, edits=replace(self._edits(plan), header_rows=self.shown.layout.header_rows)
        )

    def _edits(self, plan: LayoutPlan) -> FileEdits:
        source = self.picture.source.sha256 if self.picture else ""
        mine = plan.edits
        return mine if mine is not None and mine.source == source else FileEdits(source)

    def _correct(self, what: str, rows: list[int]) -> None:
        if self.shown is None:
            return
        plan, layout = self._plan(), self.shown.layout
        mine = self._edits(plan)
        mine = {
            "header": lambda: edits.as_header(mine, rows),
            "from": lambda: edits.data_from(mine, layout, rows[0]),
            "to": lambda: edits.data_to(mine, rows[-1]),
            "keep": lambda: edits.kept(mine, rows),
            "leave": lambda: edits.left_out(mine, rows),
        }[what]()
        self._change(replace(plan, edits=mine))

    def _choose_columns(self, kept: tuple[str, ...], stored: tuple[str, ...]) -> None:
        everything = self.shown is not None and kept == self._open_names(self.shown)
        self._change(replace(self._plan(), columns=() if everything else kept, stored=stored))

    def _choose_options(self) -> None:
        offer = self.shown.layout.offer if self.shown else None
        self._change(
            replace(
                self._plan(),
                groups="column" if self.groups.isChecked() else "drop",
                totals="keep" if self.totals.isChecked() else "drop",
                unpivot=(offer or self._plan().unpivot) if self.unpivot.isChecked() else None,
            )
        )

    def _change(self, plan: LayoutPlan | None) -> None:
        self.history.do(plan)
        self._lay()

    def _undo(self) -> None:
        self.history.undo()
        self._lay()

    def _redo(self) -> None:
        self.history.redo()
        self._lay()

    def _lay(self) -> None:
        """Lay the plan that holds over the picture."""
        plan, picture = self.history.now, self.picture
        table = self.tables[self.choice.currentIndex()]
        if plan is None or picture is None:
            self._stop()
            self._show(table)
        else:
            self._start(lambda job: lay(picture, table, plan, job), self._show, self._misfit)

    def _misfit(self, error: Exception) -> None:
        """The plan is of another template: the one before it holds again."""
        if not isinstance(error, GongkaiError):
            self.session.failed.emit(error)
            return
        self.history.undo()
        self._allow(self.shown is not None and self.shown.is_importable)
        self.notice.say(in_words(error, self.session.language), "stop")

    # ── last month's plan ────────────────────────────────────────────────────────────────

    def _recall(self, table: Laid) -> None:
        """Look for the plan by which a file with the same header was read before."""
        self.recalled.hide()
        self.session.read(
            self, lambda job: acts.remembered_plan(self.session.ws, table.names), self._offer
        )

    def _offer(self, remembered: tuple[str, LayoutPlan] | None) -> None:
        """Offer it, if it would change anything."""
        table = self.shown
        if remembered is None or table is None or self.history.now is not None:
            return
        release, plan = remembered
        plan = replace(plan, edits=None)
        if plan != LayoutPlan(plan.names):
            self.recalled_plan = plan
            self.recalled_text.setText(
                self.tr("表头与 {release} 相同；那次导入时改过版面。").format(release=release)
            )
            self.recalled.show()

    def _use_recalled(self) -> None:
        self.recalled.hide()
        self._change(self.recalled_plan)

    # ── plans as files ───────────────────────────────────────────────────────────────────

    def load_plan(self, path: Path) -> None:
        """Lay a plan from a file over the sheet; what differs is told."""
        try:
            self._change(canonical.read_document(path, LayoutPlan))
        except GongkaiError as error:
            self.session.failed.emit(error)

    def save_plan(self, path: Path) -> None:
        """Keep the plan that holds, without what was set for this file's rows alone."""
        plan = replace(self.shown.layout.plan or self._plan(), edits=None) if self.shown else None
        if plan is None:
            return
        try:
            write_atomically(path, [canonical.pretty(plan)], overwrite=True)
        except GongkaiError as error:
            self.session.failed.emit(error)

    def _ask_plan(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("打开版面方案"), str(self.path.parent), self.tr("版面方案 (*.json)")
        )
        if name:
            self.load_plan(Path(name))

    def _ask_where(self) -> None:
        proposed = self.path.with_name(self.tr("{name}-版面方案.json").format(name=self.path.stem))
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("保存版面方案"), str(proposed), self.tr("版面方案 (*.json)")
        )
        if name:
            self.save_plan(Path(name))

    # ── showing ──────────────────────────────────────────────────────────────────────────

    def _show(self, table: Laid) -> None:
        self.shown = table
        self.view.show_picture(table)
        self.result.show_table(table.data)
        self.legend.explain([kind for kind in table.kinds if kind != "outside"])
        self.more.setVisible(not table.sheet.whole)
        self.dropped.fill(
            [(str(d.row), wording.dropped(d.reason), d.text) for d in table.layout.dropped]
        )
        self.tabs.setTabText(2, f"{self.dropped.accessibleName()} ({self.dropped.total})")
        self.hidden.fill([(wording.hidden(h.kind), h.where, h.text) for h in table.hidden])
        self.tabs.setTabText(3, f"{self.hidden.accessibleName()} ({self.hidden.total})")
        self._show_columns(table)
        self._show_options(table)
        self._show_notices(table)
        self._allow(table.is_importable)

    def _show_columns(self, table: Laid) -> None:
        plan = self._plan()
        seen = self._open_names(table)
        hidden = [name for name in table.names if name not in seen]
        self.columns.offer(table.names, hidden, table.numbers, plan.columns or seen, plan.stored)

    def _open_names(self, table: Laid) -> tuple[str, ...]:
        """The columns that are not hidden in the sheet."""
        hidden = table.sheet.hidden_columns
        places = zip(table.layout.columns, table.names, strict=True)
        return tuple(name for number, name in places if number not in hidden)

    def _show_options(self, table: Laid) -> None:
        plan = self._plan()
        reasons = {row.reason for row in table.layout.dropped}
        offer = plan.unpivot or table.layout.offer
        for box, there, on in (
            (self.groups, "group" in reasons, plan.groups == "column"),
            (self.totals, "total" in reasons, plan.totals == "keep"),
            (self.unpivot, offer is not None and not plan.columns, plan.unpivot is not None),
        ):
            box.setVisible(there or on)
            box.setChecked(on)
        if offer is not None:
            self.unpivot.setToolTip(
                self.tr("{columns} 等列变为行，各成“{parts}”").format(
                    columns=wording.listed(offer.values[:3]), parts=wording.listed(offer.parts)
                )
            )

    def _show_notices(self, table: Laid) -> None:
        told = [self._said(table, notice) for notice in table.notices]
        if not table.is_importable:
            told = [self.tr("没有找到数据表。请在左侧选中列名所在的行，按“这是表头行”。")]
        told += self._told_of_hidden(table)
        lines = list(dict.fromkeys(told))
        if len(lines) > TOLD:
            lines[TOLD:] = [self.tr("另有 {n} 条提示，导入后可见").format(n=len(lines) - TOLD)]
        if self._doubt:
            lines.insert(0, self._doubt)
        self.notice.say("\n".join(lines), "stop" if self._doubt else "warn")
        shape = self.tr("{r} 行 × {c} 列").format(
            r=f"{table.data.num_rows:,}", c=table.data.num_columns
        )
        if not table.sheet.whole:
            shape = self.tr("前 {n} 行中：{shape}").format(n=f"{table.sheet.rows:,}", shape=shape)
        if self.picture is not None and self.picture.is_glance:
            shape = self.tr("正在读取整个文件，读完可修改版面 · {shape}").format(shape=shape)
        self.shape.setText(shape)

    def _told_of_hidden(self, table: Laid) -> list[str]:
        """That there is more in the file than shows; its properties alone are no news."""
        kinds = [wording.hidden(h.kind) for h in table.hidden if h.kind != "property"]
        if not kinds:
            return []
        told = wording.listed(dict.fromkeys(kinds))
        return [self.tr("文件里有隐藏内容：{kinds}。请在“隐藏内容”中核对").format(kinds=told)]

    def _said(self, table: Laid, notice: Notice) -> str:
        if notice.code != "drift":
            return self.session.say(notice.message)
        changes = wording.listed(map(wording.drift, table.layout.drift))
        return wording.said_of(self.session.say(notice.message), changes)

    def _allow(self, ready: bool) -> None:
        """What can be done now: to import what is shown, and to correct it."""
        self.take.setEnabled(ready and not self._doubt)
        self.undo.setEnabled(self.history.can_undo)
        self.redo.setEnabled(self.history.can_redo)
        whole = self.shown is not None and self.picture is not None and not self.picture.is_glance
        for action in self.view.words.values():
            action.setEnabled(whole)
        for widget in (self.plan_menu, self.groups, self.totals, self.unpivot, self.more):
            widget.setEnabled(whole)
        self.columns.setEnabled(whole and self._plan().unpivot is None)

    def _start(
        self, work: Work, done: Callable[[Any], None], failed: Callable[[Exception], None]
    ) -> UiJob:
        """Work that must be done before anything else is; what was under way is of no use."""
        self._stop()
        self._allow(False)
        self._job = self._read(work, done, failed)
        return self._job

    def _read(
        self, work: Work, done: Callable[[Any], None], failed: Callable[[Exception], None]
    ) -> UiJob:
        """Work beside the window; once something else is under way, its answer is not wanted."""

        def if_wanted(act: Callable[[Any], None]) -> Callable[[Any], None]:
            return lambda answer: act(answer) if self._job is job else None

        job = self.session.read(self, work, if_wanted(done), if_wanted(failed))
        return job

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _take(self) -> None:
        if self.shown is None:
            return
        plan = None if self.history.now is None else self.shown.layout.plan
        self._stop()
        self.chosen.emit(self.shown.name, self.wish, plan)
        self.accept()

    def _connect(self) -> None:
        self.choice.activated.connect(self._pick)
        self.text.changed.connect(self._reread)
        self.open_plan.triggered.connect(self._ask_plan)
        self.keep_plan.triggered.connect(self._ask_where)
        self.no_plan.triggered.connect(lambda: self._change(None))
        self.view.corrected.connect(self._correct)
        self.more.clicked.connect(self._look_further)
        self.columns.chosen.connect(self._choose_columns)
        for box in (self.groups, self.totals, self.unpivot):
            box.clicked.connect(self._choose_options)
        self.use_recalled.clicked.connect(self._use_recalled)
        self.undo.clicked.connect(self._undo)
        self.redo.clicked.connect(self._redo)
        self.cancel.clicked.connect(self.reject)
        self.take.clicked.connect(self._take)


def size_of(path: Path) -> int:
    """In bytes; 0 where it cannot be told."""
    try:
        return path.stat().st_size
    except OSError:  # the reader will say why
        return 0
