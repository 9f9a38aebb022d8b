"""The policy: how findings are graded, and what they ask for. The one place that decides a gate.

A *province pack* (``resources/rules/provinces``, or an agency's own) gives every level a grade, and
says what data of each grade may do. What a finding asks for is told by the agency, else by the rules
of its type, else by its level; and what its grade does not let out at all is at least held.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import get_args

import msgspec

from app.core import resources
from app.core.errors import PluginUnknown
from app.core.model import Finding, Gate, Grade, Level, Mark, May
from app.core.resources import LACKS, Pack, pack_unusable
from app.core.text import Text

NATIONAL = "national"  # the province of those who have chosen none
KIND = Text("省级分级规则", "province pack")
_SEVERITY: dict[Gate, int] = {"clear": 0, "warn": 1, "hold": 2, "block": 3}

Gates = Mapping[str, Mapping[Level, Gate]]  # by type of finding, then by level


@dataclass(frozen=True)
class _Opening:
    may: May
    zh: str
    en: str
    source: str


@dataclass(frozen=True)
class _Grade:
    grade: int
    zh: str
    en: str
    may: May
    source: str


@dataclass(frozen=True)
class _Rule:
    grade: int
    source: str
    level: str = ""
    type: str = ""


@dataclass(frozen=True)
class _Document:
    """What a province pack holds, every entry with its source."""

    title: dict[str, str]
    openings: tuple[_Opening, ...]
    grades: tuple[_Grade, ...]
    levels: tuple[_Rule, ...]
    types: tuple[_Rule, ...] = ()


@dataclass(frozen=True)
class Province:
    """A province's grades: of every level, and of those types that it grades by themselves."""

    pack: Pack
    title: Text
    levels: Mapping[Level, Grade]
    types: Mapping[str, Grade]

    @property
    def id(self) -> str:
        return self.pack.name

    @classmethod
    def of(cls, pack: Pack) -> "Province":
        """From its pack. Raises :class:`PackUnusable`, naming the entry that is wrong."""
        try:
            told = msgspec.convert(pack.data, _Document)
            words = {opening.may: Text(opening.zh, opening.en) for opening in told.openings}
            grades = {
                rank.grade: Grade(rank.grade, Text(rank.zh, rank.en), rank.may, words[rank.may])
                for rank in told.grades
            }
            by_level = {rule.level: grades[rule.grade] for rule in told.levels}
            levels = {level: by_level[level] for level in get_args(Level)}
            types = {rule.type: grades[rule.grade] for rule in told.types}
            title = Text(told.title["zh"], told.title["en"])
        except msgspec.ValidationError as error:
            raise pack_unusable(pack.name, Text.plain(str(error))) from error
        except KeyError as error:
            raise pack_unusable(pack.name, LACKS.format(entry=error.args[0])) from error
        return cls(pack, title, levels, types)


@dataclass(frozen=True)
class Policy:
    """A province, and the gates that an agency has set."""

    province: Province
    gates: Gates = field(default_factory=dict)

    def grade(self, type_id: str, level: Level) -> Grade:
        """The grade of a finding: its type's own, unless it is public; else that of its level."""
        own = None if level == "public" else self.province.types.get(type_id)
        return own or self.province.levels[level]

    def gate(self, type_id: str, level: Level) -> Gate:
        """What a finding asks for."""
        known = resources.finding_types().get(type_id)
        by_type: Mapping[str, Gate] = known.data.get("gates", {}) if known else {}
        by_level: Mapping[str, Gate] = resources.pack("levels").data["gates"]
        told = self.gates.get(type_id, {}).get(level) or by_type.get(level) or by_level[level]
        closed = self.grade(type_id, level).may == "not-open"
        return strictest((told, "hold" if closed else "clear"))

    def overall(self, columns: Iterable[Finding], marks: Iterable[Mark]) -> Grade:
        """The grade of the whole: of a table in which nothing is found, that of what is public."""
        grades = [*(finding.grade for finding in columns), *(mark.grade for mark in marks)]
        return highest([self.province.levels["public"], *filter(None, grades)])

    def grade_of_mark(self, type_id: str, level: Level, severity: Gate) -> Grade:
        """The grade of a mark; one that only asks for a second look tells nothing yet."""
        return self.grade(type_id, level if severity in ("hold", "block") else "public")


def strictest(gates: Iterable[Gate]) -> Gate:
    """The strictest of some gates; clear if there are none."""
    return max(gates, key=strictness, default="clear")


def strictness(gate: Gate) -> int:
    """How much a gate asks for, to compare it by."""
    return _SEVERITY[gate]


def gate(columns: Iterable[Finding], marks: Iterable[Mark]) -> Gate:
    """The strictest answer that any finding or mark asks for."""
    return strictest([*(finding.gate for finding in columns), *(mark.severity for mark in marks)])


def graver(one: Finding, other: Finding) -> bool:
    """Whether the rules ask for more because of one finding than because of the other."""
    if _SEVERITY[one.gate] > _SEVERITY[other.gate]:
        return True
    return one.grade is not None and other.grade is not None and one.grade.rank > other.grade.rank


def highest(grades: Iterable[Grade]) -> Grade:
    """就高从严: the highest of some grades."""
    return max(grades, key=lambda grade: grade.rank)


def province(name: str, own: Mapping[str, Province]) -> Province:
    """One of an agency's own provinces, or one that is installed. Raises :class:`PluginUnknown`."""
    if name in own:
        return own[name]
    known = resources.province_packs()
    if name not in known:
        raise PluginUnknown(id=name, kind=KIND, known=", ".join((*known, *own)))
    return _installed(name)


def installed() -> tuple[Province, ...]:
    """Every province that is installed, the national rules first."""
    names = sorted(resources.province_packs(), key=lambda name: (name != NATIONAL, name))
    return tuple(map(_installed, names))


@cache
def _installed(name: str) -> Province:
    return Province.of(resources.province_packs()[name])
