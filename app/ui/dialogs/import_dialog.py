"""导入前核对: the file as it stands beside the table that it becomes, to be corrected by hand."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.core import acts
from app.core.errors import EncodingUnknown, FileProtected, GongkaiError, PasswordWrong
from app.core.intake.picture import Laid, Picture, lay
from app.core.intake.sheet import NO_WISH, Wish
from app.core.model import LayoutPlan
from app.ui import hidden_words, wording
from app.ui.corrections import Corrections, open_names
from app.ui.dialogs import giving_up, import_notices, plan_files
from app.ui.dialogs.import_frame import ImportFrame
from app.ui.dialogs.opening import PasswordDialog
from app.ui.dialogs.taking import Taking, size_of
from app.ui.errors import in_words
from app.ui.latest import Latest
from app.ui.session import Session
from app.ui.widgets.column_choice import ColumnOffer
from app.ui.widgets.gauge import Gauge

SAMPLE, SAMPLED = 3, 20  # values of a column that stand beside its name; rows they come from


class ImportDialog(ImportFrame):
    """``chosen`` carries the sheet's name, the wish, and the plan or None: import it so.

    A picture of the file is taken once for each wish; every correction is laid over the picture.
    ``plan``: what the file is to be read by, if it fits. Nothing can be imported until a person has
    answered what only a person can tell: the encoding, or a layout that is in doubt.
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
        self.session, self.path = session, path
        self.picture: Picture | None = None
        self.tables: tuple[Laid, ...] = ()
        self.shown: Laid | None = None
        self._corrected: dict[str, Corrections] = {}  # by the name of the table
        self._given = plan
        self._fresh = True  # nothing has been shown yet
        self._taking = Taking(session, path, wish, sheet, self)
        self._laying = Latest(session, self)
        self._connect()
        self.text.say(wish)
        self._allow()
        self._taking.look()

    def reject(self) -> None:
        """Leave; what was corrected by hand is not given up without a question."""
        if any(corrections.made for corrections in self._corrected.values()):
            giving_up.ask(self, self._take if self.take.isEnabled() else None, self._leave)
        else:
            self._leave()

    def _leave(self) -> None:
        self._stop()
        super().reject()

    def _stop(self) -> None:
        self._taking.stop()
        self._laying.stop()

    # ── looking at the file ──────────────────────────────────────────────────────────────

    def _wait(self) -> None:
        self.stack.setCurrentWidget(self.waiting)
        self._allow(busy=True)

    def _seen(self, picture: Picture, tables: tuple[Laid, ...]) -> None:
        self.picture, self.tables = picture, tables
        source, doubt = picture.source, self._taking.doubt
        self.text.setVisible(source.encoding is not None)
        self.text.tell(None if doubt else source.encoding, delimited=source.kind == "csv")
        self.stack.setCurrentWidget(self.sides)
        self.choice.clear()
        self.choice.addItems([table.name for table in tables])
        self.choices.setVisible(len(tables) > 1)
        if not tables:
            self.notice.say(self.tr("文件里没有内容。"), "stop")
            return
        for corrections in self._corrected.values():
            corrections.source = source.sha256
        names = [table.name for table in tables]
        full = [table.name for table in tables if table.data.num_rows]
        wanted = self._taking.sheet
        place = names.index(wanted if wanted in names else (full or names)[0])
        self.choice.setCurrentIndex(place)
        self._pick(place)

    def _begin(self) -> None:
        """Where the keys are at first: at the question, if there is one."""
        if self._taking.doubt is not None:
            self.text.encoding.setFocus()
        elif self._unanswered:
            nameless = not self.name_columns.isHidden()
            (self.name_columns if nameless else self.confirm).setFocus()
        elif not self.offer.isHidden():
            self.offer.take.setFocus()
        else:
            self.take.setFocus()

    def _unseen(self, error: Exception) -> None:
        language = self.session.language
        if isinstance(error, FileProtected | PasswordWrong):
            dialog = PasswordDialog(error, language, self)
            dialog.given.connect(self._taking.unlock)
            dialog.rejected.connect(self._leave)
            dialog.open()
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
            self._leave()

    def _reread(self) -> None:
        """A person says how the text reads; what was corrected in another reading is void."""
        self._corrected.clear()
        self._taking.reread(self.text.said(self._taking.wish))

    # ── correcting the layout ────────────────────────────────────────────────────────────

    def _of(self, table: Laid) -> Corrections:
        """What is corrected in a table."""
        source = self.picture.source.sha256 if self.picture else ""
        return self._corrected.setdefault(table.name, Corrections(source, table))

    def _pick(self, place: int) -> None:
        """Show one of the tables; what was corrected in another one is kept."""
        self.offer.hide()
        table = self.shown = self.tables[place]
        self._taking.sheet = table.name
        whole = self.picture is not None and not self.picture.is_glance
        given, corrections = self._given, self._of(table)
        if whole and given is not None:
            self._given = None
            corrections.give(replace(given, edits=None))
        self._lay()
        if whole and corrections.now is None:
            self._recall(table)

    def _correct(self, act: Callable[[Corrections], None]) -> None:
        """A person corrects something, and sees how the table looks then."""
        if self.shown is not None:
            act(self._of(self.shown))
            self._lay()

    def _choose_options(self) -> None:
        groups, totals = self.groups.isChecked(), self.totals.isChecked()
        unpivot = self.unpivot.isChecked()
        self._correct(lambda c: c.choose(groups=groups, totals=totals, unpivot=unpivot))

    def _lay(self) -> None:
        """Lay the plan that holds over the picture."""
        table, picture = self.tables[self.choice.currentIndex()], self.picture
        plan = self._of(table).now
        if plan is None or picture is None:
            self._laying.stop()
            self._show(table)
        else:
            self._allow(busy=True)
            self._laying.fetch(lambda job: lay(picture, table, plan, job), self._show, self._misfit)

    def _misfit(self, error: Exception) -> None:
        """The plan is of another template: the one before it holds again."""
        if not isinstance(error, GongkaiError):
            self.session.failed.emit(error)
            return
        table = self.tables[self.choice.currentIndex()]
        self._of(table).withdraw()
        if self._of(table).now is None:
            self._show(table)
        self._allow()
        self.notice.say(in_words(error, self.session.language), "stop")

    def _ask_names(self) -> None:
        self.tabs.setCurrentWidget(self.columns)
        self.columns.ask_name()

    # ── plans: last month's, and those in files ──────────────────────────────────────────

    def _recall(self, table: Laid) -> None:
        """Look for the plan by which a file with the same header was read before."""
        ws, names = self.session.ws, table.names
        self.session.read(self, lambda job: acts.remembered_plan(ws, names), self._recalled)

    def _recalled(self, remembered: tuple[str, LayoutPlan] | None) -> None:
        """Offer it, if it would change anything."""
        if remembered is None or self.shown is None or self._of(self.shown).now is not None:
            return
        release, plan = remembered
        plan = replace(plan, edits=None)
        if plan != LayoutPlan(plan.names):
            self.offer.propose(
                self.tr("表头与“{release}”相同；那次导入时改过版面。").format(release=release),
                self.tr("使用上次的版面方案(&A)"),
                lambda: self._correct(lambda c: c.accept(plan)),
            )

    def _offer_names(self, renamed: dict[str, str]) -> None:
        """Offer that renamed columns keep the names of the period before."""
        told = self.tr("“{now}”即“{name}”")
        pairs = wording.listed(told.format(now=now, name=name) for now, name in renamed.items())
        text = self.tr("有的列似乎只是改了名：{pairs}。如不对，请在“各列”中另选列名。")
        self.offer.propose(
            text.format(pairs=pairs),
            self.tr("沿用原来的列名(&A)"),
            lambda: self._correct(Corrections.keep_names),
        )

    def load_plan(self, path: Path) -> None:
        """Lay a plan from a file over the sheet; what differs is told."""
        try:
            plan = plan_files.read(path)
        except GongkaiError as error:
            self.session.failed.emit(error)
            return
        self._correct(lambda c: c.accept(plan))

    def save_plan(self, path: Path) -> None:
        """Keep the plan that holds."""
        if self.shown is None:
            return
        try:
            plan_files.write(path, self.shown.layout.plan or self._of(self.shown).plan)
        except GongkaiError as error:
            self.session.failed.emit(error)

    def _ask_plan(self) -> None:
        path = plan_files.ask_which(self, self.path)
        if path is not None:
            self.load_plan(path)

    def _ask_where(self) -> None:
        path = plan_files.ask_where(self, self.path)
        if path is not None:
            self.save_plan(path)

    # ── showing ──────────────────────────────────────────────────────────────────────────

    def _show(self, table: Laid) -> None:
        self.shown = self._of(table).table = table
        self.view.show_picture(table)
        self.result.show_table(table.data)
        self.legend.explain([kind for kind in table.kinds if kind != "outside"])
        self.more.setVisible(not table.sheet.whole)
        self.dropped.fill(
            [(str(d.row), wording.dropped(d.reason), d.text) for d in table.layout.dropped]
        )
        self.hidden.fill(list(map(hidden_words.row, table.hidden)))
        for place, rows in ((2, self.dropped), (3, self.hidden)):
            self.tabs.setTabText(place, f"{rows.accessibleName()} ({rows.total})")
        self._show_columns(table)
        self._show_options(table)
        self._show_notices(table)
        self._allow()
        if self._fresh:
            self._fresh = False
            self._begin()

    def _show_columns(self, table: Laid) -> None:
        seen, plan = open_names(table), self._of(table).plan
        offers = [
            ColumnOffer(name, written, self._sample(name), name in table.numbers, name not in seen)
            for name, written in zip(table.names, table.written, strict=True)
        ]
        missing = self._of(table).missing
        self.columns.offer(offers, plan.columns or seen, plan.stored, missing)

    def _sample(self, name: str) -> str:
        """The first values of a column that are not blank."""
        arrow = self.result.arrow
        if name not in arrow.table.column_names:
            return ""
        place = arrow.table.column_names.index(name)
        texts = (arrow.line(row, place) for row in range(min(arrow.rowCount(), SAMPLED)))
        return wording.listed([text for text in texts if text][:SAMPLE])

    def _show_options(self, table: Laid) -> None:
        plan = self._of(table).plan
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
        language, doubt = self.session.language, self._taking.doubt
        lines = import_notices.lines(table, language)
        if doubt is not None:
            advice = self.tr("现按 {encoding} 显示。请对照内容，在上方“编码”中选定后再导入")
            lines[:0] = doubt.told(language), advice.format(encoding=doubt.proposal)
        self.notice.say("\n".join(lines), "stop" if doubt is not None else "warn")
        self.name_columns.setVisible(import_notices.is_nameless(table))
        self.confirm.setVisible(self._unanswered)
        glance = self.picture is not None and self.picture.is_glance
        self.shape.setText(import_notices.shape(table, glance=glance))
        if self._of(table).now is not None:
            self.offer.hide()
        if renamed := self._of(table).renamed:
            self._offer_names(renamed)

    @property
    def _unanswered(self) -> bool:
        """Whether the layout is in doubt, and nobody has looked at it yet."""
        table = self.shown
        return table is not None and self._of(table).now is None and import_notices.asks(table)

    def _allow(self, *, busy: bool = False) -> None:
        """What can be done now: to import what is shown, and to correct it."""
        table, picture = self.shown, self.picture
        whole = table is not None and picture is not None and not picture.is_glance
        ready = table is not None and table.is_importable and not busy
        asked = self._taking.doubt is not None or self._unanswered
        self.take.setEnabled(ready and not asked)
        history = self._of(table).history if table is not None else None
        self.undo.setEnabled(history is not None and history.can_undo)
        self.redo.setEnabled(history is not None and history.can_redo)
        for action in self.view.words.values():
            action.setEnabled(whole)
        for widget in (
            self.plan_menu, self.groups, self.totals, self.unpivot, self.more, self.confirm,
            self.name_columns, self.offer,
        ):  # fmt: skip
            widget.setEnabled(whole)
        by_rows = table is not None and self._of(table).plan.unpivot is not None
        self.columns.setEnabled(whole and not by_rows)

    def _take(self) -> None:
        if self.shown is None:
            return
        plan = self.shown.layout.plan if self._of(self.shown).now is not None else None
        self._stop()
        self.chosen.emit(self.shown.name, self._taking.wish, plan)
        self.accept()

    def _connect(self) -> None:
        taking = self._taking
        taking.begun.connect(self._wait)
        taking.progress.connect(Gauge(self.bar, size_of(self.path)).show)
        taking.taken.connect(self._seen)
        taking.refused.connect(self._unseen)
        self.choice.activated.connect(self._pick)
        self.text.changed.connect(self._reread)
        self.open_plan.triggered.connect(self._ask_plan)
        self.keep_plan.triggered.connect(self._ask_where)
        self.no_plan.triggered.connect(lambda: self._correct(Corrections.reset))
        self.view.corrected.connect(lambda what, rows: self._correct(lambda c: c.say(what, rows)))
        self.more.clicked.connect(taking.look_further)
        self.columns.chosen.connect(
            lambda kept, stored: self._correct(lambda c: c.choose_columns(kept, stored))
        )
        self.columns.renamed.connect(
            lambda written, name: self._correct(lambda c: c.rename(written, name))
        )
        self.confirm.clicked.connect(lambda: self._correct(Corrections.accept))
        self.name_columns.clicked.connect(self._ask_names)
        for box in (self.groups, self.totals, self.unpivot):
            box.clicked.connect(self._choose_options)
        self.undo.clicked.connect(lambda: self._correct(lambda c: c.history.undo()))
        self.redo.clicked.connect(lambda: self._correct(lambda c: c.history.redo()))
        self.cancel.clicked.connect(self.reject)
        self.take.clicked.connect(self._take)
