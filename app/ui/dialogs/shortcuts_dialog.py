"""F1: what each key does."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from app.ui.actions import Actions
from app.ui.widgets.labels import body
from app.ui.widgets.record_table import RecordTable


class ShortcutsDialog(QDialog):
    """Read off the registry, so that it names every shortcut and no other."""

    topic = "index"

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("快捷键"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.keys = RecordTable(
            self.tr("快捷键"), [self.tr("快捷键"), self.tr("菜单"), self.tr("操作")]
        )
        rows = [
            (command.keys, actions.menu_title(command.menu), command.title) for command in actions
        ]
        self.keys.fill(
            [
                *(row for row in rows if row[0]),
                ("Ctrl+C", self.tr("表格"), self.tr("复制选中的行，以制表符分隔")),
                (
                    "V / A / R / D / U",
                    self.tr("检测结果"),
                    self.tr("查看原值、确认、改判、排除、撤回判断"),
                ),
            ]
        )
        hint = body(self.tr("没有快捷键的操作可在“全部命令”（Ctrl+K）中按名称执行。"), "muted")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.keys, 1)
        layout.addWidget(hint)
        layout.addWidget(buttons)
        self.resize(560, 520)
