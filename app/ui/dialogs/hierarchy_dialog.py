"""A hierarchy begun, changed and kept: by which groups a column may be told less exactly."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QInputDialog,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.core.acts import LadderDraft
from app.core.desensitize.hierarchies import editing
from app.core.desensitize.hierarchies.completeness import check
from app.core.desensitize.hierarchies.forms import encode_csv
from app.core.desensitize.hierarchies.hierarchy import Hierarchy
from app.core.desensitize.hierarchies.starts import STARTS
from app.core.errors import GongkaiError
from app.core.files import safe_name, write_atomically
from app.ui import folders
from app.ui.errors import in_words
from app.ui.session import Session
from app.ui.widgets.hierarchy_tree import HierarchyTree, Place
from app.ui.widgets.labels import Notice, caption, narrow_choice


class HierarchyDialog(QDialog):
    """``adopted`` carries the hierarchy. Every change can be undone until then."""

    adopted = Signal(object)

    def __init__(self, session: Session, draft: LadderDraft, parent: QWidget) -> None:
        super().__init__(parent)
        self.session, self.draft = session, draft
        self.hierarchy = draft.hierarchy
        self._undone: list[Hierarchy] = []
        self._done: list[Hierarchy] = []
        self.setWindowTitle(self.tr("编辑“{column}”的泛化层次").format(column=draft.column))
        self.resize(720, 540)
        self.start = narrow_choice()
        self.setting = QLineEdit()
        self.begin = QPushButton(self.tr("重新生成"))
        self.tree = HierarchyTree()
        self.problem = Notice()
        self.told = Notice()
        self._offer_starts()
        self.tree.moved.connect(self.move_into)
        self.tree.itemSelectionChanged.connect(self._update_actions)
        self._lay_out()
        self._show()

    def change(self, edit: Callable[[Hierarchy], Hierarchy]) -> None:
        """One step that can be undone; what makes no tree changes nothing, and is told."""
        try:
            changed = edit(self.hierarchy)
        except GongkaiError as error:
            self.problem.say(in_words(error, self.session.language), "stop")
            return
        self._done.append(self.hierarchy)
        self._undone.clear()
        self.hierarchy = changed
        self._show()

    def undo(self) -> None:
        """The last change has not been."""
        if self._done:
            self._undone.append(self.hierarchy)
            self.hierarchy = self._done.pop()
            self._show()

    def redo(self) -> None:
        """What was undone is done again."""
        if self._undone:
            self._done.append(self.hierarchy)
            self.hierarchy = self._undone.pop()
            self._show()

    def move_into(self, places: list[Place], target: Place) -> None:
        """Put places of one level into a group of the next."""

        def edit(hierarchy: Hierarchy) -> Hierarchy:
            for place in places:
                hierarchy = editing.move(hierarchy, place.level, place.label, target.label)
            return hierarchy

        self.change(edit)

    def save(self, path: Path) -> None:
        """Write it as a file that other tools and the command line read."""
        try:
            write_atomically(path, [encode_csv(self.hierarchy)], overwrite=True)
        except GongkaiError as error:
            self.problem.say(in_words(error, self.session.language), "stop")

    def _begin(self) -> None:
        name, setting = self.start.currentData(), self.setting.text().strip()
        written = f"{name}={setting}" if setting and name in STARTS else name
        self.change(lambda _: self.draft.begun(written))

    def _ask_group(self) -> None:
        """Move by the keyboard: the group is chosen from a list."""
        places = self.tree.chosen()
        groups = self.hierarchy.levels[places[0].level + 1].labels.to_pylist()
        title, label = self.tr("移到另一组"), self.tr("移到哪一组")
        group, sure = QInputDialog.getItem(self, title, label, groups, 0, False)
        if sure:
            level = places[0].level
            self.move_into([p for p in places if p.level == level], Place(level + 1, group))

    def _rename(self) -> None:
        place = self.tree.chosen()[0]
        name = self._ask_name(self.tr("改名"), place.label)
        if name:
            self.change(lambda tree: editing.rename(tree, place.level, place.label, name))

    def _merge(self) -> None:
        places = self.tree.chosen()
        name = self._ask_name(self.tr("合并为一组"), places[0].label)
        if name:
            groups = [place.label for place in places]
            self.change(lambda tree: editing.merge(tree, places[0].level, groups, name))

    def _group(self) -> None:
        """The chosen places as a group of a level of its own above theirs; all others stay alone."""
        places = self.tree.chosen()
        name = self._ask_name(self.tr("在上面加一级"), "")
        if name:
            groups = {place.label: name for place in places}
            self.change(lambda tree: editing.add_level(tree, places[0].level, groups))

    def _drop_level(self) -> None:
        level = self.tree.chosen()[0].level
        self.change(lambda tree: editing.remove_level(tree, level))

    def _ask_name(self, title: str, text: str) -> str:
        name, sure = QInputDialog.getText(self, title, self.tr("组名"), text=text)
        return name.strip() if sure else ""

    def _ask_file(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("保存层次文件"),
            folders.proposed(f"{safe_name(self.draft.column)}.csv"),
            self.tr("层次文件，各级用分号隔开") + " (*.csv)",
        )
        if name:
            self.save(Path(name))

    def _show(self) -> None:
        self.problem.say("")
        self.tree.show_hierarchy(self.hierarchy)
        fit = check(self.hierarchy, self.draft.values)
        said = "\n".join(map(self.session.say, fit.told()))
        self.told.say(said, "ok" if fit.complete else "warn")
        self.ok.setEnabled(not len(fit.missing))
        self._update_actions()

    def _update_actions(self) -> None:
        """Only what makes sense for what is chosen."""
        places = self.tree.chosen()
        levels = {place.level for place in places}
        one = len(levels) == 1
        level = min(levels, default=0)
        self.move.setEnabled(one and level + 1 < len(self.hierarchy.levels))
        self.rename.setEnabled(len(places) == 1 and level > 0)
        self.merge.setEnabled(one and level > 0 and len(places) > 1)
        self.group.setEnabled(one)
        self.drop.setEnabled(one and level > 0)
        self.undoing.setEnabled(bool(self._done))
        self.redoing.setEnabled(bool(self._undone))

    def _offer_starts(self) -> None:
        say = self.session.say
        for proposal in self.draft.proposals:
            self.start.addItem(say(proposal.title), proposal.id)
        for start in STARTS.values():
            self.start.addItem(say(start.title), start.name)
        self.start.currentIndexChanged.connect(lambda _: self._ask_setting())
        self.begin.clicked.connect(self._begin)
        self._ask_setting()

    def _ask_setting(self) -> None:
        start = STARTS.get(self.start.currentData())
        self.setting.setEnabled(start is not None and bool(start.example))
        self.setting.setText(start.example if start is not None else "")
        self.setting.setToolTip(self.session.say(start.setting) if start is not None else "")

    def _button(self, text: str, done: Callable[[], None], key: QKeySequence) -> QPushButton:
        button = QPushButton(text)
        button.clicked.connect(done)
        button.setShortcut(key)
        button.setToolTip(key.toString(QKeySequence.SequenceFormat.NativeText))
        return button

    def _lay_out(self) -> None:
        beginning = QHBoxLayout()
        beginning.addWidget(caption(self.tr("从什么开始"), self.start))
        beginning.addWidget(self.start, 2)
        beginning.addWidget(caption(self.tr("设置"), self.setting))
        beginning.addWidget(self.setting, 1)
        beginning.addWidget(self.begin)
        keys = QKeySequence
        self.move = self._button(self.tr("移到…"), self._ask_group, keys("Ctrl+M"))
        self.rename = self._button(self.tr("改名…"), self._rename, keys("F2"))
        self.merge = self._button(self.tr("合并…"), self._merge, keys("Ctrl+G"))
        self.group = self._button(self.tr("上面加一级…"), self._group, keys("Ctrl+L"))
        self.drop = self._button(self.tr("删去这一级"), self._drop_level, keys("Ctrl+Delete"))
        self.top = QPushButton(self.tr("加最高级 *"))
        self.top.clicked.connect(lambda: self.change(editing.add_top))
        self.undoing = self._button(self.tr("撤销"), self.undo, keys(keys.StandardKey.Undo))
        self.redoing = self._button(self.tr("重做"), self.redo, keys(keys.StandardKey.Redo))
        self.file = self._button(self.tr("另存为文件…"), self._ask_file, keys("Ctrl+S"))
        acting = QVBoxLayout()
        for button in (
            self.move, self.rename, self.merge, self.group, self.drop, self.top,
            self.undoing, self.redoing, self.file,
        ):  # fmt: skip
            button.setAutoDefault(False)
            acting.addWidget(button)
        acting.addStretch(1)
        middle = QHBoxLayout()
        middle.addWidget(self.tree, 1)
        middle.addLayout(acting)
        kinds = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        self.ok = buttons.button(kinds.Ok)
        self.ok.setText(self.tr("采用"))
        buttons.accepted.connect(self._adopt)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(beginning)
        layout.addLayout(middle, 1)
        layout.addWidget(self.problem)
        layout.addWidget(self.told)
        layout.addWidget(buttons)

    def _adopt(self) -> None:
        self.adopted.emit(self.hierarchy)
        self.accept()
