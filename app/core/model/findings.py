"""What a review finds in a table, and how grave it is."""

from dataclasses import dataclass
from typing import Literal

from app.core.model.table import Hidden
from app.core.text import Text

Gate = Literal["block", "hold", "warn", "clear"]
Level = Literal[
    "secret", "important-data", "sensitive-personal", "personal", "trade-secret", "internal", "public",
]  # fmt: skip
May = Literal["open", "conditional", "not-open"]


@dataclass(frozen=True)
class Grade:
    """数据分级: ``rank`` from 1, what data of it ``may`` do; ``name`` and ``opening`` in a province's words."""

    rank: int
    name: Text
    may: May
    opening: Text


@dataclass(frozen=True)
class Finding:
    """One kind of sensitive content in one column.

    ``count`` cells, ``ratio`` of the non-blank cells, ``confidence`` between 0 and 1. ``gate``: what
    it asks for by itself. ``grade``: None in what was filed before there were grades. ``filled``: how
    much of the texts that hold it is taken up by it; a small part, where it stands in sentences.
    ``of_parties``: the column's other texts are names of organisations.
    """

    column: str
    type: str
    level: Level
    count: int
    ratio: float
    confidence: float
    reasons: tuple[Text, ...]
    sample_masked: tuple[str, ...]
    gate: Gate = "hold"
    grade: Grade | None = None
    filled: float = 1.0
    of_parties: bool = False


@dataclass(frozen=True)
class CellFinding:
    """One hit: data ``row`` from 1, ``span`` in characters of the cell, end excluded."""

    row: int
    column: str
    type: str
    span: tuple[int, int]
    level: Level


@dataclass(frozen=True)
class Mark:
    """A secrecy or internal mark, or somebody's number outside the cells of the table.

    ``text`` is the mark itself, never what surrounds it; of a number, its ends. ``grade``: as a
    finding's.
    """

    rule: str
    severity: Gate
    where: Text
    text: str
    grade: Grade | None = None


@dataclass(frozen=True)
class LongText:
    """A column of running text, which a person has to read; not a finding.

    ``texts``: distinct ones; ``length``: characters of one on the average; ``names``: how many
    persons' names seem to stand in the ``tried`` texts of a sample.
    """

    column: str
    texts: int
    length: float
    tried: int
    names: int


@dataclass(frozen=True)
class Findings:
    """The whole answer of a scan, and what gave it: detector versions and pack digests.

    ``grade``: the highest of all findings and marks, by the rules of ``province``.
    """

    table: str
    rows: int
    columns: tuple[Finding, ...]
    cells: tuple[CellFinding, ...]
    cells_total: int
    marks: tuple[Mark, ...]
    hidden: tuple[Hidden, ...]
    gate: Gate
    detectors: dict[str, str]
    packs: dict[str, str]
    long_texts: tuple[LongText, ...] = ()
    province: str = ""
    grade: Grade | None = None


GATE_NAMES: dict[Gate, Text] = {
    "block": Text("禁止", "forbidden"),
    "hold": Text("须处理", "to be treated"),
    "warn": Text("留意", "to be looked at"),
    "clear": Text("通过", "clear"),
}
LEVEL_NAMES: dict[Level, Text] = {
    "secret": Text("国家秘密", "state secret"),
    "important-data": Text("重要数据", "important data"),
    "sensitive-personal": Text("敏感个人信息", "sensitive personal information"),
    "personal": Text("个人信息", "personal information"),
    "trade-secret": Text("商业秘密", "trade secret"),
    "internal": Text("内部信息", "internal information"),
    "public": Text("公开信息", "public information"),
}
