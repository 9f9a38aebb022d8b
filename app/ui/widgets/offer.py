"""A line that offers something, with the button that takes it."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.ui.widgets.labels import body


class Offer(QWidget):
    """Hidden while there is nothing to offer, and once it was taken."""

    def __init__(self) -> None:
        super().__init__()
        self._act: Callable[[], None] | None = None
        self.text = body("")
        self.take = QPushButton(self.tr("沿用(&A)"))
        self.take.setAutoDefault(False)
        self.take.clicked.connect(self._take)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.text, 1)
        row.addWidget(self.take)
        self.hide()

    def propose(self, text: str, answer: str, act: Callable[[], None]) -> None:
        """Offer it: why, what the button says, and what becomes of pressing it."""
        self.text.setText(text)
        self.take.setText(answer)
        self._act = act
        self.show()

    def _take(self) -> None:
        self.hide()
        if self._act is not None:
            self._act()
