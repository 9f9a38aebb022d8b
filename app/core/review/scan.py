"""The scan: every detector over every column, every mark rule over everything around them.

Whole and unsampled. The result records which detectors and packs gave it.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from operator import itemgetter

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from app.core import resources
from app.core.jobs import Job
from app.core.model import CellFinding, Finding, Findings, Gate, Hidden, Level, Mark, Table
from app.core.review.detector import (
    ColumnView,
    Detector,
    Evidence,
    Hit,
    PatternDetector,
    detectors,
)
from app.core.review.fold import fold, masked, span_in
from app.core.text import Text

CELL_LIMIT = 1000  # hits listed one by one; all of them are counted
PACKS = ("policy", "levels", "headers", "marks", "surnames")
_SEVERITY: dict[Gate, int] = {"clear": 0, "warn": 1, "hold": 2, "block": 3}


def scan(table: Table, job: Job, *, table_digest: str) -> Findings:
    """Everything sensitive in a table and around it. Raises RegistryIncomplete."""
    family = sorted(detectors.all().values(), key=lambda detector: detector.precedence)
    columns: list[Finding] = []
    cells: list[CellFinding] = []
    marks = _marks_around(table, family) + _strays_around(table, family)
    marks += _telling_names(table, family)
    total = 0
    for number, name in enumerate(table.columns):
        job.report(number, len(table.columns))
        view = _Column.of(table.data[name], name)
        for detector, evidence in view.examine(family):
            columns.append(view.finding(detector, evidence))
            total += view.cells_hit(evidence)
            cells += view.locate(detector, evidence, CELL_LIMIT - len(cells))
            if detector.everywhere:
                marks += view.marks(detector, evidence)
    return Findings(
        table=table_digest,
        rows=table.rows,
        columns=tuple(columns),
        cells=tuple(cells),
        cells_total=total,
        marks=tuple(marks),
        hidden=table.hidden,
        gate=gate(columns, marks),
        detectors=detectors.versions(),
        packs={name: resources.pack(name).sha256 for name in PACKS},
    )


def gate(columns: Iterable[Finding], marks: Iterable[Mark]) -> Gate:
    """The strictest answer that any finding or mark asks for."""
    gates: dict[Level, Gate] = resources.pack("levels").data["gates"]
    asked: list[Gate] = [gates[f.level] for f in columns if f.type not in _mark_types()]
    asked += [mark.severity for mark in marks]
    return max(asked, key=_SEVERITY.__getitem__, default="clear")


@dataclass(frozen=True)
class _Column:
    """A column under examination: its distinct raw values beside their folded form."""

    raw: pa.StringArray
    indices: np.ndarray
    view: ColumnView

    @classmethod
    def of(cls, column: pa.ChunkedArray, name: str) -> "_Column":
        encoded = pc.dictionary_encode(column.cast(pa.string())).combine_chunks()
        raw = encoded.dictionary
        indices = pc.fill_null(encoded.indices, -1).to_numpy(zero_copy_only=False)
        counts = np.bincount(indices[indices >= 0], minlength=len(raw))
        return cls(raw, indices, ColumnView(name, fold(raw), tuple(counts.tolist())))

    def examine(self, family: list[Detector]) -> list[tuple[Detector, Evidence]]:
        """What each detector finds, less what one of higher precedence has claimed."""
        claimed: dict[int, list[Hit]] = defaultdict(list)
        result = []
        for detector in family:
            evidence = detector.examine(self.view)
            if evidence is None:
                continue
            own = tuple(hit for hit in evidence.hits if not _overlaps(hit, claimed[hit.value]))
            for hit in own:
                claimed[hit.value].append(hit)
            if own and len(own) >= 0.2 * len(evidence.hits):
                kept = Evidence(own, evidence.confidence, evidence.reasons, evidence.level)
                result.append((detector, kept))
        return result

    def finding(self, detector: Detector, evidence: Evidence) -> Finding:
        count = self.cells_hit(evidence)
        values = dict.fromkeys(hit.value for hit in evidence.hits)
        sample = [masked(self.raw[value].as_py()) for value in list(values)[:3]]
        return Finding(
            column=self.view.name,
            type=detector.id,
            level=_level(detector, evidence),
            count=count,
            ratio=round(count / max(self.view.cells, 1), 4),
            confidence=evidence.confidence,
            reasons=evidence.reasons,
            sample_masked=tuple(sample),
        )

    def cells_hit(self, evidence: Evidence) -> int:
        return sum(self.view.counts[value] for value in {hit.value for hit in evidence.hits})

    def locate(self, detector: Detector, evidence: Evidence, limit: int) -> list[CellFinding]:
        """The first hits, cell by cell, in the order of the rows."""
        if limit <= 0:
            return []
        by_value: dict[int, list[Hit]] = defaultdict(list)
        for hit in evidence.hits:
            by_value[hit.value].append(hit)
        rows = np.flatnonzero(np.isin(self.indices, list(by_value)))[:limit]
        level = _level(detector, evidence)
        found = []
        for row in rows.tolist():
            value = int(self.indices[row])
            for hit in by_value[value]:
                span = span_in(self.raw[value].as_py(), hit.start, hit.end)
                found.append(CellFinding(row + 1, self.view.name, detector.id, span, level))
        return found[:limit]

    def marks(self, detector: Detector, evidence: Evidence) -> list[Mark]:
        """Each mark once, at its first row; all are weighed, however many cells hold them."""
        first_rows = dict(zip(*np.unique(self.indices, return_index=True), strict=True))
        first: dict[str, int] = {}
        for hit in evidence.hits:
            text = self.view.values[hit.value].as_py()[hit.start : hit.end]
            row = int(first_rows[hit.value]) + 1
            first[text] = min(row, first.get(text, row))
        return [
            Mark(
                detector.id,
                severity(detector.id, text),
                _ROW.format(column=self.view.name, row=row),
                text,
            )
            for text, row in sorted(first.items(), key=itemgetter(1))
        ]


def severity(type_id: str, text: str) -> Gate:
    """The strictest rule of the ``marks`` pack that a text meets."""
    rules = [r for r in resources.pack("marks").data["rules"] if r["type"] == type_id]
    values = pa.array([text], pa.string())
    met: list[Gate] = [
        rule["severity"]
        for rule in rules
        if pc.match_substring_regex(values, rule["pattern"])[0].as_py()
    ]
    return max(met, key=_SEVERITY.__getitem__, default="hold")


def _marks_around(table: Table, family: list[Detector]) -> list[Mark]:
    """Marks in names, titles, notes, headers and hidden content.

    Each place is read whole, and word by word: a mark may stand alone in one cell of its row.
    """
    around = [*table.surroundings, *((_COLUMN_NAME, name) for name in table.columns)]
    around += [(_place(hidden), hidden.text) for hidden in table.hidden]
    places = [
        (place, part)
        for place, text in around
        for part in dict.fromkeys((text, *text.split("\n"), *text.split()))
    ]
    view = ColumnView(
        "", fold(pa.array([text for _, text in places], pa.string())), (1,) * len(places)
    )
    marks: dict[Mark, None] = {}
    for detector in family:
        evidence = detector.examine(view) if detector.everywhere else None
        for hit in evidence.hits if evidence else ():
            text = view.values[hit.value].as_py()[hit.start : hit.end]
            mark = Mark(detector.id, severity(detector.id, text), places[hit.value][0], text)
            marks.setdefault(mark)
    return list(marks)


def _strays_around(table: Table, family: list[Detector]) -> list[Mark]:
    """Somebody's numbers outside the table, once a place and type, at most :data:`CELL_LIMIT`.

    What hides may hold anybody's data; of what shows, the numbers to call an office by are no find.
    """
    contacts = resources.pack("levels").data.get("contacts", ())
    hides = _by_line((_place(item), item.text) for item in table.hidden)
    shows = _by_line(table.surroundings)
    marks: dict[tuple[str, Text], Mark] = {}
    for detector in family:
        if not isinstance(detector, PatternDetector):
            continue
        for view, places in (hides,) if detector.id in contacts else (hides, shows):
            for hit in detector.strays(view):
                text = view.values[hit.value].as_py()[hit.start : hit.end]
                mark = Mark(detector.id, _gate(detector, text), places[hit.value], masked(text))
                if mark.severity != "clear" and len(marks) < CELL_LIMIT:
                    marks.setdefault((mark.rule, mark.where), mark)
    return list(marks.values())


def _by_line(texts: Iterable[tuple[Text, str]]) -> tuple[ColumnView, list[Text]]:
    """The lines of some texts, and where each stands."""
    lines = [(place, line) for place, text in texts for line in text.split("\n")]
    values = fold(pa.array([line for _, line in lines], pa.string()))
    return ColumnView("", values, (1,) * len(lines)), [place for place, _ in lines]


def _gate(detector: PatternDetector, text: str) -> Gate:
    """What one number asks for."""
    levels = resources.pack("levels").data
    level: Level = detector.level([text.upper()]) or levels["types"][detector.id]
    asked: Gate = levels["gates"][level]
    return asked


def _telling_names(table: Table, family: list[Detector]) -> list[Mark]:
    """Column names that are somebody's data: a table without a header, say."""
    names = fold(pa.array(table.columns, pa.string()))
    marks = []
    for place in range(len(names)):
        view = ColumnView("", names.slice(place, 1), (1,))
        for detector in family:
            evidence = None if detector.everywhere else detector.examine(view)
            if evidence is not None and _level(detector, evidence) != "public":
                where = _NTH_NAME.format(n=place + 1)
                marks.append(Mark(detector.id, "hold", where, masked(names[place].as_py())))
                break
    return marks


def _place(hidden: Hidden) -> Text:
    return Text("{kind} {where}", "{kind} {where}").format(
        kind=_HIDDEN[hidden.kind], where=hidden.where
    )


_ROW = Text("{column} 第 {row} 行", "{column}, row {row}")
_NTH_NAME = Text("第 {n} 列的列名", "the name of column {n}")
_COLUMN_NAME = Text("列名", "column name")
_HIDDEN = {
    "sheet": Text("隐藏的工作表", "hidden sheet"),
    "row": Text("隐藏的行", "hidden row"),
    "column": Text("隐藏的列", "hidden column"),
    "comment": Text("批注", "comment"),
    "property": Text("文档属性", "document property"),
    "name": Text("定义名称", "defined name"),
    "link": Text("外部链接", "external link"),
    "pivot-cache": Text("数据透视缓存", "pivot cache"),
    "custom-xml": Text("自定义 XML", "custom XML"),
    "object": Text("嵌入对象", "embedded object"),
    "image": Text("图片", "image"),
    "macro": Text("宏", "macro"),
    "validation": Text("数据有效性", "data validation"),
    "header-footer": Text("页眉页脚", "header or footer"),
    "white-text": Text("与底色同色的文字", "text in the colour of its ground"),
    "no-format": Text("不显示内容的格式", "format that shows nothing"),
    "revision": Text("修订记录", "revision log"),
    "connection": Text("数据连接", "data connection"),
    "filter": Text("筛选条件", "filter value"),
    "tiny-text": Text("极小的文字", "tiny text"),
    "chart": Text("图表缓存", "chart cache"),
}


def _level(detector: Detector, evidence: Evidence) -> Level:
    if evidence.level is not None:
        return evidence.level
    level: Level = resources.pack("levels").data["types"][detector.id]
    return level


def _mark_types() -> frozenset[str]:
    return frozenset(rule["type"] for rule in resources.pack("marks").data["rules"])


def _overlaps(hit: Hit, others: list[Hit]) -> bool:
    return any(hit.start < other.end and other.start < hit.end for other in others)
