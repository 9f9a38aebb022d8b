"""目录登记: the department's catalog as a whole, and how far it is by the pilot's indicators."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.core import acts
from app.core.acts.bulk import catalog_problems
from app.core.catalog.indicators import Standing
from app.core.catalog.reevaluation import Reevaluation
from app.core.catalog.workbook.marks import marked_workbook
from app.core.catalog.workbook.misfits import Filled, Misfit
from app.core.catalog.workbook.reader import read_workbook
from app.core.catalog.workbook.writer import write_workbook
from app.core.model import Entry
from app.ui.dialogs.classes_dialog import ClassesDialog
from app.ui.dialogs.entries_dialog import EntriesDialog
from app.ui.dialogs.reevaluation_dialog import ReevaluationDialog
from app.ui.saving import ask_where
from app.ui.session import Session
from app.ui.widgets.kept_back_panel import KeptBackPanel
from app.ui.widgets.labels import Notice
from app.ui.widgets.pilot_panel import PilotPanel
from app.ui.widgets.record_table import RecordTable


class RegisterDialog(QDialog):
    """A workbook is registered whole, or not at all: then every wrong cell is listed."""

    topic = "head"

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.session = session
        self._folder = ""
        self._refused: tuple[Path, tuple[Misfit, ...]] | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("目录登记与试点指标"))
        self.resize(860, 560)
        self.bring = QPushButton(self.tr("导入目录表…"))
        self.bring.setProperty("primary", True)
        self.bring.clicked.connect(self._ask_which)
        self.blank = QPushButton(self.tr("导出空白目录表…"))
        self.blank.clicked.connect(self._save_blank)
        self.mark = QPushButton(self.tr("导出标注表…"))
        self.mark.clicked.connect(self._save_marked)
        self.edit = QPushButton(self.tr("逐格填写…"))
        self.edit.clicked.connect(self.open_grid)
        self.classes = QPushButton(self.tr("分类体系…"))
        self.classes.clicked.connect(self.open_classes)
        self._known: Sequence[Entry] = ()
        self.notice = Notice()
        self.pilot = PilotPanel(session)
        self.entries = RecordTable(
            self.tr("已登记目录"),
            [
                self.tr("主题"),
                self.tr("开放类型"),
                self.tr("更新周期"),
                self.tr("信息项"),
                self.tr("名称"),
            ],
            self.tr("还没有登记"),
        )
        self.kept_back = KeptBackPanel()
        self.kept_back.wanted.connect(self.judge_anew)
        self.problems = RecordTable(
            self.tr("须改正的单元格"),
            [self.tr("工作表"), self.tr("单元格"), self.tr("列"), self.tr("问题")],
        )
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.pilot, self.tr("试点指标"))
        self.tabs.addTab(self.entries, self.tr("已登记目录"))
        self.tabs.addTab(self.kept_back, self.tr("不予开放"))
        self.tabs.addTab(self.problems, self.tr("须改正的单元格"))
        self._lay_out()
        self._show_problems(None)
        session.busy.connect(self._update_actions)
        self.refresh()

    def refresh(self) -> None:
        """Read the register and the releases anew."""
        ws = self.session.ws
        self.session.read(
            self,
            lambda job: (
                acts.pilot_standing(ws),
                acts.registered(ws),
                len(acts.known_resources(ws)),
                acts.kept_back(ws),
            ),
            lambda told: self._show(*told),
        )

    def take(self, path: Path) -> None:
        """Register the entries of a workbook if all of them are right."""
        ws = self.session.ws
        self.session.work_out(
            self,
            self.tr("读取 {name}").format(name=path.name),
            lambda job: read_workbook(path, lambda found: catalog_problems(ws, found)),
            lambda filled: self._judge(path, filled),
        )

    def open_grid(self) -> EntriesDialog:
        """All entries in one grid."""
        dialog = EntriesDialog(self.session, self._known, self)
        dialog.saved.connect(lambda _: self.refresh())
        dialog.open()
        return dialog

    def open_classes(self) -> ClassesDialog:
        """The classes that entries stand in."""
        dialog = ClassesDialog(self.session, self)
        dialog.open()
        return dialog

    def judge_anew(self, chosen: Sequence[Reevaluation]) -> ReevaluationDialog | None:
        """Keep these resources closed for another year; None where there are none."""
        if not chosen:
            return None
        dialog = ReevaluationDialog(self.session, chosen, self)
        dialog.accepted.connect(self.refresh)
        dialog.open()
        return dialog

    def _show(
        self,
        standing: Standing,
        entries: Sequence[Entry],
        known: int,
        kept_back: Sequence[Reevaluation],
    ) -> None:
        self.pilot.show_standing(standing)
        self.kept_back.show_kept_back(kept_back)
        self._known = entries
        fields = ("theme", "open_type", "update_cycle")
        self.entries.fill(
            [
                (
                    *(entry.fields.get(field, "") for field in fields),
                    str(len(entry.items)),
                    entry.fields.get("name", ""),
                )
                for entry in entries
            ]
        )
        if not known:
            self.notice.say(
                self.tr(
                    "还没有任何目录。请先导出空白目录表，填好后导入；或者导入数据文件，为发布编目。"
                ),
                "info",
            )
        self._update_actions()

    def _judge(self, path: Path, filled: Filled) -> None:
        if filled.misfits:
            self._show_problems((path, filled.misfits))
            text = self.tr("“{name}”有 {n} 处须改正，一条也没有登记。请改正后重新导入。")
            self.notice.say(text.format(name=path.name, n=len(filled.misfits)), "stop")
            return
        self._show_problems(None)
        ws, actor = self.session.ws, self.session.actor
        self.session.act(
            self.tr("登记 {name}").format(name=path.name),
            lambda job: acts.register(ws, actor, filled.entries),
            lambda counts: self._registered(*counts),
            owner=self,
        )

    def _registered(self, added: int, replaced: int) -> None:
        text = self.tr("已登记：新增 {added} 条，替换 {replaced} 条。")
        self.notice.say(text.format(added=added, replaced=replaced), "ok")
        self.refresh()

    def _show_problems(self, refused: tuple[Path, tuple[Misfit, ...]] | None) -> None:
        self._refused = refused
        say = self.session.say
        self.problems.fill(
            [(m.sheet, m.cell, m.column, say(m.problem.message)) for m in refused[1]]
            if refused
            else []
        )
        self.tabs.setTabVisible(self.tabs.indexOf(self.problems), refused is not None)
        if refused is not None:
            self.tabs.setCurrentWidget(self.problems)
        self._update_actions()

    def _update_actions(self) -> None:
        idle = not self.session.working
        self.bring.setEnabled(idle)
        self.edit.setEnabled(idle)
        self.mark.setVisible(self._refused is not None)
        self.mark.setEnabled(idle)

    def _ask_which(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("导入目录表"), self._folder, self.tr("目录导入表") + " (*.xlsx)"
        )
        if name:
            self._folder = str(Path(name).parent)
            self.take(Path(name))

    def _save_blank(self) -> None:
        self._save(self.tr("空白目录表"), lambda: write_workbook([], whole=False))

    def _save_marked(self) -> None:
        if self._refused is not None:
            path, misfits = self._refused
            language = self.session.language
            proposed = self.tr("{name}-标注").format(name=path.stem)
            self._save(proposed, lambda: marked_workbook(path, misfits, language))

    def _save(self, proposed: str, content: Callable[[], bytes]) -> None:
        """Write a workbook where the person says."""
        kinds = {".xlsx": self.tr("目录导入表")}
        place = ask_where(self, proposed, f"{proposed}.xlsx", kinds)
        if place is not None:
            said = self.tr("已导出：{name}").format(name=place.path.name)
            self.session.read(
                self,
                lambda job: place.write(content()),
                lambda _: self.notice.say(said, "ok"),
            )

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.bring)
        row.addWidget(self.blank)
        row.addWidget(self.edit)
        row.addWidget(self.classes)
        row.addWidget(self.mark)
        row.addStretch(1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(row)
        layout.addWidget(self.notice)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(buttons)
