"""分类体系: the classes that entries stand in, edited as a tree or brought in as a table."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QInputDialog,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.core.acts.classes import class_tree, classes_in_use, keep_classes, own_tree, policys_tree
from app.core.catalog.classes import editing
from app.core.catalog.classes.table import Listed, read_classes, write_csv, write_xlsx
from app.core.catalog.classes.tree import LEVELS, ClassTree, ResourceClass
from app.core.errors import GongkaiError
from app.ui.dialogs.discard_box import DiscardBox
from app.ui.errors import in_words
from app.ui.history import History
from app.ui.saving import ask_where
from app.ui.session import Session
from app.ui.widgets.class_tree_view import ClassTreeView
from app.ui.widgets.labels import Notice, body
from app.ui.widgets.record_table import RecordTable
from app.ui.widgets.undo_keys import give_undo_keys


class ClassesDialog(QDialog):
    """Every change can be undone until all is saved."""

    topic = "head"

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.session = session
        ws = session.ws
        self._used = classes_in_use(ws)
        self._laid_down = policys_tree(ws) is not None
        self._before = own_tree(ws) or ClassTree(())
        self.history = History(class_tree(ws))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("分类体系"))
        self.resize(760, 560)
        self.told = body("", "muted")
        self.tree = ClassTreeView()
        self.tree.currentItemChanged.connect(lambda *_: self._update())
        self.notice = Notice()
        self.problems = RecordTable(
            self.tr("须改正的单元格"), [self.tr("单元格"), self.tr("列"), self.tr("问题")]
        )
        self.problems.hide()
        self._lay_out()
        session.busy.connect(self._update)
        self._show()
        self.tree.setCurrentItem(self.tree.topLevelItem(0))

    def change(self, edit: Callable[[ClassTree], ClassTree]) -> None:
        """One step that can be undone; what makes no tree changes nothing, and is told."""
        try:
            changed = edit(self.history.now)
        except GongkaiError as error:
            self.notice.say(in_words(error, self.session.language), "stop")
            return
        self.history.do(changed)
        self._show()

    def add_below(self, parent: str, name: str) -> None:
        """Add a class below another ("" for the top), and choose it."""
        known = set(self.history.now.classes)
        self.change(lambda tree: editing.add(tree, parent, name))
        for one in self.history.now.classes:
            if one not in known:
                self.tree.choose(one.code)

    def take(self, path: Path) -> None:
        """Read a table in the place of the tree that is shown, or list every wrong cell."""
        self.session.read(self, lambda job: read_classes(path, self._before), self._taken)

    def reject(self) -> None:
        """Ask before changes are lost."""
        if self._changed:
            DiscardBox(super().reject, self).open()
        else:
            super().reject()

    @property
    def _changed(self) -> bool:
        return self.history.can_undo

    def _taken(self, found: Listed) -> None:
        say = self.session.say
        rows = [(one.cell, one.column, say(one.problem.message)) for one in found.misfits]
        self.problems.fill(rows)
        self.problems.setVisible(bool(rows))
        if rows:
            text = self.tr("表格有 {n} 处须改正，一行也没有采用。", "", len(rows))
            self.notice.say(text.format(n=len(rows)), "stop")
        else:
            self.change(lambda _: found.tree)

    def _chosen(self) -> ResourceClass | None:
        return self.history.now.get(self.tree.chosen())

    def _add(self, parent: str) -> None:
        if name := self._ask_name(self.tr("新增分类"), ""):
            self.add_below(parent, name)

    def _rename(self) -> None:
        chosen = self._chosen()
        if chosen and (name := self._ask_name(self.tr("改名"), chosen.name)):
            self.change(lambda tree: editing.rename(tree, chosen.code, name))

    def _move(self) -> None:
        """Below another class of the level above, picked from a list."""
        chosen = self._chosen()
        if chosen is None:
            return
        tree = self.history.now
        places = {tree.path(one.code): one.code for one in self._parents(chosen)}
        title, label = self.tr("移到另一分类"), self.tr("移到哪一个之下")
        place, sure = QInputDialog.getItem(self, title, label, list(places), 0, False)
        if sure:
            parent = places[place]
            self.change(lambda tree: editing.move(tree, chosen.code, parent, self._used))

    def _parents(self, chosen: ResourceClass) -> list[ResourceClass]:
        """Where a class could go: the others of the level above its own."""
        return [one for one in self.history.now.standing() if one.level == chosen.level - 1]

    def _give_up(self) -> None:
        if chosen := self._chosen():
            self.change(lambda tree: editing.remove(tree, chosen.code, self._used))

    def _undo(self) -> None:
        self.history.undo()
        self._show()

    def _redo(self) -> None:
        self.history.redo()
        self._show()

    def _ask_name(self, title: str, text: str) -> str:
        name, sure = QInputDialog.getText(self, title, self.tr("名称"), text=text)
        return name.strip() if sure else ""

    def _ask_file(self) -> None:
        kinds = self.tr("分类表") + " (*.xlsx *.csv)"
        name, _ = QFileDialog.getOpenFileName(self, self.tr("导入分类表"), "", kinds)
        if name:
            self.take(Path(name))

    def _export(self) -> None:
        kinds = {".xlsx": self.tr("分类表"), ".csv": "CSV"}
        title = self.tr("信息资源分类")
        place = ask_where(self, title, f"{title}.xlsx", kinds)
        if place is None:
            return
        tree = self.history.now
        text = place.path.suffix == ".csv"
        content = write_csv(tree).encode("utf-8-sig") if text else write_xlsx(tree)
        said = self.tr("已导出：{name}").format(name=place.path.name)
        self.session.read(
            self, lambda job: place.write(content), lambda _: self.notice.say(said, "ok")
        )

    def _save(self) -> None:
        ws, actor, tree = self.session.ws, self.session.actor, self.history.now
        self.session.act(
            self.tr("保存分类体系"),
            lambda job: keep_classes(ws, actor, tree),
            lambda _: self._saved(tree),
            owner=self,
        )

    def _saved(self, tree: ClassTree) -> None:
        self._before, self.history = tree, History(tree)
        self._show()
        self.notice.say(self.tr("已保存。此后的目录按这个分类体系检查。"), "ok")
        self.session.reclassified.emit()

    def _show(self) -> None:
        self.notice.say("")
        self.tree.show_tree(self.history.now, self._used)
        if self._laid_down:
            self.told.setText(self.tr("分类体系由管理员策略规定，这里不能更改。"))
        elif self._before.classes:
            self.told.setText(self.tr("目录的分类和代码须符合这个体系。"))
        else:
            self.told.setText(
                self.tr("这是编制指南的类和项，仅供选用；改好并保存后，目录须符合它。")
            )
        self._update()

    def _update(self, *_: object) -> None:
        """Only what makes sense for what is chosen."""
        free = not self._laid_down and not self.session.working
        chosen = self._chosen()
        stands = chosen is not None and not chosen.given_up and free
        self.top.setEnabled(free)
        self.below.setEnabled(stands and chosen.level + 1 < len(LEVELS))
        self.renaming.setEnabled(stands)
        self.moving.setEnabled(stands and len(self._parents(chosen)) > 1)
        self.giving_up.setEnabled(stands)
        self.undoing.setEnabled(self.history.can_undo)
        self.redoing.setEnabled(self.history.can_redo)
        self.bring.setEnabled(free)
        self.save.setEnabled(free and self._changed)

    def _button(self, text: str, done: Callable[[], None], key: str = "") -> QPushButton:
        button = QPushButton(text)
        button.clicked.connect(lambda _: done())
        button.setAutoDefault(False)
        if key:
            button.setShortcut(QKeySequence(key))
            button.setToolTip(button.shortcut().toString(QKeySequence.SequenceFormat.NativeText))
        return button

    def _lay_out(self) -> None:
        self.below = self._button(
            self.tr("新增下级…"), lambda: self._add(self.tree.chosen()), "Ins"
        )
        self.top = self._button(self.tr("新增类…"), lambda: self._add(""))
        self.renaming = self._button(self.tr("改名…"), self._rename, "F2")
        self.moving = self._button(self.tr("移到…"), self._move, "Ctrl+M")
        self.giving_up = self._button(self.tr("停用"), self._give_up, "Del")
        self.undoing = self._button(self.tr("撤销"), self._undo)
        self.redoing = self._button(self.tr("重做"), self._redo)
        give_undo_keys(self, self.undoing, self.redoing)
        self.bring = self._button(self.tr("导入分类表…"), self._ask_file)
        self.export = self._button(self.tr("导出分类表…"), self._export)
        acting = QVBoxLayout()
        for button in (
            self.below, self.top, self.renaming, self.moving, self.giving_up, self.undoing,
            self.redoing, self.bring, self.export,
        ):  # fmt: skip
            acting.addWidget(button)
        acting.addStretch(1)
        middle = QHBoxLayout()
        middle.addWidget(self.tree, 1)
        middle.addLayout(acting)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.save = buttons.addButton(self.tr("保存"), QDialogButtonBox.ButtonRole.ApplyRole)
        self.save.setProperty("primary", True)
        self.save.clicked.connect(self._save)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.told)
        layout.addLayout(middle, 1)
        layout.addWidget(self.notice)
        layout.addWidget(self.problems)
        layout.addWidget(buttons)
