"""The scan: every detector over every column, every mark rule over everything around them.

Whole and unsampled. The result records which detectors and packs gave it.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from operator import itemgetter

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from app.core import resources
from app.core.jobs import Job
from app.core.model import (
    CellFinding,
    Finding,
    Findings,
    Gate,
    Grade,
    Hidden,
    Level,
    LongText,
    Mark,
    Table,
)
from app.core.review.column import AROUND, Column
from app.core.review.detector import Detector, WeighedDetector, detectors
from app.core.review.evidence import Evidence
from app.core.review.fold import fold, masked, span_in
from app.core.review.own_rules import OwnRules
from app.core.review.policy import Policy, gate, highest, strictest
from app.core.review.reading import Marking, Reading, reading
from app.core.review.running_text import long_text
from app.core.review.spans import NONE, Spans, joined
from app.core.text import Text
from app.core.text_column import compact, is_coded, whole

WITHOUT_OWN = OwnRules()
CELL_LIMIT = 1000  # hits listed one by one; all of them are counted
PACKS = (
    "policy",
    "levels",
    "evidence",
    "numbers",
    "marks",
    "names",
    "name-words",
    "regions",
    "addresses",
    "running-text",
)
_BESIDE = 30  # columns on either side that keep a column company
_SAMPLE = 4096  # cells that show whether the texts of a column come again

Codes = npt.NDArray[np.int64]


def scan(table: Table, job: Job, *, table_digest: str, own: OwnRules = WITHOUT_OWN) -> Findings:
    """Everything sensitive in a table and around it. Raises RegistryIncomplete, PackUnusable."""
    policy = own.policy()
    every = (*detectors.all().values(), *own.detectors)
    family = sorted(every, key=lambda detector: detector.precedence)
    columns: list[Finding] = []
    cells: list[CellFinding] = []
    long_texts: list[LongText] = []
    marks = _marks_around(table, family, policy) + _strays_around(table, family, policy)
    marks += _telling_names(table, family, policy)
    total = 0
    for view, found in _each_examined(table, family, job):
        if text := long_text(view.view):
            long_texts.append(text)
        for detector, evidence in found:
            told = view.marks(detector, evidence, policy) if detector.everywhere else []
            finding = view.finding(detector, evidence, policy, told)
            columns.append(finding)
            total += finding.count
            cells += view.locate(detector, evidence, CELL_LIMIT - len(cells))
            marks += told
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
        long_texts=tuple(long_texts),
        packs=packs_of(own),
        province=policy.province.id,
        grade=_grade(policy, columns, marks),
    )


def _each_examined(
    table: Table, family: list[Detector], job: Job
) -> Iterator[tuple["_Examined", list[tuple[Detector, Evidence]]]]:
    """Every column with what was found in it, in order; as many at once as there are processors."""

    names = table.columns

    def examine(number: int) -> tuple[_Examined, list[tuple[Detector, Evidence]]]:
        others = names[max(number - _BESIDE, 0) : number] + names[number + 1 : number + 1 + _BESIDE]
        view = _Examined.of(table.data.column(number), names[number], others)
        return view, view.examine(family)

    count, at_once = len(names), os.cpu_count() or 1
    with ThreadPoolExecutor(at_once) as pool:
        for first in range(0, count, at_once):
            job.report(first, count)
            yield from pool.map(examine, range(first, min(first + at_once, count)))


def read_through(
    table: Table, name: str, job: Job, *, own: OwnRules = WITHOUT_OWN, deep: bool = False
) -> Reading:
    """All texts of a column with what was found, and the names that seem to stand there.

    ``deep``: with the optional network too, some hundred texts a second. Raises RegistryIncomplete.
    """
    family = sorted(
        (*detectors.all().values(), *own.detectors), key=lambda detector: detector.precedence
    )
    others = tuple(column for column in table.columns if column != name)
    view = _Examined.of(table.data[name], name, others)
    found = [
        (int(value), Marking(*view.raw_span(int(value), evidence.spans, place), detector.id))
        for detector, evidence in view.examine(family)
        for place, value in enumerate(view.view.values_of(evidence.spans))
    ]
    return reading(name, view.raw, view.codes, found, job, deep)


def packs_of(own: OwnRules = WITHOUT_OWN) -> dict[str, str]:
    """The digests of all that a scan of today goes by, by name. Raises PluginUnknown, PackUnusable."""
    general = (*map(resources.pack, PACKS), *resources.finding_types().values())
    return {pack.name: pack.sha256 for pack in (*general, *own.packs, own.policy().province.pack)}


def _grade(policy: Policy, columns: Iterable[Finding], marks: Iterable[Mark]) -> Grade:
    """The grade of the whole: of a table in which nothing is found, that of what is public."""
    grades = [*(finding.grade for finding in columns), *(mark.grade for mark in marks)]
    return highest([policy.province.levels["public"], *filter(None, grades)])


@dataclass(frozen=True)
class _Examined:
    """A column under examination: its distinct raw values beside their folded form.

    ``codes``: the value of each row; -1 where the cell is blank.
    """

    raw: pa.StringArray
    codes: Codes
    view: Column

    @classmethod
    def of(cls, column: pa.ChunkedArray, name: str, others: tuple[str, ...]) -> "_Examined":
        raw, codes = _distinct(column)
        counts = np.bincount(codes[codes >= 0], minlength=len(raw)).astype(np.int64)
        return cls(raw, codes, Column(name, fold(raw), counts, others))

    def examine(self, family: list[Detector]) -> list[tuple[Detector, Evidence]]:
        """What each detector finds, less what one of higher precedence has claimed.

        A type that several rules find is one finding.
        """
        claimed = NONE
        result: dict[str, tuple[Detector, Evidence]] = {}
        for detector in family:
            evidence = detector.examine(self.view)
            if evidence is None:
                continue
            own = evidence.spans.where(~evidence.spans.overlapping(claimed))
            claimed = joined(claimed, own)
            if len(own) and len(own) >= 0.2 * len(evidence.spans):
                _, first = result.get(detector.id, (detector, None))
                found = replace(evidence, spans=own)
                result[detector.id] = (detector, found if first is None else first.joined(found))
        self.view.forget()
        return list(result.values())

    def finding(
        self, detector: Detector, evidence: Evidence, policy: Policy, marks: Sequence[Mark]
    ) -> Finding:
        """The verdict on the column; of ``marks``, what they ask for, each by its own rule."""
        level = _level(detector, evidence)
        if marks:
            asked = strictest(mark.severity for mark in marks)
            grade = policy.grade_of_mark(detector.id, level, asked)
        else:
            asked, grade = policy.gate(detector.id, level), policy.grade(detector.id, level)
        count = self.view.cells_of(evidence.spans)
        values = dict.fromkeys(self.view.values_of(evidence.spans.where(slice(100))).tolist())
        return Finding(
            column=self.view.name,
            type=detector.id,
            level=level,
            count=count,
            ratio=round(count / max(self.view.cells, 1), 4),
            confidence=evidence.confidence,
            reasons=evidence.reasons,
            sample_masked=tuple(masked(self.raw[value].as_py()) for value in list(values)[:3]),
            gate=asked,
            grade=grade,
        )

    def locate(self, detector: Detector, evidence: Evidence, limit: int) -> list[CellFinding]:
        """The first hits, cell by cell, in the order of the rows."""
        if limit <= 0:
            return []
        values = self.view.values_of(evidence.spans)
        is_hit = np.zeros(len(self.raw) + 1, np.bool_)  # the last one is that of blank cells
        is_hit[values] = True
        rows = np.flatnonzero(is_hit[self.codes])[:limit]
        order = np.argsort(values, kind="stable")
        ordered = values[order]
        level = _level(detector, evidence)
        spans: dict[int, list[tuple[int, int]]] = {}  # by the value: many cells may hold it
        found: list[CellFinding] = []
        for row in rows.tolist():
            value = int(self.codes[row])
            if value not in spans:
                first, last = np.searchsorted(ordered, (value, value + 1))
                places = order[first:last].tolist()
                spans[value] = [self.raw_span(value, evidence.spans, place) for place in places]
            found += [
                CellFinding(row + 1, self.view.name, detector.id, span, level)
                for span in spans[value]
            ]
        return found[:limit]

    def raw_span(self, value: int, spans: Spans, place: int) -> tuple[int, int]:
        """A span in characters of the cell as it was imported."""
        base = int(self.view.offsets[value])
        text = self.view.values[value].as_py().encode()
        start, end = (
            len(text[: int(edge) - base].decode())
            for edge in (spans.starts[place], spans.ends[place])
        )
        return span_in(self.raw[value].as_py(), start, end)

    def marks(self, detector: Detector, evidence: Evidence, policy: Policy) -> list[Mark]:
        """Each mark once, at its first row; all are weighed, however many cells hold them."""
        values = self.view.values_of(evidence.spans)
        firsts = dict(zip(*np.unique(self.codes, return_index=True), strict=True))
        first: dict[str, int] = {}
        for value, text in zip(values.tolist(), _texts(self.view, evidence.spans), strict=True):
            row = int(firsts[value]) + 1
            first[text] = min(row, first.get(text, row))
        return [
            _mark(detector, evidence, text, _ROW.format(column=self.view.name, row=row), policy)
            for text, row in sorted(first.items(), key=itemgetter(1))
        ]


def _distinct(column: pa.ChunkedArray) -> tuple[pa.StringArray, Codes]:
    """The distinct texts of a column, and which of them each row holds.

    Where texts hardly come again each cell stands for itself: a dictionary would cost more than it
    saves.
    """
    if not is_coded(column) and _hardly_repeats(column):
        plain = column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()
        if not plain.null_count:
            return plain, np.arange(len(plain), dtype=np.int64)
        present = plain.is_valid().to_numpy(zero_copy_only=False)
        codes = np.where(present, np.cumsum(present) - 1, -1)
        return plain.drop_null(), codes
    encoded = compact(whole(column))
    return encoded.dictionary, encoded.indices.fill_null(-1).to_numpy().astype(np.int64)


def _hardly_repeats(column: pa.ChunkedArray) -> bool:
    sample = column.slice(0, _SAMPLE)
    return len(sample) == _SAMPLE and pc.count_distinct(sample).as_py() > _SAMPLE // 2


def _texts(column: Column, spans: Spans) -> list[str]:
    """The texts of spans that may overlap."""
    pairs = zip(spans.starts.tolist(), spans.ends.tolist(), strict=True)
    return [column.text[start:end].tobytes().decode() for start, end in pairs]


def severity(type_id: str, text: str) -> Gate:
    """The strictest rule of the ``marks`` pack that a text meets."""
    rules = [r for r in resources.pack("marks").data["rules"] if r["type"] == type_id]
    values = pa.array([text], pa.string())
    met: list[Gate] = [
        rule["severity"]
        for rule in rules
        if pc.match_substring_regex(values, rule["pattern"])[0].as_py()
    ]
    return strictest(met) if met else "hold"


def _mark(detector: Detector, evidence: Evidence, text: str, where: Text, policy: Policy) -> Mark:
    """What a mark asks for: by the level that its rule gives, or by the ``marks`` pack."""
    level = _level(detector, evidence)
    by_level = evidence.level is not None
    asked = policy.gate(detector.id, level) if by_level else severity(detector.id, text)
    return Mark(detector.id, asked, where, text, policy.grade_of_mark(detector.id, level, asked))


def _marks_around(table: Table, family: list[Detector], policy: Policy) -> list[Mark]:
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
    view = _column_of([text for _, text in places])
    marks: dict[Mark, None] = {}
    for detector in family:
        evidence = detector.examine(view) if detector.everywhere else None
        if evidence is None:
            continue
        values = view.values_of(evidence.spans).tolist()
        for value, text in zip(values, _texts(view, evidence.spans), strict=True):
            marks.setdefault(_mark(detector, evidence, text, places[value][0], policy))
    return list(marks)


def _strays_around(table: Table, family: list[Detector], policy: Policy) -> list[Mark]:
    """Somebody's numbers outside the table, once a place and type, at most :data:`CELL_LIMIT`.

    What hides may hold anybody's data; of what shows, the numbers to call an office by are no find.
    """
    contacts = resources.pack("levels").data["contacts"]
    hides = _by_line((_place(item), item.text) for item in table.hidden)
    shows = _by_line(table.surroundings)
    marks: dict[tuple[str, Text], Mark] = {}
    for detector in family:
        if not isinstance(detector, WeighedDetector):
            continue
        for view, places in (hides,) if detector.id in contacts else (hides, shows):
            spans = detector.strays(view)
            for place, value in enumerate(view.values_of(spans).tolist()):
                one = spans.where(slice(place, place + 1))
                level = detector.level(view, one) or _usual_level(detector.id)
                asked, grade = policy.gate(detector.id, level), policy.grade(detector.id, level)
                if asked != "clear" and len(marks) < CELL_LIMIT:
                    text = masked(_texts(view, one)[0])
                    mark = Mark(detector.id, asked, places[value], text, grade)
                    marks.setdefault((mark.rule, mark.where), mark)
    return list(marks.values())


def _by_line(texts: Iterable[tuple[Text, str]]) -> tuple[Column, list[Text]]:
    """The lines of some texts, and where each stands."""
    lines = [(place, line) for place, text in texts for line in text.split("\n")]
    return _column_of([line for _, line in lines]), [place for place, _ in lines]


def _telling_names(table: Table, family: list[Detector], policy: Policy) -> list[Mark]:
    """Column names that are somebody's data: a table without a header, say."""
    names = _column_of(list(table.columns))
    marks: dict[int, Mark] = {}
    for detector in family:
        if not isinstance(detector, WeighedDetector):
            continue
        spans = detector.strays(names)
        for place, value in enumerate(names.values_of(spans).tolist()):
            told = detector.level(names, spans.where(slice(place, place + 1)))
            level = told or _usual_level(detector.id)
            if value not in marks and level != "public":
                where = _NTH_NAME.format(n=value + 1)
                text = masked(names.values[value].as_py())
                grade = policy.grade(detector.id, level)
                marks[value] = Mark(detector.id, "hold", where, text, grade)
    return [marks[value] for value in sorted(marks)]


def _column_of(texts: list[str]) -> Column:
    """Texts from around the table as a column without a name."""
    return Column(AROUND, fold(pa.array(texts, pa.string())), np.ones(len(texts), np.int64))


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
    return _usual_level(detector.id)


def _usual_level(type_id: str) -> Level:
    level: Level = resources.finding_type(type_id).data["level"]
    return level
