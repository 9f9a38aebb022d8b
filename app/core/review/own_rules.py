"""An administrator's own rules: a folder of JSON packs, each rule with examples that prove it.

``{"pack", "version", "source"}`` and at least one of ``rules``, ``gates``, ``grades``. ``gates`` says what
a type asks for, by its level or at every level: ``{"plate": {"secret": "block"}, "vin": "warn"}``. A
pack with ``grades`` is a province pack (:mod:`app.core.review.policy`). ``rules`` is a list, and a rule
is

* ``id``, ``type`` (an id of the program's, or a new one with ``title`` {zh, en} and ``level``);
* what it finds: ``pattern`` (RE2), ``words``, or ``columns`` {words, exact, not} for the names of
  columns; with ``columns`` beside one of the others both must hold;
* ``not``: words; a value that holds one of them is no hit;
* ``treatment`` {operator, params, reason, strictness}, for the recipe that is proposed;
* ``tests`` {match, no_match}: values, or {value, column}; at least one of each.

RE2 matches in linear time whatever is written. A pack that fails its own examples is not loaded.
``docs/own-rules.md`` shows a whole one.
"""

import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, get_args

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from app.core import resources
from app.core.errors import RuleInvalid, Where
from app.core.model import Gate, Level
from app.core.review.column import Column
from app.core.review.detector import Detector
from app.core.review.evidence import NAMED, Evidence
from app.core.review.fold import fold
from app.core.review.headers import says
from app.core.review.policy import NATIONAL, Gates, Policy, Province, province
from app.core.review.spans import NONE, Mask, Spans
from app.core.text import Text

_GROUP = re.compile(
    r"\\.|\[\^?\]?(?:\[:\^?\w+:\]|\\.|[^\]\\])*\]|\((?:\?P?<\w+>|(?!\?))", re.DOTALL
)  # what is escaped and what stands in brackets goes by as it is
_FINDERS = ("pattern", "words", "columns")
_FIELDS = {*_FINDERS, "id", "type", "title", "level", "not", "treatment", "tests", "source"}
_AROUND = ("secret", "important-data", "trade-secret", "internal")  # also sought around the table
_NOT_PUBLIC: tuple[Level, ...] = tuple(level for level in get_args(Level) if level != "public")
_Asked = Literal["warn", "hold", "block"]
_Gates = _Asked | dict[Level, _Asked]


@dataclass(frozen=True)
class OwnRules:
    """What an agency adds to a scan: its packs, and the province whose grades it keeps to.

    ``treatments`` by type; ``provinces``: those of its own packs, by id.
    """

    detectors: tuple[Detector, ...] = ()
    packs: tuple[resources.Pack, ...] = ()
    treatments: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    gates: Gates = field(default_factory=dict)
    provinces: Mapping[str, Province] = field(default_factory=dict)
    province: str = NATIONAL

    def policy(self) -> Policy:
        """How its findings are graded and what they ask for. Raises PluginUnknown, PackUnusable."""
        return Policy(province(self.province, self.provinces), self.gates)

    def of_province(self, name: str) -> "OwnRules":
        """The same with another province's grades. Raises PluginUnknown, PackUnusable."""
        chosen = replace(self, province=name)
        chosen.policy()
        return chosen


@dataclass
class OwnDetector:
    """One rule as a detector. ``pattern`` and ``negative`` are RE2, "" where the rule has none.

    ``everywhere``: what may not be told at all is also sought around the table.
    """

    id: str
    title: Text
    rule: str
    level: Level
    pattern: str
    negative: str
    columns: Mapping[str, Any]
    version: str = "1"
    precedence: int = 95
    yields: bool = False
    everywhere: bool = field(init=False)

    def __post_init__(self) -> None:
        self.everywhere = self.level in _AROUND and not self.columns

    def examine(self, column: Column) -> Evidence | None:
        if self.columns and says(self.columns, column.name) != "says":
            return None
        places = column.matching(self.pattern or r"\S")
        if self.negative and len(places):
            places = places[~np.isin(places, column.matching(self.negative))]
        if not len(places):
            return None
        spans = _first_spans(column, places, self.pattern) if self.pattern else column.whole(places)
        reasons = (*((NAMED,) if self.columns else ()), OWN.format(rule=self.rule))
        return Evidence(spans, 0.95, reasons, self.level)


def load(folder: Path) -> OwnRules:
    """All packs of a folder. Raises :class:`PackUnusable` and :class:`RuleInvalid`."""
    return of(read(folder))


def read(folder: Path) -> dict[str, bytes]:
    """The files of a folder's packs, by name. Raises :class:`PackUnusable`."""
    files = sorted(folder.glob("*.json"))
    if not files:
        raise resources.pack_unusable(folder.name, NO_PACK)
    try:
        return {file.name: file.read_bytes() for file in files}
    except OSError as error:
        raise resources.pack_unusable(folder.name, Text.plain(type(error).__name__)) from error


def of(files: Mapping[str, bytes]) -> OwnRules:
    """The rules of some files, by name. Raises :class:`PackUnusable` and :class:`RuleInvalid`."""
    taken = {pack.name for pack in resources.packs()}
    packs: dict[str, resources.Pack] = {}
    found: list[OwnDetector] = []
    treatments: dict[str, Mapping[str, Any]] = {}
    gates: dict[str, dict[Level, Gate]] = {}
    provinces: dict[str, Province] = {}
    for file, content in files.items():
        pack = packs[file] = resources.parse_pack(file, content)
        if pack.name in taken:
            raise resources.pack_unusable(file, NAME_TAKEN.format(name=pack.name))
        taken.add(pack.name)
        for rule in _rules(file, pack):
            found.append(_detector(file, rule))
            if "treatment" in rule:
                treatments[rule["type"]] = _treatment(file, rule)
        if "grades" in pack.data:
            provinces[pack.name] = Province.of(pack)
    known = {*resources.finding_types(), *(detector.id for detector in found)}
    for file, pack in packs.items():
        for type_id, told in _gates(file, pack, known).items():
            gates.setdefault(type_id, {}).update(told)
        if pack.name in provinces:
            for type_id in provinces[pack.name].types.keys() - known:
                raise _invalid(file, type_id, NO_TYPE)
    return OwnRules(tuple(found), tuple(packs.values()), treatments, gates, provinces)


def _rules(file: str, pack: resources.Pack) -> list[dict[str, Any]]:
    rules = pack.data.get("rules")
    if rules is None and ("gates" in pack.data or "grades" in pack.data):
        return []
    if not isinstance(rules, list) or not rules or not all(isinstance(r, dict) for r in rules):
        raise resources.pack_unusable(file, NO_RULES)
    ids = [rule.get("id") for rule in rules]
    for id in ids:
        if not isinstance(id, str) or not id or ids.count(id) > 1:
            raise _invalid(file, str(id), NO_ID)
    return rules


def _gates(file: str, pack: resources.Pack, known: Set[str]) -> dict[str, dict[Level, Gate]]:
    """What the pack's types ask for, by level. Raises :class:`PackUnusable`, :class:`RuleInvalid`."""
    told = pack.data.get("gates", {})
    if not isinstance(told, dict):
        raise resources.pack_unusable(file, NO_GATES)
    result: dict[str, dict[Level, Gate]] = {}
    for type_id, entry in told.items():
        if type_id in _told_by_marks():
            raise _invalid(file, type_id, GATE_OF_MARKS)
        if type_id not in known:
            raise _invalid(file, type_id, NO_TYPE)
        try:
            asked: _Asked | dict[Level, _Asked] = msgspec.convert(entry, _Gates)
        except msgspec.ValidationError as error:
            raise _invalid(file, type_id, NO_GATES) from error
        by_level = asked if isinstance(asked, dict) else dict.fromkeys(_NOT_PUBLIC, asked)
        result[type_id] = dict(by_level)
    return result


def _told_by_marks() -> frozenset[str]:
    return frozenset(rule["type"] for rule in resources.pack("marks").data["rules"])


def _invalid(file: str, rule: str, reason: Text) -> RuleInvalid:
    return RuleInvalid(Where(file=file), rule=rule, name=file, reason=reason)


def _detector(file: str, rule: dict[str, Any]) -> OwnDetector:
    """A rule that has passed its own examples."""

    def refuse(reason: Text) -> RuleInvalid:
        return _invalid(file, rule["id"], reason)

    unknown = sorted(set(rule) - _FIELDS)
    if unknown:
        raise refuse(UNKNOWN_FIELD.format(field=", ".join(unknown)))
    if not any(rule.get(name) for name in _FINDERS):
        raise refuse(FINDS_NOTHING)
    try:
        title, level = _title_and_level(rule)
        patterns = [_without_groups(rule["pattern"])] if rule.get("pattern") else []
        patterns += [_any_of(rule["words"])] if rule.get("words") else []
        negative = _any_of(rule["not"]) if rule.get("not") else ""
        columns = {
            key: tuple(map(str.lower, words)) for key, words in rule.get("columns", {}).items()
        }
        detector = OwnDetector(
            rule["type"],
            title,
            rule["id"],
            level,
            "|".join(f"(?:{p})" for p in patterns),
            negative,
            columns,
        )
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise refuse(ILL_FORMED.format(error=error)) from error
    for pattern in (detector.pattern, negative):
        _check_expression(pattern, refuse)
    _check_examples(detector, rule, refuse)
    return detector


def _title_and_level(rule: dict[str, Any]) -> tuple[Text, Level]:
    """As the rule says, or as the program's type of that id has them. Raises KeyError, ValueError."""
    if rule["type"] in _told_by_marks():
        raise ValueError(f"{rule['type']} is told by the marks pack; give a new type and its level")
    known = resources.finding_types().get(rule["type"])
    level = rule["level"] if known is None else rule.get("level", known.data["level"])
    if level not in get_args(Level):
        raise ValueError(f"level {level!r}")
    if known is not None and "title" not in rule:
        return Text.plain(rule["type"]), level
    return Text(str(rule["title"]["zh"]), str(rule["title"]["en"])), level


def _treatment(file: str, rule: dict[str, Any]) -> dict[str, Any]:
    told = rule["treatment"]
    if not isinstance(told, dict) or not isinstance(told.get("operator"), str):
        raise _invalid(file, rule["id"], NO_OPERATOR)
    return {"params": {}, "strictness": 50, "reason": f"规则 {rule['id']}"} | told


def _without_groups(pattern: str) -> str:
    """The same expression with no group that captures: only the whole hit is asked for."""
    return _GROUP.sub(lambda found: "(?:" if found[0][0] == "(" else found[0], pattern)


def _any_of(words: Iterable[str]) -> str:
    if isinstance(words, str) or not all(isinstance(word, str) and word for word in words):
        raise TypeError("words: a list of texts")
    folded = fold(pa.array(list(words), pa.string())).to_pylist()
    return "|".join(map(re.escape, folded))


def _check_expression(pattern: str, refuse: Any) -> None:
    """Raises :class:`RuleInvalid` where RE2 refuses, or where nothing at all would be a hit."""
    try:
        empty = bool(pattern) and pc.match_substring_regex(pa.array([""]), pattern)[0].as_py()
    except pa.ArrowInvalid as error:
        raise refuse(NOT_RE2.format(error=error)) from error
    if empty:
        raise refuse(MATCHES_NOTHING)


def _check_examples(detector: OwnDetector, rule: dict[str, Any], refuse: Any) -> None:
    tests = rule.get("tests")
    if not isinstance(tests, dict) or not tests.get("match") or not tests.get("no_match"):
        raise refuse(NO_TESTS)
    for kind, wanted in (("match", True), ("no_match", False)):
        for place, example in enumerate(tests[kind]):
            value, name = _example(example, detector, wanted)
            column = Column(name, fold(pa.array([value], pa.string())), np.ones(1, np.int64))
            if (detector.examine(column) is not None) is not wanted:
                raise refuse(FAILS.format(kind=kind, n=place + 1))


def _example(example: Any, detector: OwnDetector, wanted: bool) -> tuple[str, str]:
    """A value and its column's name: where none is given, one that speaks for the rule."""
    spoken = [*detector.columns.get("words", ()), *detector.columns.get("exact", ()), "内容"][0]
    if isinstance(example, dict):
        return str(example.get("value", "1")), str(example.get("column", spoken))
    return str(example), spoken


def _first_spans(column: Column, places: np.ndarray[Any, Any], pattern: str) -> Spans:
    """The first hit of each value, by RE2 alone: Python's matcher may take for ever."""
    found = pc.extract_regex_span(column.values.take(pa.array(places)), f"(?P<hit>{pattern})")
    edges = pc.list_flatten(pc.struct_field(found, "hit")).to_numpy(zero_copy_only=False)
    edges = edges.astype(np.int64).reshape(-1, 2)
    starts = column.offsets[places] + edges[:, 0]
    some: Mask = edges[:, 1] > 0
    return Spans(starts, starts + edges[:, 1]).where(some) if len(edges) else NONE


OWN = Text("本单位规则 {rule}", "the agency's own rule {rule}")
NO_PACK = Text("文件夹里没有 JSON 规则包", "the folder holds no JSON pack")
NAME_TAKEN = Text("名称 {name} 已被占用", "the name {name} is taken")
NO_RULES = Text("rules 应为规则的列表", "rules must be a list of rules")
NO_GATES = Text(
    "gates 应为 类型 → warn、hold、block，或再按级别分开",
    "gates: a type, and warn, hold or block, or these by its levels",
)
GATE_OF_MARKS = Text(
    "标志的处置由 marks 规则包逐条规定",
    "what marks ask for is told by the marks pack, rule by rule",
)
NO_TYPE = Text("没有这个类型", "there is no such type")
NO_ID = Text("每条规则要有各不相同的 id", "every rule needs an id of its own")
UNKNOWN_FIELD = Text("不认识的字段：{field}", "unknown field: {field}")
FINDS_NOTHING = Text(
    "需要 pattern、words、columns 中的至少一个", "it needs a pattern, words, or columns"
)
ILL_FORMED = Text("格式不对：{error}", "ill-formed: {error}")
NOT_RE2 = Text("RE2 不接受表达式：{error}", "RE2 refuses the expression: {error}")
MATCHES_NOTHING = Text("表达式匹配空文本", "the expression matches the empty text")
NO_OPERATOR = Text("treatment 要写明 operator", "treatment must name an operator")
NO_TESTS = Text(
    "tests 要有 match 和 no_match 的例子", "tests need examples of match and of no_match"
)
FAILS = Text("第 {n} 个 {kind} 例子不符", "example {n} of {kind} fails")
