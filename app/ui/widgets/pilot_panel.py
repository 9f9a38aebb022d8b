"""The pilot's indicators: what is reached, what is lacking, and what to do next."""

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.core.catalog.indicators import Indicator, Standing
from app.ui import wording
from app.ui.session import Session
from app.ui.widgets.labels import caption, heading
from app.ui.widgets.record_table import RecordTable
from app.ui.widgets.score_bar import Bar
from app.ui.widgets.scrolling import Scrolling

TITLE, VALUE, TARGET, SHORTFALL = range(4)
TASK, DATASET, REMARK = range(3)
DOMAINS = 300  # pixels of the bars with their names


class PilotPanel(QWidget):
    """Figures at the left, domains as bars at the right, what is to be done below."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.indicators = RecordTable(
            self.tr("试点指标"),
            [self.tr("指标"), self.tr("现状"), self.tr("目标"), self.tr("差距")],
        )
        self.tasks = RecordTable(
            self.tr("接下来要做的"),
            [self.tr("事项"), self.tr("数据集"), self.tr("说明")],
            self.tr("没有超期、缺依据或待开放的数据集"),
        )
        bars = QWidget()
        self._bars = QGridLayout(bars)
        self._bars.setColumnStretch(1, 1)
        left = QVBoxLayout()
        left.addWidget(self.indicators, 3)
        left.addWidget(heading(self.tr("接下来要做的")))
        left.addWidget(self.tasks, 2)
        right = QVBoxLayout()
        right.addWidget(heading(self.tr("各领域已开放")))
        right.addWidget(Scrolling(bars, DOMAINS), 1)
        row = QHBoxLayout(self)
        row.addLayout(left, 1)
        row.addLayout(right)

    def show_standing(self, found: Standing) -> None:
        """Show where the department stands."""
        say = self._session.say
        self.indicators.fill(
            [
                (
                    wording.label(say(one.title)),
                    _figure(one.value),
                    "" if one.target is None else _figure(one.target),
                    say(one.shortfall) if one.shortfall else "",
                )
                for one in found.indicators
            ]
        )
        for row, one in enumerate(found.indicators):
            self.indicators.tint(row, VALUE, _tone(one))
        self._show_domains(found)
        late, closed, open_next = self.tr("更新超期"), self.tr("缺不开放依据"), self.tr("建议开放")
        days, basis = self.tr("超期 {n} 天"), self.tr("请在目录中注明法律依据")
        self.tasks.fill(
            [
                *((late, name, days.format(n=n)) for name, n in found.overdue.items()),
                *((closed, name, basis) for name in found.closed_without_basis),
                *((open_next, name, "") for name in found.next),
            ]
        )

    def _show_domains(self, found: Standing) -> None:
        while self._bars.count():
            widget = self._bars.takeAt(0).widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        for row, (name, count) in enumerate(found.by_domain.items()):
            tone = "ok" if count >= found.per_domain else "warn"
            bar = Bar(name, count / found.per_domain, f"{count} / {found.per_domain}", tone)
            self._bars.addWidget(caption(name), row, 0)
            self._bars.addWidget(bar, row, 1)


def _tone(one: Indicator) -> str:
    if one.target is None:
        return "text"
    return "warn" if one.shortfall else "ok"


def _figure(value: float) -> str:
    """A count as it is, a share in percent."""
    return f"{value:,}" if isinstance(value, int) else f"{value:.1%}"
