"""What was found, by column and kind, narrowed by facets; counts say what each choice would leave."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from app.core.model import GATE_NAMES, LEVEL_NAMES, Finding
from app.ui import wording
from app.ui.session import Session
from app.ui.widgets.labels import narrow_choice
from app.ui.widgets.record_table import RecordTable

Said = dict[tuple[str, str], str]  # in words, of a column and a type
JUDGED, SAMPLES = 3, 7  # the columns of what was said, and of samples
SURE, LIKELY = 0.9, 0.6  # confidence from which on a finding is called sure, or likely


class FindingsTable(QWidget):
    """``picked``: another finding is current."""

    picked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._found: Sequence[Finding] = ()
        self._shown: list[Finding] = []
        self._said: Said = {}
        self._dismissed: Mapping[str, str] = {}
        self.table = RecordTable(
            self.tr("发现"),
            [
                self.tr("列"), self.tr("类型"), self.tr("级别"), self.tr("判断"),
                self.tr("单元格"),
                self.tr("占比"), self.tr("置信度"), self.tr("示例（已遮蔽）"), self.tr("理由"),
            ],
            self.tr("没有发现敏感内容"),
        )  # fmt: skip
        self.table.lined = {SAMPLES}  # a line break inside a masked address misleads
        self.facets: dict[str, QComboBox] = {}
        row = QHBoxLayout()
        for id, name in (
            ("column", self.tr("列")), ("type", self.tr("类型")), ("level", self.tr("级别")),
            ("gate", self.tr("处置")), ("sure", self.tr("置信度")), ("judged", self.tr("判断")),
        ):  # fmt: skip
            box = narrow_choice()
            box.setAccessibleName(self.tr("按{facet}筛选").format(facet=name))
            box.setProperty("facet", name)
            box.activated.connect(lambda _: self._narrow())
            self.facets[id] = box
            row.addWidget(box)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.addLayout(row)
        layout.addWidget(self.table, 1)
        self.table.currentCellChanged.connect(lambda *_: self.picked.emit())

    def show_findings(self, found: Sequence[Finding]) -> None:
        """Show all of these; what was chosen before is forgotten."""
        self._found = found
        for box in self.facets.values():
            box.clear()
        self._narrow()

    @property
    def total(self) -> int:
        """How many findings there are, shown or not."""
        return len(self._found)

    def show_said(self, said: Said, dismissed: Mapping[str, str]) -> None:
        """Show what a person has said: of single findings, and of columns that are ``dismissed``."""
        self._said, self._dismissed = said, dismissed
        place = self.table.currentRow()
        self._narrow()
        self.table.go_to(min(place, len(self._shown) - 1))

    def said(self, finding: Finding) -> str:
        """What was said of a finding, "" where nothing was."""
        said = self._said.get((finding.column, finding.type), "")
        return said or self._dismissed.get(finding.column, "")

    def current(self) -> Finding | None:
        """The finding that is looked at."""
        row = self.table.currentRow()
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def _narrow(self) -> None:
        chosen = {id: box.currentData() for id, box in self.facets.items()}
        for id, box in self.facets.items():
            others = {key: value for key, value in chosen.items() if key != id}
            self._offer(box, self._of(id), chosen[id], self._left(others))
        self._shown = self._left(chosen)
        self._fill()

    def _left(self, chosen: dict[str, str | None]) -> list[Finding]:
        return [
            finding
            for finding in self._found
            if all(not value or self._of(id)(finding) == value for id, value in chosen.items())
        ]

    def _of(self, id: str) -> Callable[[Finding], str]:
        own: dict[str, Callable[[Finding], str]] = {
            "sure": _confidence,
            "judged": lambda finding: "said" if self.said(finding) else "open",
        }
        return own.get(id, lambda finding: str(getattr(finding, id)))

    def _offer(
        self, box: QComboBox, of: Callable[[Finding], str], chosen: str | None, left: list[Finding]
    ) -> None:
        box.clear()
        everything = self.tr("{facet}：全部").format(facet=box.property("facet"))
        box.setMinimumContentsLength(max(box.minimumContentsLength(), len(everything)))
        box.addItem(everything, "")
        for value, count in Counter(map(of, left)).most_common():
            box.addItem(f"{self._told(box, value)} ({count})", value)
        box.setCurrentIndex(max(box.findData(chosen or ""), 0))

    def _told(self, box: QComboBox, value: str) -> str:
        say = self.session.say
        words: dict[str, Callable[[Any], str]] = {
            "type": lambda type: wording.finding_type(type, self.session.language),
            "level": lambda level: say(LEVEL_NAMES[level]),
            "gate": lambda gate: say(GATE_NAMES[gate]),
            "sure": lambda sure: {
                "sure": self.tr("高"), "likely": self.tr("中"), "unsure": self.tr("低"),
            }[sure],
            "judged": lambda judged: {
                "said": self.tr("已判断"), "open": self.tr("未判断"),
            }[judged],
        }  # fmt: skip
        id = next(id for id, each in self.facets.items() if each is box)
        return words.get(id, str)(value)

    def _fill(self) -> None:
        say, language = self.session.say, self.session.language
        # Empty, it would take the room of the reasons.
        self.table.setColumnHidden(JUDGED, not any(map(self.said, self._shown)))
        self.table.fill(
            [
                (
                    f.column,
                    wording.finding_type(f.type, language),
                    self._level(f),
                    self.said(f),
                    f"{f.count:,}",
                    f"{f.ratio:.1%}",
                    f"{f.confidence:.2f}",
                    "\n".join(f.sample_masked),
                    wording.sentences(say(reason) for reason in f.reasons),
                )
                for f in self._shown
            ]
        )
        for row, finding in enumerate(self._shown[: self.table.rowCount()]):
            self.table.tint(row, 2, wording.LEVEL_TONES[finding.level])
        self.table.go_to(0 if self._shown else -1)
        self.picked.emit()

    def _level(self, finding: Finding) -> str:
        """The level, and the province's grade."""
        level = self.session.say(LEVEL_NAMES[finding.level])
        return (
            wording.aside(level, self.session.say(finding.grade.name)) if finding.grade else level
        )


def _confidence(finding: Finding) -> str:
    if finding.confidence >= SURE:
        return "sure"
    return "likely" if finding.confidence >= LIKELY else "unsure"
