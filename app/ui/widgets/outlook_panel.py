"""展望: beside the recipe, what it would cost and what risk it would leave, while it is being changed."""

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core import acts
from app.core.acts import Exposure, Foresight, Outlook
from app.core.errors import GongkaiError
from app.core.jobs import Job
from app.core.model import Recipe
from app.core.workspace.store import Release
from app.ui import wording
from app.ui.errors import in_words
from app.ui.latest import Latest
from app.ui.session import Session
from app.ui.widgets.labels import body, caption
from app.ui.widgets.record_table import tip
from app.ui.widgets.score_bar import Bar

PAUSE = 250  # ms of stillness after which it is worked out anew
MUCH_LOST, MANY_ALONE = 0.5, 0.01  # where the colour changes; a help for the eye, not a rule


class OutlookPanel(QWidget):
    """Two bars and two sentences. Worked out beside the window; what was asked before is dropped."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._latest = Latest(session, self)
        self._table = ""  # the digest of the table that is prepared
        self._prepared: Foresight | None = None
        self._asked: tuple[Release, str, Recipe, Path | None] | None = None
        self._persons = True
        self.shown: Outlook | None = None
        self._bars = QHBoxLayout()
        self._bars.setSpacing(16)
        self.risk = body("", "muted")
        self.change = body("", "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(self._bars)
        layout.addWidget(self.risk)
        layout.addWidget(self.change)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._ask)
        session.closing.connect(self._pause.stop)

    def look(
        self,
        release: Release,
        table: str,
        recipe: Recipe,
        population: Path | None = None,
        *,
        persons: bool = True,
    ) -> None:
        """Work out what a recipe would do to the table of this digest, once nothing moves any more;
        ``population``: a file, for a recipe that asks for one. ``persons``: whether anything personal was
        found; else rows that stand alone need alarm nobody.
        """
        self._asked, self._persons = (release, table, recipe, population), persons
        if table != self._table:
            self._latest.stop()
            self._table, self._prepared, self.shown = table, None, None
            self._clear()
        self._pause.start()

    def stop(self) -> None:
        """Nobody looks any more."""
        self._pause.stop()
        self._latest.stop()

    def _ask(self) -> None:
        if self._asked is None:
            return
        release, table, recipe, population = self._asked
        ws, prepared = self.session.ws, self._prepared

        def work(job: Job) -> tuple[str, Foresight, Outlook]:
            ready = prepared or acts.foresight(ws, release.id, job)
            return table, ready, ready.of(recipe, job, population)

        if self.shown is None:
            self.risk.setText(self.tr("正在估计损失和风险…"))
        self._latest.fetch(work, self._show, self._failed)

    def _show(self, answer: tuple[str, Foresight, Outlook]) -> None:
        table, self._prepared, outlook = answer
        if table != self._table:
            self._prepared = None
            return
        self.shown = outlook
        self._clear()
        tone = "warn" if outlook.loss > MUCH_LOST else "ok"
        self._add(self.tr("信息损失"), outlook.loss, f"{outlook.loss:.0%}", tone)
        if outlook.before is not None and outlook.after is not None:
            self._add_risk(self.tr("独一无二的行：处理前"), outlook.before)
            self._add_risk(self.tr("处理后"), outlook.after)
        self.risk.setText(self._told_risk(outlook))
        change = self.session.say(outlook.change)
        self.change.setText(self.tr("效用：{change}").format(change=change))
        basis = self.tr("损失按均匀抽取的 {n} 行估计，风险按{basis}计算。").format(
            n=f"{outlook.sampled:,}", basis=self.session.say(outlook.basis)
        )
        for label in (self.risk, self.change):
            label.setToolTip(tip(basis))

    def _told_risk(self, outlook: Outlook) -> str:
        sampled = f"{outlook.sampled:,}"
        if outlook.before is None or outlook.after is None:
            return self.tr("没有可以连到个人的列，不估计风险；损失按抽取的 {n} 行估计。").format(
                n=sampled
            )
        told = self.tr(
            "风险：看“{columns}”，独一无二的行 {was} → {now}，最小的一组 {small} → {least} 行"
            "（按{basis}计算；损失按抽取的 {n} 行估计）。"
        ).format(
            columns=wording.listed(outlook.identifiers),
            was=f"{outlook.before.alone:,}",
            now=f"{outlook.after.alone:,}",
            small=f"{outlook.before.least:,}",
            least=f"{outlook.after.least:,}",
            basis=self.session.say(outlook.basis),
            n=sampled,
        )
        if self._persons:
            return told
        nobody = self.tr("没有发现个人信息。如果各行是学校、企业等而不是个人，独一无二不成问题。")
        return f"{nobody}\n{told}"

    def _add_risk(self, name: str, exposure: Exposure) -> None:
        tone = "stop" if exposure.share > MANY_ALONE else "warn" if exposure.alone else "ok"
        if tone == "stop" and not self._persons:
            tone = "warn"  # rows may be persons all the same, only nothing says so
        self._add(name, exposure.share, f"{exposure.share:.1%}", tone)

    def _add(self, name: str, share: float, words: str, tone: str) -> None:
        self._bars.addWidget(caption(name))
        self._bars.addWidget(Bar(name, share, words, tone), 1)

    def _clear(self) -> None:
        while (item := self._bars.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for label in (self.risk, self.change):
            label.setText("")

    def _failed(self, error: Exception) -> None:
        """A recipe that cannot be run has no outlook; the page says why at its button."""
        if not isinstance(error, GongkaiError):
            self.session.failed.emit(error)
            return
        self._clear()
        self.shown = None
        said = in_words(error, self.session.language)
        self.risk.setText(self.tr("还估计不了：{reason}").format(reason=said))
