"""汇聚风险: the release beside what was published before and files that a person brings."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.core import acts
from app.core.jobs import Job
from app.core.review.linkage.converge import Beside, Convergence, Known
from app.core.workspace.store import Release
from app.ui import theme, wording
from app.ui.dropped import files
from app.ui.session import Session
from app.ui.widgets.join_help import JoinHelp
from app.ui.widgets.labels import Notice, body, tell
from app.ui.widgets.record_table import RecordTable
from app.ui.widgets.scrolling import Scrolling

Compare = Callable[[Release, Sequence[Path], Job], Convergence]


class ConvergencePanel(QWidget):
    """``compare``: how the core is asked; without it the answer is shown and not filed.

    ``compared`` carries the report. Files are named by button, or dropped here.
    """

    compared = Signal(object)

    def __init__(self, session: Session, compare: Compare | None = None) -> None:
        super().__init__()
        self.session = session
        self._compare = compare
        self._release: Release | None = None
        self._files: list[Path] = []
        self._known: tuple[Known, ...] = ()
        self._report: Convergence | None = None
        self.setAcceptDrops(True)
        self.notice = Notice()
        self.list = RecordTable(
            self.tr("比对对象"),
            [
                self.tr("数据集"), self.tr("来源"), self.tr("行数"), self.tr("结论"),
                self.tr("唯一对应的行"), self.tr("共同的列"),
            ],
            self.tr("还没有以前发布的数据集。可把外部文件拖到这里，或点“添加外部文件”。"),
        )  # fmt: skip
        self.list.currentCellChanged.connect(lambda *_: self._show_words())
        self.words = body()
        self.words.hide()  # until a row is chosen
        self.run = QPushButton(self.tr("开始比对"))
        self.run.clicked.connect(self._run)
        self.add = QPushButton(self.tr("添加外部文件…"))
        self.add.clicked.connect(self._browse)
        self.remove = QPushButton(self.tr("移除"))
        self.remove.clicked.connect(self._remove)
        QShortcut(
            QKeySequence(QKeySequence.StandardKey.Delete), self.list, self._remove
        ).setContext(Qt.ShortcutContext.WidgetShortcut)
        self.explain = QPushButton(self.tr("什么是关联？"))
        self.explain.setCheckable(True)
        self.explain.toggled.connect(self._explain)
        self.help = JoinHelp(session)
        self.help_area = Scrolling(self.help)
        self.help_area.hide()
        self._lay_out()

    def show_release(self, release: Release, report: Convergence | None = None) -> None:
        """Show what there is to compare with; ``report``: what was filed, if it was."""
        if self._release is None or self._release.id != release.id:
            self._files = self.session.outside_files.setdefault(release.id, [])
            self._report = None
        self._release = release
        self._known = tuple(k for k in acts.published(self.session.ws) if k.release != release.id)
        if report is not None:
            self._report = report
        self._fill()
        if not self._known and not self._files and self._report is None:
            self.explain.setChecked(True)

    def add_files(self, paths: Sequence[Path]) -> None:
        """Files to compare with, each once; what was compared before is out of date."""
        self._files += [path for path in dict.fromkeys(paths) if path not in self._files]
        self._report = None
        self.explain.setChecked(False)
        self._fill()

    def update_actions(self) -> None:
        """Nothing is begun while something else is under way."""
        some = bool(self._known or self._files)
        theme.mark(self.run, "primary", some)
        self.run.setEnabled(some and not self.session.working)
        self.run.setToolTip("" if some else self.tr("没有可比对的内容"))
        self.remove.setEnabled(self._chosen_file() is not None)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.add_files(files(event.mimeData()))
        event.acceptProposedAction()

    def _browse(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, self.tr("选择外部文件"))
        if names:
            self.add_files([Path(name) for name in names])

    def _remove(self) -> None:
        place = self._chosen_file()
        if place is not None:
            del self._files[place]
            self._report = None
            self._fill()

    def _chosen_file(self) -> int | None:
        """Which of the files is chosen in the list; not one of a report that is shown."""
        place = self.list.currentRow() - len(self._known)
        return place if self._report is None and 0 <= place < len(self._files) else None

    def _explain(self, shown: bool) -> None:
        self.help_area.setVisible(shown)
        if shown:
            self.help.prepare()

    def _run(self) -> None:
        release, files, session = self._release, tuple(self._files), self.session
        if release is None:
            return

        def show(report: Convergence) -> None:
            if self._release is not None and self._release.id == release.id:
                self._report = report
                self.explain.setChecked(False)
                self._fill()
                self.compared.emit(report)

        title = self.tr("汇聚比对 {name}").format(name=release.name)
        compare = self._compare
        if compare is None:
            session.work_out(
                self,
                title,
                lambda job: acts.look_around(session.ws, release.id, files, job),
                show,
            )
        else:
            session.act(title, lambda job: compare(release, files, job), show, owner=self)

    def _fill(self) -> None:
        report, say = self._report, self.session.say
        if report is None:
            self.notice.say("")
            rows = [(k.name, self._source(k), "", self.tr("未比对"), "", "") for k in self._known]
            rows += [
                (p.name, self.tr("外部文件"), "", self.tr("未比对"), "", "") for p in self._files
            ]
            self.list.fill(rows)
        else:
            self.notice.say(say(report.message), wording.GATE_TONES[report.gate])
            self.list.fill([self._row(each) for each in report.beside])
            for row, each in enumerate(report.beside):
                self.list.tint(row, 3, wording.GATE_TONES[each.gate])
        self.list.setCurrentCell(0 if self.list.rowCount() else -1, 0)
        self._show_words()

    def _row(self, each: Beside) -> tuple[str, ...]:
        columns = dict.fromkeys(name for link in each.links for name in link.columns)
        unique = max((link.rows_made_unique for link in each.links), default=0)
        return (
            each.known.name,
            self._source(each.known),
            f"{each.rows:,}",
            wording.gate_short(each.gate),
            f"{unique:,}",
            wording.listed(columns),
        )

    def _source(self, known: Known) -> str:
        if not known.release:
            return self.tr("外部文件")
        told = f"{known.release} · {wording.when(known.at)}"
        return wording.aside(told, self.tr("已撤回")) if known.withdrawn else told

    def _show_words(self) -> None:
        """What the chosen dataset and the release tell together, in full."""
        row = self.list.currentRow()
        self.update_actions()
        if self._report is None or not 0 <= row < len(self._report.beside):
            tell(self.words, "")
            return
        messages = self._report.beside[row].messages
        tell(self.words, "\n".join(self.session.say(message) for message in messages))

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        for button in (self.run, self.add, self.remove):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.explain)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.addLayout(buttons)
        layout.addWidget(self.notice)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.words)
        layout.addWidget(self.help_area, 2)
