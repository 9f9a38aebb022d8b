"""Who can open the workspace: its key slots, added, changed and closed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QMessageBox, QPushButton, QVBoxLayout, QWidget

from app.core.workspace import access, keys, rotation
from app.core.workspace.keys import Slot
from app.core.workspace.slot import slot_kinds
from app.ui import wording
from app.ui.dialogs.rotation_dialog import RotationDialog
from app.ui.dialogs.slot_dialog import SlotDialog
from app.ui.session import Session
from app.ui.widgets.labels import Notice, body
from app.ui.widgets.record_table import RecordTable


class SlotsPanel(QWidget):
    """Every change is an event of the log; the core refuses to close the last way in."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._slots: tuple[Slot, ...] = ()
        self.notice = Notice()
        self.list = RecordTable(
            self.tr("打开方式"), [self.tr("方式"), self.tr("添加时间"), self.tr("说明")]
        )
        self.add = QPushButton(self.tr("添加…"))
        kinds = QMenu(self)
        for id, kind in slot_kinds.all().items():
            kinds.addAction(session.say(kind.title)).triggered.connect(
                lambda _=False, id=id: self.open_slot(id)
            )
        self.add.setMenu(kinds)
        self.change = QPushButton(self.tr("更换…"))
        self.change.clicked.connect(self._change)
        self.remove = QPushButton(self.tr("移除…"))
        self.remove.clicked.connect(self._ask_to_remove)
        self.rotate = QPushButton(self.tr("更换密钥…"))
        self.rotate.clicked.connect(self.open_rotation)
        row = QHBoxLayout()
        for button in (self.add, self.change, self.remove):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.rotate)
        layout = QVBoxLayout(self)
        layout.addWidget(
            body(
                self.tr(
                    "任何一种方式都能打开整个工作区。移除之后，以前的备份仍可用它打开；要让抄走的密钥失效，请更换密钥。"
                ),
                "muted",
            )
        )
        layout.addWidget(self.notice)
        layout.addWidget(self.list, 1)
        layout.addLayout(row)
        self.list.itemSelectionChanged.connect(self._update)
        session.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Read the slots anew."""
        self._slots, damaged = keys.slots(self.session.ws.folder)
        said = self.tr("已损坏：{files}").format(files=wording.listed(damaged)) if damaged else ""
        if rotation.is_unfinished(self.session.ws):
            said = "\n".join(filter(None, [said, self.tr("更换密钥没有做完，可以接着做。")]))
        self.notice.say(said, "warn")
        self.list.fill(
            [(self._kind(slot), wording.when(slot.made), slot.label) for slot in self._slots]
        )
        self._update()

    def open_slot(self, kind: str, slot: Slot | None = None) -> SlotDialog:
        """Ask for the secret of a new slot, or of one that is there."""
        dialog = SlotDialog(self.session, kind, slot, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def open_rotation(self) -> RotationDialog:
        """Ask before the key behind all slots is changed."""
        dialog = RotationDialog(self.session, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def _kind(self, slot: Slot) -> str:
        return self.session.say(slot_kinds.get(slot.kind).title)

    def _chosen(self) -> Slot | None:
        rows = self.list.selectionModel().selectedRows()
        return self._slots[rows[0].row()] if rows else None

    def _update(self) -> None:
        chosen = self._chosen()
        self.change.setEnabled(chosen is not None)
        self.remove.setEnabled(chosen is not None and len(self._slots) > 1)

    def _change(self) -> None:
        slot = self._chosen()
        if slot is not None:
            self.open_slot(slot.kind, slot)

    def _ask_to_remove(self) -> None:
        slot = self._chosen()
        if slot is None:
            return
        box = QMessageBox(self)
        box.setWindowTitle(self.tr("移除打开方式"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(
            self.tr("移除“{way}”？此后用它打不开这个工作区。").format(
                way=wording.aside(self._kind(slot), slot.label)
            )
        )
        box.setStandardButtons(QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No)
        box.setDefaultButton(QMessageBox.StandardButton.No)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.accepted.connect(lambda: self._remove(slot))
        box.open()

    def _remove(self, slot: Slot) -> None:
        session = self.session
        session.act(
            self.tr("移除打开方式"),
            lambda job: access.remove_slot(session.ws, session.actor.card, slot.name),
            owner=self,
        )
