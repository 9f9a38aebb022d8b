"""The rules of a file: range, pattern, list of values, not blank, unique, expression, foreign key.

    {"rules": [{"kind": "range", "column": "面积", "min": 0, "source": "…", "severity": "error"}, …]}

Every rule names its ``source``: who asks for it, and where.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Annotated, ClassVar, Literal

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from app.core.contingency import contingency
from app.core.errors import ColumnUnknown, ParameterInvalid
from app.core.jobs import Job
from app.core.numeric import numbers
from app.core.quality.check import Check, Fault, Severity
from app.core.quality.own.expression import Values, broken, columns_of, parsed
from app.core.quality.subject import Column, Mask, Subject
from app.core.text import Text
from app.core.written_days import days

RULE = Text("质量规则", "quality rule")


class _Rule(
    msgspec.Struct, frozen=True, tag_field="kind", forbid_unknown_fields=True, kw_only=True
):
    """What every rule says of itself."""

    source: str
    severity: Severity = "error"
    message: str = ""


class Range(_Rule, tag="range", frozen=True):
    """Numbers between ``min`` and ``max``, both allowed; a word is wrong too."""

    column: str
    min: float | None = None
    max: float | None = None


class Regex(_Rule, tag="regex", frozen=True):
    """The whole text, in RE2."""

    column: str
    pattern: str


class OneOf(_Rule, tag="set", frozen=True):
    """One of these texts."""

    column: str
    values: tuple[str, ...]


class NotNull(_Rule, tag="not-null", frozen=True):
    """No cell is blank."""

    column: str


class Unique(_Rule, tag="unique", frozen=True):
    """The columns together tell every row from all others."""

    columns: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]


class Expression(_Rule, tag="expression", frozen=True):
    """True of every row where all of its columns are numbers; see :mod:`expression`."""

    expression: str


class ForeignKey(_Rule, tag="foreign-key", frozen=True):
    """Each text stands in a column of another table: a ``file``, relative to the rules' folder, or what
    this workspace last made of a ``dataset``, by its catalog name or code.
    """

    column: str
    reference: str
    file: str = ""
    dataset: str = ""

    def __post_init__(self) -> None:
        if bool(self.file) == bool(self.dataset):
            raise ValueError("either file or dataset")

    @property
    def table(self) -> str:
        """What the other table is called."""
        return self.file or self.dataset


Rule = Range | Regex | OneOf | NotNull | Unique | Expression | ForeignKey


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of rules."""

    rules: tuple[Rule, ...]
    version: Literal[1] = 1


def read_rules(content: bytes) -> Rules:
    """Raises ParameterInvalid, naming the place, also for a pattern or an expression that is none."""
    try:
        rules = msgspec.json.decode(content, type=Rules)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ParameterInvalid(name=RULE, reason=str(error)) from error
    for rule in rules.rules:
        if isinstance(rule, Regex):
            _check_pattern(rule.pattern)
        elif isinstance(rule, Expression):
            parsed(rule.expression)
    return rules


def write_rules(rules: Rules) -> bytes:
    """A file of rules, as :func:`read_rules` reads it."""
    return msgspec.json.format(msgspec.json.encode(rules)) + b"\n"


def about(rules: Rules, names: Collection[str]) -> Rules:
    """Those that a table with these columns can be held to: it has every column that they speak of."""
    kept = (rule for rule in rules.rules if set(columns_told(rule)) <= set(names))
    return Rules(tuple(kept))


def references(rules: Rules) -> tuple[str, ...]:
    """The files that foreign keys point into, each once."""
    files = (rule.file for rule in rules.rules if isinstance(rule, ForeignKey) and rule.file)
    return tuple(dict.fromkeys(files))


def datasets(rules: Rules) -> tuple[str, ...]:
    """The datasets that foreign keys point into, each once."""
    names = (rule.dataset for rule in rules.rules if isinstance(rule, ForeignKey) and rule.dataset)
    return tuple(dict.fromkeys(names))


def checks_of(rules: Rules, tables: Mapping[str, pa.Table], names: Collection[str]) -> list[Check]:
    """The rules as checks. ``tables``: by file or dataset, what foreign keys point into, without the
    datasets that are not at hand; ``names``: the columns.

    Raises ColumnUnknown for a rule about a column that is not there.
    """
    return [_OwnCheck(rule, tables, names) for rule in rules.rules]


class _OwnCheck(Check):
    """One rule, as if it were built in."""

    id = "own-rule"
    title = Text("自定义规则", "own rule")
    _DIMENSIONS: ClassVar[dict[type[_Rule], str]] = {
        NotNull: "completeness",
        Unique: "accuracy",
        Expression: "consistency",
        ForeignKey: "consistency",
    }

    def __init__(self, rule: Rule, tables: Mapping[str, pa.Table], names: Collection[str]) -> None:
        self.rule = rule
        self.severity = rule.severity
        self.source = rule.source
        self.dimension = self._DIMENSIONS.get(type(rule), "validity")
        self._known: pa.StringArray | None = None
        for column in columns_told(rule):
            _needs(column, names)
        if isinstance(rule, ForeignKey) and (table := tables.get(rule.table)) is not None:
            _needs(rule.reference, table.column_names)
            self._known = pc.unique(table[rule.reference].cast(pa.string()))

    def of_column(self, column: Column, subject: Subject) -> Iterator[Fault]:
        rule = self.rule
        if isinstance(rule, Unique | Expression) or rule.column != column.name:
            return
        if isinstance(rule, ForeignKey) and self._known is None:
            text = Text("无法核对：没有数据集“{name}”", "not checked: there is no dataset {name}")
            yield Fault(column.name, text.format(name=rule.table))
            return
        wrong = self._wrong(column)
        rows = column.blank if isinstance(rule, NotNull) else column.rows(wrong)
        if rows.any():
            yield Fault(column.name, self._words(int(rows.sum())), rows)

    def of_table(self, subject: Subject) -> Iterator[Fault]:
        rule, rows = self.rule, None
        if isinstance(rule, Unique):
            rows = _not_unique(subject, rule.columns)
        elif isinstance(rule, Expression):
            tree = parsed(rule.expression)
            rows = broken(tree, {n: _numbers(subject.column(n)) for n in columns_of(tree)})
        if rows is not None and rows.any():
            yield Fault("", self._words(int(rows.sum())), rows)

    def _wrong(self, column: Column) -> Mask:
        """Of each distinct text, whether the rule forbids it."""
        rule = self.rule
        if isinstance(rule, Range):
            found = column.each_stripped(_parsed)
            low = -np.inf if rule.min is None else rule.min
            high = np.inf if rule.max is None else rule.max
            return ~((found >= low) & (found <= high))
        if isinstance(rule, Regex):
            return ~column.matching(rule.pattern)
        if isinstance(rule, OneOf):
            known = pa.array(rule.values, pa.string())
            return ~column.each_stripped(lambda texts: _among(texts, known))
        if isinstance(rule, ForeignKey):
            return ~column.each(lambda texts: _among(texts, self._known))
        return np.zeros(len(column.values), np.bool_)

    def _words(self, count: int) -> Text:
        words = Text.plain(self.rule.message) if self.rule.message else told(self.rule)
        return Text("{n} 处违反：{rule}", "{n} times broken: {rule}").format(n=count, rule=words)


def told(rule: Rule) -> Text:
    """A rule in words, where its author has given none."""
    match rule:
        case Range():
            return _limits(rule.min, rule.max)
        case Regex():
            return Text(f"应符合 {rule.pattern}", f"matches {rule.pattern}")
        case OneOf():
            return Text(f"应为 {'、'.join(rule.values)}", f"one of {', '.join(rule.values)}")
        case NotNull():
            return Text("不得为空", "not blank")
        case Unique():
            return Text(f"{'、'.join(rule.columns)} 不得重复", f"{', '.join(rule.columns)} unique")
        case Expression():
            return Text.plain(rule.expression)
        case ForeignKey():
            where = f"{rule.table} / {rule.reference}"
            return Text(f"应出现在 {where} 中", f"stands in {where}")


def _limits(low: float | None, high: float | None) -> Text:
    if low is None and high is None:
        return Text("应为数值", "a number")
    if high is None:
        return Text(f"应不小于 {low:.15g}", f"not below {low:.15g}")
    if low is None:
        return Text(f"应不大于 {high:.15g}", f"not above {high:.15g}")
    return Text(f"应在 {low:.15g} 与 {high:.15g} 之间", f"between {low:.15g} and {high:.15g}")


def columns_told(rule: Rule) -> Sequence[str]:
    """The columns that a rule speaks of."""
    if isinstance(rule, Unique):
        return rule.columns
    if isinstance(rule, Expression):
        return columns_of(parsed(rule.expression))
    return (rule.column,)


def _needs(column: str, names: Collection[str]) -> None:
    if column not in names:
        raise ColumnUnknown(column=column, known=", ".join(names))


def _check_pattern(pattern: str) -> None:
    try:
        pc.match_substring_regex(pa.array(["a"]), f"^(?:{pattern})$")
    except pa.ArrowInvalid as error:
        raise ParameterInvalid(name=RULE, reason=str(error)) from error


def _not_unique(subject: Subject, columns: Iterable[str]) -> Mask:
    classes = contingency(subject.table.data, list(columns), Job())
    return (classes.counts > 1)[classes.class_of_rows()]


def _numbers(column: Column) -> Values:
    """Of each row, the number in its cell, a date as 20240301; NaN for all else."""
    return np.append(column.each_stripped(_parsed), np.nan)[column.codes]


def _among(texts: pa.StringArray, known: pa.StringArray) -> Mask:
    return np.asarray(pc.is_in(texts, value_set=known)).astype(np.bool_)


def _parsed(texts: pa.StringArray) -> Values:
    found, dated = numbers(texts), days(texts)
    return np.where(np.isnan(found) & (dated > 0), dated, found)
