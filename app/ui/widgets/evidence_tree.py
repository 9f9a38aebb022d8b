"""What a reviewer weighs before signing: findings, treatments, rescan, entry, quality, convergence."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QTreeWidgetItemIterator

from app.core.catalog import schema
from app.core.catalog.marks import marked_item
from app.core.catalog.validate import validate
from app.core.desensitize.operation import operators, read_params
from app.core.judgements import told
from app.core.model import KIND_NAMES, Entry, Findings, Kind, Recipe, Report, percent
from app.core.quality.check import dimensions
from app.core.review.linkage.converge import Convergence
from app.core.workspace.store import Release
from app.ui import theme, wording
from app.ui.session import Session
from app.ui.widgets.record_table import tip

WIDEST = 300  # pixels of the first column
MARGIN = 8  # pixels beside the words of the second, and above and below a row's
TALLEST = 10_000  # pixels: as many lines as the words take
SHOWN = ("name", "code", "provider", "theme", "open_type", "open_mode", "update_cycle", "abstract")


TONE = Qt.ItemDataRole.UserRole  # the name of a colour, which is another one by night


class EvidenceTree(QTreeWidget):
    """Read from the workspace, so that it shows exactly what the signature will cover."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setAccessibleName(self.tr("审查依据"))
        self.setColumnCount(2)
        self.setHeaderLabels([self.tr("项目"), self.tr("内容")])
        self.setAlternatingRowColors(True)
        self.setWordWrap(True)
        self._settling = QTimer(self, singleShot=True, interval=0)
        self._settling.timeout.connect(self._settle)
        self.header().sectionResized.connect(lambda *_: self._settling.start())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            every = QTreeWidgetItemIterator(self)
            while item := every.value():
                _colour(item, item.data(1, TONE) or "")
                every += 1

    def show_release(self, release: Release) -> None:
        """Fill the tree with what stands."""
        self.clear()
        standing = self.session.ws.standing(release.id)
        if Kind.FINDINGS in standing:
            self._findings(self.tr("检测发现"), release, Kind.FINDINGS)
        if Kind.RECIPE in standing:
            self._recipe(release)
        if Kind.RESIDUAL in standing:
            self._findings(self.tr("脱敏后复检"), release, Kind.RESIDUAL)
        if Kind.ENTRY in standing:
            self._entry(release)
        if Kind.QUALITY in standing:
            self._quality(release)
        if Kind.CONVERGENCE in standing:
            self._convergence(release)
        chain = self._group(self.tr("证据链（SHA-256）"), str(len(standing)))
        for kind, digest in standing.items():
            self._line(chain, self.session.say(KIND_NAMES[kind]), digest)
        self.expandAll()
        self.resizeColumnToContents(0)
        self.setColumnWidth(0, min(self.columnWidth(0) + 8, WIDEST))
        chain.setExpanded(False)
        self._settling.start()

    def _settle(self) -> None:
        """Make every row as tall as its words: a reviewer signs for all of them."""
        metrics = self.fontMetrics()
        room = QRect(0, 0, self.columnWidth(1) - MARGIN, TALLEST)
        every = QTreeWidgetItemIterator(self)
        while item := every.value():
            words = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, item.text(1))
            item.setSizeHint(1, QSize(0, max(words.height(), metrics.height()) + MARGIN))
            every += 1

    def _findings(self, title: str, release: Release, kind: Kind) -> None:
        found = self.session.ws.load(release.id, kind, Findings)
        group = self._group(title, wording.gate_short(found.gate), wording.GATE_TONES[found.gate])
        language = self.session.language
        if found.grade is not None:
            text = wording.grade(found.grade, language)
            self._line(group, self.tr("数据分级"), text, wording.MAY_TONES[found.grade.may])
        for f in found.columns:
            parts = [wording.finding_type(f.type, language), wording.level(f.level)]
            parts += [wording.grade(f.grade, language)] if f.grade else []
            cells = self.tr("{n} 个单元格").format(n=f"{f.count:,}")
            text = " · ".join((*parts, cells))
            self._line(group, f.column, text, wording.LEVEL_TONES[f.level])
        for mark in found.marks:
            self._line(group, self.session.say(mark.where), mark.text, "warn")

    def _recipe(self, release: Release) -> None:
        recipe = self.session.ws.load(release.id, Kind.RECIPE, Recipe)
        group = self._group(
            self.tr("处理方案"), self.tr("{n} 列有处理").format(n=len(recipe.treatments))
        )
        for t in recipe.treatments:
            operator = operators.get(t.operator)
            effect = self.session.say(operator.describe(read_params(operator, t.params)))
            kept = t.operator == "keep"
            text = effect if kept or not t.reason else wording.said_of(effect, t.reason)
            self._line(group, t.column, text, "warn" if kept else "")
        for one in recipe.judgements:
            tone = "" if one.accepts else "warn"
            self._line(group, one.column, self.session.say(told(one)), tone)

    def _entry(self, release: Release) -> None:
        entry = self.session.ws.load(release.id, Kind.ENTRY, Entry)
        titles = {field.id: self.session.say(field.title) for field in schema.fields()}
        group = self._group(self.tr("目录信息"), self.tr("{n} 个信息项").format(n=len(entry.items)))
        # Of columns that were kept, too: the reviewer weighs the reason against the grade.
        grade = self.session.ws.load(release.id, Kind.RESIDUAL, Findings).grade
        wide = {p.field: p for p in validate(entry, grade) if p.code == "grade-exceeded"}
        for id in SHOWN:
            value = entry.fields.get(id, "")
            if id in wide:
                text = wording.aside(value, self.session.say(wide[id].message))
                self._line(group, titles[id], text, "warn")
            else:
                self._line(group, titles[id], value)
        if entry.inferred:
            names = wording.listed(_asked(entry, titles))
            self._line(group, self.tr("未经人工确认的推断值"), names, "warn")

    def _quality(self, release: Release) -> None:
        report = self.session.ws.load(release.id, Kind.QUALITY, Report)
        group = self._group(self.tr("质量"), percent(report.score, 2))
        names = dimensions()
        for id, score in report.dimensions.items():
            title = self.session.say(names[id]) if id in names else id
            self._line(group, title, percent(score, 2))

    def _convergence(self, release: Release) -> None:
        report = self.session.ws.load(release.id, Kind.CONVERGENCE, Convergence)
        group = self._group(
            self.tr("汇聚比对"), wording.gate_short(report.gate), wording.GATE_TONES[report.gate]
        )
        say = self.session.say
        self._line(group, self.tr("结论"), say(report.message))
        for each in report.beside:
            for message in each.messages:
                self._line(group, each.known.name, say(message), wording.GATE_TONES[each.gate])

    def _group(self, title: str, text: str, tone: str = "") -> QTreeWidgetItem:
        item = QTreeWidgetItem([title, text])
        font = item.font(0)
        font.setBold(True)
        item.setFont(0, font)
        self.addTopLevelItem(item)
        _colour(item, tone)
        return item

    def _line(self, group: QTreeWidgetItem, name: str, text: str, tone: str = "") -> None:
        item = QTreeWidgetItem([name, " ".join(text.splitlines())])
        item.setToolTip(1, tip(text))
        item.setTextAlignment(0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        group.addChild(item)
        _colour(item, tone)


def _asked(entry: Entry, titles: dict[str, str]) -> list[str]:
    """What of an entry nobody has confirmed; of items their names, each once."""
    places = ((mark, marked_item(mark)) for mark in entry.inferred)
    return list(dict.fromkeys(place[0] if place else titles[mark] for mark, place in places))


def _colour(item: QTreeWidgetItem, tone: str) -> None:
    if tone:
        item.setData(1, TONE, tone)
        item.setForeground(1, QBrush(theme.colour(tone)))
