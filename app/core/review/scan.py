"""The scan: every detector over every column, every mark rule over everything around them.

Whole and unsampled. The result records which detectors and packs gave it.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from operator import itemgetter

import numpy as np
import pyarrow as pa

from app.core import resources
from app.core.jobs import Job
from app.core.model import (
    CellFinding,
    Finding,
    Findings,
    Gate,
    Hidden,
    Level,
    LongText,
    Mark,
    Table,
)
from app.core.review.column import AROUND, Column
from app.core.review.company import known_as
from app.core.review.detector import Detector, WeighedDetector, detectors
from app.core.review.evidence import Evidence
from app.core.review.examined import Codes, Examined, Found, each_examined
from app.core.review.fold import fold, masked
from app.core.review.located import Hits, first_hits
from app.core.review.own_rules import OwnRules
from app.core.review.patterns import matches
from app.core.review.policy import Policy, gate, strictest, strictness
from app.core.review.reading import Marking, Reading, reading
from app.core.review.said import Said, Verdict, as_one
from app.core.review.spans import Spans
from app.core.text import Text

WITHOUT_OWN = OwnRules()
_SAMPLES = 3  # of what was found, a value each
CELL_LIMIT = 1000  # hits listed one by one; all of them are counted
PACKS = (
    "policy",
    "levels",
    "evidence",
    "data-elements",
    "numbers",
    "marks",
    "names",
    "name-words",
    "regions",
    "addresses",
    "running-text",
)


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

    def verdicts(examined: Examined, found: Found, text: LongText | None) -> Said:
        room = CELL_LIMIT - len(cells)  # there is never more later on
        return Said(examined.view.cells, _verdicts(examined, found, policy, room), text)

    def of_parts(said: Sequence[Said]) -> Said:
        return as_one(said, [detector.id for detector in family])

    for said in each_examined(table, family, job, verdicts, of_parts):
        if said.text is not None:
            long_texts.append(said.text)
        for finding, marked, hits in said.findings:
            columns.append(finding)
            marks += marked
            cells += islice(_cells(finding, hits), CELL_LIMIT - len(cells))
    return Findings(
        table=table_digest,
        rows=table.rows,
        columns=tuple(columns),
        cells=tuple(cells),
        cells_total=sum(finding.count for finding in columns),
        marks=tuple(marks),
        hidden=table.hidden,
        gate=gate(columns, marks),
        detectors=detectors.versions(),
        long_texts=tuple(long_texts),
        packs=packs_of(own),
        province=policy.province.id,
        grade=policy.overall(columns, marks),
    )


def read_through(table: Table, name: str, job: Job, *, own: OwnRules = WITHOUT_OWN) -> Reading:
    """All texts of a column with what was found, and the names that seem to stand there.

    Raises RegistryIncomplete.
    """
    family = sorted(
        (*detectors.all().values(), *own.detectors), key=lambda detector: detector.precedence
    )
    known = zip(table.columns, known_as(table.columns, table.data.columns), strict=True)
    others = tuple(told for column, names in known if column != name for told in names)
    parts: list[tuple[pa.StringArray, Codes]] = []
    found: list[tuple[int, Marking]] = []
    before = 0  # texts
    for part in Examined.parts(table.data[name], name, others):
        found += [
            (
                before + int(value),
                Marking(*part.raw_span(int(value), evidence.spans, place), detector.id),
            )
            for detector, evidence in part.examine(family)
            for place, value in enumerate(part.view.values_of(evidence.spans))
        ]
        before += len(part.imported.texts)
        parts.append((part.imported.texts.combine_chunks(), part.imported.codes))
    return reading(name, parts, found, job)


def packs_of(own: OwnRules = WITHOUT_OWN) -> dict[str, str]:
    """The digests of all that a scan of today goes by, by name. Raises PluginUnknown, PackUnusable."""
    general = (*map(resources.pack, PACKS), *resources.finding_types().values())
    return {pack.name: pack.sha256 for pack in (*general, *own.packs, own.policy().province.pack)}


def _verdicts(examined: Examined, found: Found, policy: Policy, room: int) -> list[Verdict]:
    """What is said of a column: each finding with its marks, and its first hits as far as there is room."""
    said = []
    for detector, evidence in found:
        marks = _marks_in(examined, detector, evidence, policy) if detector.everywhere else []
        finding = _finding(examined, detector, evidence, policy, marks)
        said.append((finding, marks, first_hits(examined, evidence.spans, room)))
    return said


def _cells(finding: Finding, hits: Hits) -> Iterator[CellFinding]:
    for row, span in hits.each():
        yield CellFinding(row, finding.column, finding.type, span, finding.level)


def _finding(
    examined: Examined,
    detector: Detector,
    evidence: Evidence,
    policy: Policy,
    marks: Sequence[Mark],
) -> Finding:
    """The verdict on the column; of ``marks``, what they ask for, each by its own rule."""
    view = examined.view
    level = _level(detector, evidence)
    if marks:
        asked = strictest(mark.severity for mark in marks)
        grade = policy.grade_of_mark(detector.id, level, asked)
    else:
        asked, grade = policy.gate(detector.id, level), policy.grade(detector.id, level)
    count = view.cells_of(evidence.spans)
    holding = view.values_of(evidence.spans)
    values = view.distinct(holding)
    taken = (evidence.spans.ends - evidence.spans.starts).sum(dtype=np.int64)
    return Finding(
        column=view.name,
        type=detector.id,
        level=level,
        count=count,
        ratio=round(count / max(view.cells, 1), 4),
        confidence=evidence.confidence,
        reasons=evidence.reasons,
        sample_masked=tuple(
            masked(examined.raw_text(value, evidence.spans, int(np.argmax(holding == value))))
            for value in values[:_SAMPLES].tolist()
        ),
        gate=asked,
        grade=grade,
        filled=round(float(taken / max(view.sizes[values].sum(dtype=np.int64), 1)), 2),
        of_parties=evidence.of_parties,
    )


def _marks_in(
    examined: Examined, detector: Detector, evidence: Evidence, policy: Policy
) -> list[Mark]:
    """Each mark once, at its first row; all are weighed, however many cells hold them."""
    values = examined.view.values_of(evidence.spans)
    codes = examined.imported.codes
    firsts = np.zeros(len(examined.imported.texts) + 1, np.int32)
    firsts[codes[::-1]] = np.arange(len(codes), dtype=np.int32)[::-1]
    first: dict[str, int] = {}
    texts = _texts(examined.view, evidence.spans)
    for row, text in zip((firsts[values] + examined.first + 1).tolist(), texts, strict=True):
        first[text] = min(row, first.get(text, row))
    found = [
        (text, _ROW.format(column=examined.view.name, row=row))
        for text, row in sorted(first.items(), key=itemgetter(1))
    ]
    return _marks(detector, evidence, found, policy)


def _texts(column: Column, spans: Spans) -> list[str]:
    """The texts of spans that may overlap."""
    pairs = zip(spans.starts.tolist(), spans.ends.tolist(), strict=True)
    return [column.text[start:end].tobytes().decode() for start, end in pairs]


def severities(type_id: str, texts: Sequence[str]) -> list[Gate]:
    """The strictest rule of the ``marks`` pack that each text meets; an expression is compiled anew at
    each call, so that all are asked at once.
    """
    rules = [r for r in resources.pack("marks").data["rules"] if r["type"] == type_id]
    values = pa.array(texts, pa.string())
    asked = np.full(len(texts), "hold", object)  # where no rule is met
    for rule in sorted(rules, key=lambda rule: strictness(rule["severity"])):
        asked[matches(values, rule["pattern"])] = rule["severity"]
    return asked.tolist()


def _marks(
    detector: Detector, evidence: Evidence, found: Sequence[tuple[str, Text]], policy: Policy
) -> list[Mark]:
    """What texts ask for, each with its place: by the level that their rule gives, or by the ``marks`` pack."""
    level = _level(detector, evidence)
    if evidence.level is not None:
        asked = [policy.gate(detector.id, level)] * len(found)
    else:
        asked = severities(detector.id, [text for text, _ in found])
    grades = {gate: policy.grade_of_mark(detector.id, level, gate) for gate in set(asked)}
    return [
        Mark(detector.id, gate, where, text, grades[gate])
        for (text, where), gate in zip(found, asked, strict=True)
    ]


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
        texts = _texts(view, evidence.spans)
        where = [places[value][0] for value in values]
        found = list(zip(texts, where, strict=True))
        marks.update(dict.fromkeys(_marks(detector, evidence, found, policy)))
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
            if not len(view.values):
                continue  # most tables hide nothing
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
