"""What the import dialog shows of a table as it is corrected, and what can be done with it then."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.core.intake.picture import Laid, Picture
from app.core.intake.sheet import Wish
from app.core.model import REASON_NAMES
from app.ui import hidden_words, wording
from app.ui.corrections import Corrections, open_names
from app.ui.dialogs import import_notices
from app.ui.dialogs.import_frame import ImportFrame
from app.ui.dialogs.taking import Taking
from app.ui.session import Session
from app.ui.widgets.column_choice import ColumnOffer

SAMPLE, SAMPLED = 3, 20  # values of a column that stand beside its name; rows they come from


class ImportShowing(ImportFrame):
    """``picture``: of the file, once it was looked at. ``shown``: the table before the person's eyes."""

    def __init__(
        self, session: Session, path: Path, wish: Wish, sheet: str | None, parent: QWidget | None
    ) -> None:
        super().__init__(path.name, session.language, parent)
        self.session = session
        self.picture: Picture | None = None
        self.shown: Laid | None = None
        self._corrected: dict[str, Corrections] = {}  # by the name of the table
        self._taking = Taking(session, path, wish, sheet, self)

    def _of(self, table: Laid) -> Corrections:
        """What is corrected in a table."""
        source = self.picture.source.sha256 if self.picture else ""
        return self._corrected.setdefault(table.name, Corrections(source, table))

    def _show(self, table: Laid) -> None:
        """Show a table, and everything that is said of it."""
        self.shown = self._of(table).table = table
        self.view.show_picture(table)
        self.result.show_table(table.data)
        self.legend.explain([kind for kind in table.kinds if kind != "outside"])
        self.more.setVisible(not table.sheet.whole)
        self.dropped.fill(
            [
                (str(d.row), self.session.say(REASON_NAMES[d.reason]), d.text)
                for d in table.layout.dropped
            ]
        )
        self.hidden.fill(list(map(hidden_words.row, table.hidden)))
        for place, rows in ((2, self.dropped), (3, self.hidden)):
            self.tabs.setTabText(place, f"{rows.accessibleName()} ({rows.total})")
        self._show_columns(table)
        self._show_options(table)
        self._show_notices(table)
        self._allow()

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
