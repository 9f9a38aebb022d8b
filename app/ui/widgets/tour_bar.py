"""What the guided tour says, and the way out of it."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from app.ui.widgets.labels import body, heading


class TourBar(QFrame):
    """``example`` begins; ``leave`` can be pressed at any time."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("tour", True)
        self.place = heading(wraps=False)
        self.text = body()
        self.example = QPushButton(self.tr("导入示例"))
        self.example.setProperty("primary", True)
        self.leave = QPushButton(self.tr("离开演练"))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 14, 6)
        row.addWidget(self.place)
        row.addWidget(self.text, 1)
        row.addWidget(self.example)
        row.addWidget(self.leave)

    def tell(self, step: int, of: int, title: str, text: str) -> None:
        """Show a stop; ``step`` counts from 1."""
        place = self.tr("{step}/{of} {title}").format(step=step, of=of, title=title)
        if (place, text) != (self.place.text(), self.text.text()):
            self.place.setText(place)
            self.text.setText(text)
