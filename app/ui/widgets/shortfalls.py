"""The pilot's targets as bars: how far the department is, and what is lacking."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.catalog.indicators import Indicator, Standing
from app.ui import wording
from app.ui.session import Session
from app.ui.widgets.labels import body
from app.ui.widgets.score_bar import Bar


class Shortfalls(QWidget):
    """One bar a target; figures without one are left to the register."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)

    def show_standing(self, found: Standing) -> None:
        """Show these and nothing else."""
        while self._column.count():
            widget = self._column.takeAt(0).widget()
            if widget is not None:
                widget.deleteLater()
        for one in found.indicators:
            if one.target:
                self._add(one, one.target)

    def _add(self, one: Indicator, target: float) -> None:
        title = wording.label(self._session.say(one.title))
        lack = self._session.say(one.shortfall) if one.shortfall else self.tr("已达标")
        figures = f"{_figure(one.value)} / {_figure(target)}"
        self._column.addWidget(
            body(wording.said_of(title, lack), "warn" if one.shortfall else "ok")
        )
        tone = "warn" if one.shortfall else "ok"
        self._column.addWidget(Bar(title, one.value / target, figures, tone))


def _figure(value: float) -> str:
    """A count as it is, a share in percent."""
    return f"{value:,}" if isinstance(value, int) else f"{value:.0%}"
