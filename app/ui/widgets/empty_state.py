"""What a person sees before there is anything to see: where to begin."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.core import pipeline
from app.core.text import Language
from app.ui.widgets.labels import body, heading


class EmptyState(QWidget):
    """``asked``: the person wants to pick a file; ``tour_wanted``: to try it out first;
    ``join_wanted``: to work in a folder that a colleague has made; ``help_wanted``: to read first.
    """

    asked = Signal()
    tour_wanted = Signal()
    join_wanted = Signal()
    help_wanted = Signal()

    def __init__(self, language: Language) -> None:
        super().__init__()
        frame = QFrame()
        frame.setProperty("drop", True)
        frame.setFixedWidth(700)
        column = QVBoxLayout(frame)
        column.setContentsMargins(40, 36, 40, 36)
        column.setSpacing(14)
        title = heading(self.tr("把要公开的表格拖到这里"))
        text = body(
            self.tr(
                "支持 Excel、WPS、csv、ods、dbf、json、xml、parquet 等格式。文件只在本机处理，原文件不会改动。"
            ),
            "muted",
        )
        steps = body(" → ".join(step.title.to(language) for step in pipeline.STEPS))
        self.button = QPushButton(self.tr("导入文件…"))
        self.button.setProperty("primary", True)
        self.button.clicked.connect(self.asked)
        for label in (title, text, steps):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignCenter)
        others = QHBoxLayout()
        others.addStretch(1)
        self.tour = QPushButton(self.tr("试一试：用示例演练一遍"))
        self.tour.setToolTip(self.tr("另开一个演练窗口，数据是虚构的，不会离开这台电脑。"))
        self.tour.clicked.connect(self.tour_wanted)
        self.join = QPushButton(self.tr("打开同事的工作区…"))
        self.join.clicked.connect(self.join_wanted)
        self.help = QPushButton(self.tr("怎样开始"))
        self.help.clicked.connect(self.help_wanted)
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

    def offer_others(self, offered: bool) -> None:
        """Whether there is something beside a file to begin with."""
        self.tour.setVisible(offered)
        self.join.setVisible(offered)
