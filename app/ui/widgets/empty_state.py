"""What a person sees before there is anything to see: where to begin."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.core import pipeline
from app.core.approval.round import SIGNERS
from app.core.model import Role
from app.core.text import Language
from app.ui.widgets.labels import body, heading


class EmptyState(QWidget):
    """``asked``: the person wants to pick a file; ``tour_wanted``: to try it out first;
    ``join_wanted``: to work in a folder that a colleague has made; ``help_wanted``: to read first.
    Who signs waits for letters: ``receive_wanted``: one has come; ``card_wanted``: to make themselves known.
    """

    asked = Signal()
    tour_wanted = Signal()
    join_wanted = Signal()
    help_wanted = Signal()
    receive_wanted = Signal()
    card_wanted = Signal()

    def __init__(self, language: Language) -> None:
        super().__init__()
        frame = QFrame()
        frame.setProperty("drop", True)
        frame.setFixedWidth(700)
        column = QVBoxLayout(frame)
        column.setContentsMargins(40, 36, 40, 36)
        column.setSpacing(14)
        self._title, self._text = heading(), body("", "muted")
        steps = body(" → ".join(step.title.to(language) for step in pipeline.STEPS))
        self.button = QPushButton(self.tr("导入文件…"))
        self.button.setProperty("primary", True)
        self.button.clicked.connect(self.asked)
        self.receive = QPushButton(self.tr("收取送审单…"))
        self.receive.setProperty("primary", True)
        self.receive.clicked.connect(self.receive_wanted)
        for label in (self._title, self._text, steps):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        for button in (self.button, self.receive):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignCenter)
        others = QHBoxLayout()
        others.addStretch(1)
        self.tour = QPushButton(self.tr("试一试：用示例演练一遍"))
        self.tour.setToolTip(self.tr("另开一个演练窗口，数据是虚构的，不会离开这台电脑。"))
        self.tour.clicked.connect(self.tour_wanted)
        self.join = QPushButton(self.tr("打开同事的工作区…"))
        self.join.clicked.connect(self.join_wanted)
        self.help = QPushButton(self.tr("怎样开始"))
        self.help.clicked.connect(self.help_wanted)
        self.card = QPushButton(self.tr("导出我的名片…"))
        self.card.clicked.connect(self.card_wanted)
        others.addWidget(self.card)
        others.addWidget(self.help)
        others.addWidget(self.tour)
        others.addWidget(self.join)
        others.addStretch(1)
        column.addLayout(others)
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        # Stretches and not an alignment: an aligned frame would cut off text that wraps.
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(frame)
        middle.addStretch(1)
        layout.addLayout(middle)
        layout.addStretch(2)

    def suit(self, role: Role) -> None:
        """What a person of this role begins with."""
        signs = role in SIGNERS
        if signs:
            self._title.setText(self.tr("把收到的送审单拖到这里"))
            self._text.setText(
                self.tr("先与承办人互换名片：导出您的名片交给对方，再收取对方的名片和送审单。")
            )
        else:
            self._title.setText(self.tr("把要公开的表格拖到这里"))
            self._text.setText(
                self.tr(
                    "支持 Excel、WPS、csv、ods、dbf、json、xml、parquet 等格式。"
                    "也可以在 Excel、WPS 里复制，到这里按 Ctrl+V。文件只在本机处理，原文件不会改动。"
                )
            )
        for button in (self.receive, self.card):
            button.setVisible(signs)
        self.button.setVisible(not signs)

    def offer_others(self, offered: bool) -> None:
        """Whether there is something beside a file to begin with."""
        self.tour.setVisible(offered)
        self.join.setVisible(offered)
