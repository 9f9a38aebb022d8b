"""The values that travel down the pipeline.

Every value is immutable. A table's cells are exact text: what the clerk sees, nothing else.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal

import msgspec
import pyarrow as pa

from app.core.spelling import normal, shows
from app.core.text import Text

# ── intake ───────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Source:
    """The file that came in: ``size`` in bytes, ``sha256`` in lower-case hex, all sheets' names.

    Of many files, ``kind`` is "folder", "zip" or "files", ``size`` their sum and ``sha256`` the
    digest of the canonical list of [name, sha256, size] of ``members``.
    """

    name: str
    kind: str
    size: int
    sha256: str
    encoding: str | None = None
    sheets: tuple[str, ...] = ()
    members: "tuple[Source, ...]" = ()


@dataclass(frozen=True)
class DroppedRow:
    """A sheet row that is not data; ``row`` counts from 1 as in the spreadsheet program.

    ``file``: of a table made of many files, the one that it stands in.
    """

    row: int
    reason: Literal[
        "title", "unit", "group", "total", "note", "blank", "repeated-header", "column-numbers",
        "hidden", "by-hand",
    ]  # fmt: skip
    text: str
    file: str = ""


@dataclass(frozen=True)
class Layout:
    """Where the table lies in its sheet; all row numbers count from 1.

    ``columns``: the sheet's columns that it takes. ``units``: by column name. ``plan``: how to read
    the next file like this one; ``drift``: how this one differs from the plan it was read by.
    ``offer``: how its columns could become rows. ``confidence``: 0 to 1. ``members``: of a table
    made of many files, where each lies; ``dropped`` holds all files' rows.
    """

    sheet: str
    header_rows: tuple[int, ...]
    first_row: int
    last_row: int
    dropped: tuple[DroppedRow, ...] = ()
    members: "tuple[Layout, ...]" = ()
    columns: tuple[int, ...] = ()
    units: dict[str, str] = field(default_factory=dict)
    confidence: float = 1.0
    plan: "LayoutPlan | None" = None
    offer: "Unpivot | None" = None
    drift: "tuple[Drift, ...]" = ()


@dataclass(frozen=True)
class Unpivot:
    """Value columns that become rows: each row once a value column, the ``keys`` repeated.

    ``parts``: the new columns, one for each 上级_下级 part of the value columns' names.
    """

    keys: tuple[str, ...]
    values: tuple[str, ...]
    parts: tuple[str, ...]
    value: str = "数值"


@dataclass(frozen=True)
class FileEdits:
    """What a person set by hand for one file only, told by its SHA-256; row numbers count from 1.

    ``header_rows``, ``first_row`` and ``last_row`` overrule what is found; None leaves it.
    """

    source: str
    header_rows: tuple[int, ...] | None = None
    first_row: int | None = None
    last_row: int | None = None
    keep_rows: tuple[int, ...] = ()
    drop_rows: tuple[int, ...] = ()


@dataclass(frozen=True)
class LayoutPlan:
    """How a sheet is read, to be used again on the next file of the same template.

    ``names``: the header's column names, by which it is found again. ``columns``: those kept, in
    order (empty: all). ``stored``: columns taken as stored, not as shown. ``renames``: what a sheet
    may call a column instead, and the name that the table keeps for it. A plan without ``names``
    takes whatever header is found.
    """

    names: tuple[str, ...]
    columns: tuple[str, ...] = ()
    groups: Literal["drop", "column"] = "drop"
    totals: Literal["drop", "keep"] = "drop"
    stored: tuple[str, ...] = ()
    unpivot: Unpivot | None = None
    edits: FileEdits | None = None
    renames: dict[str, str] = field(default_factory=dict)
    version: Literal[1] = 1


@dataclass(frozen=True)
class Drift:
    """How a sheet differs from its plan: ``column`` of the plan (of the sheet if it is added).

    ``now``: the new name of a renamed column.
    """

    kind: Literal["added", "removed", "renamed", "moved"]
    column: str
    now: str = ""


@dataclass(frozen=True)
class Hidden:
    """Content that a clerk does not see when the file is opened."""

    kind: Literal[
        "sheet", "row", "column", "comment", "property", "name", "link", "pivot-cache", "custom-xml",
        "object", "image", "macro", "validation", "header-footer", "white-text", "no-format",
        "revision", "connection", "filter", "tiny-text", "chart",
    ]  # fmt: skip
    where: str
    text: str


@dataclass(frozen=True)
class Notice:
    """Something about the input that a person should know before going on."""

    code: str
    message: Text
    where: str = ""


ColumnType = Literal[
    "integer", "decimal", "date", "time", "boolean", "code", "identifier", "category", "text",
    "empty",
]  # fmt: skip


@dataclass(frozen=True)
class ColumnProfile:
    """What a column holds. ``sample``: up to five distinct values, most frequent first.

    ``confidence``: the share of the distinct values that are of the type (of text: that are of no
    other one); ``counter_examples``: up to five that are not. ``format``: the number formats that
    would write the values, the most frequent first, as ``yyyy-mm-dd; yyyy年m月d日``. ``exact``:
    whether ``distinct`` counts all values; else there are at least so many.
    """

    name: str
    type: ColumnType
    nulls: int
    distinct: int
    sample: tuple[str, ...]
    confidence: float = 1.0
    format: str = ""
    counter_examples: tuple[str, ...] = ()
    exact: bool = True


@dataclass(frozen=True)
class Table:
    """One table of exact text.

    ``data``: columns of text, coded or plain (:mod:`app.core.text_column`); a blank is null, never "".
    ``names``: sheet, file and folder names, titles and notes around the table, as (where, text).
    """

    name: str
    data: pa.Table
    source: Source
    layout: Layout
    profile: tuple[ColumnProfile, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    surroundings: tuple[tuple[Text, str], ...] = ()
    warnings: tuple[Notice, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(self.data.column_names)

    @property
    def rows(self) -> int:
        return int(self.data.num_rows)


@dataclass(frozen=True)
class SheetSeen:
    """A sheet and one table in it, or None; a sheet of two tables is told twice."""

    name: str
    state: str
    table: Table | None


@dataclass(frozen=True)
class Inspection:
    """What import sees in a file: every sheet, and what hides beside the cells."""

    source: Source
    sheets: tuple[SheetSeen, ...]
    hidden: tuple[Hidden, ...]


# ── review ───────────────────────────────────────────────────────────────────────────────────

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
    it asks for by itself. ``grade``: None in what was filed before there were grades.
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


@dataclass(frozen=True)
class QuasiIdentifier:
    """A column as a way to a person: ``proposed`` or not, with the reason.

    ``kind``: an id of the ``risk`` pack, or "" where the column's name says nothing. ``adds``: by how
    much it raises the share of unique rows, beside the columns whose names tell; 0 to 1.
    """

    column: str
    kind: str
    proposed: bool
    adds: float
    reason: Text


@dataclass(frozen=True)
class SizeBand:
    """The equivalence classes of ``first`` to ``last`` rows (None: without end), and their rows."""

    first: int
    last: int | None
    classes: int
    rows: int


@dataclass(frozen=True)
class AttackerRisk:
    """One attacker's chance to re-identify: the greatest, the mean over rows and over classes.

    ``rows_above``: rows above the threshold; ``classes_above``: the share of classes above it.
    """

    max: float
    mean: float
    class_mean: float
    rows_above: int
    classes_above: float


@dataclass(frozen=True)
class AttributeRisk:
    """What a class tells of its rows' sensitive value, in the worst class of all.

    ``l`` distinct values, ``entropy_l`` = exp(H); ``recursive_c``: recursive (c, 2)-diversity holds
    above it, None where a class has one value only. ``t`` by the ``distance`` that suits the values.
    """

    column: str
    l: int  # noqa: E741 — the name that the literature gives it
    entropy_l: float
    recursive_c: float | None
    t: float
    distance: Literal["equal", "ordered"]


PopulationModel = Literal["zayatz", "snb", "pitman"]


@dataclass(frozen=True)
class PopulationRisk:
    """Estimates of how many of ``size`` persons are unique, of whom the table is a sample.

    ``fraction``: the table's rows by ``size``. ``uniques``: population uniques by each model; None
    where it does not fit. ``chosen``: by the decision rule of Dankar et al. 2012. ``share``: the chosen
    estimate by ``size``. ``true_uniques``: how likely a unique row is unique in the population too.
    ``individual``: the greatest risk of Franconi & Polettini 2004; ``expected``: how many rows an
    attacker who goes for all is then expected to find.
    """

    size: int
    fraction: float
    uniques: dict[PopulationModel, float | None]
    chosen: PopulationModel
    share: float
    true_uniques: float
    individual: float
    expected: float


@dataclass(frozen=True)
class RiskReport:
    """Re-identification risk of a table over its quasi-identifiers.

    ``threshold``: the risk above which a row counts as at risk; ``least``: the k that the way of sharing
    asks for. ``special``: rows that three columns or fewer, and not all, make unique; None where that
    was too much to count. ``population``: None where its size is not known. ``suppressed``: rows that
    are blank or ``*`` in all quasi-identifiers; they are in no class. ``behind``: by figure,
    the first rows that make it (from 1, capped). ``packs``: digests of the rules used.
    """

    quasi_identifiers: tuple[str, ...]
    rows: int
    classes: int
    k: int
    uniques: int
    sizes: tuple[SizeBand, ...]
    threshold: float
    least: int
    prosecutor: AttackerRisk
    journalist: AttackerRisk
    marketer: float
    special: int | None
    attribute: AttributeRisk | None
    population: PopulationRisk | None
    suppressed: int
    behind: dict[str, tuple[int, ...]]
    packs: dict[str, str]


@dataclass(frozen=True)
class UnsafeCell:
    """A cell of an aggregate that tells of its contributors, and the first rows in it, from 1."""

    rules: tuple[Literal["small", "dominance", "p-percent"], ...]
    contributors: int
    rows: tuple[int, ...]


@dataclass(frozen=True)
class AggregateReport:
    """An aggregate of a magnitude by its cells: how many are unsafe, and the smallest of them.

    ``by_rule``: cells by the rule that they break; one cell may break several. ``unreadable``: rows
    whose magnitude is no number, which are in no cell.
    """

    cells: int
    unsafe: int
    by_rule: dict[str, int]
    unreadable: int
    examples: tuple[UnsafeCell, ...]


# ── desensitize ──────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Treatment:
    """What is done to one column. ``column`` is a name, or ``#3`` for the third column."""

    column: str
    operator: str
    params: dict[str, Any] = field(default_factory=dict)
    reason: str = ""


@dataclass(frozen=True)
class ResidualCheck:
    """What an output must pass beside the scan, in its rows that agree in ``quasi_identifiers``.

    There are at least ``k`` of them, with at least ``l`` distinct values of ``sensitive`` (where one
    is named). Rows that tell nothing any more, all of it blank or ``*``, are no class.
    """

    quasi_identifiers: tuple[str, ...]
    k: int
    sensitive: str = ""
    l: int = 1  # noqa: E741 — the name that the literature gives it


@dataclass(frozen=True)
class Ladder:
    """How a quasi-identifier may be generalised: by a hierarchy that comes with the program
    (``builtin``, its id), or by one of its own (``document``, its JSON form, which lists the values).
    """

    column: str
    builtin: str = ""
    document: dict[str, Any] | None = None


@dataclass(frozen=True)
class AskedModel:
    """A model of anonymity by its id, with its parameters by name."""

    id: str
    params: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Anonymity:
    """Classes of at least ``k`` rows, with ``l`` values of ``sensitive`` and no farther than ``t`` from the
    table (1: as far as may be), that keep the further ``models``, at the least loss by ``metric``.

    ``method``: one level for a whole column (``full-domain``), as fine as each class allows (``mondrian``,
    ``relaxed``), or single cells left blank (``cells``). Of full-domain alone: ``suppression``, the share
    of rows that may be left out, ``seconds``, how long to look for the best by the clock, and ``models``.
    """

    ladders: tuple[Ladder, ...]
    k: int
    sensitive: str = ""
    l: int = 1  # noqa: E741 — the name that the literature gives it
    t: float = 1.0
    suppression: float = 0.05
    metric: str = "loss"
    seconds: float = 60.0
    models: tuple[AskedModel, ...] = ()
    method: Literal["full-domain", "mondrian", "relaxed", "cells"] = "full-domain"


@dataclass(frozen=True)
class Judgement:
    """What a person says of a finding: that it is what the program takes it for, or something else.

    ``type`` and ``seen``: the finding's type and level as the program found them; ``as_type`` and
    ``level``: what it is. ``reason``: why it is something else.
    """

    column: str
    type: str
    seen: Level
    as_type: str
    level: Level
    reason: str = ""

    @property
    def accepts(self) -> bool:
        """Whether the program was right."""
        return (self.as_type, self.level) == (self.type, self.seen)


@dataclass(frozen=True)
class Recipe:
    """How a table is desensitized. Holds no keys and no rows, so it may travel.

    ``columns``: of the table that it was made for, as its treatments name them; ``packs``: digests of
    the rules that proposed it; ``layout``: how that table was read. All of these may be missing: they
    tell how the next table differs. ``anonymity`` comes before the treatments, on other columns.
    ``judgements``: what a person has made of the findings, one a column and type.
    """

    treatments: tuple[Treatment, ...]
    checks: tuple[ResidualCheck, ...] = ()
    columns: tuple[str, ...] = ()
    layout: LayoutPlan | None = None
    packs: dict[str, str] = field(default_factory=dict)
    anonymity: Anonymity | None = None
    judgements: tuple[Judgement, ...] = ()
    version: Literal[1, 2, 3, 4] = 4


@dataclass(frozen=True)
class RecipeDrift:
    """How a table differs from the one that a recipe was made for; ``asks``: a person has to decide.

    ``added``: a column that the recipe does not know; ``removed``: one that it treats is gone;
    ``sensitive``: something was found in a column that it leaves alone; ``rules``: other rule packs.
    """

    kind: Literal["added", "removed", "sensitive", "rules"]
    column: str
    message: Text
    asks: bool


# ── catalog and quality ──────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class InfoItem:
    """信息项: ``type`` is a code of the Guide (C N Y D T L M G B I F), ``length`` in bytes.

    ``sensitive``: it was desensitized. ``share`` and ``open``: its own sharing and opening type, "" for
    the dataset's. ``secret``: 涉密, which bars the way. ``key`` and ``timestamp``: what tells a row from
    another, and when it changed. ``code_table`` and ``standard``: what its values keep to.
    """

    name: str
    type: str
    length: int
    sensitive: bool = False
    description: str = ""
    technical_name: str = ""
    unit: str = ""
    value_range: str = ""
    code_table: str = ""
    standard: str = ""
    share: str = ""
    open: str = ""
    secret: bool = False
    key: bool = False
    timestamp: bool = False


@dataclass(frozen=True)
class Entry:
    """A catalog entry: field ids of the schema pack to text, and the information items."""

    schema: str
    fields: dict[str, str]
    items: tuple[InfoItem, ...]
    inferred: tuple[str, ...] = ()


@dataclass(frozen=True)
class Problem:
    """Something to mend, at a catalog field or a column; ``rows`` are examples, from 1.

    ``part``: of an information item, which of its attributes. Of the data's quality: ``count`` cells,
    ``dimension`` as in the ``quality`` pack.
    """

    field: str
    code: str
    message: Text
    rows: tuple[int, ...] = ()
    part: str = ""
    count: int = 0
    severity: Literal["error", "warn"] = "error"
    dimension: str = ""


@dataclass(frozen=True)
class Report:
    """Quality: scores between 0 and 1 by dimension, and their evidence."""

    score: float
    dimensions: dict[str, float]
    problems: tuple[Problem, ...]
    machine_readable: bool


# ── the artefacts of a release ──────────────────────────────────────────────────────────────


class Kind(StrEnum):
    """The artefacts of a release, in the order of the chain; a recheck stands beside it."""

    SOURCE = "source"
    TABLE = "table"
    FINDINGS = "findings"
    RECIPE = "recipe"
    OUTPUT = "output"
    RESIDUAL = "residual"
    ENTRY = "entry"
    QUALITY = "quality"
    REQUEST = "request"
    CONVERGENCE = "convergence"
    VERDICT = "verdict"
    PACKAGE = "package"
    RECEIPT = "receipt"
    SKETCH = "sketch"
    RECHECK = "recheck"
    WITHDRAWAL = "withdrawal"


LEVEL_NAMES: dict[Level, Text] = {
    "secret": Text("国家秘密", "state secret"),
    "important-data": Text("重要数据", "important data"),
    "sensitive-personal": Text("敏感个人信息", "sensitive personal information"),
    "personal": Text("个人信息", "personal information"),
    "trade-secret": Text("商业秘密", "trade secret"),
    "internal": Text("内部信息", "internal information"),
    "public": Text("公开信息", "public information"),
}

KIND_NAMES: dict[Kind, Text] = {
    Kind.SOURCE: Text("源文件", "source file"),
    Kind.TABLE: Text("数据表", "table"),
    Kind.FINDINGS: Text("检测结果", "findings"),
    Kind.RECIPE: Text("脱敏方案", "recipe"),
    Kind.OUTPUT: Text("脱敏结果", "output"),
    Kind.RESIDUAL: Text("复检结果", "rescan"),
    Kind.ENTRY: Text("目录信息", "catalog entry"),
    Kind.QUALITY: Text("质量报告", "quality report"),
    Kind.REQUEST: Text("送审单", "review request"),
    Kind.CONVERGENCE: Text("汇聚比对", "convergence report"),
    Kind.VERDICT: Text("审查意见", "verdict"),
    Kind.PACKAGE: Text("封装包", "package"),
    Kind.RECEIPT: Text("平台回执", "receipt"),
    Kind.SKETCH: Text("留存摘要", "sketch"),
    Kind.RECHECK: Text("复查结果", "recheck"),
    Kind.WITHDRAWAL: Text("撤回通知", "withdrawal"),
}


# ── sign-off, sealing, delivery ──────────────────────────────────────────────────────────────

Role = Literal["clerk", "head", "reviewer", "approver", "admin", "platform"]
Opinion = Literal["公开", "免于公开", "需报审", "退回"]

ROLES: dict[Role, Text] = {
    "clerk": Text("承办人", "clerk"),
    "head": Text("处室负责人", "head of division"),
    "reviewer": Text("保密审查人", "confidentiality reviewer"),
    "approver": Text("审批领导", "approving leader"),
    "admin": Text("管理员", "administrator"),
    "platform": Text("开放平台", "platform"),
}


FIRST_SUITE = "ed25519"


class Card(msgspec.Struct, frozen=True, omit_defaults=True):
    """The public half of an identity. ``key``: the public key in its suite's form, base64.

    ``person`` names the human being (a staff number); two cards of one person count once. So names and
    numbers have one spelling, and nothing in a card is invisible: whoever looks like another is no second
    person. Raises ValueError for any other. The first suite is not written, so that cards and signatures
    older than suites keep their bytes.
    """

    name: str
    person: str
    role: Role
    organisation: str
    key: str
    suite: str = FIRST_SUITE

    def __post_init__(self) -> None:
        """What is omitted is told by identity; a card that was read must be like one that was made."""
        if any(normal(word) != word for word in (self.name, self.person)):
            raise ValueError("its name or number is not in normal form")
        if not shows(self.name + self.person + self.organisation):
            raise ValueError("it holds characters that do not show")
        if self.suite == FIRST_SUITE:
            msgspec.structs.force_setattr(self, "suite", FIRST_SUITE)


@dataclass(frozen=True)
class Link:
    """One link of the chain: an artefact's digest and the digest of the link before."""

    kind: Kind
    digest: str
    previous: str


@dataclass(frozen=True)
class Envelope:
    """A DSSE v1 envelope as stored: the payload and its signatures, base64."""

    payload: str
    payloadType: str  # noqa: N815 — the name that DSSE gives it
    signatures: tuple[dict[str, str], ...]


class PackedFile(msgspec.Struct, frozen=True, omit_defaults=True):
    """A file inside a package: ``size`` in bytes, ``sha256`` in hex; ``sm3`` too, in packages of 国密."""

    name: str
    size: int
    sha256: str
    kind: str
    sm3: str = ""


@dataclass(frozen=True)
class Manifest:
    """What a package says it holds; signed by the clerk who sealed it.

    ``replaces``: the digest of the package that it corrects (勘误), for a ``reason``; else both are "".
    """

    package: str
    release: str
    dataset: str
    title: str
    created: str
    links: tuple[Link, ...]
    files: tuple[PackedFile, ...]
    log_position: int
    log_head: str
    replaces: str
    reason: str
    signer: Card


class Seal(msgspec.Struct, frozen=True, omit_defaults=True):
    """What holds a package's outside together: SHA-256 of its header and of its ciphertext.

    ``sm3``: of both together, in packages of 国密.
    """

    package: str
    header: str
    payload: str
    size: int
    signer: Card
    sm3: str = ""


@dataclass(frozen=True)
class Profile:
    """How to reach one platform. File names are relative to the profile's own folder.

    ``sealing_key``: the public key that packages are sealed for, base64, and ``sealing_suite`` the one
    suite in which. ``platform``: who signs receipts, in the suite of its card. None of these where a
    platform takes no packages. ``proxy``: ``http://host:port`` on the way there. ``bytes_per_second``: the
    most that is sent; 0 is no limit. ``hours``: local time in which sending is allowed, such as
    ``20:00-06:00``. ``options``: what its connector alone understands, and checks.
    """

    name: str
    connector: str
    address: str
    ca: str = ""
    client_certificate: str = ""
    client_key: str = ""
    sealing_key: str = ""
    platform: Card | None = None
    sealing_suite: str = "hpke-x25519-sha256-aes256gcm"
    proxy: str = ""
    bytes_per_second: int = 0
    hours: str = ""
    options: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Receipt:
    """The platform's word that it holds and has published a package."""

    package: str
    sha256: str
    size: int
    dataset: str
    received: str
    uploader: str
    log_head: str
    signer: Card


@dataclass(frozen=True)
class Withdrawal:
    """The agency's word that a published package is to be taken down: ``sha256`` names it."""

    release: str
    package: str
    sha256: str
    dataset: str
    reason: str
    signer: Card
    at: str


@dataclass(frozen=True)
class TakenDown:
    """The platform's word that a package is public no more. ``notice``: the digest of what asked for it."""

    sha256: str
    notice: str
    signer: Card
    at: str


@dataclass(frozen=True)
class Recall:
    """A withdrawal as it is filed: the agency's notice, and the platform's answer."""

    notice: Envelope
    answer: Envelope


@dataclass(frozen=True)
class Check:
    """The answer of a verification: what was looked at, and every problem found."""

    valid: bool
    problems: tuple[Problem, ...]
    checked: tuple[str, ...]
    unchecked: tuple[str, ...] = ()
